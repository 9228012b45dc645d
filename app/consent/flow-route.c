/* flow-route.c: the edges of a flow's picture. All edges to one node are a net and may run
 * together; different nets never lie on each other. Horizontal pieces run where no box is: in the
 * free lane of the net's node, or in a gap between lanes; vertical ones in the channel between two
 * columns. Each has its track there. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-frame.h"

#include <math.h>

#define ORDERS_MAX 5040 /* of the nets in a channel: all orders of 7 */

/* The edges to one node. */
typedef struct
{
  guint to;
  MdgFlowCell cell;  /* of that node */
  double entry_y;    /* where they come in */
  gboolean crosses;  /* some come from a stage above */
  gboolean is_long;  /* the net has a row */
  guint first, last; /* columns that the row passes, which must be free */
  guint gap;         /* NONE: the row is at entry_y */
  double row_y;
  double foot_y[MDG_FLOW_STAGES_MAX]; /* below the stages that they come from */
  double margin_x;
} Net;

/* A net's vertical piece in a channel. */
typedef struct
{
  guint net;
  double low, high;
  GArray *left; /* heights at which it goes on to the left */
  GArray *right;
  double x;
} Use;

typedef struct
{
  MdgFlowLayout *layout;
  const MdgFlowGrid *grid;
  const MdgFlowGraph *graph;
  const MdgFlowFrame *frame;
  GArray *nets; /* of Net */
  GArray
      *uses[MDG_FLOW_STAGES_MAX][MDG_FLOW_NODES_MAX]; /* of Use, by channel: right of that column */
} Router;

/* nets ---------------------------------------------------------------------------------------- */

static Net *
net_at (const Router *r, guint i)
{
  return &g_array_index (r->nets, Net, i);
}

static guint
net_to (Router *r, guint node)
{
  Net net = { .to = node, .cell = r->grid->cells[node], .gap = MDG_FLOW_NONE };

  for (guint i = 0; i < r->nets->len; i++)
    if (net_at (r, i)->to == node)
      return i;
  net.entry_y = mdg_flow_layout_box (r->layout, node)->box.y + MDG_FLOW_ENTRY;
  net.row_y = net.entry_y;
  net.first = net.last = net.cell.column;
  g_array_append_val (r->nets, net);
  return r->nets->len - 1;
}

static const MdgFlowEdge *
edge_at (const Router *r, guint i)
{
  return &g_array_index (r->graph->edges, MdgFlowEdge, i);
}

static void
note_edge (Router *r, const MdgFlowEdge *edge)
{
  const MdgFlowCell *from = &r->grid->cells[edge->from];
  Net *net = net_at (r, net_to (r, edge->to));

  if (from->stage != net->cell.stage)
    {
      net->crosses = TRUE;
      net->first = 0;
    }
  else if (from->column + 1 < net->cell.column)
    net->first = MIN (net->first, from->column + 1);
  net->is_long = net->first < net->cell.column;
  net->last = net->cell.column > 0 ? net->cell.column - 1 : 0;
}

static gboolean
lane_is_free (const Router *r, const Net *net)
{
  for (guint i = 0; i < r->layout->boxes->len; i++)
    {
      const MdgFlowCell *cell
          = &r->grid->cells[g_array_index (r->layout->boxes, MdgFlowBox, i).node];

      if (cell->stage == net->cell.stage && cell->lane == net->cell.lane
          && cell->column >= net->first && cell->column <= net->last)
        return FALSE;
    }
  return TRUE;
}

static double
gap_top (const MdgFlowStageFrame *stage, guint gap)
{
  return stage->lane_y[gap] - MDG_FLOW_GAP;
}

/* The middle of the row of the answer. */
static double
port_y (const Router *r, const MdgFlowEdge *edge)
{
  const MdgFlowBox *box = mdg_flow_layout_box (r->layout, edge->from);

  for (guint i = 0; i < box->n_answers; i++)
    if (box->answers[i] == edge->answer)
      return box->rows[i].y + box->rows[i].height / 2;
  g_assert_not_reached ();
}

