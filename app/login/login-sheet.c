/* login-sheet.c: the registration that the sheet is printed from: under way, or kept in the cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

/* A key that the service has confirmed at another moment is not ours. */
static gboolean
is_kept (MdgLoginFlow *self)
{
  return self->cache != NULL && self->session != NULL && self->account != NULL
         && self->account->registration == MDG_REGISTRATION_CONFIRMED
         && self->account->registered_at == self->session->registered_at;
}

gboolean
mdg_login_flow_has_registration (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), FALSE);
  return self->registration != NULL || is_kept (self);
}

static void
on_uri (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgRegistration *registration = g_task_get_task_data (task);
  registration->otpauth_uri = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);
  if (registration->otpauth_uri != NULL)
    g_task_return_pointer (task, mdg_registration_copy (registration),
                           (GDestroyNotify)mdg_registration_free);
  else
    g_task_return_error (task, error);
}

static void
on_key (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgRegistration *registration = g_task_get_task_data (task);
  registration->setup_key = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);
  if (registration->setup_key == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_cache_load_secret_async (MDG_CACHE (source), "otpauth-uri", registration->institution_code,
                               registration->login_id, g_task_get_cancellable (task), on_uri,
                               g_object_ref (task));
}

static void
load (MdgLoginFlow *self, GTask *task)
{
  MdgRegistration *registration = mdg_registration_new ();
  registration->institution_code = g_strdup (self->session->institution_code);
  registration->institution_name = g_strdup (self->session->institution_name);
  registration->login_id = g_strdup (self->session->login_id);
  g_task_set_task_data (task, registration, (GDestroyNotify)mdg_registration_free);
  mdg_cache_load_secret_async (self->cache, "setup-key", registration->institution_code,
                               registration->login_id, g_task_get_cancellable (task), on_key,
                               g_object_ref (task));
}

void
mdg_login_flow_load_registration_async (MdgLoginFlow *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_login_flow_load_registration_async);
  if (mdg_login_flow_get_registration (self) != NULL)
    g_task_return_pointer (task, mdg_registration_copy (self->registration),
                           (GDestroyNotify)mdg_registration_free);
  else if (is_kept (self))
    load (self, task);
  else
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_NOT_FOUND,
                             "the registration is not kept on this computer");
}

MdgRegistration *
mdg_login_flow_load_registration_finish (MdgLoginFlow *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
