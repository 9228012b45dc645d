/* test-vault-kill.c: a process is killed while it saves, changes the passphrase, migrates, takes a
 * transfer file in or writes one, takes records over or renews earlier states, before each of its
 * operations on files in turn. What was confirmed is there afterwards, and nothing by half (I3).
 * MADOGUCHI_VAULT_KILLS says how often in all (42, spread over all operations); 500 or more by
 * hand, until each operation had its kill.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "core/file.h"
#include "scratch-folder.h"
#include "store/audit-counter.h"
#include "store/cache-open.h"
#include "store/cache-store-private.h"
#include "store/generation.h"
#include "store/sealed-file.h"
#include "store/statement.h"
#include "store/transfer.h"
#include "store/vault-door.h"
#include "vault-kill.h"

#define N_MODES 7
#define N_ACCOUNTS 60
#define OLD_VERSION 5

static guint n_kills, n_confirmed;

static guint
kills_per_mode (void)
{
  const char *wanted = g_getenv ("MADOGUCHI_VAULT_KILLS");

  return (wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10) : 42) / N_MODES;
}

/* What is done in one way, from an empty folder on. */
typedef struct
{
  const char *name;
  void (*prepare) (const char *folder);           /* (nullable) */
  void (*check) (const char *folder, guint last); /* what there is after a kill */
  const char *file;                               /* (nullable) */
} Mode;

static guint
find_last (const char *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint last = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "= "))
      last = (guint)g_ascii_strtoull (lines[i] + 2, NULL, 10);
  return last;
}

/* Lets the child work in @folder until it is killed before its @at-th operation on the files there.
 * @log: (nullable): where each is noted. Returns: the last number that it confirmed; 0: none */
static guint
run_child (const Mode *mode, const char *folder, guint at, const char *log)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *number = g_strdup_printf ("%u", at);
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *said = NULL;
  guint last;

  g_subprocess_launcher_setenv (launcher, "FAULT_BELOW", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_AT", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_KILL", "1", TRUE);
  if (log != NULL)
    g_subprocess_launcher_setenv (launcher, "FAULT_LOG", log, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("MADOGUCHI_VAULT_CHILD"),
                                       mode->name, folder, mode->file, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (child))
    g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  else
    g_assert_true (g_subprocess_get_successful (child));
  last = find_last (said);
  n_kills += g_subprocess_get_if_signaled (child);
  n_confirmed += last;
  return last;
}

