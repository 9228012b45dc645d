/* service.c: hands the calls of MdgService to the implementation at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/service.h"

#include "net/service-calls.h"

G_DEFINE_INTERFACE (MdgService, mdg_service, G_TYPE_OBJECT)

static void
mdg_service_default_init (MdgServiceInterface *iface)
{
}

#define SERVICE_IS MDG_IS_SERVICE
#define SERVICE_IFACE MDG_SERVICE_GET_IFACE
#define CALL(name) MDG_DEFINE_CALL (MdgService, mdg_service, SERVICE, name)
#define CALL_WITH(name, Argument, argument)                                                        \
  MDG_DEFINE_CALL_WITH (MdgService, mdg_service, SERVICE, name, Argument, argument,                \
                        (argument) != NULL)
#define FINISH(name, Value, nothing)                                                               \
  MDG_DEFINE_FINISH (MdgService, mdg_service, SERVICE, name, Value, nothing)

CALL (check)
CALL_WITH (login, const MdgLoginRequest *, request)
CALL (session)
CALL (registration)
CALL_WITH (passcode, const char *, passcode)
CALL_WITH (password, const MdgPasswordRequest *, request)
CALL (logout)

FINISH (check, MdgServiceStatus *, NULL)
FINISH (login, MdgSessionInfo *, NULL)
FINISH (session, MdgSessionInfo *, NULL)
FINISH (registration, MdgRegistration *, NULL)
FINISH (passcode, MdgSessionInfo *, NULL)
FINISH (password, MdgSessionInfo *, NULL)
FINISH (logout, gboolean, FALSE)

gboolean
mdg_service_get_clock_skew (MdgService *service, gint64 *seconds)
{
  g_return_val_if_fail (MDG_IS_SERVICE (service), FALSE);
  return MDG_SERVICE_GET_IFACE (service)->get_clock_skew (service, seconds);
}
