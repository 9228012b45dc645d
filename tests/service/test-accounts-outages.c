/* test-accounts-outages.c: a terminal whose person edits the account list, and its service, both
 * killed (SIGKILL) at random moments again and again. In the end everything that was confirmed to
 * the person is at the service, and each entry was carried out there once: the service's revision,
 * which counts every change, has grown by the number of entries that the outbox ever had.
 *
 * MADOGUCHI_OUTAGES=n: so many outages instead of 12 (6 where it is slow). MADOGUCHI_KILL_SEED=n
 * repeats a run: the same acts, kills after the same times.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../app/store/scratch-folder.h"
#include "accounts-terminal.h"
#include "store/statement.h"
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

/* What was said about one facility. */
typedef struct
{
  guint proposed, confirmed; /* applications */
} Applied;

typedef enum
{
  NOTHING,
  NOTE,
  CANCEL,
  APPLY,
  N_ACTS
} Act;

static const char *const acts[] = { [NOTE] = "note", [CANCEL] = "cancel", [APPLY] = "apply" };

typedef struct
{
  char *folder, *training_folder, *cache_folder;
  TrainingProcess training;
  MdgIdentity *identity;
  GRand *random;
  GHashTable *accounts;   /* ID → Seen */
  GHashTable *facilities; /* code → Applied */
  gint64 begins_at;       /* the service's revision before the first act */
  guint outages;
  Act under_way; /* asked for, not confirmed */
  guint n_confirmed[N_ACTS];
  guint n_interrupted[N_ACTS]; /* killed while it was under way */

  GSubprocess *driver;
  GDataInputStream *lines;
  gboolean ready, ended;
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

static void
note_application (Story *s, const char *code, gboolean confirmed)
{
  Applied *applied = g_hash_table_lookup (s->facilities, code);

  if (applied == NULL)
    {
      applied = g_new0 (Applied, 1);
      g_hash_table_insert (s->facilities, g_strdup (code), applied);
    }
  applied->proposed += !confirmed;
  applied->confirmed += confirmed;
}

static void
note_account (Story *s, Act act, char **words, gboolean confirmed)
{
  Seen *seen = see (s, words[2]);

  if (act == CANCEL)
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

/* One line of the driver. */
static void
note (Story *s, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  gboolean confirmed = g_str_equal (words[0], "=");
  Act act = NOTHING;

  s->ready |= g_str_equal (line, "ready");
  s->under_way = NOTHING;
  if (g_strv_length (words) < 3)
    return;
  for (Act i = NOTE; i < N_ACTS; i++)
    if (g_str_equal (words[1], acts[i]))
      act = i;
  g_assert_cmpint (act, !=, NOTHING);
  if (confirmed)
    s->n_confirmed[act]++;
  else
    s->under_way = act;
  if (act == APPLY)
    note_application (s, words[2], confirmed);
  else
    note_account (s, act, words, confirmed);
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
  s->n_interrupted[s->under_way]++;
  s->under_way = NOTHING;
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
  s->n_interrupted[s->under_way]++;
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
count_refused (GPtrArray *outbox, const char *code)
{
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

/* Returns: (transfer full): code → how many applications the service has of it */
static GHashTable *
count_applications (Terminal *terminal)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *after = g_strdup ("");

  while (after != NULL)
    {
      g_autoptr (MdgPage) page
          = terminal_page (terminal, MDG_LIST_APPLICATIONS, *after ? after : NULL, -1);

      for (guint i = 0; i < page->items->len; i++)
        {
          const char *code = ((MdgAccountApplication *)page->items->pdata[i])->institution_code;
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code));

          g_hash_table_insert (counts, g_strdup (code), GUINT_TO_POINTER (n + 1));
        }
      g_free (after);
      after = g_strdup (page->next);
    }
  return counts;
}

static void
check_applications (Story *s, Terminal *terminal)
{
  g_autoptr (GHashTable) counts = count_applications (terminal);
  g_autoptr (GPtrArray) outbox = terminal_outbox (terminal);
  GHashTableIter iter;
  gpointer code, data;

  g_hash_table_iter_init (&iter, s->facilities);
  while (g_hash_table_iter_next (&iter, &code, &data))
    {
      const Applied *applied = data;
      guint n
          = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code)) + count_refused (outbox, code);

      g_assert_cmpuint (n, >=, applied->confirmed);
      g_assert_cmpuint (n, <=, applied->proposed);
    }
}

static gint64
ask_revision (Terminal *terminal)
{
  g_autoptr (MdgPage) page = terminal_page (terminal, MDG_LIST_ACCOUNTS, NULL, -1);

  return page->revision;
}

/* How many entries the outbox ever had. */
static gpointer
read_sequence (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'", error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return NULL;
  *(gint64 *)data = row ? mdg_statement_get_int (statement, 0) : 0;
  return MDG_CACHE_DONE;
}

static gint64
count_entries (Terminal *terminal)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 n = -1;

  mdg_cache_run_async (terminal->cache, NULL, read_sequence, &n, NULL, NULL, read_sequence, NULL,
                       terminal_keep, &result);
  terminal_until (result != NULL);
  g_assert_nonnull (mdg_cache_run_finish (result, read_sequence, NULL));
  return n;
}

/* 備考, 解除申請 and 追加申請 alike: no entry changed the service twice, and none not at all. */
static void
check_once (Story *s, Terminal *terminal)
{
  g_autoptr (GPtrArray) refused = terminal_outbox (terminal);
  gint64 changes = ask_revision (terminal) - s->begins_at, entries = count_entries (terminal);

  g_test_message ("%u outages, in the middle of %u notes, %u cancellations, %u applications",
                  s->outages, s->n_interrupted[NOTE], s->n_interrupted[CANCEL],
                  s->n_interrupted[APPLY]);
  g_test_message ("confirmed: %u notes, %u cancellations, %u applications; %" G_GINT64_FORMAT
                  " entries sent, %" G_GINT64_FORMAT " changes at the service, %u refused",
                  s->n_confirmed[NOTE], s->n_confirmed[CANCEL], s->n_confirmed[APPLY],
                  entries - refused->len, changes, refused->len);
  g_assert_cmpint (changes, ==, entries - refused->len);
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
  check_once (s, &terminal);
  terminal_close (&terminal);
}

static void
look_at_beginning (Story *s)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autofree char *folder = g_build_filename (s->folder, "beginning", NULL);
  Terminal terminal = { 0 };

  terminal_open (&terminal, folder, clock);
  terminal_connect (&terminal, s->training.connection, "WA000002", -1, NULL);
  s->begins_at = ask_revision (&terminal);
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
  s->facilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  training_process_start (&s->training, s->training_folder, ACCOUNTS);
  s->identity = mdg_identity_open (s->training.connection->client_file,
                                   s->training.connection->client_password,
                                   g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  look_at_beginning (s);
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
  g_assert_cmpuint (s.n_confirmed[NOTE] + s.n_confirmed[CANCEL] + s.n_confirmed[APPLY], >, 0);
  close_story (&s);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accounts/outages", test_outages);
  return g_test_run ();
}
