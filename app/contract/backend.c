/* backend.c: who answers, as an interface.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/backend.h"

G_DEFINE_INTERFACE (MdgBackend, mdg_backend, G_TYPE_OBJECT)

static void
mdg_backend_default_init (MdgBackendInterface *iface)
{
}

void
mdg_backend_start_async (MdgBackend *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  MDG_BACKEND_GET_IFACE (self)->start_async (self, cancellable, callback, data);
}

MdgConnection *
mdg_backend_start_finish (MdgBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_BACKEND (self), NULL);
  return MDG_BACKEND_GET_IFACE (self)->start_finish (self, result, error);
}

void
mdg_backend_describe_async (MdgBackend *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  MDG_BACKEND_GET_IFACE (self)->describe_async (self, cancellable, callback, data);
}

MdgConnection *
mdg_backend_describe_finish (MdgBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_BACKEND (self), NULL);
  return MDG_BACKEND_GET_IFACE (self)->describe_finish (self, result, error);
}

void
mdg_backend_reset_async (MdgBackend *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  MDG_BACKEND_GET_IFACE (self)->reset_async (self, cancellable, callback, data);
}

gboolean
mdg_backend_reset_finish (MdgBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_BACKEND (self), FALSE);
  return MDG_BACKEND_GET_IFACE (self)->reset_finish (self, result, error);
}

const char *
mdg_backend_get_receptions_folder (MdgBackend *self)
{
  MdgBackendInterface *iface;

  g_return_val_if_fail (MDG_IS_BACKEND (self), NULL);
  iface = MDG_BACKEND_GET_IFACE (self);
  return iface->get_receptions_folder != NULL ? iface->get_receptions_folder (self) : NULL;
}

void
mdg_backend_write_receptions_async (MdgBackend *self,
                                    guint n,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  if (MDG_BACKEND_GET_IFACE (self)->write_receptions_async != NULL)
    MDG_BACKEND_GET_IFACE (self)->write_receptions_async (self, n, cancellable, callback, data);
  else
    g_task_report_new_error (self, callback, data, mdg_backend_write_receptions_async, MDG_ERROR,
                             MDG_ERROR_FAILED, "there are no invented receptions");
}

gboolean
mdg_backend_write_receptions_finish (MdgBackend *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_BACKEND (self), FALSE);
  if (g_async_result_is_tagged (result, mdg_backend_write_receptions_async))
    return g_task_propagate_boolean (G_TASK (result), error);
  return MDG_BACKEND_GET_IFACE (self)->write_receptions_finish (self, result, error);
}

void
mdg_backend_stop (MdgBackend *self)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  MDG_BACKEND_GET_IFACE (self)->stop (self);
}
