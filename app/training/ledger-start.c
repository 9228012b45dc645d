/* ledger-start.c: the ledger's 利用開始申請 and 運用開始日, and the institutions that begin by
 * them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-portal.h"

#include "training/ledger-private.h"

#define COLUMNS                                                                                    \
  "SELECT staff, terminals, received_at, done_at, accounts, registration, user_id FROM "           \
  "start_of_use "

static MdgPortalStart *
read_start (MdgStatement *statement)
{
  MdgPortalStart *start = mdg_portal_start_new ();
  const char *accounts = mdg_statement_get_text (statement, 4);

  start->staff = (int)mdg_statement_get_int (statement, 0);
  start->terminals = (int)mdg_statement_get_int (statement, 1);
  start->received_at = mdg_statement_get_int (statement, 2);
  start->done_at = mdg_statement_get_int (statement, 3);
  start->use = start->done_at != 0 ? MDG_PORTAL_USE_DONE : MDG_PORTAL_USE_RECEIVED;
  if (accounts && *accounts)
    start->accounts = g_strsplit (accounts, " ", -1);
  return start;
}

MdgPortalStart *
mdg_ledger_find_start (MdgLedger *ledger, const char *registration, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, COLUMNS "WHERE registration = ?", error);
  MdgPortalStart *start = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, registration);
  if (mdg_statement_step (statement, &row, error) && row)
    start = read_start (statement);
  mdg_statement_reset (statement);
  return start;
}

gboolean
mdg_ledger_add_start (MdgLedger *ledger,
                      const MdgLedgerUser *user,
                      const MdgPortalStartRequest *request,
                      gint64 now,
                      GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO start_of_use (registration, user_id, proof, document_name, document_length,"
      " staff, terminals, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, user->registration);
  mdg_statement_bind_int (statement, 1, user->id);
  mdg_statement_bind_int (statement, 2, request->proof);
  mdg_statement_bind_text (statement, 3, request->document_name);
  mdg_statement_bind_int (statement, 4,
                          request->document ? (gint64)g_bytes_get_size (request->document) : 0);
  mdg_statement_bind_int (statement, 5, request->staff);
  mdg_statement_bind_int (statement, 6, request->terminals);
  mdg_statement_bind_int (statement, 7, now);
  return mdg_statement_run (statement, error);
}

MdgPortalStart *
mdg_ledger_find_open_start (MdgLedger *ledger,
                            gint64 before,
                            char **registration,
                            gint64 *user_id,
                            GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      COLUMNS "WHERE done_at = 0 AND received_at <= ? ORDER BY received_at, registration LIMIT 1",
      error);
  MdgPortalStart *start = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, before);
  if (mdg_statement_step (statement, &row, error) && row)
    {
      start = read_start (statement);
      *registration = g_strdup (mdg_statement_get_text (statement, 5));
      *user_id = mdg_statement_get_int (statement, 6);
    }
  mdg_statement_reset (statement);
  return start;
}

gboolean
mdg_ledger_finish_start (MdgLedger *ledger,
                         const char *registration,
                         const MdgPortalStart *start,
                         GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "UPDATE start_of_use SET done_at = ?, accounts = ? WHERE registration = ?", error);
  g_autofree char *accounts = g_strjoinv (" ", start->accounts);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, start->done_at);
  mdg_statement_bind_text (statement, 1, accounts);
  mdg_statement_bind_text (statement, 2, registration);
  return mdg_statement_run (statement, error);
}

char *
mdg_ledger_get_operation (MdgLedger *ledger, const char *registration, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT day FROM operation_start WHERE registration = ?", error);
  gboolean row = FALSE;
  char *day = NULL;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, registration);
  if (mdg_statement_step (statement, &row, error) && row)
    day = g_strdup (mdg_statement_get_text (statement, 0));
  mdg_statement_reset (statement);
  return day;
}

gboolean
mdg_ledger_set_operation (MdgLedger *ledger,
                          const char *registration,
                          const char *day,
                          gint64 now,
                          GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            "INSERT INTO operation_start (registration, day, kept_at)"
                            " VALUES (?, ?, ?) ON CONFLICT (registration) DO UPDATE SET"
                            " day = excluded.day, kept_at = excluded.kept_at",
                            error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, registration);
  mdg_statement_bind_text (statement, 1, day);
  mdg_statement_bind_int (statement, 2, now);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_get_institution (MdgLedger *ledger,
                            const char *institution_code,
                            char **keeper,
                            gboolean *use_started,
                            GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT keeper, use_started FROM institution WHERE code = ?", error);
  gboolean row = FALSE, good;

  *keeper = NULL;
  *use_started = FALSE;
  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, institution_code);
  good = mdg_statement_step (statement, &row, error);
  if (good && row)
    {
      *keeper = g_strdup (mdg_statement_get_text (statement, 0));
      *use_started = mdg_statement_get_int (statement, 1) != 0;
    }
  mdg_statement_reset (statement);
  return good;
}

gboolean
mdg_ledger_start_use (MdgLedger *ledger,
                      const MdgPortalFacility *facility,
                      const char *keeper,
                      GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO institution (code, name, keeper, use_started) VALUES (?, ?, ?, 1)"
      " ON CONFLICT (code) DO UPDATE SET use_started = 1",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, facility->institution_code);
  mdg_statement_bind_text (statement, 1, facility->facility_name);
  mdg_statement_bind_text (statement, 2, keeper);
  return mdg_statement_run (statement, error);
}

MdgAccount *
mdg_ledger_find_not_started (MdgLedger *ledger, const char *institution_code, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            "SELECT id, keeper FROM listed WHERE institution_code = ? AND kind = 0"
                            " AND status = 0 ORDER BY id LIMIT 1",
                            error);
  g_autofree char *id = NULL, *keeper = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, institution_code);
  if (mdg_statement_step (statement, &row, error) && row)
    {
      id = g_strdup (mdg_statement_get_text (statement, 0));
      keeper = g_strdup (mdg_statement_get_text (statement, 1));
    }
  mdg_statement_reset (statement);
  return id ? mdg_ledger_find_listed (ledger, keeper, id, error) : NULL;
}
