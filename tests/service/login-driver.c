/* login-driver.c: somebody who logs in, registers, and changes passwords without end, at a terminal
 * that may be killed at any moment. Knows nothing but the training scenario and what the cache
 * holds.
 *
 *   login-driver work FOLDER SEED FIRST    from account FIRST on, until it is killed
 *   login-driver verify FOLDER SEED N      logs in once to each of the first N accounts, then ends
 *   login-driver secrets FOLDER SEED K     the whole job with account K without telling any secret;
 * says "ready", waits for a line on stdin, and aborts
 *
 * The connection (one line of JSON) comes on stdin. What was shown to the person goes to stdout,
 * one line each, after it was shown: opened · key N KEY · confirmed N · proposed N PASSWORD (before
 * the act) · changed N PASSWORD · in N PASSWORD (logged in with it) · fault TEXT
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control-client.h"
#include "login-station.h"
#include "platform/machine.h"

typedef struct
{
  Station station;
  MdgConnection *connection;
  GRand *random;
  gboolean quiet; /* tells no secret */
} Driver;

/* One write per line: a reader never sees half of one. */
static void
say (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  char *line = g_strconcat (text, "\n", NULL);
  gsize length = strlen (line);
  if (write (STDOUT_FILENO, line, length) != (gssize)length)
    _exit (3);
  mdg_wipe_string (line);
  mdg_wipe_string (text);
}

static void G_GNUC_NORETURN
give_up (Driver *d, guint number, const char *what)
{
  const GError *error = mdg_login_flow_get_error (d->station.flow);
  say ("fault account %u in state %d: %s (%s)", number,
       (int)mdg_login_flow_get_state (d->station.flow), what,
       error != NULL ? error->message : mdg_login_flow_get_notice (d->station.flow));
  _exit (4);
}

static gboolean
is_at (Driver *d, MdgLoginState state)
{
  return mdg_login_flow_get_state (d->station.flow) == state;
}

static gboolean
failed_with (Driver *d, MdgErrorCode code)
{
  return g_error_matches (mdg_login_flow_get_error (d->station.flow), MDG_ERROR, (int)code);
}

static const MdgTrainingAccount *
account (Driver *d, guint number)
{
  return d->connection->accounts->pdata[number];
}

static char *
kept (Driver *d, guint number, const char *kind)
{
  const MdgTrainingAccount *a = account (d, number);
  return station_secret (&d->station, kind, a->institution_code, a->login_id);
}

/* Service and terminal pass the time together. */
static void
pass_time (Driver *d, gint64 seconds)
{
  control_advance_clock (d->connection, d->station.identity, seconds);
  mdg_clock_advance (d->station.clock, seconds * G_USEC_PER_SEC);
}

/* Returns: whether the password was right */
static gboolean
try_password (Driver *d, guint number, const char *password)
{
  const MdgTrainingAccount *a = account (d, number);
  for (int i = 0; i < 4; i++)
    {
      station_log_in (&d->station, a->institution_code, a->login_id, password);
      if (!is_at (d, MDG_LOGIN_CREDENTIALS))
        return TRUE;
      if (failed_with (d, MDG_ERROR_WRONG_CREDENTIALS))
        return FALSE;
      if (failed_with (d, MDG_ERROR_LOCKED))
        pass_time (d, 1801);
      else if (g_strcmp0 (mdg_login_flow_get_notice (d->station.flow), "clock-skew") != 0)
        break;
    }
  give_up (d, number, "login");
}

/* Which password it is: what was being changed when the light went out, what was last confirmed, or
 * what the sheet from the authority says. Returns: (transfer full) */
static char *
log_in (Driver *d, guint number)
{
  static const char *kinds[] = { "password-candidate", "password" };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      char *password = kept (d, number, kinds[i]);
      if (password != NULL && try_password (d, number, password))
        return password;
      mdg_wipe_string (password);
    }
  char *first = g_strdup (account (d, number)->password);
  if (first == NULL || !try_password (d, number, first))
    give_up (d, number, "no password fits");
  return first;
}

static void
send_passcode (Driver *d, guint number, const char *key)
{
  char *code = station_passcode (key, mdg_clock_wall (d->station.clock));
  station_send_passcode (&d->station, code);
  mdg_wipe_string (code);
  if (is_at (d, MDG_LOGIN_PASSCODE))
    give_up (d, number, "passcode");
}

