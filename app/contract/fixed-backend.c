/* fixed-backend.c: a service that runs elsewhere; there is nothing to start or stop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/backend.h"

struct _MdgFixedBackend
{
  GObject parent_instance;

  MdgConnection *connection;
};

static void backend_iface_init (MdgBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgFixedBackend,
                               mdg_fixed_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_BACKEND, backend_iface_init))

static void
start_async (MdgBackend *backend,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);
  g_task_set_source_tag (task, start_async);
  MdgFixedBackend *self = MDG_FIXED_BACKEND (backend);
  g_task_return_pointer (task, mdg_connection_copy (self->connection),
                         (GDestroyNotify)mdg_connection_free);
}

static MdgConnection *
start_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static MdgConnection *
describe (MdgBackend *backend)
{
  return mdg_connection_copy (MDG_FIXED_BACKEND (backend)->connection);
}

static gboolean
reset (MdgBackend *backend, GError **error)
{
  mdg_set_error (error, MDG_ERROR_FAILED, "this service has no training scenario");
  return FALSE;
}

static void
stop (MdgBackend *backend)
{
}

static void
backend_iface_init (MdgBackendInterface *iface)
{
  iface->start_async = start_async;
  iface->start_finish = start_finish;
  iface->describe = describe;
  iface->reset = reset;
  iface->stop = stop;
}

static void
mdg_fixed_backend_finalize (GObject *object)
{
  g_clear_pointer (&MDG_FIXED_BACKEND (object)->connection, mdg_connection_free);
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
