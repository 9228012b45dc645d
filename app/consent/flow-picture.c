/* flow-picture.c: draws a consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-picture.h"

#include <math.h>

#include "paper/paper.h"

#define TITLE_SIZE 13.0
#define ANSWER_SIZE MDG_FLOW_SMALLEST_TEXT
#define STAGE_SIZE 13.0
#define CORNER 7.0 /* radius of boxes and of edges' bends */
#define ARROW 7.0
#define TAKEN 3.5 /* as wide as so many lines */
#define STAGE_WIDTH 600.0

struct _MdgFlowPicture
{
  const MdgFlow *flow;
  MdgFlowVariant variant;
  MdgFlowGrid *grid;
  MdgFlowLayout *layout;
  GHashTable *texts; /* laid out once */
};

const MdgFlowLook mdg_flow_look_on_paper = {
  .paper = { 1, 1, 1 },
  .card = { 1, 1, 1 },
  .ink = { 0, 0, 0 },
  .line = { 0.35, 0.35, 0.35 },
  .accent = { 0, 0, 0 },
  .line_width = 1,
  .stream = 0.34,
  .stream_lit = 0.75,
};

/* text ---------------------------------------------------------------------------------------- */

static MdgTextStyle
style_of (MdgFlowTextRole role)
{
  static const MdgTextStyle styles[] = {
    [MDG_FLOW_TEXT_TITLE] = { .size = TITLE_SIZE, .bold = TRUE, .width = MDG_FLOW_TITLE_WRAP },
    [MDG_FLOW_TEXT_ANSWER] = { .size = ANSWER_SIZE, .width = MDG_FLOW_ANSWER_WRAP },
    [MDG_FLOW_TEXT_STAGE] = { .size = STAGE_SIZE, .bold = TRUE, .width = STAGE_WIDTH },
  };

  return styles[role];
}

static void
measure (const char *text,
         MdgFlowTextRole role,
         double wrap,
         double *width,
         double *height,
         gpointer data)
{
  MdgTextStyle style = style_of (role);
  g_autoptr (PangoLayout) layout = mdg_paper_layout (data, text, -1, &style);
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = ceil ((double)w / PANGO_SCALE);
  *height = ceil ((double)h / PANGO_SCALE);
}

/* making -------------------------------------------------------------------------------------- */

static void
lay_out (MdgFlowPicture *picture)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_auto (MdgPaper) paper = { 0 };

  mdg_paper_init (&paper, cr, picture->texts);
  mdg_flow_layout_free (picture->layout);
  picture->layout
      = mdg_flow_layout_new (picture->flow, picture->grid, &picture->variant, measure, &paper);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

MdgFlowPicture *
mdg_flow_picture_new (const MdgFlow *flow, const MdgFlowVariant *variant)
{
  MdgFlowPicture *picture = g_new0 (MdgFlowPicture, 1);

  picture->flow = flow;
  picture->variant = *variant;
  picture->grid = mdg_flow_grid_new (flow);
  picture->texts = mdg_paper_layouts_new ();
  lay_out (picture);
  return picture;
}

void
mdg_flow_picture_free (MdgFlowPicture *picture)
{
  if (picture == NULL)
    return;
  mdg_flow_layout_free (picture->layout);
  g_free (picture->grid);
  g_hash_table_unref (picture->texts);
  g_free (picture);
}

void
mdg_flow_picture_set_variant (MdgFlowPicture *picture, const MdgFlowVariant *variant)
{
  picture->variant = *variant;
  lay_out (picture);
}

const MdgFlowVariant *
mdg_flow_picture_get_variant (const MdgFlowPicture *picture)
{
  return &picture->variant;
}

const MdgFlowLayout *
mdg_flow_picture_get_layout (const MdgFlowPicture *picture)
{
  return picture->layout;
}

/* drawing ------------------------------------------------------------------------------------- */

