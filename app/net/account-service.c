/* account-service.c: hands the calls of MdgAccountService to the implementation at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/account-service.h"

#include "core/text.h"

G_DEFINE_INTERFACE (MdgAccountService, mdg_account_service, G_TYPE_OBJECT)

static void
mdg_account_service_default_init (MdgAccountServiceInterface *iface)
{
}

void
mdg_account_service_get_page_async (MdgAccountService *service,
                                    const MdgListPart *part,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (part != NULL);
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_page_async (service, part, cancellable, callback,
                                                           data);
}

MdgPage *
mdg_account_service_get_page_finish (MdgAccountService *service,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_page_finish (service, result, error);
}

void
mdg_account_service_get_account_async (MdgAccountService *service,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (mdg_account_id_check (id, NULL));
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_account_async (service, id, cancellable, callback,
                                                              data);
}

MdgAccount *
mdg_account_service_get_account_finish (MdgAccountService *service,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_account_finish (service, result, error);
}

void
mdg_account_service_get_facility_async (MdgAccountService *service,
                                        const char *institution_code,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (mdg_text_is_digits (institution_code, 10));
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_facility_async (service, institution_code,
                                                               cancellable, callback, data);
}

MdgFacility *
mdg_account_service_get_facility_finish (MdgAccountService *service,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_facility_finish (service, result, error);
}

void
mdg_account_service_get_settings_pdf_async (MdgAccountService *service,
                                            const char *id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (mdg_account_id_check (id, NULL));
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_settings_pdf_async (service, id, cancellable,
                                                                   callback, data);
}

MdgSecret *
mdg_account_service_get_settings_pdf_finish (MdgAccountService *service,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->get_settings_pdf_finish (service, result, error);
}

void
mdg_account_service_put_note_async (MdgAccountService *service,
                                    const char *id,
                                    const char *note,
                                    gint64 revision,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (mdg_account_id_check (id, NULL) && note != NULL && key != NULL);
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->put_note_async (service, id, note, revision, key,
                                                           cancellable, callback, data);
}

MdgAccount *
mdg_account_service_put_note_finish (MdgAccountService *service,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->put_note_finish (service, result, error);
}

void
mdg_account_service_cancel_async (MdgAccountService *service,
                                  const char *id,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (mdg_account_id_check (id, NULL) && key != NULL);
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->cancel_async (service, id, key, cancellable, callback,
                                                         data);
}

MdgAccount *
mdg_account_service_cancel_finish (MdgAccountService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->cancel_finish (service, result, error);
}

void
mdg_account_service_apply_async (MdgAccountService *service,
                                 const MdgApplicationRequest *request,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_SERVICE (service));
  g_return_if_fail (request != NULL && key != NULL);
  MDG_ACCOUNT_SERVICE_GET_IFACE (service)->apply_async (service, request, key, cancellable,
                                                        callback, data);
}

MdgAccountApplication *
mdg_account_service_apply_finish (MdgAccountService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_SERVICE (service), NULL);
  return MDG_ACCOUNT_SERVICE_GET_IFACE (service)->apply_finish (service, result, error);
}