/* How many operations there are if nobody kills. */
static guint
count_operations (const Mode *mode)
{
  char *folder = scratch_folder_new ();
  char *place = scratch_folder_new ();
  g_autofree char *log = g_build_filename (place, "log", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (mode->prepare != NULL)
    mode->prepare (folder);
  run_child (mode, folder, 0, log);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  scratch_folder_free (folder);
  scratch_folder_free (place);
  return g_strv_length (lines) - 1;
}

/* As many kills as are wanted, spread over all operations; or one before each. */
static void
kill_everywhere (const Mode *mode)
{
  guint n_operations = count_operations (mode);
  guint n = MIN (n_operations, kills_per_mode ());

  for (guint i = 0; i < n; i++)
    {
      char *folder = scratch_folder_new ();
      guint at = 1 + (guint)((guint64)i * n_operations / n);

      if (mode->prepare != NULL)
        mode->prepare (folder);
      mode->check (folder, run_child (mode, folder, at, NULL));
      scratch_folder_free (folder);
    }
  g_test_message ("%s: killed before %u of %u operations", mode->name, n, n_operations);
}

static MdgCacheStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MdgCacheStore *store = mdg_cache_store_open_training (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static gint64
number (MdgDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (mdg_statement_step (statement, &row, &error));
  g_assert_no_error (error);
  return row ? mdg_statement_get_int (statement, 0) : 0;
}

/* The chain holds, and the counter is not ahead of it. */
static void
assert_record (MdgCacheStore *store, const char *folder, gint64 n_rows)
{
  g_autofree char *counter = g_build_filename (folder, KILL_COUNTER, NULL);
  g_autoptr (GError) error = NULL;
  MdgAuditVerdict verdict;
  MdgCounterState state;
  gint64 known;

  g_assert_true (mdg_audit_verify (store->database, store->vault, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  g_assert_cmpint (verdict.n_rows, ==, n_rows);
  state = mdg_audit_counter_check (counter, store->database, &known);
  /* Killed between the first row and the counter's first writing there is none yet. */
  if (state == MDG_COUNTER_MISSING)
    g_assert_false (g_file_test (counter, G_FILE_TEST_EXISTS));
  else
    g_assert_cmpint (state, ==, MDG_COUNTER_AGREES);
}

static void
check_saved (const char *folder, guint last)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);
  g_autoptr (MdgSecret) secret = mdg_vault_load (store->vault, "password", KILL_OWNER, NULL);
  guint kept
      = secret != NULL ? (guint)g_ascii_strtoull (mdg_secret_get_string (secret), NULL, 10) : 0;

  g_assert_cmpuint (kept, >=, last);
  g_assert_cmpuint (kept, <=, last + 1);
  g_assert_cmpint (number (store->database, "SELECT coalesce (max (last_login), 0) FROM account"),
                   ==, kept);
  assert_record (store, folder, kept);
}

static void
test_save (void)
{
  static const Mode mode = { "save", NULL, check_saved, NULL };

  kill_everywhere (&mode);
}

static gboolean
opens_with (MdgVault *vault, guint n)
{
  g_autofree char *text = g_strdup_printf (KILL_PASSPHRASE, n);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (text);

  return mdg_vault_unlock (vault, passphrase, NULL);
}

/* Before the first change the generated one opens it, which lies beside it. */
static gboolean
opens_with_first (MdgVault *vault, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "passphrase", NULL);
  g_autoptr (MdgSecret) passphrase = mdg_file_read_secret (path, 4096, NULL);

  return mdg_vault_unlock (vault, passphrase, NULL);
}

static void
prepare (const char *folder)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("kept");

  g_assert_true (mdg_vault_store (store->vault, "password", KILL_OWNER, secret, NULL));
}

static void
check_passphrase (const char *folder, guint last)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = mdg_database_open (
      file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, mdg_cache_n_migrations, &error);
  g_autoptr (MdgVault) vault = NULL;
  g_autoptr (MdgSecret) secret = NULL;

  g_assert_no_error (error);
  vault = mdg_vault_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (opens_with (vault, last + 1)
                 || (last > 0 ? opens_with (vault, last) : opens_with_first (vault, folder)));
  secret = mdg_vault_load (vault, "password", KILL_OWNER, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (secret), ==, "kept");
}

static void
test_passphrase (void)
{
  static const Mode mode = { "passphrase", prepare, check_passphrase, NULL };

  kill_everywhere (&mode);
}

static void
prepare_old (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID,
                                                        mdg_cache_migrations, OLD_VERSION, &error);

  g_assert_no_error (error);
  g_assert_true (mdg_database_exec (
      database, "INSERT INTO account (institution_code, login_id) VALUES ('1', 'a')", NULL));
}

/* The step it was at, or one before: the next start brings it to its end. What was there before
 * lies beside it. */
static void
check_migrated (const char *folder, guint last)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = mdg_database_open (
      file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, mdg_cache_n_migrations, &error);
  g_autoptr (MdgGeneration) generation = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, 1);
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, mdg_cache_n_migrations);
  generation
      = mdg_generation_find_sound (file, MDG_CACHE_APPLICATION_ID, mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (generation->version, >=, OLD_VERSION);
}

static void
test_migration (void)
{
  static const Mode mode = { "migrate", prepare_old, check_migrated, NULL };

  kill_everywhere (&mode);
}