/* How far up and down the net's edges go for that gap. */
static double
detour (const Router *r, const Net *net, double y)
{
  double way = fabs (y - net->entry_y);

  for (guint i = 0; i < r->graph->edges->len; i++)
    {
      const MdgFlowEdge *edge = edge_at (r, i);

      if (edge->to == net->to && r->grid->cells[edge->from].stage == net->cell.stage)
        way += fabs (y - port_y (r, edge));
    }
  return way;
}

static void
choose_row (Router *r, Net *net)
{
  const MdgFlowStageFrame *stage = &r->frame->stages[net->cell.stage];
  double best = INFINITY;

  if (!net->is_long || lane_is_free (r, net))
    return;
  for (guint gap = 0; gap <= stage->n_lanes; gap++)
    {
      double way = detour (r, net, gap_top (stage, gap) + MDG_FLOW_GAP / 2);

      if (way < best)
        {
          best = way;
          net->gap = gap;
        }
    }
}

static gboolean
share_columns (const Net *a, const Net *b)
{
  /* The channel before the first column and the one after the last belong to it. */
  return a->first <= b->last + 1 && b->first <= a->last + 1;
}

/* Each row in a gap gets the first track that no row beside it has. */
static void
place_rows (Router *r)
{
  guint track[MDG_FLOW_NODES_MAX];
  guint n_tracks[MDG_FLOW_STAGES_MAX][MDG_FLOW_NODES_MAX + 1] = { { 0 } };

  for (guint i = 0; i < r->nets->len; i++)
    {
      const Net *net = net_at (r, i);

      track[i] = 0;
      if (net->gap == MDG_FLOW_NONE)
        continue;
      for (guint k = 0; k < i; k++)
        {
          const Net *other = net_at (r, k);
          if (other->gap == net->gap && other->cell.stage == net->cell.stage
              && share_columns (net, other))
            track[i] = MAX (track[i], track[k] + 1);
        }
      n_tracks[net->cell.stage][net->gap] = MAX (n_tracks[net->cell.stage][net->gap], track[i] + 1);
    }
  for (guint i = 0; i < r->nets->len; i++)
    {
      Net *net = net_at (r, i);
      if (net->gap != MDG_FLOW_NONE)
        net->row_y = gap_top (&r->frame->stages[net->cell.stage], net->gap)
                     + MDG_FLOW_GAP * (track[i] + 1) / (n_tracks[net->cell.stage][net->gap] + 1);
    }
}

/* Edges to a stage below run below their own, then down the left margin. */
static void
place_crossing (Router *r)
{
  guint n = 0, i = 0;

  for (guint k = 0; k < r->nets->len; k++)
    n += net_at (r, k)->crosses;
  for (guint k = 0; k < r->nets->len; k++)
    {
      Net *net = net_at (r, k);

      if (!net->crosses)
        continue;
      i++;
      net->margin_x = MDG_FLOW_MARGIN + MDG_FLOW_LEFT * i / (n + 1);
      for (guint stage = 0; stage < net->cell.stage; stage++)
        net->foot_y[stage] = r->frame->stages[stage].foot_y + MDG_FLOW_FOOT * (n + 1 - i) / (n + 1);
    }
}

/* channels ------------------------------------------------------------------------------------ */

static void
use_clear (gpointer data)
{
  Use *use = data;

  g_array_unref (use->left);
  g_array_unref (use->right);
}

