/* rules.h: the numbers of [0] that the training service goes by, and what the documents leave open.
 */
#pragma once

/* [0] p.15, 16: three wrong ones in a row, then thirty minutes. Passwords and passcodes are counted
 * apart; the right password does not forgive wrong passcodes, or whoever knows the password could
 * go on guessing for ever. */
#define MDG_RULE_TRIES 3
#define MDG_RULE_LOCK_SECONDS (30 * 60)

/* [0] ch. 7: thirty minutes without action. Asking how the session stands is none. */
#define MDG_RULE_IDLE_SECONDS (30 * 60)

/* Assumption: a second login ends the first as soon as its password was right, not only after its
 * passcode ([0] ch. 7 says 再ログイン). */

/* [2] p.11: at most five レセコン連携 accounts per facility, earlier applications counted.
 * Assumption: accounts that are over are counted, too (過去申請分とあわせて). */
#define MDG_RULE_LINKAGE_PER_FACILITY 5

/* [3] 利用開始申請, 申請台数: at most twenty マイナ資格確認アプリ accounts per application. */
#define MDG_RULE_APPS_PER_APPLICATION 20

/* [2] p.13, [3]: it takes up to about a week from the application to the mail. Assumption: work on
 * it begins after a day and is done after five. */
#define MDG_RULE_WORK_SECONDS (24 * 60 * 60)
#define MDG_RULE_DONE_SECONDS (5 * 24 * 60 * 60)

/* [2] p.22: 解除申請 makes it 利用可（解除予定）. Assumption: it is 利用終了 after seven days, and
 * cannot log in from then on. */
#define MDG_RULE_CANCEL_SECONDS (7 * 24 * 60 * 60)

/* [3]: whoever does not open the mail's link within 24 hours has to register again. */
#define MDG_RULE_LINK_SECONDS (24 * 60 * 60)

/* [3] names no lock for the portal's login and no end of its session. Assumptions: there is no lock; the session ends
 * after thirty minutes without action, as the other one does. 利用開始申請 takes as long as an application
 * (MDG_RULE_DONE_SECONDS), a document is taken for a good one, and 運用開始日 may be changed. */

/* How long the service remembers why a session ended. */
#define MDG_RULE_REMEMBER_SECONDS (24 * 60 * 60)

#define MDG_RULE_DAY_SECONDS (24 * 60 * 60)
