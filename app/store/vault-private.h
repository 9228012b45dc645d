/* vault-private.h: between the files that make the vault. */
#pragma once

#include "store/vault.h"

G_BEGIN_DECLS

struct _MdgVault
{
  MdgDatabase *database;
  MdgSecret *key;            /* NULL: locked */
  const MdgOuterWrap *outer; /* (nullable): of what the passphrase opens */
  gboolean disordered;       /* when it was opened, SQLite did not find each row of the table secret where it belongs */
};

/* FALSE with MDG_ERROR_VAULT_LOCKED while it is locked. */
gboolean mdg_vault_require_unlocked (MdgVault *vault, GError **error);

/* All or none of what is between them, whether or not the caller is in a transaction. */
gboolean mdg_vault_begin (MdgVault *vault, GError **error);
gboolean mdg_vault_end (MdgVault *vault, gboolean sound, GError **error);

/* Whether the table secret has been made anew since, in what is committed or in the present transaction: it goes with that.
 * forget: another vault was opened on the database. */
gboolean mdg_vault_was_made_anew (MdgVault *vault);
void mdg_vault_forget_made_anew (MdgVault *vault);

/* Makes the register of a vault that an earlier version made, and seals its rows anew in today's format (vault-inspect.c). */
gboolean mdg_vault_adopt (MdgVault *vault, GError **error);

G_END_DECLS
