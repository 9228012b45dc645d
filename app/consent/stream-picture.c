/* stream-picture.c: draws the streams of receptions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/stream-picture.h"

#include <math.h>

#include "paper/paper.h"

#define NAME_SIZE 11.0
#define COUNT_SIZE 12.0
#define HEADING_SIZE 12.0
#define CORNER 5.0
#define THINNEST 0.8  /* so that one of thousands is still seen */
#define TOLERANCE 0.3 /* pixels: nobody measures the bends */
#define EDGED 6.0     /* a stream as wide has an edge */

struct _MdgStreamPicture
{
  MdgStreamWords words;
  MdgStreamLayout *layout;
  GPtrArray *counts; /* of the boxes, in their order */
  GArray *order;     /* of guint: the streams, the widest first */
  GHashTable *texts; /* laid out once */
};

static const MdgTextStyle name_style
    = { .size = NAME_SIZE, .width = MDG_STREAM_BOX - 2 * MDG_STREAM_PAD };
static const MdgTextStyle count_style
    = { .size = COUNT_SIZE, .bold = TRUE, .width = MDG_STREAM_BOX - 2 * MDG_STREAM_PAD };
static const MdgTextStyle heading_style
    = { .size = HEADING_SIZE, .bold = TRUE, .width = MDG_STREAM_BOX, .max_lines = 2 };

/* making -------------------------------------------------------------------------------------- */

typedef struct
{
  MdgStreamPicture *picture;
  MdgPaper paper;
} Measuring;

static void
measure (MdgReceptionNode node, double wrap, double *width, double *height, gpointer data)
{
  Measuring *m = data;

  /* Every count is one line high. */
  *width = wrap;
  *height = ceil (mdg_paper_text_height (&m->paper, m->picture->words.nodes[node], &name_style)
                  + mdg_paper_text_height (&m->paper, "0", &count_style));
}

static int
compare_widths (gconstpointer a, gconstpointer b, gpointer data)
{
  const MdgStreamLayout *layout = data;
  guint one = *(const guint *)a, other = *(const guint *)b;
  double width = g_array_index (layout->streams, MdgStream, one).width;
  double other_width = g_array_index (layout->streams, MdgStream, other).width;

  if (width != other_width)
    return width > other_width ? -1 : 1;
  return one < other ? -1 : 1;
}

static void
lay_out (MdgStreamPicture *picture, const MdgReceptionTotals *totals, double height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  Measuring m = { .picture = picture };

  mdg_paper_init (&m.paper, cr, picture->texts);
  picture->layout = mdg_stream_layout_new (totals, height, measure, &m);
  mdg_paper_clear (&m.paper);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < picture->layout->streams->len; i++)
    g_array_append_val (picture->order, i);
  g_array_sort_with_data (picture->order, compare_widths, picture->layout);
  for (guint i = 0; i < picture->layout->boxes->len; i++)
    g_ptr_array_add (picture->counts,
                     picture->words.count (
                         g_array_index (picture->layout->boxes, MdgStreamBox, i).n, totals->n));
}

MdgStreamPicture *
mdg_stream_picture_new (const MdgReceptionTotals *totals,
                        const MdgStreamWords *words,
                        double height)
{
  MdgStreamPicture *picture = g_new0 (MdgStreamPicture, 1);

  picture->words = *words;
  picture->counts = g_ptr_array_new_with_free_func (g_free);
  picture->order = g_array_new (FALSE, FALSE, sizeof (guint));
  picture->texts = mdg_paper_layouts_new ();
  lay_out (picture, totals, height);
  return picture;
}

void
mdg_stream_picture_free (MdgStreamPicture *picture)
{
  if (picture == NULL)
    return;
  mdg_stream_layout_free (picture->layout);
  g_ptr_array_unref (picture->counts);
  g_array_unref (picture->order);
  g_hash_table_unref (picture->texts);
  g_free (picture);
}

const MdgStreamLayout *
mdg_stream_picture_get_layout (const MdgStreamPicture *picture)
{
  return picture->layout;
}

/* drawing ------------------------------------------------------------------------------------- */

