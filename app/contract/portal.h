/* portal.h: what client and service say to each other about the portal for 施術所等 ([3]): 新規ユーザー登録, its link, login,
 * 利用開始申請 and 運用開始日登録. Plain structs with JSON both ways, as in messages.h; the fields' rules are those of
 * core/portal-rules.h. Days are "YYYY-MM-DD" in Japan, NULL where there is none. */
#pragma once

#include <json-glib/json-glib.h>
#include "core/error.h"
#include "core/portal-rules.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* A document that is attached to an application, bytes; and its name, characters. Assumption: [3] names no limit. */
#define MDG_PORTAL_DOCUMENT_MAX (512 * 1024)
#define MDG_PORTAL_DOCUMENT_NAME_MAX 100

/* The name of the file at @path as it may be sent: without its folder, UTF-8, no sign in it that a name may not have, and not
 * longer than that; what it ends in (".pdf") stays. Returns: (transfer full) */
char *mdg_portal_document_name (const char *path);

/* Which facility: what stands on its 登録記号番号 (契012345678), or its prefecture and 機関コード. */
typedef struct
{
  MdgPortalAffiliation affiliation;
  MdgPortalMark mark; /* where mdg_portal_has_mark() */
  int prefecture;     /* 1 to 47, elsewhere */
  char *number;
} MdgPortalNumber;

/* One word for it, as in a path: "judo-kei-012345678", "screening-13-0123456". Returns: (transfer full) */
char *mdg_portal_number_to_word (const MdgPortalNumber *number);

/* 登録記号番号 as it is shown: "契012345678". Returns: (transfer full) */
char *mdg_portal_number_to_text (const MdgPortalNumber *number);

/* POST /v1/portal/users: 新規ユーザー登録 */
typedef struct
{
  char *family_name; /* 姓 */
  char *given_name;  /* 名 */
  MdgPortalNumber number;
  char *phone;        /* 電話番号 */
  char *mail_address; /* メールアドレス */
  MdgSecret *password;
  gboolean accepted; /* 上記の利用規約に同意します。 */
} MdgPortalRegistration;

MdgPortalRegistration *mdg_portal_registration_new (void);
MdgPortalRegistration *mdg_portal_registration_copy (const MdgPortalRegistration *registration);
void mdg_portal_registration_free (MdgPortalRegistration *registration);
char *mdg_portal_registration_to_json (const MdgPortalRegistration *registration); /* free with mdg_wipe_string() */
/* Errors: MDG_ERROR_INVALID_INPUT with the field's name for what breaks a rule. */
MdgPortalRegistration *mdg_portal_registration_parse (const char *json, gssize length, GError **error);

/* Its answer: where the mail with the link went. */
typedef struct
{
  char *mail_address;
  char *facility_name; /* 施術所名 */
  gint64 valid_until;  /* of the link, seconds since 1970 */
} MdgPortalReceipt;

MdgPortalReceipt *mdg_portal_receipt_new (void);
void mdg_portal_receipt_free (MdgPortalReceipt *receipt);
char *mdg_portal_receipt_to_json (const MdgPortalReceipt *receipt);
MdgPortalReceipt *mdg_portal_receipt_parse (const char *json, gssize length, GError **error);

/* GET /v1/portal/facilities/WORD: what appears by itself (自動入力されます) beside a 登録記号番号. */
typedef struct
{
  MdgPortalNumber number;
  char *institution_code; /* 機関コード */
  char *facility_name;    /* 施術所名 */
  char *birth_date;       /* (nullable): of the 施術管理者; only the training tells it, to be tried with */
} MdgPortalFacility;

MdgPortalFacility *mdg_portal_facility_new (void);
MdgPortalFacility *mdg_portal_facility_copy (const MdgPortalFacility *facility);
void mdg_portal_facility_free (MdgPortalFacility *facility);
char *mdg_portal_facility_to_json (const MdgPortalFacility *facility);
MdgPortalFacility *mdg_portal_facility_parse (const char *json, gssize length, GError **error);

/* GET /v1/portal/facilities: those of the training (element-type MdgPortalFacility) (transfer full) */
char *mdg_portal_facilities_to_json (const GPtrArray *facilities);
GPtrArray *mdg_portal_facilities_parse (const char *json, gssize length, GError **error);

