/* test-accounts-outages.c: a terminal whose person edits the account list, and its service, both
 * killed (SIGKILL) at random moments again and again. In the end everything that was confirmed to
 * the person is at the service, once.
 *
 * MADOGUCHI_OUTAGES=n: so many outages instead of 12 (6 where it is slow). MADOGUCHI_KILL_SEED=n
 * repeats a run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../app/store/scratch-folder.h"
#include "accounts-terminal.h"
#include "control-client.h"
#include "training-process.h"

#define OUTAGES 12
#define OUTAGES_PER_LIFE 6
#define ACCOUNTS 400
#define LONGEST_WAIT_MS 60

/* What was said about one account. */
typedef struct
{
  char *confirmed;     /* (nullable): the last 備考 that was confirmed */
  GPtrArray *proposed; /* those asked for since */
  gboolean cancelled;  /* confirmed */
} Seen;

typedef struct
{
  char *folder, *training_folder, *cache_folder;
  TrainingProcess training;
  MdgIdentity *identity;
  GRand *random;
  GHashTable *accounts;   /* ID → Seen */
  GHashTable *facilities; /* code → whether its application was confirmed */
  guint outages;

  GSubprocess *driver;
  GDataInputStream *lines;
  gboolean ready, ended;
  guint n_confirmed;
} Story;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->confirmed);
  g_ptr_array_unref (seen->proposed);
  g_free (seen);
}

static Seen *
see (Story *s, const char *id)
{
  Seen *seen = g_hash_table_lookup (s->accounts, id);

  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      seen->proposed = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (s->accounts, g_strdup (id), seen);
    }
  return seen;
}

/* One line of the driver. */
static void
note (Story *s, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  guint n = g_strv_length (words);
  gboolean confirmed = g_str_equal (words[0], "=");

  s->ready |= g_str_equal (line, "ready");
  if (n < 3)
    return;
  s->n_confirmed += confirmed;
  if (g_str_equal (words[1], "apply"))
    {
      if (confirmed || !g_hash_table_contains (s->facilities, words[2]))
        g_hash_table_insert (s->facilities, g_strdup (words[2]), GINT_TO_POINTER (confirmed));
      return;
    }
  Seen *seen = see (s, words[2]);
  if (g_str_equal (words[1], "cancel"))
    seen->cancelled |= confirmed;
  else if (confirmed)
    {
      g_free (seen->confirmed);
      seen->confirmed = g_strdup (words[3]);
      g_ptr_array_set_size (seen->proposed, 0);
    }
  else
    g_ptr_array_add (seen->proposed, g_strdup (words[3]));
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Story *s = data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      s->ended = TRUE;
      return;
    }
  note (s, line);
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       on_line, s);
}

static gboolean
on_moment (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A moment to do harm in, while the story goes on. */
static void
let_pass (Story *s)
{
  gboolean over = FALSE;

  g_timeout_add ((guint)g_rand_int_range (s->random, 0, LONGEST_WAIT_MS), on_moment, &over);
  terminal_until (over);
  g_assert_false (s->ended);
}

/* A passcode is not accepted twice. */
static void
advance (Story *s)
{
  control_advance_clock (s->training.connection, s->identity, 31);
}

static void
begin_life (Story *s)
{
  advance (s);
  s->ready = s->ended = FALSE;
  s->driver = training_process_drive (&s->training, NULL, "work", s->cache_folder,
                                      g_rand_int (s->random), 0);
  s->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (s->driver));
  g_data_input_stream_read_line_async (s->lines, G_PRIORITY_DEFAULT, NULL, on_line, s);
  terminal_until (s->ready || s->ended);
  g_assert_true (s->ready);
}

static void
end_life (Story *s)
{
  g_subprocess_force_exit (s->driver);
  terminal_until (s->ended);
  g_subprocess_wait (s->driver, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (s->driver));
  g_assert_cmpint (g_subprocess_get_term_sig (s->driver), ==, 9);
  g_clear_object (&s->lines);
  g_clear_object (&s->driver);
}

/* The person goes on while there is no service. */
static void
service_outage (Story *s)
{
  training_process_kill (&s->training);
  if (g_rand_boolean (s->random))
    let_pass (s);
  training_process_start (&s->training, s->training_folder, ACCOUNTS);
}

static void
live_and_die (Story *s)
{
  gboolean both = g_rand_int_range (s->random, 0, 3) == 0;

  begin_life (s);
  for (guint i = 0; i + 1 < OUTAGES_PER_LIFE; i++, s->outages++)
    {
      let_pass (s);
      service_outage (s);
    }
  let_pass (s);
  if (both)
    training_process_kill (&s->training);
  end_life (s);
  s->outages++;
  if (both)
    training_process_start (&s->training, s->training_folder, ACCOUNTS);
}

