/* account-book.c: the list in the cache: what the service says is written down.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-book-private.h"

#define DIRTY_MAX 20000 /* with more, reading all of it is quicker */

static void
book_clear (gpointer data)
{
  MdgAccountBook *book = data;

  g_free (book->keeper);
  mdg_account_index_free (book->index);
  g_array_unref (book->dirty);
}

MdgAccountBook *
mdg_account_book_new (const char *keeper)
{
  MdgAccountBook *book = g_atomic_rc_box_new0 (MdgAccountBook);

  book->keeper = g_strdup (keeper);
  book->dirty = g_array_new (FALSE, FALSE, sizeof (gint64));
  return book;
}

MdgAccountBook *
mdg_account_book_ref (MdgAccountBook *book)
{
  return g_atomic_rc_box_acquire (book);
}

void
mdg_account_book_unref (MdgAccountBook *book)
{
  g_atomic_rc_box_release_full (book, book_clear);
}

void
mdg_account_book_doubt (MdgAccountBook *book)
{
  g_atomic_int_set (&book->doubted, TRUE);
}

/* Statements ---------------------------------------------------------------------------------- */

gboolean
mdg_book_run (MdgStatement *statement, gboolean *found, GError **error)
{
  gboolean row = FALSE, good = statement != NULL && mdg_statement_step (statement, &row, error);

  if (found != NULL)
    *found = row;
  return good;
}

gboolean
mdg_book_change_with (MdgAccountBook *book,
                      MdgDatabase *database,
                      const char *sql,
                      const MdgBound *values,
                      gsize n,
                      GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (book, database, sql, error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (values[i].is_text)
      mdg_statement_bind_text (statement, (int)i + 1, values[i].text);
    else
      mdg_statement_bind_int (statement, (int)i + 1, values[i].number);
  return mdg_statement_run (statement, error);
}

GPtrArray *
mdg_book_read_all (MdgStatement *statement,
                   gpointer (*read) (MdgStatement *),
                   GDestroyNotify free_item,
                   GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);

  for (;;)
    {
      gboolean found;

      if (!mdg_book_run (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&items);
      g_ptr_array_add (items, read (statement));
    }
}

static gboolean
make_list (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "INSERT INTO account_list (keeper) VALUES (?)"
                           " ON CONFLICT (keeper) DO NOTHING",
                           error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, book->keeper);
  return mdg_statement_run (statement, error);
}

static gboolean
read_list (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT id, load_round, (SELECT count(*) FROM listed WHERE list = account_list.id),"
      " (SELECT coalesce (max (number), 0) FROM listed) FROM account_list WHERE keeper = ?",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, book->keeper);
  if (!mdg_statement_step (statement, &row, error))
    return FALSE;
  book->list = row ? mdg_statement_get_int (statement, 0) : 0;
  book->load_round = row ? mdg_statement_get_int (statement, 1) : 0;
  book->n_rows = row ? mdg_statement_get_int (statement, 2) : 0;
  book->max_number = row ? mdg_statement_get_int (statement, 3) : 0;
  return TRUE;
}

static gboolean
open_list (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  if (g_atomic_int_compare_and_exchange (&book->doubted, TRUE, FALSE))
    {
      book->list = 0;
      mdg_book_touch_all (book);
    }
  if (book->list != 0)
    return TRUE;
  if (!read_list (book, database, error))
    return FALSE;
  return book->list != 0
         || (make_list (book, database, error) && read_list (book, database, error));
}

MdgStatement *
mdg_book_prepare (MdgAccountBook *book, MdgDatabase *database, const char *sql, GError **error)
{
  MdgStatement *statement = NULL;

  if (open_list (book, database, error))
    statement = mdg_statement_new (database, sql, error);
  if (statement != NULL)
    mdg_statement_bind_int (statement, 0, book->list);
  return statement;
}

void
mdg_book_touch (MdgAccountBook *book, gint64 number)
{
  if (book->index == NULL)
    return;
  if (book->dirty->len >= DIRTY_MAX)
    mdg_book_touch_all (book);
  else
    g_array_append_val (book->dirty, number);
}

void
mdg_book_touch_all (MdgAccountBook *book)
{
  g_clear_pointer (&book->index, mdg_account_index_free);
  g_array_set_size (book->dirty, 0);
  book->indexed = FALSE;
  book->indexed_to = 0;
}

/* How it stands ------------------------------------------------------------------------------- */

void
mdg_book_state_free (MdgBookState *state)
{
  if (state == NULL)
    return;
  g_free (state->load_after);
  g_free (state->mail_after);
  g_free (state);
}

MdgBookState *
mdg_account_book_get_state (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgBookState) state = g_new0 (MdgBookState, 1);
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "SELECT revision, load_after, applications_revision, synced_at, n_expected,"
      " (SELECT max (mail_id) FROM mail WHERE list = ?1), n_waiting, n_conflicts, n_refused"
      " FROM account_list WHERE id = ?1",
      error);
  gboolean row;

  if (!mdg_book_run (statement, &row, error))
    return NULL;
  if (!row)
    {
      /* The cache was emptied. */
      mdg_account_book_doubt (book);
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "the list is gone");
      return NULL;
    }
  state->revision = mdg_statement_get_int (statement, 0);
  state->load_after = g_strdup (mdg_statement_get_text (statement, 1));
  state->applications_revision = mdg_statement_get_int (statement, 2);
  state->synced_at = mdg_statement_get_int (statement, 3);
  state->n_expected = mdg_statement_get_int (statement, 4);
  state->mail_after = g_strdup (mdg_statement_get_text (statement, 5));
  state->n_waiting = (guint)mdg_statement_get_int (statement, 6);
  state->n_conflicts = (guint)mdg_statement_get_int (statement, 7);
  state->n_refused = (guint)mdg_statement_get_int (statement, 8);
  state->n_accounts = book->n_rows;
  return g_steal_pointer (&state);
}

gboolean
mdg_account_book_set_synced (MdgAccountBook *book,
                             MdgDatabase *database,
                             gint64 now,
                             GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "UPDATE account_list SET synced_at = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, now);
  return mdg_statement_run (statement, error);
}
