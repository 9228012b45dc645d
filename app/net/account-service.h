/* account-service.h: 資格確認アカウント as the service offers it ([2], [3]): lists in pages, one
 * account, and the three writes. Implemented by MdgHttpsService, inside the session that its MdgService
 * side opened. All calls: main thread, one answer each; errors are of MDG_ERROR (those of service.h and
 * MDG_ERROR_EDIT_CONFLICT 412, _NOT_CANCELLABLE 409, _LIMIT_EXCEEDED 422, _USE_NOT_STARTED 403,
 * _LIST_OUTDATED 410, _NOT_FOUND 404, _TOO_MANY_REQUESTS 429 with when to try again). A cancelled call fails with
 * G_IO_ERROR_CANCELLED.
 *
 * A write bears an Idempotency-Key that the caller keeps: sent again with the same key and content,
 * it is carried out once and answered alike. Nothing here sends a POST a second time by itself. */
#pragma once

#include "contract/accounts.h"
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNT_SERVICE (mdg_account_service_get_type ())
G_DECLARE_INTERFACE (MdgAccountService, mdg_account_service, MDG, ACCOUNT_SERVICE, GObject)

typedef enum
{
  MDG_LIST_ACCOUNTS,     /* 資格確認アカウント管理; items: MdgAccount */
  MDG_LIST_APPLICATIONS, /* 資格確認アカウント申請状況; items: MdgAccountApplication */
  MDG_LIST_MAIL          /* the training's mailbox; items: MdgMail; knows no revisions */
} MdgList;

/* Called when a page has come and before it is looked into, if the answer's head says after which ID the whole list goes
 * on: the next page can be asked for meanwhile. A page that then says otherwise is MDG_ERROR_BAD_ANSWER. */
typedef void (*MdgGoesOn) (const char *after, gpointer data);

/* Which part of a list, see MdgPage. */
typedef struct
{
  MdgList list;
  const char *after; /* (nullable): the whole list, going on after this ID */
  gint64 since;      /* -1: the whole list; otherwise what changed after this revision */
  int limit;         /* rows, up to MDG_PAGE_MAX */
  MdgGoesOn goes_on; /* (nullable) */
  gpointer goes_on_data;
} MdgListPart;

struct _MdgAccountServiceInterface
{
  GTypeInterface parent_interface;

  void (*get_page_async) (MdgAccountService *, const MdgListPart *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPage *(*get_page_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*get_account_async) (MdgAccountService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgAccount *(*get_account_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*get_facility_async) (MdgAccountService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgFacility *(*get_facility_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*get_settings_pdf_async) (MdgAccountService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgSecret *(*get_settings_pdf_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*put_note_async) (MdgAccountService *, const char *, const char *, gint64, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgAccount *(*put_note_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*cancel_async) (MdgAccountService *, const char *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgAccount *(*cancel_finish) (MdgAccountService *, GAsyncResult *, GError **);
  void (*apply_async) (MdgAccountService *, const MdgApplicationRequest *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgAccountApplication *(*apply_finish) (MdgAccountService *, GAsyncResult *, GError **);
};

/* One page. Parsed in a worker thread. MDG_ERROR_BAD_ANSWER also for a page that is not what was asked for:
 * out of order, or going on before where it began. Returns (finish): (transfer full) (nullable) */
void mdg_account_service_get_page_async (MdgAccountService *service, const MdgListPart *part,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPage *mdg_account_service_get_page_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* One row as it is now; its revision is what If-Match wants. @id: checked. Returns (finish): (transfer full) (nullable) */
void mdg_account_service_get_account_async (MdgAccountService *service, const char *id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
MdgAccount *mdg_account_service_get_account_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* 利用状況: what a facility may apply for. @institution_code: ten digits. Returns (finish): (transfer full) (nullable) */
void mdg_account_service_get_facility_async (MdgAccountService *service, const char *institution_code,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgFacility *mdg_account_service_get_facility_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* The attachment of one account: 「ユーザ設定情報」 as PDF, up to MDG_ANSWER_LIMIT; what is in it is not looked
 * at. MDG_ERROR_NOT_FOUND for an account that has none. @id: checked. Returns (finish): (transfer full) (nullable) */
void mdg_account_service_get_settings_pdf_async (MdgAccountService *service, const char *id, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);
MdgSecret *mdg_account_service_get_settings_pdf_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* 備考 《保存》. @revision: the one the person saw (If-Match); MDG_ERROR_EDIT_CONFLICT when it is not the
 * newest. Returns (finish): (transfer full) (nullable): the row as it is then */
void mdg_account_service_put_note_async (MdgAccountService *service, const char *id, const char *note,
                                         gint64 revision, const char *key, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
MdgAccount *mdg_account_service_put_note_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* 解除申請. Returns (finish): (transfer full) (nullable): the row as it is then */
void mdg_account_service_cancel_async (MdgAccountService *service, const char *id, const char *key,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgAccount *mdg_account_service_cancel_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

/* 追加申請. Returns (finish): (transfer full) (nullable) */
void mdg_account_service_apply_async (MdgAccountService *service, const MdgApplicationRequest *request,
                                      const char *key, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
MdgAccountApplication *mdg_account_service_apply_finish (MdgAccountService *service, GAsyncResult *result, GError **error);

G_END_DECLS
