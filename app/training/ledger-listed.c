/* ledger-listed.c: the ledger's list of 資格確認アカウント.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-listed.h"

#include <string.h>
#include "training/ledger-private.h"
#include "training/rules.h"

#define REVISION "revision"

#define COLUMNS                                                                                    \
  "SELECT l.id, l.institution_code, i.name, l.status, l.note, l.started_on, l.ended_on,"           \
  " l.suspended_on, l.revision, l.due_at"                                                          \
  " FROM listed l JOIN institution i ON i.code = l.institution_code "

gint64
mdg_ledger_get_revision (MdgLedger *ledger)
{
  return mdg_ledger_get_number (ledger, REVISION, 0);
}

gint64
mdg_ledger_take_revision (MdgLedger *ledger, GError **error)
{
  gint64 revision = mdg_ledger_get_revision (ledger) + 1;

  return mdg_ledger_set_number (ledger, REVISION, revision, error) ? revision : -1;
}

static MdgAccount *
read_listed (MdgStatement *statement)
{
  MdgAccount *account = mdg_account_new ();

  account->id = g_strdup (mdg_statement_get_text (statement, 0));
  account->institution_code = g_strdup (mdg_statement_get_text (statement, 1));
  account->institution_name = g_strdup (mdg_statement_get_text (statement, 2));
  account->status = (MdgAccountStatus)mdg_statement_get_int (statement, 3);
  account->note = g_strdup (mdg_statement_get_text (statement, 4));
  account->started_on = g_strdup (mdg_statement_get_text (statement, 5));
  account->ended_on = g_strdup (mdg_statement_get_text (statement, 6));
  account->suspended_on = g_strdup (mdg_statement_get_text (statement, 7));
  account->revision = mdg_statement_get_int (statement, 8);
  return account;
}

gboolean
mdg_ledger_read_total (MdgLedger *ledger,
                       const char *sql,
                       const char *keeper,
                       gint64 since,
                       gint64 *total,
                       GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, sql, error);
  gboolean row = FALSE, good;

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, keeper);
  mdg_statement_bind_int (statement, 1, since);
  good = mdg_statement_step (statement, &row, error);
  *total = good && row ? mdg_statement_get_int (statement, 0) : 0;
  mdg_statement_reset (statement);
  return good;
}

gboolean
mdg_ledger_read_page (MdgStatement *statement,
                      int limit,
                      MdgPage *page,
                      gpointer (*read) (MdgStatement *),
                      const char *(*get_id) (gconstpointer),
                      GError **error)
{
  gboolean row = FALSE, good;

  while ((good = mdg_statement_step (statement, &row, error)) && row
         && page->items->len < (guint)limit)
    g_ptr_array_add (page->items, read (statement));
  /* One row more than wanted says that there is more. */
  if (good && row)
    page->next = g_strdup (get_id (page->items->pdata[page->items->len - 1]));
  mdg_statement_reset (statement);
  return good;
}

static gpointer
read_item (MdgStatement *statement)
{
  return read_listed (statement);
}

static const char *
get_id (gconstpointer item)
{
  return ((const MdgAccount *)item)->id;
}

MdgPage *
mdg_ledger_get_listed_page (MdgLedger *ledger,
                            const char *keeper,
                            const MdgLedgerPart *part,
                            GError **error)
{
  gboolean whole = part->since < 0;
  g_autoptr (MdgPage) page = mdg_account_page_new ();
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      whole ? COLUMNS "WHERE l.keeper = ? AND l.id > ? ORDER BY l.id LIMIT ?"
            : COLUMNS "WHERE l.keeper = ? AND l.revision > ? ORDER BY l.revision LIMIT ?",
      error);

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, keeper);
  if (whole)
    mdg_statement_bind_text (statement, 1, part->after ? part->after : "");
  else
    mdg_statement_bind_int (statement, 1, part->since);
  mdg_statement_bind_int (statement, 2, part->limit + 1);
  page->revision = mdg_ledger_get_revision (ledger);
  if (!mdg_ledger_read_page (statement, part->limit, page, read_item, get_id, error)
      || !mdg_ledger_read_total (ledger,
                                 "SELECT count (*) FROM listed WHERE keeper = ? AND revision > ?",
                                 keeper, part->since, &page->total, error))
    return NULL;
  return g_steal_pointer (&page);
}

MdgAccount *
mdg_ledger_find_listed (MdgLedger *ledger, const char *keeper, const char *id, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, COLUMNS "WHERE l.keeper = ? AND l.id = ?", error);
  MdgAccount *account = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, keeper);
  mdg_statement_bind_text (statement, 1, id);
  if (mdg_statement_step (statement, &row, error) && row)
    account = read_listed (statement);
  mdg_statement_reset (statement);
  return account;
}

MdgAccount *
mdg_ledger_find_due (MdgLedger *ledger, gint64 now, gint64 *due_at, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, COLUMNS "WHERE l.due_at > 0 AND l.due_at <= ? ORDER BY l.due_at LIMIT 1", error);
  MdgAccount *account = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, now);
  if (mdg_statement_step (statement, &row, error) && row)
    {
      account = read_listed (statement);
      *due_at = mdg_statement_get_int (statement, 9);
    }
  mdg_statement_reset (statement);
  return account;
}

