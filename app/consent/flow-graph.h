/* flow-graph.h: the consent flow (同意フロー) as one variant has it: what is left out is skipped, and every answer leads to the
 * node that really comes next. Any thread. */
#pragma once

#include "consent/flow.h"

G_BEGIN_DECLS

typedef struct
{
  guint from;
  guint answer; /* of @from, in the flow */
  guint to;
} MdgFlowEdge;

typedef struct
{
  gboolean shown[MDG_FLOW_NODES_MAX]; /* the nodes that can be come to */
  GArray *edges;                      /* of MdgFlowEdge; by node, then by answer */
} MdgFlowGraph;

/* Returns: (transfer full) */
MdgFlowGraph *mdg_flow_graph_new (const MdgFlow *flow, const MdgFlowVariant *variant);

/* All nodes, and every answer to the node that it names: what all variants are part of. */
MdgFlowGraph *mdg_flow_graph_new_whole (const MdgFlow *flow);
void mdg_flow_graph_free (MdgFlowGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFlowGraph, mdg_flow_graph_free)

/* What comes in @node's place in @variant; NONE: nothing does, which no checked flow has */
guint mdg_flow_resolve (const MdgFlow *flow, const MdgFlowVariant *variant, guint node);

/* The edge that @answer of @node is. Within the graph; (nullable) */
const MdgFlowEdge *mdg_flow_graph_edge (const MdgFlowGraph *graph, guint node, guint answer);

G_END_DECLS
