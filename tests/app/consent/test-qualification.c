/* test-qualification.c: which qualification counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/qualification.h"

#include <string.h>

#define DAY 20261120
#define E MDG_SCHEME_EMPLOYEES
#define M MDG_SCHEME_MUNICIPAL
#define S MDG_SCHEME_SOCIETY
#define V(name) MDG_VERDICT_##name

static const struct
{
  const char *what;
  guint n;
  MdgQualification q[4];
  int chosen;
  MdgDecidedBy by;
  MdgVerdict verdicts[4];
} cases[] = {
  { "nothing at all", 0, { { 0 } }, -1, MDG_DECIDED_NONE_VALID, { 0 } },
  { "one", 1, { { NULL, M, 20240401, 0 } }, 0, MDG_DECIDED_ONLY_ONE, { V (COUNTS) } },
  { "first and last day count",
    2,
    { { NULL, E, DAY, 20270331 }, { NULL, E, 20240401, DAY } },
    0,
    MDG_DECIDED_START,
    { V (COUNTS), V (EARLIER_START) } },
  { "a day late, a day early",
    2,
    { { NULL, E, DAY + 1, 0 }, { NULL, E, 20240401, DAY - 1 } },
    -1,
    MDG_DECIDED_NONE_VALID,
    { V (NOT_YET), V (OVER) } },
  { "the latest start comes first: even of municipal insurance",
    2,
    { { NULL, E, 20240401, 0 }, { NULL, M, 20260401, 20270331 } },
    1,
    MDG_DECIDED_START,
    { V (EARLIER_START), V (COUNTS) } },
  { "then not municipal: even if it ends earlier",
    2,
    { { NULL, M, 20260401, 0 }, { NULL, E, 20260401, 20261231 } },
    1,
    MDG_DECIDED_SCHEME,
    { V (MUNICIPAL), V (COUNTS) } },
  { "a society's is not municipal",
    2,
    { { NULL, M, 20260401, 0 }, { NULL, S, 20260401, 20261231 } },
    1,
    MDG_DECIDED_SCHEME,
    { V (MUNICIPAL), V (COUNTS) } },
  { "two municipal ones: the end decides",
    2,
    { { NULL, M, 20260401, 20270331 }, { NULL, M, 20260401, 20280331 } },
    1,
    MDG_DECIDED_END,
    { V (EARLIER_END), V (COUNTS) } },
  { "an open end is the latest",
    2,
    { { NULL, E, 20260401, 0 }, { NULL, S, 20260401, 20991231 } },
    0,
    MDG_DECIDED_END,
    { V (COUNTS), V (EARLIER_END) } },
  { "each round has its loser",
    4,
    { { NULL, E, 20250401, 0 },
      { NULL, M, 20260401, 0 },
      { NULL, E, 20260401, 20270331 },
      { NULL, S, 20260401, 20280331 } },
    3,
    MDG_DECIDED_END,
    { V (EARLIER_START), V (MUNICIPAL), V (EARLIER_END), V (COUNTS) } },
  { "alike",
    3,
    { { NULL, E, 20260401, 0 }, { NULL, E, 20260401, 0 }, { NULL, M, 20260401, 0 } },
    -1,
    MDG_DECIDED_NOT,
    { V (TIED), V (TIED), V (MUNICIPAL) } },
  { "what is over does not win by its start",
    2,
    { { NULL, E, 20261001, 20261031 }, { NULL, M, 20240401, 0 } },
    1,
    MDG_DECIDED_ONLY_ONE,
    { V (OVER), V (COUNTS) } },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MdgQualificationDecision decision;

      g_test_message ("%s", cases[i].what);
      mdg_qualification_decide (cases[i].q, cases[i].n, DAY, &decision);
      g_assert_cmpint (decision.chosen, ==, cases[i].chosen);
      g_assert_cmpint (decision.by, ==, cases[i].by);
      for (guint k = 0; k < cases[i].n; k++)
        g_assert_cmpint (decision.verdicts[k], ==, cases[i].verdicts[k]);
    }
}

/* In whatever order they come, the same one counts, for the same reason. */
static void
test_order_does_not_matter (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MdgQualification turned[4];
      MdgQualificationDecision decision;
      guint n = cases[i].n;

      for (guint k = 0; k < n; k++)
        turned[k] = cases[i].q[n - 1 - k];
      mdg_qualification_decide (turned, n, DAY, &decision);
      g_assert_cmpint (decision.by, ==, cases[i].by);
      for (guint k = 0; k < n; k++)
        g_assert_cmpint (decision.verdicts[n - 1 - k], ==, cases[i].verdicts[k]);
    }
}

/* The examples are whole, and each shows something else. */
static void
test_examples (void)
{
  g_autoptr (GPtrArray) ja = mdg_qualification_examples_new ("ja");
  g_autoptr (GPtrArray) en = mdg_qualification_examples_new ("en");
  guint seen = 0;

  g_assert_cmpuint (ja->len, ==, en->len);
  for (guint i = 0; i < ja->len; i++)
    {
      const MdgQualificationExample *a = ja->pdata[i], *b = en->pdata[i];
      MdgQualificationDecision decision;

      g_assert_cmpuint (a->day, ==, DAY);
      g_assert_false (g_str_is_ascii (a->title));
      g_assert_cmpstr (a->title, !=, b->title);
      g_assert_cmpuint (a->qualifications->len, >=, 2);
      mdg_qualification_decide ((const MdgQualification *)(const void *)a->qualifications->data,
                                a->qualifications->len, a->day, &decision);
      g_assert_cmpuint (seen & (1u << decision.by), ==, 0);
      seen |= 1u << decision.by;
    }
  g_assert_cmpuint (seen, ==,
                    1u << MDG_DECIDED_START | 1u << MDG_DECIDED_SCHEME | 1u << MDG_DECIDED_END
                        | 1u << MDG_DECIDED_ONLY_ONE | 1u << MDG_DECIDED_NOT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qualification/cases", test_cases);
  g_test_add_func ("/qualification/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/qualification/examples", test_examples);
  return g_test_run ();
}
