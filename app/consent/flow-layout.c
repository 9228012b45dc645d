/* flow-layout.c: sizes and places of a flow's boxes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-layout.h"

#include "consent/flow-frame.h"
#include "consent/flow-private.h"

#define TITLE_GAP 8.0 /* between title and answers */
#define ROW_GAP 5.0
#define HEAD_GAP 2.0 /* below a stage's title */
#define STAGE_WRAP 600.0

typedef struct
{
  const MdgFlow *flow;
  const MdgFlowGrid *grid;
  MdgFlowMeasure measure;
  gpointer data;
} Sizing;

typedef struct
{
  double width, height;
} Size;

static Size
size_of (const Sizing *s, const char *text, MdgFlowTextRole role, double wrap)
{
  Size size = { 0, 0 };

  s->measure (text, role, wrap, &size.width, &size.height, s->data);
  return size;
}

/* The largest of a title's wordings. */
static Size
title_size (const Sizing *s, const MdgFlowNode *node)
{
  Size largest = { 0, 0 };

  for (guint i = 0; i < node->title->len; i++)
    {
      Size size = size_of (s, ((MdgFlowCase *)node->title->pdata[i])->text, MDG_FLOW_TEXT_TITLE,
                           MDG_FLOW_TITLE_WRAP);
      largest.width = MAX (largest.width, size.width);
      largest.height = MAX (largest.height, size.height);
    }
  return largest;
}

static Size
answer_size (const Sizing *s, guint node, guint answer)
{
  Size size = size_of (s, mdg_flow_answer (s->flow, node, answer)->label, MDG_FLOW_TEXT_ANSWER,
                       MDG_FLOW_ANSWER_WRAP);

  size.width += 2 * MDG_FLOW_ROW_PAD;
  size.height += 2 * MDG_FLOW_ROW_LIFT;
  return size;
}

/* With all its answers, whatever the variant. */
static Size
node_size (const Sizing *s, guint n)
{
  const MdgFlowNode *node = mdg_flow_node (s->flow, n);
  Size size = title_size (s, node);

  for (guint i = 0; i < node->answers->len; i++)
    {
      Size row = answer_size (s, n, i);

      size.width = MAX (size.width, row.width);
      size.height += (i == 0 ? TITLE_GAP : ROW_GAP) + row.height;
    }
  size.width += 2 * MDG_FLOW_PAD;
  size.height += 2 * MDG_FLOW_PAD;
  return size;
}

/* the frame ----------------------------------------------------------------------------------- */

static void
frame_sizes (MdgFlowFrame *frame, const Sizing *s, const MdgFlowGraph *graph)
{
  for (guint n = 0; n < s->flow->nodes->len; n++)
    {
      const MdgFlowCell *cell = &s->grid->cells[n];
      MdgFlowStageFrame *stage = &frame->stages[cell->stage];
      Size size = node_size (s, n);

      stage->n_columns = s->grid->n_columns[cell->stage];
      stage->column_width[cell->column] = MAX (stage->column_width[cell->column], size.width);
      stage->lane_height[cell->lane] = MAX (stage->lane_height[cell->lane], size.height);
      if (graph->shown[n])
        stage->n_lanes = MAX (stage->n_lanes, cell->lane + 1);
    }
}

static void
frame_columns (MdgFlowFrame *frame, guint n_stages)
{
  for (guint i = 0; i < n_stages; i++)
    {
      MdgFlowStageFrame *stage = &frame->stages[i];
      double x = MDG_FLOW_MARGIN + MDG_FLOW_LEFT;

      for (guint c = 0; c < stage->n_columns; c++)
        {
          stage->column_x[c] = x;
          x += stage->column_width[c] + MDG_FLOW_CHANNEL;
        }
      stage->column_x[stage->n_columns] = x;
    }
}

/* Returns: where the next stage begins */
static double
place_stage (MdgFlowLayout *layout, MdgFlowStageFrame *stage, const Sizing *s, guint i, double top)
{
  const char *name = g_array_index (s->flow->stages, MdgFlowStage, i).name;
  Size title = size_of (s, name, MDG_FLOW_TEXT_STAGE, STAGE_WRAP);
  double y = top + title.height + HEAD_GAP + MDG_FLOW_GAP;
  MdgFlowBand band
      = { i,
          { MDG_FLOW_MARGIN + MDG_FLOW_LEFT, top, title.width, title.height },
          { MDG_FLOW_MARGIN, top, stage->column_x[stage->n_columns] - MDG_FLOW_MARGIN, 0 } };

  if (stage->n_lanes == 0)
    return top;
  for (guint lane = 0; lane < stage->n_lanes; lane++)
    {
      stage->lane_y[lane] = y;
      y += stage->lane_height[lane] + MDG_FLOW_GAP;
    }
  stage->lane_y[stage->n_lanes] = y;
  stage->foot_y = y;
  band.band.height = y + MDG_FLOW_FOOT - top;
  g_array_append_val (layout->bands, band);
  layout->width = MAX (layout->width, band.band.x + band.band.width + MDG_FLOW_MARGIN);
  layout->height = y + MDG_FLOW_FOOT + MDG_FLOW_MARGIN;
  return y + MDG_FLOW_FOOT;
}