/* POST /v1/portal/users/confirmation: {"link": TOKEN}. Returns (parse): (transfer full) */
char *mdg_portal_link_to_json (const char *link);
char *mdg_portal_link_parse (const char *json, gssize length, GError **error);

/* POST /v1/portal/session: ログイン */
typedef struct
{
  char *mail_address; /* ユーザー名（メールアドレス） */
  MdgSecret *password;
} MdgPortalLogin;

MdgPortalLogin *mdg_portal_login_new (const char *mail_address, MdgSecret *password);
void mdg_portal_login_free (MdgPortalLogin *login);
char *mdg_portal_login_to_json (const MdgPortalLogin *login); /* free with mdg_wipe_string() */
MdgPortalLogin *mdg_portal_login_parse (const char *json, gssize length, GError **error);

/* Answer of the login, and (without a token) of the link: who is registered. */
typedef struct
{
  MdgSecret *token; /* (nullable): bearer token of the portal's session */
  char *family_name;
  char *given_name;
  char *mail_address;
  MdgPortalFacility *facility; /* without a birth date */
} MdgPortalUser;

MdgPortalUser *mdg_portal_user_new (void);
void mdg_portal_user_free (MdgPortalUser *user);
char *mdg_portal_user_to_json (const MdgPortalUser *user); /* free with mdg_wipe_string() */
MdgPortalUser *mdg_portal_user_parse (const char *json, gssize length, GError **error);

/* POST /v1/portal/start-of-use/facility: {"birth_date": DAY}: 《施設の確認》. Returns (parse): (transfer full) */
char *mdg_portal_birth_date_to_json (const char *day);
char *mdg_portal_birth_date_parse (const char *json, gssize length, GError **error);

/* 施設の確認方法 */
typedef enum
{
  MDG_PORTAL_BY_BIRTH_DATE, /* 支払基金または地方厚生（支）局に提出済みの情報との照合 */
  MDG_PORTAL_BY_DOCUMENT    /* 書類を添付することで施設を確認 */
} MdgPortalProof;

/* POST /v1/portal/start-of-use: 利用開始申請 */
typedef struct
{
  MdgPortalProof proof;
  char *birth_date;    /* (nullable): 生年月日 of the 施術管理者 */
  char *document_name; /* (nullable): 証拠書類 */
  GBytes *document;    /* (nullable) */
  int staff;           /* 職員数 */
  int terminals;       /* 申請台数 */
  gboolean accepted;   /* 上記の利用規約に同意します。 */
} MdgPortalStartRequest;

MdgPortalStartRequest *mdg_portal_start_request_new (void);
void mdg_portal_start_request_free (MdgPortalStartRequest *request);
char *mdg_portal_start_request_to_json (const MdgPortalStartRequest *request);
MdgPortalStartRequest *mdg_portal_start_request_parse (const char *json, gssize length, GError **error);

typedef enum
{
  MDG_PORTAL_USE_NONE,     /* nothing was applied for */
  MDG_PORTAL_USE_RECEIVED, /* up to a week passes now */
  MDG_PORTAL_USE_DONE      /* the accounts can be used */
} MdgPortalUse;

/* GET /v1/portal/start-of-use, and the answer of its POST and of PUT /v1/portal/operation-start */
typedef struct
{
  MdgPortalUse use;
  int staff;          /* 0: not known: it began before the portal */
  int terminals;
  gint64 received_at; /* seconds since 1970; 0: never */
  gint64 done_at;
  char **accounts;    /* アカウントID, as many as were applied for; empty before */
  char *operation_on; /* (nullable): 運用開始日 */
} MdgPortalStart;

MdgPortalStart *mdg_portal_start_new (void);
void mdg_portal_start_free (MdgPortalStart *start);
char *mdg_portal_start_to_json (const MdgPortalStart *start);
MdgPortalStart *mdg_portal_start_parse (const char *json, gssize length, GError **error);

/* PUT /v1/portal/operation-start: {"operation_on": DAY}: 運用開始日登録. Returns (parse): (transfer full) */
char *mdg_portal_operation_to_json (const char *day);
char *mdg_portal_operation_parse (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalRegistration, mdg_portal_registration_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalReceipt, mdg_portal_receipt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalFacility, mdg_portal_facility_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalLogin, mdg_portal_login_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalUser, mdg_portal_user_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalStartRequest, mdg_portal_start_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPortalStart, mdg_portal_start_free)

G_END_DECLS
