/* outbox-send.c: entries of the outbox on their way: taken, and what came of them.
 *
 * Entries about one account, and applications of one facility, are sent in their order: none while
 * an earlier one is not settled. Those about different ones do not wait for each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/outbox-private.h"

void
mdg_outbox_job_free (MdgOutboxJob *job)
{
  if (job == NULL)
    return;
  g_free (job->key);
  g_free (job->account_id);
  g_free (job->note);
  g_clear_pointer (&job->request, mdg_application_request_free);
  g_free (job);
}

static MdgOutboxJob *
read_job (MdgStatement *statement)
{
  MdgOutboxJob *job = g_new0 (MdgOutboxJob, 1);

  job->number = mdg_statement_get_int (statement, 0);
  job->kind = (MdgOutboxKind)mdg_statement_get_int (statement, 1);
  job->account_id = g_strdup (mdg_statement_get_text (statement, 4));
  job->note = g_strdup (mdg_statement_get_text (statement, 5));
  job->tries = (guint)mdg_statement_get_int (statement, 13) + 1;
  job->key = g_strdup (mdg_statement_get_text (statement, 14));
  job->base_revision = mdg_statement_get_int (statement, 15);
  if (job->kind == MDG_OUTBOX_APPLICATION)
    job->request = mdg_outbox_read_request (statement);
  return job;
}

MdgOutboxJob *
mdg_outbox_take (MdgAccountBook *book, MdgDatabase *database, gint64 after, GError **error)
{
  g_autoptr (MdgOutboxJob) job = NULL;
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      MDG_OUTBOX_COLUMNS
      "AND number > ?2 AND state <= 1 AND NOT EXISTS (SELECT 1 FROM outbox AS earlier"
      " WHERE earlier.list = outbox.list AND earlier.account_id IS outbox.account_id"
      " AND earlier.institution_code IS outbox.institution_code"
      " AND earlier.number < outbox.number AND earlier.state <= 2)"
      " ORDER BY number LIMIT 1",
      error);
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_int (statement, 1, after);
  if (!mdg_book_run (statement, &found, error))
    return NULL;
  if (!found)
    return g_new0 (MdgOutboxJob, 1);
  job = read_job (statement);
  mdg_statement_reset (statement);
  return mdg_book_change (book, database,
                          "UPDATE outbox SET state = 1, tries = tries + 1 WHERE list = ?1"
                          " AND number = ?2",
                          error, MDG_BIND_INT (job->number))
             ? g_steal_pointer (&job)
             : NULL;
}

gboolean
mdg_outbox_settle (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const MdgAccount *account,
                   const MdgAccountApplication *application,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (book, database, number, error);

  if (entry == NULL)
    return FALSE;
  if (application != NULL && !mdg_account_book_put_application (book, database, application, error))
    return FALSE;
  /* While the entry is still there: by it the history knows what was asked for here. */
  if (account != NULL && !mdg_account_book_put (book, database, account, error))
    return FALSE;
  if (!mdg_outbox_drop (book, database, number, NULL, error))
    return FALSE;
  return entry->account_id == NULL || mdg_book_lay_over (book, database, entry->account_id, error);
}

/* What the person wrote after it, before the conflict was known, is what stands against theirs. */
static gboolean
take_over_later (MdgAccountBook *book,
                 MdgDatabase *database,
                 const MdgOutboxEntry *entry,
                 GError **error)
{
  g_autofree char *base = NULL;
  g_autoptr (MdgOutboxEntry) later = NULL;
  gint64 number = 0;

  if (!mdg_outbox_find_open_note (book, database, entry->account_id, &number, &base, error))
    return FALSE;
  if (number <= entry->number)
    return TRUE;
  later = mdg_outbox_find (book, database, number, error);
  return later != NULL && mdg_outbox_change_note (book, database, entry->number, later->note, error)
         && mdg_outbox_drop (book, database, number, NULL, error);
}

gboolean
mdg_outbox_oppose (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const MdgAccount *theirs,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (book, database, number, error);

  if (entry == NULL)
    return FALSE;
  if (g_strcmp0 (entry->note, theirs->note) == 0)
    return mdg_outbox_settle (book, database, number, theirs, NULL, error);
  if (!mdg_account_book_put (book, database, theirs, error))
    return FALSE;
  if (g_strcmp0 (entry->base_note, theirs->note) == 0)
    return mdg_outbox_send_anew (book, database, number, entry->note, theirs->note,
                                 theirs->revision, error);
  return take_over_later (book, database, entry, error)
         && mdg_book_change (book, database,
                             "UPDATE outbox SET state = 2, their_note = ?3, their_revision = ?4"
                             " WHERE list = ?1 AND number = ?2",
                             error, MDG_BIND_INT (number), MDG_BIND_TEXT (theirs->note),
                             MDG_BIND_INT (theirs->revision))
         && mdg_book_lay_over (book, database, entry->account_id, error);
}

gboolean
mdg_outbox_refuse (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const GError *reason,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (book, database, number, error);
  const char *nick = mdg_error_code_nick (reason->domain == MDG_ERROR ? (MdgErrorCode)reason->code
                                                                      : MDG_ERROR_FAILED);

  return entry != NULL
         && mdg_book_change (book, database,
                             "UPDATE outbox SET state = 3, reason = ?3,"
                             " allowed = CASE WHEN ?4 >= 0 THEN ?4 END"
                             " WHERE list = ?1 AND number = ?2",
                             error, MDG_BIND_INT (number), MDG_BIND_TEXT (nick),
                             MDG_BIND_INT (mdg_error_get_limit (reason)))
         && (entry->account_id == NULL
             || mdg_book_lay_over (book, database, entry->account_id, error));
}
