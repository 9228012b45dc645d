/* flow-grid.c: columns by the longest way; lanes in an order with few crossings (Sugiyama's way:
 * long edges get a dummy in every column they pass; sweeps by the neighbours' barycentre; the best
 * order seen is kept). SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-grid.h"

#include "consent/flow-graph.h"

#define SWEEPS 8

/* columns ------------------------------------------------------------------------------------- */

/* Every way from node to node that some variant has. */
static void
collect_ways (const MdgFlow *flow, gboolean ways[MDG_FLOW_NODES_MAX][MDG_FLOW_NODES_MAX])
{
  MdgFlowVariant variant = { { 0 } };

  do
    {
      g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, &variant);

      for (guint i = 0; i < graph->edges->len; i++)
        {
          const MdgFlowEdge *edge = &g_array_index (graph->edges, MdgFlowEdge, i);
          ways[edge->from][edge->to] = TRUE;
        }
    }
  while (mdg_flow_next_variant (flow, &variant));
}

/* There are no circles: after as many rounds as there are nodes nothing moves any more. */
static void
find_columns (const MdgFlow *flow, MdgFlowGrid *grid)
{
  g_autofree gboolean (*ways)[MDG_FLOW_NODES_MAX]
      = g_malloc0 (sizeof (gboolean) * MDG_FLOW_NODES_MAX * MDG_FLOW_NODES_MAX);
  gboolean moved = TRUE;

  collect_ways (flow, ways);
  for (guint n = 0; n < flow->nodes->len; n++)
    grid->cells[n].stage = mdg_flow_node (flow, n)->stage;
  for (guint round = 0; moved && round < flow->nodes->len; round++)
    {
      moved = FALSE;
      for (guint a = 0; a < flow->nodes->len; a++)
        for (guint b = 0; b < flow->nodes->len; b++)
          if (ways[a][b] && grid->cells[a].stage == grid->cells[b].stage
              && grid->cells[b].column <= grid->cells[a].column)
            {
              grid->cells[b].column = grid->cells[a].column + 1;
              moved = TRUE;
            }
    }
  for (guint n = 0; n < flow->nodes->len; n++)
    {
      guint *columns = &grid->n_columns[grid->cells[n].stage];
      *columns = MAX (*columns, grid->cells[n].column + 1);
    }
}

/* order --------------------------------------------------------------------------------------- */

/* A node, or a dummy on an edge. */
typedef struct
{
  guint node; /* NONE: a dummy */
  guint column;
  guint place; /* in its column's order */
  double wish;
} Item;

/* An edge from one column to the next. */
typedef struct
{
  guint from; /* items */
  guint to;
} Link;

typedef struct
{
  GArray *items;
  GArray *links;
  guint n_columns;
} Order;

static Item *
item_at (const Order *order, guint i)
{
  return &g_array_index (order->items, Item, i);
}

static guint
add_item (Order *order, guint node, guint column)
{
  Item item = { .node = node, .column = column };

  for (guint i = 0; i < order->items->len; i++)
    item.place += item_at (order, i)->column == column;
  g_array_append_val (order->items, item);
  return order->items->len - 1;
}

static void
add_edge (Order *order, guint from, guint to, guint *item_of)
{
  guint last = item_of[from];
  guint end = item_at (order, item_of[to])->column;

  for (guint column = item_at (order, last)->column + 1; column <= end; column++)
    {
      Link link = { last, column < end ? add_item (order, MDG_FLOW_NONE, column) : item_of[to] };

      g_array_append_val (order->links, link);
      last = link.to;
    }
}

static void
order_fill (Order *order, const MdgFlow *flow, const MdgFlowGrid *grid, guint stage)
{
  g_autoptr (MdgFlowGraph) whole = mdg_flow_graph_new_whole (flow);
  guint item_of[MDG_FLOW_NODES_MAX];

  for (guint n = 0; n < flow->nodes->len; n++)
    if (grid->cells[n].stage == stage)
      item_of[n] = add_item (order, n, grid->cells[n].column);
  for (guint i = 0; i < whole->edges->len; i++)
    {
      const MdgFlowEdge *edge = &g_array_index (whole->edges, MdgFlowEdge, i);
      gboolean again = FALSE;

      for (guint k = 0; k < i && !again; k++)
        again = g_array_index (whole->edges, MdgFlowEdge, k).from == edge->from
                && g_array_index (whole->edges, MdgFlowEdge, k).to == edge->to;
      if (!again && grid->cells[edge->from].stage == stage && grid->cells[edge->to].stage == stage)
        add_edge (order, edge->from, edge->to, item_of);
    }
}

