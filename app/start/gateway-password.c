/* gateway-password.c: the password of the certificate for a gateway, in the vault.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/gateway-password.h"

#include "store/vault.h"

#define KIND "gateway-certificate-password"

typedef struct
{
  char *path;
  MdgSecret *password; /* (nullable): when it is kept */
} Call;

static Call *
call_new (const char *path, MdgSecret *password)
{
  Call *call = g_new0 (Call, 1);

  call->path = g_strdup (path);
  call->password = password != NULL ? mdg_secret_ref (password) : NULL;
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->path);
  g_clear_pointer (&call->password, mdg_secret_unref);
  g_free (call);
}

static gpointer
keep (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Call *call = data;

  return mdg_vault_store (vault, KIND, call->path, call->password, error) ? MDG_CACHE_DONE : NULL;
}

static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (mdg_cache_run_finish (result, mdg_gateway_password_keep, &error) == NULL)
    g_warning ("the certificate's password is not kept: %s", error->message);
}

void
mdg_gateway_password_keep (MdgCache *cache, const char *path, MdgSecret *password)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && path != NULL && password != NULL);

  mdg_cache_run_async (cache, NULL, keep, call_new (path, password), call_free, NULL,
                       mdg_gateway_password_keep, NULL, kept, NULL);
}

void
mdg_gateway_password_keep_of (MdgCache *cache, const MdgGatewayDraft *draft)
{
  const char *path = draft->values[MDG_GATEWAY_CLIENT_FILE];

  if (*path != '\0' && draft->password != NULL && mdg_secret_get_length (draft->password) > 0)
    mdg_gateway_password_keep (cache, path, draft->password);
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Call *call = data;

  return mdg_vault_load (vault, KIND, call->path, error);
}

void
mdg_gateway_password_load_async (MdgCache *cache,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && path != NULL);

  mdg_cache_run_async (cache, NULL, load, call_new (path, NULL), call_free,
                       (GDestroyNotify)mdg_secret_unref, mdg_gateway_password_load_async,
                       cancellable, callback, data);
}

MdgSecret *
mdg_gateway_password_load_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_gateway_password_load_async, error);
}
