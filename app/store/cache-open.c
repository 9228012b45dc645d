/* cache-open.c: the cache of a profile that real work is done in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-open.h"

#include <glib/gstdio.h>

#include "core/clock.h"
#include "core/file.h"
#include "store/audit.h"
#include "store/cache-store-private.h"
#include "store/password-history.h"
#include "store/renewal.h"

typedef struct
{
  char *folder;
  MdgSecret *passphrase;    /* (nullable): as the code: when it is opened */
  MdgSecret *recovery_code; /* (nullable) */
  const MdgOuterWrap *outer;
} Request;

static void
request_free (Request *request)
{
  g_free (request->folder);
  g_clear_pointer (&request->passphrase, mdg_secret_unref);
  g_clear_pointer (&request->recovery_code, mdg_secret_unref);
  g_free (request);
}

static Request *
request_new (const char *folder, const MdgOuterWrap *outer)
{
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (folder);
  request->outer = outer;
  return request;
}

static char *
passphrase_path (const char *folder)
{
  return g_build_filename (folder, MDG_CACHE_PASSPHRASE_NAME, NULL);
}

/* Opening */

static MdgCacheStore *
open_profile (const Request *request, GError **error)
{
  g_autoptr (MdgCacheStore) store = NULL;
  g_autofree char *left_over = passphrase_path (request->folder);

  if (!mdg_cache_is_there (request->folder))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no cache in %s", request->folder);
      return NULL;
    }
  store = mdg_cache_store_open_database (request->folder, error);
  if (store == NULL)
    return NULL;
  /* Nobody can take over what neither a person nor a file beside it opens. */
  if (!mdg_vault_is_of_person (store->database) && mdg_vault_exists (store->database)
      && !g_file_test (left_over, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "the vault in %s has no recovery code",
                     request->folder);
      return NULL;
    }
  if (!mdg_vault_is_of_person (store->database))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "nobody has given the vault in %s a passphrase",
                     request->folder);
      return NULL;
    }
  store->vault = mdg_vault_open (store->database, error);
  if (store->vault == NULL)
    return NULL;
  mdg_vault_set_outer_wrap (store->vault, request->outer);
  g_remove (left_over); /* of a taking over that was killed at its end: it opens nothing */
  return g_steal_pointer (&store);
}

/* Making */

/* The key that lay open up to now goes on protecting nothing: neither secrets nor the record, nor
 * the last passwords' hashes, whose own key becomes a secret. */
static gboolean
exchange_key (MdgCacheStore *store, GError **error)
{
  MdgAuditVerdict verdict;

  return mdg_audit_verify (store->database, store->vault, &verdict, error)
         && mdg_password_history_keep_key (store->database, store->vault, error)
         && mdg_vault_rekey (store->vault, error)
         /* Another record stays as it is, and tells so. */
         && (verdict.state != MDG_AUDIT_SOUND || verdict.n_rows == 0
             || mdg_audit_hash_anew (store->database, store->vault, error));
}

/* All of it, or nothing. */
static gboolean
rekey (MdgCacheStore *store, const Request *request, gint64 now, GError **error)
{
  if (!mdg_database_begin (store->database, error))
    return FALSE;
  if (exchange_key (store, error)
      && mdg_vault_change_passphrase (store->vault, request->passphrase, MDG_VAULT_COST_MODERATE,
                                      error)
      && mdg_vault_change_recovery_code (store->vault, request->recovery_code, error)
      && mdg_renewal_begin (store->database, now, error))
    return mdg_database_commit (store->database, error);
  mdg_database_rollback (store->database);
  return FALSE;
}

/* A vault whose passphrase lies beside it becomes a person's, with a new key. What is left of the
 * old one after a kill goes at the next opening and unlocking. */
static gboolean
take_over (MdgCacheStore *store, const Request *request, GError **error)
{
  g_autofree char *path = passphrase_path (request->folder);
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();

  if (!mdg_cache_store_open_generated (
          store, path, request->outer != NULL ? request->outer->unwrap : NULL, error))
    return FALSE;
  mdg_vault_set_outer_wrap (store->vault, request->outer);
  if (!rekey (store, request, mdg_clock_wall (clock), error))
    return FALSE;
  g_remove (path);
  mdg_renewal_run (store->database, mdg_clock_wall (clock));
  return TRUE;
}

static gboolean
make_vault (MdgCacheStore *store, const Request *request, GError **error)
{
  if (mdg_vault_is_of_person (store->database))
    {
      mdg_set_error (error, MDG_ERROR_EXISTS, "there is a cache in %s already", request->folder);
      return FALSE;
    }
  if (mdg_vault_exists (store->database))
    return take_over (store, request, error);
  store->vault
      = mdg_vault_create_for_person (store->database, request->passphrase, MDG_VAULT_COST_MODERATE,
                                     request->recovery_code, request->outer, error);
  return store->vault != NULL;
}

/* What making @folder/cache.sqlite left there. */
static void
remove_files (const char *folder)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (MDG_CACHE_FILE_NAME, ends[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static MdgCacheStore *
make_profile (const Request *request, GError **error)
{
  gboolean was_there = mdg_cache_is_there (request->folder);
  g_autoptr (MdgCacheStore) store = NULL;
  gboolean made;

  if (!mdg_file_make_folder (request->folder, error))
    return NULL;
  store = mdg_cache_store_open_database (request->folder, error);
  made = store != NULL && make_vault (store, request, error);
  if (made)
    return g_steal_pointer (&store);
  g_clear_pointer (&store, mdg_cache_store_free);
  if (!was_there)
    remove_files (request->folder);
  return NULL;
}

/* In a thread, and back */

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  MdgCacheStore *store = request->passphrase != NULL ? make_profile (request, &error)
                                                     : open_profile (request, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, (GDestroyNotify)mdg_cache_store_free);
  else
    g_task_return_error (task, error);
}

static MdgCache *
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  MdgCacheStore *store;

  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  store = g_task_propagate_pointer (G_TASK (result), error);
  return store != NULL ? mdg_cache_new_for_store (store) : NULL;
}

void
mdg_cache_open_async (const char *folder,
                      const MdgOuterWrap *outer,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (folder != NULL);

  g_task_set_source_tag (task, mdg_cache_open_async);
  g_task_set_task_data (task, request_new (folder, outer), (GDestroyNotify)request_free);
  g_task_run_in_thread (task, run);
}

MdgCache *
mdg_cache_open_finish (GAsyncResult *result, GError **error)
{
  return finish (result, mdg_cache_open_async, error);
}

void
mdg_cache_make_async (const char *folder,
                      MdgSecret *passphrase,
                      MdgSecret *recovery_code,
                      const MdgOuterWrap *outer,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Request *request;

  g_return_if_fail (folder != NULL && passphrase != NULL && recovery_code != NULL);

  request = request_new (folder, outer);
  request->passphrase = mdg_secret_ref (passphrase);
  request->recovery_code = mdg_secret_ref (recovery_code);
  g_task_set_source_tag (task, mdg_cache_make_async);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_task_run_in_thread (task, run);
}

MdgCache *
mdg_cache_make_finish (GAsyncResult *result, GError **error)
{
  return finish (result, mdg_cache_make_async, error);
}

gboolean
mdg_cache_is_there (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}
