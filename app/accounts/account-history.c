/* account-history.c: what happened to the accounts of a list (履歴).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-history.h"

#include "accounts/account-book-private.h"

#define MAX_TEXT G_STRINGIFY (MDG_HISTORY_MAX)

void
mdg_account_event_free (MdgAccountEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->before);
  g_free (event->after);
  g_free (event->by_whom);
  g_free (event);
}

/* What both ways of adding have in common; the account is the second parameter. */
static gboolean
insert (MdgStatement *statement,
        MdgAccountEventKind kind,
        const char *after,
        const char *by_whom,
        gint64 now,
        GError **error)
{
  mdg_statement_bind_int (statement, 2, now);
  mdg_statement_bind_int (statement, 3,
                          kind == MDG_EVENT_REFUSED ? MDG_SIDE_SERVICE : MDG_SIDE_HERE);
  mdg_statement_bind_int (statement, 4, kind);
  mdg_statement_bind_text (statement, 5, after);
  mdg_statement_bind_text (statement, 6, by_whom != NULL ? by_whom : "");
  return mdg_statement_run (statement, error);
}

gboolean
mdg_account_history_add (MdgAccountBook *book,
                         MdgDatabase *database,
                         const char *account_id,
                         MdgAccountEventKind kind,
                         const char *after,
                         const char *by_whom,
                         gint64 now,
                         GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "INSERT INTO account_event (list, account_id, at, side, kind, after, by_whom)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, account_id);
  return insert (statement, kind, after, by_whom, now, error);
}

gboolean
mdg_account_history_add_for_entry (MdgAccountBook *book,
                                   MdgDatabase *database,
                                   gint64 entry,
                                   MdgAccountEventKind kind,
                                   const char *after,
                                   const char *by_whom,
                                   gint64 now,
                                   GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "INSERT INTO account_event (list, account_id, at, side, kind, after, by_whom)"
      " SELECT list, account_id, ?3, ?4, ?5, ?6, ?7 FROM outbox"
      " WHERE list = ?1 AND number = ?2 AND account_id IS NOT NULL",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, entry);
  return insert (statement, kind, after, by_whom, now, error);
}

gboolean
mdg_account_history_add_refusal (MdgAccountBook *book,
                                 MdgDatabase *database,
                                 gint64 entry,
                                 const GError *reason,
                                 gint64 now,
                                 GError **error)
{
  MdgErrorCode code = reason->domain == MDG_ERROR ? (MdgErrorCode)reason->code : MDG_ERROR_FAILED;

  return mdg_account_history_add_for_entry (book, database, entry, MDG_EVENT_REFUSED,
                                            mdg_error_code_nick (code), NULL, now, error);
}

static MdgAccountEvent *
read_event (MdgStatement *statement)
{
  MdgAccountEvent *event = g_new0 (MdgAccountEvent, 1);

  event->at = mdg_statement_get_int (statement, 0);
  event->side = (MdgAccountEventSide)mdg_statement_get_int (statement, 1);
  event->kind = (int)mdg_statement_get_int (statement, 2);
  event->before = g_strdup (mdg_statement_get_text (statement, 3));
  event->after = g_strdup (mdg_statement_get_text (statement, 4));
  event->by_whom = g_strdup (mdg_statement_get_text (statement, 5));
  return event;
}

GPtrArray *
mdg_account_history_list (MdgAccountBook *book,
                          MdgDatabase *database,
                          const char *account_id,
                          GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_account_event_free);
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT at, side, kind, before, after, by_whom FROM account_event"
                          " WHERE list = ?1 AND account_id = ?2 ORDER BY number DESC"
                          " LIMIT " MAX_TEXT,
                          error);
  gboolean found;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 1, account_id);
  for (;;)
    {
      if (!mdg_book_run (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&events);
      g_ptr_array_add (events, read_event (statement));
    }
}

gboolean
mdg_account_history_set_heard (MdgAccountBook *book,
                               MdgDatabase *database,
                               gint64 now,
                               GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "UPDATE account_list SET heard_at = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, now);
  return mdg_statement_run (statement, error);
}
