/* ledger-answers.c: the answers that the ledger keeps, to give them again under their keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-private.h"

void
mdg_ledger_answer_free (MdgLedgerAnswer *answer)
{
  if (!answer)
    return;
  g_clear_pointer (&answer->fingerprint, g_bytes_unref);
  g_free (answer->body);
  g_free (answer);
}

char *
mdg_ledger_session_scope (const guint8 *token_hash)
{
  GString *scope = g_string_sized_new (2 * MDG_LEDGER_TOKEN_BYTES);

  for (gsize i = 0; i < MDG_LEDGER_TOKEN_BYTES; i++)
    g_string_append_printf (scope, "%02X", token_hash[i]);
  return g_string_free (scope, FALSE);
}

static MdgLedgerAnswer *
read_answer (MdgStatement *statement)
{
  MdgLedgerAnswer *answer = g_new0 (MdgLedgerAnswer, 1);
  gsize length;
  const void *blob = mdg_statement_get_blob (statement, 0, &length);

  answer->fingerprint = g_bytes_new (blob, length);
  answer->status = (guint)mdg_statement_get_int (statement, 1);
  answer->body = g_strdup (mdg_statement_get_text (statement, 2));
  return answer;
}

MdgLedgerAnswer *
mdg_ledger_get_answer (MdgLedger *ledger, const char *scope, const char *key, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT fingerprint, status, body FROM given_answer WHERE scope = ? AND key = ?",
      error);
  MdgLedgerAnswer *answer = NULL;
  gboolean row = FALSE;

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, scope);
  mdg_statement_bind_text (statement, 1, key);
  if (mdg_statement_step (statement, &row, error) && row)
    answer = read_answer (statement);
  mdg_statement_reset (statement);
  return answer;
}

static gboolean
trim (MdgLedger *ledger, const char *scope, guint kept, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "DELETE FROM given_answer WHERE scope = ?1 AND key IN (SELECT key FROM given_answer"
      " WHERE scope = ?1 ORDER BY given_at DESC LIMIT -1 OFFSET ?2)",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, scope);
  mdg_statement_bind_int (statement, 1, kept);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_answer (MdgLedger *ledger,
                       const char *scope,
                       guint kept,
                       const char *key,
                       const MdgLedgerAnswer *answer,
                       gint64 now,
                       GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "INSERT OR REPLACE INTO given_answer VALUES (?, ?, ?, ?, ?, ?)", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, scope);
  mdg_statement_bind_text (statement, 1, key);
  mdg_statement_bind_blob (statement, 2, g_bytes_get_data (answer->fingerprint, NULL),
                           g_bytes_get_size (answer->fingerprint));
  mdg_statement_bind_int (statement, 3, answer->status);
  mdg_statement_bind_text (statement, 4, answer->body);
  mdg_statement_bind_int (statement, 5, now);
  return mdg_statement_run (statement, error) && trim (ledger, scope, kept, error);
}
