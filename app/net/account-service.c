/* account-service.c: hands the calls of MdgAccountService to the implementation at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/account-service.h"

#include "core/text.h"
#include "net/service-calls.h"

G_DEFINE_INTERFACE (MdgAccountService, mdg_account_service, G_TYPE_OBJECT)

static void
mdg_account_service_default_init (MdgAccountServiceInterface *iface)
{
}

#define SERVICE_IS MDG_IS_ACCOUNT_SERVICE
#define SERVICE_IFACE MDG_ACCOUNT_SERVICE_GET_IFACE
#define CALL_WITH(name, Argument, argument, condition)                                             \
  MDG_DEFINE_CALL_WITH (MdgAccountService, mdg_account_service, SERVICE, name, Argument, argument, \
                        condition)
#define FINISH(name, Value)                                                                        \
  MDG_DEFINE_FINISH (MdgAccountService, mdg_account_service, SERVICE, name, Value *, NULL)

CALL_WITH (get_page, const MdgListPart *, part, part != NULL)
CALL_WITH (get_account, const char *, id, mdg_account_id_check (id, NULL))
CALL_WITH (get_facility, const char *, code, mdg_text_is_digits (code, 10))
CALL_WITH (get_settings_pdf, const char *, id, mdg_account_id_check (id, NULL))

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

FINISH (get_page, MdgPage)
FINISH (get_account, MdgAccount)
FINISH (get_facility, MdgFacility)
FINISH (get_settings_pdf, MdgSecret)
FINISH (put_note, MdgAccount)
FINISH (cancel, MdgAccount)
FINISH (apply, MdgAccountApplication)
