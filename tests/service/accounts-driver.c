/* accounts-driver.c: somebody who edits the account list without end, at a terminal that may be
 * killed at any moment, with a service that may be killed at any moment.
 *
 *   accounts-driver work FOLDER SEED N
 *
 * The connection (one line of JSON) comes on stdin. To stdout, one line each: "ready"; "+ WHAT"
 * before it asks for something; "= WHAT" when the desk has said that it is kept; "s CODE" after
 * each sync, with its error. WHAT: note ID TEXT · cancel ID · apply FACILITY
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "accounts-terminal.h"
#include "platform/machine.h"

#define EDITED 12     /* few, so that edits of one account meet */
#define CANCELLED 400 /* each can be cancelled but once */

typedef struct
{
  Terminal terminal;
  GRand *random;
  guint32 seed;
  guint count;
  GPtrArray *ids;
  GPtrArray *facilities; /* of MdgFacility */
} Driver;

static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One write per line: a reader never sees half of one. */
static void
say (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  gsize length = strlen (line);
  if (write (STDOUT_FILENO, line, length) != (gssize)length)
    _exit (3);
}

static const char *
pick_id (Driver *d, guint of)
{
  return d->ids->pdata[g_rand_int_range (d->random, 0, (gint32)MIN (d->ids->len, of))];
}

static void
do_note (Driver *d)
{
  const char *id = pick_id (d, EDITED);
  g_autofree char *text = g_strdup_printf ("%08x-%u", d->seed, d->count++);

  say ("+ note %s %s", id, text);
  if (terminal_set_note (&d->terminal, id, text) == -1)
    say ("= note %s %s", id, text);
}

static void
do_cancel (Driver *d)
{
  const char *id = pick_id (d, CANCELLED);

  say ("+ cancel %s", id);
  if (terminal_cancel (&d->terminal, id) == -1)
    say ("= cancel %s", id);
}

static void
do_apply (Driver *d)
{
  guint which = (guint)g_rand_int_range (d->random, 0, (gint32)d->facilities->len);
  const char *code = ((const MdgFacility *)d->facilities->pdata[which])->institution_code;

  say ("+ apply %s", code);
  if (terminal_apply (&d->terminal, code, MDG_ACCOUNT_APP, 1) == -1)
    say ("= apply %s", code);
}

static void
act (Driver *d)
{
  int what = g_rand_int_range (d->random, 0, 10);

  if (what < 6)
    do_note (d);
  else if (what < 9)
    do_apply (d);
  else
    do_cancel (d);
}

static gboolean
take_ids (GPtrArray *rows, gpointer data)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MdgAccountRow *row = rows->pdata[i];

      if (row->account->status <= MDG_ACCOUNT_CANCELLING)
        g_ptr_array_add (data, g_strdup (row->account->id));
    }
  return TRUE;
}

static void
read_list (Driver *d)
{
  g_autoptr (MdgAccountList) list = mdg_account_list_new (d->terminal.desk);
  g_autoptr (GAsyncResult) result = NULL, facilities = NULL;

  d->ids = g_ptr_array_new_with_free_func (g_free);
  mdg_account_list_for_each_async (list, NULL, take_ids, d->ids, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  g_assert_true (mdg_account_list_finish (list, result, NULL));
  mdg_account_desk_get_facilities_async (d->terminal.desk, NULL, terminal_keep, &facilities);
  terminal_until (facilities != NULL);
  d->facilities = mdg_account_desk_get_facilities_finish (d->terminal.desk, facilities, NULL);
  g_assert_nonnull (d->facilities);
}

static MdgConnection *
read_connection (void)
{
  g_autoptr (GString) line = g_string_sized_new (65536);
  g_autoptr (GError) error = NULL;
  MdgConnection *connection;
  int c;

  while ((c = getchar ()) != EOF && c != '\n')
    g_string_append_c (line, (char)c);
  connection = mdg_connection_parse (line->str, -1, &error);
  g_assert_no_error (error);
  return connection;
}

int
main (int argc, char **argv)
{
  Driver d = { 0 };
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgConnection) connection = NULL;

  mdg_machine_prepare_process ();
  if (argc != 5 || strcmp (argv[1], "work") != 0)
    return 2;
  connection = read_connection ();
  d.seed = (guint32)g_ascii_strtoull (argv[3], NULL, 10);
  d.random = g_rand_new_with_seed (d.seed);
  terminal_open (&d.terminal, argv[2], clock);
  terminal_connect (&d.terminal, connection, "WA000002", -1, NULL);
  say ("s %d", terminal_sync (&d.terminal));
  read_list (&d);
  say ("ready");
  for (;;)
    {
      for (int i = g_rand_int_range (d.random, 1, 4); i > 0; i--)
        act (&d);
      say ("s %d", terminal_sync (&d.terminal));
    }
}
