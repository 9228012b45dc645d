/* ledger-applications.c: the ledger's applications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-listed.h"

#include <string.h>
#include "training/ledger-private.h"

#define APPLICATION_ID "A%07" G_GINT64_FORMAT

#define COLUMNS                                                                                    \
  "SELECT a.id, a.institution_code, i.name, a.kind, a.count, a.status, a.received_at, a.done_at,"  \
  " a.revision, a.keeper FROM application a JOIN institution i ON i.code = a.institution_code "

gint64
mdg_ledger_number_of (const char *id)
{
  guint64 number = 0;

  if (!id || !*id || !g_ascii_string_to_unsigned (id + 1, 10, 0, G_MAXINT64, &number, NULL))
    return 0;
  return (gint64)number;
}

static gpointer
read_application (MdgStatement *statement)
{
  MdgAccountApplication *application = mdg_account_application_new ();

  application->id = g_strdup_printf (APPLICATION_ID, mdg_statement_get_int (statement, 0));
  application->institution_code = g_strdup (mdg_statement_get_text (statement, 1));
  application->institution_name = g_strdup (mdg_statement_get_text (statement, 2));
  application->kind = (MdgAccountKind)mdg_statement_get_int (statement, 3);
  application->count = (int)mdg_statement_get_int (statement, 4);
  application->status = (MdgApplicationStatus)mdg_statement_get_int (statement, 5);
  application->received_at = mdg_statement_get_int (statement, 6);
  application->done_at = mdg_statement_get_int (statement, 7);
  application->revision = mdg_statement_get_int (statement, 8);
  return application;
}

static const char *
get_application_id (gconstpointer item)
{
  return ((const MdgAccountApplication *)item)->id;
}

MdgPage *
mdg_ledger_get_application_page (MdgLedger *ledger,
                                 const char *keeper,
                                 const MdgLedgerPart *part,
                                 GError **error)
{
  gboolean whole = part->since < 0;
  g_autoptr (MdgPage) page = mdg_application_page_new ();
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      whole ? COLUMNS "WHERE a.keeper = ? AND a.id > ? ORDER BY a.id LIMIT ?"
            : COLUMNS "WHERE a.keeper = ? AND a.revision > ? ORDER BY a.revision LIMIT ?",
      error);

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, keeper);
  mdg_statement_bind_int (statement, 1, whole ? mdg_ledger_number_of (part->after) : part->since);
  mdg_statement_bind_int (statement, 2, part->limit + 1);
  page->revision = mdg_ledger_get_revision (ledger);
  if (!mdg_ledger_read_page (statement, part->limit, page, read_application, get_application_id,
                             error)
      || !mdg_ledger_read_total (
          ledger, "SELECT count (*) FROM application WHERE keeper = ? AND revision > ?", keeper,
          part->since, &page->total, error))
    return NULL;
  return g_steal_pointer (&page);
}

gboolean
mdg_ledger_add_application (MdgLedger *ledger,
                            const char *keeper,
                            MdgAccountApplication *application,
                            GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO application (keeper, institution_code, kind, count, status, received_at,"
      " revision) VALUES (?, ?, ?, ?, ?, ?, ?)",
      error);

  application->revision = mdg_ledger_take_revision (ledger, error);
  if (!statement || application->revision < 0)
    return FALSE;
  mdg_statement_bind_text (statement, 0, keeper);
  mdg_statement_bind_text (statement, 1, application->institution_code);
  mdg_statement_bind_int (statement, 2, application->kind);
  mdg_statement_bind_int (statement, 3, application->count);
  mdg_statement_bind_int (statement, 4, application->status);
  mdg_statement_bind_int (statement, 5, application->received_at);
  mdg_statement_bind_int (statement, 6, application->revision);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  g_free (application->id);
  application->id = g_strdup_printf (APPLICATION_ID, mdg_database_last_rowid (ledger->database));
  return TRUE;
}

gboolean
mdg_ledger_save_application (MdgLedger *ledger, MdgAccountApplication *application, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "UPDATE application SET status = ?, done_at = ?, revision = ? WHERE id = ?", error);

  application->revision = mdg_ledger_take_revision (ledger, error);
  if (!statement || application->revision < 0)
    return FALSE;
  mdg_statement_bind_int (statement, 0, application->status);
  mdg_statement_bind_int (statement, 1, application->done_at);
  mdg_statement_bind_int (statement, 2, application->revision);
  mdg_statement_bind_int (statement, 3, mdg_ledger_number_of (application->id));
  return mdg_statement_run (statement, error);
}

MdgAccountApplication *
mdg_ledger_find_open (MdgLedger *ledger,
                      MdgApplicationStatus status,
                      gint64 before,
                      char **keeper,
                      GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            COLUMNS "WHERE a.status < 2 AND a.received_at <= ?1 AND a.status = ?2"
                                    " ORDER BY a.received_at, a.id LIMIT 1",
                            error);
  MdgAccountApplication *application = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, before);
  mdg_statement_bind_int (statement, 1, status);
  if (mdg_statement_step (statement, &row, error) && row)
    {
      application = read_application (statement);
      *keeper = g_strdup (mdg_statement_get_text (statement, 9));
    }
  mdg_statement_reset (statement);
  return application;
}
