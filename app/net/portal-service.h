/* portal-service.h: the portal for 施術所等 as the service offers it ([3]): 新規ユーザー登録, its link, login, 利用開始申請 and
 * 運用開始日登録. Implemented by MdgHttpsService; the portal's session is one of its own, and its token stays there. All
 * calls: main thread, one answer each; errors are of MDG_ERROR. A cancelled call fails with G_IO_ERROR_CANCELLED.
 *
 * A write bears an Idempotency-Key that the caller keeps: sent again with the same key and content, it is carried out
 * once and answered alike. Nothing here sends a POST a second time by itself. */
#pragma once

#include "contract/accounts.h"
#include "contract/portal.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_SERVICE (mdg_portal_service_get_type ())
G_DECLARE_INTERFACE (MdgPortalService, mdg_portal_service, MDG, PORTAL_SERVICE, GObject)

struct _MdgPortalServiceInterface
{
  GTypeInterface parent_interface;

  void (*get_facilities_async) (MdgPortalService *, GCancellable *, GAsyncReadyCallback, gpointer);
  GPtrArray *(*get_facilities_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*get_facility_async) (MdgPortalService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalFacility *(*get_facility_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*get_mailbox_async) (MdgPortalService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPage *(*get_mailbox_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*register_async) (MdgPortalService *, const MdgPortalRegistration *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalReceipt *(*register_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*open_link_async) (MdgPortalService *, const char *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalUser *(*open_link_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*log_in_async) (MdgPortalService *, const MdgPortalLogin *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalUser *(*log_in_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*log_out_async) (MdgPortalService *, GCancellable *, GAsyncReadyCallback, gpointer);
  gboolean (*log_out_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*get_start_async) (MdgPortalService *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalStart *(*get_start_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*confirm_async) (MdgPortalService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalFacility *(*confirm_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*start_use_async) (MdgPortalService *, const MdgPortalStartRequest *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalStart *(*start_use_finish) (MdgPortalService *, GAsyncResult *, GError **);
  void (*set_operation_async) (MdgPortalService *, const char *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgPortalStart *(*set_operation_finish) (MdgPortalService *, GAsyncResult *, GError **);
};

/* The facilities that the training knows; MDG_ERROR_NOT_FOUND elsewhere. Returns (finish): (transfer full) (nullable)
 * (element-type MdgPortalFacility) */
void mdg_portal_service_get_facilities_async (MdgPortalService *service, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_portal_service_get_facilities_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 登録記号番号 and 施術所名. @word: mdg_portal_number_to_word(). MDG_ERROR_FACILITY_UNKNOWN. Returns (finish): (transfer full) */
void mdg_portal_service_get_facility_async (MdgPortalService *service, const char *word, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
MdgPortalFacility *mdg_portal_service_get_facility_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* The training's mailbox of an address, up to 100 mails; MDG_ERROR_NOT_FOUND elsewhere. Returns (finish): (transfer full) */
void mdg_portal_service_get_mailbox_async (MdgPortalService *service, const char *mail_address, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
MdgPage *mdg_portal_service_get_mailbox_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 同意して登録. MDG_ERROR_ADDRESS_TAKEN, _FACILITY_UNKNOWN, _INVALID_INPUT. Returns (finish): (transfer full) */
void mdg_portal_service_register_async (MdgPortalService *service, const MdgPortalRegistration *registration, const char *key,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPortalReceipt *mdg_portal_service_register_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 「ユーザー登録完了はこちら」. MDG_ERROR_LINK_UNKNOWN, _LINK_EXPIRED, _LINK_USED. Returns (finish): (transfer full) */
void mdg_portal_service_open_link_async (MdgPortalService *service, const char *link, const char *key,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPortalUser *mdg_portal_service_open_link_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* ログイン. MDG_ERROR_WRONG_CREDENTIALS, _LINK_DUE. Returns (finish): (transfer full): without its token */
void mdg_portal_service_log_in_async (MdgPortalService *service, const MdgPortalLogin *login, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
MdgPortalUser *mdg_portal_service_log_in_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* ログアウト. A session that is gone already counts as success. The token is forgotten either way. */
void mdg_portal_service_log_out_async (MdgPortalService *service, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
gboolean mdg_portal_service_log_out_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* The rest is inside the session: also MDG_ERROR_SESSION_REQUIRED, _SESSION_EXPIRED. Returns (finish): (transfer full) */
void mdg_portal_service_get_start_async (MdgPortalService *service, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
MdgPortalStart *mdg_portal_service_get_start_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 《施設の確認》. MDG_ERROR_FACILITY_UNCONFIRMED */
void mdg_portal_service_confirm_async (MdgPortalService *service, const char *birth_date, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
MdgPortalFacility *mdg_portal_service_confirm_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 利用開始申請. MDG_ERROR_ALREADY_APPLIED, _FACILITY_UNCONFIRMED */
void mdg_portal_service_start_use_async (MdgPortalService *service, const MdgPortalStartRequest *request, const char *key,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPortalStart *mdg_portal_service_start_use_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

/* 運用開始日登録. MDG_ERROR_USE_NOT_STARTED, _INVALID_INPUT */
void mdg_portal_service_set_operation_async (MdgPortalService *service, const char *day, const char *key,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPortalStart *mdg_portal_service_set_operation_finish (MdgPortalService *service, GAsyncResult *result, GError **error);

G_END_DECLS
