/* test-password-rules.c: パスワードのルール, [0] p.12.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/password-maker.h"
#include "core/password-rules.h"

#include <string.h>

/* The line of the document, with the spaces it has for the eye. */
#define DOCUMENT "`~!@#$%^&*_{}|:; '<>, . ? - ( ) /"

#define ALPHANUMERIC "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static void
test_specials_are_the_documents (void)
{
  g_auto (GStrv) parts = g_strsplit (DOCUMENT, " ", -1);
  g_autofree char *listed = g_strjoinv ("", parts);
  g_assert_cmpstr (listed, ==, MDG_PASSWORD_SPECIALS);
}

static gboolean
is_in (const char *password, gpointer data)
{
  return g_strv_contains (data, password);
}

static gboolean
never_asked (const char *password, gpointer data)
{
  g_assert_not_reached ();
}

/* @expected: one letter per rule: O open, H held, B broken. */
static void
assert_verdicts (const char *password, const char *expected)
{
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  char found[MDG_PASSWORD_N_RULES + 1] = "";
  gboolean good = mdg_password_rules_check (password, NULL, NULL, NULL, verdicts);
  for (int i = 0; i < MDG_PASSWORD_N_RULES; i++)
    found[i] = "OHB"[verdicts[i]];
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (good, ==, strchr (found, 'B') == NULL && *password != '\0');
}

static void
test_verdicts (void)
{
  assert_verdicts ("", "OOOOOOOO");
  assert_verdicts ("a", "BBHBBHOO");
  assert_verdicts ("Aa1!", "BHHHHHOO");
  assert_verdicts ("Aa1!aaa", "BHHHHHOO");
  assert_verdicts ("Aa1!aaaa", "HHHHHHOO");
  assert_verdicts ("aaaaaaaa", "HBHBBHOO");
  assert_verdicts ("AAAA1111", "HHBHBHOO");
  assert_verdicts ("Aa1!aaaaaaaa", "HHHHHHOO");
  assert_verdicts ("Aa1!aaaaaaaaa", "HHHHHHHH");
  assert_verdicts ("Aa1!aaaaaaaaaaaaaaaa", "HHHHHHHH");
  assert_verdicts ("Aa1!aaaaaaaaaaaaaaaaa", "BHHHHHHH");
  assert_verdicts ("Aa1! aaa", "HHHHHBOO");
  assert_verdicts ("Aa1+aaaa", "HHHHBBOO");
  assert_verdicts ("Aa1!a[aa", "HHHHHBOO");
  assert_verdicts ("Aa1!a\"aa", "HHHHHBOO");
  assert_verdicts ("Aa1!a\\aa", "HHHHHBOO");
  assert_verdicts ("Aa1!a\taa", "HHHHHBOO");
  assert_verdicts ("Aa1!パス", "BHHHHBOO"); /* six characters, whatever their bytes */
  assert_verdicts ("Ａａ１！ａａａａ", "HBBBBBOO");
  assert_verdicts ("Aa1!\xFF\xFF\xFF\xFF", "HHHHHBOO");
}

static void
test_every_special_counts (void)
{
  for (const char *c = MDG_PASSWORD_SPECIALS; *c != '\0'; c++)
    {
      char password[] = "Aa1aaaa?";
      password[7] = *c;
      assert_verdicts (password, "HHHHHHOO");
    }
}

static void
check_history (const char *password, MdgRuleVerdict recent, MdgRuleVerdict similar)
{
  const char *history[] = { "Old1!pass", "staff123!A", NULL };
  const char *prefixes[] = { "Old1!", "staff", NULL };
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  mdg_password_rules_check (password, is_in, NULL, history, verdicts);
  g_assert_cmpint (verdicts[MDG_PASSWORD_RULE_NOT_RECENT], ==, recent);
  mdg_password_rules_check (password, NULL, is_in, prefixes, verdicts);
  g_assert_cmpint (verdicts[MDG_PASSWORD_RULE_NOT_SIMILAR], ==, similar);
}

static void
test_history (void)
{
  check_history ("Old1!pass", MDG_RULE_BROKEN, MDG_RULE_BROKEN);
  check_history ("Old1!other", MDG_RULE_HELD, MDG_RULE_BROKEN);
  check_history ("staff456!A", MDG_RULE_HELD, MDG_RULE_BROKEN); /* the document's example */
  check_history ("Staff456!A", MDG_RULE_HELD, MDG_RULE_HELD);
  check_history ("Old1", MDG_RULE_HELD, MDG_RULE_OPEN); /* too short to compare yet */
  check_history ("Old1!", MDG_RULE_HELD, MDG_RULE_BROKEN);
  check_history ("Old1!pass1234", MDG_RULE_HELD, MDG_RULE_HELD); /* 13: not compared */
}

static void
test_long_passwords_are_not_compared (void)
{
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  g_assert_true (
      mdg_password_rules_check ("Old1!pass1234", never_asked, never_asked, NULL, verdicts));
}

