/* flow-check.c: what a consent flow must be, in all its variants.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-private.h"

#include <string.h>

#include "consent/flow-graph.h"

/* one node ------------------------------------------------------------------------------------ */

static gboolean
is_always (const MdgFlowWhen *when)
{
  for (guint i = 0; i < MDG_FLOW_OPTIONS_MAX; i++)
    if (when->allowed[i] != 0xFF)
      return FALSE;
  return TRUE;
}

static gboolean
check_answers (const MdgFlow *flow, guint n, GError **error)
{
  const MdgFlowNode *node = mdg_flow_node (flow, n);

  for (guint i = 0; i < node->answers->len; i++)
    for (guint k = 0; k < i; k++)
      if (strcmp (mdg_flow_answer (flow, n, i)->id, mdg_flow_answer (flow, n, k)->id) == 0)
        {
          mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: two answers of one id", node->id);
          return FALSE;
        }
  if (node->answers->len == 0 && node->kind != MDG_FLOW_END)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: a dead end", node->id);
  else if (node->answers->len > 0 && node->kind == MDG_FLOW_END)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: an end that goes on", node->id);
  else if (node->answers->len != 1 && node->kind == MDG_FLOW_STEP)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: a step with a choice", node->id);
  else if (node->answers->len < 2 && node->kind == MDG_FLOW_QUESTION)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: a question without choice", node->id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_node (const MdgFlow *flow, guint n, GError **error)
{
  const MdgFlowNode *node = mdg_flow_node (flow, n);

  if ((node->kind == MDG_FLOW_START) != (n == 0))
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: the first is the start, and it alone", node->id);
  else if (mdg_flow_find (flow, node->id) != n)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: two nodes of one id", node->id);
  else if (is_always (&node->when) != (node->skip == MDG_FLOW_NONE))
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: when and skip belong together", node->id);
  else
    return check_answers (flow, n, error);
  return FALSE;
}

/* circles ------------------------------------------------------------------------------------- */

typedef enum
{
  UNSEEN,
  OPEN,
  CLOSED
} Mark;

static gboolean
runs_in_a_circle (const MdgFlow *flow, guint n, Mark *marks)
{
  const MdgFlowNode *node = mdg_flow_node (flow, n);
  gboolean circle = FALSE;

  if (marks[n] != UNSEEN)
    return marks[n] == OPEN;
  marks[n] = OPEN;
  for (guint i = 0; i < node->answers->len && !circle; i++)
    circle = runs_in_a_circle (flow, mdg_flow_answer (flow, n, i)->to, marks);
  if (node->skip != MDG_FLOW_NONE && !circle)
    circle = runs_in_a_circle (flow, node->skip, marks);
  marks[n] = CLOSED;
  return circle;
}

static gboolean
check_circles (const MdgFlow *flow, GError **error)
{
  Mark marks[MDG_FLOW_NODES_MAX] = { UNSEEN };

  for (guint n = 0; n < flow->nodes->len; n++)
    if (runs_in_a_circle (flow, n, marks))
      {
        mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: it leads back to where it was",
                       mdg_flow_node (flow, n)->id);
        return FALSE;
      }
  return TRUE;
}

/* variants ------------------------------------------------------------------------------------ */

/* What was come to in some variant. */
typedef struct
{
  gboolean node[MDG_FLOW_NODES_MAX];
  gboolean answer[MDG_FLOW_NODES_MAX][MDG_FLOW_ANSWERS_MAX];
} Reached;

/* No node may go back to an earlier stage: the picture has a row for each. */
static gboolean
check_edge (const MdgFlow *flow, const MdgFlowEdge *edge, GError **error)
{
  if (mdg_flow_node (flow, edge->to)->stage >= mdg_flow_node (flow, edge->from)->stage)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: goes back to the stage before",
                 mdg_flow_node (flow, edge->from)->id);
  return FALSE;
}

static gboolean
check_shown (const MdgFlow *flow,
             const MdgFlowGraph *graph,
             const MdgFlowVariant *variant,
             guint n,
             GError **error)
{
  const MdgFlowNode *node = mdg_flow_node (flow, n);
  guint edges = 0;

  for (guint i = 0; i < node->answers->len; i++)
    edges += mdg_flow_graph_edge (graph, n, i) != NULL;
  if (edges == 0 && node->kind != MDG_FLOW_END)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: a dead end in a variant", node->id);
  else if (*mdg_flow_text (node->title, variant) == '\0'
           || *mdg_flow_text (node->words, variant) == '\0'
           || *mdg_flow_text (node->meaning, variant) == '\0'
           || *mdg_flow_text (node->after, variant) == '\0')
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: no words in a variant", node->id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_variant (const MdgFlow *flow, const MdgFlowVariant *variant, Reached *reached, GError **error)
{
  g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, variant);

  for (guint n = 0; n < flow->nodes->len; n++)
    {
      if (!graph->shown[n])
        continue;
      reached->node[n] = TRUE;
      if (!check_shown (flow, graph, variant, n, error))
        return FALSE;
    }
  for (guint i = 0; i < graph->edges->len; i++)
    {
      const MdgFlowEdge *edge = &g_array_index (graph->edges, MdgFlowEdge, i);

      reached->answer[edge->from][edge->answer] = TRUE;
      if (!check_edge (flow, edge, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_reached (const MdgFlow *flow, const Reached *reached, GError **error)
{
  for (guint n = 0; n < flow->nodes->len; n++)
    {
      gboolean all = reached->node[n];

      for (guint i = 0; i < mdg_flow_node (flow, n)->answers->len; i++)
        all = all && reached->answer[n][i];
      if (!all)
        {
          mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: no variant comes there, or answers so",
                         mdg_flow_node (flow, n)->id);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
mdg_flow_check (const MdgFlow *flow, GError **error)
{
  g_autofree Reached *reached = g_new0 (Reached, 1);
  MdgFlowVariant variant = { { 0 } };

  for (guint n = 0; n < flow->nodes->len; n++)
    if (!check_node (flow, n, error))
      return FALSE;
  if (!check_circles (flow, error))
    return FALSE;
  do
    if (!check_variant (flow, &variant, reached, error))
      return FALSE;
  while (mdg_flow_next_variant (flow, &variant));
  return check_reached (flow, reached, error);
}
