/* cache.c: the cache on its database thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache.h"

#include "store/cache-store.h"
#include "store/database-thread.h"

struct _MdgCache
{
  GObject parent_instance;

  MdgCacheStore *store;      /* used on the thread only, from opening to closing */
  MdgDatabaseThread *thread; /* NULL: closed */
};

G_DEFINE_FINAL_TYPE (MdgCache, mdg_cache, G_TYPE_OBJECT)

/* What was asked for: copies of a call's arguments. Each call uses those it needs. */
typedef struct
{
  MdgCacheStore *store;
  char *institution_code;
  char *login_id;
  char *text;
  MdgSecret *secret;
  MdgSecret *second_secret;
  MdgAccountRecord *record;
  gint64 time;
  gint64 second_time;
  int number;
} Request;

static void
request_free (Request *request)
{
  g_free (request->institution_code);
  g_free (request->login_id);
  g_free (request->text);
  g_clear_pointer (&request->secret, mdg_secret_unref);
  g_clear_pointer (&request->second_secret, mdg_secret_unref);
  mdg_account_record_free (request->record);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (const char *institution_code, const char *login_id)
{
  Request *request = g_new0 (Request, 1);

  request->institution_code = g_strdup (institution_code);
  request->login_id = g_strdup (login_id);
  return request;
}

/* Gives @request (transfer full) to the thread. */
static void
ask (MdgCache *self,
     Request *request,
     MdgDatabaseFunc work,
     GDestroyNotify free_result,
     gpointer tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  request->store = self->store;
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  if (self->thread != NULL)
    {
      mdg_database_thread_run (self->thread, task, work, free_result);
      return;
    }
  g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED, "the cache is closed");
  g_object_unref (task);
}

/* On the thread */

static gpointer
done_if (gboolean success)
{
  return success ? MDG_DATABASE_DONE : NULL;
}

static gpointer
load_account (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return mdg_cache_store_load_account (r->store, r->institution_code, r->login_id, error);
}

static gpointer
list_accounts (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return mdg_cache_store_list_accounts (r->store, error);
}

static gpointer
save_account (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_save_account (r->store, r->record, error));
}

static gpointer
save_registration (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_save_registration (r->store, r->institution_code, r->login_id,
                                                     r->text, r->secret, r->second_secret, error));
}

static gpointer
confirm_registration (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_confirm_registration (r->store, r->institution_code, r->login_id,
                                                        r->time, error));
}

static gpointer
record_print (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_record_print (r->store, r->institution_code, r->login_id,
                                                (MdgPrintKind)r->number, r->text, r->time, error));
}

static gpointer
propose_password (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_propose_password (r->store, r->institution_code, r->login_id,
                                                    r->secret, error));
}

static gpointer
settle_password (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_settle_password (r->store, r->institution_code, r->login_id,
                                                   r->number != 0, r->time, r->second_time, error));
}

static gpointer
settle_password_as (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_settle_password_as (r->store, r->institution_code, r->login_id,
                                                      r->secret, r->second_secret, r->time,
                                                      r->second_time, error));
}

static gpointer
load_secret (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return mdg_cache_store_load_secret (r->store, r->text, r->institution_code, r->login_id, error);
}

static gpointer
clear (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_clear (r->store, error));
}

static gpointer
inspect (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_inspect (r->store, r->text, r->login_id, r->time, error));
}

static gpointer
keep_generation (MdgDatabase *database, gpointer data, GError **error)
{
  Request *r = data;
  return done_if (mdg_cache_store_keep_generation (r->store, r->time, error));
}

/* The object */

static void
mdg_cache_dispose (GObject *object)
{
  mdg_cache_close (MDG_CACHE (object));
  G_OBJECT_CLASS (mdg_cache_parent_class)->dispose (object);
}

static void
mdg_cache_class_init (MdgCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_cache_dispose;
}

static void
mdg_cache_init (MdgCache *self)
{
}

