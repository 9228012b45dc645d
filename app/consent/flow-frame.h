/* flow-frame.h: where columns, lanes and the room for edges between them are; what laying out and routing share. */
#pragma once

#include "consent/flow-layout.h"

G_BEGIN_DECLS

#define MDG_FLOW_MARGIN 16.0
#define MDG_FLOW_LEFT 30.0    /* left of the first column, for edges that come from a stage above */
#define MDG_FLOW_CHANNEL 64.0 /* between two columns */
#define MDG_FLOW_GAP 30.0     /* above, between and below the lanes */
#define MDG_FLOW_FOOT 26.0    /* below a stage, for edges to a stage below */
#define MDG_FLOW_ENTRY 20.0   /* from a box's top to where edges come in */

typedef struct
{
  double column_x[MDG_FLOW_NODES_MAX + 1];
  double column_width[MDG_FLOW_NODES_MAX + 1];
  double lane_y[MDG_FLOW_NODES_MAX + 1]; /* the last: below them all */
  double lane_height[MDG_FLOW_NODES_MAX + 1];
  guint n_columns;
  guint n_lanes; /* that this variant uses */
  double foot_y;
} MdgFlowStageFrame;

typedef struct
{
  MdgFlowStageFrame stages[MDG_FLOW_STAGES_MAX];
} MdgFlowFrame;

/* Fills in the layout's routes. */
void mdg_flow_route (MdgFlowLayout *layout, const MdgFlowGrid *grid, const MdgFlowGraph *graph,
                     const MdgFlowFrame *frame);

/* Of the layout's routes to different nodes; each place counts once. */
guint mdg_flow_count_crossings (const MdgFlowLayout *layout);

G_END_DECLS
