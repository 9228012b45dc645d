/* codecs.c: every message of the contract behind one signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "codecs.h"

#include "contract/accounts.h"
#include "contract/connection.h"
#include "contract/messages.h"

#define DEFINE_ROUND_TRIP(Type, prefix)                                                            \
  static char *prefix##_round_trip (const char *json, gssize length, GError **error)               \
  {                                                                                                \
    g_autoptr (Type) message = prefix##_parse (json, length, error);                               \
    return message != NULL ? prefix##_to_json (message) : NULL;                                    \
  }

#define DEFINE_PAGE_ROUND_TRIP(prefix)                                                             \
  static char *prefix##_round_trip (const char *json, gssize length, GError **error)               \
  {                                                                                                \
    g_autoptr (MdgPage) page = prefix##_parse (json, length, error);                               \
    return page != NULL ? prefix##_to_json (page) : NULL;                                          \
  }

DEFINE_PAGE_ROUND_TRIP (mdg_account_page)
DEFINE_PAGE_ROUND_TRIP (mdg_application_page)
DEFINE_PAGE_ROUND_TRIP (mdg_mail_page)
DEFINE_ROUND_TRIP (MdgAccount, mdg_account)
DEFINE_ROUND_TRIP (MdgAccountApplication, mdg_account_application)
DEFINE_ROUND_TRIP (MdgApplicationRequest, mdg_application_request)
DEFINE_ROUND_TRIP (MdgFacility, mdg_facility)
DEFINE_ROUND_TRIP (MdgMail, mdg_mail)
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

static char *
note_round_trip (const char *json, gssize length, GError **error)
{
  g_autofree char *note = mdg_note_request_parse (json, length, error);
  return note != NULL ? mdg_note_request_to_json (note) : NULL;
}

const MdgCodec mdg_codecs[MDG_N_CODECS] = {
  { "account", MDG_ERROR_BAD_ANSWER, mdg_account_round_trip },
  { "account-page", MDG_ERROR_BAD_ANSWER, mdg_account_page_round_trip },
  { "application", MDG_ERROR_BAD_ANSWER, mdg_account_application_round_trip },
  { "application-page", MDG_ERROR_BAD_ANSWER, mdg_application_page_round_trip },
  { "application-request", MDG_ERROR_INVALID_INPUT, mdg_application_request_round_trip },
  { "facility", MDG_ERROR_BAD_ANSWER, mdg_facility_round_trip },
  { "mail", MDG_ERROR_BAD_ANSWER, mdg_mail_round_trip },
  { "mail-page", MDG_ERROR_BAD_ANSWER, mdg_mail_page_round_trip },
  { "note-request", MDG_ERROR_INVALID_INPUT, note_round_trip },
  { "connection", MDG_ERROR_INVALID_INPUT, mdg_connection_round_trip },
  { "login-request", MDG_ERROR_INVALID_INPUT, mdg_login_request_round_trip },
  { "passcode-request", MDG_ERROR_INVALID_INPUT, passcode_round_trip },
  { "password-request", MDG_ERROR_INVALID_INPUT, mdg_password_request_round_trip },
  { "registration", MDG_ERROR_BAD_ANSWER, mdg_registration_round_trip },
  { "service-status", MDG_ERROR_BAD_ANSWER, mdg_service_status_round_trip },
  { "session-info", MDG_ERROR_BAD_ANSWER, mdg_session_info_round_trip },
};
