/* cache-store.c: the SQL of the cache and its vault.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-store.h"

#include "store/audit.h"
#include "store/cache-store-private.h"
#include "store/password-candidates.h"
#include "store/password-history.h"
#include "store/statement.h"
#include "store/vault.h"

#define KIND_KEY "setup-key"
#define KIND_URI "otpauth-uri"
#define KIND_PENDING_KEY "pending-setup-key"
#define KIND_PENDING_URI "pending-otpauth-uri"
#define KIND_PASSWORD "password"
#define KIND_CANDIDATE "password-candidate" /* the newest: password-candidates.h */

#define RECORD_COLUMNS                                                                             \
  "institution_code, login_id, institution_name, registration, registered_at,"                     \
  " password_changed_at, password_expires_at, locked_until, locked_by_passcode, last_login,"       \
  " (SELECT count(*) FROM print WHERE account = account.id"                                        \
  "  AND print.registration_number = account.registration_number),"                                \
  " (SELECT coalesce(max(printed_at), 0) FROM print WHERE account = account.id"                    \
  "  AND print.registration_number = account.registration_number)"

const MdgMigration mdg_cache_migrations[] = {
  { "/org/madoguchi/Madoguchi/schema/cache-1.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-2.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-3.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-4.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-5.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-6.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-7.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-8.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-9.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-10.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-11.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-12.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-13.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-14.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-15.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-16.sql" },
  { "/org/madoguchi/Madoguchi/schema/cache-17.sql" },
};
const int mdg_cache_n_migrations = G_N_ELEMENTS (mdg_cache_migrations);

static char *
owner_of (const char *institution_code, const char *login_id)
{
  return g_strconcat (institution_code, "/", login_id, NULL);
}

/* Ends the transaction that the caller began: commits what is sound. */
static gboolean
end_transaction (MdgCacheStore *self, gboolean sound, GError **error)
{
  if (!sound)
    {
      mdg_database_rollback (self->database);
      return FALSE;
    }
  if (!mdg_database_commit (self->database, error))
    return FALSE;
  mdg_cache_store_follow_record (self);
  return TRUE;
}

/* A statement whose first two parameters name the account. */
static MdgStatement *
about_account (MdgCacheStore *self,
               const char *sql,
               const char *institution_code,
               const char *login_id,
               GError **error)
{
  MdgStatement *statement = mdg_statement_new (self->database, sql, error);

  if (statement != NULL)
    {
      mdg_statement_bind_text (statement, 0, institution_code);
      mdg_statement_bind_text (statement, 1, login_id);
    }
  return statement;
}

static gboolean
ensure_account (MdgCacheStore *self,
                const char *institution_code,
                const char *login_id,
                GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (self,
                       "INSERT INTO account (institution_code, login_id) VALUES (?1, ?2)"
                       " ON CONFLICT DO NOTHING",
                       institution_code, login_id, error);

  return statement != NULL && mdg_statement_run (statement, error);
}

/* Whether (@kind, @owner) holds exactly @secret. */
static gboolean
vault_holds (MdgCacheStore *self, const char *kind, const char *owner, MdgSecret *secret)
{
  g_autoptr (MdgSecret) kept = mdg_vault_load (self->vault, kind, owner, NULL);

  return kept != NULL && mdg_secret_equal (kept, secret);
}

/* Makes the secret of kind @from the one of kind @to. */
static gboolean
promote (MdgCacheStore *self, const char *from, const char *to, const char *owner, GError **error)
{
  g_autoptr (MdgSecret) secret = mdg_vault_load (self->vault, from, owner, error);

  return secret != NULL && mdg_vault_store (self->vault, to, owner, secret, error)
         && mdg_vault_remove (self->vault, from, owner, error);
}

MdgCacheStore *
mdg_cache_store_open_database (const char *folder, GError **error)
{
  g_autoptr (MdgCacheStore) self = g_new0 (MdgCacheStore, 1);
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);

  self->owns_database = TRUE;
  self->database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                      mdg_cache_n_migrations, error);
  return self->database != NULL ? g_steal_pointer (&self) : NULL;
}

