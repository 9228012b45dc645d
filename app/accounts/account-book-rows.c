/* account-book-rows.c: rows of the list as the service says them: page by page, or what changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-book-private.h"

#include <string.h>

/* Rows ---------------------------------------------------------------------------------------- */

#define ADD_ROW                                                                                    \
  "INSERT INTO listed (list, account_id, institution_code, institution_name, status, note,"        \
  " started_on, ended_on, suspended_on, revision, load_round)"                                     \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"

/* A row of an earlier load gives way to whatever this load says: the service may have begun anew.
 */
#define PUT_ROW                                                                                    \
  ADD_ROW                                                                                          \
  " ON CONFLICT (list, account_id) DO UPDATE SET institution_code = excluded.institution_code,"    \
  " institution_name = excluded.institution_name, status = excluded.status,"                       \
  " note = excluded.note, started_on = excluded.started_on, ended_on = excluded.ended_on,"         \
  " suspended_on = excluded.suspended_on, revision = excluded.revision,"                           \
  " load_round = excluded.load_round"                                                              \
  " WHERE excluded.revision >= listed.revision OR excluded.load_round > listed.load_round"         \
  " RETURNING number, my_note IS NOT NULL"

/* Whether what waits is to be laid over rows that come (back): few lists have anything waiting. */
static gboolean
is_anything_open (MdgAccountBook *book, MdgDatabase *database, gboolean *open, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "SELECT n_waiting + n_conflicts > 0 FROM account_list WHERE id = ?1", error);
  gboolean found = FALSE;

  if (!mdg_book_run (statement, &found, error))
    return FALSE;
  *open = found && mdg_statement_get_int (statement, 0) != 0;
  return TRUE;
}

/* An edit that was never sent may as well be one of the newest revision, as long as the 備考 that
 * the person saw still stands there. */
static gboolean
move_base (MdgAccountBook *book, MdgDatabase *database, const MdgAccount *account, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "UPDATE outbox SET base_revision = ?4 WHERE list = ?1 AND account_id = ?2"
                          " AND kind = 0 AND state = 0 AND tries = 0 AND base_note = ?3",
                          error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, account->id);
  mdg_statement_bind_text (statement, 2, account->note);
  mdg_statement_bind_int (statement, 3, account->revision);
  return mdg_statement_run (statement, error);
}

static void
bind_row (MdgStatement *statement, const MdgAccount *account, gint64 load_round)
{
  mdg_statement_bind_text (statement, 1, account->id);
  mdg_statement_bind_text (statement, 2, account->institution_code);
  mdg_statement_bind_text (statement, 3, account->institution_name);
  mdg_statement_bind_int (statement, 4, account->status);
  mdg_statement_bind_text (statement, 5, account->note);
  mdg_statement_bind_text (statement, 6, account->started_on);
  mdg_statement_bind_text (statement, 7, account->ended_on);
  mdg_statement_bind_text (statement, 8, account->suspended_on);
  mdg_statement_bind_int (statement, 9, account->revision);
  mdg_statement_bind_int (statement, 10, load_round);
}

/* A row that was not there before. @open: what waits in the outbox may be about it, and is laid
 * over. */
static gboolean
enter_row (MdgAccountBook *book,
           MdgDatabase *database,
           const MdgAccount *account,
           gint64 number,
           gboolean open,
           GError **error)
{
  book->max_number = number;
  book->n_rows++;
  return !open
         || (mdg_book_lay_over (book, database, account->id, error)
             && move_base (book, database, account, error));
}

/* One that was there keeps what lies over it. */
static gboolean
put_row (MdgAccountBook *book,
         MdgDatabase *database,
         MdgStatement *statement,
         const MdgAccount *account,
         gint64 load_round,
         gboolean open,
         GError **error)
{
  gboolean row = FALSE, edited = FALSE;
  gint64 number = 0;

  bind_row (statement, account, load_round);
  if (!mdg_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      number = mdg_statement_get_int (statement, 0);
      edited = mdg_statement_get_int (statement, 1) != 0;
      mdg_book_touch (book, number);
      /* What RETURNING gives comes before the statement is done. */
      if (!mdg_statement_step (statement, NULL, error))
        return FALSE;
    }
  mdg_statement_reset (statement);
  if (number > book->max_number)
    return enter_row (book, database, account, number, open, error);
  return !edited || move_base (book, database, account, error);
}

static gboolean
put_rows (MdgAccountBook *book,
          MdgDatabase *database,
          const MdgPage *page,
          gboolean open,
          GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (book, database, PUT_ROW, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < page->items->len; i++)
    if (!put_row (book, database, statement, page->items->pdata[i], book->load_round, open, error))
      return FALSE;
  return TRUE;
}

/* Whether the page's rows come in their order and behind all that are here, as they do the first
 * time: then none of them can be here, and they are entered without a look at each. */
