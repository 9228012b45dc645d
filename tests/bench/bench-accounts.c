/* bench-accounts.c: an account list of 100,000 rows against the embedded training service.
 *
 *   bench-accounts first           the first sync, against curl of the same pages and sqlite3's
 * import of them bench-accounts changes         a sync of 10 changes, against the first sync
 *   bench-accounts open            from opening the list to its first rows, against one of 100 rows
 *   bench-accounts search          from a keystroke to the first rows on the main thread: the 95th
 * percentile bench-accounts sort            from a click on a column's head to rows at any place:
 * the same bench-accounts memory          what a process grows by when it opens the list, against
 * one of 100 rows bench-accounts import          100,000 rows of a table, judged already, carried
 * out and on the disk bench-accounts prepare FOLDER N  makes a cache of N accounts for
 * tests/bench/run, as somebody leaves it who was logged in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "../app/store/scratch-folder.h"
#include "../service/accounts-terminal.h"
#include "accounts/account-import.h"
#include "contract/endpoints.h"
#include "core/base32.h"
#include "core/totp.h"
#include "training/training-service.h"

#define ROWS 100000
#define ROUNDS 3
#define CHANGES 10
#define FEW 94 /* besides the six that are always there */
#define OPENINGS 15

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgBackend *backend;
  MdgConnection *connection;
  char *keys[2];
} Bench;

static void
start (Bench *b, guint rows)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  b->folder = scratch_folder_new ();
  b->clock = mdg_clock_new_system ();
  folder = g_build_filename (b->folder, "training", NULL);
  b->backend = MDG_BACKEND (mdg_training_service_new (folder, b->clock, 0, rows, 1));
  mdg_backend_start_async (b->backend, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  b->connection = mdg_backend_start_finish (b->backend, result, &error);
  g_assert_no_error (error);
}

static void
stop (Bench *b)
{
  mdg_backend_stop (b->backend);
  g_object_unref (b->backend);
  mdg_connection_free (b->connection);
  g_free (b->keys[0]);
  g_free (b->keys[1]);
  g_object_unref (b->clock);
  scratch_folder_free (b->folder);
}

static void
open_terminal (Bench *b, Terminal *terminal, const char *name)
{
  g_autofree char *folder = g_build_filename (b->folder, name, NULL);

  terminal_open (terminal, folder, b->clock);
}

static void
connect (Bench *b, Terminal *terminal, guint who)
{
  mdg_clock_advance (b->clock, 31 * G_USEC_PER_SEC);
  terminal_connect (terminal, b->connection, who == 0 ? "WA000002" : "WA000001",
                    mdg_clock_wall (b->clock), &b->keys[who]);
}

