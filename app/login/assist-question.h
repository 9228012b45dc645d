/* assist-question.h: what is asked of the person beside the browser, and what the page may show then ([0] ch. 1, 2). Any thread. */
#pragma once

#include <glib.h>

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

G_END_DECLS
