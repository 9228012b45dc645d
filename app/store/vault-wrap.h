/* vault-wrap.h: one wrap of the vault's key: the key sealed under what somebody knows. One row of
 * the table vault_key. Used by the vault's files only. */
#pragma once

#include "core/secret.h"
#include "store/vault.h"

G_BEGIN_DECLS

#define MDG_VAULT_KEY_BYTES 32
#define MDG_VAULT_WRAP_DIGEST_BYTES 32
#define MDG_VAULT_WRAP_PASSPHRASE "passphrase"
#define MDG_VAULT_WRAP_RECOVERY "recovery"

typedef struct _MdgVaultWrap MdgVaultWrap;

/* Seals @key under @known with fresh salt and nonce; what is sealed is wrapped in @outer (nullable) besides. Errors:
 * MDG_ERROR_FAILED (no memory for Argon2id), those of @outer. Returns: (transfer full) (nullable) */
MdgVaultWrap *mdg_vault_wrap_new (const char *kind,
                                  MdgSecret *known,
                                  MdgVaultCost cost,
                                  MdgSecret *key,
                                  const MdgOuterWrap *outer,
                                  GError **error);
void mdg_vault_wrap_free (MdgVaultWrap *wrap);

/* Writes the row, replacing one of the same kind. */
gboolean mdg_vault_wrap_save (MdgVaultWrap *wrap, MdgDatabase *database, GError **error);

/* Reads the row of @kind and checks it. Errors: MDG_ERROR_NOT_FOUND, _DAMAGED, _TOO_NEW.
 * Returns: (transfer full) (nullable) */
MdgVaultWrap *mdg_vault_wrap_load (MdgDatabase *database, const char *kind, GError **error);

/* A hash of all that the row says, under @key: it changes with any bit of it, also where somebody made the row's own fingerprint anew. */
void mdg_vault_wrap_take_digest (MdgVaultWrap *wrap, MdgSecret *key, guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES]);

/* The key. Errors: MDG_ERROR_WRONG_PASSPHRASE, _DAMAGED; MDG_ERROR_WRAP_REFUSED: it is wrapped in what @outer
 * (nullable) does not open, whatever is known. Returns: (transfer full) (nullable) */
MdgSecret *mdg_vault_wrap_open (MdgVaultWrap *wrap,
                                MdgSecret *known,
                                const MdgOuterWrap *outer,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgVaultWrap, mdg_vault_wrap_free)

G_END_DECLS
