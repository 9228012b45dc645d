/* codecs.c: every message of the contract behind one signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "codecs.h"

#include "contract/connection.h"
#include "contract/messages.h"

#define DEFINE_ROUND_TRIP(Type, prefix)                                                            \
  static char *prefix##_round_trip (const char *json, gssize length, GError **error)               \
  {                                                                                                \
    g_autoptr (Type) message = prefix##_parse (json, length, error);                               \
    return message != NULL ? prefix##_to_json (message) : NULL;                                    \
  }

DEFINE_ROUND_TRIP (MdgConnection, mdg_connection)
DEFINE_ROUND_TRIP (MdgLoginRequest, mdg_login_request)
DEFINE_ROUND_TRIP (MdgPasswordRequest, mdg_password_request)
DEFINE_ROUND_TRIP (MdgRegistration, mdg_registration)
DEFINE_ROUND_TRIP (MdgServiceStatus, mdg_service_status)
DEFINE_ROUND_TRIP (MdgSessionInfo, mdg_session_info)

static char *
passcode_round_trip (const char *json, gssize length, GError **error)
{
  g_autofree char *passcode = mdg_passcode_request_parse (json, length, error);
  return passcode != NULL ? mdg_passcode_request_to_json (passcode) : NULL;
}

const MdgCodec mdg_codecs[MDG_N_CODECS] = {
  { "connection", MDG_ERROR_INVALID_INPUT, mdg_connection_round_trip },
  { "login-request", MDG_ERROR_INVALID_INPUT, mdg_login_request_round_trip },
  { "passcode-request", MDG_ERROR_INVALID_INPUT, passcode_round_trip },
  { "password-request", MDG_ERROR_INVALID_INPUT, mdg_password_request_round_trip },
  { "registration", MDG_ERROR_BAD_ANSWER, mdg_registration_round_trip },
  { "service-status", MDG_ERROR_BAD_ANSWER, mdg_service_status_round_trip },
  { "session-info", MDG_ERROR_BAD_ANSWER, mdg_session_info_round_trip },
};