MdgDatabase *
mdg_cache_store_steal_database (MdgCacheStore *self)
{
  self->owns_database = FALSE;
  return self->database;
}

MdgDatabase *
mdg_cache_store_get_database (MdgCacheStore *self)
{
  return self->database;
}

void
mdg_cache_store_free (MdgCacheStore *self)
{
  if (self == NULL)
    return;
  mdg_vault_free (self->vault);
  if (self->owns_database)
    mdg_database_close (self->database);
  g_free (self->counter);
  g_free (self);
}

/* Accounts */

static MdgAccountRecord *
read_record (MdgStatement *statement)
{
  MdgAccountRecord *record = mdg_account_record_new (mdg_statement_get_text (statement, 0),
                                                     mdg_statement_get_text (statement, 1));

  record->institution_name = g_strdup (mdg_statement_get_text (statement, 2));
  record->registration = (MdgRegistrationState)mdg_statement_get_int (statement, 3);
  record->registered_at = mdg_statement_get_int (statement, 4);
  record->password_changed_at = mdg_statement_get_int (statement, 5);
  record->password_expires_at = mdg_statement_get_int (statement, 6);
  record->locked_until = mdg_statement_get_int (statement, 7);
  record->locked_by_passcode = mdg_statement_get_int (statement, 8) != 0;
  record->last_login = mdg_statement_get_int (statement, 9);
  record->times_printed = (guint)mdg_statement_get_int (statement, 10);
  record->last_printed = mdg_statement_get_int (statement, 11);
  return record;
}

MdgAccountRecord *
mdg_cache_store_load_account (MdgCacheStore *self,
                              const char *institution_code,
                              const char *login_id,
                              GError **error)
{
  g_autoptr (MdgStatement) statement = about_account (
      self, "SELECT " RECORD_COLUMNS " FROM account WHERE institution_code = ? AND login_id = ?",
      institution_code, login_id, error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return NULL;
  return row ? read_record (statement) : mdg_account_record_new (institution_code, login_id);
}

GPtrArray *
mdg_cache_store_list_accounts (MdgCacheStore *self, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_account_record_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database, "SELECT " RECORD_COLUMNS " FROM account ORDER BY last_login DESC, id", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  do
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (records, read_record (statement));
    }
  while (row);
  return g_steal_pointer (&records);
}

gboolean
mdg_cache_store_save_account (MdgCacheStore *self, const MdgAccountRecord *record, GError **error)
{
  g_autoptr (MdgStatement) statement = about_account (
      self,
      "INSERT INTO account (institution_code, login_id, institution_name, password_changed_at,"
      " password_expires_at, locked_until, locked_by_passcode, last_login)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (institution_code, login_id) DO UPDATE SET"
      " institution_name = coalesce (excluded.institution_name, institution_name),"
      " password_changed_at = excluded.password_changed_at,"
      " password_expires_at = excluded.password_expires_at,"
      " locked_until = excluded.locked_until, locked_by_passcode = excluded.locked_by_passcode,"
      " last_login = excluded.last_login",
      record->institution_code, record->login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 2, record->institution_name);
  mdg_statement_bind_int (statement, 3, record->password_changed_at);
  mdg_statement_bind_int (statement, 4, record->password_expires_at);
  mdg_statement_bind_int (statement, 5, record->locked_until);
  mdg_statement_bind_int (statement, 6, record->locked_by_passcode ? 1 : 0);
  mdg_statement_bind_int (statement, 7, record->last_login);
  return mdg_statement_run (statement, error);
}

/* Registration */

/* @is_new_key: whether this is another key than the one that was pending: then the count of
 * printings starts again, for its sheet was never printed. */
