/* ledger.c: the training service's own memory: connection, numbers, the scenario's beginning.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-private.h"

#include <sodium.h>
#include <string.h>
#include "core/base32.h"
#include "core/password-rules.h"
#include "training/ledger-listed.h"
#include "training/rules.h"

static const MdgMigration migrations[] = {
  { "/org/madoguchi/Madoguchi/schema/ledger-1.sql" },
  { "/org/madoguchi/Madoguchi/schema/ledger-2.sql" },
  { "/org/madoguchi/Madoguchi/schema/ledger-3.sql" },
  { "/org/madoguchi/Madoguchi/schema/ledger-4.sql" },
  { "/org/madoguchi/Madoguchi/schema/ledger-5.sql" },
};

MdgLedger *
mdg_ledger_open (const char *path, GError **error)
{
  MdgDatabase *database = mdg_database_open (path, MDG_LEDGER_APPLICATION_ID, migrations,
                                             G_N_ELEMENTS (migrations), error);
  MdgLedger *ledger;

  if (!database)
    return NULL;
  ledger = g_new0 (MdgLedger, 1);
  ledger->database = database;
  ledger->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)mdg_statement_free);
  return ledger;
}

void
mdg_ledger_close (MdgLedger *ledger)
{
  if (!ledger)
    return;
  g_hash_table_unref (ledger->statements);
  mdg_database_close (ledger->database);
  g_free (ledger);
}

MdgStatement *
mdg_ledger_prepare (MdgLedger *ledger, const char *sql, GError **error)
{
  MdgStatement *statement = g_hash_table_lookup (ledger->statements, sql);

  if (statement)
    {
      mdg_statement_reset (statement);
      return statement;
    }
  statement = mdg_statement_new (ledger->database, sql, error);
  if (statement)
    g_hash_table_insert (ledger->statements, (gpointer)sql, statement);
  return statement;
}

gboolean
mdg_ledger_begin (MdgLedger *ledger, GError **error)
{
  return mdg_database_begin (ledger->database, error);
}

gboolean
mdg_ledger_commit (MdgLedger *ledger, GError **error)
{
  return mdg_database_commit (ledger->database, error);
}

void
mdg_ledger_rollback (MdgLedger *ledger)
{
  mdg_database_rollback (ledger->database);
}

gint64
mdg_ledger_get_number (MdgLedger *ledger, const char *name, gint64 fallback)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "SELECT value FROM meta WHERE name = ?", NULL);
  gboolean row = FALSE;
  gint64 value = fallback;

  if (!statement)
    return fallback;
  mdg_statement_bind_text (statement, 0, name);
  if (mdg_statement_step (statement, &row, NULL) && row)
    value = mdg_statement_get_int (statement, 0);
  mdg_statement_reset (statement);
  return value;
}

gboolean
mdg_ledger_set_number (MdgLedger *ledger, const char *name, gint64 value, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger,
                            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO "
                            "UPDATE SET value = excluded.value",
                            error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, name);
  mdg_statement_bind_int (statement, 1, value);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_clear (MdgLedger *ledger, GError **error)
{
  return mdg_database_exec (ledger->database,
                            "DELETE FROM mailbox_mail; DELETE FROM operation_start;"
                            "DELETE FROM start_of_use; DELETE FROM portal_session;"
                            "DELETE FROM portal_user;"
                            "DELETE FROM given_answer; DELETE FROM application;"
                            "DELETE FROM listed; DELETE FROM session; DELETE FROM password_history;"
                            "DELETE FROM account; DELETE FROM institution; DELETE FROM stranger",
                            error);
}

static gboolean
add_institution (MdgLedger *ledger, const MdgTrainingAccount *account, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO institution (code, name, keeper) VALUES (?1, ?2, ?1) ON CONFLICT DO NOTHING",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, account->institution_code);
  mdg_statement_bind_text (statement, 1, account->institution_name);
  return mdg_statement_run (statement, error);
}

/* The times of an account's beginning. */
static void
bind_times (MdgStatement *statement, const MdgScenarioAccount *begins, gint64 now)
{
  const MdgTrainingAccount *account = &begins->account;
  gint64 changed = now - (gint64)begins->password_age_days * MDG_RULE_DAY_SECONDS;
  gboolean expires = mdg_password_expires (strlen (account->password));
  gboolean registered = account->state != MDG_TRAINING_NEVER_REGISTERED;

  mdg_statement_bind_int (statement, 4, changed);
  mdg_statement_bind_int (statement, 5,
                          expires ? changed + (gint64)MDG_PASSWORD_DAYS * MDG_RULE_DAY_SECONDS : 0);
  mdg_statement_bind_int (statement, 7, registered ? changed : 0);
  mdg_statement_bind_int (statement, 8,
                          account->state == MDG_TRAINING_LOCKED ? now + MDG_RULE_LOCK_SECONDS : 0);
}

