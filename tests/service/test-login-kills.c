/* test-login-kills.c: kill -9 at random moments, 200 times, over login, registration and password
 * change. Afterwards the vault opens and holds every confirmed thing, and with nothing but what it
 * holds one gets in.
 *
 * MADOGUCHI_KILL_SEED repeats a run, MADOGUCHI_KILLS sets their number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>
#include <string.h>

#include "../app/store/scratch-folder.h"
#include "login-station.h"
#include "training-process.h"

#define KILLS 200
#define ACCOUNTS 200        /* of which half log in */
#define LONGEST_LIFE_MS 400 /* after the driver has opened its cache */
#define LONGEST_WAIT_MS 30
/* A moment may come no more: on a fast machine all keys are shown before the last kill. */
#define LATEST_MS 3000

/* What the person at the terminal has been shown of an account. */
typedef struct
{
  char *key;
  gboolean confirmed;
  char *password; /* that was confirmed */
  char *proposed; /* asked for, without an answer */
} Seen;

typedef struct
{
  char *folder;
  char *cache_folder;
  TrainingProcess training;
  GRand *random;
  Seen seen[ACCOUNTS + 16];
  guint n_accounts;
  guint current; /* the account the driver was busy with */
  guint touched; /* how many accounts have been begun */
  guint lines[4];
} Killing;

static const char *moments[] = { "key ", "proposed ", "in ", "opened" };

static void
note (Killing *k, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  if (g_strcmp0 (words[0], "fault") == 0)
    g_error ("the driver: %s", line);
  if (g_strv_length (words) < 2)
    return;
  k->current = (guint)g_ascii_strtoull (words[1], NULL, 10);
  g_assert_cmpuint (k->current, <, k->n_accounts);
  k->touched = MAX (k->touched, k->current + 1);
  Seen *seen = &k->seen[k->current];
  if (strcmp (words[0], "key") == 0)
    {
      if (seen->key != NULL) /* the same until it is confirmed */
        g_assert_cmpstr (seen->key, ==, words[2]);
      g_free (seen->key);
      seen->key = g_strdup (words[2]);
    }
  else if (strcmp (words[0], "confirmed") == 0)
    seen->confirmed = TRUE;
  else if (strcmp (words[0], "proposed") == 0)
    {
      g_free (seen->proposed);
      seen->proposed = g_strdup (words[2]);
    }
  else if (strcmp (words[0], "changed") == 0 || strcmp (words[0], "in") == 0)
    {
      /* Whoever is in was never in with anything but what was confirmed or asked for. */
      if (strcmp (words[0], "in") == 0 && (seen->password != NULL || seen->proposed != NULL))
        g_assert_true (g_strcmp0 (words[2], seen->password) == 0
                       || g_strcmp0 (words[2], seen->proposed) == 0 || seen->password == NULL);
      if (strcmp (words[0], "changed") == 0 || g_strcmp0 (words[2], seen->proposed) == 0)
        {
          g_free (seen->password);
          seen->password = g_strdup (words[2]);
        }
      g_clear_pointer (&seen->proposed, g_free);
    }
}

static void
check (Killing *k, Station *station, guint number)
{
  const MdgTrainingAccount *a = k->training.connection->accounts->pdata[number];
  const Seen *seen = &k->seen[number];
  g_autofree char *key = station_secret (station, "setup-key", a->institution_code, a->login_id);
  g_autofree char *pending
      = station_secret (station, "pending-setup-key", a->institution_code, a->login_id);
  g_autofree char *password
      = station_secret (station, "password", a->institution_code, a->login_id);
  g_autofree char *candidate
      = station_secret (station, "password-candidate", a->institution_code, a->login_id);
  g_autoptr (MdgAccountRecord) record = station_account (station, a->institution_code, a->login_id);

  if (seen->key != NULL)
    g_assert_true (g_strcmp0 (key, seen->key) == 0 || g_strcmp0 (pending, seen->key) == 0);
  if (seen->confirmed)
    {
      g_assert_cmpstr (key, ==, seen->key);
      g_assert_cmpint (record->registration, ==, MDG_REGISTRATION_CONFIRMED);
      g_assert_cmpint (record->registered_at, >, 0);
    }
  if (seen->password != NULL && g_strcmp0 (password, seen->password) != 0)
    {
      /* A later one had been asked for, and it is the one that holds. */
      g_assert_nonnull (seen->proposed);
      g_assert_cmpstr (password, ==, seen->proposed);
    }
  if (candidate != NULL) /* nothing but what was asked for */
    g_assert_true (g_strcmp0 (candidate, seen->proposed) == 0
                   || g_strcmp0 (candidate, seen->password) == 0);
}

/* The vault opens, and everything that was shown is in it. */
static void
check_all (Killing *k)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Station station = { 0 };
  station_open (&station, k->cache_folder, clock, NULL);
  for (guint number = 0; number < k->touched; number++)
    check (k, &station, number);
  station_close (&station);
}

