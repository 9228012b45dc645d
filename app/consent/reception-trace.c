/* reception-trace.c: the way of a reception on the picture of the consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-trace.h"

/* How many ways lead from each node to one of them. */
typedef struct
{
  const MdgFlowGraph *graph;
  gint64 n[MDG_FLOW_NODES_MAX]; /* -1: not counted yet */
} Ways;

static const MdgFlowEdge *
edge_at (const MdgFlowGraph *graph, guint i)
{
  return &g_array_index (graph->edges, MdgFlowEdge, i);
}

/* The flow has no circle. */
static gint64
count_ways (Ways *ways, guint from)
{
  if (ways->n[from] < 0)
    {
      ways->n[from] = 0;
      for (guint i = 0; i < ways->graph->edges->len; i++)
        if (edge_at (ways->graph, i)->from == from)
          ways->n[from] += count_ways (ways, edge_at (ways->graph, i)->to);
    }
  return ways->n[from];
}

static void
ways_init (Ways *ways, const MdgFlowGraph *graph, guint to)
{
  ways->graph = graph;
  for (guint i = 0; i < MDG_FLOW_NODES_MAX; i++)
    ways->n[i] = -1;
  ways->n[to] = 1;
}

static gint64
count_between (const MdgFlowGraph *graph, guint from, guint to)
{
  Ways ways;

  ways_init (&ways, graph, to);
  return count_ways (&ways, from);
}

/* Lights what every way from @from to @to leads through. Returns: whether there is a way */
static gboolean
light_between (MdgFlowTrace *trace, const MdgFlowGraph *graph, guint from, guint to)
{
  Ways ways;
  gint64 all;

  ways_init (&ways, graph, to);
  all = count_ways (&ways, from);
  for (guint i = 0; all > 0 && i < graph->edges->len; i++)
    {
      const MdgFlowEdge *edge = edge_at (graph, i);
      gint64 here = count_between (graph, from, edge->from);

      if (here * count_ways (&ways, edge->from) == all)
        trace->visited |= G_GUINT64_CONSTANT (1) << edge->from;
      if (here * count_ways (&ways, edge->to) == all)
        trace->took[edge->from] |= (guint8)(1u << edge->answer);
    }
  if (all > 0)
    trace->visited |= G_GUINT64_CONSTANT (1) << to;
  return all > 0;
}

/* Of @answer_id at @node. (nullable) */
static const MdgFlowEdge *
find_edge (const MdgFlow *flow, const MdgFlowGraph *graph, guint node, const char *answer_id)
{
  const GArray *answers = mdg_flow_node (flow, node)->answers;

  for (guint i = 0; answer_id != NULL && i < answers->len; i++)
    if (g_str_equal (g_array_index (answers, MdgFlowAnswer, i).id, answer_id))
      return mdg_flow_graph_edge (graph, node, i);
  return NULL;
}

void
mdg_reception_trace (const MdgFlow *flow, const MdgReception *reception, MdgFlowTrace *trace)
{
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, &variant);
  MdgReceptionNode nodes[MDG_PATH_MAX];
  guint n = mdg_reception_steps (reception, nodes);
  guint at = MDG_FLOW_NONE; /* where the last answer led */

  *trace = (MdgFlowTrace){ .here = MDG_FLOW_NONE };
  for (guint i = 0; i < n; i++)
    {
      const char *answer;
      const char *id = mdg_reception_node_in_flow (nodes[i], &answer);
      guint node = id != NULL ? mdg_flow_find (flow, id) : MDG_FLOW_NONE;
      const MdgFlowEdge *edge;

      /* What no way leads to from there was not asked on the reader. */
      if (node == MDG_FLOW_NONE || !graph->shown[node]
          || (at != MDG_FLOW_NONE && !light_between (trace, graph, at, node)))
        continue;
      trace->visited |= G_GUINT64_CONSTANT (1) << node;
      edge = find_edge (flow, graph, node, answer);
      if (edge != NULL)
        trace->took[node] |= (guint8)(1u << edge->answer);
      at = edge != NULL ? edge->to : node;
      if (mdg_flow_node (flow, at)->kind == MDG_FLOW_END)
        trace->visited |= G_GUINT64_CONSTANT (1) << at;
    }
}
