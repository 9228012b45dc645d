/* cache-store-private.h: between the files that make a cache's store. */
#pragma once

#include "store/cache-store.h"
#include "store/vault.h"

G_BEGIN_DECLS

struct _MdgCacheStore
{
  MdgDatabase *database;
  gboolean owns_database;
  MdgVault *vault;
  char *counter;    /* (nullable): where the record's counter lies, once it was looked at */
  gint64 n_counted; /* rows of the record that it knows of */
};

/* After each commit: the counter follows what is on the disk already. Where this fails or is not reached, it stays behind, which is
 * no fault. */
void mdg_cache_store_follow_record (MdgCacheStore *store);

/* Opens @folder/cache.sqlite, which is made when there is none; the vault is the caller's to open. Errors: those of mdg_database_open().
 * Blocks; any thread. Returns: (transfer full) (nullable) */
MdgCacheStore *mdg_cache_store_open_database (const char *folder, GError **error);

#define MDG_CACHE_PASSPHRASE_NAME "passphrase" /* of the file with a generated one */

/* Opens the vault with the generated passphrase that is kept as @path (cache-training.c). @unwrap: (nullable). Errors:
 * MDG_ERROR_DAMAGED: it is missing or does not fit. Blocks; any thread. */
gboolean mdg_cache_store_open_generated (MdgCacheStore *store,
                                         const char *path,
                                         MdgWrapFunc unwrap,
                                         GError **error);

G_END_DECLS
