/* messages.h: what client and service say to each other about a session ([0] ch. 1), as plain
 * structs with JSON both ways. One source for both sides. All parsers take hostile input: unknown
 * members are ignored, missing or wrong-typed ones and over-long strings are MDG_ERROR_BAD_ANSWER
 * (when reading an answer) or MDG_ERROR_INVALID_INPUT with the field's name (when reading a request).
 */
#pragma once

#include <json-glib/json-glib.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* Where a session stands. */
typedef enum
{
  MDG_STAGE_REGISTRATION, /* first login: [Authenticator 登録], then a passcode */
  MDG_STAGE_PASSCODE,     /* the passcode is due */
  MDG_STAGE_OPEN          /* logged in: [管理メニュー] */
} MdgStage;

const char *mdg_stage_nick (MdgStage stage); /* "registration", "passcode", "open" */

/* POST /v1/session */
typedef struct
{
  char *institution_code; /* 機関コード, ten digits */
  char *login_id;         /* ログインID, W or WA and digits */
  MdgSecret *password;
} MdgLoginRequest;

MdgLoginRequest *mdg_login_request_new (const char *institution_code, const char *login_id,
                                        MdgSecret *password);
void mdg_login_request_free (MdgLoginRequest *request);
char *mdg_login_request_to_json (const MdgLoginRequest *request); /* free with mdg_wipe_string() */
MdgLoginRequest *mdg_login_request_parse (const char *json, gssize length, GError **error);

/* Answer of POST and GET /v1/session, POST /v1/session/passcode: how the session stands. */
typedef struct
{
  MdgStage stage;
  MdgSecret *token; /* (nullable): bearer token, only in the answer to POST /v1/session */
  char *institution_code;
  char *institution_name; /* 機関名 */
  char *login_id;
  gint64 registered_at;        /* seconds since 1970; 0: MFA not registered yet */
  gint64 password_changed_at;  /* seconds since 1970 */
  gint64 password_expires_at;  /* seconds since 1970; 0: never */
  gboolean password_expired;   /* only changing the password is allowed */
  gint64 idle_seconds;         /* the session ends after so long without action */
  gboolean first_registration; /* this passcode completed the registration */
} MdgSessionInfo;

MdgSessionInfo *mdg_session_info_new (void);
MdgSessionInfo *mdg_session_info_copy (const MdgSessionInfo *info);
void mdg_session_info_free (MdgSessionInfo *info);
char *mdg_session_info_to_json (const MdgSessionInfo *info);
MdgSessionInfo *mdg_session_info_parse (const char *json, gssize length, GError **error);

/* Answer of GET /v1/session/registration: the enrolment secret, shown until it is confirmed. */
typedef struct
{
  char *institution_code;
  char *institution_name;
  char *login_id;
  MdgSecret *setup_key;   /* セットアップキー: Base32, upper case, no padding; 32 characters */
  MdgSecret *otpauth_uri; /* what the QR code holds */
  gboolean unproven;      /* a person brought it, no service: only a passcode that it made and the page took tells that it is right */
} MdgRegistration;

MdgRegistration *mdg_registration_new (void);
MdgRegistration *mdg_registration_copy (const MdgRegistration *registration);
void mdg_registration_free (MdgRegistration *registration);
char *mdg_registration_to_json (const MdgRegistration *registration); /* free with mdg_wipe_string() */
MdgRegistration *mdg_registration_parse (const char *json, gssize length, GError **error);

/* POST /v1/session/passcode: {"passcode": "123456"} */
char *mdg_passcode_request_to_json (const char *passcode);
/* Returns: (transfer full): six digits */
char *mdg_passcode_request_parse (const char *json, gssize length, GError **error);

/* PUT /v1/password */
typedef struct
{
  MdgSecret *current_password;
  MdgSecret *new_password;
} MdgPasswordRequest;

MdgPasswordRequest *mdg_password_request_new (MdgSecret *current_password, MdgSecret *new_password);
void mdg_password_request_free (MdgPasswordRequest *request);
char *mdg_password_request_to_json (const MdgPasswordRequest *request); /* free with mdg_wipe_string() */
MdgPasswordRequest *mdg_password_request_parse (const char *json, gssize length, GError **error);

/* Answer of GET /v1/service */
typedef struct
{
  char *name;
  char *api_version;
  gint64 time; /* the service's clock, seconds since 1970 */
  gboolean training;
} MdgServiceStatus;

MdgServiceStatus *mdg_service_status_new (void);
void mdg_service_status_free (MdgServiceStatus *status);
char *mdg_service_status_to_json (const MdgServiceStatus *status);
MdgServiceStatus *mdg_service_status_parse (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLoginRequest, mdg_login_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSessionInfo, mdg_session_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRegistration, mdg_registration_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPasswordRequest, mdg_password_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgServiceStatus, mdg_service_status_free)

G_END_DECLS