static void
register_account (Driver *d, guint number)
{
  const MdgRegistration *registration = mdg_login_flow_get_registration (d->station.flow);
  char *key = g_strdup (mdg_secret_get_string (registration->setup_key));
  say ("key %u %s", number, d->quiet ? "" : key);
  mdg_login_flow_proceed (d->station.flow);
  send_passcode (d, number, key);
  mdg_wipe_string (key);
  if (!is_at (d, MDG_LOGIN_COMPLETED) || mdg_login_flow_get_error (d->station.flow) != NULL)
    give_up (d, number, "completion");
  say ("confirmed %u", number);
  mdg_login_flow_acknowledge (d->station.flow);
}

static void
give_passcode (Driver *d, guint number)
{
  char *key = kept (d, number, "setup-key");
  if (key == NULL)
    key = kept (d, number, "pending-setup-key");
  if (key == NULL)
    key = g_strdup (account (d, number)->setup_key); /* registered before this story began */
  if (key == NULL)
    give_up (d, number, "the service knows a key, the cache none");
  pass_time (d, 31);
  send_passcode (d, number, key);
  mdg_wipe_string (key);
}

/* To [管理メニュー]. Returns: (transfer full): the password that holds */
static char *
enter (Driver *d, guint number)
{
  char *password = log_in (d, number);
  if (is_at (d, MDG_LOGIN_REGISTRATION))
    register_account (d, number);
  else
    give_passcode (d, number);
  if (!is_at (d, MDG_LOGIN_MENU))
    give_up (d, number, "menu");
  say ("in %u %s", number, d->quiet ? "" : password);
  return password;
}

static char *
make_password (Driver *d)
{
  return g_strdup_printf ("Mado1-%08x%04x", g_rand_int (d->random),
                          g_rand_int (d->random) & 0xffff);
}

static void
change_password (Driver *d, guint number, const char *current)
{
  char *changed = make_password (d);
  say ("proposed %u %s", number, d->quiet ? "" : changed);
  station_change_password (&d->station, current, changed);
  if (!is_at (d, MDG_LOGIN_PASSWORD_CHANGED) || mdg_login_flow_get_error (d->station.flow) != NULL)
    give_up (d, number, "password change");
  say ("changed %u %s", number, d->quiet ? "" : changed);
  mdg_wipe_string (changed);
}

static void
do_account (Driver *d, guint number)
{
  char *password = enter (d, number);
  change_password (d, number, password);
  mdg_wipe_string (password);
  station_log_out (&d->station);
  mdg_wipe_string (enter (d, number));
  station_log_out (&d->station);
}

static void
verify (Driver *d, guint n)
{
  for (guint number = 0; number < n; number++)
    {
      mdg_wipe_string (enter (d, number));
      station_log_out (&d->station);
    }
  say ("verified %u", n);
}

static char *
read_line (void)
{
  g_autoptr (GString) line = g_string_sized_new (65536);
  int c;
  while ((c = getchar ()) != EOF && c != '\n')
    g_string_append_c (line, (char)c);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
start (Driver *d, const char *folder, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  gint64 skew = 0;
  char *json = read_line ();
  d->connection = mdg_connection_parse (json, -1, &error);
  mdg_wipe_string (json);
  g_assert_no_error (error);
  d->random = g_rand_new_with_seed (seed);
  station_open (&d->station, folder, clock, d->connection);
  station_begin (&d->station);
  if (!mdg_login_flow_get_clock_skew (d->station.flow, &skew))
    give_up (d, 0, "begin");
  mdg_clock_advance (clock, skew * G_USEC_PER_SEC); /* somebody sets the clock right */
  say ("opened");
}

int
main (int argc, char **argv)
{
  Driver d = { 0 };
  mdg_machine_prepare_process ();
  if (argc != 5)
    return 2;
  guint number = (guint)g_ascii_strtoull (argv[4], NULL, 10);
  d.quiet = strcmp (argv[1], "secrets") == 0;
  start (&d, argv[2], (guint32)g_ascii_strtoull (argv[3], NULL, 10));
  if (strcmp (argv[1], "verify") == 0)
    verify (&d, number);
  else if (d.quiet)
    {
      do_account (&d, number);
      say ("ready");
      g_free (read_line ());
      abort ();
    }
  else
    for (;; number++)
      do_account (&d, number % d.connection->accounts->len);
  station_close (&d.station);
  mdg_connection_free (d.connection);
  g_rand_free (d.random);
  return 0;
}
