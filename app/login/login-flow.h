/* login-flow.h: from 《システムの利用を始める》 to [管理メニュー] and back ([0] ch. 1, A1-A9) as a
 * state machine without display. Views bind to its properties; it knows only MdgService and
 * MdgCache.
 *
 *   START → CREDENTIALS → REGISTRATION → PASSCODE → COMPLETED → MENU ⇄ PASSWORD → PASSWORD_CHANGED
 *                       ↘ (registered)  ↗                        ↘ logout → CREDENTIALS
 *   any state of a session → ENDED (30 minutes, second login) → CREDENTIALS
 */
#pragma once

#include "core/clock.h"
#include "net/service.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_LOGIN_START,            /* 《システムの利用を始める》 */
  MDG_LOGIN_CREDENTIALS,      /* [ログイン]: 機関コード, ログインID, パスワード */
  MDG_LOGIN_REGISTRATION,     /* [Authenticator 登録] */
  MDG_LOGIN_PASSCODE,         /* [ログイン]: passcode */
  MDG_LOGIN_COMPLETED,        /* 登録確認完了メッセージ, 《OK》 */
  MDG_LOGIN_MENU,             /* [管理メニュー] */
  MDG_LOGIN_PASSWORD,         /* [パスワード変更] */
  MDG_LOGIN_PASSWORD_CHANGED, /* パスワード変更完了メッセージ, 《OK》 */
  MDG_LOGIN_ENDED             /* [0] ch. 7: the session was ended, 《閉じる》 */
} MdgLoginState;

GType mdg_login_state_get_type (void);
#define MDG_TYPE_LOGIN_STATE (mdg_login_state_get_type ())

#define MDG_TYPE_LOGIN_FLOW (mdg_login_flow_get_type ())
G_DECLARE_FINAL_TYPE (MdgLoginFlow, mdg_login_flow, MDG, LOGIN_FLOW, GObject)

/* Properties, all read-only and notified:
 *   state (MdgLoginState), busy (boolean), error (GError, boxed, nullable: of the last act),
 *   session (pointer, see getter), registration (pointer), account (pointer), lock-remaining (int64
 *   seconds, counts down once a second), clock-skew (int64 seconds), skewed (boolean: more than 30 s
 *   apart), times-printed (uint),
 *   notice (string nick, nullable: a thing to say that is no error, or what an error means for what
 *   was kept):
 *     "cancelled"
 *     "broken-off"            the window was locked before the password was answered
 *     "clock-skew"            skewed was not known when 《ログイン》 was pressed; no try was spent,
 *                             press again to go on
 *     "unlocked"              the lock's countdown has ended
 *     "registration-not-kept" COMPLETED or MENU with an error of the cache: the service has confirmed;
 *                             the set-up key is still kept as pending, the next login mends it
 *     "key-unproven"          COMPLETED beside the browser, with a passcode that the key kept here did not make: the key stays
 *                             pending, for it may be another account's or an old one
 *     "password-unchanged"    ENDED at [パスワード変更]: the old password holds
 *     "password-unsettled"    the same, but the answer to 《変更》 was never heard
 *     "password-not-kept"     PASSWORD_CHANGED with an error of the cache: the new password holds
 *     "print-not-recorded"    the printing came about, but could not be written down
 *     "service-changed"       another service was set, the session is gone */

/* @cache: (nullable): may be set later, see mdg_login_flow_set_cache(). Returns: (transfer full) */
MdgLoginFlow *mdg_login_flow_new (MdgClock *clock);
void mdg_login_flow_set_service (MdgLoginFlow *flow, MdgService *service); /* (nullable) */
void mdg_login_flow_set_cache (MdgLoginFlow *flow, MdgCache *cache);       /* (nullable) */

/* Why there is no cache: what a registration fails with, as its key could not be kept. @error:
 * (nullable) */
void mdg_login_flow_set_cache_error (MdgLoginFlow *flow, const GError *error);

MdgLoginState mdg_login_flow_get_state (MdgLoginFlow *flow);
gboolean mdg_login_flow_get_busy (MdgLoginFlow *flow);
const GError *mdg_login_flow_get_error (MdgLoginFlow *flow);
const MdgSessionInfo *mdg_login_flow_get_session (MdgLoginFlow *flow);       /* (nullable) */