MdgCache *
mdg_cache_new_for_store (MdgCacheStore *store)
{
  MdgCache *self = g_object_new (MDG_TYPE_CACHE, NULL);

  self->store = store;
  self->thread = mdg_database_thread_new (mdg_cache_store_steal_database (store));
  return self;
}

void
mdg_cache_close (MdgCache *self)
{
  g_return_if_fail (MDG_IS_CACHE (self));

  if (self->thread == NULL)
    return;
  mdg_database_thread_stop (self->thread);
  g_clear_pointer (&self->store, mdg_cache_store_free);
  g_clear_pointer (&self->thread, mdg_database_thread_free);
}

/* The calls */

void
mdg_cache_load_account_async (MdgCache *self,
                              const char *institution_code,
                              const char *login_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);

  ask (self, request_new (institution_code, login_id), load_account,
       (GDestroyNotify)mdg_account_record_free, mdg_cache_load_account_async, cancellable, callback,
       data);
}

MdgAccountRecord *
mdg_cache_load_account_finish (MdgCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_cache_load_account_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
mdg_cache_list_accounts_async (MdgCache *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (self));

  ask (self, request_new (NULL, NULL), list_accounts, (GDestroyNotify)g_ptr_array_unref,
       mdg_cache_list_accounts_async, cancellable, callback, data);
}

