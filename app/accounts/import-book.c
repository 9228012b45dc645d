/* import-book.c: a judged plan carried out in the cache, and taken back.
 *
 * A change is made only where the account still is as the plan saw it; it is taken back only where
 * it still is as the import left it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/import-book.h"

#include "accounts/account-book-private.h"
#include "accounts/account-history.h"
#include "accounts/outbox.h"

#define RUNS_KEPT "10"

enum
{
  BEFORE,
  AFTER
};

/* The account as it is shown, NULL when it is not on the list; FALSE with @error. */
static gboolean
look_up (MdgAccountBook *book,
         MdgDatabase *database,
         const char *account_id,
         MdgAccountRow **row,
         GError **error)
{
  g_autoptr (GError) fault = NULL;

  *row = mdg_account_book_get_account (book, database, account_id, &fault);
  if (*row != NULL || g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
is_alike (const MdgAccount *a, const MdgAccount *b)
{
  for (int i = 0; i < MDG_N_COLUMNS; i++)
    if (!g_str_equal (mdg_account_column_text (a, (MdgAccountColumn)i),
                      mdg_account_column_text (b, (MdgAccountColumn)i)))
      return FALSE;
  return TRUE;
}

/* Keeping what was ---------------------------------------------------------------------------- */

static gboolean
begin_run (MdgAccountBook *book, MdgDatabase *database, gint64 now, gint64 *run, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "INSERT INTO import_run (list, applied_at) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, now);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  *run = mdg_database_last_rowid (database);
  return TRUE;
}

static gboolean
keep (MdgStatement *statement, gint64 run, const MdgAccount *account, int side, GError **error)
{
  mdg_statement_bind_int (statement, 0, run);
  mdg_statement_bind_text (statement, 1, account->id);
  mdg_statement_bind_int (statement, 2, side);
  mdg_statement_bind_text (statement, 3, account->institution_code);
  mdg_statement_bind_text (statement, 4, account->institution_name);
  mdg_statement_bind_int (statement, 5, account->status);
  mdg_statement_bind_text (statement, 6, account->note);
  mdg_statement_bind_text (statement, 7, account->started_on);
  mdg_statement_bind_text (statement, 8, account->ended_on);
  mdg_statement_bind_text (statement, 9, account->suspended_on);
  mdg_statement_bind_int (statement, 10, account->revision);
  return mdg_statement_run (statement, error);
}

static gboolean
end_run (MdgAccountBook *book, MdgDatabase *database, const MdgImportCount *count, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "UPDATE import_run SET n_added = ?3, n_changed = ?4 WHERE list = ?1 AND run = ?2", error);
  g_autoptr (MdgStatement) old = mdg_book_prepare (
      book, database,
      "DELETE FROM import_run WHERE list = ?1 AND run NOT IN (SELECT run FROM import_run"
      " WHERE list = ?1 ORDER BY run DESC LIMIT " RUNS_KEPT ")",
      error);

  if (statement == NULL || old == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, count->run);
  mdg_statement_bind_int (statement, 2, count->n_added);
  mdg_statement_bind_int (statement, 3, count->n_changed);
  return mdg_statement_run (statement, error) && mdg_statement_run (old, error);
}

static gboolean
drop_run (MdgDatabase *database, gint64 run, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM import_run WHERE run = ?1", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, run);
  return mdg_statement_run (statement, error);
}

/* Carrying out -------------------------------------------------------------------------------- */

typedef struct
{
  MdgAccountBook *book;
  MdgDatabase *database;
  MdgStatement *keeping;
  gint64 now;
  gboolean whole; /* the service's whole list has been here */
  MdgImportCount *count;
} Work;

/* The row is still as the plan saw it; none is added to the service's list. */
static gboolean
is_as_seen (const Work *work, const MdgImportRow *row, const MdgAccountRow *shown)
{
  if (row->verdict == MDG_IMPORT_ADD && work->whole)
    return FALSE;
  if (shown == NULL || row->now == NULL)
    return shown == NULL && row->now == NULL;
  return (shown->account->revision > 0) == (row->now->revision > 0)
         && is_alike (shown->account, row->now);
}

static gboolean
apply_row (Work *work, const MdgImportRow *row, GError **error)
{
  g_autoptr (MdgAccountRow) shown = NULL;
  gboolean good;

  if (!look_up (work->book, work->database, row->wanted->id, &shown, error))
    return FALSE;
  if (!is_as_seen (work, row, shown))
    {
      work->count->n_overtaken++;
      return TRUE;
    }
  if (row->now != NULL && row->now->revision > 0)
    good = mdg_outbox_add_note_to (work->book, work->database, shown, row->wanted->note, NULL,
                                   work->now, error);
  else
    good = mdg_account_book_put (work->book, work->database, row->wanted, error);
  if (!good
      || (row->now != NULL && !keep (work->keeping, work->count->run, row->now, BEFORE, error)))
    return FALSE;
  if (row->now == NULL)
    work->count->n_added++;
  else
    work->count->n_changed++;
  return keep (work->keeping, work->count->run, row->wanted, AFTER, error);
}

static gboolean
apply_rows (Work *work, MdgImportPlan *plan, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MdgImportRow *row = plan->rows->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          mdg_account_book_doubt (work->book); /* it is rolled back */
          return FALSE;
        }
      g_atomic_int_set (&plan->n_applied, (int)i);
      if ((row->verdict == MDG_IMPORT_ADD || row->verdict == MDG_IMPORT_CHANGE)
          && !apply_row (work, row, error))
        return FALSE;
    }
  return TRUE;
}