static void
test_broken_history_is_a_fault (void)
{
  const char *history[] = { "Old1!pass", "Old1!", NULL };
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  g_assert_false (mdg_password_rules_check ("Old1!pass", is_in, is_in, history, verdicts));
  g_assert_cmphex (mdg_password_rules_broken (verdicts), ==,
                   1u << MDG_PASSWORD_RULE_NOT_RECENT | 1u << MDG_PASSWORD_RULE_NOT_SIMILAR);
  g_assert_true (mdg_password_rules_check ("New1!pass", is_in, is_in, history, verdicts));
  g_assert_cmphex (mdg_password_rules_broken (verdicts), ==, 0);
}

/* Judged a second time, by regular expressions. */
static gboolean
matches (const char *pattern, const char *password)
{
  return g_regex_match_simple (pattern, password, G_REGEX_RAW, 0);
}

static void
check_property (const char *password)
{
#define SPECIAL_CLASS "`~!@#$%^&*_{}|:;'<>,.?()/\\-"
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  const struct
  {
    MdgPasswordRule rule;
    const char *pattern;
  } oracle[] = {
    { MDG_PASSWORD_RULE_LENGTH, "\\A(?s:.){8,20}\\z" },
    { MDG_PASSWORD_RULE_DIGIT, "[0-9]" },
    { MDG_PASSWORD_RULE_LOWER, "[a-z]" },
    { MDG_PASSWORD_RULE_UPPER, "[A-Z]" },
    { MDG_PASSWORD_RULE_SPECIAL, "[" SPECIAL_CLASS "]" },
    { MDG_PASSWORD_RULE_ALLOWED_ONLY, "\\A[0-9a-zA-Z" SPECIAL_CLASS "]*\\z" },
  };
  gboolean good = mdg_password_rules_check (password, NULL, NULL, NULL, verdicts);
  gboolean all = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (oracle); i++)
    {
      gboolean held = matches (oracle[i].pattern, password);
      g_assert_cmpint (verdicts[oracle[i].rule], ==, held ? MDG_RULE_HELD : MDG_RULE_BROKEN);
      all &= held;
    }
  g_assert_cmpint (good, ==, all);
}

static void
test_properties (void)
{
  static const char pool[] = ALPHANUMERIC MDG_PASSWORD_SPECIALS;
  for (int round = 0; round < 5000; round++)
    {
      char password[25] = "";
      int length = g_test_rand_int_range (1, 25);
      for (int i = 0; i < length; i++)
        password[i] = g_test_rand_int_range (0, 40) == 0
                          ? (char)g_test_rand_int_range (1, 128)
                          : pool[g_test_rand_int_range (0, sizeof pool - 1)];
      check_property (password);
    }
}

static void
test_nicks (void)
{
  for (int rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
    g_assert_cmpint (mdg_password_rule_from_nick (mdg_password_rule_nick (rule)), ==, rule);
  g_assert_cmpstr (mdg_password_rule_nick (MDG_PASSWORD_RULE_NOT_RECENT), ==, "not-recent");
  g_assert_cmpint (mdg_password_rule_from_nick ("no-such-rule"), ==, -1);
  g_assert_cmpint (mdg_password_rule_from_nick (NULL), ==, -1);
}

static void
test_expiry (void)
{
  g_assert_true (mdg_password_expires (12));
  g_assert_false (mdg_password_expires (13));
}

/* One that is made holds every rule, whatever came before. */
static void
test_made (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (MdgSecret) made = mdg_password_make ();
      const char *text = mdg_secret_get_string (made);
      MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];

      g_assert_true (mdg_password_rules_check (text, NULL, NULL, NULL, verdicts));
      for (guint rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
        g_assert_cmpint (verdicts[rule], ==, MDG_RULE_HELD);
      g_assert_true (g_ascii_isalpha (*text));
      g_assert_null (strpbrk (text, "0O1lIo|`'\""));
      g_assert_false (mdg_password_expires (strlen (text)));
      g_assert_true (g_hash_table_add (seen, g_strdup (text)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/password-rules/specials", test_specials_are_the_documents);
  g_test_add_func ("/core/password-rules/verdicts", test_verdicts);
  g_test_add_func ("/core/password-rules/every-special", test_every_special_counts);
  g_test_add_func ("/core/password-rules/history", test_history);
  g_test_add_func ("/core/password-rules/long", test_long_passwords_are_not_compared);
  g_test_add_func ("/core/password-rules/broken-history", test_broken_history_is_a_fault);
  g_test_add_func ("/core/password-rules/properties", test_properties);
  g_test_add_func ("/core/password-rules/nicks", test_nicks);
  g_test_add_func ("/core/password-rules/expiry", test_expiry);
  g_test_add_func ("/core/password-rules/made", test_made);
  return g_test_run ();
}
