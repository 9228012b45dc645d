/* vault-wrap.c: one wrap of the vault's key.
 *
 * Argon2id makes a 256-bit key out of what is known; under that key the vault's key is sealed with
 * XChaCha20-Poly1305, with the wrap's kind and parameters as associated data.
 *
 * A seal that does not open says only that key and text do not belong together, not which of them
 * is wrong. So that a person with a broken disk is not told to type more carefully, each row also
 * bears a fingerprint: a plain BLAKE2b hash of everything else in it. A row that does not match its
 * fingerprint is damaged, whatever is typed; one that matches and does not open met a wrong
 * passphrase. Somebody who alters a row on purpose can compute the fingerprint anew, but gains only
 * that the vault reports a wrong passphrase: the fingerprint protects nothing, the seal does. (That
 * the recovery code's row was altered so, or an old one put back, the open vault knows by a digest
 * in its register.) It is taken over random salt, nonce and sealed bytes, so it tells nothing of
 * the passphrase either.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-wrap.h"

#include <sodium.h>
#include <string.h>

#include "store/statement.h"

/* Argon2id version 1.3, XChaCha20-Poly1305 (IETF), BLAKE2b-256. */
#define ALGORITHM 1

#define SALT_BYTES crypto_pwhash_SALTBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEALED_BYTES (MDG_VAULT_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define FINGERPRINT_BYTES crypto_generichash_BYTES

/* What an outer wrap makes of the sealed bytes is longer, but never by much. */
#define WRAPPED_MAX 4096

/* The parameters come out of a file that anybody may have written. Beyond these bounds opening the
 * vault would be an attack on the computer: an hour, or all its memory. */
#define OPERATIONS_MAX 16
#define MEMORY_MAX (G_GINT64_CONSTANT (1) << 30)

struct _MdgVaultWrap
{
  char kind[16];
  gint64 operations;
  gint64 memory; /* bytes */
  guint8 salt[SALT_BYTES];
  guint8 nonce[NONCE_BYTES];
  char wrapped_by[16];
  GBytes *sealed; /* as it is kept: in its outer wrap */
};

static gboolean
is_bare (const MdgVaultWrap *self)
{
  return strcmp (self->wrapped_by, MDG_OUTER_WRAP_NONE) == 0;
}

/* What the seal vouches for besides the key; the same bytes on every machine. */
static GBytes *
describe (MdgVaultWrap *self)
{
  g_autofree char *text
      = g_strdup_printf ("madoguchi vault key %d\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n",
                         ALGORITHM, self->kind, self->operations, self->memory);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *)text, (guint)strlen (text));
  g_byte_array_append (bytes, self->salt, SALT_BYTES);
  return g_byte_array_free_to_bytes (bytes);
}

G_STATIC_ASSERT (MDG_VAULT_WRAP_DIGEST_BYTES == FINGERPRINT_BYTES);

/* @key: (nullable) */
static void
hash (MdgVaultWrap *self, MdgSecret *key, guint8 digest[FINGERPRINT_BYTES])
{
  g_autoptr (GBytes) description = describe (self);
  gsize length, sealed_length;
  const guint8 *data = g_bytes_get_data (description, &length);
  const guint8 *sealed = g_bytes_get_data (self->sealed, &sealed_length);
  gsize key_length = 0;
  const guint8 *key_data = key != NULL ? mdg_secret_get_data (key, &key_length) : NULL;
  crypto_generichash_state state;

  crypto_generichash_init (&state, key_data, key_length, FINGERPRINT_BYTES);
  crypto_generichash_update (&state, data, length);
  crypto_generichash_update (&state, self->nonce, NONCE_BYTES);
  crypto_generichash_update (&state, sealed, sealed_length);
  if (!is_bare (self))
    crypto_generichash_update (&state, (const guint8 *)self->wrapped_by, strlen (self->wrapped_by));
  crypto_generichash_final (&state, digest, FINGERPRINT_BYTES);
  sodium_memzero (&state, sizeof state);
}

void
mdg_vault_wrap_take_digest (MdgVaultWrap *self,
                            MdgSecret *key,
                            guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES])
{
  hash (self, key, digest);
}

/* Returns: (transfer full) (nullable): a sodium_malloc'ed key */
static guint8 *
derive (MdgVaultWrap *self, MdgSecret *known, GError **error)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (known, &length);
  guint8 *derived = sodium_malloc (MDG_VAULT_KEY_BYTES);

  if (derived != NULL
      && crypto_pwhash (derived, MDG_VAULT_KEY_BYTES, (const char *)data, length, self->salt,
                        (unsigned long long)self->operations, (size_t)self->memory,
                        crypto_pwhash_ALG_ARGON2ID13)
             == 0)
    return derived;
  sodium_free (derived);
  mdg_set_error (error, MDG_ERROR_FAILED, "Argon2id wants %" G_GINT64_FORMAT " MiB of memory",
                 self->memory >> 20);
  return NULL;
}

