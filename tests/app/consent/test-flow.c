/* test-flow.c: the consent flow as data: whole in both languages and in all variants; data that is
 * not is refused. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-graph.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/madoguchi/Madoguchi/consent/flow.json"

static MdgFlowVariant
variant_of (const MdgFlow *flow, const char *const *choices)
{
  MdgFlowVariant variant = mdg_flow_standard (flow);

  for (gsize i = 0; choices[i] != NULL; i += 2)
    g_assert_true (mdg_flow_choose (flow, &variant, choices[i], choices[i + 1]));
  return variant;
}

static gboolean
shows (const MdgFlow *flow, const MdgFlowVariant *variant, const char *id)
{
  g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, variant);

  g_assert_cmpuint (mdg_flow_find (flow, id), !=, MDG_FLOW_NONE);
  return graph->shown[mdg_flow_find (flow, id)];
}

/* Whatever is answered, an end comes; not by the checker's code. Returns: how many ways there are
 */
static guint
follow (const MdgFlow *flow, const MdgFlowVariant *variant, guint node, guint depth, gboolean *ends)
{
  const MdgFlowNode *one = mdg_flow_node (flow, node);
  guint ways = 0;

  g_assert_cmpuint (depth, <, flow->nodes->len);
  if (one->kind == MDG_FLOW_END)
    {
      ends[node] = TRUE;
      return 1;
    }
  for (guint i = 0; i < one->answers->len; i++)
    {
      const MdgFlowAnswer *answer = mdg_flow_answer (flow, node, i);
      guint to = answer->to;

      if (!mdg_flow_when (&answer->when, variant))
        continue;
      while (!mdg_flow_when (&mdg_flow_node (flow, to)->when, variant))
        to = mdg_flow_node (flow, to)->skip;
      ways += follow (flow, variant, to, depth + 1, ends);
    }
  g_assert_cmpuint (ways, >, 0);
  return ways;
}

static void
test_every_variant_ends (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  MdgFlowVariant variant = { { 0 } };
  gboolean ends[MDG_FLOW_NODES_MAX] = { FALSE };
  guint n = 0, most = 0;

  do
    {
      guint ways = follow (flow, &variant, 0, 0, ends);

      most = MAX (most, ways);
      n++;
    }
  while (mdg_flow_next_variant (flow, &variant));
  g_test_message ("%u variants; at most %u ways through one", n, most);
  g_assert_cmpuint (n, ==, 128);
  g_assert_cmpuint (most, >, 100);
  for (guint i = 0; i < flow->nodes->len; i++)
    g_assert_true (ends[i] == (mdg_flow_node (flow, i)->kind == MDG_FLOW_END));
}

/* What is said in one language is said in the other, and neither is the other. */
static void
test_both_languages (void)
{
  g_autoptr (MdgFlow) ja = mdg_flow_new ("ja");
  g_autoptr (MdgFlow) en = mdg_flow_new ("en");

  g_assert_cmpuint (ja->nodes->len, ==, en->nodes->len);
  for (guint i = 0; i < ja->nodes->len; i++)
    {
      const MdgFlowNode *a = mdg_flow_node (ja, i), *b = mdg_flow_node (en, i);
      MdgFlowVariant standard = mdg_flow_standard (ja);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_false (g_str_is_ascii (mdg_flow_text (a->words, &standard)));
      g_assert_false (g_str_is_ascii (mdg_flow_text (a->meaning, &standard)));
      g_assert_cmpstr (mdg_flow_text (a->title, &standard), !=,
                       mdg_flow_text (b->title, &standard));
      g_assert_cmpstr (mdg_flow_text (a->after, &standard), !=,
                       mdg_flow_text (b->after, &standard));
      g_assert_cmpuint (strlen (a->source), >, 3);
    }
}

/* The rules of November 2026 ([1] p.12; facts 1.5, 1.6, 6.3, 6.4). */
static void
test_rules (void)
{
  static const struct
  {
    const char *choices[5];
    const char *node;
    gboolean shown;
  } rules[] = {
    { { NULL }, "prescription", TRUE },
    { { "e-prescription", "off" }, "prescription", FALSE },
    { { NULL }, "disease", TRUE },
    { { "disease", "none" }, "disease", FALSE },
    { { "disease", "none" }, "subsidy", TRUE },
    { { "disease", "none", "subsidy", "none" }, "subsidy", FALSE },
    { { "disease", "none", "subsidy", "none" }, "consent", TRUE },
    { { NULL }, "pin", TRUE },
    { { "card", "face-only" }, "pin", FALSE },
    { { "card", "face-only" }, "face", TRUE },
    { { "card", "face-only" }, "visual", TRUE },
    { { "visual", "off" }, "visual", FALSE },
    { { NULL }, "phone", FALSE },
    { { "smartphone", "on" }, "iphone", TRUE },
    { { "smartphone", "on" }, "android", TRUE },
    { { "facility", "pharmacy" }, "surgery", TRUE },
  };
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      MdgFlowVariant variant = variant_of (flow, rules[i].choices);
      g_assert_cmpint (shows (flow, &variant, rules[i].node), ==, rules[i].shown);
    }
}

