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

/* How long the service remembers why a session ended. */
#define MDG_RULE_REMEMBER_SECONDS (24 * 60 * 60)

#define MDG_RULE_DAY_SECONDS (24 * 60 * 60)
