/* settings-vault.h: 「ユーザ設定情報」 of the accounts in the vault: what a settings PDF brought, or a person
 * typed. Each value is a record of its own kind, owned by "機関コード/ID"; all of an account are kept or
 * none. The first password has its own kind, so that it never takes the place of the one in use.
 * Main thread; work on the cache's thread. Errors: also those of cache and vault. */
#pragma once

#include "contract/account-settings.h"
#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_VAULT_FIRST_PASSWORD "first-password"     /* パスワード */
#define MDG_VAULT_ACTIVATION_CODE "activation-code"   /* アクティベーションコード */
#define MDG_VAULT_INSTITUTION_NAME "institution-name" /* 機関名 */
#define MDG_VAULT_USER_TYPE "user-type"               /* ユーザ種別 */
#define MDG_VAULT_ACCESS_URL "access-url"             /* 接続先URL */
#define MDG_VAULT_ISSUED_ON "issued-on"

/* Keeps @settings in the place of what was kept of this account. Errors: MDG_ERROR_INVALID_INPUT with
 * field "institution_code", "id", "password" or "activation_code". */
void mdg_settings_vault_save_async (MdgCache *cache,
                                    const MdgAccountSettings *settings,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

/* The same, but where another password or activation code of the account is kept, that stays: MDG_ERROR_EDIT_CONFLICT. */
void mdg_settings_vault_add_async (MdgCache *cache,
                                   const MdgAccountSettings *settings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);

/* MDG_ERROR_NOT_FOUND when nothing is kept of it. Returns (finish): (transfer full) (nullable) */
void mdg_settings_vault_load_async (MdgCache *cache,
                                    const char *institution_code,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
MdgAccountSettings *mdg_settings_vault_load_finish (GAsyncResult *result, GError **error);

/* The accounts of which something is kept, by institution and ID, with these two alone. @id:
 * (nullable): only those with this ID. Returns (finish): (transfer full) (nullable) (element-type
 * MdgAccountSettings) */
void mdg_settings_vault_list_async (MdgCache *cache,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GPtrArray *mdg_settings_vault_list_finish (GAsyncResult *result, GError **error);

/* Forgets all of it. */
void mdg_settings_vault_remove_async (MdgCache *cache,
                                      const char *institution_code,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);

/* Of save, add and remove. */
gboolean mdg_settings_vault_finish (GAsyncResult *result, GError **error);

G_END_DECLS
