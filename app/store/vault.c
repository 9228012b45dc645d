/* vault.c: the secrets inside the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault.h"

#include <sodium.h>
#include <string.h>

#include "core/base32.h"
#include "core/secret-text.h"
#include "core/text.h"
#include "store/statement.h"
#include "store/vault-wrap.h"

#define ID_BYTES 16
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

/* Secrets are padded to whole blocks: the length of a password is nobody's business. */
#define BLOCK_BYTES 32

#define RECOVERY_BYTES 20 /* 160 bits: 32 Base32 characters */
#define RECOVERY_GROUP 4

struct _MdgVault
{
  MdgDatabase *database;
  MdgSecret *key;            /* NULL: locked */
  const MdgOuterWrap *outer; /* (nullable): of what the passphrase opens */
};

/* A row of the table secret while it is sealed or opened. */
typedef struct
{
  const guint8 *id;
  const char *kind;
  const char *owner;
} Identity;

/* Memory for plain text: locked, wiped, kept from one record to the next. */
typedef struct
{
  guint8 *data;
  gsize size;
} Scratch;

static void
scratch_clear (Scratch *scratch)
{
  sodium_free (scratch->data);
  scratch->data = NULL;
  scratch->size = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scratch, scratch_clear)

static gboolean
scratch_reserve (Scratch *scratch, gsize size)
{
  if (scratch->data != NULL && size <= scratch->size)
    return TRUE;
  scratch_clear (scratch);
  scratch->data = sodium_malloc (size);
  scratch->size = scratch->data != NULL ? size : 0;
  return scratch->data != NULL;
}

/* The associated data: a sealed text opens only in the row it was made for. Neither kind nor owner
 * can hold a NUL, so no two identities read alike. */
static GByteArray *
describe (GByteArray *into, const Identity *identity)
{
  static const char tag[] = "madoguchi secret 1";

  g_byte_array_set_size (into, 0);
  g_byte_array_append (into, (const guint8 *)tag, sizeof tag);
  g_byte_array_append (into, identity->id, ID_BYTES);
  g_byte_array_append (into, (const guint8 *)identity->kind, (guint)strlen (identity->kind) + 1);
  g_byte_array_append (into, (const guint8 *)identity->owner, (guint)strlen (identity->owner) + 1);
  return into;
}

/* Returns: (transfer full) (nullable): NULL without memory */
static GBytes *
seal (MdgVault *self, const Identity *identity, const guint8 *nonce, MdgSecret *secret)
{
  g_autoptr (GByteArray) description = describe (g_byte_array_new (), identity);
  g_auto (Scratch) plain = { 0 };
  gsize length, padded;
  const guint8 *data = mdg_secret_get_data (secret, &length);
  guint8 *sealed;

  padded = (length / BLOCK_BYTES + 1) * BLOCK_BYTES;
  if (!scratch_reserve (&plain, padded))
    return NULL;
  memcpy (plain.data, data, length);
  sodium_pad (&padded, plain.data, length, BLOCK_BYTES, plain.size);
  sealed = g_malloc (padded + TAG_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, plain.data, padded, description->data,
                                              description->len, NULL, nonce,
                                              mdg_secret_get_data (self->key, NULL));
  return g_bytes_new_take (sealed, padded + TAG_BYTES);
}

/* Opens columns nonce and sealed of the current row into @plain. */
static gboolean
unseal (MdgVault *self,
        MdgStatement *statement,
        int column,
        GByteArray *description,
        Scratch *plain,
        gsize *length)
{
  gsize nonce_length, sealed_length;
  const guint8 *nonce = mdg_statement_get_blob (statement, column, &nonce_length);
  const guint8 *sealed = mdg_statement_get_blob (statement, column + 1, &sealed_length);

  if (nonce_length != NONCE_BYTES || sealed_length < TAG_BYTES + BLOCK_BYTES
      || !scratch_reserve (plain, sealed_length - TAG_BYTES))
    return FALSE;
  return crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, sealed, sealed_length,
                                                     description->data, description->len, nonce,
                                                     mdg_secret_get_data (self->key, NULL))
             == 0
         && sodium_unpad (length, plain->data, sealed_length - TAG_BYTES, BLOCK_BYTES) == 0;
}

