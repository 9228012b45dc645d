/* account-papers.c: applications, mails and what is known of facilities, in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-book-private.h"

static char *
dup_text (MdgStatement *statement, int column)
{
  return g_strdup (mdg_statement_get_text (statement, column));
}

/* 資格確認アカウント申請状況 ------------------------------------------------------------------ */

gboolean
mdg_account_book_put_application (MdgAccountBook *book,
                                  MdgDatabase *database,
                                  const MdgAccountApplication *application,
                                  GError **error)
{
  return mdg_book_change (
      book, database,
      "INSERT INTO application VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
      " ON CONFLICT (list, application_id) DO UPDATE SET status = excluded.status,"
      " institution_code = excluded.institution_code, account_kind = excluded.account_kind,"
      " institution_name = excluded.institution_name, count = excluded.count,"
      " received_at = excluded.received_at, done_at = excluded.done_at,"
      " revision = excluded.revision WHERE excluded.revision >= application.revision",
      error, MDG_BIND_TEXT (application->id), MDG_BIND_TEXT (application->institution_code),
      MDG_BIND_TEXT (application->institution_name), MDG_BIND_INT (application->kind),
      MDG_BIND_INT (application->count), MDG_BIND_INT (application->status),
      MDG_BIND_INT (application->received_at), MDG_BIND_INT (application->done_at),
      MDG_BIND_INT (application->revision));
}