static gboolean
kill_it (gpointer driver)
{
  g_subprocess_force_exit (driver);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  Killing *k;
  GSubprocess *driver;
  const char *moment; /* (nullable): what it is killed after */
  guint wait_ms;
  guint timer;  /* 0: its moment has not come */
  guint latest; /* 0: not opened yet */
  gboolean ended;
} Life;

static void on_line (GObject *source, GAsyncResult *result, gpointer data);

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Life *life = data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  if (line == NULL)
    {
      life->ended = TRUE;
      return;
    }
  if (life->latest == 0)
    life->latest = g_timeout_add (LATEST_MS, kill_it, life->driver);
  if (life->timer == 0 && (life->moment == NULL || g_str_has_prefix (line, life->moment)))
    life->timer = g_timeout_add (life->wait_ms, kill_it, life->driver);
  note (life->k, line);
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       on_line, data);
}

static void
stop_timer (guint timer)
{
  if (timer != 0 && g_main_context_find_source_by_id (NULL, timer) != NULL)
    g_source_remove (timer);
}

/* One life of the program: until a random moment, or shortly after something was shown. */
static void
live_and_die (Killing *k, guint round)
{
  Life life = { .k = k };
  guint kind = (guint)g_rand_int_range (k->random, 0, 8);
  if (kind < G_N_ELEMENTS (moments))
    life.moment = moments[kind];
  life.wait_ms = (guint)g_rand_int_range (k->random, 0,
                                          life.moment != NULL ? LONGEST_WAIT_MS : LONGEST_LIFE_MS);
  life.driver = training_process_drive (&k->training, NULL, "work", k->cache_folder,
                                        g_rand_int (k->random), k->current);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (life.driver));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_line, &life);
  station_until (life.ended);
  stop_timer (life.timer);
  stop_timer (life.latest);
  g_subprocess_wait (life.driver, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (life.driver));
  g_assert_cmpint (g_subprocess_get_term_sig (life.driver), ==, 9);
  g_clear_object (&life.driver);
}

static void
verify (Killing *k)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) driver
      = training_process_drive (&k->training, NULL, "verify", k->cache_folder, 1, k->touched);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (driver));
  gboolean verified = FALSE;
  char *line;
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "verified "))
        verified = TRUE;
      else
        note (k, line);
      g_free (line);
    }
  g_subprocess_wait_check (driver, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verified);
}

static void
check_all_settled (Killing *k)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Station station = { 0 };
  guint confirmed = 0, changed = 0;
  station_open (&station, k->cache_folder, clock, NULL);
  for (guint number = 0; number < k->touched; number++)
    {
      const MdgTrainingAccount *a = k->training.connection->accounts->pdata[number];
      g_autofree char *candidate
          = station_secret (&station, "password-candidate", a->institution_code, a->login_id);
      check (k, &station, number);
      g_assert_null (candidate);
      confirmed += k->seen[number].confirmed;
      changed += k->seen[number].password != NULL;
    }
  station_close (&station);
  g_test_message ("%u accounts, %u registrations and %u passwords confirmed", k->touched, confirmed,
                  changed);
  g_assert_cmpuint (confirmed, >, 0);
  g_assert_cmpuint (changed, >, 0);
}

static guint32
choose_seed (void)
{
  const char *given = g_getenv ("MADOGUCHI_KILL_SEED");
  guint32 seed = given != NULL ? (guint32)g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_message ("MADOGUCHI_KILL_SEED=%u repeats this run", seed);
  return seed;
}

static void
test_kills (void)
{
  Killing k = { .folder = scratch_folder_new () };
  const char *given = g_getenv ("MADOGUCHI_KILLS");
  guint kills = given != NULL ? (guint)g_ascii_strtoull (given, NULL, 10) : KILLS;
  g_autofree char *training_folder = g_build_filename (k.folder, "training", NULL);
  k.random = g_rand_new_with_seed (choose_seed ());
  k.cache_folder = g_build_filename (k.folder, "cache", NULL);
  training_process_start (&k.training, training_folder, ACCOUNTS);
  k.n_accounts = k.training.connection->accounts->len;
  g_assert_cmpuint (k.n_accounts, <=, G_N_ELEMENTS (k.seen));
  for (guint round = 0; round < kills; round++)
    {
      live_and_die (&k, round);
      check_all (&k);
    }
  verify (&k);
  check_all_settled (&k);
  training_process_stop (&k.training);
  for (guint i = 0; i < k.n_accounts; i++)
    {
      g_free (k.seen[i].key);
      g_free (k.seen[i].password);
      g_free (k.seen[i].proposed);
    }
  g_rand_free (k.random);
  g_free (k.cache_folder);
  scratch_folder_free (k.folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/kills", test_kills);
  return g_test_run ();
}
