/* test-walk.c: walking the consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/walk.h"

#include <string.h>

#define NOON 1795230000 /* 2026-11-21 */
#define DAY (24 * 3600)

/* Answers by their ids, a second apart. */
static void
answer_all (MdgWalk *walk, const MdgFlow *flow, const char *ids)
{
  g_auto (GStrv) each = g_strsplit (ids, " ", -1);

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    {
      guint answers[MDG_FLOW_ANSWERS_MAX];
      guint n = mdg_walk_list_answers (walk, answers);
      gboolean found = FALSE;

      for (guint k = 0; k < n && !found; k++)
        if (strcmp (mdg_flow_answer (flow, mdg_walk_get_node (walk), answers[k])->id, each[i]) == 0)
          {
            g_assert_true (mdg_walk_answer (walk, answers[k], NOON + i));
            found = TRUE;
          }
      if (!found)
        g_error ("no answer \"%s\" at %s", each[i],
                 mdg_flow_node (flow, mdg_walk_get_node (walk))->id);
    }
}

static const char *
place (const MdgWalk *walk, const MdgFlow *flow)
{
  return mdg_flow_node (flow, mdg_walk_get_node (walk))->id;
}

/* "+surgery -care ?subsidy": given, refused, not asked or open, in the order of the data. */
static char *
summary_of (const MdgWalk *walk, const MdgFlow *flow)
{
  g_autoptr (GArray) results = mdg_walk_summarize (walk);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      const MdgWalkResult *result = &g_array_index (results, MdgWalkResult, i);
      const MdgFlowInformation *one = mdg_flow_information (flow, result->information);

      g_string_append_printf (text, "%s%c%s", i > 0 ? " " : "", "o+-?"[result->consent], one -> id);
      if (result->consent != MDG_WALK_GIVEN)
        g_assert_cmpint (result->given_at + result->until, ==, 0);
      else if (one->hours == 24)
        g_assert_cmpint (result->until, ==, result->given_at + DAY);
      else
        g_assert_cmpint (result->until, ==, 0);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *options; /* option value … */
  const char *answers;
  const char *end;
  const char *summary;
} walks[] = {
  { "", "card face same yes yes all electronic valid", "done",
    "+qualification +limit +disease +subsidy +surgery +care +medicine +checkup" },
  { "", "card pin right no no each yes yes yes paper valid", "done",
    "+qualification +limit -disease -subsidy +surgery +care +medicine +checkup" },
  { "disease none subsidy none", "card visual same each no no no no unknown several next", "done",
    "+qualification +limit ?disease ?subsidy -surgery -care -medicine -checkup" },
  { "disease none subsidy none", "card face other blocked same each no no yes no paper valid",
    "done", "+qualification +limit ?disease ?subsidy -surgery -care +medicine -checkup" },
  { "", "card stop", "ended",
    "?qualification ?limit ?disease ?subsidy ?surgery ?care ?medicine ?checkup" },
  { "visual off card face-only", "card face other", "unconfirmed",
    "?qualification ?limit ?disease ?subsidy ?surgery ?care ?medicine ?checkup" },
  { "e-prescription off disease none subsidy none", "card face same all none", "invalid",
    "?qualification ?limit ?disease ?subsidy ?surgery ?care ?medicine ?checkup" },
  { "smartphone on disease none subsidy none", "phone iphone next read all paper valid", "done",
    "+qualification +limit ?disease ?subsidy +surgery +care +medicine +checkup" },
  { "smartphone on", "phone android next unread", "unconfirmed",
    "?qualification ?limit ?disease ?subsidy ?surgery ?care ?medicine ?checkup" },
  { "facility pharmacy", "card face same yes no all unknown valid", "done",
    "+qualification +limit +disease -subsidy +surgery +care +medicine +checkup" },
};

static MdgFlowVariant
variant_of (const MdgFlow *flow, const char *options)
{
  g_auto (GStrv) each = g_strsplit (options, " ", -1);
  MdgFlowVariant variant = mdg_flow_standard (flow);

  for (guint i = 0; each[i] != NULL && each[i + 1] != NULL; i += 2)
    g_assert_true (mdg_flow_choose (flow, &variant, each[i], each[i + 1]));
  return variant;
}

static void
test_walks (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      MdgFlowVariant variant = variant_of (flow, walks[i].options);
      g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);
      g_autofree char *summary = NULL;

      g_assert_cmpstr (place (walk, flow), ==, "arrive");
      answer_all (walk, flow, walks[i].answers);
      summary = summary_of (walk, flow);
      g_assert_cmpstr (place (walk, flow), ==, walks[i].end);
      g_assert_true (mdg_walk_is_over (walk));
      g_assert_cmpstr (summary, ==, walks[i].summary);
    }
}

