/* fixed-backend.c: a service that runs elsewhere; there is nothing to start or stop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/backend.h"

struct _MdgFixedBackend
{
  GObject parent_instance;

  MdgConnection *connection; /* or */
  GError *error;
};

static void backend_iface_init (MdgBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgFixedBackend,
                               mdg_fixed_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_BACKEND, backend_iface_init))

/* Where it is does not change: starting it is describing it. */
static void
describe_async (MdgBackend *backend,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);
  MdgFixedBackend *self = MDG_FIXED_BACKEND (backend);

  g_task_set_source_tag (task, describe_async);
  if (self->connection == NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, mdg_connection_copy (self->connection),
                           (GDestroyNotify)mdg_connection_free);
}

static MdgConnection *
describe_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
reset_async (MdgBackend *backend,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);

  g_task_set_source_tag (task, reset_async);
  g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED,
                           "this service has no training scenario");
}

static gboolean
reset_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
stop (MdgBackend *backend)
{
}

static void
backend_iface_init (MdgBackendInterface *iface)
{
  iface->start_async = describe_async;
  iface->start_finish = describe_finish;
  iface->describe_async = describe_async;
  iface->describe_finish = describe_finish;
  iface->reset_async = reset_async;
  iface->reset_finish = reset_finish;
  iface->stop = stop;
}

static void
mdg_fixed_backend_finalize (GObject *object)
{
  MdgFixedBackend *self = MDG_FIXED_BACKEND (object);

  g_clear_pointer (&self->connection, mdg_connection_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (mdg_fixed_backend_parent_class)->finalize (object);
}

static void
mdg_fixed_backend_class_init (MdgFixedBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_fixed_backend_finalize;
}

static void
mdg_fixed_backend_init (MdgFixedBackend *self)
{
}

MdgBackend *
mdg_fixed_backend_new (const MdgConnection *connection)
{
  g_return_val_if_fail (connection != NULL, NULL);
  MdgFixedBackend *self = g_object_new (MDG_TYPE_FIXED_BACKEND, NULL);
  self->connection = mdg_connection_copy (connection);
  return MDG_BACKEND (self);
}

MdgBackend *
mdg_fixed_backend_new_unknown (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  MdgFixedBackend *self = g_object_new (MDG_TYPE_FIXED_BACKEND, NULL);
  self->error = g_error_copy (error);
  return MDG_BACKEND (self);
}
