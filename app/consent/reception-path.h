/* reception-path.h: the way of a reception through the consent flow, as far as its result file tells it ([1] p.12, E3): the
 * stations in their order, each with the choice that was made there. What was not asked, or not told, is no station of it. */
#pragma once

#include "consent/reception.h"

G_BEGIN_DECLS

typedef enum
{
  /* カード */
  MDG_NODE_MY_NUMBER,
  MDG_NODE_CERTIFICATE,
  MDG_NODE_CARD_UNSAID,
  /* 特定疾病療養受療証; of 限度額 the reader asks nothing (facts.md 6.3) */
  MDG_NODE_DISEASES_GIVEN,
  MDG_NODE_DISEASES_REFUSED,
  /* 全て同意 / 個別 / 同意しない, of the four medical kinds that were asked */
  MDG_NODE_ALL,
  MDG_NODE_SOME,
  MDG_NODE_NONE,
  /* after 個別: each kind by itself */
  MDG_NODE_OPERATION_GIVEN,
  MDG_NODE_OPERATION_REFUSED,
  MDG_NODE_DIAGNOSIS_GIVEN,
  MDG_NODE_DIAGNOSIS_REFUSED,
  MDG_NODE_DRUGS_GIVEN,
  MDG_NODE_DRUGS_REFUSED,
  MDG_NODE_CHECKUPS_GIVEN,
  MDG_NODE_CHECKUPS_REFUSED,
  /* 処方箋 */
  MDG_NODE_ELECTRONIC,
  MDG_NODE_PAPER,
  /* 資格確認 */
  MDG_NODE_VALID,
  MDG_NODE_INVALID,
  MDG_NODE_REPLACED,
  MDG_NODE_NO_QUALIFICATION,
  MDG_NODE_SEVERAL,
  MDG_NODE_UNREGISTERED,
  /* 完了 */
  MDG_NODE_DONE,
  MDG_NODE_PROCESSING,
  MDG_NODE_FAILED,
  MDG_NODE_UNTOLD, /* the file does not say how it ended, or in a code that nobody knows */
  MDG_N_NODES
} MdgReceptionNode;

/* Card, diseases, all-some-none, four kinds, prescription, qualification, end. */
#define MDG_PATH_MAX 10

/* @nodes: room for MDG_PATH_MAX. Returns: how many there are, two at least: the card and the end. */
guint mdg_reception_path (const MdgReception *reception, MdgReceptionNode *nodes);

/* The same, question by question: after 同意しない, which is no answer of the reader, each kind that was refused. */
guint mdg_reception_steps (const MdgReception *reception, MdgReceptionNode *nodes);

/* The node's stable name ("my-number"), and which station it belongs to, from 0. */
const char *mdg_reception_node_id (MdgReceptionNode node);
guint mdg_reception_node_station (MdgReceptionNode node);

/* The node of the consent flow (consent/flow.h) that it is an answer to, by id. @answer: (out) (nullable): that answer's id;
 * NULL: the node is an end. 「同意しない」 to everything is 個別 there. Returns: (nullable): NULL: no patient answers this, the
 * file alone tells it */
const char *mdg_reception_node_in_flow (MdgReceptionNode node, const char **answer);

/* The document's term, static. */
const char *mdg_reception_node_term (MdgReceptionNode node);

G_END_DECLS
