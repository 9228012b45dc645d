/* vault-tries.h: how often the vault was tried in vain since it was opened last, and when: in the file, and in memory for the day on
 * which nothing can be written there, so that the waits (vault-delay.h) grow within a run of the program at least.
 *
 * What a count in a file cannot do: whoever can write to the folder can set it back, or put an earlier file in the place. (When the
 * program itself goes back to an earlier state it takes the count along.) And over a restart a wait runs by the clock of the
 * computer: who may set that forward, an administrator, ends it. Within a run it does not.
 *
 * Used on the cache's thread, but for making, holding and letting go. */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_wrong;
  gint64 tried_at;    /* of the last of them, seconds since 1970; 0: none */
  gboolean unwritten; /* the file does not say so: this does */
} MdgVaultTries;

MdgVaultTries *mdg_vault_tries_new (void);
MdgVaultTries *mdg_vault_tries_ref (MdgVaultTries *tries);
void mdg_vault_tries_unref (MdgVaultTries *tries);

/* Brings @tries up to what the file says, unless that could not be written. FALSE with @error when it cannot be said. */
gboolean mdg_vault_tries_read (MdgVaultTries *tries, MdgDatabase *database, GError **error);

/* In @tries, and in the file. A disk on which nothing can be written keeps nobody out of what is on it. */
void mdg_vault_tries_write (MdgVaultTries *tries, MdgDatabase *database, guint n_wrong, gint64 tried_at);

/* Where the database file @from, which may be damaged, counts more wrong tries than @to, @to counts as many from now on. Neither is
 * open. What cannot be read or written is left as it is. Any thread; blocks. */
void mdg_vault_tries_carry (const char *from, const char *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgVaultTries, mdg_vault_tries_unref)

G_END_DECLS
