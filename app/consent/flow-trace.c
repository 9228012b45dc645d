/* flow-trace.c: what of a consent flow is lit in its picture.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-trace.h"

void
mdg_flow_trace_walk (MdgFlowTrace *trace, const MdgWalk *walk)
{
  const GArray *steps = mdg_walk_get_steps (walk);

  *trace = (MdgFlowTrace){ .here = mdg_walk_get_node (walk) };
  trace->visited = G_GUINT64_CONSTANT (1) << trace->here;
  for (guint i = 0; i < steps->len; i++)
    {
      const MdgWalkStep *step = &g_array_index (steps, MdgWalkStep, i);

      trace->visited |= G_GUINT64_CONSTANT (1) << step->node;
      trace->took[step->node] |= (guint8)(1u << step->answer);
    }
}

gboolean
mdg_flow_trace_visited (const MdgFlowTrace *trace, guint node)
{
  return trace != NULL && (trace->visited >> node & 1) != 0;
}

gboolean
mdg_flow_trace_took (const MdgFlowTrace *trace, guint node, guint answer)
{
  return trace != NULL && (trace->took[node] >> answer & 1) != 0;
}