gboolean
mdg_account_book_add_applications (MdgAccountBook *book,
                                   MdgDatabase *database,
                                   const MdgPage *page,
                                   gboolean first,
                                   GError **error)
{
  g_autoptr (MdgStatement) empty
      = mdg_book_prepare (book, database, "DELETE FROM application WHERE list = ?1", error);

  if (empty == NULL || (first && !mdg_statement_run (empty, error)))
    return FALSE;
  for (guint i = 0; i < page->items->len; i++)
    if (!mdg_account_book_put_application (book, database, page->items->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
mdg_account_book_set_applications_revision (MdgAccountBook *book,
                                            MdgDatabase *database,
                                            gint64 revision,
                                            GError **error)
{
  return mdg_book_change (book, database,
                          "UPDATE account_list SET applications_revision = ?2 WHERE id = ?1", error,
                          MDG_BIND_INT (revision));
}

static gpointer
read_application (MdgStatement *statement)
{
  MdgAccountApplication *application = mdg_account_application_new ();

  application->id = dup_text (statement, 0);
  application->institution_code = dup_text (statement, 1);
  application->institution_name = dup_text (statement, 2);
  application->kind = (MdgAccountKind)mdg_statement_get_int (statement, 3);
  application->count = (int)mdg_statement_get_int (statement, 4);
  application->status = (MdgApplicationStatus)mdg_statement_get_int (statement, 5);
  application->received_at = mdg_statement_get_int (statement, 6);
  application->done_at = mdg_statement_get_int (statement, 7);
  application->revision = mdg_statement_get_int (statement, 8);
  return application;
}

GPtrArray *
mdg_account_book_get_applications (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "SELECT application_id, institution_code, institution_name, account_kind, count, status,"
      " received_at, done_at, revision FROM application WHERE list = ?1"
      " ORDER BY received_at DESC, application_id DESC",
      error);

  return mdg_book_read_all (statement, read_application,
                            (GDestroyNotify)mdg_account_application_free, error);
}

/* Mails --------------------------------------------------------------------------------------- */

gboolean
mdg_account_book_add_mail (MdgAccountBook *book,
                           MdgDatabase *database,
                           const MdgPage *page,
                           GError **error)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      const MdgMail *mail = page->items->pdata[i];
      g_autofree char *body = g_strjoinv ("\n", mail->lines);

      if (!mdg_book_change (book, database,
                            "INSERT INTO mail VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                            " ON CONFLICT (list, mail_id) DO NOTHING",
                            error, MDG_BIND_TEXT (mail->id), MDG_BIND_TEXT (mail->institution_code),
                            MDG_BIND_INT (mail->sent_at), MDG_BIND_TEXT (mail->subject),
                            MDG_BIND_TEXT (body)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_mail (MdgStatement *statement)
{
  MdgMail *mail = mdg_mail_new ();

  mail->id = dup_text (statement, 0);
  mail->institution_code = dup_text (statement, 1);
  mail->sent_at = mdg_statement_get_int (statement, 2);
  mail->subject = dup_text (statement, 3);
  mail->lines = g_strsplit (mdg_statement_get_text (statement, 4), "\n", -1);
  return mail;
}

GPtrArray *
mdg_account_book_get_mail (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT mail_id, institution_code, sent_at, subject, body FROM mail"
                          " WHERE list = ?1 ORDER BY sent_at DESC, mail_id DESC",
                          error);

  return mdg_book_read_all (statement, read_mail, (GDestroyNotify)mdg_mail_free, error);
}

/* Facilities ---------------------------------------------------------------------------------- */

gboolean
mdg_account_book_put_facility (MdgAccountBook *book,
                               MdgDatabase *database,
                               const MdgFacility *facility,
                               gint64 now,
                               GError **error)
{
  return mdg_book_change (
      book, database, "INSERT OR REPLACE INTO facility VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error, MDG_BIND_TEXT (facility->institution_code), MDG_BIND_TEXT (facility->institution_name),
      MDG_BIND_INT (facility->use_started != FALSE), MDG_BIND_INT (facility->app_in_use),
      MDG_BIND_INT (facility->linkage_in_use), MDG_BIND_INT (facility->app_limit),
      MDG_BIND_INT (facility->linkage_left), MDG_BIND_INT (now));
}

MdgFacility *
mdg_account_book_get_facility (MdgAccountBook *book,
                               MdgDatabase *database,
                               const char *institution_code,
                               gint64 *fetched_at,
                               GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT institution_name, use_started, app_in_use, linkage_in_use,"
                          " app_limit, linkage_left, fetched_at FROM facility"
                          " WHERE list = ?1 AND institution_code = ?2",
                          error);
  MdgFacility *facility;
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, institution_code);
  if (!mdg_book_run (statement, &found, error))
    return NULL;
  if (!found)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "Nothing is known of that facility");
      return NULL;
    }
  facility = mdg_facility_new ();
  facility->institution_code = g_strdup (institution_code);
  facility->institution_name = dup_text (statement, 0);
  facility->use_started = mdg_statement_get_int (statement, 1) != 0;
  facility->app_in_use = (int)mdg_statement_get_int (statement, 2);
  facility->linkage_in_use = (int)mdg_statement_get_int (statement, 3);
  facility->app_limit = (int)mdg_statement_get_int (statement, 4);
  facility->linkage_left = (int)mdg_statement_get_int (statement, 5);
  *fetched_at = mdg_statement_get_int (statement, 6);
  return facility;
}

static gpointer
read_facility (MdgStatement *statement)
{
  MdgFacility *facility = mdg_facility_new ();

  facility->institution_code = dup_text (statement, 0);
  facility->institution_name = dup_text (statement, 1);
  return facility;
}

GPtrArray *
mdg_account_book_get_facilities (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT institution_code, max (institution_name) AS name FROM listed"
                          " WHERE list = ?1 GROUP BY institution_code ORDER BY name,"
                          " institution_code",
                          error);

  return mdg_book_read_all (statement, read_facility, (GDestroyNotify)mdg_facility_free, error);
}

gboolean
mdg_account_book_has_facilities (MdgAccountBook *book,
                                 MdgDatabase *database,
                                 gboolean *several,
                                 GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT 1 FROM listed WHERE list = ?1 AND institution_code <>"
                          " (SELECT institution_code FROM listed WHERE list = ?1 LIMIT 1) LIMIT 1",
                          error);

  return mdg_book_run (statement, several, error);
}