static gboolean
require_unlocked (MdgVault *self, GError **error)
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

/* Returns: (transfer full): the code as it is printed */
static MdgSecret *
print_recovery_code (MdgSecret *code)
{
  g_autoptr (MdgSecret) text = mdg_base32_encode (mdg_secret_get_data (code, NULL), RECOVERY_BYTES);
  char *grouped = mdg_text_group (mdg_secret_get_string (text), RECOVERY_GROUP);
  MdgSecret *printed = mdg_secret_new_from_string (grouped);

  mdg_wipe_string (grouped);
  return printed;
}

/* A typed code as its bytes. Base32 has no 0, 1 and 8, but eyes find them in O, I and B.
 * Returns: (transfer full) (nullable) */
static MdgSecret *
read_recovery_code (const char *typed)
{
  char *text = mdg_text_code (typed);
  MdgSecret *code;

  for (char *c = text; *c != '\0'; c++)
    *c = *c == '0' ? 'O' : *c == '1' ? 'I' : *c == '8' ? 'B' : *c;
  code = mdg_base32_decode (text, -1, NULL);
  mdg_wipe_string (text);
  if (code != NULL && mdg_secret_get_length (code) != RECOVERY_BYTES)
    g_clear_pointer (&code, mdg_secret_unref);
  return code;
}

/* Both wraps or none. A savepoint, because the caller may be in a transaction. */
static gboolean
save_wraps (MdgVault *self,
            MdgSecret *passphrase,
            MdgVaultCost cost,
            MdgSecret *recovery,
            GError **error)
{
  if (!mdg_database_exec (self->database, "SAVEPOINT vault_create", error))
    return FALSE;
  if (save_wrap (self, MDG_VAULT_WRAP_PASSPHRASE, passphrase, cost, error)
      && (recovery == NULL
          || save_wrap (self, MDG_VAULT_WRAP_RECOVERY, recovery, MDG_VAULT_COST_GENERATED, error))
      && mdg_database_exec (self->database, "RELEASE vault_create", error))
    return TRUE;
  mdg_database_exec (self->database, "ROLLBACK TO vault_create; RELEASE vault_create", NULL);
  return FALSE;
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
  return save_wraps (self, normal, cost, recovery, error) ? g_steal_pointer (&self) : NULL;
}

MdgVault *
mdg_vault_create (MdgDatabase *database,
                  MdgSecret *passphrase,
                  MdgVaultCost cost,
                  MdgSecret **recovery_code,
                  GError **error)
{
  g_autoptr (MdgSecret) recovery = NULL;
  MdgVault *self;

  g_return_val_if_fail (database != NULL && passphrase != NULL, NULL);

  if (recovery_code != NULL)
    recovery = mdg_secret_new_random (RECOVERY_BYTES);
  self = create (database, passphrase, cost, recovery, NULL, error);
  if (self != NULL && recovery_code != NULL)
    *recovery_code = print_recovery_code (recovery);
  return self;
}

MdgSecret *
mdg_vault_new_recovery_code (void)
{
  g_autoptr (MdgSecret) recovery = mdg_secret_new_random (RECOVERY_BYTES);

  return print_recovery_code (recovery);
}

gboolean
mdg_vault_recovery_code_is (MdgSecret *code, const char *typed)
{
  g_autoptr (MdgSecret) right = read_recovery_code (mdg_secret_get_string (code));
  g_autoptr (MdgSecret) read = read_recovery_code (typed);

  return right != NULL && read != NULL && mdg_secret_equal (right, read);
}

/* Returns: (transfer full) (nullable): the bytes of a code as it is printed */
static MdgSecret *
require_recovery_code (MdgSecret *printed, GError **error)
{
  MdgSecret *recovery = read_recovery_code (mdg_secret_get_string (printed));

  if (recovery == NULL)
    mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "this is no recovery code");
  return recovery;
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

  recovery = require_recovery_code (recovery_code, error);
  return recovery != NULL ? create (database, passphrase, cost, recovery, outer, error) : NULL;
}