/* The content of a file with @n accounts and their passwords. */
static void
make_content (const char *path)
{
  char *folder = scratch_folder_new ();
  g_autoptr (MdgCacheStore) store = open_store (folder);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string ("Abcdef1!");
  g_autoptr (MdgSecret) content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *owner = g_strdup_printf ("1/a%u", i);
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO account (institution_code, login_id) VALUES ('1', 'a%u')", i);

      g_assert_true (mdg_database_exec (store->database, sql, NULL));
      g_assert_true (mdg_vault_store (store->vault, "password", owner, password, NULL));
    }
  content = mdg_transfer_collect (store->database, store->vault, MDG_TRANSFER_ALL, NULL, 1, "",
                                  NULL, NULL, &error);
  g_assert_no_error (error);
  data = mdg_secret_get_data (content, &length);
  g_assert_true (mdg_file_write (path, data, length, NULL));
  g_clear_pointer (&store, mdg_cache_store_free);
  scratch_folder_free (folder);
}

static void
check_taken (const char *folder, guint last)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);
  gint64 n = number (store->database, "SELECT count(*) FROM account");

  if (last > 0 || n != 0)
    g_assert_cmpint (n, ==, N_ACCOUNTS);
  g_assert_cmpint (number (store->database, "SELECT count(*) FROM secret WHERE kind = 'password'"),
                   ==, n);
  assert_record (store, folder, n != 0 ? 1 : 0);
}

static void
test_take (void)
{
  char *place = scratch_folder_new ();
  g_autofree char *path = g_build_filename (place, "content", NULL);
  const Mode mode = { "take", NULL, check_taken, path };

  make_content (path);
  kill_everywhere (&mode);
  scratch_folder_free (place);
}

static void
check_written (const char *folder, guint last)
{
  g_autofree char *path = g_build_filename (folder, KILL_FILE, NULL);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_OWNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) content
      = mdg_sealed_file_read (path, MDG_SEALED_TRANSFER, passphrase, &error);
  guint kept
      = content != NULL ? (guint)g_ascii_strtoull (mdg_secret_get_string (content), NULL, 10) : 0;

  if (content == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_cmpuint (kept, >=, last);
  g_assert_cmpuint (kept, <=, last + 1);
}

static void
test_write (void)
{
  static const Mode mode = { "write", NULL, check_written, NULL };

  kill_everywhere (&mode);
}

/* a person's passphrase ------------------------------------------------------------------------ */

static GBytes *former; /* the wrap before the change */

static void
remember_wrap (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT sealed FROM vault_key WHERE kind = 'passphrase'", NULL);
  gboolean row = FALSE;
  gsize length;
  const void *data;

  g_assert_true (mdg_statement_step (statement, &row, NULL) && row);
  data = mdg_statement_get_blob (statement, 0, &length);
  g_clear_pointer (&former, g_bytes_unref);
  former = g_bytes_new (data, length);
}

/* A row of the record, and an earlier state. */
static void
add_past (MdgDatabase *database, MdgVault *vault)
{
  g_autoptr (GError) error = NULL;

  mdg_audit_append (database, vault, 1, "受付", MDG_ACT_CREATED, "", "", &error);
  g_assert_no_error (error);
  mdg_generation_take (database, 1000000000, &error);
  g_assert_no_error (error);
  remember_wrap (database);
}

static void
prepare_generated (const char *folder)
{
  g_autoptr (MdgCacheStore) store = NULL;

  prepare (folder);
  store = open_store (folder);
  add_past (store->database, store->vault);
}

static void
prepare_person (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (MdgDatabase) database = mdg_database_open (
      file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, mdg_cache_n_migrations, NULL);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_OLD);
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("kept");
  g_autoptr (MdgVault) vault = mdg_vault_create_for_person (
      database, passphrase, MDG_VAULT_COST_GENERATED, code, NULL, NULL);

  g_assert_true (mdg_vault_store (vault, "password", KILL_OWNER, secret, NULL));
  add_past (database, vault);
}