typedef struct
{
  const MdgFlowPicture *picture;
  cairo_t *cr;
  MdgPaper paper;
  const MdgFlowLook *look;
  const MdgFlowTrace *trace; /* (nullable) */
} Drawing;

static void
set_colour (const Drawing *d, const MdgFlowColour *colour)
{
  cairo_set_source_rgb (d->cr, colour->red, colour->green, colour->blue);
}

static void
trace_box (const Drawing *d, const MdgFlowRect *rect, double radius)
{
  cairo_new_sub_path (d->cr);
  cairo_arc (d->cr, rect->x + rect->width - radius, rect->y + radius, radius, -G_PI_2, 0);
  cairo_arc (d->cr, rect->x + rect->width - radius, rect->y + rect->height - radius, radius, 0,
             G_PI_2);
  cairo_arc (d->cr, rect->x + radius, rect->y + rect->height - radius, radius, G_PI_2, G_PI);
  cairo_arc (d->cr, rect->x + radius, rect->y + radius, radius, G_PI, G_PI + G_PI_2);
  cairo_close_path (d->cr);
}

static double
length_of (const MdgFlowPoint *a, const MdgFlowPoint *b)
{
  return fabs (a->x - b->x) + fabs (a->y - b->y);
}

/* The point on the way from @from to @to that is @way from it. */
static MdgFlowPoint
along (const MdgFlowPoint *from, const MdgFlowPoint *to, double way)
{
  double length = fmax (length_of (from, to), 0.001);

  return (MdgFlowPoint){ from->x + (to->x - from->x) * way / length,
                         from->y + (to->y - from->y) * way / length };
}

static void
trace_edge (const Drawing *d, const GArray *points)
{
  const MdgFlowPoint *p = &g_array_index (points, MdgFlowPoint, 0);
  guint last = points->len - 1;

  cairo_move_to (d->cr, p[0].x, p[0].y);
  for (guint i = 1; i < last; i++)
    {
      double radius
          = fmin (CORNER, fmin (length_of (&p[i - 1], &p[i]), length_of (&p[i], &p[i + 1])) / 2);
      MdgFlowPoint a = along (&p[i], &p[i - 1], radius);
      MdgFlowPoint b = along (&p[i], &p[i + 1], radius);

      cairo_line_to (d->cr, a.x, a.y);
      cairo_curve_to (d->cr, p[i].x, p[i].y, p[i].x, p[i].y, b.x, b.y);
    }
  cairo_line_to (d->cr, p[last].x - ARROW / 2, p[last].y);
}

static void
draw_arrow (const Drawing *d, const GArray *points, double size)
{
  const MdgFlowPoint *end = &g_array_index (points, MdgFlowPoint, points->len - 1);

  cairo_move_to (d->cr, end->x, end->y);
  cairo_line_to (d->cr, end->x - size, end->y - size * 0.6);
  cairo_line_to (d->cr, end->x - size, end->y + size * 0.6);
  cairo_close_path (d->cr);
  cairo_fill (d->cr);
}

static gboolean
is_taken (const Drawing *d, guint node, guint answer)
{
  return mdg_flow_trace_took (d->trace, node, answer);
}

/* Those that were taken come last: they lie over the others. */
static void
draw_routes (const Drawing *d, gboolean taken)
{
  const GArray *routes = d->picture->layout->routes;

  set_colour (d, taken ? &d->look->accent : &d->look->line);
  cairo_set_line_width (d->cr, d->look->line_width * (taken ? TAKEN : 1.2));
  for (guint i = 0; i < routes->len; i++)
    {
      const MdgFlowRoute *route = &g_array_index (routes, MdgFlowRoute, i);

      if (is_taken (d, route->edge.from, route->edge.answer) != taken)
        continue;
      trace_edge (d, route->points);
      cairo_stroke (d->cr);
      draw_arrow (d, route->points, taken ? ARROW * 1.5 : ARROW);
    }
}

