/* flow-steps.c: going about in a consent flow's picture by keyboard and by ear.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/flow-steps.h"

#include <math.h>

static const MdgFlowEdge *
edge_at (const MdgFlowLayout *layout, guint i)
{
  return &g_array_index (layout->routes, MdgFlowRoute, i).edge;
}

/* The taken edge of those at @node, or else the first. */
static guint
along_edge (const MdgFlowLayout *layout, const MdgFlowTrace *trace, guint node, gboolean onwards)
{
  guint found = MDG_FLOW_NONE;

  for (guint i = 0; i < layout->routes->len; i++)
    {
      const MdgFlowEdge *edge = edge_at (layout, i);

      if ((onwards ? edge->from : edge->to) != node)
        continue;
      if (mdg_flow_trace_took (trace, edge->from, edge->answer))
        return onwards ? edge->to : edge->from;
      if (found == MDG_FLOW_NONE)
        found = onwards ? edge->to : edge->from;
    }
  return found;
}

static guint
nearest (const MdgFlowLayout *layout, guint node, gboolean down)
{
  const MdgFlowRect *here = &mdg_flow_layout_box (layout, node)->box;
  guint found = MDG_FLOW_NONE;
  double least = INFINITY;

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = &g_array_index (layout->boxes, MdgFlowBox, i);
      double dy = down ? box->box.y - here->y : here->y - box->box.y;
      double cost = dy + 2 * fabs (box->box.x - here->x);

      if (dy < 1 || cost >= least)
        continue;
      least = cost;
      found = box->node;
    }
  return found;
}

guint
mdg_flow_steps_next (const MdgFlowLayout *layout,
                     const MdgFlowTrace *trace,
                     guint node,
                     GtkDirectionType direction)
{
  switch (direction)
    {
    case GTK_DIR_RIGHT:
      return along_edge (layout, trace, node, TRUE);
    case GTK_DIR_LEFT:
      return along_edge (layout, trace, node, FALSE);
    case GTK_DIR_UP:
      return nearest (layout, node, FALSE);
    case GTK_DIR_DOWN:
      return nearest (layout, node, TRUE);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return MDG_FLOW_NONE;
    }
}

char *
mdg_flow_steps_describe (const MdgFlow *flow,
                         const MdgFlowLayout *layout,
                         const MdgFlowVariant *variant,
                         guint node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < layout->routes->len; i++)
    {
      const MdgFlowEdge *edge = edge_at (layout, i);

      if (edge->from == node)
        g_string_append_printf (text, "%s%s → %s", text->len > 0 ? "; " : "",
                                mdg_flow_answer (flow, node, edge->answer)->label,
                                mdg_flow_text (mdg_flow_node (flow, edge->to)->title, variant));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
