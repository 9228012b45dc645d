/* reception-path.c: the way of a reception through the consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-path.h"

static const struct
{
  guint station;
  const char *id;
  const char *term;
  const char *flow_node; /* (nullable) */
  const char *answer;    /* (nullable) */
} nodes_known[MDG_N_NODES] = {
  [MDG_NODE_MY_NUMBER] = { 0, "my-number", "マイナンバーカード", "arrive", "card" },
  [MDG_NODE_CERTIFICATE] = { 0, "certificate", "被保険者証等情報", NULL, NULL },
  [MDG_NODE_CARD_UNSAID] = { 0, "card-unsaid", "カード（不明）", NULL, NULL },
  [MDG_NODE_DISEASES_GIVEN] = { 1, "diseases-given", "特定疾病：提供する", "disease", "yes" },
  [MDG_NODE_DISEASES_REFUSED] = { 1, "diseases-refused", "特定疾病：提供しない", "disease", "no" },
  [MDG_NODE_ALL] = { 2, "all", "全て同意する", "consent", "all" },
  [MDG_NODE_SOME] = { 2, "some", "個別に同意する", "consent", "each" },
  [MDG_NODE_NONE] = { 2, "none", "同意しない", "consent", "each" },
  [MDG_NODE_OPERATION_GIVEN] = { 3, "operation-given", "手術：同意する", "surgery", "yes" },
  [MDG_NODE_OPERATION_REFUSED] = { 3, "operation-refused", "手術：同意しない", "surgery", "no" },
  [MDG_NODE_DIAGNOSIS_GIVEN] = { 4, "diagnosis-given", "診療：同意する", "care", "yes" },
  [MDG_NODE_DIAGNOSIS_REFUSED] = { 4, "diagnosis-refused", "診療：同意しない", "care", "no" },
  [MDG_NODE_DRUGS_GIVEN] = { 5, "drugs-given", "お薬：同意する", "medicine", "yes" },
  [MDG_NODE_DRUGS_REFUSED] = { 5, "drugs-refused", "お薬：同意しない", "medicine", "no" },
  [MDG_NODE_CHECKUPS_GIVEN] = { 6, "checkups-given", "健診：同意する", "checkup", "yes" },
  [MDG_NODE_CHECKUPS_REFUSED] = { 6, "checkups-refused", "健診：同意しない", "checkup", "no" },
  [MDG_NODE_ELECTRONIC] = { 7, "electronic", "電子処方箋", "prescription", "electronic" },
  [MDG_NODE_PAPER] = { 7, "paper", "紙の処方箋", "prescription", "paper" },
  [MDG_NODE_VALID] = { 8, "valid", "有効", "verify", "valid" },
  [MDG_NODE_INVALID] = { 8, "invalid", "無効", "verify", "none" },
  [MDG_NODE_REPLACED] = { 8, "replaced", "無効（新しい資格あり）", "verify", "none" },
  [MDG_NODE_NO_QUALIFICATION] = { 8, "no-qualification", "該当資格なし", "verify", "none" },
  [MDG_NODE_SEVERAL] = { 8, "several", "複数該当", "verify", "several" },
  [MDG_NODE_UNREGISTERED] = { 8, "unregistered", "有効（未登録・医療扶助）", "verify", "valid" },
  [MDG_NODE_DONE] = { 9, "done", "完了", "done", NULL },
  [MDG_NODE_PROCESSING] = { 9, "processing", "処理中", NULL, NULL },
  [MDG_NODE_FAILED] = { 9, "failed", "異常", NULL, NULL },
  [MDG_NODE_UNTOLD] = { 9, "untold", "不明", NULL, NULL },
};

/* The medical kinds, in the order in which the reader asks. */
static const struct
{
  MdgConsentKind kind;
  MdgReceptionNode given;
} asked[] = {
  { MDG_CONSENT_OPERATION, MDG_NODE_OPERATION_GIVEN },
  { MDG_CONSENT_DIAGNOSIS, MDG_NODE_DIAGNOSIS_GIVEN },
  { MDG_CONSENT_DRUGS, MDG_NODE_DRUGS_GIVEN },
  { MDG_CONSENT_CHECKUPS, MDG_NODE_CHECKUPS_GIVEN },
};

