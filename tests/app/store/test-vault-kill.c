/* test-vault-kill.c: a process is killed while it saves, changes the passphrase, migrates, takes a
 * transfer file in or writes one; what was confirmed is there afterwards, and nothing by half (I3).
 * MADOGUCHI_VAULT_KILLS says how often in all (30); 500 by hand.
 *
 * The random moments come from GTest's seed, which is printed; --seed= repeats it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/file.h"
#include "scratch-folder.h"
#include "store/audit-counter.h"
#include "store/cache-store-private.h"
#include "store/generation.h"
#include "store/sealed-file.h"
#include "store/statement.h"
#include "store/transfer.h"
#include "vault-kill.h"

#define N_MODES 5
#define N_ACCOUNTS 60
#define OLD_VERSION 5

static guint n_confirmed, n_before, n_after;

static guint
count_kills (void)
{
  const char *wanted = g_getenv ("MADOGUCHI_VAULT_KILLS");

  return (wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10) : 30) / N_MODES;
}

/* Lets the child work and kills it, @delay_max microseconds after it began at most. Returns: the
 * last number that it confirmed; 0: none */
static guint
kill_child (const char *mode, const char *folder, const char *file, guint delay_max)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                          g_getenv ("MADOGUCHI_VAULT_CHILD"), mode, folder, file, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *ready = NULL;
  guint last = 0;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  ready = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (ready, ==, "ready");
  /* Not a wait for anything: this is the random moment. */
  g_usleep ((gulong)g_test_rand_int_range (0, (gint32)delay_max));
  g_subprocess_force_exit (child);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      /* Half a line was not confirmed. */
      if (line == NULL || !g_str_has_prefix (line, "= "))
        break;
      last = (guint)g_ascii_strtoull (line + 2, NULL, 10);
    }
  g_subprocess_wait (child, NULL, NULL);
  n_confirmed += last;
  if (last > 0)
    n_after++;
  else
    n_before++;
  return last;
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
test_save (void)
{
  for (guint i = 0; i < count_kills (); i++)
    {
      char *folder = scratch_folder_new ();
      guint last = kill_child ("save", folder, NULL, 60000);
      g_autoptr (MdgCacheStore) store = open_store (folder);
      g_autoptr (MdgSecret) secret = mdg_vault_load (store->vault, "password", KILL_OWNER, NULL);
      guint kept
          = secret != NULL ? (guint)g_ascii_strtoull (mdg_secret_get_string (secret), NULL, 10) : 0;

      g_assert_cmpuint (kept, >=, last);
      g_assert_cmpuint (kept, <=, last + 1);
      g_assert_cmpint (number (store->database, "SELECT max (last_login) FROM account"), ==, kept);
      assert_record (store, folder, kept);
      g_clear_pointer (&store, mdg_cache_store_free);
      scratch_folder_free (folder);
    }
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
test_passphrase (void)
{
  for (guint i = 0; i < count_kills (); i++)
    {
      char *folder = scratch_folder_new ();
      g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
      g_autoptr (MdgDatabase) database = NULL;
      g_autoptr (MdgVault) vault = NULL;
      g_autoptr (MdgSecret) secret = NULL;
      g_autoptr (GError) error = NULL;
      guint last;

      prepare (folder);
      last = kill_child ("passphrase", folder, NULL, 60000);
      database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                    mdg_cache_n_migrations, &error);
      g_assert_no_error (error);
      vault = mdg_vault_open (database, &error);
      g_assert_no_error (error);
      g_assert_true (opens_with (vault, last + 1)
                     || (last > 0 ? opens_with (vault, last) : opens_with_first (vault, folder)));
      secret = mdg_vault_load (vault, "password", KILL_OWNER, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (mdg_secret_get_string (secret), ==, "kept");
      g_clear_pointer (&vault, mdg_vault_free);
      g_clear_pointer (&database, mdg_database_close);
      scratch_folder_free (folder);
    }
}

static void
prepare_old (const char *file)
{
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
test_migration (void)
{
  for (guint i = 0; i < count_kills (); i++)
    {
      char *folder = scratch_folder_new ();
      g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
      g_autoptr (MdgDatabase) database = NULL;
      g_autoptr (MdgGeneration) generation = NULL;
      g_autoptr (GError) error = NULL;

      prepare_old (file);
      kill_child ("migrate", folder, NULL, 30000);
      database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                    mdg_cache_n_migrations, &error);
      g_assert_no_error (error);
      g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, 1);
      g_assert_cmpint (number (database, "PRAGMA user_version"), ==, mdg_cache_n_migrations);
      generation = mdg_generation_find_sound (file, MDG_CACHE_APPLICATION_ID,
                                              mdg_cache_n_migrations, &error);
      g_assert_no_error (error);
      g_assert_cmpint (generation->version, >=, OLD_VERSION);
      g_clear_pointer (&database, mdg_database_close);
      scratch_folder_free (folder);
    }
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
test_take (void)
{
  char *place = scratch_folder_new ();
  g_autofree char *path = g_build_filename (place, "content", NULL);

  make_content (path);
  for (guint i = 0; i < count_kills (); i++)
    {
      char *folder = scratch_folder_new ();
      guint last = kill_child ("take", folder, path, 20000);
      g_autoptr (MdgCacheStore) store = open_store (folder);
      gint64 n = number (store->database, "SELECT count(*) FROM account");

      if (last > 0 || n != 0)
        g_assert_cmpint (n, ==, N_ACCOUNTS);
      g_assert_cmpint (
          number (store->database, "SELECT count(*) FROM secret WHERE kind = 'password'"), ==, n);
      assert_record (store, folder, n != 0 ? 1 : 0);
      g_clear_pointer (&store, mdg_cache_store_free);
      scratch_folder_free (folder);
    }
  scratch_folder_free (place);
}

static void
test_write (void)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_OWNER);

  for (guint i = 0; i < count_kills (); i++)
    {
      char *folder = scratch_folder_new ();
      g_autofree char *path = g_build_filename (folder, "moving.madoguchi", NULL);
      guint last = kill_child ("write", folder, path, 30000);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) content
          = mdg_sealed_file_read (path, MDG_SEALED_TRANSFER, passphrase, &error);
      guint kept = content != NULL
                       ? (guint)g_ascii_strtoull (mdg_secret_get_string (content), NULL, 10)
                       : 0;

      if (content == NULL)
        g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
      g_assert_cmpuint (kept, >=, last);
      g_assert_cmpuint (kept, <=, last + 1);
      scratch_folder_free (folder);
    }
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-kill/save", test_save);
  g_test_add_func ("/vault-kill/passphrase", test_passphrase);
  g_test_add_func ("/vault-kill/migration", test_migration);
  g_test_add_func ("/vault-kill/take", test_take);
  g_test_add_func ("/vault-kill/write", test_write);
  failed = g_test_run ();
  g_print ("# %u kills before anything was confirmed, %u after; %u confirmed\n", n_before, n_after,
           n_confirmed);
  return failed;
}
