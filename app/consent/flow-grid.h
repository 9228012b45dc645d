/* flow-grid.h: the place of every node of a consent flow in rows (stages), columns and lanes. Made of all variants together,
 * so that a node keeps its place whatever else is shown. Any thread. */
#pragma once

#include "consent/flow.h"

G_BEGIN_DECLS

typedef struct
{
  guint stage;
  guint column; /* within the stage: the longest way to it */
  guint lane;
} MdgFlowCell;

typedef struct
{
  MdgFlowCell cells[MDG_FLOW_NODES_MAX]; /* by node */
  guint n_columns[MDG_FLOW_STAGES_MAX];
  guint n_lanes[MDG_FLOW_STAGES_MAX];
} MdgFlowGrid;

/* The same flow gives the same grid. Returns: (transfer full): for g_free() */
MdgFlowGrid *mdg_flow_grid_new (const MdgFlow *flow);

G_END_DECLS
