/* test-flow-layout.c: the geometry of the consent flow's picture, in all variants: nothing lies on
 * anything else, nothing moves, few edges cross. Goldens: tests/data/consent;
 * MADOGUCHI_WRITE_GOLDEN=1 writes them anew. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-layout.h"

#include <math.h>
#include <string.h>

#define MOST_CROSSINGS 12 /* of the variant with the most */

/* Letters of a fixed size, half as wide when ASCII, broken anywhere: what a layout is made of must
 * not depend on the machine's fonts. */
static void
measure (const char *text,
         MdgFlowTextRole role,
         double wrap,
         double *width,
         double *height,
         gpointer data)
{
  double size = role == MDG_FLOW_TEXT_ANSWER ? 12 : 13;
  double line = 0;
  guint lines = 1;

  *width = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      double letter = (guchar)*c < 0x80 ? size / 2 : size;

      if (line + letter > wrap)
        {
          lines++;
          line = 0;
        }
      line += letter;
      *width = fmax (*width, line);
    }
  *height = lines * 18;
}

static const MdgFlowPoint *
point_at (const MdgFlowRoute *route, guint i)
{
  return &g_array_index (route->points, MdgFlowPoint, i);
}

static const MdgFlowBox *
box_at (const MdgFlowLayout *layout, guint i)
{
  return &g_array_index (layout->boxes, MdgFlowBox, i);
}

static const MdgFlowRoute *
route_at (const MdgFlowLayout *layout, guint i)
{
  return &g_array_index (layout->routes, MdgFlowRoute, i);
}

static gboolean
overlap (const MdgFlowRect *a, const MdgFlowRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static gboolean
contains (const MdgFlowRect *a, const MdgFlowRect *b)
{
  return b->x >= a->x && b->y >= a->y && b->x + b->width <= a->x + a->width + 0.01
         && b->y + b->height <= a->y + a->height + 0.01;
}

/* boxes --------------------------------------------------------------------------------------- */

static void
check_box (const MdgFlow *flow, const MdgFlowVariant *variant, const MdgFlowBox *box)
{
  double width, height;

  measure (mdg_flow_text (mdg_flow_node (flow, box->node)->title, variant), MDG_FLOW_TEXT_TITLE,
           MDG_FLOW_TITLE_WRAP, &width, &height, NULL);
  g_assert_cmpfloat (width, <=, box->box.width - 2 * MDG_FLOW_PAD);
  g_assert_cmpfloat (height, <=, box->title.height);
  for (guint i = 0; i < box->n_answers; i++)
    {
      g_assert_true (contains (&box->box, &box->rows[i]));
      g_assert_false (overlap (&box->title, &box->rows[i]));
      if (i > 0)
        g_assert_false (overlap (&box->rows[i - 1], &box->rows[i]));
      measure (mdg_flow_answer (flow, box->node, box->answers[i])->label, MDG_FLOW_TEXT_ANSWER,
               MDG_FLOW_ANSWER_WRAP, &width, &height, NULL);
      g_assert_cmpfloat (width, <=, box->rows[i].width - 2 * MDG_FLOW_ROW_PAD);
      g_assert_cmpfloat (height, <=, box->rows[i].height);
    }
}

static void
check_boxes (const MdgFlow *flow, const MdgFlowVariant *variant, const MdgFlowLayout *layout)
{
  MdgFlowRect page = { 0, 0, layout->width, layout->height };

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      check_box (flow, variant, box_at (layout, i));
      g_assert_true (contains (&page, &box_at (layout, i)->box));
      for (guint k = 0; k < i; k++)
        g_assert_false (overlap (&box_at (layout, i)->box, &box_at (layout, k)->box));
      for (guint b = 0; b < layout->bands->len; b++)
        g_assert_false (overlap (&box_at (layout, i)->box,
                                 &g_array_index (layout->bands, MdgFlowBand, b).title));
    }
}

/* edges --------------------------------------------------------------------------------------- */

static MdgFlowRect
piece_of (const MdgFlowRoute *route, guint i)
{
  const MdgFlowPoint *a = point_at (route, i), *b = point_at (route, i + 1);

  return (MdgFlowRect){ fmin (a->x, b->x), fmin (a->y, b->y), fabs (a->x - b->x),
                        fabs (a->y - b->y) };
}

