/* database.c: a SQLite connection that looks before it writes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

#include <string.h>

#include "core/file.h"
#include "store/database-file.h"
#include "store/generation.h"
#include "store/statement.h"

/* So many prepared statements are kept for the next time; the program has fewer. */
#define STATEMENTS_MAX 256

/* How long another process may take to let go of the file, milliseconds. */
#define BUSY_TIMEOUT 250

struct _MdgDatabase
{
  sqlite3 *handle;
  MdgDatabaseFile file;
  gint32 application_id;
  const MdgMigration *migrations;
  int n_migrations;
  GHashTable *statements; /* SQL → sqlite3_stmt that nobody uses at present */
  guint n_lent;           /* statements that somebody uses */
  gboolean closed;        /* goes with the last of them */
};

/* The records lie on no drive that one could take out or choose another for. */
static MdgErrorCode
code_for_errno (int system_errno)
{
  MdgErrorCode code = mdg_file_code_from_errno (system_errno);

  if (code == MDG_ERROR_TOO_LARGE)
    return MDG_ERROR_NO_SPACE;
  return code == MDG_ERROR_DRIVE_FAILED ? MDG_ERROR_FAILED : code;
}

static MdgErrorCode
code_for_result (int result, int system_errno)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return MDG_ERROR_NO_SPACE;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return MDG_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MDG_ERROR_IN_USE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return MDG_ERROR_DAMAGED;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return code_for_errno (system_errno);
    default:
      return MDG_ERROR_FAILED;
    }
}

GError *
mdg_database_error (MdgDatabase *database, const char *what)
{
  int result = sqlite3_extended_errcode (database->handle);
  int system_errno = sqlite3_system_errno (database->handle);

  return mdg_error_new (code_for_result (result, system_errno), "%s: %s (%d)", what,
                        sqlite3_errmsg (database->handle), result);
}

/* The number that @sql gives. */
static gboolean
query_number (MdgDatabase *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  *number = row ? mdg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
configure_handle (MdgDatabase *database, GError **error)
{
  sqlite3 *handle = database->handle;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT);
  /* Until the file is known to be ours and sound, closing must not write it either. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return mdg_database_exec (database,
                            "PRAGMA temp_store = MEMORY;"
                            "PRAGMA secure_delete = ON;"
                            "PRAGMA cell_size_check = ON;"
                            "PRAGMA foreign_keys = ON",
                            error);
}

/* SQLite's own lock keeps others out: with locking_mode EXCLUSIVE set before the first access, the
 * lock is held until the connection is closed or the process dies, however it dies, and the log's
 * index lives in our memory instead of a -shm file. */
static gboolean
connect_file (MdgDatabase *database, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  const char *path = database->file.path != NULL ? database->file.path : ":memory:";

  if (sqlite3_open_v2 (path, &database->handle, flags, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, mdg_database_error (database, "opening the database"));
      return FALSE;
    }
  return configure_handle (database, error)
         && mdg_database_exec (database, "PRAGMA locking_mode = EXCLUSIVE", error)
         && mdg_database_exec (database, "BEGIN EXCLUSIVE; COMMIT", error);
}

static gboolean
check_identity (MdgDatabase *database, gint64 *version, GError **error)
{
  gint64 id, n_objects;

  if (!query_number (database, "PRAGMA application_id", &id, error)
      || !query_number (database, "PRAGMA user_version", version, error)
      || !query_number (database, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;
  /* All zero: a new file, or one whose first migration did not come to its end. */
  if (id == 0 && *version == 0 && n_objects == 0)
    return TRUE;
  if (id != database->application_id || *version < 0)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "the database belongs to another program");
      return FALSE;
    }
  if (*version > database->n_migrations)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "the database has version %d, known is %d",
                     (int)*version, database->n_migrations);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_soundness (MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;
  const char *verdict;

  statement = mdg_statement_new (database, "PRAGMA quick_check(1)", error);
  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  verdict = row ? mdg_statement_get_text (statement, 0) : NULL;
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DAMAGED, "quick check: %s",
                 verdict != NULL ? verdict : "nothing");
  return FALSE;
}

static gboolean
apply_migration (MdgDatabase *database, int index, GError **error)
{
  g_autoptr (GBytes) sql = NULL;
  g_autofree char *stamp = NULL;

  sql = g_resources_lookup_data (database->migrations[index].resource, 0, error);
  if (sql == NULL || !mdg_database_begin (database, error))
    return FALSE;
  stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                           database->application_id, index + 1);
  /* A resource's data is followed by a NUL. */
  if (!mdg_database_exec (database, g_bytes_get_data (sql, NULL), error)
      || !mdg_database_exec (database, stamp, error))
    {
      mdg_database_rollback (database);
      return FALSE;
    }
  return mdg_database_commit (database, error);
}

