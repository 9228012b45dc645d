/* vault-register.h: the list of what the vault holds, sealed with its key: which row (its random id) is the present one of each kind
 * and owner. A sealed row proves that it was made by the vault, never that it is still the one that counts: yesterday's password
 * opens as well as today's. The register says which one does.
 *
 * It lies in the table vault_register: MDG_REGISTER_PAGES pages, to which kinds and owners are spread by a hash, each sealed with its
 * number and version, and as page 0 the root, which knows the version of each page. So storing one secret writes one page and the root,
 * however many there are, and in the same transaction: killed in the middle, neither or both are there. What shows:
 *
 *   an old row put over the present one, a deleted one put back: its id is not in the register;
 *   a row taken out: it is in the register, by name;
 *   an old page put back with the old rows: the root knows of a later version of that page;
 *   an old root, too: then it does not know the later versions of the pages that changed since;
 *   root, pages and rows all put back, as they were at one moment: the root bears a note, in which 操作の記録's end stands (audit.h),
 *   and the record has rows since that only the open vault can have written. A whole old file agrees with itself; for that
 *   there is a counter outside of it (audit-counter.h).
 *
 * The root also bears a digest of the row that the recovery code opens (vault-wrap.h): nobody opens that before the day on which it is
 * needed, and any change of it shows at the next opening by the passphrase.
 *
 * Limits: between two rows of the record the state of an earlier moment cannot be told from the present one (opening and locking are
 * such rows, so it is one sitting at most). A page or root that is damaged vouches for nothing: what is in it is taken as
 * it is found, and that this happened is told; so is a register that was taken away.
 *
 * Used by the vault's files only. All of it needs the open vault. Errors: those of the database. */
#pragma once

#include "store/vault-private.h"
#include "store/vault-row.h"
#include "store/vault-wrap.h"

G_BEGIN_DECLS

#define MDG_REGISTER_PAGES 128

typedef enum
{
  MDG_REGISTER_VOUCHES, /* it is the one */
  MDG_REGISTER_DENIES,  /* another one is, or none of this name */
  MDG_REGISTER_SILENT,  /* the page, or the root, is damaged */
  MDG_REGISTER_NONE     /* there is no register yet */
} MdgRegisterWord;

/* Of what happened to the register, kept in the root until it stands in the record. */
enum
{
  MDG_REGISTER_BEGUN = 1 << 0, /* made for a vault of an earlier version */
  MDG_REGISTER_LOST = 1 << 1   /* there had been one, or a part of it was damaged */
};

/* One row as the register has it. */
typedef struct
{
  MdgVaultRow row;
  gboolean met; /* for whoever goes through the rows */
} MdgRegisterEntry;

typedef struct _MdgVaultRegister MdgVaultRegister;

/* Whether there is one. A root that is damaged is one. */
gboolean mdg_vault_register_exists (MdgVault *vault);

/* Writes @row as the present one of its kind and owner. MDG_ERROR_DAMAGED: its page or the root is. */
gboolean mdg_vault_register_enter (MdgVault *vault, const MdgVaultRow *row, GError **error);
gboolean mdg_vault_register_strike (MdgVault *vault, const char *kind, const char *owner, GError **error);

/* What it says of one row. */
MdgRegisterWord mdg_vault_register_ask (MdgVault *vault, const MdgVaultRow *row);

/* All of it, for going through many rows. What is damaged is left out. Returns: (transfer full) (nullable): NULL with @error */
MdgVaultRegister *mdg_vault_register_load (MdgVault *vault, GError **error);
void mdg_vault_register_free (MdgVaultRegister *list);
guint mdg_vault_register_n_entries (MdgVaultRegister *list);
MdgRegisterEntry *mdg_vault_register_nth (MdgVaultRegister *list, guint n);

/* What it says of @row. @entry: (out) (nullable): the one with this id, else the one of this name */
MdgRegisterWord mdg_vault_register_judge (MdgVaultRegister *list, const MdgVaultRow *row, MdgRegisterEntry **entry);

/* Whether anything of it is damaged. */
gboolean mdg_vault_register_is_damaged (MdgVaultRegister *list);

/* Writes it anew: @rows (element-type MdgVaultRow), @flags, and @note (MDG_VAULT_NOTE_BYTES) (nullable): none. */
gboolean mdg_vault_register_write (MdgVault *vault, GPtrArray *rows, guint flags, const guint8 *note, GError **error);

/* What is to be told, see above; taken: it is told now. */
gboolean mdg_vault_register_take_flags (MdgVault *vault, guint *flags, GError **error);

/* The digest of the recovery code's wrap. get: FALSE: it is not known, as in a vault of an earlier version, or one whose root was lost. set:
 * nothing to do without a sound root. Writing the register anew keeps it. */
gboolean mdg_vault_register_get_recovery (MdgVault *vault, guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES]);
gboolean mdg_vault_register_set_recovery (MdgVault *vault, const guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgVaultRegister, mdg_vault_register_free)

G_END_DECLS
