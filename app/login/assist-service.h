/* assist-service.h: MdgService where nobody answers but the person (P3): the national systems have no public API, so the login flow
 * asks, the person does it in the browser and says what the page shows ([0] ch. 1, 2).
 *
 * Why behind MdgService and no flow of its own: the order of the pages is the same, and so is what must not be lost on the way (the
 * set-up key is kept before it is used, the new password before it is sent, a lock survives a restart). All of that is in
 * login-flow.h, tested; here is only who answers. It is part of login, because it needs the cache beside the service interface.
 *
 * A call of the flow becomes a question and stays open until mdg_assist_service_answer(); cancelling the flow's act takes it back.
 * What the person does before the flow asks (a passcode is typed in the browser while the flow knows nothing of it) is answered
 * first: an answer without a question waits for the next call it fits.
 *
 * Main thread. */
#pragma once

#include "core/clock.h"
#include "net/service.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* What the person is to do in the browser, or to bring from there. */
typedef enum
{
  MDG_ASSIST_NOTHING,
  MDG_ASSIST_LOGIN,        /* [ログイン]: 機関コード, ログインID, パスワード; what comes then? */
  MDG_ASSIST_REGISTRATION, /* [Authenticator 登録]: its QR code or set-up key */
  MDG_ASSIST_PASSCODE,     /* [ログイン]: the passcode; what comes then? */
  MDG_ASSIST_PASSWORD,     /* [パスワード変更]: current, new, new; what comes then? */
  MDG_ASSIST_N_QUESTIONS
} MdgAssistQuestion;

/* What the page shows. */
typedef enum
{
  MDG_ASSIST_SAW_NOTHING,
  MDG_ASSIST_SAW_REGISTRATION, /* after LOGIN: [Authenticator 登録] */
  MDG_ASSIST_SAW_PASSCODE,     /* after LOGIN: [ログイン], the passcode */
  MDG_ASSIST_SAW_DONE,         /* after PASSCODE: 登録確認完了 or [管理メニュー]; after PASSWORD: パスワード変更完了 */
  MDG_ASSIST_SAW_WRONG,        /* that something is wrong: the password, the passcode, the current password */
  MDG_ASSIST_SAW_RULES,        /* after PASSWORD: the new one is not taken */
  MDG_ASSIST_SAW_LOCKED,       /* that the account is locked, for 30 minutes */
  MDG_ASSIST_SAW_ENDED,        /* that the session is over ([0] ch. 7) */
  MDG_ASSIST_N_SIGHTS
} MdgAssistSight;

/* Their names in resources/assist/steps.json ("registration", "passcode", …). Static. */
const char *mdg_assist_question_nick (MdgAssistQuestion question);
const char *mdg_assist_sight_nick (MdgAssistSight sight);

/* Whether @sight can come after @question. */
gboolean mdg_assist_fits (MdgAssistQuestion question, MdgAssistSight sight);

/* What is taken for three wrong ones in a row ([0] p.15, 16): the account is locked. */
#define MDG_ASSIST_TRIES 3

#define MDG_TYPE_ASSIST_SERVICE (mdg_assist_service_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistService, mdg_assist_service, MDG, ASSIST_SERVICE, GObject)

/* Property: question (uint, MdgAssistQuestion, read-only, notified). Returns: (transfer full) */
MdgAssistService *mdg_assist_service_new (MdgClock *clock);

/* Where it is looked up what an account's session would say: registration, expiry of the password. @cache: (nullable) */
void mdg_assist_service_set_cache (MdgAssistService *service, MdgCache *cache);

MdgAssistQuestion mdg_assist_service_get_question (MdgAssistService *service);

/* The page shows @sight. Returns: FALSE, and nothing happens, when it does not fit the question that is open. Three times
 * MDG_ASSIST_SAW_WRONG in a row for the same account and question count as MDG_ASSIST_SAW_LOCKED, a restart between them or not
 * (assist-memory.h); a lock that the page shows earlier is told as such. */
gboolean mdg_assist_service_answer (MdgAssistService *service, MdgAssistSight sight);

/* What was taken from [Authenticator 登録]; only while MDG_ASSIST_REGISTRATION is open. Institution and login ID are those of the
 * session, whatever the code says. @institution_name: (nullable). Returns: whether it was open */
gboolean mdg_assist_service_take_registration (MdgAssistService *service, MdgSecret *setup_key, MdgSecret *otpauth_uri,
                                               const char *institution_name);

/* How many seconds a right clock is ahead of this computer's, as the person found out by comparing (clock-comparison.h): nobody
 * else can, for no national page tells the time. Remembered until it is compared anew. */
void mdg_assist_service_set_clock_skew (MdgAssistService *service, gint64 seconds);

G_END_DECLS
