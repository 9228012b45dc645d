/* test-database.c: opening, refusing and using a database file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif

#include "scratch-folder.h"
#include "store/cache-store.h"
#include "store/statement.h"

#define OPEN(path, error)                                                                          \
  mdg_database_open ((path), MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,                       \
                     mdg_cache_n_migrations, (error))

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->path = g_build_filename (f->folder, "cache.sqlite", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->path);
  scratch_folder_free (f->folder);
}

static gint64
number (MdgDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (mdg_statement_step (statement, &row, &error));
  g_assert_true (row);
  return mdg_statement_get_int (statement, 0);
}

static void
run (MdgDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_database_exec (database, sql, &error));
  g_assert_no_error (error);
}

/* A sound database with a few rows in it, closed again. */
static void
make_database (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (f->path, &error);

  g_assert_no_error (error);
  run (database, "INSERT INTO account (institution_code, login_id)"
                 " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                 " SELECT '3410712362', 'WA' || i FROM n");
}

/* Opening must fail with @code and leave every byte in the folder as it was. */
static void
assert_refused (Fixture *f, MdgErrorCode code)
{
  g_autofree char *before = scratch_folder_fingerprint (f->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (f->path, &error);

  g_assert_null (database);
  g_assert_error (error, MDG_ERROR, (int)code);
  after = scratch_folder_fingerprint (f->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_fresh (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = OPEN (f->path, &error);
  g_autofree char *shm = g_strconcat (f->path, "-shm", NULL);
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpint (number (database, "PRAGMA application_id"), ==, MDG_CACHE_APPLICATION_ID);
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, mdg_cache_n_migrations);
  g_assert_cmpint (number (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (number (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (number (database, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (number (database, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (number (database, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==,
                   1);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  mdg_database_close (database);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_reopen (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = NULL;

  make_database (f);
  database = OPEN (f->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, 500);
}

static void
test_in_memory (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, 0);
}

static void
test_empty_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = NULL;

  scratch_folder_write (f->folder, "cache.sqlite", "", 0);
  database = OPEN (f->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, mdg_cache_n_migrations);
}

static void
test_garbage (Fixture *f, gconstpointer data)
{
  guint8 garbage[8192];

  for (guint i = 0; i < sizeof garbage; i++)
    garbage[i] = (guint8)(i * 7 + i / 256);
  scratch_folder_write (f->folder, "cache.sqlite", garbage, sizeof garbage);
  assert_refused (f, MDG_ERROR_DAMAGED);
  scratch_folder_write (f->folder, "cache.sqlite", "SQLite", 6);
  assert_refused (f, MDG_ERROR_DAMAGED);
}

static void
test_truncated (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;

  make_database (f);
  g_assert_true (g_file_get_contents (f->path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  for (gsize cut = length - 1; cut > 0; cut = cut / 2)
    {
      scratch_folder_write (f->folder, "cache.sqlite", content, cut);
      assert_refused (f, MDG_ERROR_DAMAGED);
    }
}

/* Each page in turn is overwritten. */
static void
test_page_destroyed (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;

  make_database (f);
  g_assert_true (g_file_get_contents (f->path, &content, &length, NULL));
  for (gsize page = 0; page < length; page += 4096)
    {
      g_autofree char *broken = g_memdup2 (content, length);
      memset (broken + page, 0xa5, 4096);
      scratch_folder_write (f->folder, "cache.sqlite", broken, length);
      assert_refused (f, MDG_ERROR_DAMAGED);
    }
}

static void
test_too_new (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = OPEN (f->path, &error);

  g_assert_no_error (error);
  run (database, "PRAGMA user_version = 99");
  mdg_database_close (database);
  assert_refused (f, MDG_ERROR_TOO_NEW);
}

/* The newer version stands only in the log which a killed program left. */
static void
test_too_new_in_log (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *file_content = NULL;
  g_autofree char *wal_content = NULL;
  gsize file_length, wal_length;
  MdgDatabase *database = OPEN (f->path, &error);

  g_assert_no_error (error);
  run (database, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (f->path, &file_content, &file_length, NULL));
  g_assert_true (g_file_get_contents (wal, &wal_content, &wal_length, NULL));
  mdg_database_close (database);
  scratch_folder_write (f->folder, "cache.sqlite", file_content, file_length);
  scratch_folder_write (f->folder, "cache.sqlite-wal", wal_content, wal_length);
  assert_refused (f, MDG_ERROR_TOO_NEW);
}

/* A power cut leaves the log as far as it came to the disk, at any byte. Each commit's end in the
 * log is known: what lies wholly before the cut must be there, and nothing else. */
static void
test_torn_log (Fixture *f, gconstpointer data)
{
  enum
  {
    COMMITS = 12
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *file_content = NULL;
  g_autofree char *wal_content = NULL;
  gsize file_length, wal_length, ends[COMMITS + 1];
  MdgDatabase *database = OPEN (f->path, &error);
  GStatBuf info;

  for (guint i = 0; i <= COMMITS; i++)
    {
      if (i > 0)
        run (database, "INSERT INTO account (institution_code, login_id)"
                       " VALUES ('3410712362', hex (randomblob (500)))");
      g_assert_cmpint (g_stat (wal, &info), ==, 0);
      ends[i] = (gsize)info.st_size;
    }
  g_assert_true (g_file_get_contents (wal, &wal_content, &wal_length, NULL));
  g_assert_true (g_file_get_contents (f->path, &file_content, &file_length, NULL));
  mdg_database_close (database);
  for (guint round = 0; round < 60; round++)
    {
      gsize cut = (gsize)g_test_rand_int_range ((gint32)ends[0], (gint32)wal_length + 1);
      gint64 n = 0;

      while (n < COMMITS && ends[n + 1] <= cut)
        n++;
      scratch_folder_write (f->folder, "cache.sqlite", file_content, file_length);
      scratch_folder_write (f->folder, "cache.sqlite-wal", wal_content, cut);
      database = OPEN (f->path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, n);
      mdg_database_close (database);
    }
}

static void
test_other_program (Fixture *f, gconstpointer data)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "CREATE TABLE t (x); PRAGMA application_id = 7", NULL, NULL, NULL);
  sqlite3_close (handle);
  assert_refused (f, MDG_ERROR_DAMAGED);
  g_unlink (f->path);
  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "CREATE TABLE t (x)", NULL, NULL, NULL);
  sqlite3_close (handle);
  assert_refused (f, MDG_ERROR_DAMAGED);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "no", "cache.sqlite", NULL);

  g_assert_null (OPEN (path, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static char *
read_line (GSubprocess *child)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (child);
  GString *line = g_string_new (NULL);
  char byte;

  while (g_input_stream_read (output, &byte, 1, NULL, NULL) == 1 && byte != '\n')
    g_string_append_c (line, byte);
  return g_string_free (line, FALSE);
}

static GSubprocess *
start_child (const char *what, const char *path, const char *uid)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                          g_getenv ("MADOGUCHI_STORE_CHILD"), what, path, uid, NULL);

  g_assert_no_error (error);
  return child;
}

static void
assert_child_says (const char *path, const char *uid, const char *expected)
{
  g_autoptr (GSubprocess) child = start_child ("try", path, uid);
  g_autofree char *line = read_line (child);

  g_assert_cmpstr (line, ==, expected);
  g_subprocess_wait (child, NULL, NULL);
}

/* A second process is refused while the first lives, and let in after it was killed. */
static void
test_in_use (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) holder = start_child ("hold", f->path, NULL);
  g_autofree char *line = read_line (holder);
  g_autoptr (MdgDatabase) database = NULL;

  g_assert_cmpstr (line, ==, "held");
  assert_refused (f, MDG_ERROR_IN_USE);
  assert_child_says (f->path, NULL, "in-use");
  g_subprocess_force_exit (holder);
  g_subprocess_wait (holder, NULL, NULL);
  database = OPEN (f->path, &error);
  g_assert_no_error (error);
}

/* Several programs start at once on a new folder: each gets the database or hears that another has
 * it; none takes what the other is just making for damaged. */
static void
test_started_together (Fixture *f, gconstpointer data)
{
  enum
  {
    CHILDREN = 8
  };

  for (guint round = 0; round < 4; round++)
    {
      GSubprocess *children[CHILDREN];
      guint n_ok = 0;

      g_unlink (f->path);
      for (guint i = 0; i < CHILDREN; i++)
        children[i] = start_child ("try", f->path, NULL);
      for (guint i = 0; i < CHILDREN; i++)
        {
          g_autofree char *line = read_line (children[i]);
          if (g_strcmp0 (line, "ok") == 0)
            n_ok++;
          else
            g_assert_cmpstr (line, ==, "in-use");
          g_subprocess_wait (children[i], NULL, NULL);
          g_object_unref (children[i]);
        }
      g_assert_cmpuint (n_ok, >, 0);
    }
}

/* The second try in the same process must not take the first one's lock away from it. */
static void
test_in_use_same_process (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (f->path, &error);

  g_assert_no_error (error);
  g_assert_null (OPEN (f->path, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_IN_USE);
  assert_child_says (f->path, NULL, "in-use");
  run (database, "INSERT INTO account (institution_code, login_id) VALUES ('1', '2')");
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  make_database (f);
  g_assert_cmpint (g_chmod (f->path, 0444), ==, 0);
  if (geteuid () != 0)
    {
      assert_refused (f, MDG_ERROR_READ_ONLY);
      g_assert_cmpint (g_chmod (f->path, 0600), ==, 0);
      g_assert_cmpint (g_chmod (f->folder, 0500), ==, 0);
      assert_refused (f, MDG_ERROR_READ_ONLY);
      g_assert_cmpint (g_chmod (f->folder, 0700), ==, 0);
      return;
    }
  /* Nothing is read-only to root: somebody else has to try. */
  g_assert_cmpint (g_chmod (f->folder, 0755), ==, 0);
  assert_child_says (f->path, "65534", "read-only");
  g_assert_cmpint (g_chmod (f->path, 0666), ==, 0);
  assert_child_says (f->path, "65534", "read-only");
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  assert_child_says (f->path, "65534", "read-only");
}

/* Fills the disk with rows until one is refused; what was committed stays. */
static void
fill_and_check (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = OPEN (f->path, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  run (database, "CREATE TABLE ballast (x BLOB)");
  while (mdg_database_begin (database, &error)
         && mdg_database_exec (database, "INSERT INTO ballast VALUES (randomblob (20000))", &error)
         && mdg_database_commit (database, &error))
    n++;
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  mdg_database_rollback (database);
  g_assert_cmpint (n, >, 5);
  g_assert_cmpint (number (database, "SELECT count(*) FROM ballast"), ==, n);
  mdg_database_close (database);
  g_clear_error (&error);
  database = OPEN (f->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM ballast"), ==, n);
  mdg_database_close (database);
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
#ifdef __linux__
  /* A mount of our own, in a name space of our own, which goes away with us. */
  if (geteuid () != 0 || unshare (CLONE_NEWNS) != 0
      || mount ("none", "/", "none", MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("none", f->folder, "tmpfs", 0, "size=1m") != 0)
    {
      g_test_skip ("no right to mount a small disk");
      return;
    }
  fill_and_check (f);
  umount2 (f->folder, MNT_DETACH);
#else
  g_test_skip ("no small disk here");
#endif
}

static void
test_failed_migration (Fixture *f, gconstpointer data)
{
  MdgMigration steps[32];
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = NULL;

  make_database (f);
  /* The last step makes tables that are there already. */
  g_assert_cmpint (mdg_cache_n_migrations, <, G_N_ELEMENTS (steps));
  for (int i = 0; i < mdg_cache_n_migrations; i++)
    steps[i] = mdg_cache_migrations[i];
  steps[mdg_cache_n_migrations] = mdg_cache_migrations[0];
  g_assert_null (mdg_database_open (f->path, MDG_CACHE_APPLICATION_ID, steps,
                                    mdg_cache_n_migrations + 1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  database = OPEN (f->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, mdg_cache_n_migrations);
  g_assert_cmpint (number (database, "SELECT count(*) FROM account"), ==, 500);
}

static void
test_transactions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);

  run (database, "CREATE TABLE t (x INTEGER PRIMARY KEY)");
  g_assert_true (mdg_database_begin (database, &error));
  run (database, "INSERT INTO t VALUES (1)");
  mdg_database_rollback (database);
  mdg_database_rollback (database);
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 0);
  g_assert_true (mdg_database_begin (database, &error));
  run (database, "INSERT INTO t VALUES (7)");
  g_assert_cmpint (mdg_database_last_rowid (database), ==, 7);
  g_assert_cmpint (mdg_database_changes (database), ==, 1);
  g_assert_true (mdg_database_commit (database, &error));
  g_assert_false (mdg_database_exec (database, "INSERT INTO t VALUES (7)", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

/* A deferred foreign key makes COMMIT itself fail. */
static void
test_failed_commit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);

  run (database, "CREATE TABLE p (x INTEGER PRIMARY KEY);"
                 "CREATE TABLE c (x REFERENCES p (x) DEFERRABLE INITIALLY DEFERRED)");
  g_assert_true (mdg_database_begin (database, &error));
  run (database, "INSERT INTO c VALUES (1)");
  g_assert_false (mdg_database_commit (database, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_cmpint (number (database, "SELECT count(*) FROM c"), ==, 0);
  g_clear_error (&error);
  g_assert_true (mdg_database_begin (database, &error));
  g_assert_true (mdg_database_commit (database, &error));
}

static void
test_statement (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);
  g_autoptr (MdgStatement) insert = NULL;
  g_autoptr (MdgStatement) select = NULL;
  gboolean row = FALSE;
  gsize length = 0;

  run (database, "CREATE TABLE t (i INTEGER, s TEXT, b BLOB)");
  insert = mdg_statement_new (database, "INSERT INTO t VALUES (?, ?, ?)", &error);
  mdg_statement_bind_int (insert, 0, G_MAXINT64);
  mdg_statement_bind_text (insert, 1, "機関コード");
  mdg_statement_bind_blob (insert, 2, "a\0b", 3);
  g_assert_true (mdg_statement_run (insert, &error));
  g_assert_true (mdg_statement_run (insert, &error)); /* the bindings are gone: all NULL */
  select = mdg_statement_new (database, "SELECT i, s, b FROM t ORDER BY i DESC", &error);
  g_assert_true (mdg_statement_step (select, &row, &error) && row);
  g_assert_cmpint (mdg_statement_get_int (select, 0), ==, G_MAXINT64);
  g_assert_cmpstr (mdg_statement_get_text (select, 1), ==, "機関コード");
  g_assert_cmpmem (mdg_statement_get_blob (select, 2, &length), 3, "a\0b", 3);
  g_assert_cmpuint (length, ==, 3);
  g_assert_true (mdg_statement_step (select, &row, &error) && row);
  g_assert_true (mdg_statement_is_null (select, 0) && mdg_statement_is_null (select, 2));
  g_assert_null (mdg_statement_get_text (select, 1));
  g_assert_null (mdg_statement_get_blob (select, 2, &length));
  g_assert_true (mdg_statement_step (select, &row, &error) && !row);
  g_assert_no_error (error);
}

/* A row that must be there: told when it is not, and a statement that fails is no missing row. */
static void
test_statement_change (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);
  g_autoptr (MdgStatement) update = NULL;

  run (database, "CREATE TABLE t (x INTEGER NOT NULL); INSERT INTO t VALUES (1)");
  update = mdg_statement_new (database, "UPDATE t SET x = ?2 WHERE x = ?1", &error);
  mdg_statement_bind_int (update, 0, 1);
  mdg_statement_bind_int (update, 1, 2);
  g_assert_true (mdg_statement_change (update, "row", &error));
  mdg_statement_bind_int (update, 0, 1);
  mdg_statement_bind_int (update, 1, 3);
  g_assert_false (mdg_statement_change (update, "row", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  mdg_statement_bind_int (update, 0, 2);
  g_assert_false (mdg_statement_change (update, "row", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

static void
test_statement_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = OPEN (NULL, &error);
  g_autoptr (MdgStatement) statement = NULL;

  g_assert_null (mdg_statement_new (database, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  run (database, "CREATE TABLE t (x INTEGER NOT NULL)");
  statement = mdg_statement_new (database, "INSERT INTO t VALUES (?)", &error);
  g_assert_false (mdg_statement_run (statement, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  mdg_statement_bind_int (statement, 0, 1);
  g_assert_true (mdg_statement_run (statement, &error));
}

/* A fault of ours, but not one that goes on in memory that is given back: the file is let go of
 * with the last statement. */
static void
test_statement_outlives (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) first = NULL, second = NULL;
  g_autoptr (MdgDatabase) again = NULL;
  MdgDatabase *database = OPEN (f->path, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  first = mdg_statement_new (database, "SELECT count(*) FROM account", &error);
  second = mdg_statement_new (database, "SELECT count(*) FROM account", &error);
  g_assert_true (mdg_statement_step (first, &row, &error) && row);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*outlives its database*");
  mdg_database_close (database);
  g_test_assert_expected_messages ();
  g_assert_cmpint (mdg_statement_get_int (first, 0), ==, 0);
  g_clear_pointer (&first, mdg_statement_free);
  g_assert_true (mdg_statement_step (second, &row, &error) && row);
  g_clear_pointer (&second, mdg_statement_free);
  again = OPEN (f->path, &error);
  g_assert_no_error (error);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/database/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fresh", test_fresh);
  ADD ("reopen", test_reopen);
  g_test_add_func ("/database/in-memory", test_in_memory);
  ADD ("empty-file", test_empty_file);
  ADD ("garbage", test_garbage);
  ADD ("truncated", test_truncated);
  ADD ("page-destroyed", test_page_destroyed);
  ADD ("too-new", test_too_new);
  ADD ("too-new-in-log", test_too_new_in_log);
  ADD ("torn-log", test_torn_log);
  ADD ("other-program", test_other_program);
  ADD ("no-folder", test_no_folder);
  ADD ("in-use", test_in_use);
  ADD ("started-together", test_started_together);
  ADD ("in-use-same-process", test_in_use_same_process);
  ADD ("read-only", test_read_only);
  ADD ("failed-migration", test_failed_migration);
  g_test_add_func ("/database/transactions", test_transactions);
  g_test_add_func ("/database/failed-commit", test_failed_commit);
  g_test_add_func ("/database/statement", test_statement);
  g_test_add_func ("/database/statement-change", test_statement_change);
  g_test_add_func ("/database/statement-errors", test_statement_errors);
  ADD ("statement-outlives", test_statement_outlives);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