static gboolean
mark_pending (MdgCacheStore *self,
              const char *institution_code,
              const char *login_id,
              const char *institution_name,
              gboolean is_new_key,
              GError **error)
{
  g_autoptr (MdgStatement) statement = about_account (
      self,
      "UPDATE account SET registration = ?3, registration_number = registration_number + ?4,"
      " institution_name = coalesce (?5, institution_name)"
      " WHERE institution_code = ?1 AND login_id = ?2",
      institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, MDG_REGISTRATION_PENDING);
  mdg_statement_bind_int (statement, 3, is_new_key ? 1 : 0);
  mdg_statement_bind_text (statement, 4, institution_name);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_cache_store_save_registration (MdgCacheStore *self,
                                   const char *institution_code,
                                   const char *login_id,
                                   const char *institution_name,
                                   MdgSecret *setup_key,
                                   MdgSecret *otpauth_uri,
                                   GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);
  gboolean is_new_key = !vault_holds (self, KIND_PENDING_KEY, owner, setup_key);

  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             ensure_account (self, institution_code, login_id, error)
                 && mark_pending (self, institution_code, login_id, institution_name, is_new_key,
                                  error)
                 && mdg_vault_store (self->vault, KIND_PENDING_KEY, owner, setup_key, error)
                 && mdg_vault_store (self->vault, KIND_PENDING_URI, owner, otpauth_uri, error),
             error);
}

static gboolean
mark_confirmed (MdgCacheStore *self,
                const char *institution_code,
                const char *login_id,
                gint64 registered_at,
                GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (self,
                       "UPDATE account SET registration = ?3, registered_at = ?4"
                       " WHERE institution_code = ?1 AND login_id = ?2",
                       institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, MDG_REGISTRATION_CONFIRMED);
  mdg_statement_bind_int (statement, 3, registered_at);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_cache_store_confirm_registration (MdgCacheStore *self,
                                      const char *institution_code,
                                      const char *login_id,
                                      gint64 registered_at,
                                      GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             promote (self, KIND_PENDING_KEY, KIND_KEY, owner, error)
                 && promote (self, KIND_PENDING_URI, KIND_URI, owner, error)
                 && mark_confirmed (self, institution_code, login_id, registered_at, error),
             error);
}

static gboolean
insert_print (MdgCacheStore *self,
              const char *institution_code,
              const char *login_id,
              MdgPrintKind kind,
              const char *by_whom,
              gint64 when,
              GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (self,
                       "INSERT INTO print (account, registration_number, printed_at, by_whom, kind)"
                       " SELECT id, registration_number, ?3, ?4, ?5 FROM account"
                       " WHERE institution_code = ?1 AND login_id = ?2",
                       institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, when);
  mdg_statement_bind_text (statement, 3, by_whom != NULL ? by_whom : "");
  mdg_statement_bind_int (statement, 4, kind);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_cache_store_record_print (MdgCacheStore *self,
                              const char *institution_code,
                              const char *login_id,
                              MdgPrintKind kind,
                              const char *by_whom,
                              gint64 when,
                              GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);
  const char *act = kind == MDG_PRINT_PAPER ? MDG_ACT_PRINTED : MDG_ACT_SAVED;

  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             ensure_account (self, institution_code, login_id, error)
                 && insert_print (self, institution_code, login_id, kind, by_whom, when, error)
                 && mdg_audit_append (self->database, self->vault, when, by_whom, act,
                                      MDG_MATTER_REGISTRATION_SHEET, owner, error),
             error);
}

/* Passwords */

gboolean
mdg_cache_store_propose_password (MdgCacheStore *self,
                                  const char *institution_code,
                                  const char *login_id,
                                  MdgSecret *password,
                                  GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             ensure_account (self, institution_code, login_id, error)
                 && mdg_password_candidates_add (self->vault, owner, password, error),
             error);
}

static gboolean
mark_password (MdgCacheStore *self,
               const char *institution_code,
               const char *login_id,
               gint64 changed_at,
               gint64 expires_at,
               GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (self,
                       "UPDATE account SET password_changed_at = ?3, password_expires_at = ?4"
                       " WHERE institution_code = ?1 AND login_id = ?2",
                       institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, changed_at);
  mdg_statement_bind_int (statement, 3, expires_at);
  return mdg_statement_run (statement, error);
}

/* One that held before it belongs to those that were, too. */
static gboolean
remember_former (MdgCacheStore *self,
                 const char *institution_code,
                 const char *login_id,
                 MdgSecret *former,
                 GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  return former == NULL || !mdg_password_candidates_hold (self->vault, owner, former)
         || mdg_password_history_add (self->database, self->vault, institution_code, login_id,
                                      former, 0, error);
}

