/* ledger-accounts.c: the ledger's accounts, their earlier passwords, and codes nobody has.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-private.h"

#include <string.h>
#include "core/password-rules.h"

/* So many codes that nobody has are remembered; to remember more would let anybody fill the disk.
 */
#define STRANGERS_MAX "1000"

#define COLUMNS                                                                                    \
  "SELECT a.id, a.institution_code, i.name, a.login_id, a.origin, a.salt, a.password_hash,"        \
  " a.password_initial, a.password_changed_at, a.password_expires_at, a.setup_key, "               \
  "a.registered_at,"                                                                               \
  " a.last_step, a.password_failures, a.passcode_failures, a.locked_until"                         \
  " FROM account a JOIN institution i ON i.code = a.institution_code "

/* Copies a blob of exactly @length bytes. */
static gboolean
copy_blob (MdgStatement *statement, int column, guint8 *bytes, gsize length)
{
  gsize found = 0;
  const void *blob = mdg_statement_get_blob (statement, column, &found);

  if (!blob || found != length)
    return FALSE;
  memcpy (bytes, blob, length);
  return TRUE;
}

static MdgLedgerAccount *
read_account (MdgStatement *statement)
{
  MdgLedgerAccount *account = g_new0 (MdgLedgerAccount, 1);
  gsize key_length = 0;
  const void *key = mdg_statement_get_blob (statement, 10, &key_length);

  account->id = mdg_statement_get_int (statement, 0);
  account->institution_code = g_strdup (mdg_statement_get_text (statement, 1));
  account->institution_name = g_strdup (mdg_statement_get_text (statement, 2));
  account->login_id = g_strdup (mdg_statement_get_text (statement, 3));
  account->origin = (guint)mdg_statement_get_int (statement, 4);
  copy_blob (statement, 5, account->salt, sizeof account->salt);
  account->has_hash
      = copy_blob (statement, 6, account->password_hash, sizeof account->password_hash);
  account->password_initial = mdg_statement_get_int (statement, 7) != 0;
  account->password_changed_at = mdg_statement_get_int (statement, 8);
  account->password_expires_at = mdg_statement_get_int (statement, 9);
  account->setup_key = key ? mdg_secret_new (key, key_length) : NULL;
  account->registered_at = mdg_statement_get_int (statement, 11);
  account->last_step = (guint64)mdg_statement_get_int (statement, 12);
  account->tries.password_failures = (int)mdg_statement_get_int (statement, 13);
  account->tries.passcode_failures = (int)mdg_statement_get_int (statement, 14);
  account->tries.locked_until = mdg_statement_get_int (statement, 15);
  return account;
}

static MdgLedgerAccount *
read_one (MdgStatement *statement, GError **error)
{
  MdgLedgerAccount *account = NULL;
  gboolean row = FALSE;

  if (mdg_statement_step (statement, &row, error) && row)
    account = read_account (statement);
  mdg_statement_reset (statement);
  return account;
}

MdgLedgerAccount *
mdg_ledger_find_account (MdgLedger *ledger,
                         const char *institution_code,
                         const char *login_id,
                         GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, COLUMNS "WHERE a.institution_code = ? AND a.login_id = ?", error);

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, institution_code);
  mdg_statement_bind_text (statement, 1, login_id);
  return read_one (statement, error);
}

MdgLedgerAccount *
mdg_ledger_get_account (MdgLedger *ledger, gint64 id, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, COLUMNS "WHERE a.id = ?", error);

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, id);
  return read_one (statement, error);
}

GPtrArray *
mdg_ledger_list_accounts (MdgLedger *ledger, guint n, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, COLUMNS "WHERE a.origin < ? ORDER BY a.origin", error);
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_account_free);
  gboolean row = FALSE, good;

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, n);
  while ((good = mdg_statement_step (statement, &row, error)) && row)
    g_ptr_array_add (list, read_account (statement));
  mdg_statement_reset (statement);
  return good ? g_steal_pointer (&list) : NULL;
}