static Use *
use_of (Router *r, guint stage, guint channel, guint net)
{
  GArray **uses = &r->uses[stage][channel];
  Use use = { .net = net, .low = INFINITY, .high = -INFINITY };

  if (*uses == NULL)
    {
      *uses = g_array_new (FALSE, TRUE, sizeof (Use));
      g_array_set_clear_func (*uses, use_clear);
    }
  for (guint i = 0; i < (*uses)->len; i++)
    if (g_array_index (*uses, Use, i).net == net)
      return &g_array_index (*uses, Use, i);
  use.left = g_array_new (FALSE, FALSE, sizeof (double));
  use.right = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (*uses, use);
  return &g_array_index (*uses, Use, (*uses)->len - 1);
}

static void
use_add (Use *use, gboolean left, double y)
{
  g_array_append_val (left ? use->left : use->right, y);
  use->low = fmin (use->low, y);
  use->high = fmax (use->high, y);
}

static void
use_channels (Router *r, const MdgFlowEdge *edge)
{
  const MdgFlowCell *from = &r->grid->cells[edge->from];
  guint number = net_to (r, edge->to);
  const Net *net = net_at (r, number);
  gboolean crosses = from->stage != net->cell.stage;
  gboolean next = !crosses && from->column + 1 == net->cell.column;
  Use *use = use_of (r, from->stage, from->column, number);

  use_add (use, TRUE, port_y (r, edge));
  if (crosses)
    use_add (use, TRUE, net->foot_y[from->stage]);
  else
    use_add (use, FALSE, next ? net->entry_y : net->row_y);
  if (next || net->cell.column == 0)
    return;
  use = use_of (r, net->cell.stage, net->cell.column - 1, number);
  use_add (use, TRUE, net->row_y);
  use_add (use, FALSE, net->entry_y);
}

static guint
count_between (const GArray *heights, double low, double high)
{
  guint n = 0;

  for (guint i = 0; i < heights->len; i++)
    {
      double y = g_array_index (heights, double, i);
      n += y > low && y < high;
    }
  return n;
}

/* Crossings in the channel when @left's track is left of @right's. */
static guint
cost_of_pair (const Use *left, const Use *right)
{
  return count_between (right->left, left->low, left->high)
         + count_between (left->right, right->low, right->high);
}

static guint
cost_of_order (const GArray *uses, const guint *order)
{
  guint cost = 0;

  for (guint i = 0; i < uses->len; i++)
    for (guint k = i + 1; k < uses->len; k++)
      cost += cost_of_pair (&g_array_index (uses, Use, order[i]),
                            &g_array_index (uses, Use, order[k]));
  return cost;
}

static void
swap (guint *a, guint *b)
{
  guint kept = *a;

  *a = *b;
  *b = kept;
}

/* The next permutation in lexical order; FALSE after the last. */
static gboolean
next_order (guint *order, guint n)
{
  guint i = n - 1, k = n - 1;

  while (i > 0 && order[i - 1] >= order[i])
    i--;
  if (i == 0)
    return FALSE;
  while (order[k] <= order[i - 1])
    k--;
  swap (&order[i - 1], &order[k]);
  for (guint a = i, b = n - 1; a < b; a++, b--)
    swap (&order[a], &order[b]);
  return TRUE;
}

static void
place_channel (const Router *r, GArray *uses, guint stage, guint channel)
{
  const MdgFlowStageFrame *frame = &r->frame->stages[stage];
  double from = frame->column_x[channel] + frame->column_width[channel];
  g_autofree guint *order = g_new (guint, uses->len);
  g_autofree guint *best = NULL;
  guint least = G_MAXUINT;
  guint tried = 0;

  for (guint i = 0; i < uses->len; i++)
    order[i] = i;
  do
    {
      guint cost = cost_of_order (uses, order);

      if (cost >= least)
        continue;
      least = cost;
      g_free (best);
      best = g_memdup2 (order, uses->len * sizeof *order);
    }
  while (++tried < ORDERS_MAX && least > 0 && next_order (order, uses->len));
  for (guint i = 0; i < uses->len; i++)
    g_array_index (uses, Use, best[i]).x = from + MDG_FLOW_CHANNEL * (i + 1) / (uses->len + 1);
}

