/* service.h: the service as the login flow sees it. One implementation speaks HTTPS (training,
 * gateway), another will guide the person beside the browser (assist). The session's token lives
 * inside the implementation. All calls: main thread, one answer each; errors are of MDG_ERROR. A
 * cancelled call fails with G_IO_ERROR_CANCELLED.
 */
#pragma once

#include "contract/messages.h"

G_BEGIN_DECLS

#define MDG_TYPE_SERVICE (mdg_service_get_type ())
G_DECLARE_INTERFACE (MdgService, mdg_service, MDG, SERVICE, GObject)

struct _MdgServiceInterface
{
  GTypeInterface parent_interface;

  void (*check_async) (MdgService *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgServiceStatus *(*check_finish) (MdgService *, GAsyncResult *, GError **);
  void (*login_async) (MdgService *, const MdgLoginRequest *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgSessionInfo *(*login_finish) (MdgService *, GAsyncResult *, GError **);
  void (*session_async) (MdgService *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgSessionInfo *(*session_finish) (MdgService *, GAsyncResult *, GError **);
  void (*registration_async) (MdgService *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgRegistration *(*registration_finish) (MdgService *, GAsyncResult *, GError **);
  void (*passcode_async) (MdgService *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgSessionInfo *(*passcode_finish) (MdgService *, GAsyncResult *, GError **);
  void (*password_async) (MdgService *, const MdgPasswordRequest *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgSessionInfo *(*password_finish) (MdgService *, GAsyncResult *, GError **);
  void (*logout_async) (MdgService *, GCancellable *, GAsyncReadyCallback, gpointer);
  gboolean (*logout_finish) (MdgService *, GAsyncResult *, GError **);
  gboolean (*get_clock_skew) (MdgService *, gint64 *seconds);
};

/* Asks whether the service is there and what time it has. Retried once on a broken connection. */
void mdg_service_check_async (MdgService *service, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
MdgServiceStatus *mdg_service_check_finish (MdgService *service, GAsyncResult *result, GError **error);

/* 機関コード, ログインID, パスワード → a session. Never retried by itself: a try counts. */
void mdg_service_login_async (MdgService *service, const MdgLoginRequest *request,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgSessionInfo *mdg_service_login_finish (MdgService *service, GAsyncResult *result, GError **error);

/* How the session stands, without counting as an action: finds out that it was ended elsewhere. */
void mdg_service_session_async (MdgService *service, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
MdgSessionInfo *mdg_service_session_finish (MdgService *service, GAsyncResult *result, GError **error);

/* The enrolment secret; only in MDG_STAGE_REGISTRATION. */
void mdg_service_registration_async (MdgService *service, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
MdgRegistration *mdg_service_registration_finish (MdgService *service, GAsyncResult *result, GError **error);

/* パスコードを送信: six digits. Never retried by itself. */
void mdg_service_passcode_async (MdgService *service, const char *passcode, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
MdgSessionInfo *mdg_service_passcode_finish (MdgService *service, GAsyncResult *result, GError **error);

/* パスワード変更. Carries an Idempotency-Key: safe to send again after a broken connection. */
void mdg_service_password_async (MdgService *service, const MdgPasswordRequest *request,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgSessionInfo *mdg_service_password_finish (MdgService *service, GAsyncResult *result, GError **error);

/* ログアウト. A session that is gone already counts as success. The token is forgotten either way. */
void mdg_service_logout_async (MdgService *service, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
gboolean mdg_service_logout_finish (MdgService *service, GAsyncResult *result, GError **error);

/* The service's clock minus ours, seconds, from the last answer's Date header at mid-round-trip.
 * Returns: whether it was ever measured. */
gboolean mdg_service_get_clock_skew (MdgService *service, gint64 *seconds);

G_END_DECLS
