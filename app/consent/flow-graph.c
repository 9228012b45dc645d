/* flow-graph.c: the consent flow as one variant has it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-graph.h"

static MdgFlowGraph *
graph_alloc (void)
{
  MdgFlowGraph *graph = g_new0 (MdgFlowGraph, 1);

  graph->edges = g_array_new (FALSE, FALSE, sizeof (MdgFlowEdge));
  return graph;
}

void
mdg_flow_graph_free (MdgFlowGraph *graph)
{
  if (graph == NULL)
    return;
  g_array_unref (graph->edges);
  g_free (graph);
}

guint
mdg_flow_resolve (const MdgFlow *flow, const MdgFlowVariant *variant, guint node)
{
  for (guint tries = 0; tries <= flow->nodes->len && node != MDG_FLOW_NONE; tries++)
    {
      const MdgFlowNode *one = mdg_flow_node (flow, node);

      if (mdg_flow_when (&one->when, variant))
        return node;
      node = one->skip;
    }
  return MDG_FLOW_NONE;
}

static void
visit (MdgFlowGraph *graph, const MdgFlow *flow, const MdgFlowVariant *variant, guint node)
{
  if (node == MDG_FLOW_NONE || graph->shown[node])
    return;
  graph->shown[node] = TRUE;
  for (guint i = 0; i < mdg_flow_node (flow, node)->answers->len; i++)
    {
      const MdgFlowAnswer *answer = mdg_flow_answer (flow, node, i);

      if (mdg_flow_when (&answer->when, variant))
        visit (graph, flow, variant, mdg_flow_resolve (flow, variant, answer->to));
    }
}

MdgFlowGraph *
mdg_flow_graph_new (const MdgFlow *flow, const MdgFlowVariant *variant)
{
  MdgFlowGraph *graph = graph_alloc ();

  visit (graph, flow, variant, mdg_flow_resolve (flow, variant, 0));
  for (guint n = 0; n < flow->nodes->len; n++)
    for (guint i = 0; graph->shown[n] && i < mdg_flow_node (flow, n)->answers->len; i++)
      {
        const MdgFlowAnswer *answer = mdg_flow_answer (flow, n, i);
        MdgFlowEdge edge = { n, i, mdg_flow_resolve (flow, variant, answer->to) };

        if (mdg_flow_when (&answer->when, variant) && edge.to != MDG_FLOW_NONE)
          g_array_append_val (graph->edges, edge);
      }
  return graph;
}

MdgFlowGraph *
mdg_flow_graph_new_whole (const MdgFlow *flow)
{
  MdgFlowGraph *graph = graph_alloc ();

  for (guint n = 0; n < flow->nodes->len; n++)
    {
      graph->shown[n] = TRUE;
      for (guint i = 0; i < mdg_flow_node (flow, n)->answers->len; i++)
        {
          MdgFlowEdge edge = { n, i, mdg_flow_answer (flow, n, i)->to };
          g_array_append_val (graph->edges, edge);
        }
    }
  return graph;
}

const MdgFlowEdge *
mdg_flow_graph_edge (const MdgFlowGraph *graph, guint node, guint answer)
{
  for (guint i = 0; i < graph->edges->len; i++)
    {
      const MdgFlowEdge *edge = &g_array_index (graph->edges, MdgFlowEdge, i);

      if (edge->from == node && edge->answer == answer)
        return edge;
    }
  return NULL;
}