static gboolean
is_behind_all (MdgAccountBook *book,
               MdgDatabase *database,
               const MdgPage *page,
               gboolean *behind,
               GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  const MdgAccount *before = NULL;
  gboolean found = FALSE;

  *behind = FALSE;
  for (guint i = 0; i < page->items->len; i++)
    {
      const MdgAccount *account = page->items->pdata[i];

      if (before != NULL && strcmp (before->id, account->id) >= 0)
        return TRUE;
      before = account;
    }
  if (before == NULL)
    return TRUE;
  statement = mdg_book_prepare (
      book, database, "SELECT 1 FROM listed WHERE list = ?1 AND account_id >= ?2 LIMIT 1", error);
  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, ((const MdgAccount *)page->items->pdata[0])->id);
  if (!mdg_book_run (statement, &found, error))
    return FALSE;
  *behind = !found;
  return TRUE;
}

static gboolean
add_rows (MdgAccountBook *book,
          MdgDatabase *database,
          const MdgPage *page,
          gboolean open,
          GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (book, database, ADD_ROW, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < page->items->len; i++)
    {
      const MdgAccount *account = page->items->pdata[i];

      bind_row (statement, account, book->load_round);
      if (!mdg_statement_step (statement, NULL, error))
        return FALSE;
      mdg_statement_reset (statement);
      mdg_book_touch (book, mdg_database_last_rowid (database));
      if (!enter_row (book, database, account, mdg_database_last_rowid (database), open, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mdg_account_book_put (MdgAccountBook *book,
                      MdgDatabase *database,
                      const MdgAccount *account,
                      GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (book, database, PUT_ROW, error);
  gboolean open = FALSE;

  /* What did not come from the service goes with the next whole list, also with one that is being
   * fetched already. */
  return statement != NULL && is_anything_open (book, database, &open, error)
         && put_row (book, database, statement, account,
                     account->revision > 0 ? book->load_round : 0, open, error);
}

/* Loads --------------------------------------------------------------------------------------- */

gboolean
mdg_account_book_begin_load (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) mail
      = mdg_book_prepare (book, database, "DELETE FROM mail WHERE list = ?1", error);
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "UPDATE account_list SET load_round = load_round + 1, load_after = '', load_revision = -1,"
      " revision = -1, applications_revision = -1, n_expected = 0 WHERE id = ?1"
      " RETURNING load_round",
      error);

  /* The other lists have begun anew, too. */
  if (!mdg_book_run (mail, NULL, error) || !mdg_book_run (statement, NULL, error))
    return FALSE;
  book->load_round = mdg_statement_get_int (statement, 0);
  return mdg_statement_step (statement, NULL, error);
}

static gboolean
take_old_away (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "DELETE FROM listed WHERE list = ?1 AND load_round < ?2", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, book->load_round);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  if (mdg_database_changes (database) > 0)
    {
      /* Their numbers may be given again: what the book counts by is read anew. */
      mdg_account_book_doubt (book);
    }
  return TRUE;
}

/* The changes begin where the first page was made. */
gboolean
mdg_account_book_add_page (MdgAccountBook *book,
                           MdgDatabase *database,
                           const MdgPage *page,
                           GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  gboolean open = FALSE, behind = FALSE;

  if (!is_anything_open (book, database, &open, error)
      || !is_behind_all (book, database, page, &behind, error)
      || !(behind ? add_rows : put_rows) (book, database, page, open, error))
    return FALSE;
  statement = mdg_book_prepare (
      book, database,
      "UPDATE account_list SET load_after = ?2, n_expected = ?4,"
      " load_revision = CASE WHEN load_revision < 0 THEN ?3 ELSE load_revision END,"
      " revision = CASE WHEN ?2 IS NOT NULL THEN -1 WHEN load_revision < 0 THEN ?3"
      " ELSE load_revision END WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, page->next);
  mdg_statement_bind_int (statement, 2, page->revision);
  mdg_statement_bind_int (statement, 3, page->total);
  return mdg_statement_run (statement, error)
         && (page->next != NULL || take_old_away (book, database, error));
}

gboolean
mdg_account_book_add_changes (MdgAccountBook *book,
                              MdgDatabase *database,
                              const MdgPage *page,
                              GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  gint64 revision = page->revision;
  gboolean open = FALSE;

  if (!is_anything_open (book, database, &open, error)
      || !put_rows (book, database, page, open, error))
    return FALSE;
  if (page->next != NULL)
    revision = ((const MdgAccount *)page->items->pdata[page->items->len - 1])->revision;
  statement = mdg_book_prepare (
      book, database, "UPDATE account_list SET revision = ?2, n_expected = ?3 WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, revision);
  mdg_statement_bind_int (statement, 2, page->total);
  return mdg_statement_run (statement, error);
}