gboolean
mdg_ledger_save_account (MdgLedger *ledger, const MdgLedgerAccount *account, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "UPDATE account SET password_hash = ?, password_initial = ?, password_changed_at = ?,"
      " password_expires_at = ?, setup_key = ?, registered_at = ?, last_step = ?,"
      " password_failures = ?, passcode_failures = ?, locked_until = ? WHERE id = ?",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, account->has_hash ? account->password_hash : NULL,
                           sizeof account->password_hash);
  mdg_statement_bind_int (statement, 1, account->password_initial);
  mdg_statement_bind_int (statement, 2, account->password_changed_at);
  mdg_statement_bind_int (statement, 3, account->password_expires_at);
  mdg_statement_bind_blob (
      statement, 4, account->setup_key ? mdg_secret_get_data (account->setup_key, NULL) : NULL,
      MDG_LEDGER_KEY_BYTES);
  mdg_statement_bind_int (statement, 5, account->registered_at);
  mdg_statement_bind_int (statement, 6, (gint64)account->last_step);
  mdg_statement_bind_int (statement, 7, account->tries.password_failures);
  mdg_statement_bind_int (statement, 8, account->tries.passcode_failures);
  mdg_statement_bind_int (statement, 9, account->tries.locked_until);
  mdg_statement_bind_int (statement, 10, account->id);
  return mdg_statement_run (statement, error);
}

void
mdg_ledger_account_free (MdgLedgerAccount *account)
{
  if (!account)
    return;
  g_free (account->institution_code);
  g_free (account->institution_name);
  g_free (account->login_id);
  g_clear_pointer (&account->setup_key, mdg_secret_unref);
  g_free (account);
}

gboolean
mdg_ledger_get_stranger (MdgLedger *ledger,
                         const char *institution_code,
                         const char *login_id,
                         MdgLedgerTries *tries,
                         GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            "SELECT password_failures, locked_until FROM stranger WHERE "
                            "institution_code = ? AND login_id = ?",
                            error);
  gboolean row = FALSE, good;

  *tries = (MdgLedgerTries){ 0 };
  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, institution_code);
  mdg_statement_bind_text (statement, 1, login_id);
  good = mdg_statement_step (statement, &row, error);
  if (good && row)
    {
      tries->password_failures = (int)mdg_statement_get_int (statement, 0);
      tries->locked_until = mdg_statement_get_int (statement, 1);
    }
  mdg_statement_reset (statement);
  return good;
}

gboolean
mdg_ledger_save_stranger (MdgLedger *ledger,
                          const char *institution_code,
                          const char *login_id,
                          const MdgLedgerTries *tries,
                          gint64 now,
                          GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "INSERT OR REPLACE INTO stranger VALUES (?, ?, ?, ?, ?)", error);
  MdgStatement *trim;

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, institution_code);
  mdg_statement_bind_text (statement, 1, login_id);
  mdg_statement_bind_int (statement, 2, tries->password_failures);
  mdg_statement_bind_int (statement, 3, tries->locked_until);
  mdg_statement_bind_int (statement, 4, now);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  trim = mdg_ledger_prepare (ledger,
                             "DELETE FROM stranger WHERE (institution_code, login_id) IN"
                             " (SELECT institution_code, login_id FROM stranger"
                             " ORDER BY tried_at DESC LIMIT -1 OFFSET " STRANGERS_MAX ")",
                             error);
  return trim && mdg_statement_run (trim, error);
}

int
mdg_ledger_get_passwords (MdgLedger *ledger,
                          gint64 account_id,
                          MdgLedgerPassword *passwords,
                          GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            "SELECT hash, prefix_hash FROM password_history WHERE account_id = ? "
                            "ORDER BY generation DESC LIMIT ?",
                            error);
  gboolean row = FALSE, good;
  int n = 0;

  if (!statement)
    return -1;
  mdg_statement_bind_int (statement, 0, account_id);
  mdg_statement_bind_int (statement, 1, MDG_PASSWORD_HISTORY);
  while ((good = mdg_statement_step (statement, &row, error)) && row)
    {
      copy_blob (statement, 0, passwords[n].hash, MDG_PASSWORD_HASH_BYTES);
      copy_blob (statement, 1, passwords[n].prefix_hash, MDG_PASSWORD_HASH_BYTES);
      n++;
    }
  mdg_statement_reset (statement);
  return good ? n : -1;
}

static gboolean
trim_passwords (MdgLedger *ledger, gint64 account_id, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "DELETE FROM password_history WHERE account_id = ?1 AND generation <="
      " (SELECT max (generation) FROM password_history WHERE account_id = ?1) - ?2",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, account_id);
  mdg_statement_bind_int (statement, 1, MDG_PASSWORD_HISTORY);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_password (MdgLedger *ledger,
                         gint64 account_id,
                         const MdgLedgerPassword *password,
                         GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO password_history SELECT ?1, coalesce (max (generation), 0) + 1, ?2, ?3"
      " FROM password_history WHERE account_id = ?1",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, account_id);
  mdg_statement_bind_blob (statement, 1, password->hash, sizeof password->hash);
  mdg_statement_bind_blob (statement, 2, password->prefix_hash, sizeof password->prefix_hash);
  return mdg_statement_run (statement, error) && trim_passwords (ledger, account_id, error);
}
