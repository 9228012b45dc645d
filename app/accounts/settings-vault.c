/* settings-vault.c: 「ユーザ設定情報」 of the accounts in the vault.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-vault.h"

#include <string.h>

#include "core/text.h"
#include "store/statement.h"
#include "store/vault.h"

#define INSTITUTION_DIGITS 10

static char tag_done, tag_load, tag_list;

/* What is wanted: @settings with the codes, or with everything. */
static void
request_free (gpointer settings)
{
  mdg_account_settings_free (settings);
}

static char *
owner_of (const MdgAccountSettings *settings)
{
  return g_strdup_printf ("%s/%s", settings->institution_code, settings->id);
}

/* Where the text of a kind stands in the settings. */
static const struct
{
  const char *kind;
  gsize offset;
} texts[] = {
  { MDG_VAULT_INSTITUTION_NAME, G_STRUCT_OFFSET (MdgAccountSettings, institution_name) },
  { MDG_VAULT_USER_TYPE, G_STRUCT_OFFSET (MdgAccountSettings, user_type) },
  { MDG_VAULT_ACCESS_URL, G_STRUCT_OFFSET (MdgAccountSettings, url) },
  { MDG_VAULT_ISSUED_ON, G_STRUCT_OFFSET (MdgAccountSettings, issued_on) },
};

/* on the database thread ---------------------------------------------------------------------- */

/* NULL and "" take an earlier one away. */
static gboolean
put (MdgVault *vault, const char *kind, const char *owner, MdgSecret *secret, GError **error)
{
  if (secret != NULL && mdg_secret_get_length (secret) > 0)
    return mdg_vault_store (vault, kind, owner, secret, error);
  return mdg_vault_remove (vault, kind, owner, error);
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgAccountSettings *settings = data;
  g_autofree char *owner = owner_of (settings);

  if (!put (vault, MDG_VAULT_FIRST_PASSWORD, owner, settings->password, error)
      || !put (vault, MDG_VAULT_ACTIVATION_CODE, owner, settings->activation_code, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, settings, texts[i].offset);
      g_autoptr (MdgSecret) secret = text != NULL ? mdg_secret_new_from_string (text) : NULL;

      if (!put (vault, texts[i].kind, owner, secret, error))
        return NULL;
    }
  return MDG_CACHE_DONE;
}

/* @secret: (out): NULL when there is none. */
static gboolean
get (MdgVault *vault, const char *kind, const char *owner, MdgSecret **secret, GError **error)
{
  g_autoptr (GError) fault = NULL;

  *secret = mdg_vault_load (vault, kind, owner, &fault);
  if (*secret != NULL || g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
is_alike (MdgSecret *kept, MdgSecret *settings)
{
  return kept != NULL && settings != NULL ? mdg_secret_equal (kept, settings) : kept == settings;
}

/* Not over other secrets. */
static gpointer
add (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const MdgAccountSettings *settings = data;
  g_autofree char *owner = owner_of (settings);
  g_autoptr (MdgSecret) password = NULL;
  g_autoptr (MdgSecret) code = NULL;

  if (!get (vault, MDG_VAULT_FIRST_PASSWORD, owner, &password, error)
      || !get (vault, MDG_VAULT_ACTIVATION_CODE, owner, &code, error))
    return NULL;
  if (password == NULL
      || (is_alike (password, settings->password) && is_alike (code, settings->activation_code)))
    return save (database, vault, data, error);
  mdg_set_error (error, MDG_ERROR_EDIT_CONFLICT, "Other secrets of this account are kept");
  return NULL;
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const MdgAccountSettings *wanted = data;
  g_autoptr (MdgAccountSettings) settings = mdg_account_settings_copy (wanted);
  g_autofree char *owner = owner_of (wanted);

  settings->password = mdg_vault_load (vault, MDG_VAULT_FIRST_PASSWORD, owner, error);
  if (settings->password == NULL
      || !get (vault, MDG_VAULT_ACTIVATION_CODE, owner, &settings->activation_code, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MdgSecret) secret = NULL;

      if (!get (vault, texts[i].kind, owner, &secret, error))
        return NULL;
      if (secret != NULL)
        G_STRUCT_MEMBER (char *, settings, texts[i].offset)
            = g_strdup (mdg_secret_get_string (secret));
    }
  mdg_account_id_check (settings->id, &settings->kind);
  return g_steal_pointer (&settings);
}

static gpointer
list (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const MdgAccountSettings *wanted = data;
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_account_settings_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT owner FROM secret WHERE kind = ?1"
      " AND (?2 IS NULL OR substr (owner, instr (owner, '/') + 1) = ?2) ORDER BY owner",
      error);
  gboolean row = FALSE, good;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, MDG_VAULT_FIRST_PASSWORD);
  mdg_statement_bind_text (statement, 1, wanted->id);
  while ((good = mdg_statement_step (statement, &row, error)) && row)
    {
      const char *owner = mdg_statement_get_text (statement, 0);
      const char *slash = strchr (owner, '/');
      MdgAccountSettings *settings;

      if (slash == NULL)
        continue;
      settings = mdg_account_settings_new (MDG_ACCOUNT_APP);
      settings->institution_code = g_strndup (owner, (gsize)(slash - owner));
      settings->id = g_strdup (slash + 1);
      mdg_account_id_check (settings->id, &settings->kind);
      g_ptr_array_add (found, settings);
    }
  return good ? g_steal_pointer (&found) : NULL;
}

