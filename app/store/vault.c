/* vault.c: the vault's key: making it, wrapping it, locking it away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-private.h"

#include <sodium.h>
#include <string.h>

#include "core/secret-text.h"
#include "store/statement.h"
#include "store/vault-code.h"
#include "store/vault-register.h"
#include "store/vault-wrap.h"

gboolean
mdg_vault_require_unlocked (MdgVault *self, GError **error)
{
  if (self->key != NULL)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static MdgSecret *
normalise (MdgSecret *passphrase, GError **error)
{
  MdgSecret *normal = mdg_secret_normalise (passphrase, MDG_TEXT_CANONICAL);

  if (normal == NULL)
    mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "the passphrase is empty or no text");
  return normal;
}

static gboolean
save_wrap (MdgVault *self, const char *kind, MdgSecret *known, MdgVaultCost cost, GError **error)
{
  const MdgOuterWrap *outer = g_str_equal (kind, MDG_VAULT_WRAP_PASSPHRASE) ? self->outer : NULL;
  g_autoptr (MdgVaultWrap) wrap = mdg_vault_wrap_new (kind, known, cost, self->key, outer, error);

  return wrap != NULL && mdg_vault_wrap_save (wrap, self->database, error);
}

/* Savepoints, because the caller may be in a transaction. */
gboolean
mdg_vault_begin (MdgVault *self, GError **error)
{
  return mdg_database_exec (self->database, "SAVEPOINT vault", error);
}

gboolean
mdg_vault_end (MdgVault *self, gboolean sound, GError **error)
{
  if (sound && mdg_database_exec (self->database, "RELEASE vault", error))
    return TRUE;
  mdg_database_exec (self->database, "ROLLBACK TO vault; RELEASE vault", NULL);
  return FALSE;
}

static gboolean
save_wraps (MdgVault *self,
            MdgSecret *passphrase,
            MdgVaultCost cost,
            MdgSecret *recovery,
            GError **error)
{
  return save_wrap (self, MDG_VAULT_WRAP_PASSPHRASE, passphrase, cost, error)
         && (recovery == NULL
             || save_wrap (self, MDG_VAULT_WRAP_RECOVERY, recovery, MDG_VAULT_COST_GENERATED,
                           error));
}

/* the recovery code's wrap ----------------------------------------------------------------------
 */

#define DIGEST_CONTEXT "madoguchi recovery wrap 1"

/* Of what lies in the file now. */
static gboolean
take_recovery_digest (MdgVault *self, guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES], GError **error)
{
  g_autoptr (MdgVaultWrap) wrap
      = mdg_vault_wrap_load (self->database, MDG_VAULT_WRAP_RECOVERY, error);
  g_autoptr (MdgSecret) key
      = wrap != NULL ? mdg_vault_derive_key (self, DIGEST_CONTEXT, error) : NULL;

  if (key == NULL)
    return FALSE;
  mdg_vault_wrap_take_digest (wrap, key, digest);
  return TRUE;
}

/* In the transaction in which it was written. */
static gboolean
bind_recovery (MdgVault *self, GError **error)
{
  guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES];

  return take_recovery_digest (self, digest, error)
         && mdg_vault_register_set_recovery (self, digest, error);
}

/* Where nobody knows what it was like, it is taken as it is found: one that is damaged, or none, is
 * not. */
static void
learn_recovery (MdgVault *self)
{
  guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES];
  g_autoptr (GError) error = NULL;

  if (!mdg_vault_register_get_recovery (self, digest) && take_recovery_digest (self, digest, NULL)
      && !mdg_vault_register_set_recovery (self, digest, &error))
    g_info ("what the recovery code opens is not known yet: %s", error->message);
}

gboolean
mdg_vault_has_damaged_recovery (MdgVault *self)
{
  guint8 known[MDG_VAULT_WRAP_DIGEST_BYTES], digest[MDG_VAULT_WRAP_DIGEST_BYTES];
  gboolean is_known = mdg_vault_register_get_recovery (self, known);
  g_autoptr (MdgVaultWrap) wrap = NULL;
  g_autoptr (GError) fault = NULL;

  if (is_known && take_recovery_digest (self, digest, &fault))
    return sodium_memcmp (known, digest, sizeof known) != 0;
  if (!is_known)
    wrap = mdg_vault_wrap_load (self->database, MDG_VAULT_WRAP_RECOVERY, &fault);
  return g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED)
         /* It was there, and of this version. */
         || (is_known
             && (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
                 || g_error_matches (fault, MDG_ERROR, MDG_ERROR_TOO_NEW)));
}

