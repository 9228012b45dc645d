/* ledger-sessions.c: the ledger's sessions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-private.h"

#include <string.h>

gboolean
mdg_ledger_add_session (MdgLedger *ledger, const MdgLedgerSession *session, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO session (token_hash, account_id, stage, last_action_at) VALUES (?, ?, ?, ?)",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, session->token_hash, MDG_LEDGER_TOKEN_BYTES);
  mdg_statement_bind_int (statement, 1, session->account_id);
  mdg_statement_bind_int (statement, 2, session->stage);
  mdg_statement_bind_int (statement, 3, session->last_action_at);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_get_session (MdgLedger *ledger,
                        const guint8 *token_hash,
                        MdgLedgerSession *session,
                        gboolean *found,
                        GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT account_id, stage, last_action_at, ended FROM session WHERE token_hash = ?",
      error);
  gboolean good;

  *found = FALSE;
  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, token_hash, MDG_LEDGER_TOKEN_BYTES);
  good = mdg_statement_step (statement, found, error);
  if (good && *found)
    {
      memcpy (session->token_hash, token_hash, MDG_LEDGER_TOKEN_BYTES);
      session->account_id = mdg_statement_get_int (statement, 0);
      session->stage = (MdgStage)mdg_statement_get_int (statement, 1);
      session->last_action_at = mdg_statement_get_int (statement, 2);
      session->ended = (MdgLedgerEnd)mdg_statement_get_int (statement, 3);
    }
  mdg_statement_reset (statement);
  return good;
}

gboolean
mdg_ledger_save_session (MdgLedger *ledger,
                         const MdgLedgerSession *session,
                         gint64 now,
                         GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "UPDATE session SET stage = ?1, last_action_at = ?2, ended = ?3,"
      " ended_at = CASE WHEN ?3 = 0 THEN 0 WHEN ended_at = 0 THEN ?4 ELSE ended_at END"
      " WHERE token_hash = ?5",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, session->stage);
  mdg_statement_bind_int (statement, 1, session->last_action_at);
  mdg_statement_bind_int (statement, 2, session->ended);
  mdg_statement_bind_int (statement, 3, now);
  mdg_statement_bind_blob (statement, 4, session->token_hash, MDG_LEDGER_TOKEN_BYTES);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_remove_session (MdgLedger *ledger, const guint8 *token_hash, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "DELETE FROM session WHERE token_hash = ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, token_hash, MDG_LEDGER_TOKEN_BYTES);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_end_sessions (MdgLedger *ledger,
                         gint64 account_id,
                         gint64 idle_since,
                         gint64 now,
                         GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "UPDATE session SET ended = CASE WHEN last_action_at <= ?1 THEN 1 ELSE 2 END, ended_at = ?2"
      " WHERE account_id = ?3 AND ended = 0",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, idle_since);
  mdg_statement_bind_int (statement, 1, now);
  mdg_statement_bind_int (statement, 2, account_id);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_forget_sessions (MdgLedger *ledger, gint64 before, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "DELETE FROM session WHERE last_action_at < ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, before);
  return mdg_statement_run (statement, error);
}
