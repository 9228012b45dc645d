/* codecs.c: every message of the contract behind one signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "codecs.h"

#include "contract/accounts.h"
#include "contract/connection.h"
#include "contract/messages.h"
#include "contract/portal.h"

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
DEFINE_ROUND_TRIP (MdgPortalRegistration, mdg_portal_registration)
DEFINE_ROUND_TRIP (MdgPortalReceipt, mdg_portal_receipt)
DEFINE_ROUND_TRIP (MdgPortalFacility, mdg_portal_facility)
DEFINE_ROUND_TRIP (MdgPortalLogin, mdg_portal_login)
DEFINE_ROUND_TRIP (MdgPortalUser, mdg_portal_user)
DEFINE_ROUND_TRIP (MdgPortalStartRequest, mdg_portal_start_request)
DEFINE_ROUND_TRIP (MdgPortalStart, mdg_portal_start)

#define DEFINE_TEXT_ROUND_TRIP(prefix)                                                             \
  static char *prefix##_round_trip (const char *json, gssize length, GError **error)               \
  {                                                                                                \
    g_autofree char *text = prefix##_parse (json, length, error);                                  \
    return text != NULL ? prefix##_to_json (text) : NULL;                                          \
  }

DEFINE_TEXT_ROUND_TRIP (mdg_portal_link)
DEFINE_TEXT_ROUND_TRIP (mdg_portal_birth_date)
DEFINE_TEXT_ROUND_TRIP (mdg_portal_operation)

static char *
facilities_round_trip (const char *json, gssize length, GError **error)
{
  g_autoptr (GPtrArray) facilities = mdg_portal_facilities_parse (json, length, error);
  return facilities != NULL ? mdg_portal_facilities_to_json (facilities) : NULL;
}

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
  { "portal-registration", MDG_ERROR_INVALID_INPUT, mdg_portal_registration_round_trip },
  { "portal-receipt", MDG_ERROR_BAD_ANSWER, mdg_portal_receipt_round_trip },
  { "portal-facility", MDG_ERROR_BAD_ANSWER, mdg_portal_facility_round_trip },
  { "portal-facilities", MDG_ERROR_BAD_ANSWER, facilities_round_trip },
  { "portal-link", MDG_ERROR_INVALID_INPUT, mdg_portal_link_round_trip },
  { "portal-login", MDG_ERROR_INVALID_INPUT, mdg_portal_login_round_trip },
  { "portal-user", MDG_ERROR_BAD_ANSWER, mdg_portal_user_round_trip },
  { "portal-birth-date", MDG_ERROR_INVALID_INPUT, mdg_portal_birth_date_round_trip },
  { "portal-start-request", MDG_ERROR_INVALID_INPUT, mdg_portal_start_request_round_trip },
  { "portal-start", MDG_ERROR_BAD_ANSWER, mdg_portal_start_round_trip },
  { "portal-operation", MDG_ERROR_INVALID_INPUT, mdg_portal_operation_round_trip },
};
