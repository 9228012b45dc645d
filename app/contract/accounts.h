/* accounts.h: what client and service say to each other about 資格確認アカウント: the list, the
 * applications for more of them, and what came of those ([2], [3]). Plain structs with JSON both
 * ways, as in messages.h. Dates are "YYYY-MM-DD" in Japan, NULL where there is none. */
#pragma once

#include <json-glib/json-glib.h>
#include "core/error.h"

G_BEGIN_DECLS

/* 備考 is one line of at most so many characters (the documents name no limit). */
#define MDG_ACCOUNT_NOTE_MAX 100

/* 施設名, bytes. */
#define MDG_ACCOUNT_NAME_MAX 256

/* Rows of one page of a list. */
#define MDG_PAGE_DEFAULT 100
#define MDG_PAGE_MAX 500

#define MDG_REVISION_MAX G_GINT64_CONSTANT (253402300799)

/* [2] p.15: an account's ID tells its kind. */
typedef enum
{
  MDG_ACCOUNT_APP,    /* マイナ資格確認アプリ: W and seven digits */
  MDG_ACCOUNT_LINKAGE /* レセコン連携: WA and six digits */
} MdgAccountKind;

const char *mdg_account_kind_nick (MdgAccountKind kind); /* "app", "linkage" */

/* Returns: FALSE when @id is no account ID. @kind: (out) (optional) */
gboolean mdg_account_id_check (const char *id, MdgAccountKind *kind);

/* ステータス */
typedef enum
{
  MDG_ACCOUNT_NOT_STARTED, /* 利用不可（開始前） [2] p.11 */
  MDG_ACCOUNT_USABLE,      /* 利用可 [2] p.15 */
  MDG_ACCOUNT_CANCELLING,  /* 利用可（解除予定） [2] p.22 */
  MDG_ACCOUNT_SUSPENDED,   /* 利用停止 */
  MDG_ACCOUNT_ENDED        /* 利用終了 */
} MdgAccountStatus;

/* "not-started", "usable", "cancelling", "suspended", "ended" */
const char *mdg_account_status_nick (MdgAccountStatus status);

/* One row of 資格確認アカウント管理 ([2] p.15, 16). */
typedef struct
{
  char *id;               /* アカウントID */
  char *institution_code; /* 機関コード */
  char *institution_name; /* 施設名 */
  MdgAccountStatus status;
  char *note;         /* 備考（利用者名、端末名等）; "" for none */
  char *started_on;   /* 利用開始年月日 */
  char *ended_on;     /* 利用終了年月日 */
  char *suspended_on; /* 利用停止年月日 */
  gint64 revision;    /* grows with every change anywhere in the list */
} MdgAccount;

MdgAccount *mdg_account_new (void);
MdgAccount *mdg_account_copy (const MdgAccount *account);
void mdg_account_free (MdgAccount *account);
char *mdg_account_to_json (const MdgAccount *account);
MdgAccount *mdg_account_parse (const char *json, gssize length, GError **error);

/* Whether the contract takes @text for 備考 (one line of at most MDG_ACCOUNT_NOTE_MAX characters, "" for none) or for
 * 施設名 (one line of 1 to MDG_ACCOUNT_NAME_MAX bytes). Any bytes with a NUL. */
gboolean mdg_account_note_check (const char *text);
gboolean mdg_account_name_check (const char *text);

/* PUT /v1/accounts/ID/note: 備考. One line; "" takes it away. Returns (parse): (transfer full) */
char *mdg_note_request_to_json (const char *note);
char *mdg_note_request_parse (const char *json, gssize length, GError **error);

/* POST /v1/applications: 追加申請 ([2] p.11, [3]). */
typedef struct
{
  char *institution_code;
  MdgAccountKind kind;
  int count; /* 追加申請台数, from 1 */
} MdgApplicationRequest;

MdgApplicationRequest *
mdg_application_request_new (const char *institution_code, MdgAccountKind kind, int count);
void mdg_application_request_free (MdgApplicationRequest *request);
char *mdg_application_request_to_json (const MdgApplicationRequest *request);
MdgApplicationRequest *
mdg_application_request_parse (const char *json, gssize length, GError **error);

/* How far an application has come (資格確認アカウント申請状況). */
typedef enum
{
  MDG_APPLICATION_RECEIVED,    /* 受付 */
  MDG_APPLICATION_IN_PROGRESS, /* 手続き中 */
  MDG_APPLICATION_DONE         /* 完了 */
} MdgApplicationStatus;

const char *mdg_application_status_nick (MdgApplicationStatus status);

typedef struct
{
  char *id;
  char *institution_code;
  char *institution_name;
  MdgAccountKind kind;
  int count;
  MdgApplicationStatus status;
  gint64 received_at; /* seconds since 1970 */
  gint64 done_at;     /* seconds since 1970; 0: not yet */
  gint64 revision;
} MdgAccountApplication;

MdgAccountApplication *mdg_account_application_new (void);
void mdg_account_application_free (MdgAccountApplication *application);
char *mdg_account_application_to_json (const MdgAccountApplication *application);
MdgAccountApplication *
mdg_account_application_parse (const char *json, gssize length, GError **error);

/* GET /v1/facilities/CODE: what a facility may apply for (利用状況, [2] p.11). */
typedef struct
{
  char *institution_code;
  char *institution_name;
  gboolean use_started; /* 利用開始申請 is complete */
  int app_in_use;       /* 利用中台数 */
  int linkage_in_use;
  int app_limit;    /* of one application */
  int linkage_left; /* of the facility in total, earlier applications counted */
} MdgFacility;

MdgFacility *mdg_facility_new (void);
void mdg_facility_free (MdgFacility *facility);
char *mdg_facility_to_json (const MdgFacility *facility);
MdgFacility *mdg_facility_parse (const char *json, gssize length, GError **error);

/* GET /v1/portal/mail: what the service sent (training only: an in-app mailbox). */
typedef struct
{
  char *id;
  char *institution_code;
  gint64 sent_at; /* seconds since 1970 */
  char *subject;
  char **lines;
  char *link; /* (nullable): what its link carries (portal.h) */
} MdgMail;

MdgMail *mdg_mail_new (void);
void mdg_mail_free (MdgMail *mail);
char *mdg_mail_to_json (const MdgMail *mail);
MdgMail *mdg_mail_parse (const char *json, gssize length, GError **error);

/* One page of a list. Whole lists are sorted by ID and go on after @next. A list since a revision
 * is sorted by revision and goes on since its last row's. */
typedef struct
{
  GPtrArray *items; /* of MdgAccount, MdgAccountApplication or MdgMail */
  char *next;       /* (nullable): there is more after this ID; NULL: that was all */
  gint64 revision;  /* the list's, when the page was made */
  gint64 total;     /* rows of the list, on all pages */
} MdgPage;

MdgPage *mdg_account_page_new (void);
MdgPage *mdg_application_page_new (void);
MdgPage *mdg_mail_page_new (void);
void mdg_page_free (MdgPage *page);
char *mdg_account_page_to_json (const MdgPage *page);
char *mdg_application_page_to_json (const MdgPage *page);
char *mdg_mail_page_to_json (const MdgPage *page);
MdgPage *mdg_account_page_parse (const char *json, gssize length, GError **error);
MdgPage *mdg_application_page_parse (const char *json, gssize length, GError **error);
MdgPage *mdg_mail_page_parse (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccount, mdg_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgApplicationRequest, mdg_application_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountApplication, mdg_account_application_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFacility, mdg_facility_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgMail, mdg_mail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPage, mdg_page_free)

G_END_DECLS
