/* statement.c: a prepared statement.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statement.h"

struct _MdgStatement
{
  MdgDatabase *database;
  sqlite3_stmt *handle;
};

MdgStatement *
mdg_statement_new (MdgDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *handle;
  MdgStatement *statement;

  g_return_val_if_fail (database != NULL && sql != NULL, NULL);

  handle = mdg_database_prepare (database, sql, error);
  if (handle == NULL)
    return NULL;
  statement = g_new0 (MdgStatement, 1);
  statement->database = database;
  statement->handle = handle;
  return statement;
}

void
mdg_statement_free (MdgStatement *statement)
{
  if (statement == NULL)
    return;
  mdg_database_put_back (statement->database, statement->handle);
  g_free (statement);
}

/* Only a wrong index or too little memory make a binding fail: faults of ours. */
static void
expect_bound (int result)
{
  if (result != SQLITE_OK)
    g_critical ("a value could not be bound: %s", sqlite3_errstr (result));
}

void
mdg_statement_bind_int (MdgStatement *statement, int index, gint64 value)
{
  expect_bound (sqlite3_bind_int64 (statement->handle, index + 1, value));
}

void
mdg_statement_bind_text (MdgStatement *statement, int index, const char *text)
{
  expect_bound (sqlite3_bind_text (statement->handle, index + 1, text, -1, SQLITE_TRANSIENT));
}

void
mdg_statement_bind_blob (MdgStatement *statement, int index, const void *data, gsize length)
{
  expect_bound (sqlite3_bind_blob64 (statement->handle, index + 1, data, length, SQLITE_TRANSIENT));
}

gboolean
mdg_statement_step (MdgStatement *statement, gboolean *row, GError **error)
{
  int result = sqlite3_step (statement->handle);

  if (row != NULL)
    *row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  g_propagate_error (error, mdg_database_error (statement->database, "running a statement"));
  return FALSE;
}

gboolean
mdg_statement_run (MdgStatement *statement, GError **error)
{
  gboolean done = mdg_statement_step (statement, NULL, error);

  mdg_statement_reset (statement);
  sqlite3_clear_bindings (statement->handle);
  return done;
}

gboolean
mdg_statement_change (MdgStatement *statement, const char *what, GError **error)
{
  if (!mdg_statement_run (statement, error))
    return FALSE;
  if (mdg_database_changes (statement->database) > 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no such %s", what);
  return FALSE;
}

void
mdg_statement_reset (MdgStatement *statement)
{
  sqlite3_reset (statement->handle);
}

gint64
mdg_statement_get_int (MdgStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

const char *
mdg_statement_get_text (MdgStatement *statement, int column)
{
  return (const char *)sqlite3_column_text (statement->handle, column);
}

const void *
mdg_statement_get_blob (MdgStatement *statement, int column, gsize *length)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  if (length != NULL)
    *length = (gsize)sqlite3_column_bytes (statement->handle, column);
  return data;
}

gboolean
mdg_statement_is_null (MdgStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}