/* Both wraps and an empty register, or nothing. */
static gboolean
save_new (MdgVault *self,
          MdgSecret *passphrase,
          MdgVaultCost cost,
          MdgSecret *recovery,
          GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return mdg_vault_begin (self, error)
         && mdg_vault_end (self,
                           save_wraps (self, passphrase, cost, recovery, error)
                               && mdg_vault_register_write (self, none, 0, NULL, error)
                               && (recovery == NULL || bind_recovery (self, error)),
                           error);
}

/* A vault of an earlier version; what is full or read-only now is asked again at the first writing.
 */
static void
adopt (MdgVault *self)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_vault_register_exists (self) && !mdg_vault_adopt (self, &error))
    g_warning ("the vault has no register yet: %s", error->message);
}

static gboolean
unlock (MdgVault *self, const char *kind, MdgSecret *known, GError **error)
{
  g_autoptr (MdgVaultWrap) wrap = mdg_vault_wrap_load (self->database, kind, error);
  MdgSecret *key;

  if (wrap == NULL)
    return FALSE;
  key = mdg_vault_wrap_open (wrap, known, self->outer, error);
  if (key == NULL)
    return FALSE;
  mdg_vault_lock (self);
  self->key = key;
  adopt (self);
  learn_recovery (self);
  return TRUE;
}

/* FALSE also when it cannot be said. */
static gboolean
has_rows (MdgDatabase *database, const char *sql)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row;
}

gboolean
mdg_vault_exists (MdgDatabase *database)
{
  return has_rows (database, "SELECT 1 FROM vault_key LIMIT 1");
}

gboolean
mdg_vault_is_of_person (MdgDatabase *database)
{
  return has_rows (database, "SELECT 1 FROM vault_key WHERE kind = '" MDG_VAULT_WRAP_RECOVERY "'");
}

/* Makes the vault; @recovery: (nullable): the code's bytes. */
static MdgVault *
create (MdgDatabase *database,
        MdgSecret *passphrase,
        MdgVaultCost cost,
        MdgSecret *recovery,
        const MdgOuterWrap *outer,
        GError **error)
{
  g_autoptr (MdgVault) self = NULL;
  g_autoptr (MdgSecret) normal = NULL;

  if (mdg_vault_exists (database))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "there is a vault already");
      return NULL;
    }
  /* Its key is lost; with a new one nobody would ever learn that. */
  if (has_rows (database, "SELECT 1 FROM secret LIMIT 1"))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "there are secrets, but no key to them");
      return NULL;
    }
  normal = normalise (passphrase, error);
  if (normal == NULL)
    return NULL;
  self = g_new0 (MdgVault, 1);
  self->database = database;
  self->outer = outer;
  self->key = mdg_secret_new_random (MDG_VAULT_KEY_BYTES);
  return save_new (self, normal, cost, recovery, error) ? g_steal_pointer (&self) : NULL;
}

MdgVault *
mdg_vault_create (MdgDatabase *database,
                  MdgSecret *passphrase,
                  MdgVaultCost cost,
                  MdgSecret **recovery_code,
                  GError **error)
{
  g_autoptr (MdgSecret) printed = NULL;
  g_autoptr (MdgSecret) recovery = NULL;
  MdgVault *self;

  g_return_val_if_fail (database != NULL && passphrase != NULL, NULL);

  if (recovery_code != NULL)
    {
      printed = mdg_vault_new_recovery_code ();
      recovery = mdg_vault_code_require (printed, error);
    }
  self = create (database, passphrase, cost, recovery, NULL, error);
  if (self != NULL && recovery_code != NULL)
    *recovery_code = g_steal_pointer (&printed);
  return self;
}

MdgVault *
mdg_vault_create_for_person (MdgDatabase *database,
                             MdgSecret *passphrase,
                             MdgVaultCost cost,
                             MdgSecret *recovery_code,
                             const MdgOuterWrap *outer,
                             GError **error)
{
  g_autoptr (MdgSecret) recovery = NULL;

  g_return_val_if_fail (database != NULL && passphrase != NULL && recovery_code != NULL, NULL);

  recovery = mdg_vault_code_require (recovery_code, error);
  return recovery != NULL ? create (database, passphrase, cost, recovery, outer, error) : NULL;
}