static MdgStatement *
prepare_keeping (MdgDatabase *database, GError **error)
{
  return mdg_statement_new (
      database,
      "INSERT INTO import_change (run, account_id, side, institution_code, institution_name,"
      " status, note, started_on, ended_on, suspended_on, revision)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      error);
}

gboolean
mdg_import_book_apply (MdgAccountBook *book,
                       MdgDatabase *database,
                       MdgImportPlan *plan,
                       gint64 now,
                       GCancellable *cancellable,
                       MdgImportCount *count,
                       GError **error)
{
  g_autoptr (MdgStatement) keeping = prepare_keeping (database, error);
  g_autoptr (MdgBookState) state = NULL;
  Work work = { book, database, keeping, now, FALSE, count };

  *count = (MdgImportCount){ 0 };
  if (keeping != NULL)
    state = mdg_account_book_get_state (book, database, error);
  if (state == NULL)
    return FALSE;
  work.whole = state->synced_at > 0 || state->revision >= 0;
  if (!mdg_account_history_set_heard (book, database, now, error)
      || !begin_run (book, database, now, &count->run, error)
      || !apply_rows (&work, plan, cancellable, error))
    return FALSE;
  if (count->n_added + count->n_changed > 0)
    return end_run (book, database, count, error);
  if (!drop_run (database, count->run, error))
    return FALSE;
  count->run = 0;
  return TRUE;
}

/* Taking back --------------------------------------------------------------------------------- */

static MdgAccount *
read_kept (MdgStatement *statement)
{
  MdgAccount *account = mdg_account_new ();

  account->id = g_strdup (mdg_statement_get_text (statement, 0));
  account->institution_code = g_strdup (mdg_statement_get_text (statement, 2));
  account->institution_name = g_strdup (mdg_statement_get_text (statement, 3));
  account->status = (MdgAccountStatus)mdg_statement_get_int (statement, 4);
  account->note = g_strdup (mdg_statement_get_text (statement, 5));
  account->started_on = g_strdup (mdg_statement_get_text (statement, 6));
  account->ended_on = g_strdup (mdg_statement_get_text (statement, 7));
  account->suspended_on = g_strdup (mdg_statement_get_text (statement, 8));
  account->revision = mdg_statement_get_int (statement, 9);
  return account;
}

/* The row of an import goes as it came. The book is doubted in the end. */
static gboolean
take_off (Work *work, const MdgAccountRow *shown, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      work->book, work->database, "DELETE FROM listed WHERE list = ?1 AND number = ?2", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, shown->number);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  return TRUE;
}