static gboolean made_cheap; /* in tests */

void
mdg_vault_make_cheap (void)
{
  made_cheap = TRUE;
}

static void
choose_parameters (MdgVaultWrap *self, MdgVaultCost cost)
{
  gboolean lowest = made_cheap || cost == MDG_VAULT_COST_GENERATED;

  self->operations = lowest ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE;
  self->memory = lowest ? (gint64)crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_MODERATE;
  randombytes_buf (self->salt, SALT_BYTES);
  randombytes_buf (self->nonce, NONCE_BYTES);
}

/* What is sealed, in its outer wrap. */
static gboolean
wrap_sealed (MdgVaultWrap *self, const MdgOuterWrap *outer, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  g_strlcpy (self->wrapped_by, outer != NULL ? outer->name : MDG_OUTER_WRAP_NONE,
             sizeof self->wrapped_by);
  if (is_bare (self))
    return TRUE;
  sealed = g_steal_pointer (&self->sealed);
  self->sealed = outer->wrap (sealed, error);
  return self->sealed != NULL;
}

static void
seal_key (MdgVaultWrap *self, MdgSecret *key, const guint8 *derived)
{
  g_autoptr (GBytes) description = describe (self);
  guint8 *sealed = g_malloc (SEALED_BYTES);
  gsize length;
  const guint8 *data = g_bytes_get_data (description, &length);

  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, mdg_secret_get_data (key, NULL),
                                              MDG_VAULT_KEY_BYTES, data, length, NULL, self->nonce,
                                              derived);
  self->sealed = g_bytes_new_take (sealed, SEALED_BYTES);
}

MdgVaultWrap *
mdg_vault_wrap_new (const char *kind,
                    MdgSecret *known,
                    MdgVaultCost cost,
                    MdgSecret *key,
                    const MdgOuterWrap *outer,
                    GError **error)
{
  g_autoptr (MdgVaultWrap) self = g_new0 (MdgVaultWrap, 1);
  guint8 *derived;

  g_return_val_if_fail (mdg_secret_get_length (key) == MDG_VAULT_KEY_BYTES, NULL);

  g_strlcpy (self->kind, kind, sizeof self->kind);
  choose_parameters (self, cost);
  derived = derive (self, known, error);
  if (derived == NULL)
    return NULL;
  seal_key (self, key, derived);
  sodium_free (derived);
  return wrap_sealed (self, outer, error) ? g_steal_pointer (&self) : NULL;
}

void
mdg_vault_wrap_free (MdgVaultWrap *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_free (self);
}

gboolean
mdg_vault_wrap_save (MdgVaultWrap *self, MdgDatabase *database, GError **error)
{
  guint8 fingerprint[FINGERPRINT_BYTES];
  gsize length;
  const guint8 *sealed = g_bytes_get_data (self->sealed, &length);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "INSERT OR REPLACE INTO vault_key (kind, algorithm, operations, memory,"
                           " salt, nonce, sealed, fingerprint, wrapped_by)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           error);

  if (statement == NULL)
    return FALSE;
  hash (self, NULL, fingerprint);
  mdg_statement_bind_text (statement, 0, self->kind);
  mdg_statement_bind_int (statement, 1, ALGORITHM);
  mdg_statement_bind_int (statement, 2, self->operations);
  mdg_statement_bind_int (statement, 3, self->memory);
  mdg_statement_bind_blob (statement, 4, self->salt, SALT_BYTES);
  mdg_statement_bind_blob (statement, 5, self->nonce, NONCE_BYTES);
  mdg_statement_bind_blob (statement, 6, sealed, length);
  mdg_statement_bind_blob (statement, 7, fingerprint, FINGERPRINT_BYTES);
  mdg_statement_bind_text (statement, 8, self->wrapped_by);
  return mdg_statement_run (statement, error);
}

static gboolean
read_blob (MdgStatement *statement, int column, guint8 *into, gsize expected)
{
  gsize length;
  const void *data = mdg_statement_get_blob (statement, column, &length);

  if (data == NULL || length != expected)
    return FALSE;
  memcpy (into, data, expected);
  return TRUE;
}

/* Bare it has the one length that there is; what an outer wrap made of it is that one's. */
static gboolean
read_sealed (MdgVaultWrap *self, MdgStatement *statement)
{
  const char *wrapped_by = mdg_statement_get_text (statement, 7);
  gsize length;
  const void *data = mdg_statement_get_blob (statement, 5, &length);

  if (wrapped_by == NULL
      || g_strlcpy (self->wrapped_by, wrapped_by, sizeof self->wrapped_by)
             >= sizeof self->wrapped_by
      || data == NULL || (is_bare (self) ? length != SEALED_BYTES : length > WRAPPED_MAX))
    return FALSE;
  self->sealed = g_bytes_new (data, length);
  return TRUE;
}

