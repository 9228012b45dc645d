/* flow-trace.h: what of a consent flow (同意フロー) is lit in its picture: a walk's way, or what a reception tells of its own.
 * Plain struct; any thread. */
#pragma once

#include "consent/walk.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 visited;                /* bits by node */
  guint8 took[MDG_FLOW_NODES_MAX]; /* of each node: bits by answer */
  guint here;                     /* where it stands; NONE: nowhere */
} MdgFlowTrace;

G_STATIC_ASSERT (MDG_FLOW_NODES_MAX <= 64 && MDG_FLOW_ANSWERS_MAX <= 8);

/* The way of @walk so far. */
void mdg_flow_trace_walk (MdgFlowTrace *trace, const MdgWalk *walk);

/* @trace: (nullable): nothing is lit. */
gboolean mdg_flow_trace_visited (const MdgFlowTrace *trace, guint node);
gboolean mdg_flow_trace_took (const MdgFlowTrace *trace, guint node, guint answer);

G_END_DECLS