GPtrArray *
mdg_cache_list_accounts_finish (MdgCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_cache_list_accounts_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
mdg_cache_save_account_async (MdgCache *self,
                              const MdgAccountRecord *record,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && record != NULL);

  request = request_new (NULL, NULL);
  request->record = mdg_account_record_copy (record);
  ask (self, request, save_account, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_save_registration_async (MdgCache *self,
                                   const char *institution_code,
                                   const char *login_id,
                                   const char *institution_name,
                                   MdgSecret *setup_key,
                                   MdgSecret *otpauth_uri,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);
  g_return_if_fail (setup_key != NULL && otpauth_uri != NULL);

  request = request_new (institution_code, login_id);
  request->text = g_strdup (institution_name);
  request->secret = mdg_secret_ref (setup_key);
  request->second_secret = mdg_secret_ref (otpauth_uri);
  ask (self, request, save_registration, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_confirm_registration_async (MdgCache *self,
                                      const char *institution_code,
                                      const char *login_id,
                                      gint64 registered_at,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);

  request = request_new (institution_code, login_id);
  request->time = registered_at;
  ask (self, request, confirm_registration, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_record_print_async (MdgCache *self,
                              const char *institution_code,
                              const char *login_id,
                              MdgPrintKind kind,
                              const char *by_whom,
                              gint64 when,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);

  request = request_new (institution_code, login_id);
  request->number = kind;
  request->text = g_strdup (by_whom);
  request->time = when;
  ask (self, request, record_print, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_propose_password_async (MdgCache *self,
                                  const char *institution_code,
                                  const char *login_id,
                                  MdgSecret *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);
  g_return_if_fail (password != NULL);

  request = request_new (institution_code, login_id);
  request->secret = mdg_secret_ref (password);
  ask (self, request, propose_password, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_settle_password_async (MdgCache *self,
                                 const char *institution_code,
                                 const char *login_id,
                                 gboolean accepted,
                                 gint64 changed_at,
                                 gint64 expires_at,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);

  request = request_new (institution_code, login_id);
  request->number = accepted;
  request->time = changed_at;
  request->second_time = expires_at;
  ask (self, request, settle_password, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_settle_password_as_async (MdgCache *self,
                                    const char *institution_code,
                                    const char *login_id,
                                    MdgSecret *held,
                                    MdgSecret *former,
                                    gint64 changed_at,
                                    gint64 expires_at,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && institution_code != NULL && login_id != NULL);
  g_return_if_fail (held != NULL);

  request = request_new (institution_code, login_id);
  request->secret = mdg_secret_ref (held);
  request->second_secret = former != NULL ? mdg_secret_ref (former) : NULL;
  request->time = changed_at;
  request->second_time = expires_at;
  ask (self, request, settle_password_as, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_clear_async (MdgCache *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (self));

  ask (self, request_new (NULL, NULL), clear, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_inspect_async (MdgCache *self,
                         const char *counter,
                         const char *by_whom,
                         gint64 when,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && counter != NULL);

  request = request_new (NULL, by_whom);
  request->text = g_strdup (counter);
  request->time = when;
  ask (self, request, inspect, NULL, mdg_cache_finish, cancellable, callback, data);
}

void
mdg_cache_keep_generation_async (MdgCache *self,
                                 gint64 when,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self));

  request = request_new (NULL, NULL);
  request->time = when;
  ask (self, request, keep_generation, NULL, mdg_cache_finish, cancellable, callback, data);
}

gboolean
mdg_cache_finish (MdgCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_cache_finish), FALSE);
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
mdg_cache_load_secret_async (MdgCache *self,
                             const char *kind,
                             const char *institution_code,
                             const char *login_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Request *request;

  g_return_if_fail (MDG_IS_CACHE (self) && kind != NULL);
  g_return_if_fail (institution_code != NULL && login_id != NULL);

  request = request_new (institution_code, login_id);
  request->text = g_strdup (kind);
  ask (self, request, load_secret, (GDestroyNotify)mdg_secret_unref, mdg_cache_load_secret_async,
       cancellable, callback, data);
}

MdgSecret *
mdg_cache_load_secret_finish (MdgCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_cache_load_secret_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Work of a feature */

typedef struct
{
  MdgCache *cache;
  MdgCacheStore *store;
  MdgCacheFunc work;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gboolean plain; /* no transaction is begun for it */
} Errand;

static void
errand_free (Errand *errand)
{
  if (errand->free_data != NULL)
    errand->free_data (errand->data);
  g_object_unref (errand->cache);
  g_free (errand);
}

static gpointer
run_errand (MdgDatabase *database, gpointer data, GError **error)
{
  Errand *errand = data;

  if (errand->plain)
    return mdg_cache_store_run_plain (errand->store, errand->work, errand->data, error);
  return mdg_cache_store_run (errand->store, errand->work, errand->data, errand->free_result,
                              error);
}

/* Takes @errand and its data. */
static void
send_errand (Errand *errand,
             gpointer source,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer callback_data)
{
  MdgCache *self = errand->cache;
  g_autoptr (GTask) task
      = g_task_new (source != NULL ? source : self, cancellable, callback, callback_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, (GDestroyNotify)errand_free);
  if (self->thread != NULL)
    mdg_database_thread_run (self->thread, g_steal_pointer (&task), run_errand,
                             errand->free_result);
  else
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED, "the cache is closed");
}

void
mdg_cache_run_async (MdgCache *self,
                     gpointer source,
                     MdgCacheFunc work,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     gpointer tag,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer callback_data)
{
  Errand *errand;

  g_return_if_fail (MDG_IS_CACHE (self) && work != NULL);

  errand = g_new (Errand, 1);
  *errand = (Errand){ g_object_ref (self), self->store, work, data, free_data, free_result, FALSE };
  send_errand (errand, source, tag, cancellable, callback, callback_data);
}

void
mdg_cache_run_plain_async (MdgCache *self,
                           gpointer source,
                           MdgCacheFunc work,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           gpointer tag,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer callback_data)
{
  Errand *errand;

  g_return_if_fail (MDG_IS_CACHE (self) && work != NULL);

  errand = g_new (Errand, 1);
  *errand = (Errand){ g_object_ref (self), self->store, work, data, free_data, free_result, TRUE };
  send_errand (errand, source, tag, cancellable, callback, callback_data);
}

gpointer
mdg_cache_run_finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