static gboolean
is_within_bounds (MdgVaultWrap *self)
{
  return self->operations >= (gint64)crypto_pwhash_OPSLIMIT_MIN
         && self->operations <= OPERATIONS_MAX && self->memory >= (gint64)crypto_pwhash_MEMLIMIT_MIN
         && self->memory <= MEMORY_MAX;
}

static gboolean
read_row (MdgVaultWrap *self, MdgStatement *statement)
{
  guint8 stored[FINGERPRINT_BYTES], computed[FINGERPRINT_BYTES];

  self->operations = mdg_statement_get_int (statement, 1);
  self->memory = mdg_statement_get_int (statement, 2);
  if (!is_within_bounds (self) || !read_blob (statement, 3, self->salt, SALT_BYTES)
      || !read_blob (statement, 4, self->nonce, NONCE_BYTES) || !read_sealed (self, statement)
      || !read_blob (statement, 6, stored, FINGERPRINT_BYTES))
    return FALSE;
  hash (self, NULL, computed);
  return memcmp (stored, computed, FINGERPRINT_BYTES) == 0;
}

MdgVaultWrap *
mdg_vault_wrap_load (MdgDatabase *database, const char *kind, GError **error)
{
  g_autoptr (MdgVaultWrap) self = g_new0 (MdgVaultWrap, 1);
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;

  statement
      = mdg_statement_new (database,
                           "SELECT algorithm, operations, memory, salt, nonce, sealed, fingerprint,"
                           " wrapped_by FROM vault_key WHERE kind = ?",
                           error);
  if (statement == NULL)
    return NULL;
  g_strlcpy (self->kind, kind, sizeof self->kind);
  mdg_statement_bind_text (statement, 0, kind);
  if (!mdg_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "the vault has no %s", kind);
  else if (mdg_statement_get_int (statement, 0) > ALGORITHM)
    mdg_set_error (error, MDG_ERROR_TOO_NEW, "the vault's %s is wrapped in an unknown way", kind);
  else if (mdg_statement_get_int (statement, 0) != ALGORITHM || !read_row (self, statement))
    mdg_set_error (error, MDG_ERROR_DAMAGED, "the vault's %s row is damaged", kind);
  else
    return g_steal_pointer (&self);
  return NULL;
}

/* The sealed bytes out of their outer wrap. Returns: (transfer full) (nullable) */
static GBytes *
unwrap_sealed (MdgVaultWrap *self, const MdgOuterWrap *outer, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  if (is_bare (self))
    return g_bytes_ref (self->sealed);
  if (outer == NULL || strcmp (outer->name, self->wrapped_by) != 0)
    {
      mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "the vault's %s was wrapped by %s", self->kind,
                     self->wrapped_by);
      return NULL;
    }
  sealed = outer->unwrap (self->sealed, error);
  if (sealed == NULL || g_bytes_get_size (sealed) == SEALED_BYTES)
    return g_steal_pointer (&sealed);
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the vault's %s has the wrong length", self->kind);
  return NULL;
}

/* @derived: the key that @known made. */
static MdgSecret *
unseal_key (MdgVaultWrap *self, GBytes *sealed, const guint8 *derived)
{
  g_autoptr (GBytes) description = describe (self);
  gsize length;
  const guint8 *data = g_bytes_get_data (description, &length);
  guint8 *plain = sodium_malloc (MDG_VAULT_KEY_BYTES);
  MdgSecret *key = NULL;

  if (plain != NULL
      && crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL,
                                                     g_bytes_get_data (sealed, NULL), SEALED_BYTES,
                                                     data, length, self->nonce, derived)
             == 0)
    key = mdg_secret_new (plain, MDG_VAULT_KEY_BYTES);
  sodium_free (plain);
  return key;
}

MdgSecret *
mdg_vault_wrap_open (MdgVaultWrap *self,
                     MdgSecret *known,
                     const MdgOuterWrap *outer,
                     GError **error)
{
  g_autoptr (GBytes) sealed = unwrap_sealed (self, outer, error);
  guint8 *derived = sealed != NULL ? derive (self, known, error) : NULL;
  MdgSecret *key;

  if (derived == NULL)
    return NULL;
  key = unseal_key (self, sealed, derived);
  sodium_free (derived);
  if (key == NULL)
    mdg_set_error (error, MDG_ERROR_WRONG_PASSPHRASE, "the vault's %s does not open", self->kind);
  return key;
}
