/* portal-service.c: hands the calls of MdgPortalService to the implementation at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/portal-service.h"

#include "net/service-calls.h"

G_DEFINE_INTERFACE (MdgPortalService, mdg_portal_service, G_TYPE_OBJECT)

static void
mdg_portal_service_default_init (MdgPortalServiceInterface *iface)
{
}

#define SERVICE_IS MDG_IS_PORTAL_SERVICE
#define SERVICE_IFACE MDG_PORTAL_SERVICE_GET_IFACE
#define CALL(name) MDG_DEFINE_CALL (MdgPortalService, mdg_portal_service, SERVICE, name)
#define CALL_WITH(name, Argument, argument)                                                        \
  MDG_DEFINE_CALL_WITH (MdgPortalService, mdg_portal_service, SERVICE, name, Argument, argument,   \
                        (argument) != NULL)
#define FINISH(name, Value, nothing)                                                               \
  MDG_DEFINE_FINISH (MdgPortalService, mdg_portal_service, SERVICE, name, Value, nothing)

/* With a key. */
#define WRITE(name, Argument)                                                                      \
  void mdg_portal_service_##name##_async (MdgPortalService *service, Argument argument,            \
                                          const char *key, GCancellable *cancellable,              \
                                          GAsyncReadyCallback callback, gpointer data)             \
  {                                                                                                \
    g_return_if_fail (MDG_IS_PORTAL_SERVICE (service));                                            \
    g_return_if_fail (argument != NULL && key != NULL);                                            \
    MDG_PORTAL_SERVICE_GET_IFACE (service)->name##_async (service, argument, key, cancellable,     \
                                                          callback, data);                         \
  }

CALL (get_facilities)
CALL_WITH (get_facility, const char *, word)
CALL_WITH (get_mailbox, const char *, mail_address)
WRITE (register, const MdgPortalRegistration *)
WRITE (open_link, const char *)
CALL_WITH (log_in, const MdgPortalLogin *, login)
CALL (log_out)
CALL (get_start)
CALL_WITH (confirm, const char *, birth_date)
WRITE (start_use, const MdgPortalStartRequest *)
WRITE (set_operation, const char *)

FINISH (get_facilities, GPtrArray *, NULL)
FINISH (get_facility, MdgPortalFacility *, NULL)
FINISH (get_mailbox, MdgPage *, NULL)
FINISH (register, MdgPortalReceipt *, NULL)
FINISH (open_link, MdgPortalUser *, NULL)
FINISH (log_in, MdgPortalUser *, NULL)
FINISH (log_out, gboolean, FALSE)
FINISH (get_start, MdgPortalStart *, NULL)
FINISH (confirm, MdgPortalFacility *, NULL)
FINISH (start_use, MdgPortalStart *, NULL)
FINISH (set_operation, MdgPortalStart *, NULL)