/* boxes --------------------------------------------------------------------------------------- */

static void
place_rows (MdgFlowBox *box, const Sizing *s, const MdgFlowGraph *graph)
{
  double y = box->title.y + box->title.height + TITLE_GAP;

  for (guint i = 0; i < mdg_flow_node (s->flow, box->node)->answers->len; i++)
    {
      Size row = answer_size (s, box->node, i);

      if (mdg_flow_graph_edge (graph, box->node, i) == NULL)
        continue;
      box->answers[box->n_answers] = i;
      box->rows[box->n_answers++]
          = (MdgFlowRect){ box->title.x, y, box->box.width - 2 * MDG_FLOW_PAD, row.height };
      y += row.height + ROW_GAP;
    }
  box->box.height = (box->n_answers > 0 ? y - ROW_GAP : box->title.y + box->title.height)
                    + MDG_FLOW_PAD - box->box.y;
}

static void
place_box (MdgFlowLayout *layout,
           const MdgFlowFrame *frame,
           const Sizing *s,
           const MdgFlowGraph *graph,
           guint n)
{
  const MdgFlowCell *cell = &s->grid->cells[n];
  const MdgFlowStageFrame *stage = &frame->stages[cell->stage];
  MdgFlowBox box = { .node = n };

  box.box.x = stage->column_x[cell->column];
  box.box.y = stage->lane_y[cell->lane];
  box.box.width = stage->column_width[cell->column];
  box.title
      = (MdgFlowRect){ box.box.x + MDG_FLOW_PAD, box.box.y + MDG_FLOW_PAD, MDG_FLOW_TITLE_WRAP,
                       title_size (s, mdg_flow_node (s->flow, n)).height };
  place_rows (&box, s, graph);
  g_array_append_val (layout->boxes, box);
}

static void
route_clear (gpointer data)
{
  g_array_unref (((MdgFlowRoute *)data)->points);
}

MdgFlowLayout *
mdg_flow_layout_new (const MdgFlow *flow,
                     const MdgFlowGrid *grid,
                     const MdgFlowVariant *variant,
                     MdgFlowMeasure measure,
                     gpointer data)
{
  g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, variant);
  g_autofree MdgFlowFrame *frame = g_new0 (MdgFlowFrame, 1);
  MdgFlowLayout *layout = g_new0 (MdgFlowLayout, 1);
  Sizing s = { flow, grid, measure, data };
  double y = MDG_FLOW_MARGIN;

  layout->boxes = g_array_new (FALSE, TRUE, sizeof (MdgFlowBox));
  layout->bands = g_array_new (FALSE, TRUE, sizeof (MdgFlowBand));
  layout->routes = g_array_new (FALSE, TRUE, sizeof (MdgFlowRoute));
  g_array_set_clear_func (layout->routes, route_clear);
  frame_sizes (frame, &s, graph);
  frame_columns (frame, flow->stages->len);
  for (guint i = 0; i < flow->stages->len; i++)
    y = place_stage (layout, &frame->stages[i], &s, i, y);
  for (guint n = 0; n < flow->nodes->len; n++)
    if (graph->shown[n])
      place_box (layout, frame, &s, graph, n);
  mdg_flow_route (layout, grid, graph, frame);
  return layout;
}

void
mdg_flow_layout_free (MdgFlowLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->boxes);
  g_array_unref (layout->bands);
  g_array_unref (layout->routes);
  g_free (layout);
}

const MdgFlowBox *
mdg_flow_layout_box (const MdgFlowLayout *layout, guint node)
{
  for (guint i = 0; i < layout->boxes->len; i++)
    if (g_array_index (layout->boxes, MdgFlowBox, i).node == node)
      return &g_array_index (layout->boxes, MdgFlowBox, i);
  return NULL;
}

guint
mdg_flow_layout_at (const MdgFlowLayout *layout, double x, double y)
{
  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = &g_array_index (layout->boxes, MdgFlowBox, i);

      if (x >= box->box.x && x < box->box.x + box->box.width && y >= box->box.y
          && y < box->box.y + box->box.height)
        return box->node;
    }
  return MDG_FLOW_NONE;
}
