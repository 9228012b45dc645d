/* vault.h: the secrets inside the cache (I1, DESIGN decision 5). A random 256-bit key encrypts each
 * secret (XChaCha20-Poly1305, the row's identity as associated data); the key itself is wrapped by
 * the staff passphrase (Argon2id) and by a printed recovery code. Which secrets there are, and which
 * of each is the present one, says a sealed list (vault-register.h). Belongs to the thread of its
 * database.
 *
 * vault.c: the key; vault-row: one secret, sealed; vault-rows.c: keeping and giving them;
 * vault-register: the list; vault-inspect.c: what does not agree with it. */
#pragma once

#include "core/secret.h"
#include "store/database.h"
#include "store/outer-wrap.h"

G_BEGIN_DECLS

typedef struct _MdgVault MdgVault;

typedef enum
{
  MDG_VAULT_COST_MODERATE,  /* a passphrase that a person chose */
  MDG_VAULT_COST_GENERATED  /* 256 random bits: Argon2id at its lowest cost adds all that is needed */
} MdgVaultCost;

/* For tests that are about something else: from now on MODERATE costs what GENERATED does. */
void mdg_vault_make_cheap (void);

/* Whether @database holds a vault already. */
gboolean mdg_vault_exists (MdgDatabase *database);

/* Makes the vault, unlocked. @recovery_code: (out) (optional) (transfer full): 8 groups of 4 Base32
 * characters, to be printed once. Passphrases are NFC-normalised by the callee. Errors:
 * MDG_ERROR_INVALID_INPUT (empty, or no UTF-8), _DAMAGED (secrets whose key is gone), _FAILED.
 * Returns: (transfer full) (nullable) */
MdgVault *mdg_vault_create (MdgDatabase *database, MdgSecret *passphrase, MdgVaultCost cost,
                            MdgSecret **recovery_code, GError **error);

/* A new recovery code (回復コード), as it is printed: 8 groups of 4 Base32 characters. Returns: (transfer full) */
MdgSecret *mdg_vault_new_recovery_code (void);

/* Whether @typed is @code, as eyes read it: spaces, hyphens, case and width do not matter, nor 0 for O, 1 for I, 8 for B. */
gboolean mdg_vault_recovery_code_is (MdgSecret *code, const char *typed);

/* Whether @typed has the form of a recovery code, this vault's or another's. What has not is a slip: it needs no try. */
gboolean mdg_vault_recovery_code_has_form (const char *typed);

/* As mdg_vault_create() with a @recovery_code of mdg_vault_new_recovery_code() and an outer wrap (nullable) for what the
 * passphrase opens, which stays with the vault. What the recovery code opens has none: it is there for the day on
 * which the outer wrap does not open any more. */
MdgVault *mdg_vault_create_for_person (MdgDatabase *database, MdgSecret *passphrase, MdgVaultCost cost,
                                       MdgSecret *recovery_code, const MdgOuterWrap *outer, GError **error);

/* Whether a person opens the vault: it has a recovery code. The passphrase of one without was generated. */
gboolean mdg_vault_is_of_person (MdgDatabase *database);

/* What opens and makes the wraps from now on. @outer: (nullable), static */
void mdg_vault_set_outer_wrap (MdgVault *vault, const MdgOuterWrap *outer);

/* Opens an existing vault in the locked state. Errors: MDG_ERROR_DAMAGED, _NOT_FOUND, _TOO_NEW */
MdgVault *mdg_vault_open (MdgDatabase *database, GError **error);
void mdg_vault_free (MdgVault *vault);

/* Errors: MDG_ERROR_WRONG_PASSPHRASE, _DAMAGED, _WRAP_REFUSED (only the recovery code opens it). Takes as long as Argon2id takes. */
gboolean mdg_vault_unlock (MdgVault *vault, MdgSecret *passphrase, GError **error);
gboolean mdg_vault_unlock_with_recovery_code (MdgVault *vault, const char *code, GError **error);

/* Wipes the key from memory. */
void mdg_vault_lock (MdgVault *vault);
gboolean mdg_vault_is_locked (MdgVault *vault);

/* Wraps the same key anew; no secret is re-encrypted. The vault must be unlocked. */
gboolean mdg_vault_change_passphrase (MdgVault *vault, MdgSecret *passphrase, MdgVaultCost cost, GError **error);