/* points -------------------------------------------------------------------------------------- */

/* Points on the way straight on are left out. */
static void
add_point (GArray *points, double x, double y)
{
  MdgFlowPoint point = { x, y };

  for (guint n = points->len; n >= 1; n = points->len)
    {
      const MdgFlowPoint *last = &g_array_index (points, MdgFlowPoint, n - 1);
      const MdgFlowPoint *before = n >= 2 ? last - 1 : NULL;
      gboolean same = fabs (last->x - x) < 0.01 && fabs (last->y - y) < 0.01;

      if (same)
        return;
      if (before == NULL
          || !((fabs (before->x - last->x) < 0.01 && fabs (last->x - x) < 0.01)
               || (fabs (before->y - last->y) < 0.01 && fabs (last->y - y) < 0.01)))
        break;
      g_array_set_size (points, n - 1);
    }
  g_array_append_val (points, point);
}

static void
draw_edge (Router *r, const MdgFlowEdge *edge)
{
  const MdgFlowCell *from = &r->grid->cells[edge->from];
  const MdgFlowBox *source = mdg_flow_layout_box (r->layout, edge->from);
  guint number = net_to (r, edge->to);
  const Net *net = net_at (r, number);
  MdgFlowRoute route = { *edge, g_array_new (FALSE, FALSE, sizeof (MdgFlowPoint)) };
  double x = use_of (r, from->stage, from->column, number)->x;
  double y = port_y (r, edge);

  add_point (route.points, source->box.x + source->box.width, y);
  add_point (route.points, x, y);
  if (from->stage != net->cell.stage)
    {
      add_point (route.points, x, net->foot_y[from->stage]);
      add_point (route.points, net->margin_x, net->foot_y[from->stage]);
      add_point (route.points, net->margin_x, net->row_y);
      x = net->margin_x;
    }
  else if (from->column + 1 < net->cell.column)
    add_point (route.points, x, net->row_y);
  if (net->cell.column > 0
      && (from->stage != net->cell.stage || from->column + 1 < net->cell.column))
    {
      x = use_of (r, net->cell.stage, net->cell.column - 1, number)->x;
      add_point (route.points, x, net->row_y);
    }
  add_point (route.points, x, net->entry_y);
  add_point (route.points, mdg_flow_layout_box (r->layout, edge->to)->box.x, net->entry_y);
  g_array_append_val (r->layout->routes, route);
}

void
mdg_flow_route (MdgFlowLayout *layout,
                const MdgFlowGrid *grid,
                const MdgFlowGraph *graph,
                const MdgFlowFrame *frame)
{
  g_autoptr (GArray) nets = g_array_new (FALSE, TRUE, sizeof (Net));
  Router r = { layout, grid, graph, frame, nets, { { NULL } } };

  for (guint i = 0; i < graph->edges->len; i++)
    note_edge (&r, edge_at (&r, i));
  for (guint i = 0; i < nets->len; i++)
    choose_row (&r, net_at (&r, i));
  place_rows (&r);
  place_crossing (&r);
  for (guint i = 0; i < graph->edges->len; i++)
    use_channels (&r, edge_at (&r, i));
  for (guint s = 0; s < MDG_FLOW_STAGES_MAX; s++)
    for (guint c = 0; c < MDG_FLOW_NODES_MAX; c++)
      if (r.uses[s][c] != NULL)
        place_channel (&r, r.uses[s][c], s, c);
  for (guint i = 0; i < graph->edges->len; i++)
    draw_edge (&r, edge_at (&r, i));
  layout->n_crossings = mdg_flow_count_crossings (layout);
  for (guint s = 0; s < MDG_FLOW_STAGES_MAX; s++)
    for (guint c = 0; c < MDG_FLOW_NODES_MAX; c++)
      g_clear_pointer (&r.uses[s][c], g_array_unref);
}