static double
seconds_since (gint64 begin)
{
  return (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

/* Of this process, the training service among it, and of all programs that it ran to their end. */
static double
processor_seconds (void)
{
  double sum = 0;

  for (int i = 0; i < 2; i++)
    {
      struct rusage usage;

      getrusage (i == 0 ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage);
      sum += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
             + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
    }
  return sum;
}

static void
sync_well (Terminal *terminal)
{
  g_assert_cmpint (terminal_sync (terminal), ==, -1);
}

/* The session is there before the clock starts, on both sides. @processor: (out) (optional):
 * seconds of that. Returns: seconds */
static double
first_sync (Bench *b, const char *name, double *processor)
{
  Terminal terminal = { 0 };
  double seconds, used;
  gint64 begin;

  open_terminal (b, &terminal, name);
  terminal_until (mdg_account_desk_get_state (terminal.desk)->phase == MDG_SYNC_IDLE);
  connect (b, &terminal, 0);
  used = processor_seconds ();
  begin = g_get_monotonic_time ();
  sync_well (&terminal);
  seconds = seconds_since (begin);
  if (processor != NULL)
    *processor = processor_seconds () - used;
  g_assert_cmpint (mdg_account_desk_get_state (terminal.desk)->n_accounts, >=, ROWS);
  terminal_close (&terminal);
  return seconds;
}

/* curl and sqlite3 ---------------------------------------------------------------------------- */

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
run (const char *folder, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

/* The pages' addresses, after the keys that our own client went along. */
static void
write_curl_config (Bench *b, Terminal *terminal, const char *token)
{
  g_autoptr (GString) config = g_string_new (NULL);
  g_autoptr (GString) import = g_string_new (NULL);
  g_autofree char *after = g_strdup ("");

  g_string_append (import, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;\n"
                           "CREATE TABLE t (id TEXT PRIMARY KEY, code TEXT, name TEXT,"
                           " status TEXT, note TEXT, a TEXT, b TEXT, c TEXT, revision INTEGER);\n"
                           "BEGIN;\n");
  for (guint i = 0; after != NULL; i++)
    {
      g_autoptr (MdgPage) page
          = terminal_page (terminal, MDG_LIST_ACCOUNTS, *after ? after : NULL, -1);

      g_string_append_printf (
          config,
          "%surl = \"%s%s?limit=%d%s%s\"\noutput = \"page-%u\"\ncert = \"client.pem\"\n"
          "cacert = \"%s\"\nheader = \"Authorization: Bearer %s\"\nsilent\n",
          i > 0 ? "next\n" : "", b->connection->endpoint, MDG_PATH_ACCOUNTS, MDG_PAGE_MAX,
          *after ? "&after=" : "", after, i, b->connection->ca_file, token);
      g_string_append_printf (
          import,
          "INSERT INTO t SELECT value->>'id', value->>'institution_code',"
          " value->>'institution_name', value->>'status', value->>'note', value->>'started_on',"
          " value->>'ended_on', value->>'suspended_on', value->>'revision'"
          " FROM json_each (readfile ('page-%u'), '$.items');\n",
          i);
      g_free (after);
      after = g_strdup (page->next);
    }
  g_string_append (import, "COMMIT;\nSELECT count(*) FROM t;\n");
  write_text (b->folder, "pages", config->str);
  write_text (b->folder, "import.sql", import->str);
}

static void
write_identity (Bench *b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity
      = mdg_identity_open (b->connection->client_file, b->connection->client_password,
                           g_get_real_time () / G_USEC_PER_SEC, &error);
  g_autofree char *certificate = NULL, *key = NULL, *pem = NULL;

  g_assert_no_error (error);
  g_object_get (mdg_identity_get_certificate (identity), "certificate-pem", &certificate,
                "private-key-pem", &key, NULL);
  pem = g_strconcat (certificate, key, NULL);
  write_text (b->folder, "client.pem", pem);
}

/* Returns: (transfer full): the answer */
static char *
ask_by_curl (Bench *b, const char *path, const char *body, const char *token)
{
  g_autofree char *url = g_strconcat (b->connection->endpoint, path, NULL);
  g_autofree char *bearer = g_strdup_printf ("Authorization: Bearer %s", token);
  const char *argv[] = { "curl",
                         "--silent",
                         "--show-error",
                         "--fail",
                         "--cert",
                         "client.pem",
                         "--cacert",
                         b->connection->ca_file,
                         "--header",
                         "Content-Type: application/json",
                         "--header",
                         bearer,
                         "--data",
                         body,
                         url,
                         NULL };

  return run (b->folder, argv);
}

static const char *
password_of (Bench *b, const char *login_id)
{
  for (guint i = 0; i < b->connection->accounts->len; i++)
    {
      const MdgTrainingAccount *account = b->connection->accounts->pdata[i];

      if (g_str_equal (account->login_id, login_id))
        return account->password;
    }
  g_assert_not_reached ();
}

/* A session for curl: the second person's. Returns: (transfer full) */
static char *
log_in_by_curl (Bench *b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) bytes = mdg_base32_decode (b->keys[1], -1, NULL);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (password_of (b, "WA000001"));
  g_autoptr (MdgLoginRequest) request
      = mdg_login_request_new (TERMINAL_KEEPER, "WA000001", password);
  g_autofree char *login = mdg_login_request_to_json (request), *answer = NULL, *passed = NULL;
  g_autofree char *passcode = NULL;
  char code[MDG_TOTP_CODE_MAX];

  answer = ask_by_curl (b, MDG_PATH_SESSION, login, "none");
  g_autoptr (MdgSessionInfo) info = mdg_session_info_parse (answer, -1, &error);
  g_assert_no_error (error);
  mdg_clock_advance (b->clock, 31 * G_USEC_PER_SEC);
  mdg_hotp (bytes, MDG_TOTP_SHA1, mdg_totp_step (mdg_clock_wall (b->clock), MDG_TOTP_PERIOD),
            MDG_TOTP_DIGITS, code);
  passcode = mdg_passcode_request_to_json (code);
  passed = ask_by_curl (b, MDG_PATH_PASSCODE, passcode, mdg_secret_get_string (info->token));
  return g_strdup (mdg_secret_get_string (info->token));
}

static double
import_by_curl (Bench *b, guint round)
{
  g_autofree char *name = g_strdup_printf ("import-%u.sqlite", round);
  const char *fetch[] = { "curl", "--config", "pages", NULL };
  const char *import[] = { "sqlite3", name, ".read import.sql", NULL };
  g_autofree char *fetched = NULL, *imported = NULL;
  gint64 begin = g_get_monotonic_time ();
  double seconds;

  fetched = run (b->folder, fetch);
  imported = run (b->folder, import);
  seconds = seconds_since (begin);
  g_assert_cmpint (g_ascii_strtoll (strrchr (g_strchomp (imported), '\n') + 1, NULL, 10), >=, ROWS);
  return seconds;
}

/* What curl needs to do the same. */
static void
prepare_curl (Bench *b)
{
  Terminal terminal = { 0 };
  g_autofree char *token = NULL;

  write_identity (b);
  open_terminal (b, &terminal, "second");
  connect (b, &terminal, 1);
  mdg_clock_advance (b->clock, 31 * G_USEC_PER_SEC);
  token = log_in_by_curl (b);
  terminal_disconnect (&terminal);
  connect (b, &terminal, 0);
  write_curl_config (b, &terminal, token);
  terminal_close (&terminal);
}

static void
bench_first (void)
{
  Bench b = { 0 };

  start (&b, ROWS);
  prepare_curl (&b);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("ours-%u", i);
      double ours_processor = 0, begin = processor_seconds (), other = import_by_curl (&b, i);
      double other_processor = processor_seconds () - begin;
      double ours = first_sync (&b, name, &ours_processor);

      g_print ("{\"name\": \"accounts-first\", \"ours\": %.6f, \"other\": %.6f,"
               " \"ours_processor\": %.3f, \"other_processor\": %.3f}\n",
               ours, other, ours_processor, other_processor);
    }
  stop (&b);
}

/* Changes ------------------------------------------------------------------------------------- */

static void
bench_changes (void)
{
  Bench b = { 0 };
  Terminal one = { 0 }, two = { 0 };
  double first;

  start (&b, ROWS);
  first = first_sync (&b, "one", NULL);
  open_terminal (&b, &one, "one");
  connect (&b, &one, 0);
  sync_well (&one);
  first_sync (&b, "two", NULL);
  open_terminal (&b, &two, "two");
  connect (&b, &two, 1);
  sync_well (&two);
  /* The first sync of the second ended the first one's session. */
  terminal_disconnect (&one);
  connect (&b, &one, 0);
  sync_well (&one);
  g_autoptr (MdgPage) page = terminal_page (&two, MDG_LIST_ACCOUNTS, NULL, -1);
  for (guint round = 0; round < ROUNDS * 3; round++)
    {
      gint64 begin;

      for (guint i = 0; i < CHANGES; i++)
        {
          const MdgAccount *account = page->items->pdata[round * CHANGES + i];
          g_autofree char *note = g_strdup_printf ("変更%u", round);

          g_assert_cmpint (terminal_set_note (&two, account->id, note), ==, -1);
        }
      sync_well (&two);
      begin = g_get_monotonic_time ();
      sync_well (&one);
      g_print ("{\"name\": \"accounts-changes\", \"ours\": %.6f, \"other\": %.6f}\n",
               seconds_since (begin), first);
    }
  terminal_close (&one);
  terminal_close (&two);
  stop (&b);
}

/* Looking ------------------------------------------------------------------------------------- */

static void
on_settled (MdgAccountList *list, gpointer data)
{
  *(gboolean *)data = TRUE;
}

/* Until the rows at @place are there. Returns: seconds */
static double
ask_list (MdgAccountList *list, const MdgAccountQuery *query, double place)
{
  GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
  gboolean settled = FALSE;
  gulong handler = g_signal_connect (list, "settled", G_CALLBACK (on_settled), &settled);
  gint64 begin = g_get_monotonic_time ();
  guint first, n;

  mdg_account_list_set_query (list, query);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
  n = g_list_model_get_n_items (rows);
  first = (guint)(place * (n > 30 ? n - 30 : 0));
  for (guint i = first; i < MIN (first + 30, n); i++)
    {
      g_autoptr (MdgRow) row = g_list_model_get_item (rows, i);

      while (mdg_row_get_value (row) == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (list, handler);
  return seconds_since (begin);
}

static int
compare (const void *a, const void *b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return first < second ? -1 : first > second;
}

static void
print_p95 (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  g_print ("{\"name\": \"%s\", \"ours\": %.6f, \"median\": %.6f, \"worst\": %.6f,"
           " \"other\": 0}\n",
           name, times[n * 95 / 100], times[n / 2], times[n - 1]);
}

static void
bench_look (gboolean sort)
{
  static const char *const texts[] = { "うけつけ１", "w00012345", "さくら台 歯科", "ﾚｾｺﾝ",
                                       "128011",     "訪問 院",   "WA0001",        "x y z" };
  Bench b = { 0 };
  Terminal terminal = { 0 };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  start (&b, ROWS);
  first_sync (&b, "one", NULL);
  open_terminal (&b, &terminal, "one");
  g_autoptr (MdgAccountList) list = mdg_account_list_new (terminal.desk);
  ask_list (list, &(MdgAccountQuery){ .search = "x" }, 0); /* by then the index is there */
  for (guint round = 0; round < 5; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      for (glong typed = 1; typed <= g_utf8_strlen (texts[i], -1) && !sort; typed++)
        {
          g_autofree char *text = g_utf8_substring (texts[i], 0, typed);
          double time = ask_list (list, &(MdgAccountQuery){ .search = text }, 0);

          g_array_append_val (times, time);
        }
  for (guint i = 0; i < 140 && sort; i++)
    {
      MdgAccountQuery query
          = { .sort = (MdgAccountSort)(i % 7), .descending = i / 7 % 2, .kinds = i / 14 % 4 };
      double time = ask_list (list, &query, (double)i / 140);

      g_array_append_val (times, time);
    }
  print_p95 (sort ? "accounts-sort" : "accounts-search", (double *)(gpointer)times->data,
             times->len);
  g_clear_object (&list);
  terminal_close (&terminal);
  stop (&b);
}

/* Memory: in a process of its own. */

static double
own_mib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL));
  line = strstr (text, "\nPss:");
  return (double)g_ascii_strtoull (line + 5, NULL, 10) / 1024;
}

/* Opens the list in @folder, looks through it from end to end, searches and sorts. */
static void
look_at (const char *folder)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Terminal terminal = { 0 };

  terminal_open (&terminal, folder, clock);
  g_autoptr (MdgAccountList) list = mdg_account_list_new (terminal.desk);
  for (guint i = 0; i < 14; i++)
    ask_list (list,
              &(MdgAccountQuery){ .sort = (MdgAccountSort)(i % 7), .search = i > 6 ? "受" : NULL },
              (double)i / 14);
  ask_list (list, &(MdgAccountQuery){ 0 }, 0);
  for (guint i = 0; i < 1000; i++)
    {
      GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
      g_autoptr (MdgRow) row = g_list_model_get_item (
          rows, (guint)((gsize)g_list_model_get_n_items (rows) * i / 1000));

      while (mdg_row_get_value (row) == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_print ("%.3f\n", own_mib ());
  g_clear_object (&list);
  terminal_close (&terminal);
}

static double
measure (const char *program, const char *what, const char *folder)
{
  const char *argv[] = { program, what, folder, NULL };
  g_autofree char *output = run (NULL, argv);

  return g_ascii_strtod (output, NULL);
}

/* The whole list in a cache in @folder. */
static void
fill_cache (Bench *b, const char *folder)
{
  Terminal terminal = { 0 };

  terminal_open (&terminal, folder, b->clock);
  connect (b, &terminal, 0);
  sync_well (&terminal);
  terminal_close (&terminal);
}

static double
measure_rows (const char *program, guint rows)
{
  Bench b = { 0 };
  g_autofree char *folder = NULL;
  double mib;

  start (&b, rows);
  folder = g_build_filename (b.folder, "one", NULL);
  fill_cache (&b, folder);
  mib = measure (program, "look", folder);
  stop (&b);
  return mib;
}

static void
bench_memory (const char *program)
{
  double few = measure_rows (program, FEW), many = measure_rows (program, ROWS);

  g_print ("{\"name\": \"accounts-memory\", \"ours\": %.3f, \"few\": %.3f, \"many\": %.3f,"
           " \"other\": 0}\n",
           many - few, few, many);
}

/* Opening ------------------------------------------------------------------------------------- */

/* In a process of its own: from asking for the list to the first 30 rows. The cache and its desk
 * are there before, as when a person logs in. */
static void
open_list (const char *folder)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Terminal terminal = { 0 };
  gint64 begin;

  terminal_open (&terminal, folder, clock);
  terminal_until (mdg_account_desk_get_state (terminal.desk)->n_accounts > 0);
  begin = g_get_monotonic_time ();
  g_autoptr (MdgAccountList) list = mdg_account_list_new (terminal.desk);
  GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
  while (g_list_model_get_n_items (rows) < 30)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (MdgRow) row = g_list_model_get_item (rows, i);

      while (mdg_row_get_value (row) == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_print ("%.6f\n", seconds_since (begin));
  terminal_until (mdg_account_list_is_settled (list));
  g_clear_object (&list);
  terminal_close (&terminal);
}

static void
bench_open (const char *program)
{
  Bench few = { 0 }, many = { 0 };
  g_autofree char *few_folder = NULL, *many_folder = NULL;

  start (&few, FEW);
  start (&many, ROWS);
  few_folder = g_build_filename (few.folder, "one", NULL);
  many_folder = g_build_filename (many.folder, "one", NULL);
  fill_cache (&few, few_folder);
  fill_cache (&many, many_folder);
  for (guint i = 0; i <= OPENINGS; i++)
    {
      double other = measure (program, "rows", few_folder);
      double ours = measure (program, "rows", many_folder);

      /* The first of each fills the computer's cache. */
      if (i > 0)
        g_print ("{\"name\": \"accounts-open\", \"ours\": %.6f, \"other\": %.6f}\n", ours, other);
    }
  stop (&few);
  stop (&many);
}

/* For the window: the cache, and who was logged in last. */
static void
prepare (const char *folder, guint rows)
{
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (TERMINAL_KEEPER, "WA000002");
  g_autoptr (GAsyncResult) result = NULL;
  Bench b = { 0 };
  Terminal terminal = { 0 };

  start (&b, rows);
  fill_cache (&b, folder);
  terminal_open (&terminal, folder, b.clock);
  record->last_login = mdg_clock_wall (b.clock);
  mdg_cache_save_account_async (terminal.cache, record, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  g_assert_true (mdg_cache_finish (terminal.cache, result, NULL));
  g_clear_object (&result);
  terminal_close (&terminal);
  stop (&b);
}

/* Importing ----------------------------------------------------------------------------------- */

static gboolean
add_line (GPtrArray *rows, gpointer text)
{
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s,受付 %u\n",
                            ((const MdgAccountRow *)rows->pdata[i])->account->id, i);
  return TRUE;
}

/* Every account with another 備考. */
static GBytes *
make_table (MdgAccountDesk *desk)
{
  g_autoptr (MdgAccountList) list = mdg_account_list_new (desk);
  g_autoptr (GAsyncResult) result = NULL;
  GString *text = g_string_new ("アカウントID,備考\n");

  mdg_account_list_for_each_async (list, NULL, add_line, text, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  g_assert_true (mdg_account_list_finish (list, result, NULL));
  return g_string_free_to_bytes (text);
}

static MdgImportPlan *
make_plan (MdgAccountDesk *desk)
{
  g_autoptr (GBytes) table = make_table (desk);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgImportPlan *plan;

  mdg_account_import_read_async (desk, table, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  plan = mdg_account_import_read_finish (desk, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->count[MDG_IMPORT_CHANGE], >=, ROWS);
  return plan;
}

static void
bench_import (void)
{
  Bench b = { 0 };
  Terminal terminal = { 0 };

  start (&b, ROWS);
  open_terminal (&b, &terminal, "one");
  connect (&b, &terminal, 0);
  sync_well (&terminal);
  terminal_disconnect (&terminal);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (MdgImportPlan) plan = make_plan (terminal.desk);
      g_autoptr (GAsyncResult) done = NULL, undone = NULL;
      MdgImportCount count = { 0 };
      gint64 begin = g_get_monotonic_time ();
      clock_t used = clock ();

      mdg_account_import_apply_async (terminal.desk, plan, NULL, terminal_keep, &done);
      terminal_until (done != NULL);
      g_print ("{\"name\": \"accounts-import\", \"ours\": %.6f, \"processor\": %.6f,"
               " \"other\": 0}\n",
               seconds_since (begin), (double)(clock () - used) / CLOCKS_PER_SEC);
      g_assert_true (mdg_account_import_finish (terminal.desk, done, &count, NULL));
      g_assert_cmpuint (count.n_changed, >=, ROWS);
      mdg_account_import_undo_async (terminal.desk, count.run, NULL, terminal_keep, &undone);
      terminal_until (undone != NULL);
      g_assert_true (mdg_account_import_finish (terminal.desk, undone, &count, NULL));
    }
  terminal_close (&terminal);
  stop (&b);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";

  if (g_str_equal (what, "first"))
    bench_first ();
  else if (g_str_equal (what, "changes"))
    bench_changes ();
  else if (g_str_equal (what, "open"))
    bench_open (argv[0]);
  else if (g_str_equal (what, "search") || g_str_equal (what, "sort"))
    bench_look (what[1] == 'o');
  else if (g_str_equal (what, "memory"))
    bench_memory (argv[0]);
  else if (g_str_equal (what, "import"))
    bench_import ();
  else if (g_str_equal (what, "look") && argc == 3)
    look_at (argv[2]);
  else if (g_str_equal (what, "rows") && argc == 3)
    open_list (argv[2]);
  else if (g_str_equal (what, "prepare") && argc == 4)
    prepare (argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));
  else
    return 2;
  return 0;
}
