/* password-rules.c: パスワードのルール as a table: each rule gives its own verdict.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/password-rules.h"

#include <sodium.h>
#include <string.h>

/* What is being judged, and what is known of earlier passwords. */
typedef struct
{
  const char *password;
  gsize length; /* characters */
  MdgPasswordSeenFunc seen_password;
  MdgPasswordSeenFunc seen_prefix;
  gpointer data;
} Candidate;

typedef MdgRuleVerdict (*Judge) (const Candidate *candidate);

static MdgRuleVerdict
verdict (gboolean held)
{
  return held ? MDG_RULE_HELD : MDG_RULE_BROKEN;
}

static gboolean
is_special (char c)
{
  return c != '\0' && strchr (MDG_PASSWORD_SPECIALS, c) != NULL;
}

static gboolean
contains (const char *password, const char *kind)
{
  return password[strcspn (password, kind)] != '\0';
}

static MdgRuleVerdict
judge_length (const Candidate *candidate)
{
  return verdict (candidate->length >= MDG_PASSWORD_MIN && candidate->length <= MDG_PASSWORD_MAX);
}

static MdgRuleVerdict
judge_digit (const Candidate *candidate)
{
  return verdict (contains (candidate->password, "0123456789"));
}

static MdgRuleVerdict
judge_lower (const Candidate *candidate)
{
  return verdict (contains (candidate->password, "abcdefghijklmnopqrstuvwxyz"));
}

static MdgRuleVerdict
judge_upper (const Candidate *candidate)
{
  return verdict (contains (candidate->password, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
}

static MdgRuleVerdict
judge_special (const Candidate *candidate)
{
  return verdict (contains (candidate->password, MDG_PASSWORD_SPECIALS));
}

static MdgRuleVerdict
judge_allowed_only (const Candidate *candidate)
{
  for (const char *c = candidate->password; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && !is_special (*c))
      return MDG_RULE_BROKEN;
  return MDG_RULE_HELD;
}

static MdgRuleVerdict
judge_not_recent (const Candidate *candidate)
{
  if (candidate->length >= MDG_PASSWORD_LONG)
    return MDG_RULE_HELD;
  if (candidate->seen_password == NULL)
    return MDG_RULE_OPEN;
  return verdict (!candidate->seen_password (candidate->password, candidate->data));
}

static MdgRuleVerdict
judge_not_similar (const Candidate *candidate)
{
  if (candidate->length >= MDG_PASSWORD_LONG)
    return MDG_RULE_HELD;
  if (candidate->seen_prefix == NULL || strlen (candidate->password) < MDG_PASSWORD_PREFIX)
    return MDG_RULE_OPEN;
  char prefix[MDG_PASSWORD_PREFIX + 1];
  memcpy (prefix, candidate->password, MDG_PASSWORD_PREFIX);
  prefix[MDG_PASSWORD_PREFIX] = '\0';
  gboolean seen = candidate->seen_prefix (prefix, candidate->data);
  sodium_memzero (prefix, sizeof prefix);
  return verdict (!seen);
}

static const struct
{
  const char *nick;
  Judge judge;
} rules[MDG_PASSWORD_N_RULES] = {
  [MDG_PASSWORD_RULE_LENGTH] = { "length", judge_length },
  [MDG_PASSWORD_RULE_DIGIT] = { "digit", judge_digit },
  [MDG_PASSWORD_RULE_LOWER] = { "lower", judge_lower },
  [MDG_PASSWORD_RULE_UPPER] = { "upper", judge_upper },
  [MDG_PASSWORD_RULE_SPECIAL] = { "special", judge_special },
  [MDG_PASSWORD_RULE_ALLOWED_ONLY] = { "allowed-only", judge_allowed_only },
  [MDG_PASSWORD_RULE_NOT_RECENT] = { "not-recent", judge_not_recent },
  [MDG_PASSWORD_RULE_NOT_SIMILAR] = { "not-similar", judge_not_similar },
};

/* A history that was not there to be asked leaves its rules open, which is nobody's fault. */
static gboolean
may_stay_open (const Candidate *candidate, MdgPasswordRule rule)
{
  return (rule == MDG_PASSWORD_RULE_NOT_RECENT && candidate->seen_password == NULL)
         || (rule == MDG_PASSWORD_RULE_NOT_SIMILAR && candidate->seen_prefix == NULL);
}

/* As a person counts; what is no UTF-8 is counted in bytes. */
static gsize
count_characters (const char *password)
{
  return g_utf8_validate (password, -1, NULL) ? (gsize)g_utf8_strlen (password, -1)
                                              : strlen (password);
}

gboolean
mdg_password_rules_check (const char *password,
                          MdgPasswordSeenFunc seen_password,
                          MdgPasswordSeenFunc seen_prefix,
                          gpointer data,
                          MdgRuleVerdict *verdicts)
{
  g_return_val_if_fail (password != NULL && verdicts != NULL, FALSE);
  Candidate candidate = { password, count_characters (password), seen_password, seen_prefix, data };
  gboolean good = candidate.length > 0;
  for (int rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
    {
      verdicts[rule] = candidate.length == 0 ? MDG_RULE_OPEN : rules[rule].judge (&candidate);
      good &= verdicts[rule] == MDG_RULE_HELD
              || (verdicts[rule] == MDG_RULE_OPEN && may_stay_open (&candidate, rule));
    }
  return good;
}

guint
mdg_password_rules_broken (const MdgRuleVerdict *verdicts)
{
  g_return_val_if_fail (verdicts != NULL, 0);
  guint broken = 0;
  for (int rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
    if (verdicts[rule] == MDG_RULE_BROKEN)
      broken |= 1u << rule;
  return broken;
}

const char *
mdg_password_rule_nick (MdgPasswordRule rule)
{
  g_return_val_if_fail ((guint)rule < MDG_PASSWORD_N_RULES, NULL);
  return rules[rule].nick;
}

int
mdg_password_rule_from_nick (const char *nick)
{
  for (int rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
    if (g_strcmp0 (nick, rules[rule].nick) == 0)
      return rule;
  return -1;
}

gboolean
mdg_password_expires (gsize length)
{
  return length < MDG_PASSWORD_LONG;
}