static void
test_back_and_restart (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);
  guint identity = mdg_flow_find (flow, "identity");
  g_autofree char *summary = NULL;

  g_assert_false (mdg_walk_back (walk));
  answer_all (walk, flow, "card face same yes");
  g_assert_cmpstr (place (walk, flow), ==, "subsidy");
  g_assert_true (mdg_walk_took (walk, identity, 0));
  g_assert_false (mdg_walk_took (walk, identity, 1));
  g_assert_true (mdg_walk_visited (walk, mdg_flow_find (flow, "subsidy")));
  g_assert_false (mdg_walk_visited (walk, mdg_flow_find (flow, "pin")));
  summary = summary_of (walk, flow);
  g_assert_cmpstr (summary, ==,
                   "oqualification olimit +disease osubsidy osurgery ocare omedicine ocheckup");
  g_assert_true (mdg_walk_back (walk));
  g_assert_true (mdg_walk_back (walk));
  g_assert_cmpstr (place (walk, flow), ==, "face");
  answer_all (walk, flow, "other right no");
  g_assert_cmpstr (place (walk, flow), ==, "subsidy");
  g_assert_true (mdg_walk_visited (walk, mdg_flow_find (flow, "pin")));
  mdg_walk_restart (walk);
  g_assert_cmpstr (place (walk, flow), ==, "arrive");
  g_assert_cmpuint (mdg_walk_get_steps (walk)->len, ==, 0);
}

/* Laid on the reader it begins, lifted too early it ends. */
static void
test_card (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = variant_of (flow, "disease none subsidy none e-prescription off");
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);

  g_assert_false (mdg_walk_set_card (walk, FALSE, NOON));
  g_assert_true (mdg_walk_set_card (walk, TRUE, NOON));
  g_assert_cmpstr (place (walk, flow), ==, "identity");
  answer_all (walk, flow, "face same");
  g_assert_false (mdg_walk_set_card (walk, TRUE, NOON)); /* a second card changes nothing */
  g_assert_cmpstr (place (walk, flow), ==, "consent");
  g_assert_true (mdg_walk_set_card (walk, FALSE, NOON));
  g_assert_cmpstr (place (walk, flow), ==, "arrive");
  g_assert_true (mdg_walk_set_card (walk, TRUE, NOON));
  answer_all (walk, flow, "face same all valid");
  g_assert_false (mdg_walk_set_card (walk, FALSE, NOON)); /* to be read */
  g_assert_cmpstr (place (walk, flow), ==, "done");
  g_assert_true (mdg_walk_set_card (walk, TRUE, NOON)); /* the next patient's */
  g_assert_cmpstr (place (walk, flow), ==, "identity");
}

/* From the card to the end, and until when something can be seen. */
static void
test_time (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = variant_of (flow, "disease none subsidy none e-prescription off");
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);

  g_assert_cmpint (mdg_walk_get_seconds (walk, NOON), ==, -1);
  g_assert_cmpint (mdg_walk_get_until (walk), ==, 0);
  g_assert_true (mdg_walk_set_card (walk, TRUE, NOON - 10));
  g_assert_cmpint (mdg_walk_get_seconds (walk, NOON), ==, 10);
  g_assert_cmpint (mdg_walk_get_seconds (walk, NOON - 3600), ==, 0); /* the clock was set back */
  answer_all (walk, flow, "face same all valid");
  g_assert_cmpint (mdg_walk_get_seconds (walk, NOON + 3600), ==, 13); /* it is over */
  g_assert_cmpint (mdg_walk_get_until (walk), ==, NOON + 2 + DAY);
  mdg_walk_restart (walk);
  answer_all (walk, flow, "card face same each no no no no valid");
  g_assert_true (mdg_walk_is_over (walk));
  g_assert_cmpint (mdg_walk_get_until (walk), ==, 0);
}

/* What another variant has, too, is kept. */
static void
test_other_variant (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);

  answer_all (walk, flow, "card pin right yes");
  g_assert_true (mdg_flow_choose (flow, &variant, "disease", "none"));
  mdg_walk_set_variant (walk, &variant);
  g_assert_cmpstr (place (walk, flow), ==, "subsidy");
  g_assert_cmpuint (mdg_walk_get_steps (walk)->len, ==, 3);
  g_assert_true (mdg_flow_choose (flow, &variant, "card", "face-only"));
  mdg_walk_set_variant (walk, &variant);
  g_assert_cmpstr (place (walk, flow), ==, "identity");
  g_assert_false (mdg_walk_answer (walk, 1, NOON)); /* 暗証番号入力 */
  g_assert_false (mdg_walk_answer (walk, 99, NOON));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/walks", test_walks);
  g_test_add_func ("/walk/back-and-restart", test_back_and_restart);
  g_test_add_func ("/walk/card", test_card);
  g_test_add_func ("/walk/time", test_time);
  g_test_add_func ("/walk/other-variant", test_other_variant);
  return g_test_run ();
}