/* It begins at its answer, ends at the next box, and goes straight on or bends by a right angle. */
static void
check_route (const MdgFlowLayout *layout, const MdgFlowRoute *route)
{
  const MdgFlowBox *from = mdg_flow_layout_box (layout, route->edge.from);
  const MdgFlowBox *to = mdg_flow_layout_box (layout, route->edge.to);
  const MdgFlowPoint *first = point_at (route, 0);
  const MdgFlowPoint *last = point_at (route, route->points->len - 1);
  gboolean begins = FALSE;

  for (guint i = 0; i < from->n_answers; i++)
    begins = begins
             || (from->answers[i] == route->edge.answer && first->y > from->rows[i].y
                 && first->y < from->rows[i].y + from->rows[i].height);
  g_assert_true (begins);
  g_assert_cmpfloat_with_epsilon (first->x, from->box.x + from->box.width, 0.01);
  g_assert_cmpfloat_with_epsilon (last->x, to->box.x, 0.01);
  g_assert_true (last->y > to->box.y && last->y < to->box.y + to->box.height);
  for (guint i = 0; i + 1 < route->points->len; i++)
    {
      MdgFlowRect piece = piece_of (route, i);

      g_assert_true (piece.width < 0.01 || piece.height < 0.01);
      g_assert_true (piece.width > 0.01 || piece.height > 0.01);
    }
}

static void
check_route_and_boxes (const MdgFlowLayout *layout, const MdgFlowRoute *route)
{
  MdgFlowRect page = { 0, 0, layout->width, layout->height };

  for (guint i = 0; i + 1 < route->points->len; i++)
    {
      MdgFlowRect piece = piece_of (route, i);

      g_assert_true (contains (&page, &piece));
      for (guint k = 0; k < layout->boxes->len; k++)
        {
          const MdgFlowRect *box = &box_at (layout, k)->box;
          MdgFlowRect inside = { box->x + 0.5, box->y - 2, box->width - 1, box->height + 4 };

          g_assert_false (overlap (&piece, &inside));
        }
      for (guint b = 0; b < layout->bands->len; b++)
        g_assert_false (overlap (&piece, &g_array_index (layout->bands, MdgFlowBand, b).title));
    }
}

/* Edges to different nodes may cross, but never lie on each other. */
static void
check_apart (const MdgFlowRoute *a, const MdgFlowRoute *b)
{
  for (guint i = 0; i + 1 < a->points->len; i++)
    for (guint k = 0; k + 1 < b->points->len; k++)
      {
        MdgFlowRect one = piece_of (a, i), other = piece_of (b, k);
        gboolean level = one.height < 0.01 && other.height < 0.01 && fabs (one.y - other.y) < 1;
        gboolean upright = one.width < 0.01 && other.width < 0.01 && fabs (one.x - other.x) < 1;

        g_assert_false (level && one.x < other.x + other.width && other.x < one.x + one.width);
        g_assert_false (upright && one.y < other.y + other.height && other.y < one.y + one.height);
      }
}

static void
check_routes (const MdgFlowLayout *layout)
{
  for (guint i = 0; i < layout->routes->len; i++)
    {
      check_route (layout, route_at (layout, i));
      check_route_and_boxes (layout, route_at (layout, i));
      for (guint k = 0; k < i; k++)
        if (route_at (layout, i)->edge.to != route_at (layout, k)->edge.to)
          check_apart (route_at (layout, i), route_at (layout, k));
    }
}

static void
test_every_variant (gconstpointer language)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new (language);
  g_autofree MdgFlowGrid *grid = mdg_flow_grid_new (flow);
  MdgFlowVariant variant = { { 0 } };
  guint most = 0, sum = 0, n = 0;

  do
    {
      g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, &variant);
      g_autoptr (MdgFlowLayout) layout = mdg_flow_layout_new (flow, grid, &variant, measure, NULL);

      g_assert_cmpuint (layout->routes->len, ==, graph->edges->len);
      check_boxes (flow, &variant, layout);
      check_routes (layout);
      most = MAX (most, layout->n_crossings);
      sum += layout->n_crossings;
      n++;
    }
  while (mdg_flow_next_variant (flow, &variant));
  g_test_message ("%u variants: at most %u crossings, %.1f on average", n, most, (double)sum / n);
  g_assert_cmpuint (most, <=, MOST_CROSSINGS);
}

/* From left to right: an edge within a stage never goes back. */
static void
test_grid (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  g_autofree MdgFlowGrid *grid = mdg_flow_grid_new (flow);
  MdgFlowVariant variant = { { 0 } };

  do
    {
      g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, &variant);

      for (guint i = 0; i < graph->edges->len; i++)
        {
          const MdgFlowEdge *edge = &g_array_index (graph->edges, MdgFlowEdge, i);
          const MdgFlowCell *from = &grid->cells[edge->from], *to = &grid->cells[edge->to];

          g_assert_true (from->stage < to->stage
                         || (from->stage == to->stage && from->column < to->column));
        }
    }
  while (mdg_flow_next_variant (flow, &variant));
  for (guint a = 0; a < flow->nodes->len; a++)
    for (guint b = 0; b < a; b++)
      g_assert_cmpint (memcmp (&grid->cells[a], &grid->cells[b], sizeof grid->cells[a]), !=, 0);
}

