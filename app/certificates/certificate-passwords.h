/* certificate-passwords.h: passwords of certificate files, kept in the vault when the person wishes
 * (F2). The owner of a record is the file's SHA-256. Main thread; work on the cache's thread. */
#pragma once

#include "core/secret.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* Keeps @password for the file with @sha256. Errors (finish): MDG_ERROR_VAULT_LOCKED, the cache's. */
void mdg_certificate_passwords_keep_async (MdgCache *cache, const char *sha256, MdgSecret *password,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void mdg_certificate_passwords_forget_async (MdgCache *cache, const char *sha256, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer data);
gboolean mdg_certificate_passwords_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* All that are kept, each once, the last kept first: to be tried on files.
 * Returns (finish): (transfer full) (element-type MdgSecret) */
void mdg_certificate_passwords_list_async (MdgCache *cache, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_certificate_passwords_list_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_END_DECLS
