/* service.c: hands the calls of MdgService to the implementation at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/service.h"

G_DEFINE_INTERFACE (MdgService, mdg_service, G_TYPE_OBJECT)

static void
mdg_service_default_init (MdgServiceInterface *iface)
{
}

void
mdg_service_check_async (MdgService *service,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  MDG_SERVICE_GET_IFACE (service)->check_async (service, cancellable, callback, data);
}

MdgServiceStatus *
mdg_service_check_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->check_finish (service, result, error);
}

void
mdg_service_login_async (MdgService *service,
                         const MdgLoginRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  g_return_if_fail (request != NULL);
  MDG_SERVICE_GET_IFACE (service)->login_async (service, request, cancellable, callback, data);
}

MdgSessionInfo *
mdg_service_login_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->login_finish (service, result, error);
}

void
mdg_service_session_async (MdgService *service,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  MDG_SERVICE_GET_IFACE (service)->session_async (service, cancellable, callback, data);
}

MdgSessionInfo *
mdg_service_session_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->session_finish (service, result, error);
}

void
mdg_service_registration_async (MdgService *service,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  MDG_SERVICE_GET_IFACE (service)->registration_async (service, cancellable, callback, data);
}

MdgRegistration *
mdg_service_registration_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->registration_finish (service, result, error);
}

void
mdg_service_passcode_async (MdgService *service,
                            const char *passcode,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  g_return_if_fail (passcode != NULL);
  MDG_SERVICE_GET_IFACE (service)->passcode_async (service, passcode, cancellable, callback, data);
}

MdgSessionInfo *
mdg_service_passcode_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->passcode_finish (service, result, error);
}

void
mdg_service_password_async (MdgService *service,
                            const MdgPasswordRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  g_return_if_fail (request != NULL);
  MDG_SERVICE_GET_IFACE (service)->password_async (service, request, cancellable, callback, data);
}

MdgSessionInfo *
mdg_service_password_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), NULL);
  return MDG_SERVICE_GET_IFACE (service)->password_finish (service, result, error);
}

void
mdg_service_logout_async (MdgService *service,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (MDG_IS_SERVICE (service));
  MDG_SERVICE_GET_IFACE (service)->logout_async (service, cancellable, callback, data);
}

gboolean
mdg_service_logout_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), FALSE);
  return MDG_SERVICE_GET_IFACE (service)->logout_finish (service, result, error);
}

gboolean
mdg_service_get_clock_skew (MdgService *service, gint64 *seconds)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), FALSE);
  return MDG_SERVICE_GET_IFACE (service)->get_clock_skew (service, seconds);
}