/* [1] p.12: what stands on the reader's screens. */
static void
test_words_of_the_document (void)
{
  static const struct
  {
    const char *facility;
    const char *node;
    const char *words;
  } screens[] = {
    { "medical", "identity", "本人確認の方法を選んでください。" },
    { "medical", "disease", "特定疾病療養受療証情報を提供しますか。" },
    { "medical", "subsidy", "医療費助成の各種受給者証を利用しますか。" },
    { "medical", "consent", "過去の医療情報等の提供に同意しますか。" },
    { "medical", "surgery", "過去の手術情報を当機関に提供することに同意しますか。" },
    { "medical", "care", "過去の手術以外の診療・お薬情報を当機関に提供することに同意しますか。" },
    { "medical", "medicine", "過去のお薬情報を当機関に提供することに同意しますか。" },
    { "medical", "checkup", "過去の健診情報を当機関に提供することに同意しますか。" },
    { "medical", "prescription", "処方箋の発行方法を選択してください" },
    { "pharmacy", "prescription", "当薬局に提出する処方箋の種類はどれですか" },
    { "medical", "done", "確認が完了しました。" },
  };
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      const char *choices[] = { "facility", screens[i].facility, NULL };
      MdgFlowVariant variant = variant_of (flow, choices);
      const MdgFlowNode *node = mdg_flow_node (flow, mdg_flow_find (flow, screens[i].node));

      g_assert_nonnull (strstr (mdg_flow_text (node->words, &variant), screens[i].words));
    }
}

static void
test_information (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  guint day = 0;

  for (guint i = 0; i < flow->information->len; i++)
    {
      const MdgFlowInformation *one = mdg_flow_information (flow, i);
      gboolean viewed = strchr ("SYT", one->code[0]) != NULL && strcmp (one->code, "TSR") != 0
                        && *one->code != '\0';

      g_assert_cmpuint (one->hours, ==, viewed ? 24 : 0);
      day += viewed;
      if (strcmp (one->id, "limit") == 0) /* no consent since 2024-10-07 */
        g_assert_false (one->asked);
    }
  g_assert_cmpuint (day, ==, 4);
}

/* Data that is not as it must be ------------------------------------------------------------------
 */

static char *
shipped (void)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);

  g_assert_nonnull (data);
  return g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *is, *becomes;
  } faults[] = {
    { "\"to\": \"identity\"", "\"to\": \"nowhere\"" },
    { "\"checked\"", "\"chekced\"" },
    { "\"kind\": \"start\"", "\"kind\": \"step\"" },
    { "\"kind\": \"end\"", "\"kind\": \"question\"" }, /* a dead end */
    { "\"id\": \"stop\", \"to\": \"ended\"",
      "\"id\": \"stop\", \"to\": \"arrive\"" }, /* a circle */
    { "\"skip\": \"subsidy\"", "\"skip\": \"disease\"" },
    { "\"skip\": \"subsidy\",", "" },
    { "\"when\": { \"disease\": \"held\" }", "\"when\": { \"disease\": \"sold\" }" },
    { "\"when\": { \"disease\": \"held\" }", "\"when\": { \"decease\": \"held\" }" },
    { "\"when\": { \"disease\": \"held\" }", "\"when\": { }" },
    { "\"en\": \"Card is there\"", "\"en\": \"\"" },
    { ", \"en\": \"Card is there\"", "" },
    { "\"en\": \"Card is there\"", "\"en\": 7" },
    { "\"en\": \"Card is there\"", "\"en\": \"Card is there\", \"fr\": \"Carte\"" },
    { "\"grants\": [\"disease\"]", "\"grants\": [\"dispose\"]" },
    { "\"grants\": [\"disease\"]", "\"grants\": []" },
    { "\"stage\": \"consent\"", "\"stage\": \"concert\"" },
    { "\"who\": \"reader\"", "\"who\": \"nobody\"" },
    { "\"hours\": 24", "\"hours\": -24" },
    { "\"hours\": 24", "\"hours\": \"24\"" },
    { "\"assumed\": true", "\"assumed\": \"true\"" },
    { "\"id\": \"medicine\", \"kind\"", "\"id\": \"care\", \"kind\"" }, /* two of one name */
    { "\"id\": \"surgery\", \"kind\"", "\"id\": \"Surgery!\", \"kind\"" },
    { "\"standard\": \"medical\"", "\"standard\": \"other\"" },
    { "\"id\": \"pharmacy\", \"name\"", "\"id\": \"pharmazy\", \"name\"" },
    { "{ \"id\": \"no\", \"to\": \"medicine\"",
      "{ \"id\": \"no\", \"to\": \"checkup\"" }, /* nobody comes */
    { "\"when\": { \"facility\": \"pharmacy\" }, \"ja\": \"提出",
      "\"when\": { \"facility\": \"medical\" }, \"ja\": \"提出" }, /* no title in a variant */
    { "\"nodes\": [", "\"nodes\": [ 1, " },
    { "\"nodes\": [", "\"nodes\": [], \"nodez\": [" },
    { "{", "[" },
  };
  g_autofree char *good = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) bad = g_string_new (good);

      g_assert_cmpuint (g_string_replace (bad, faults[i].is, faults[i].becomes, 1), ==, 1);
      g_assert_null (mdg_flow_parse (bad->str, (gssize)bad->len, "ja", &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
      g_test_message ("%s", error->message);
    }
}

static void
test_cut_off (void)
{
  g_autofree char *good = shipped ();
  gsize length = strlen (good);

  for (gsize cut = 0; cut < length - 2; cut += 4999)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (mdg_flow_parse (good, (gssize)cut, "en", &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/every-variant-ends", test_every_variant_ends);
  g_test_add_func ("/flow/both-languages", test_both_languages);
  g_test_add_func ("/flow/rules", test_rules);
  g_test_add_func ("/flow/words-of-the-document", test_words_of_the_document);
  g_test_add_func ("/flow/information", test_information);
  g_test_add_func ("/flow/refused", test_refused);
  g_test_add_func ("/flow/cut-off", test_cut_off);
  return g_test_run ();
}
