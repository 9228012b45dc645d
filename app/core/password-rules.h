/* password-rules.h: the rules for a new password (パスワードのルール), [0] p.12 and [1] p.2.
 *
 * 8-20 characters; a digit, a lower-case, an upper-case letter and one of the listed special
 * characters each at least once; nothing else. Under 13 characters: not one of the last five
 * passwords, nor the same first five characters as one of them; and it expires after 60 days.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_PASSWORD_RULE_LENGTH,
  MDG_PASSWORD_RULE_DIGIT,
  MDG_PASSWORD_RULE_LOWER,
  MDG_PASSWORD_RULE_UPPER,
  MDG_PASSWORD_RULE_SPECIAL,
  MDG_PASSWORD_RULE_ALLOWED_ONLY, /* no character outside the four kinds */
  MDG_PASSWORD_RULE_NOT_RECENT,   /* history: not one of the last five */
  MDG_PASSWORD_RULE_NOT_SIMILAR,  /* history: first five characters differ from the last five */
  MDG_PASSWORD_N_RULES
} MdgPasswordRule;

typedef enum
{
  MDG_RULE_OPEN,   /* cannot be said yet (nothing typed, or only the service knows) */
  MDG_RULE_HELD,
  MDG_RULE_BROKEN
} MdgRuleVerdict;

/* The special characters that may be used, exactly as the documents list them. */
#define MDG_PASSWORD_SPECIALS "`~!@#$%^&*_{}|:;'<>,.?-()/"

#define MDG_PASSWORD_MIN 8
#define MDG_PASSWORD_MAX 20
#define MDG_PASSWORD_LONG 13       /* from this length on neither history nor expiry */
#define MDG_PASSWORD_HISTORY 5     /* generations compared */
#define MDG_PASSWORD_PREFIX 5      /* first characters compared */
#define MDG_PASSWORD_DAYS 60       /* life of a short password, days */

/* What is known about earlier passwords while checking. Both may be NULL: then the two history
 * rules are OPEN for a short password and HELD for a long one. */
typedef gboolean (*MdgPasswordSeenFunc) (const char *password_or_prefix, gpointer data);

/* Judges @password by every rule: @verdicts has MDG_PASSWORD_N_RULES places. The history callbacks
 * are asked only for a password under 13 characters. Characters are bytes of ASCII; anything else
 * breaks ALLOWED_ONLY. Returns: TRUE when no rule is BROKEN or OPEN (history OPEN does not count
 * as a fault when the callbacks are NULL). Any thread. */
gboolean mdg_password_rules_check (const char *password,
                                   MdgPasswordSeenFunc seen_password,
                                   MdgPasswordSeenFunc seen_prefix,
                                   gpointer data,
                                   MdgRuleVerdict *verdicts);

/* The verdicts as bits (1 << rule) of the broken rules. */
guint mdg_password_rules_broken (const MdgRuleVerdict *verdicts);

/* The rule's stable name in kebab-case, as the contract uses it ("not-recent"). Static. */
const char *mdg_password_rule_nick (MdgPasswordRule rule);

/* The rule with that name, or -1. */
int mdg_password_rule_from_nick (const char *nick);

/* Whether a password of @length characters expires. */
gboolean mdg_password_expires (gsize length);

G_END_DECLS