static MdgCache *
open_cache (const char *folder, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_cache_open_async (folder, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_cache_open_finish (result, error);
}

static gpointer
look_through (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgSecret) secret = mdg_vault_load (vault, "password", KILL_OWNER, NULL);
  MdgAuditVerdict verdict;

  g_assert_nonnull (secret);
  g_assert_cmpstr (mdg_secret_get_string (secret), ==, "kept");
  g_assert_true (mdg_audit_verify (database, vault, &verdict, NULL));
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  return MDG_CACHE_DONE;
}

/* Whether @text opens it; then it is looked through. */
static gboolean
opens_whole (MdgCache *cache, MdgVaultDoor *door, const char *text)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (text);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (GAsyncResult) looked = NULL;

  mdg_vault_door_unlock_async (door, passphrase, scratch_store_result, &place);
  unlocked = scratch_wait (&place);
  if (!mdg_vault_door_unlock_finish (door, unlocked, NULL))
    return FALSE;
  g_assert_false (mdg_vault_door_needs_recovery_code (door));
  mdg_cache_run_async (cache, NULL, look_through, NULL, NULL, NULL, look_through, NULL,
                       scratch_store_result, &place);
  looked = scratch_wait (&place);
  g_assert_nonnull (mdg_cache_run_finish (looked, look_through, NULL));
  return TRUE;
}

/* Nothing that the former passphrase opens is left, in any file. */
static void
assert_former_gone (const char *folder)
{
  g_assert_false (
      scratch_folder_contains (folder, g_bytes_get_data (former, NULL), g_bytes_get_size (former)));
}

/* Still whole under the generated passphrase. */
static void
check_not_over (const char *folder, const GError *error, guint last)
{
  g_autoptr (MdgCacheStore) store = NULL;

  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_cmpuint (last, ==, 0);
  store = open_store (folder);
  look_through (store->database, store->vault, NULL, NULL);
}

static void
check_over (const char *folder, guint last)
{
  g_autofree char *left = g_build_filename (folder, MDG_CACHE_PASSPHRASE_NAME, NULL);
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCache) cache = open_cache (folder, &error);
  g_autoptr (MdgVaultDoor) door = NULL;

  if (cache == NULL)
    {
      check_not_over (folder, error, last);
      return;
    }
  door = mdg_vault_door_new (cache, clock, "受付", TRUE);
  g_assert_true (opens_whole (cache, door, KILL_NEW));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  mdg_cache_close (cache);
  assert_former_gone (folder);
}

static void
test_over (void)
{
  static const Mode mode = { "over", prepare_generated, check_over, NULL };

  kill_everywhere (&mode);
}

/* One of the two opens it; where it is the new one, the former opens nothing any more. */
static void
check_changed (const char *folder, guint last)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCache) cache = open_cache (folder, &error);
  g_autoptr (MdgVaultDoor) door = NULL;
  gboolean changed;

  g_assert_no_error (error);
  door = mdg_vault_door_new (cache, clock, "受付", TRUE);
  changed = opens_whole (cache, door, KILL_NEW);
  g_assert_true (changed || (last == 0 && opens_whole (cache, door, KILL_OLD)));
  mdg_cache_close (cache);
  if (changed)
    assert_former_gone (folder);
}

static void
test_change (void)
{
  static const Mode mode = { "change", prepare_person, check_changed, NULL };

  kill_everywhere (&mode);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  mdg_vault_make_cheap ();
  g_test_add_func ("/vault-kill/save", test_save);
  g_test_add_func ("/vault-kill/passphrase", test_passphrase);
  g_test_add_func ("/vault-kill/migration", test_migration);
  g_test_add_func ("/vault-kill/take", test_take);
  g_test_add_func ("/vault-kill/write", test_write);
  g_test_add_func ("/vault-kill/over", test_over);
  g_test_add_func ("/vault-kill/change", test_change);
  failed = g_test_run ();
  g_print ("# %u kills, %u confirmed\n", n_kills, n_confirmed);
  g_clear_pointer (&former, g_bytes_unref);
  return failed;
}
