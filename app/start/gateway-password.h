/* gateway-password.h: the password of the certificate file (.p12) that proves this terminal to a gateway (P2), in the vault: who
 * opens the records does not type it as well. Main thread; work on the cache's thread. */
#pragma once

#include "start/gateway-draft.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* In the place of what was kept. @path: of the file. A failure is logged: then it is asked for. */
void mdg_gateway_password_keep (MdgCache *cache, const char *path, MdgSecret *password);

/* The same of what was typed; nothing where there is no file or no password. */
void mdg_gateway_password_keep_of (MdgCache *cache, const MdgGatewayDraft *draft);

/* Errors: MDG_ERROR_NOT_FOUND, _VAULT_LOCKED. Returns (finish): (transfer full) (nullable) */
void mdg_gateway_password_load_async (
    MdgCache *cache, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgSecret *mdg_gateway_password_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