/* @before: (nullable) */
static gboolean
undo_row (Work *work, const MdgAccount *before, const MdgAccount *after, GError **error)
{
  g_autoptr (MdgAccountRow) shown = NULL;
  gboolean imported;

  if (!look_up (work->book, work->database, after->id, &shown, error))
    return FALSE;
  imported = before == NULL || before->revision == 0;
  if (shown == NULL || (imported && (shown->account->revision > 0 || shown->pending != 0))
      || (imported ? !is_alike (shown->account, after)
                   : !g_str_equal (shown->account->note, after->note)))
    {
      work->count->n_overtaken++;
      return TRUE;
    }
  if (before == NULL)
    {
      work->count->n_added++;
      return take_off (work, shown, error);
    }
  work->count->n_changed++;
  if (imported)
    return mdg_account_book_put (work->book, work->database, before, error);
  return mdg_outbox_add_note_to (work->book, work->database, shown, before->note, NULL, work->now,
                                 error);
}

static gboolean
undo_rows (Work *work, gint64 run, GCancellable *cancellable, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      work->database,
      "SELECT account_id, side, institution_code, institution_name, status, note, started_on,"
      " ended_on, suspended_on, revision FROM import_change WHERE run = ?1"
      " ORDER BY account_id, side",
      error);
  g_autoptr (MdgAccount) before = NULL;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, run);
  for (;;)
    {
      g_autoptr (MdgAccount) kept = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          mdg_account_book_doubt (work->book); /* it is rolled back */
          return FALSE;
        }
      if (!mdg_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kept = read_kept (statement);
      if (mdg_statement_get_int (statement, 1) == BEFORE)
        {
          g_clear_pointer (&before, mdg_account_free);
          before = g_steal_pointer (&kept);
          continue;
        }
      if (!undo_row (work, before, kept, error))
        return FALSE;
      g_clear_pointer (&before, mdg_account_free);
    }
}

gboolean
mdg_import_book_undo (MdgAccountBook *book,
                      MdgDatabase *database,
                      gint64 run,
                      gint64 now,
                      GCancellable *cancellable,
                      MdgImportCount *count,
                      GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "UPDATE import_run SET undone_at = ?3 WHERE list = ?1 AND run = ?2 AND undone_at = 0", error);
  Work work = { book, database, NULL, now, FALSE, count };

  *count = (MdgImportCount){ .run = run };
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, run);
  mdg_statement_bind_int (statement, 2, now);
  if (!mdg_statement_change (statement, "import to take back", error)
      || !mdg_account_history_set_heard (book, database, now, error)
      || !undo_rows (&work, run, cancellable, error))
    return FALSE;
  /* Rows went, and with them what the book counts by. */
  if (count->n_added > 0)
    mdg_account_book_doubt (book);
  return TRUE;
}

static gpointer
read_run (MdgStatement *statement)
{
  MdgImportRun *run = g_new0 (MdgImportRun, 1);

  run->run = mdg_statement_get_int (statement, 0);
  run->applied_at = mdg_statement_get_int (statement, 1);
  run->undone_at = mdg_statement_get_int (statement, 2);
  run->n_added = (guint)mdg_statement_get_int (statement, 3);
  run->n_changed = (guint)mdg_statement_get_int (statement, 4);
  return run;
}

GPtrArray *
mdg_import_book_get_runs (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "SELECT run, applied_at, undone_at, n_added, n_changed FROM import_run WHERE list = ?1"
      " ORDER BY run DESC",
      error);

  return mdg_book_read_all (statement, read_run, g_free, error);
}