static gboolean
insert (MdgLedger *ledger,
        const char *keeper,
        const MdgAccount *account,
        gint64 due_at,
        gint64 serial,
        GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO listed (id, keeper, institution_code, kind, status, note, started_on, ended_on,"
      " suspended_on, due_at, serial, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  MdgAccountKind kind = MDG_ACCOUNT_APP;

  if (!statement)
    return FALSE;
  mdg_account_id_check (account->id, &kind);
  mdg_statement_bind_text (statement, 0, account->id);
  mdg_statement_bind_text (statement, 1, keeper);
  mdg_statement_bind_text (statement, 2, account->institution_code);
  mdg_statement_bind_int (statement, 3, kind);
  mdg_statement_bind_int (statement, 4, account->status);
  mdg_statement_bind_text (statement, 5, account->note ? account->note : "");
  mdg_statement_bind_text (statement, 6, account->started_on);
  mdg_statement_bind_text (statement, 7, account->ended_on);
  mdg_statement_bind_text (statement, 8, account->suspended_on);
  mdg_statement_bind_int (statement, 9, due_at);
  mdg_statement_bind_int (statement, 10, serial);
  mdg_statement_bind_int (statement, 11, account->revision);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_listed (MdgLedger *ledger,
                       const char *keeper,
                       MdgAccount *account,
                       gint64 serial,
                       GError **error)
{
  account->revision = mdg_ledger_take_revision (ledger, error);
  return account->revision >= 0 && insert (ledger, keeper, account, 0, serial, error);
}

gboolean
mdg_ledger_save_listed (MdgLedger *ledger, MdgAccount *account, gint64 due_at, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "UPDATE listed SET status = ?1, note = ?2, ended_on = ?3, suspended_on = ?4, started_on = ?8,"
      " due_at = CASE WHEN ?5 < 0 THEN due_at ELSE ?5 END, revision = ?6 WHERE id = ?7",
      error);
  gint64 revision = mdg_ledger_take_revision (ledger, error);

  if (!statement || revision < 0)
    return FALSE;
  account->revision = revision;
  mdg_statement_bind_int (statement, 0, account->status);
  mdg_statement_bind_text (statement, 1, account->note);
  mdg_statement_bind_text (statement, 2, account->ended_on);
  mdg_statement_bind_text (statement, 3, account->suspended_on);
  mdg_statement_bind_int (statement, 4, due_at);
  mdg_statement_bind_int (statement, 5, revision);
  mdg_statement_bind_text (statement, 6, account->id);
  mdg_statement_bind_text (statement, 7, account->started_on);
  return mdg_statement_run (statement, error);
}

gint64
mdg_ledger_get_last_serial (MdgLedger *ledger, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT coalesce (max (serial), 0) FROM listed WHERE serial > 0", error);
  gboolean row = FALSE, good;
  gint64 serial = -1;

  if (!statement)
    return -1;
  good = mdg_statement_step (statement, &row, error);
  if (good && row)
    serial = mdg_statement_get_int (statement, 0);
  mdg_statement_reset (statement);
  return serial;
}

/* The scenario's list */

static gboolean
put_institution (MdgLedger *ledger, const MdgScenarioListed *row, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO institution (code, name, keeper, use_started) VALUES (?, ?, ?, ?) ON CONFLICT "
      "(code) DO UPDATE SET keeper = excluded.keeper, use_started = excluded.use_started",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, row->account->institution_code);
  mdg_statement_bind_text (statement, 1, row->account->institution_name);
  mdg_statement_bind_text (statement, 2, row->keeper);
  mdg_statement_bind_int (statement, 3, row->use_started);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_list (MdgLedger *ledger,
                     const MdgScenario *scenario,
                     guint first,
                     gint64 now,
                     GError **error)
{
  gint64 revision = mdg_ledger_get_revision (ledger);
  g_autofree char *institution = NULL;

  for (guint number = first; number < mdg_scenario_get_n_listed (scenario); number++)
    {
      g_autoptr (MdgScenarioListed) row = mdg_scenario_get_listed (scenario, number);
      gint64 due_at = row->due_days > 0 ? now + row->due_days * MDG_RULE_DAY_SECONDS : 0;

      row->account->revision = ++revision;
      if (g_strcmp0 (institution, row->account->institution_code) != 0
          && !put_institution (ledger, row, error))
        return FALSE;
      g_free (institution);
      institution = g_strdup (row->account->institution_code);
      if (!insert (ledger, row->keeper, row->account, due_at, 0, error))
        return FALSE;
    }
  return mdg_ledger_set_number (ledger, REVISION, revision, error);
}

/* A facility */

MdgFacility *
mdg_ledger_find_facility (MdgLedger *ledger,
                          const char *keeper,
                          const char *institution_code,
                          int *linkage_ever,
                          GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "SELECT name, use_started,"
      " (SELECT count (*) FROM listed WHERE institution_code = ?1 AND kind = 0"
      "  AND status IN (1, 2)),"
      " (SELECT count (*) FROM listed WHERE institution_code = ?1 AND kind = 1"
      "  AND status IN (1, 2)),"
      " (SELECT count (*) FROM listed WHERE institution_code = ?1 AND kind = 1)"
      " + (SELECT coalesce (sum (count), 0) FROM application WHERE institution_code = ?1"
      "    AND kind = 1 AND status < 2)"
      " FROM institution WHERE code = ?1 AND keeper = ?2",
      error);
  MdgFacility *facility = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, institution_code);
  mdg_statement_bind_text (statement, 1, keeper);
  if (mdg_statement_step (statement, &row, error) && row)
    {
      facility = mdg_facility_new ();
      facility->institution_code = g_strdup (institution_code);
      facility->institution_name = g_strdup (mdg_statement_get_text (statement, 0));
      facility->use_started = mdg_statement_get_int (statement, 1) != 0;
      facility->app_in_use = (int)mdg_statement_get_int (statement, 2);
      facility->linkage_in_use = (int)mdg_statement_get_int (statement, 3);
      *linkage_ever = (int)mdg_statement_get_int (statement, 4);
    }
  mdg_statement_reset (statement);
  return facility;
}
