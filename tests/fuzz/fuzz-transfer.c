/* fuzz-transfer.c: anything as a transfer file: its seal's header, and what is behind the seal,
 * taken into a cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store/cache-store.h"
#include "store/sealed-file.h"
#include "store/transfer.h"
#include "store/vault.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static MdgDatabase *database;
static MdgVault *vault;

static void
open_cache (void)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("x");

  database = mdg_database_open (NULL, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                mdg_cache_n_migrations, NULL);
  vault = mdg_vault_create (database, passphrase, MDG_VAULT_COST_GENERATED, NULL, NULL);
  g_assert_nonnull (vault);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MdgSecret) content = mdg_secret_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;

  if (database == NULL)
    open_cache ();
  /* Deriving a key is libsodium's, and takes as long as the header says within its bounds. */
  if (!mdg_sealed_bytes_check (bytes, MDG_SEALED_TRANSFER, &error))
    g_clear_error (&error);
  transfer = mdg_transfer_new (content, &error);
  g_assert_true ((transfer == NULL) == (error != NULL));
  if (transfer == NULL)
    return 0;
  g_assert_true (mdg_database_begin (database, NULL));
  look = mdg_transfer_apply (database, vault, transfer, MDG_TRANSFER_ALL, size % 2 == 0, NULL, NULL,
                             &error);
  g_assert_true ((look == NULL) == (error != NULL));
  mdg_database_rollback (database);
  return 0;
}