void
mdg_vault_set_outer_wrap (MdgVault *self, const MdgOuterWrap *outer)
{
  self->outer = outer;
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
  g_autoptr (MdgSecret) recovery = read_recovery_code (code);

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

  if (!require_unlocked (self, error))
    return FALSE;
  normal = normalise (passphrase, error);
  return normal != NULL && save_wrap (self, MDG_VAULT_WRAP_PASSPHRASE, normal, cost, error);
}

gboolean
mdg_vault_change_recovery_code (MdgVault *self, MdgSecret *recovery_code, GError **error)
{
  g_autoptr (MdgSecret) recovery = NULL;

  if (!require_unlocked (self, error))
    return FALSE;
  recovery = require_recovery_code (recovery_code, error);
  return recovery != NULL
         && save_wrap (self, MDG_VAULT_WRAP_RECOVERY, recovery, MDG_VAULT_COST_GENERATED, error);
}

gboolean
mdg_vault_store (MdgVault *self,
                 const char *kind,
                 const char *owner,
                 MdgSecret *secret,
                 GError **error)
{
  guint8 id[ID_BYTES], nonce[NONCE_BYTES];
  const Identity identity = { id, kind, owner };
  g_autoptr (MdgStatement) statement = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gsize length;
  const void *data;

  if (!require_unlocked (self, error))
    return FALSE;
  randombytes_buf (id, sizeof id);
  randombytes_buf (nonce, sizeof nonce);
  sealed = seal (self, &identity, nonce, secret);
  if (sealed == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "no locked memory left");
      return FALSE;
    }
  /* REPLACE: the earlier one of this kind and owner goes, with its id. */
  statement = mdg_statement_new (self->database,
                                 "INSERT OR REPLACE INTO secret VALUES (?, ?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  data = g_bytes_get_data (sealed, &length);
  mdg_statement_bind_blob (statement, 0, id, sizeof id);
  mdg_statement_bind_text (statement, 1, kind);
  mdg_statement_bind_text (statement, 2, owner);
  mdg_statement_bind_blob (statement, 3, nonce, sizeof nonce);
  mdg_statement_bind_blob (statement, 4, data, length);
  return mdg_statement_run (statement, error);
}

/* The row's id; NULL when it has not the right length. */
static const guint8 *
get_id (MdgStatement *statement, int column)
{
  gsize length;
  const guint8 *id = mdg_statement_get_blob (statement, column, &length);

  return length == ID_BYTES ? id : NULL;
}

MdgSecret *
mdg_vault_load (MdgVault *self, const char *kind, const char *owner, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  g_autoptr (GByteArray) description = g_byte_array_new ();
  g_auto (Scratch) plain = { 0 };
  Identity identity = { NULL, kind, owner };
  gboolean row = FALSE;
  gsize length;

  if (!require_unlocked (self, error))
    return NULL;
  statement = mdg_statement_new (
      self->database, "SELECT id, nonce, sealed FROM secret WHERE kind = ? AND owner = ?", error);
  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, kind);
  mdg_statement_bind_text (statement, 1, owner);
  if (!mdg_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "no %s is kept for %s", kind, owner);
      return NULL;
    }
  identity.id = get_id (statement, 0);
  if (identity.id != NULL
      && unseal (self, statement, 1, describe (description, &identity), &plain, &length))
    return mdg_secret_new (plain.data, length);
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the %s of %s was altered", kind, owner);
  return NULL;
}

gboolean
mdg_vault_load_each (MdgVault *self,
                     const char *kind,
                     MdgVaultEach each,
                     gpointer user_data,
                     GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  g_autoptr (GByteArray) description = g_byte_array_new ();
  g_auto (Scratch) plain = { 0 };
  gboolean row = FALSE;

  if (!require_unlocked (self, error))
    return FALSE;
  statement = mdg_statement_new (
      self->database, "SELECT id, owner, nonce, sealed FROM secret WHERE kind = ?", error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, kind);
  for (;;)
    {
      Identity identity = { NULL, kind, NULL };
      gsize length = 0;
      gboolean opened;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      identity.id = get_id (statement, 0);
      identity.owner = mdg_statement_get_text (statement, 1);
      opened = identity.id != NULL
               && unseal (self, statement, 2, describe (description, &identity), &plain, &length);
      each (identity.owner, opened ? plain.data : NULL, opened ? length : 0, user_data);
    }
}

