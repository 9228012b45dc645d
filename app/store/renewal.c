/* renewal.c: copies of a cache's file that what opened it up to now still opens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/renewal.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "store/generation.h"
#include "store/statement.h"

#define N_COLUMNS 9
#define COLUMNS "kind, algorithm, operations, memory, salt, nonce, sealed, fingerprint, wrapped_by"

gboolean
mdg_renewal_begin (MdgDatabase *database, gint64 when, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "INSERT OR REPLACE INTO vault_renewal VALUES (1, ?)", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, when);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_renewal_is_due (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT 1 FROM vault_renewal", NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row;
}

/* a copy that is damaged ----------------------------------------------------------------------- */

/* The wraps of @from for those of @to. */
static gboolean
copy_wraps (sqlite3 *from, sqlite3 *to)
{
  sqlite3_stmt *read = NULL, *write = NULL;
  int result = SQLITE_ERROR;

  if (sqlite3_prepare_v2 (from, "SELECT " COLUMNS " FROM vault_key", -1, &read, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (
             to, "INSERT INTO vault_key (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", -1,
             &write, NULL)
             == SQLITE_OK)
    while ((result = sqlite3_step (read)) == SQLITE_ROW)
      {
        for (int i = 0; i < N_COLUMNS; i++)
          sqlite3_bind_value (write, i + 1, sqlite3_column_value (read, i));
        if (sqlite3_step (write) != SQLITE_DONE)
          break;
        sqlite3_reset (write);
      }
  sqlite3_finalize (read);
  sqlite3_finalize (write);
  return result == SQLITE_DONE;
}

static gboolean
run (sqlite3 *handle, const char *sql)
{
  return sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* With secure_delete nothing of the former wraps stays in the file; with the last line, in its log.
 */
static gboolean
rewrap (MdgDatabase *database, const char *path)
{
  sqlite3 *copy = NULL;
  gboolean done = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
                      == SQLITE_OK
                  && run (copy, "PRAGMA secure_delete = ON; PRAGMA locking_mode = EXCLUSIVE;"
                                "BEGIN IMMEDIATE; DELETE FROM vault_key")
                  && copy_wraps (mdg_database_get_handle (database), copy)
                  && run (copy, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)");

  sqlite3_close (copy);
  return done;
}

/* Of what cannot be looked at, too: it may be one that opens. */
static gboolean
may_be_there (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Returns: (transfer full) (nullable) */
static GDir *
open_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  GDir *directory = g_dir_open (path, 0, &error);

  if (directory == NULL)
    g_warning ("whether copies are there that the former passphrase opens cannot be seen: %s",
               error->message);
  return directory;
}

/* Returns: how many could not be */
static guint
rewrap_damaged (MdgDatabase *database)
{
  const char *file = mdg_database_get_path (database);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *base = g_path_get_basename (file);
  g_autoptr (GDir) directory = open_folder (folder);
  const char *name;
  guint n_left = directory == NULL ? 1 : 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, base, NULL);

      if (g_str_has_prefix (name, MDG_GENERATIONS_DAMAGED) && may_be_there (path)
          && !rewrap (database, path))
        n_left++;
    }
  return n_left;
}

/* all of them ---------------------------------------------------------------------------------- */

/* Whether the earlier states are renewed, and only what lies in damaged-… folders is left. */
static gboolean
has_generations_done (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT 1 FROM vault_renewal WHERE since < 0", NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row;
}

/* Returns: how many stay that are not of now. Those that were taken since they were renewed are
 * nobody's but the new passphrase's: they stay. */
static guint
renew_generations (MdgDatabase *database, gint64 when)
{
  g_autoptr (GError) error = NULL;
  guint n_left;

  if (has_generations_done (database))
    return 0;
  if (mdg_generation_renew (database, when, &n_left, &error))
    {
      if (!mdg_database_exec (database, "UPDATE vault_renewal SET since = -1", NULL))
        g_info ("the earlier states are renewed once more at the next opening");
      return 0;
    }
  g_warning ("the earlier states are not renewed, %u stay that the former passphrase opens: %s",
             n_left, error->message);
  return n_left;
}

guint
mdg_renewal_run (MdgDatabase *database, gint64 when)
{
  gboolean emptied;
  guint n_left;

  if (mdg_database_get_path (database) == NULL || !mdg_renewal_is_due (database))
    return 0;
  /* The former wraps are in the log, too. */
  emptied = mdg_database_exec (database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  n_left = rewrap_damaged (database) + renew_generations (database, when);
  if (n_left == 0 && (!emptied || !mdg_database_exec (database, "DELETE FROM vault_renewal", NULL)))
    g_info ("the renewal is done once more at the next opening");
  return n_left;
}

guint
mdg_renewal_count_set_aside (MdgDatabase *database)
{
  const char *file = mdg_database_get_path (database);
  g_autofree char *folder = file != NULL ? g_path_get_dirname (file) : NULL;
  g_autofree char *parent = file != NULL ? g_path_get_dirname (folder) : NULL;
  g_autofree char *base = file != NULL ? g_path_get_basename (folder) : NULL;
  g_autofree char *start = g_strconcat (base != NULL ? base : "", "-set-aside-", NULL);
  g_autoptr (GDir) directory = file != NULL ? open_folder (parent) : NULL;
  const char *name;
  guint n = file != NULL && directory == NULL ? 1 : 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    n += g_str_has_prefix (name, start);
  return n;
}