/* The end ------------------------------------------------------------------------------------- */

static gboolean
is_among (const Seen *seen, const char *note)
{
  if (g_strcmp0 (seen->confirmed, note) == 0)
    return TRUE;
  for (guint i = 0; i < seen->proposed->len; i++)
    if (g_str_equal (seen->proposed->pdata[i], note))
      return TRUE;
  return FALSE;
}

static void
check_accounts (Story *s, Terminal *terminal)
{
  GHashTableIter iter;
  gpointer id, data;

  g_hash_table_iter_init (&iter, s->accounts);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const Seen *seen = data;
      g_autoptr (MdgAccount) account = terminal_ask (terminal, id);

      if (seen->confirmed != NULL && !is_among (seen, account->note))
        g_error ("%s: “%s” was confirmed, the service has “%s”", (char *)id, seen->confirmed,
                 account->note);
      if (seen->cancelled)
        g_assert_cmpint (account->status, ==, MDG_ACCOUNT_CANCELLING);
    }
}

/* 利用開始申請 is not complete there: kept with its reason, and not sent again. */
static guint
count_refused (Terminal *terminal, const char *code)
{
  g_autoptr (GPtrArray) outbox = terminal_outbox (terminal);
  guint count = 0;

  for (guint i = 0; i < outbox->len; i++)
    {
      const MdgOutboxEntry *entry = outbox->pdata[i];

      g_assert_cmpint (entry->state, ==, MDG_OUTBOX_REFUSED);
      g_assert_cmpint (entry->reason, ==, MDG_ERROR_USE_NOT_STARTED);
      count += g_str_equal (entry->request->institution_code, code);
    }
  return count;
}

static void
check_applications (Story *s, Terminal *terminal)
{
  g_autoptr (MdgPage) page = terminal_page (terminal, MDG_LIST_APPLICATIONS, NULL, -1);
  GHashTableIter iter;
  gpointer code, confirmed;

  g_assert_null (page->next);
  g_hash_table_iter_init (&iter, s->facilities);
  while (g_hash_table_iter_next (&iter, &code, &confirmed))
    {
      guint count = count_refused (terminal, code);

      for (guint i = 0; i < page->items->len; i++)
        count += g_str_equal (((MdgAccountApplication *)page->items->pdata[i])->institution_code,
                              code);
      g_assert_cmpuint (count, <=, 1);
      g_assert_cmpuint (count, >=, GPOINTER_TO_INT (confirmed) ? 1 : 0);
    }
  g_test_message ("%u outages, %u acts confirmed, %u applications", s->outages, s->n_confirmed,
                  page->items->len);
}

static void
check_all (Story *s)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Terminal terminal = { 0 };

  advance (s);
  terminal_open (&terminal, s->cache_folder, clock);
  terminal_connect (&terminal, s->training.connection, "WA000002", -1, NULL);
  g_assert_cmpint (terminal_sync (&terminal), ==, -1);
  g_assert_cmpuint (mdg_account_desk_get_state (terminal.desk)->n_waiting, ==, 0);
  g_assert_cmpuint (mdg_account_desk_get_state (terminal.desk)->n_conflicts, ==, 0);
  check_accounts (s, &terminal);
  check_applications (s, &terminal);
  terminal_close (&terminal);
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
open_story (Story *s)
{
  g_autoptr (GError) error = NULL;

  s->folder = scratch_folder_new ();
  s->training_folder = g_build_filename (s->folder, "training", NULL);
  s->cache_folder = g_build_filename (s->folder, "cache", NULL);
  s->random = g_rand_new_with_seed (choose_seed ());
  s->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, seen_free);
  s->facilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  training_process_start (&s->training, s->training_folder, ACCOUNTS);
  s->identity = mdg_identity_open (s->training.connection->client_file,
                                   s->training.connection->client_password,
                                   g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
}

static void
close_story (Story *s)
{
  training_process_stop (&s->training);
  g_clear_object (&s->identity);
  g_hash_table_unref (s->accounts);
  g_hash_table_unref (s->facilities);
  g_rand_free (s->random);
  g_free (s->training_folder);
  g_free (s->cache_folder);
  scratch_folder_free (s->folder);
}

static void
test_outages (void)
{
  const char *given = g_getenv ("MADOGUCHI_OUTAGES");
  guint outages = given != NULL                         ? (guint)g_ascii_strtoull (given, NULL, 10)
                  : g_getenv ("MDG_TEST_BRIEF") != NULL ? OUTAGES_PER_LIFE
                                                        : OUTAGES;
  Story s = { 0 };

  open_story (&s);
  while (s.outages < outages)
    live_and_die (&s);
  check_all (&s);
  g_assert_cmpuint (s.n_confirmed, >, 0);
  close_story (&s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accounts/outages", test_outages);
  return g_test_run ();
}