gboolean
mdg_vault_remove (MdgVault *self, const char *kind, const char *owner, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;

  if (!require_unlocked (self, error))
    return FALSE;
  statement = mdg_statement_new (self->database, "DELETE FROM secret WHERE kind = ? AND owner = ?",
                                 error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, kind);
  mdg_statement_bind_text (statement, 1, owner);
  return mdg_statement_run (statement, error);
}

MdgSecret *
mdg_vault_derive_key (MdgVault *self, const char *context, GError **error)
{
  guint8 *derived;
  MdgSecret *key;

  if (!require_unlocked (self, error))
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

/* Calls @damaged for each record that does not open. */
typedef gboolean (*DamagedFunc) (MdgVault *self, MdgStatement *row, gpointer data, GError **error);

static gboolean
walk (MdgVault *self, guint *sound, DamagedFunc found, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  g_autoptr (GByteArray) description = g_byte_array_new ();
  g_auto (Scratch) plain = { 0 };
  gboolean row = FALSE;
  gsize length;

  *sound = 0;
  if (!require_unlocked (self, error))
    return FALSE;
  statement = mdg_statement_new (self->database,
                                 "SELECT id, kind, owner, nonce, sealed FROM secret", error);
  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      Identity identity;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      identity.id = get_id (statement, 0);
      identity.kind = mdg_statement_get_text (statement, 1);
      identity.owner = mdg_statement_get_text (statement, 2);
      if (identity.id != NULL && identity.kind != NULL && identity.owner != NULL
          && unseal (self, statement, 3, describe (description, &identity), &plain, &length))
        *sound += 1;
      else if (!found (self, statement, data, error))
        return FALSE;
    }
}

static gboolean
count (MdgVault *self, MdgStatement *row, gpointer data, GError **error)
{
  *(guint *)data += 1;
  return TRUE;
}

gboolean
mdg_vault_verify (MdgVault *self, guint *sound, guint *damaged, GError **error)
{
  *damaged = 0;
  return walk (self, sound, count, damaged, error);
}

/* The names of the damaged ones: nothing is changed while they are walked over. */
static gboolean
remember (MdgVault *self, MdgStatement *row, gpointer data, GError **error)
{
  gsize length;
  const void *id = mdg_statement_get_blob (row, 0, &length);

  g_ptr_array_add (data, g_bytes_new (id, length));
  return TRUE;
}

static gboolean
move_aside (MdgVault *self, GBytes *id, gint64 when, GError **error)
{
  static const char *const sql[]
      = { "INSERT INTO secret_unreadable (found_at, id, kind, owner, nonce, sealed)"
          " SELECT ?2, id, kind, owner, nonce, sealed FROM secret WHERE id = ?1",
          "DELETE FROM secret WHERE id = ?1 AND ?2 IS NOT NULL" };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (MdgStatement) statement = mdg_statement_new (self->database, sql[i], error);

      if (statement == NULL)
        return FALSE;
      mdg_statement_bind_blob (statement, 0, g_bytes_get_data (id, NULL), g_bytes_get_size (id));
      mdg_statement_bind_int (statement, 1, when);
      if (!mdg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_all_aside (MdgVault *self, GPtrArray *ids, gint64 when, GError **error)
{
  gboolean moved = mdg_database_exec (self->database, "SAVEPOINT set_aside", error);

  for (guint i = 0; moved && i < ids->len; i++)
    moved = move_aside (self, ids->pdata[i], when, error);
  if (moved && mdg_database_exec (self->database, "RELEASE set_aside", error))
    return TRUE;
  mdg_database_exec (self->database, "ROLLBACK TO set_aside; RELEASE set_aside", NULL);
  return FALSE;
}

gboolean
mdg_vault_set_aside (MdgVault *self, gint64 when, guint *n, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  guint sound = 0;

  if (n != NULL)
    *n = 0;
  if (!walk (self, &sound, remember, ids, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  if (sound == 0 && ids->len > 1)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "none of %u records opens", ids->len);
      return FALSE;
    }
  if (n != NULL)
    *n = ids->len;
  return move_all_aside (self, ids, when, error);
}