typedef struct
{
  MdgStreamPicture *picture;
  cairo_t *cr;
  MdgPaper paper;
  const MdgFlowLook *look;
  MdgReceptionNode lit;
} Drawing;

static double
mix (double a, double b, double part)
{
  return a + (b - a) * part;
}

static void
set_colour (const Drawing *d, const MdgFlowColour *colour)
{
  cairo_set_source_rgb (d->cr, colour->red, colour->green, colour->blue);
}

/* The accent on the paper: what lies above hides what lies below, on paper, too, where nothing can
 * be seen through. */
static void
set_tint (const Drawing *d, double part)
{
  const MdgFlowColour *paper = &d->look->paper, *accent = &d->look->accent;

  cairo_set_source_rgb (d->cr, mix (paper->red, accent->red, part),
                        mix (paper->green, accent->green, part),
                        mix (paper->blue, accent->blue, part));
}

static void
trace_side (const Drawing *d, const MdgStream *stream, double shift, gboolean back)
{
  for (guint i = 0; i + 1 < stream->n_points; i++)
    {
      const MdgFlowPoint *a = &stream->points[back ? stream->n_points - 1 - i : i];
      const MdgFlowPoint *b = &stream->points[back ? stream->n_points - 2 - i : i + 1];
      double half = (a->x + b->x) / 2;

      if (i == 0 && !back)
        cairo_move_to (d->cr, a->x, a->y + shift);
      else if (i == 0)
        cairo_line_to (d->cr, a->x, a->y + shift);
      if (i % 2 == 0)
        cairo_curve_to (d->cr, half, a->y + shift, half, b->y + shift, b->x, b->y + shift);
      else
        cairo_line_to (d->cr, b->x, b->y + shift);
    }
}

static gboolean
is_lit (const Drawing *d, const MdgStream *stream)
{
  return stream->link.from == d->lit || stream->link.to == d->lit;
}

static void
trace_stream (const Drawing *d, const MdgStream *stream)
{
  double half = fmax (stream->width, THINNEST) / 2;

  trace_side (d, stream, -half, FALSE);
  trace_side (d, stream, half, TRUE);
  cairo_close_path (d->cr);
}

/* A bright edge keeps broad streams apart where they cross. */
static void
draw_broad (const Drawing *d, const MdgStream *stream)
{
  trace_stream (d, stream);
  set_tint (d, is_lit (d, stream) ? d->look->stream_lit : d->look->stream);
  cairo_fill_preserve (d->cr);
  set_colour (d, &d->look->paper);
  cairo_set_line_width (d->cr, 0.6);
  cairo_stroke (d->cr);
}

/* Those that are @lit or not: the broad ones below, the others above them, in one go: that is ten
 * times as fast. */
static void
draw_streams (const Drawing *d, gboolean lit)
{
  const MdgStreamPicture *picture = d->picture;

  for (guint i = 0; i < picture->order->len; i++)
    {
      const MdgStream *stream = &g_array_index (picture->layout->streams, MdgStream,
                                                g_array_index (picture->order, guint, i));
      if (is_lit (d, stream) != lit)
        continue;
      if (stream->width >= EDGED)
        draw_broad (d, stream);
      else
        trace_stream (d, stream);
    }
  set_tint (d, lit ? d->look->stream_lit : d->look->stream);
  cairo_fill (d->cr);
}

static void
trace_box (const Drawing *d, const MdgFlowRect *box)
{
  cairo_new_sub_path (d->cr);
  cairo_arc (d->cr, box->x + box->width - CORNER, box->y + CORNER, CORNER, -G_PI_2, 0);
  cairo_arc (d->cr, box->x + box->width - CORNER, box->y + box->height - CORNER, CORNER, 0, G_PI_2);
  cairo_arc (d->cr, box->x + CORNER, box->y + box->height - CORNER, CORNER, G_PI_2, G_PI);
  cairo_arc (d->cr, box->x + CORNER, box->y + CORNER, CORNER, G_PI, G_PI + G_PI_2);
  cairo_close_path (d->cr);
}