static MdgReceptionNode
card_node (const MdgReception *reception)
{
  switch (reception->reference)
    {
    case MDG_REFERENCE_MY_NUMBER:
      return MDG_NODE_MY_NUMBER;
    case MDG_REFERENCE_CERTIFICATE:
      return MDG_NODE_CERTIFICATE;
    default:
      return MDG_NODE_CARD_UNSAID;
    }
}

static MdgReceptionNode
end_node (const MdgReception *reception)
{
  switch (reception->outcome)
    {
    case MDG_OUTCOME_NORMAL:
      return MDG_NODE_DONE;
    case MDG_OUTCOME_PROCESSING:
      return MDG_NODE_PROCESSING;
    case MDG_OUTCOME_FAILED:
      return MDG_NODE_FAILED;
    default:
      return MDG_NODE_UNTOLD;
    }
}

static guint
add_diseases (const MdgReception *reception, MdgReceptionNode *nodes)
{
  guint consent = reception->consents[MDG_CONSENT_DISEASES];

  if (consent == MDG_CONSENT_UNSAID)
    return 0;
  nodes[0] = MDG_NODE_DISEASES_GIVEN + (consent != MDG_CONSENT_GIVEN);
  return 1;
}

static guint
add_consents (const MdgReception *reception, gboolean each, MdgReceptionNode *nodes)
{
  guint n = 0, n_asked = 0, n_given = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      guint consent = reception->consents[asked[i].kind];

      n_asked += consent != MDG_CONSENT_UNSAID;
      n_given += consent == MDG_CONSENT_GIVEN;
    }
  if (n_asked == 0)
    return 0;
  nodes[n++] = n_given == n_asked ? MDG_NODE_ALL : n_given > 0 ? MDG_NODE_SOME : MDG_NODE_NONE;
  each = nodes[0] == MDG_NODE_SOME || (each && nodes[0] == MDG_NODE_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (asked) && each; i++)
    {
      guint consent = reception->consents[asked[i].kind];

      if (consent != MDG_CONSENT_UNSAID)
        nodes[n++] = asked[i].given + (consent != MDG_CONSENT_GIVEN);
    }
  return n;
}

static guint
add_all (const MdgReception *reception, gboolean each, MdgReceptionNode *nodes)
{
  guint n = 0;

  nodes[n++] = card_node (reception);
  n += add_diseases (reception, nodes + n);
  n += add_consents (reception, each, nodes + n);
  if (reception->prescription == MDG_PRESCRIPTION_ELECTRONIC)
    nodes[n++] = MDG_NODE_ELECTRONIC;
  else if (reception->prescription == MDG_PRESCRIPTION_PAPER)
    nodes[n++] = MDG_NODE_PAPER;
  if (reception->validity >= MDG_VALIDITY_VALID && reception->validity <= MDG_VALIDITY_UNREGISTERED)
    nodes[n++] = MDG_NODE_VALID + (reception->validity - MDG_VALIDITY_VALID);
  nodes[n++] = end_node (reception);
  return n;
}

guint
mdg_reception_path (const MdgReception *reception, MdgReceptionNode *nodes)
{
  return add_all (reception, FALSE, nodes);
}

guint
mdg_reception_steps (const MdgReception *reception, MdgReceptionNode *nodes)
{
  return add_all (reception, TRUE, nodes);
}

const char *
mdg_reception_node_id (MdgReceptionNode node)
{
  g_return_val_if_fail (node < MDG_N_NODES, NULL);
  return nodes_known[node].id;
}

guint
mdg_reception_node_station (MdgReceptionNode node)
{
  g_return_val_if_fail (node < MDG_N_NODES, 0);
  return nodes_known[node].station;
}

const char *
mdg_reception_node_term (MdgReceptionNode node)
{
  g_return_val_if_fail (node < MDG_N_NODES, NULL);
  return nodes_known[node].term;
}

const char *
mdg_reception_node_in_flow (MdgReceptionNode node, const char **answer)
{
  g_return_val_if_fail (node < MDG_N_NODES, NULL);
  *answer = nodes_known[node].answer;
  return nodes_known[node].flow_node;
}