static double
stage_top (const MdgFlow *flow, const MdgFlowLayout *layout, guint node)
{
  for (guint i = 0; i < layout->bands->len; i++)
    {
      const MdgFlowBand *band = &g_array_index (layout->bands, MdgFlowBand, i);
      if (band->stage == mdg_flow_node (flow, node)->stage)
        return band->band.y;
    }
  g_assert_not_reached ();
}

/* A node stands in its place whatever is switched on and off. */
static void
test_stable (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  g_autofree MdgFlowGrid *grid = mdg_flow_grid_new (flow);
  MdgFlowVariant variant = { { 0 } };
  MdgFlowPoint places[MDG_FLOW_NODES_MAX];
  gboolean known[MDG_FLOW_NODES_MAX] = { FALSE };

  do
    {
      g_autoptr (MdgFlowLayout) layout = mdg_flow_layout_new (flow, grid, &variant, measure, NULL);

      for (guint i = 0; i < layout->boxes->len; i++)
        {
          const MdgFlowBox *box = box_at (layout, i);
          MdgFlowPoint place = { box->box.x, box->box.y - stage_top (flow, layout, box->node) };

          if (known[box->node])
            {
              g_assert_cmpfloat_with_epsilon (place.x, places[box->node].x, 0.01);
              g_assert_cmpfloat_with_epsilon (place.y, places[box->node].y, 0.01);
            }
          places[box->node] = place;
          known[box->node] = TRUE;
        }
    }
  while (mdg_flow_next_variant (flow, &variant));
}

/* goldens ------------------------------------------------------------------------------------- */

static char *
describe (const MdgFlow *flow, const MdgFlowLayout *layout)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "page %.0f %.0f crossings %u\n", layout->width, layout->height,
                          layout->n_crossings);
  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = box_at (layout, i);
      g_string_append_printf (text, "box %s %.1f %.1f %.1f %.1f\n",
                              mdg_flow_node (flow, box->node)->id, box->box.x, box->box.y,
                              box->box.width, box->box.height);
    }
  for (guint i = 0; i < layout->routes->len; i++)
    {
      const MdgFlowRoute *route = route_at (layout, i);

      g_string_append_printf (text, "edge %s.%s %s", mdg_flow_node (flow, route->edge.from)->id,
                              mdg_flow_answer (flow, route->edge.from, route->edge.answer)->id,
                              mdg_flow_node (flow, route->edge.to)->id);
      for (guint k = 0; k < route->points->len; k++)
        g_string_append_printf (text, " %.1f,%.1f", point_at (route, k)->x, point_at (route, k)->y);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
compare (const char *name, const char *made)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "tests", "data", "consent", name, NULL);
  g_autofree char *golden = NULL;
  g_auto (GStrv) is = g_strsplit (made, "\n", -1);
  g_auto (GStrv) was = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("MADOGUCHI_WRITE_GOLDEN") != NULL)
    g_file_set_contents (path, made, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  was = g_strsplit (golden, "\n", -1);
  for (guint i = 0; is[i] != NULL && was[i] != NULL; i++)
    g_assert_cmpstr (is[i], ==, was[i]);
  g_assert_cmpuint (g_strv_length (is), ==, g_strv_length (was));
}

static void
test_golden (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  g_autofree MdgFlowGrid *grid = mdg_flow_grid_new (flow);
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgFlowLayout) standard = mdg_flow_layout_new (flow, grid, &variant, measure, NULL);
  g_autofree char *text = describe (flow, standard);
  g_autoptr (MdgFlowLayout) largest = NULL;
  g_autofree char *more = NULL;

  compare ("flow-standard.txt", text);
  g_assert_true (mdg_flow_choose (flow, &variant, "smartphone", "on"));
  largest = mdg_flow_layout_new (flow, grid, &variant, measure, NULL);
  more = describe (flow, largest);
  compare ("flow-largest.txt", more);
}

static void
test_at (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  g_autofree MdgFlowGrid *grid = mdg_flow_grid_new (flow);
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgFlowLayout) layout = mdg_flow_layout_new (flow, grid, &variant, measure, NULL);

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = box_at (layout, i);

      g_assert_cmpuint (mdg_flow_layout_at (layout, box->box.x + 1, box->box.y + 1), ==, box->node);
      g_assert_cmpuint (mdg_flow_layout_at (layout, box->box.x - 1, box->box.y + 1), !=, box->node);
    }
  g_assert_cmpuint (mdg_flow_layout_at (layout, 0, 0), ==, MDG_FLOW_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow-layout/every-variant/ja", "ja", test_every_variant);
  g_test_add_data_func ("/flow-layout/every-variant/en", "en", test_every_variant);
  g_test_add_func ("/flow-layout/grid", test_grid);
  g_test_add_func ("/flow-layout/stable", test_stable);
  g_test_add_func ("/flow-layout/golden", test_golden);
  g_test_add_func ("/flow-layout/at", test_at);
  return g_test_run ();
}
