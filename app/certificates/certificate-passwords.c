/* certificate-passwords.c: passwords of certificate files in the vault.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-passwords.h"

#include "certificates/sha256.h"
#include "store/statement.h"
#include "store/vault.h"

#define KIND "p12-password"

typedef struct
{
  char *sha256;
  MdgSecret *password;
} Request;

static void
request_free (Request *request)
{
  g_free (request->sha256);
  g_clear_pointer (&request->password, mdg_secret_unref);
  g_free (request);
}

/* on the database thread ---------------------------------------------------------------------- */

static gboolean
note (MdgDatabase *database, const Request *request, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO certificate_password (sha256, kept_at) VALUES (?1, 1 + (SELECT"
      " coalesce (max (kept_at), 0) FROM certificate_password)) ON CONFLICT (sha256) DO UPDATE SET"
      " kept_at = excluded.kept_at",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, request->sha256);
  return mdg_statement_run (statement, error);
}

static gpointer
keep (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;

  return note (database, request, error)
                 && mdg_vault_store (vault, KIND, request->sha256, request->password, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static gpointer
forget (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM certificate_password WHERE sha256 = ?", error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, request->sha256);
  if (!mdg_statement_run (statement, error))
    return NULL;
  if (mdg_vault_remove (vault, KIND, request->sha256, &problem)
      || g_error_matches (problem, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return MDG_CACHE_DONE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
has (GPtrArray *list, MdgSecret *password)
{
  for (guint i = 0; i < list->len; i++)
    if (mdg_secret_equal (list->pdata[i], password))
      return TRUE;
  return FALSE;
}

static gpointer
load_all (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT sha256 FROM certificate_password ORDER BY kept_at DESC", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  do
    {
      g_autoptr (MdgSecret) password = NULL;

      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      password = mdg_vault_load (vault, KIND, mdg_statement_get_text (statement, 0), error);
      if (password == NULL)
        return NULL;
      if (!has (list, password))
        g_ptr_array_add (list, g_steal_pointer (&password));
    }
  while (row);
  return g_steal_pointer (&list);
}

/* the calls ----------------------------------------------------------------------------------- */

static void
ask (MdgCache *cache,
     MdgCacheFunc work,
     const char *sha256,
     MdgSecret *password,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->sha256 = g_strdup (sha256);
  request->password = password != NULL ? mdg_secret_ref (password) : NULL;
  mdg_cache_run_async (cache, NULL, work, request, (GDestroyNotify)request_free, NULL,
                       mdg_certificate_passwords_finish, cancellable, callback, data);
}

void
mdg_certificate_passwords_keep_async (MdgCache *cache,
                                      const char *sha256,
                                      MdgSecret *password,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  g_return_if_fail (sha256 != NULL && mdg_sha256_is_valid (sha256) && password != NULL);
  ask (cache, keep, sha256, password, cancellable, callback, data);
}

void
mdg_certificate_passwords_forget_async (MdgCache *cache,
                                        const char *sha256,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data)
{
  g_return_if_fail (sha256 != NULL);
  ask (cache, forget, sha256, NULL, cancellable, callback, data);
}

gboolean
mdg_certificate_passwords_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_certificate_passwords_finish, error) != NULL;
}

void
mdg_certificate_passwords_list_async (MdgCache *cache,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  mdg_cache_run_async (cache, NULL, load_all, NULL, NULL, (GDestroyNotify)g_ptr_array_unref,
                       mdg_certificate_passwords_list_async, cancellable, callback, data);
}

GPtrArray *
mdg_certificate_passwords_list_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_certificate_passwords_list_async, error);
}