/* The same for the recovery code; the earlier one is worth nothing from then on. */
gboolean mdg_vault_change_recovery_code (MdgVault *vault, MdgSecret *recovery_code, GError **error);

/* Whether what the recovery code opens is damaged, or (of an open vault) altered at all since it was made, an earlier one put back, too:
 * the printed one is worth nothing any more, until there is a new one. */
gboolean mdg_vault_has_damaged_recovery (MdgVault *vault);

/* Stores @secret as (@kind, @owner), replacing an earlier one. E.g. kind "setup-key", owner
 * "3410712362/WA000001". Errors: MDG_ERROR_VAULT_LOCKED and those of the database. */
gboolean mdg_vault_store (MdgVault *vault, const char *kind, const char *owner, MdgSecret *secret, GError **error);

/* Returns: (transfer full) (nullable): NULL with MDG_ERROR_NOT_FOUND, _VAULT_LOCKED, or _DAMAGED when
 * the record was altered or moved */
MdgSecret *mdg_vault_load (MdgVault *vault, const char *kind, const char *owner, GError **error);
/* Opens every secret of @kind, one after the other, in memory that is wiped at the end: @data is valid during the call, NULL when
 * the record was altered or moved. */
typedef void (*MdgVaultEach) (const char *owner, const guint8 *data, gsize length, gpointer user_data);
gboolean mdg_vault_load_each (MdgVault *vault, const char *kind, MdgVaultEach each, gpointer user_data, GError **error);
gboolean mdg_vault_remove (MdgVault *vault, const char *kind, const char *owner, GError **error);

/* Seals everything anew with a new key, which nothing wraps yet: in the same transaction wrap it, and make anew whatever was derived from
 * the key (audit.h, password-history.h). A vault whose transaction is rolled back is of no use any more. */
gboolean mdg_vault_rekey (MdgVault *vault, GError **error);

/* A key for another purpose than secrets, made of the vault's (32 bytes): the same for the same @context. Errors:
 * MDG_ERROR_VAULT_LOCKED. Returns: (transfer full) (nullable) */
MdgSecret *mdg_vault_derive_key (MdgVault *vault, const char *context, GError **error);

/* Removes every secret but those of @kept. */
gboolean mdg_vault_remove_all (MdgVault *vault, const char *kept, GError **error);

/* Why a record was set aside; the numbers stand in the file. */
typedef enum
{
  MDG_UNREADABLE_ALTERED = 0, /* it does not open, or not there */
  MDG_UNREADABLE_OLD = 1,     /* it opens, but is not the one that was kept last: somebody put it back */
  MDG_UNREADABLE_TAKEN = 2    /* it is not there, and the program did not remove it: only its name is known */
} MdgUnreadableWhy;

typedef struct
{
  guint n_set_aside;  /* of all three kinds */
  gboolean had_no_list;   /* the register was made just now, for a vault of an earlier version */
  gboolean lost_list;     /* it was gone or damaged: what was there was taken as it was */
} MdgVaultFindings;

/* Puts the records that do not open aside, as they are, and those that are not the ones that were kept last (vault-register.h), in
 * one transaction: so nothing is written over what may still be mended, and the rest goes on. Where none opens it is not the records
 * that are damaged: MDG_ERROR_DAMAGED, and nothing is moved. @when: seconds since 1970. @found: (out) */
gboolean mdg_vault_set_aside (MdgVault *vault, gint64 when, MdgVaultFindings *found, GError **error);

/* A few bytes, kept with the register: whoever puts the secrets of an earlier moment back puts them back, too. Used by audit.c. get:
 * FALSE: there is none, or the vault is locked. */
#define MDG_VAULT_NOTE_BYTES 64
gboolean mdg_vault_get_note (MdgVault *vault, guint8 note[MDG_VAULT_NOTE_BYTES]);
gboolean mdg_vault_set_note (MdgVault *vault, const guint8 note[MDG_VAULT_NOTE_BYTES], GError **error);

/* Decrypts every record once (not kept): how many are sound, how many would be set aside. */
gboolean mdg_vault_verify (MdgVault *vault, guint *sound, guint *damaged, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgVault, mdg_vault_free)

G_END_DECLS