static void
draw_box (Drawing *d, guint i)
{
  const MdgStreamBox *box = &g_array_index (d->picture->layout->boxes, MdgStreamBox, i);
  double y = box->text.y;

  trace_box (d, &box->box);
  set_colour (d, &d->look->card);
  cairo_fill_preserve (d->cr);
  set_colour (d, box->node == d->lit ? &d->look->accent : &d->look->line);
  cairo_set_line_width (d->cr, d->look->line_width * (box->node == d->lit ? 2.4 : 1.2));
  cairo_stroke (d->cr);
  set_colour (d, &d->look->ink);
  y += mdg_paper_text (&d->paper, box->text.x, y, d->picture->words.nodes[box->node], &name_style);
  mdg_paper_text (&d->paper, box->text.x, y, d->picture->counts->pdata[i], &count_style);
}

static void
draw_heading (Drawing *d, const MdgStreamColumn *column)
{
  set_colour (d, &d->look->ink);
  mdg_paper_text (&d->paper, column->heading.x, column->heading.y,
                  d->picture->words.stations[column->station], &heading_style);
}

void
mdg_stream_picture_draw (MdgStreamPicture *picture,
                         cairo_t *cr,
                         const MdgFlowLook *look,
                         MdgReceptionNode lit)
{
  Drawing d = { .picture = picture, .cr = cr, .look = look, .lit = lit };
  const MdgStreamLayout *layout = picture->layout;

  mdg_paper_init (&d.paper, cr, picture->texts);
  cairo_save (cr);
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_tolerance (cr, TOLERANCE);
  draw_streams (&d, FALSE);
  draw_streams (&d, TRUE);
  cairo_restore (cr);
  for (guint i = 0; i < layout->columns->len; i++)
    draw_heading (&d, &g_array_index (layout->columns, MdgStreamColumn, i));
  for (guint i = 0; i < layout->boxes->len; i++)
    draw_box (&d, i);
  mdg_paper_finish (&d.paper);
  cairo_restore (cr);
  mdg_paper_clear (&d.paper);
}

/* handing out --------------------------------------------------------------------------------- */

typedef struct
{
  MdgReceptionTotals *totals;
  MdgStreamWords words;
} Sheet;

static gpointer
open_picture (gpointer data, gboolean on_paper, double *width, double *height)
{
  const Sheet *sheet = data;
  MdgStreamPicture *picture = mdg_stream_picture_new (
      sheet->totals, &sheet->words, on_paper ? MDG_STREAM_LOW : MDG_STREAM_HEIGHT);

  *width = picture->layout->width;
  *height = picture->layout->height;
  return picture;
}

static void
draw_picture (gpointer picture, cairo_t *cr)
{
  mdg_stream_picture_draw (picture, cr, &mdg_flow_look_on_paper, MDG_N_NODES);
}

static void
list_blocks (gpointer picture, GArray *blocks)
{
  const MdgStreamLayout *layout = ((MdgStreamPicture *)picture)->layout;

  for (guint i = 0; i < layout->boxes->len; i++)
    g_array_append_val (blocks, g_array_index (layout->boxes, MdgStreamBox, i).box);
  for (guint i = 0; i < layout->columns->len; i++)
    g_array_append_val (blocks, g_array_index (layout->columns, MdgStreamColumn, i).heading);
}

static void
close_picture (gpointer picture)
{
  mdg_stream_picture_free (picture);
}

static void
free_sheet (gpointer data)
{
  mdg_reception_totals_free (((Sheet *)data)->totals);
  g_free (data);
}

MdgPictureSheet *
mdg_stream_sheet_new (const MdgReceptionTotals *totals,
                      const MdgStreamWords *words,
                      const MdgPictureWords *sheet_words,
                      gint64 made_at)
{
  static const MdgPictureKind kind
      = { open_picture, draw_picture, list_blocks, close_picture, free_sheet, NAME_SIZE };
  Sheet *sheet = g_new (Sheet, 1);

  sheet->totals = mdg_reception_totals_copy (totals);
  sheet->words = *words;
  return mdg_picture_sheet_new (&kind, sheet, "Receptions", sheet_words, made_at);
}
