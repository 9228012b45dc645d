/* test-plan-guide.c: the steps of joining as data: whole in both languages; what is not is refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan-guide.h"

#include <string.h>

static char *
read_steps (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "resources", "introduction", "steps.json", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What is said in one language is said in the other. */
static void
test_both_languages (void)
{
  g_autoptr (MdgPlanGuide) ja = mdg_plan_guide_new ("ja");
  g_autoptr (MdgPlanGuide) en = mdg_plan_guide_new ("en");

  g_assert_cmpuint (ja->steps->len, ==, en->steps->len);
  for (guint n = 0; n < ja->steps->len; n++)
    {
      const MdgPlanStep *a = mdg_plan_guide_step (ja, n), *b = mdg_plan_guide_step (en, n);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_false (g_str_is_ascii (a->title));
      g_assert_false (g_str_is_ascii (a->words));
      g_assert_cmpstr (a->title, !=, b->title);
      g_assert_cmpstr (a->words, !=, b->words);
      g_assert_cmpuint (g_strv_length (a->needs), ==, g_strv_length (b->needs));
      g_assert_true (a->source[0] == '[');
      g_assert_cmpint (a->doubt == NULL, ==, b->doubt == NULL);
    }
}

/* Every facility has steps, the last of them being the first day, and each comes after what it
 * depends on. */
static void
test_order (void)
{
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_new ("ja");
  guint place[MDG_PLAN_STEPS_MAX];

  for (guint i = 0; i < guide->steps->len; i++)
    place[guide->order[i]] = i;
  for (guint n = 0; n < guide->steps->len; n++)
    {
      const MdgPlanStep *step = mdg_plan_guide_step (guide, n);

      for (guint k = 0; k < step->n_after; k++)
        g_assert_cmpuint (place[step->after[k]], <, place[n]);
      if (step->due.of < guide->steps->len)
        g_assert_cmpuint (place[step->due.of], <, place[n]);
    }
}

/* The dates of [4]: three months, two months, 10th, 15th, 20th, one month, four and five business
 * days. */
static void
test_rules (void)
{
  static const struct
  {
    const char *step;
    MdgRuleKind kind;
    const char *of;
    int n;
    int month_day;
    MdgRoll roll;
  } rules[] = {
    { "reader", MDG_RULE_MONTHS, "start", -3, 0, MDG_ROLL_UNSAID },
    { "network", MDG_RULE_MONTHS, "start", -3, 0, MDG_ROLL_UNSAID },
    { "number-request", MDG_RULE_MONTHS, "start", -2, 0, MDG_ROLL_UNSAID },
    { "number", MDG_RULE_MONTH_DAY, "start", -2, 10, MDG_ROLL_FORWARD },
    { "number-submit", MDG_RULE_MONTH_DAY, "start", -2, 15, MDG_ROLL_UNSAID },
    { "portal-account", MDG_RULE_OPEN_DAYS, "number-submit", 4, 0, MDG_ROLL_UNSAID },
    { "use-application", MDG_RULE_OPEN_DAYS, "work", -5, 0, MDG_ROLL_UNSAID },
    { "certificate-application", MDG_RULE_OPEN_DAYS, "work", -5, 0, MDG_ROLL_UNSAID },
    { "designation", MDG_RULE_MONTHS, "start", -1, 0, MDG_ROLL_UNSAID },
    { "billing", MDG_RULE_MONTH_DAY, "start", -1, 20, MDG_ROLL_UNSAID },
    { "use-granted", MDG_RULE_DAYS, "use-start", 7, 0, MDG_ROLL_UNSAID },
  };
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      guint n = mdg_plan_guide_find_step (guide, rules[i].step);
      const MdgPlanRule *due = &mdg_plan_guide_step (guide, n)->due;
      guint of = g_str_equal (rules[i].of, "start") ? MDG_OF_START
                 : g_str_equal (rules[i].of, "work")
                     ? MDG_OF_WORK
                     : mdg_plan_guide_find_step (guide, rules[i].of);

      g_assert_cmpint (due->kind, ==, rules[i].kind);
      g_assert_cmpuint (due->of, ==, of);
      g_assert_cmpint (due->n, ==, rules[i].n);
      g_assert_cmpint (due->month_day, ==, rules[i].month_day);
      g_assert_cmpint (due->roll, ==, rules[i].roll);
    }
}

static void
test_facilities (void)
{
  static const char *const all[] = { "medical", "dental",      "both",    "pharmacy", "nursing",
                                     "judo",    "acupuncture", "checkup", "midwife" };
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_new ("ja");
  guint second = mdg_plan_guide_find_step (guide, "number-request-dental");

  g_assert_cmpuint (guide->facilities->len, ==, G_N_ELEMENTS (all));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      guint f = mdg_plan_guide_find_facility (guide, all[i]);

      g_assert_cmpuint (f, !=, MDG_PLAN_NONE);
      /* 別紙1 apart for the dental side */
      g_assert_cmpint (mdg_plan_step_is_for (mdg_plan_guide_step (guide, second), f), ==,
                       g_str_equal (all[i], "both"));
    }
}