/* (nullable): none, or the window is locked and its key put away */
const MdgRegistration *mdg_login_flow_get_registration (MdgLoginFlow *flow);
const MdgAccountRecord *mdg_login_flow_get_account (MdgLoginFlow *flow);     /* (nullable) */
gint64 mdg_login_flow_get_lock_remaining (MdgLoginFlow *flow);
gboolean mdg_login_flow_get_clock_skew (MdgLoginFlow *flow, gint64 *seconds);
guint mdg_login_flow_get_times_printed (MdgLoginFlow *flow);
const char *mdg_login_flow_get_notice (MdgLoginFlow *flow); /* (nullable) */

/* 《システムの利用を始める》: START → CREDENTIALS; also measures the clock skew, and tells by its
 * error when the service is away (one that is not set yet is not missed before somebody logs in).
 * At CREDENTIALS: measures again ("try again"). */
void mdg_login_flow_begin (MdgLoginFlow *flow);

/* Looks up what the cache knows about the account being typed (locks, last login). Sets
 * lock-remaining and account. Codes as typed; normalised here. */
void
mdg_login_flow_look_up (MdgLoginFlow *flow, const char *institution_code, const char *login_id);

/* 《ログイン》. Codes as typed: normalised here. Checks form first: MDG_ERROR_INVALID_INPUT with
 * the field's name, without asking the service. */
void mdg_login_flow_log_in (MdgLoginFlow *flow,
                            const char *institution_code,
                            const char *login_id,
                            MdgSecret *password);

/* 《Authenticator 登録確認に進む》 after the print question: REGISTRATION → PASSCODE. */
void mdg_login_flow_proceed (MdgLoginFlow *flow);

/* 《パスコードを送信》; as typed. */
void mdg_login_flow_send_passcode (MdgLoginFlow *flow, const char *passcode);

/* 《OK》 of the completion messages: COMPLETED → MENU, PASSWORD_CHANGED → MENU. */
void mdg_login_flow_acknowledge (MdgLoginFlow *flow);

/* 《パスワード変更》: MENU → PASSWORD. */
void mdg_login_flow_open_password (MdgLoginFlow *flow);

/* 《変更》. */
void mdg_login_flow_change_password (MdgLoginFlow *flow, MdgSecret *current, MdgSecret *changed);

/* 《戻る》: PASSCODE → CREDENTIALS (or REGISTRATION while that is not confirmed), REGISTRATION →
 * CREDENTIALS, PASSWORD → MENU. */
void mdg_login_flow_back (MdgLoginFlow *flow);

/* 《ログアウト》 after its question. The service being away does not keep a person logged in. */
void mdg_login_flow_log_out (MdgLoginFlow *flow);

/* 《閉じる》 of the session-ended message: ENDED → CREDENTIALS. */
void mdg_login_flow_close_ended (MdgLoginFlow *flow);

/* Gives up what is under way; state stays (a log-out comes about all the same). Does nothing in the
 * moment when the service has said yes and the cache is being told. */
void mdg_login_flow_cancel (MdgLoginFlow *flow);

/* The window is locked: what of the login is secret goes out of memory; opened again: what the records have of it comes back.
 * Only where the records themselves are locked, too. */
void mdg_login_flow_set_covered (MdgLoginFlow *flow, gboolean covered);

/* Whether this computer holds the registration of the session's account: it is under way, or it was
 * made here and no other was registered since (B3). */
gboolean mdg_login_flow_has_registration (MdgLoginFlow *flow);

/* That registration, with its set-up key, to print the sheet (again). Errors: MDG_ERROR_NOT_FOUND when
 * there is none; those of the cache. Returns (finish): (transfer full) */
void mdg_login_flow_load_registration_async (MdgLoginFlow *flow,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer data);
MdgRegistration *mdg_login_flow_load_registration_finish (MdgLoginFlow *flow,
                                                          GAsyncResult *result,
                                                          GError **error);

/* Tells of a printing that came about: kept in the cache, counted. */
void mdg_login_flow_note_print (MdgLoginFlow *flow, MdgPrintKind kind, const char *by_whom);

G_END_DECLS