void
mdg_vault_set_outer_wrap (MdgVault *self, const MdgOuterWrap *outer)
{
  self->outer = outer;
}

/* In the table and in its index, which opening the file does not compare. Not in a transaction:
 * damage that is met there ends all writing in it. */
static gboolean
is_in_order (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "PRAGMA integrity_check (secret)", NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row
         && g_strcmp0 (mdg_statement_get_text (statement, 0), "ok") == 0;
}

MdgVault *
mdg_vault_open (MdgDatabase *database, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgVaultWrap) by_passphrase = NULL;
  g_autoptr (MdgVaultWrap) by_recovery = NULL;
  MdgVault *self;

  g_return_val_if_fail (database != NULL, NULL);

  if (sodium_init () < 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "libsodium does not start");
      return NULL;
    }
  by_passphrase = mdg_vault_wrap_load (database, MDG_VAULT_WRAP_PASSPHRASE, &fault);
  by_recovery = mdg_vault_wrap_load (database, MDG_VAULT_WRAP_RECOVERY, NULL);
  /* One sound wrap is enough: the recovery code is there for the day the other is not. */
  if (by_passphrase == NULL && by_recovery == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  self = g_new0 (MdgVault, 1);
  self->database = database;
  self->disordered = !is_in_order (database);
  if (self->disordered)
    mdg_vault_forget_made_anew (self);
  return self;
}

void
mdg_vault_free (MdgVault *self)
{
  if (self == NULL)
    return;
  mdg_vault_lock (self);
  g_free (self);
}

gboolean
mdg_vault_unlock (MdgVault *self, MdgSecret *passphrase, GError **error)
{
  g_autoptr (MdgSecret) normal = normalise (passphrase, NULL);

  if (normal != NULL)
    return unlock (self, MDG_VAULT_WRAP_PASSPHRASE, normal, error);
  mdg_set_error (error, MDG_ERROR_WRONG_PASSPHRASE, "the passphrase is empty or no text");
  return FALSE;
}

gboolean
mdg_vault_unlock_with_recovery_code (MdgVault *self, const char *code, GError **error)
{
  g_autoptr (MdgSecret) recovery = mdg_vault_code_read (code);

  if (recovery != NULL)
    return unlock (self, MDG_VAULT_WRAP_RECOVERY, recovery, error);
  mdg_set_error (error, MDG_ERROR_WRONG_PASSPHRASE, "this is no recovery code");
  return FALSE;
}

void
mdg_vault_lock (MdgVault *self)
{
  g_clear_pointer (&self->key, mdg_secret_unref);
}

gboolean
mdg_vault_is_locked (MdgVault *self)
{
  return self->key == NULL;
}

gboolean
mdg_vault_change_passphrase (MdgVault *self,
                             MdgSecret *passphrase,
                             MdgVaultCost cost,
                             GError **error)
{
  g_autoptr (MdgSecret) normal = NULL;

  if (!mdg_vault_require_unlocked (self, error))
    return FALSE;
  normal = normalise (passphrase, error);
  return normal != NULL && save_wrap (self, MDG_VAULT_WRAP_PASSPHRASE, normal, cost, error);
}

gboolean
mdg_vault_change_recovery_code (MdgVault *self, MdgSecret *recovery_code, GError **error)
{
  g_autoptr (MdgSecret) recovery = NULL;

  if (!mdg_vault_require_unlocked (self, error))
    return FALSE;
  recovery = mdg_vault_code_require (recovery_code, error);
  return recovery != NULL && mdg_vault_begin (self, error)
         && mdg_vault_end (
             self,
             save_wrap (self, MDG_VAULT_WRAP_RECOVERY, recovery, MDG_VAULT_COST_GENERATED, error)
                 && bind_recovery (self, error),
             error);
}

MdgSecret *
mdg_vault_derive_key (MdgVault *self, const char *context, GError **error)
{
  guint8 *derived;
  MdgSecret *key;

  if (!mdg_vault_require_unlocked (self, error))
    return NULL;
  derived = sodium_malloc (MDG_VAULT_KEY_BYTES);
  if (derived == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "no locked memory left");
      return NULL;
    }
  crypto_generichash (derived, MDG_VAULT_KEY_BYTES, (const guint8 *)context, strlen (context),
                      mdg_secret_get_data (self->key, NULL), MDG_VAULT_KEY_BYTES);
  key = mdg_secret_new (derived, MDG_VAULT_KEY_BYTES);
  sodium_free (derived);
  return key;
}
