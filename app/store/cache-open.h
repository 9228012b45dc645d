/* cache-open.h: the cache of a profile that real work is done in (P2, P3): its vault is opened by the staff passphrase or
 * the recovery code (回復コード), never by anything that lies on the disk. (The training's: cache.h.) Main thread. */
#pragma once

#include "store/cache.h"

G_BEGIN_DECLS

/* Opens @folder/cache.sqlite with its vault locked: what is no secret can be read at once, secrets are
 * MDG_ERROR_VAULT_LOCKED until store/vault-door.h has opened it. @outer: (nullable), static. Errors: those of
 * mdg_cache_open_training_async(); MDG_ERROR_NOT_FOUND: there is none that a person's passphrase opens, it is to be made. */
void mdg_cache_open_async (const char *folder,
                           const MdgOuterWrap *outer,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
MdgCache *mdg_cache_open_finish (GAsyncResult *result, GError **error);

/* Makes it, with its vault open. @recovery_code: of mdg_vault_new_recovery_code(). One that is there with a generated
 * passphrase is taken over, with all that is in it. On an error it is as it was before: no half of it remains; a kill in
 * the middle leaves what mdg_cache_open_async() calls MDG_ERROR_NOT_FOUND. Once begun it cannot be cancelled. Errors: as above,
 * MDG_ERROR_EXISTS: a person's passphrase opens one already; _INVALID_INPUT: no passphrase, or no recovery code. */
void mdg_cache_make_async (const char *folder,
                           MdgSecret *passphrase,
                           MdgSecret *recovery_code,
                           const MdgOuterWrap *outer,
                           GAsyncReadyCallback callback,
                           gpointer data);
MdgCache *mdg_cache_make_finish (GAsyncResult *result, GError **error);

/* Whether there is a file to open: quick, and no promise that it opens. */
gboolean mdg_cache_is_there (const char *folder);

G_END_DECLS