static guint
count_crossings (const Order *order)
{
  guint n = 0;

  for (guint i = 0; i < order->links->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Link *a = &g_array_index (order->links, Link, i);
        const Link *b = &g_array_index (order->links, Link, k);
        const Item *a1 = item_at (order, a->from), *a2 = item_at (order, a->to);
        const Item *b1 = item_at (order, b->from), *b2 = item_at (order, b->to);

        n += a1->column == b1->column
             && ((a1->place < b1->place && a2->place > b2->place)
                 || (a1->place > b1->place && a2->place < b2->place));
      }
  return n;
}

/* The mean place of the neighbours on one side; where it is, when there are none. */
static void
wish (Order *order, guint column, gboolean left)
{
  for (guint i = 0; i < order->items->len; i++)
    {
      Item *item = item_at (order, i);
      double sum = 0;
      guint n = 0;

      if (item->column != column)
        continue;
      for (guint k = 0; k < order->links->len; k++)
        {
          const Link *link = &g_array_index (order->links, Link, k);

          if ((left ? link->to : link->from) != i)
            continue;
          sum += item_at (order, left ? link->from : link->to)->place;
          n++;
        }
      item->wish = n > 0 ? sum / n : item->place;
    }
}

static gboolean
comes_before (const Item *a, const Item *b)
{
  return a->wish < b->wish || (a->wish <= b->wish && a->place < b->place);
}

static void
sort_column (Order *order, guint column)
{
  g_autofree guint *places = g_new0 (guint, order->items->len);

  for (guint i = 0; i < order->items->len; i++)
    for (guint k = 0; k < order->items->len; k++)
      if (i != k && item_at (order, i)->column == column && item_at (order, k)->column == column)
        places[i] += comes_before (item_at (order, k), item_at (order, i));
  for (guint i = 0; i < order->items->len; i++)
    if (item_at (order, i)->column == column)
      item_at (order, i)->place = places[i];
}

static void
sweep (Order *order, gboolean to_the_right)
{
  for (guint i = 1; i < order->n_columns; i++)
    {
      guint column = to_the_right ? i : order->n_columns - 1 - i;

      wish (order, column, to_the_right);
      sort_column (order, column);
    }
}

static void
order_improve (Order *order)
{
  g_autofree guint *best = g_new (guint, order->items->len);
  guint least = G_MAXUINT;

  for (guint turn = 0; turn <= SWEEPS; turn++)
    {
      guint crossings = count_crossings (order);

      for (guint i = 0; crossings < least && i < order->items->len; i++)
        best[i] = item_at (order, i)->place;
      least = MIN (least, crossings);
      sweep (order, turn % 2 == 0);
    }
  for (guint i = 0; i < order->items->len; i++)
    item_at (order, i)->place = best[i];
}

/* lanes --------------------------------------------------------------------------------------- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return (x > y) - (x < y);
}

/* The lower median of the lanes that lead to @node from columns before. */
static guint
wished_lane (const MdgFlowGrid *grid, const MdgFlowGraph *whole, guint node)
{
  guint lanes[MDG_FLOW_NODES_MAX * MDG_FLOW_ANSWERS_MAX];
  guint n = 0;

  for (guint i = 0; i < whole->edges->len; i++)
    {
      const MdgFlowEdge *edge = &g_array_index (whole->edges, MdgFlowEdge, i);

      if (edge->to == node && grid->cells[edge->from].stage == grid->cells[node].stage)
        lanes[n++] = grid->cells[edge->from].lane;
    }
  if (n == 0)
    return 0;
  qsort (lanes, n, sizeof lanes[0], compare_numbers);
  return lanes[(n - 1) / 2];
}

static void
find_lanes (const MdgFlow *flow, MdgFlowGrid *grid, const Order *order, guint stage)
{
  g_autoptr (MdgFlowGraph) whole = mdg_flow_graph_new_whole (flow);

  for (guint column = 0; column < order->n_columns; column++)
    {
      guint next = 0;

      for (guint place = 0; place < order->items->len; place++)
        for (guint i = 0; i < order->items->len; i++)
          {
            const Item *item = item_at (order, i);

            if (item->column != column || item->place != place || item->node == MDG_FLOW_NONE)
              continue;
            grid->cells[item->node].lane = MAX (next, wished_lane (grid, whole, item->node));
            next = grid->cells[item->node].lane + 1;
          }
      grid->n_lanes[stage] = MAX (grid->n_lanes[stage], next);
    }
}

MdgFlowGrid *
mdg_flow_grid_new (const MdgFlow *flow)
{
  MdgFlowGrid *grid = g_new0 (MdgFlowGrid, 1);

  find_columns (flow, grid);
  for (guint stage = 0; stage < flow->stages->len; stage++)
    {
      g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
      g_autoptr (GArray) links = g_array_new (FALSE, TRUE, sizeof (Link));
      Order order = { items, links, grid->n_columns[stage] };

      order_fill (&order, flow, grid, stage);
      order_improve (&order);
      find_lanes (flow, grid, &order, stage);
    }
  return grid;
}
