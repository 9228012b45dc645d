/* with-cards.c: with-cards COMMAND...: runs COMMAND where there is a pcscd with virtual readers of
 * its own. What happens to them COMMAND says by lines to the pipe MDG_CARDS, each of which is
 * answered by a line on the pipe MDG_CARDS_DONE: "start", "stop", "kill", "lay KIND"
 * (emulated-card.h), "lift", "release". Its exit code is ours. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "emulated-card.h"
#include "own-pcscd.h"

typedef struct
{
  OwnCard *on_reader;
  EmulatedCard *card;
} Table;

static void
lift (Table *table)
{
  if (table->on_reader == NULL)
    return;
  emulated_card_release (table->card);
  own_card_remove (g_steal_pointer (&table->on_reader));
  g_clear_pointer (&table->card, emulated_card_free);
}

static void
lay (Table *table, const char *kind)
{
  lift (table);
  table->card = emulated_card_new (kind, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_nonnull (table->card);
  table->on_reader = own_card_insert (emulated_card_atr, sizeof emulated_card_atr,
                                      emulated_card_answer, table->card);
}

/* FALSE: nobody knows what that is. */
static gboolean
obey (Table *table, const char *line)
{
  if (g_str_equal (line, "start"))
    own_pcscd_start ();
  else if (g_str_equal (line, "stop") || g_str_equal (line, "kill"))
    {
      if (*line == 'k')
        own_pcscd_kill ();
      lift (table);
      own_pcscd_stop ();
    }
  else if (g_str_has_prefix (line, "lay "))
    lay (table, line + strlen ("lay "));
  else if (g_str_equal (line, "lift"))
    lift (table);
  else if (g_str_equal (line, "release"))
    emulated_card_release (table->card);
  else
    return FALSE;
  return TRUE;
}

typedef struct
{
  GDataInputStream *lines;
  GOutputStream *done;
  Table table;
  GMainLoop *loop;
} Talk;

static void read_next (Talk *talk);

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Talk *talk = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (talk->lines, result, NULL, NULL);
  const char *answer = line != NULL && obey (&talk->table, line) ? "done\n" : "what?\n";

  if (line == NULL)
    return;
  g_output_stream_write_all (talk->done, answer, strlen (answer), NULL, NULL, NULL);
  read_next (talk);
}

static void
read_next (Talk *talk)
{
  g_data_input_stream_read_line_async (talk->lines, G_PRIORITY_DEFAULT, NULL, on_line, talk);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer loop)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (loop);
}

/* A pipe with a name. Opened for both ways, so that it has no end before we have ours. Returns:
 * (transfer full) */
static GFileIOStream *
make_pipe (const char *folder, const char *name, const char *variable)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GFileIOStream *stream;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  stream = g_file_open_readwrite (file, NULL, &error);
  g_assert_no_error (error);
  g_setenv (variable, path, TRUE);
  return stream;
}

int
main (int argc, char **argv)
{
  Talk talk = { .table = { NULL, NULL } };
  g_autofree char *folder = NULL;
  g_autoptr (GFileIOStream) orders = NULL;
  g_autoptr (GFileIOStream) answers = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2)
    return 2;
  if (!own_pcscd_prepare ())
    return 0;
  folder = g_dir_make_tmp ("with-cards-XXXXXX", &error);
  g_assert_no_error (error);
  orders = make_pipe (folder, "orders", "MDG_CARDS");
  answers = make_pipe (folder, "answers", "MDG_CARDS_DONE");
  talk.lines = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (orders)));
  talk.done = g_io_stream_get_output_stream (G_IO_STREAM (answers));
  talk.loop = g_main_loop_new (NULL, FALSE);
  child
      = g_subprocess_newv ((const char *const *)argv + 1, G_SUBPROCESS_FLAGS_STDIN_INHERIT, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (child, NULL, on_ended, talk.loop);
  read_next (&talk);
  g_main_loop_run (talk.loop);
  g_main_loop_unref (talk.loop);
  lift (&talk.table);
  own_pcscd_stop ();
  return g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : 1;
}