static gpointer
forget (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autofree char *owner = owner_of (data);

  if (!mdg_vault_remove (vault, MDG_VAULT_FIRST_PASSWORD, owner, error)
      || !mdg_vault_remove (vault, MDG_VAULT_ACTIVATION_CODE, owner, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!mdg_vault_remove (vault, texts[i].kind, owner, error))
      return NULL;
  return MDG_CACHE_DONE;
}

/* main thread --------------------------------------------------------------------------------- */

/* Returns: the field that cannot be kept, or NULL */
static const char *
find_fault (const MdgAccountSettings *settings)
{
  if (settings->institution_code == NULL
      || !mdg_text_is_digits (settings->institution_code, INSTITUTION_DIGITS))
    return "institution_code";
  if (!mdg_account_id_check (settings->id, NULL))
    return "id";
  if (settings->password == NULL || mdg_secret_get_length (settings->password) == 0)
    return "password";
  if (settings->activation_code != NULL
      && !mdg_text_is_digits (mdg_secret_get_string (settings->activation_code),
                              MDG_ACTIVATION_CODE_DIGITS))
    return "activation_code";
  return NULL;
}

static void
keep (MdgCache *cache,
      const MdgAccountSettings *settings,
      MdgCacheFunc way,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer data)
{
  const char *fault = find_fault (settings);

  if (fault != NULL)
    {
      g_autoptr (GTask) task = g_task_new (cache, cancellable, callback, data);
      GError *error = mdg_error_new (MDG_ERROR_INVALID_INPUT, "%s cannot be kept so", fault);

      mdg_error_set_field (error, fault);
      g_task_set_source_tag (task, &tag_done);
      g_task_return_error (task, error);
      return;
    }
  mdg_cache_run_async (cache, NULL, way, mdg_account_settings_copy (settings), request_free, NULL,
                       &tag_done, cancellable, callback, data);
}

void
mdg_settings_vault_save_async (MdgCache *cache,
                               const MdgAccountSettings *settings,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  keep (cache, settings, save, cancellable, callback, data);
}

void
mdg_settings_vault_add_async (MdgCache *cache,
                              const MdgAccountSettings *settings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  keep (cache, settings, add, cancellable, callback, data);
}

static MdgAccountSettings *
name_account (const char *institution_code, const char *id)
{
  MdgAccountSettings *settings = mdg_account_settings_new (MDG_ACCOUNT_APP);

  settings->institution_code = g_strdup (institution_code);
  settings->id = g_strdup (id);
  return settings;
}

void
mdg_settings_vault_load_async (MdgCache *cache,
                               const char *institution_code,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  mdg_cache_run_async (cache, NULL, load, name_account (institution_code, id), request_free,
                       request_free, &tag_load, cancellable, callback, data);
}

MdgAccountSettings *
mdg_settings_vault_load_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_load, error);
}

void
mdg_settings_vault_list_async (MdgCache *cache,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  mdg_cache_run_async (cache, NULL, list, name_account (NULL, id), request_free,
                       (GDestroyNotify)g_ptr_array_unref, &tag_list, cancellable, callback, data);
}

GPtrArray *
mdg_settings_vault_list_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_list, error);
}

void
mdg_settings_vault_remove_async (MdgCache *cache,
                                 const char *institution_code,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  mdg_cache_run_async (cache, NULL, forget, name_account (institution_code, id), request_free, NULL,
                       &tag_done, cancellable, callback, data);
}

gboolean
mdg_settings_vault_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_done, error) != NULL;
}