/* The candidate becomes the password, and both are remembered as passwords that were: the earlier
 * one, too, where it was kept before there was a history. */
static gboolean
accept_password (MdgCacheStore *self,
                 const char *institution_code,
                 const char *login_id,
                 MdgSecret *former,
                 gint64 changed_at,
                 GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);
  g_autoptr (MdgSecret) earlier = mdg_vault_load (self->vault, KIND_PASSWORD, owner, NULL);
  g_autoptr (MdgSecret) candidate = mdg_vault_load (self->vault, KIND_CANDIDATE, owner, error);

  return candidate != NULL
         && (earlier == NULL
             || mdg_password_history_add (self->database, self->vault, institution_code, login_id,
                                          earlier, 0, error))
         && remember_former (self, institution_code, login_id, former, error)
         && mdg_password_history_add (self->database, self->vault, institution_code, login_id,
                                      candidate, changed_at, error)
         && promote (self, KIND_CANDIDATE, KIND_PASSWORD, owner, error)
         && mdg_password_candidates_remove (self->vault, owner, error);
}

gboolean
mdg_cache_store_settle_password (MdgCacheStore *self,
                                 const char *institution_code,
                                 const char *login_id,
                                 gboolean accepted,
                                 gint64 changed_at,
                                 gint64 expires_at,
                                 GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             accepted ? accept_password (self, institution_code, login_id, NULL, changed_at, error)
                            && mark_password (self, institution_code, login_id, changed_at,
                                              expires_at, error)
                      : mdg_password_candidates_remove (self->vault, owner, error),
             error);
}

gboolean
mdg_cache_store_settle_password_as (MdgCacheStore *self,
                                    const char *institution_code,
                                    const char *login_id,
                                    MdgSecret *held,
                                    MdgSecret *former,
                                    gint64 changed_at,
                                    gint64 expires_at,
                                    GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  if (!mdg_password_candidates_hold (self->vault, owner, held))
    return mdg_cache_store_settle_password (self, institution_code, login_id, FALSE, 0, 0, error);
  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             mdg_password_candidates_add (self->vault, owner, held, error)
                 && accept_password (self, institution_code, login_id, former, changed_at, error)
                 && mark_password (self, institution_code, login_id, changed_at, expires_at, error),
             error);
}

MdgSecret *
mdg_cache_store_load_secret (MdgCacheStore *self,
                             const char *kind,
                             const char *institution_code,
                             const char *login_id,
                             GError **error)
{
  g_autofree char *owner = owner_of (institution_code, login_id);

  return mdg_vault_load (self->vault, kind, owner, error);
}

gboolean
mdg_cache_store_clear (MdgCacheStore *self, GError **error)
{
  return mdg_database_begin (self->database, error)
         && end_transaction (
             self,
             mdg_vault_remove_all (self->vault, "record-id", error)
                 && mdg_database_exec (
                     self->database,
                     "DELETE FROM account; DELETE FROM certificate;"
                     " DELETE FROM issue_notice; DELETE FROM reminder_shown;"
                     " DELETE FROM certificate_password; DELETE FROM account_list;"
                     " DELETE FROM terminal_account; DELETE FROM reception;"
                     " DELETE FROM introduction_plan; DELETE FROM introduction_step;"
                     " DELETE FROM own_contact; DELETE FROM portal_tick;"
                     " DELETE FROM otp_entry",
                     error),
             error);
}

gpointer
mdg_cache_store_run (MdgCacheStore *self,
                     MdgCacheFunc work,
                     gpointer data,
                     GDestroyNotify free_result,
                     GError **error)
{
  gpointer result;

  if (!mdg_database_begin (self->database, error))
    return NULL;
  result = work (self->database, self->vault, data, error);
  if (end_transaction (self, result != NULL, error))
    return result;
  if (result != NULL && free_result != NULL)
    free_result (result);
  return NULL;
}

gpointer
mdg_cache_store_run_plain (MdgCacheStore *self, MdgCacheFunc work, gpointer data, GError **error)
{
  gpointer result = work (self->database, self->vault, data, error);

  mdg_cache_store_follow_record (self);
  return result;
}
