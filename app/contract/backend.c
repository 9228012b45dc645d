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

void
mdg_backend_stop (MdgBackend *self)
{
  g_return_if_fail (MDG_IS_BACKEND (self));
  MDG_BACKEND_GET_IFACE (self)->stop (self);
}
