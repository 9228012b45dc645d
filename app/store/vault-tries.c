/* vault-tries.c: how often the vault was tried in vain.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-tries.h"

#include "store/statement.h"

#define READ "SELECT n_wrong, tried_at FROM vault_try WHERE number = 1"
#define WRITE "INSERT OR REPLACE INTO vault_try VALUES (1, ?, ?)"

MdgVaultTries *
mdg_vault_tries_new (void)
{
  return g_atomic_rc_box_new0 (MdgVaultTries);
}

MdgVaultTries *
mdg_vault_tries_ref (MdgVaultTries *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mdg_vault_tries_unref (MdgVaultTries *self)
{
  g_atomic_rc_box_release (self);
}

static guint
as_count (gint64 number)
{
  return (guint)CLAMP (number, 0, G_MAXINT);
}

gboolean
mdg_vault_tries_read (MdgVaultTries *self, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;

  if (self->unwritten)
    return TRUE;
  statement = mdg_statement_new (database, READ, error);
  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  self->n_wrong = row ? as_count (mdg_statement_get_int (statement, 0)) : 0;
  self->tried_at = row ? mdg_statement_get_int (statement, 1) : 0;
  return TRUE;
}

void
mdg_vault_tries_write (MdgVaultTries *self, MdgDatabase *database, guint n_wrong, gint64 tried_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, WRITE, &error);

  self->n_wrong = n_wrong;
  self->tried_at = tried_at;
  if (statement != NULL)
    {
      mdg_statement_bind_int (statement, 0, n_wrong);
      mdg_statement_bind_int (statement, 1, tried_at);
      mdg_statement_run (statement, &error);
    }
  self->unwritten = error != NULL;
  if (error != NULL)
    g_warning ("the tries are counted in memory only: %s", error->message);
}

/* from one file to another --------------------------------------------------------------------- */

static sqlite3 *
open_file (const char *path, int flags)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
      /* Where it lies damaged, it stays as it is. */
      && (flags & SQLITE_OPEN_READWRITE
          || sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) == SQLITE_OK))
    return handle;
  sqlite3_close (handle);
  return NULL;
}

/* Returns: whether it can be said */
static gboolean
read_file (sqlite3 *handle, MdgVaultTries *tries)
{
  sqlite3_stmt *statement = NULL;
  int result = SQLITE_ERROR;

  if (sqlite3_prepare_v2 (handle, READ, -1, &statement, NULL) == SQLITE_OK)
    result = sqlite3_step (statement);
  *tries = (MdgVaultTries){ 0 };
  if (result == SQLITE_ROW)
    {
      tries->n_wrong = as_count (sqlite3_column_int64 (statement, 0));
      tries->tried_at = sqlite3_column_int64 (statement, 1);
    }
  sqlite3_finalize (statement);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
write_file (sqlite3 *handle, const MdgVaultTries *tries)
{
  sqlite3_stmt *statement = NULL;
  int result = SQLITE_ERROR;

  if (sqlite3_prepare_v2 (handle, WRITE, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_int64 (statement, 1, tries->n_wrong) == SQLITE_OK
      && sqlite3_bind_int64 (statement, 2, tries->tried_at) == SQLITE_OK)
    result = sqlite3_step (statement);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

void
mdg_vault_tries_carry (const char *from, const char *to)
{
  sqlite3 *left = open_file (from, SQLITE_OPEN_READONLY);
  MdgVaultTries tries = { 0 }, there;
  gboolean known = left != NULL && read_file (left, &tries);
  sqlite3 *handle;

  sqlite3_close (left);
  if (!known || tries.n_wrong == 0)
    return;
  handle = open_file (to, SQLITE_OPEN_READWRITE);
  if (handle == NULL || !read_file (handle, &there)
      || (there.n_wrong < tries.n_wrong && !write_file (handle, &tries)))
    g_info ("%u wrong tries are not counted in %s", tries.n_wrong, to);
  sqlite3_close (handle);
}