static void
refused (const char *text, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_parse (text, -1, "ja", &error);

  if (guide != NULL)
    g_error ("taken: %s", what);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

static void
test_refused (void)
{
  static const char *const faults[][2] = {
    { "\"checked\"", "\"chequed\"" },
    { "\"month\": true", "\"month\": 1" },
    { "{ \"id\": \"dental\", \"month\"", "{ \"id\": \"medical\", \"month\"" },
    { "{ \"id\": \"dental\", \"month\"", "{ \"id\": \"Dental\", \"month\"" },
    { "{ \"id\": \"dental\", \"month\"", "{ \"id\": \"start\", \"month\"" },
    { "\"en\": \"Dental clinic\"", "\"en\": \"\"" },
    { ", \"en\": \"Dental clinic\"", "" },
    { "\"who\": \"bureau\"", "\"who\": \"nobody\"" },
    { "\"steps\": [ \"network\" ]", "\"steps\": [ \"net\" ]" },
    { "\"facilities\": [ \"nursing\" ]", "\"facilities\": [ \"hospital\" ]" },
    { "\"facilities\": [ \"nursing\" ]", "\"facilities\": [ ]" },
    /* a circle of what comes after what */
    { "\"after\": [ \"estimate\" ]", "\"after\": [ \"setup\" ]" },
    { "\"after\": [ \"estimate\" ]", "\"after\": [ \"order\" ]" },
    { "\"after\": [ \"estimate\" ]", "\"after\": [ \"estimate\", \"estimate\" ]" },
    { "\"after\": [ \"estimate\" ]", "\"after\": [ \"device\" ]" },
    /* a circle of what is counted from what */
    { "\"after\": [ \"number\" ], \"due\": { \"of\": \"start\", \"months\": -2, \"day\": 15, "
      "\"roll\": \"unsaid\" }",
      "\"after\": [ \"number\" ], \"due\": { \"of\": \"portal-account\", \"days\": 1 }" },
    /* without a day */
    { ",\n      \"otherwise\": { \"of\": \"start\", \"months\": -2 }", "" },
    { ", \"due\": { \"of\": \"start\" }", "" },
    { "\"due\": { \"of\": \"start\" } }\n  ]",
      "\"due\": { \"of\": \"start\", \"days\": -1 } }\n  ]" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }", "\"due\": { \"months\": -3 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"begin\", \"months\": -3 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"start\", \"months\": 0 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"start\", \"months\": -3.5 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"start\", \"months\": -25 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"start\", \"months\": -3, \"days\": 1 }" },
    { "\"due\": { \"of\": \"start\", \"months\": -3 }",
      "\"due\": { \"of\": \"start\", \"days\": -3, \"day\": 1, \"roll\": \"unsaid\" }" },
    { "\"day\": 10, \"roll\": \"forward\"", "\"day\": 32, \"roll\": \"forward\"" },
    { "\"day\": 10, \"roll\": \"forward\"", "\"day\": 10, \"roll\": \"back\"" },
    { "\"day\": 10, \"roll\": \"forward\"", "\"day\": 10" },
    { "\"lead\": { \"open-days\": 4 }", "\"lead\": { \"open-days\": -4 }" },
    { "\"lead\": { \"open-days\": 4 }", "\"lead\": { }" },
    { "\"work\": { \"due\": { \"of\": \"start\"", "\"work\": { \"due\": { \"of\": \"work\"" },
  };
  g_autofree char *whole = read_steps ();

  refused ("", "nothing");
  refused ("[]", "a list");
  refused ("{}", "an empty object");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (GStrv) parts = g_strsplit (whole, faults[i][0], 2);
      g_autofree char *bad = NULL;

      if (g_strv_length (parts) != 2)
        g_error ("not there: %s", faults[i][0]);
      bad = g_strconcat (parts[0], faults[i][1], parts[1], NULL);
      refused (bad, faults[i][1]);
    }
}

/* Cut off anywhere. */
static void
test_cut_off (void)
{
  g_autofree char *whole = read_steps ();
  gsize length = strlen (g_strchomp (whole));

  for (gsize i = 0; i < length; i += 97)
    {
      g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_parse (whole, (gssize)i, "ja", NULL);

      g_assert_null (guide);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-guide/both-languages", test_both_languages);
  g_test_add_func ("/plan-guide/order", test_order);
  g_test_add_func ("/plan-guide/rules", test_rules);
  g_test_add_func ("/plan-guide/facilities", test_facilities);
  g_test_add_func ("/plan-guide/refused", test_refused);
  g_test_add_func ("/plan-guide/cut-off", test_cut_off);
  return g_test_run ();
}