static gboolean
bring_up_to_date (MdgDatabase *database, gint64 version, GError **error)
{
  sqlite3_db_config (database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (!mdg_database_exec (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error))
    return FALSE;
  if (version > 0 && version < database->n_migrations && database->file.path != NULL
      && !mdg_generation_take_before (database, version, error))
    return FALSE;
  for (int i = (int)version; i < database->n_migrations; i++)
    if (!apply_migration (database, i, error))
      return FALSE;
  return TRUE;
}

/* Statements that begin alike seldom end alike. */
static guint
hash_sql (gconstpointer sql)
{
  gsize length = strlen (sql);

  return g_str_hash ((const char *)sql + (length > 32 ? length - 32 : 0)) + (guint)length;
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Takes the lock, then judges the file; nothing is written to it. */
static gboolean
look (MdgDatabase *database, gint64 *version, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (connect_file (database, &fault) && check_identity (database, version, &fault)
      && check_soundness (database, &fault))
    return TRUE;
  /* These verdicts are only reached with the lock held. */
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED)
      || g_error_matches (fault, MDG_ERROR, MDG_ERROR_TOO_NEW))
    mdg_database_file_remove_new_wal (&database->file);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

MdgDatabase *
mdg_database_open (const char *path,
                   gint32 application_id,
                   const MdgMigration *migrations,
                   int n_migrations,
                   GError **error)
{
  g_autoptr (MdgDatabase) database = g_new0 (MdgDatabase, 1);
  gint64 version = 0;

  database->application_id = application_id;
  database->migrations = migrations;
  database->n_migrations = n_migrations;
  database->statements = g_hash_table_new_full (hash_sql, g_str_equal, NULL, finalize);
  if (path != NULL
      && !mdg_database_file_claim (&database->file, path, application_id, n_migrations, error))
    return NULL;
  if (!look (database, &version, error) || !bring_up_to_date (database, version, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* Statements: preparing one takes as long as running it several times. --------------------------
 */

sqlite3_stmt *
mdg_database_prepare (MdgDatabase *database, const char *sql, GError **error)
{
  gpointer known = NULL;
  sqlite3_stmt *handle = NULL;

  if (g_hash_table_steal_extended (database->statements, sql, NULL, &known))
    handle = known;
  else if (sqlite3_prepare_v2 (database->handle, sql, -1, &handle, NULL) != SQLITE_OK)
    g_propagate_error (error, mdg_database_error (database, "preparing SQL"));
  if (handle != NULL)
    database->n_lent++;
  return handle;
}

static void
destroy (MdgDatabase *database)
{
  g_clear_pointer (&database->statements, g_hash_table_unref);
  if (sqlite3_close (database->handle) != SQLITE_OK)
    {
      g_critical ("SQLite has something open that is not ours");
      sqlite3_close_v2 (database->handle);
    }
  mdg_database_file_clear (&database->file);
  g_free (database);
}

void
mdg_database_put_back (MdgDatabase *database, sqlite3_stmt *handle)
{
  const char *sql = sqlite3_sql (handle);

  sqlite3_reset (handle);
  sqlite3_clear_bindings (handle);
  if (sql == NULL || g_hash_table_size (database->statements) >= STATEMENTS_MAX
      || g_hash_table_contains (database->statements, sql))
    sqlite3_finalize (handle);
  else
    g_hash_table_insert (database->statements, (gpointer)sql, handle);
  database->n_lent--;
  if (database->closed && database->n_lent == 0)
    destroy (database);
}

void
mdg_database_close (MdgDatabase *database)
{
  if (database == NULL)
    return;
  if (database->n_lent == 0)
    {
      destroy (database);
      return;
    }
  /* A fault of ours; but whoever gives the statement back must find something there. */
  g_critical ("a statement outlives its database");
  database->closed = TRUE;
}

gboolean
mdg_database_exec (MdgDatabase *database, const char *sql, GError **error)
{
  g_return_val_if_fail (database != NULL, FALSE);

  if (sqlite3_exec (database->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_propagate_error (error, mdg_database_error (database, "running SQL"));
  return FALSE;
}

gboolean
mdg_database_begin (MdgDatabase *database, GError **error)
{
  return mdg_database_exec (database, "BEGIN IMMEDIATE", error);
}

gboolean
mdg_database_commit (MdgDatabase *database, GError **error)
{
  if (mdg_database_exec (database, "COMMIT", error))
    return TRUE;
  mdg_database_rollback (database);
  return FALSE;
}

void
mdg_database_rollback (MdgDatabase *database)
{
  /* After some errors (a full disk) SQLite has rolled back by itself. */
  if (!sqlite3_get_autocommit (database->handle))
    mdg_database_exec (database, "ROLLBACK", NULL);
}

gint64
mdg_database_last_rowid (MdgDatabase *database)
{
  return sqlite3_last_insert_rowid (database->handle);
}

gint64
mdg_database_changes (MdgDatabase *database)
{
  return sqlite3_changes64 (database->handle);
}

sqlite3 *
mdg_database_get_handle (MdgDatabase *database)
{
  return database->handle;
}

const char *
mdg_database_get_path (MdgDatabase *database)
{
  return database->file.path;
}
