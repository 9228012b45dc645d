/* account-look.c: looking through the list in the cache: rows, and which of them in what order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-book-private.h"

#define WARM_ROWS 5000 /* read in one go: some 10 ms */
#define WARM_TEXT "5000"

/* Rows ---------------------------------------------------------------------------------------- */

#define ROW_COLUMNS                                                                                \
  "SELECT number, account_id, institution_code, institution_name, coalesce (my_status, status),"   \
  " coalesce (my_note, note), started_on, ended_on, suspended_on, revision,"                       \
  " my_note IS NOT NULL, my_status IS NOT NULL,"                                                   \
  " my_note IS NOT NULL AND EXISTS (SELECT 1 FROM outbox WHERE outbox.list = listed.list"          \
  "  AND outbox.account_id = listed.account_id AND outbox.state = 2)"                              \
  " FROM listed WHERE list = ?1 "

static char *
dup_text (MdgStatement *statement, int column)
{
  return g_strdup (mdg_statement_get_text (statement, column));
}

static MdgAccountRow *
read_row (MdgStatement *statement)
{
  MdgAccountRow *row = g_new0 (MdgAccountRow, 1);
  MdgAccount *account = mdg_account_new ();

  row->number = mdg_statement_get_int (statement, 0);
  row->account = account;
  account->id = dup_text (statement, 1);
  account->institution_code = dup_text (statement, 2);
  account->institution_name = dup_text (statement, 3);
  account->status = (MdgAccountStatus)mdg_statement_get_int (statement, 4);
  account->note = dup_text (statement, 5);
  account->started_on = dup_text (statement, 6);
  account->ended_on = dup_text (statement, 7);
  account->suspended_on = dup_text (statement, 8);
  account->revision = mdg_statement_get_int (statement, 9);
  mdg_account_id_check (account->id, &row->kind);
  row->pending = (mdg_statement_get_int (statement, 10) ? MDG_PENDING_NOTE : 0u)
                 | (mdg_statement_get_int (statement, 11) ? MDG_PENDING_CANCELLATION : 0u)
                 | (mdg_statement_get_int (statement, 12) ? MDG_PENDING_CONFLICT : 0u);
  return row;
}

static void
free_row (gpointer row)
{
  mdg_account_row_free (row);
}

GPtrArray *
mdg_account_book_get_rows (MdgAccountBook *book,
                           MdgDatabase *database,
                           const gint64 *numbers,
                           guint n,
                           GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, ROW_COLUMNS "AND number = ?2", error);

  for (guint i = 0; i < n; i++)
    {
      gboolean found;

      if (statement == NULL)
        return NULL;
      mdg_statement_bind_int (statement, 1, numbers[i]);
      if (!mdg_book_run (statement, &found, error))
        return NULL;
      g_ptr_array_add (rows, found ? read_row (statement) : NULL);
      mdg_statement_reset (statement);
    }
  return g_steal_pointer (&rows);
}

MdgAccountRow *
mdg_account_book_get_account (MdgAccountBook *book,
                              MdgDatabase *database,
                              const char *account_id,
                              GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, ROW_COLUMNS "AND account_id = ?2", error);
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, account_id);
  if (!mdg_book_run (statement, &found, error))
    return NULL;
  if (found)
    return read_row (statement);
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no such account on the list");
  return NULL;
}

/* The index ----------------------------------------------------------------------------------- */

#define INDEX_COLUMNS                                                                              \
  "SELECT number, account_id, coalesce (my_note, note), institution_code, institution_name,"       \
  " coalesce (my_status, status), started_on, ended_on, suspended_on,"                             \
  " my_note IS NOT NULL OR my_status IS NOT NULL FROM listed WHERE list = ?1 "

static void
index_row (MdgAccountBook *book, MdgStatement *statement)
{
  MdgIndexed row = {
    .number = mdg_statement_get_int (statement, 0),
    .id = mdg_statement_get_text (statement, 1),
    .note = mdg_statement_get_text (statement, 2),
    .institution_code = mdg_statement_get_text (statement, 3),
    .institution_name = mdg_statement_get_text (statement, 4),
    .status = (MdgAccountStatus)mdg_statement_get_int (statement, 5),
    .started_on = mdg_statement_get_text (statement, 6),
    .ended_on = mdg_statement_get_text (statement, 7),
    .suspended_on = mdg_statement_get_text (statement, 8),
    .pending = mdg_statement_get_int (statement, 9) != 0,
  };

  mdg_account_index_put (book->index, &row);
}

gboolean
mdg_account_book_warm_up (MdgAccountBook *book,
                          MdgDatabase *database,
                          gboolean *more,
                          GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      INDEX_COLUMNS "AND number > ?2 AND number <= ?3 ORDER BY number LIMIT " WARM_TEXT, error);
  guint n = 0;

  *more = FALSE;
  if (statement == NULL)
    return FALSE;
  if (book->indexed)
    return TRUE;
  if (book->index == NULL)
    book->index = mdg_account_index_new ();
  mdg_statement_bind_int (statement, 1, book->indexed_to);
  mdg_statement_bind_int (statement, 2, G_MAXINT64);
  for (;;)
    {
      gboolean found;

      if (!mdg_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        break;
      index_row (book, statement);
      book->indexed_to = mdg_statement_get_int (statement, 0);
      n++;
    }
  *more = n == WARM_ROWS;
  book->indexed = !*more;
  return TRUE;
}

/* Rows that changed since they were read. */
static gboolean
catch_up (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;

  if (book->dirty->len == 0)
    return TRUE;
  statement = mdg_book_prepare (book, database, INDEX_COLUMNS "AND number = ?2", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < book->dirty->len; i++)
    {
      gint64 number = g_array_index (book->dirty, gint64, i);
      gboolean found;

      mdg_statement_bind_int (statement, 1, number);
      if (!mdg_statement_step (statement, &found, error))
        return FALSE;
      if (found)
        index_row (book, statement);
      else
        mdg_account_index_remove (book->index, number);
      mdg_statement_reset (statement);
    }
  g_array_set_size (book->dirty, 0);
  return TRUE;
}

GArray *
mdg_account_book_first (MdgAccountBook *book, MdgDatabase *database, gint64 most, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "SELECT number FROM listed WHERE list = ?1 ORDER BY account_id LIMIT ?2",
      error);

  if (statement != NULL)
    mdg_statement_bind_int (statement, 1, most);
  for (;;)
    {
      gboolean found;
      gint64 number;

      if (!mdg_book_run (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&numbers);
      number = mdg_statement_get_int (statement, 0);
      g_array_append_val (numbers, number);
    }
}

GArray *
mdg_account_book_query (MdgAccountBook *book,
                        MdgDatabase *database,
                        const MdgAccountQuery *query,
                        GError **error)
{
  if (mdg_account_query_is_plain (query) && !book->indexed)
    /* Before the index is there the plain list comes from SQLite. */
    return mdg_account_book_first (book, database, -1, error);
  /* Another thread may doubt the book at any moment: its index is gone then, and is made anew. */
  do
    {
      gboolean more = TRUE;

      while (more)
        if (!mdg_account_book_warm_up (book, database, &more, error))
          return NULL;
      if (!catch_up (book, database, error))
        return NULL;
    }
  while (!book->indexed);
  return mdg_account_index_query (book->index, query);
}