static gboolean
add_account (MdgLedger *ledger,
             const MdgScenarioAccount *begins,
             guint origin,
             gint64 now,
             GError **error)
{
  const MdgTrainingAccount *account = &begins->account;
  g_autoptr (MdgSecret) key = NULL;
  guint8 salt[MDG_PASSWORD_SALT_BYTES];
  MdgStatement *statement;

  if (account->setup_key && !(key = mdg_base32_decode (account->setup_key, -1, error)))
    return FALSE;
  statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO account (institution_code, login_id, origin, salt, password_changed_at,"
      " password_expires_at, setup_key, registered_at, locked_until) VALUES (?, ?, ?, ?, ?, ?, ?, "
      "?, ?)",
      error);
  if (!statement || !add_institution (ledger, account, error))
    return FALSE;
  randombytes_buf (salt, sizeof salt);
  mdg_statement_bind_text (statement, 0, account->institution_code);
  mdg_statement_bind_text (statement, 1, account->login_id);
  mdg_statement_bind_int (statement, 2, origin);
  mdg_statement_bind_blob (statement, 3, salt, sizeof salt);
  bind_times (statement, begins, now);
  mdg_statement_bind_blob (statement, 6, key ? mdg_secret_get_data (key, NULL) : NULL,
                           key ? mdg_secret_get_length (key) : 0);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_scenario (MdgLedger *ledger,
                         const MdgScenario *scenario,
                         guint first,
                         gint64 now,
                         GError **error)
{
  for (guint number = first; number < mdg_scenario_get_n_accounts (scenario); number++)
    {
      g_autoptr (MdgScenarioAccount) begins = mdg_scenario_get (scenario, number);
      MdgAccountKind kind;

      /* A W account logs in to the app, not here. */
      if (mdg_account_id_check (begins->account.login_id, &kind) && kind == MDG_ACCOUNT_LINKAGE
          && !add_account (ledger, begins, number, now, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mdg_ledger_add_login (MdgLedger *ledger,
                      const MdgScenario *scenario,
                      const MdgAccount *account,
                      gint64 serial,
                      gint64 now,
                      GError **error)
{
  guint origin = MDG_SCENARIO_FIRST_ISSUED + (guint)serial;
  g_autoptr (MdgScenarioAccount) begins = mdg_scenario_get (scenario, origin);
  MdgTrainingAccount *made = &begins->account;

  g_free (made->institution_code);
  g_free (made->institution_name);
  g_free (made->login_id);
  made->institution_code = g_strdup (account->institution_code);
  made->institution_name = g_strdup (account->institution_name);
  made->login_id = g_strdup (account->id);
  begins->password_age_days = 0;
  return add_account (ledger, begins, origin, now, error);
}

gboolean
mdg_ledger_remove_login (MdgLedger *ledger, const MdgAccount *account, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "DELETE FROM account WHERE institution_code = ? AND login_id = ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, account->institution_code);
  mdg_statement_bind_text (statement, 1, account->id);
  return mdg_statement_run (statement, error);
}