static void
draw_text (Drawing *d, double x, double y, const char *text, MdgFlowTextRole role)
{
  MdgTextStyle style = style_of (role);

  mdg_paper_text (&d->paper, x, y, text, &style);
}

static void
draw_row (Drawing *d, const MdgFlowBox *box, guint i)
{
  const MdgFlowRect *row = &box->rows[i];
  gboolean taken = is_taken (d, box->node, box->answers[i]);

  trace_box (d, row, CORNER - 2);
  set_colour (d, taken ? &d->look->accent : &d->look->paper);
  cairo_fill_preserve (d->cr);
  set_colour (d, taken ? &d->look->accent : &d->look->line);
  cairo_set_line_width (d->cr, d->look->line_width);
  cairo_stroke (d->cr);
  set_colour (d, taken ? &d->look->paper : &d->look->ink);
  draw_text (d, row->x + MDG_FLOW_ROW_PAD, row->y + MDG_FLOW_ROW_LIFT,
             mdg_flow_answer (d->picture->flow, box->node, box->answers[i])->label,
             MDG_FLOW_TEXT_ANSWER);
}

/* An end has a double frame; where the walk has been a thick one. */
static void
draw_frame (const Drawing *d, const MdgFlowBox *box)
{
  gboolean visited = mdg_flow_trace_visited (d->trace, box->node);
  gboolean here = d->trace != NULL && d->trace->here == box->node;
  MdgFlowRect inner
      = { box->box.x + 3.5, box->box.y + 3.5, box->box.width - 7, box->box.height - 7 };

  trace_box (d, &box->box, CORNER);
  set_colour (d, &d->look->card);
  cairo_fill_preserve (d->cr);
  set_colour (d, visited ? &d->look->accent : &d->look->line);
  cairo_set_line_width (d->cr, d->look->line_width * (here ? 4 : visited ? 2.4 : 1.2));
  cairo_stroke (d->cr);
  if (mdg_flow_node (d->picture->flow, box->node)->kind != MDG_FLOW_END)
    return;
  trace_box (d, &inner, CORNER - 3);
  cairo_set_line_width (d->cr, d->look->line_width);
  cairo_stroke (d->cr);
}

static void
draw_box (Drawing *d, const MdgFlowBox *box)
{
  const MdgFlowNode *node = mdg_flow_node (d->picture->flow, box->node);

  draw_frame (d, box);
  set_colour (d, &d->look->ink);
  draw_text (d, box->title.x, box->title.y, mdg_flow_text (node->title, &d->picture->variant),
             MDG_FLOW_TEXT_TITLE);
  for (guint i = 0; i < box->n_answers; i++)
    draw_row (d, box, i);
}

static void
draw_band (Drawing *d, const MdgFlowBand *band)
{
  set_colour (d, &d->look->ink);
  draw_text (d, band->title.x, band->title.y,
             g_array_index (d->picture->flow->stages, MdgFlowStage, band->stage).name,
             MDG_FLOW_TEXT_STAGE);
}

void
mdg_flow_picture_draw (MdgFlowPicture *picture,
                       cairo_t *cr,
                       const MdgFlowLook *look,
                       const MdgFlowTrace *trace)
{
  Drawing d = { .picture = picture, .cr = cr, .look = look, .trace = trace };
  const MdgFlowLayout *layout = picture->layout;

  mdg_paper_init (&d.paper, cr, picture->texts);
  cairo_save (cr);
  for (guint i = 0; i < layout->bands->len; i++)
    draw_band (&d, &g_array_index (layout->bands, MdgFlowBand, i));
  draw_routes (&d, FALSE);
  draw_routes (&d, TRUE);
  for (guint i = 0; i < layout->boxes->len; i++)
    draw_box (&d, &g_array_index (layout->boxes, MdgFlowBox, i));
  mdg_paper_finish (&d.paper);
  cairo_restore (cr);
  mdg_paper_clear (&d.paper);
}
