/* flow-sheet.c: the picture of a consent flow to hand out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-sheet.h"

#include <cairo-svg.h>
#include <math.h>

#include "consent/flow-picture.h"
#include "paper/paper.h"
#include "paper/pdf.h"

#define TITLE_SIZE 18.0
#define BESIDE 8.0 /* between the picture and what stands above and below */
#define PNG_SIDE_MAX 16000

struct _MdgFlowSheet
{
  MdgFlow *flow;
  MdgFlowVariant variant;
  MdgWalk *walk; /* (nullable) */
  char *title;
  char *line;
  char *foot;
  gint64 made_at;
};

/* The same steps in our own flow. */
static MdgWalk *
copy_walk (const MdgFlow *flow, const MdgFlowVariant *variant, const MdgWalk *walk)
{
  MdgWalk *copy = mdg_walk_new (flow, variant);
  const GArray *steps = mdg_walk_get_steps (walk);

  for (guint i = 0; i < steps->len; i++)
    {
      const MdgWalkStep *step = &g_array_index (steps, MdgWalkStep, i);

      if (mdg_walk_get_node (copy) != step->node || !mdg_walk_answer (copy, step->answer, step->at))
        break;
    }
  return copy;
}

MdgFlowSheet *
mdg_flow_sheet_new (MdgFlow *flow,
                    const MdgFlowVariant *variant,
                    const MdgWalk *walk,
                    const MdgFlowSheetWords *words,
                    gint64 made_at)
{
  MdgFlowSheet *sheet = g_new0 (MdgFlowSheet, 1);

  sheet->flow = flow;
  sheet->variant = *variant;
  sheet->walk = walk != NULL ? copy_walk (flow, variant, walk) : NULL;
  sheet->title = g_strdup (words->title);
  sheet->line = g_strdup (words->line);
  sheet->foot = g_strdup (words->foot);
  sheet->made_at = made_at;
  return sheet;
}

void
mdg_flow_sheet_free (MdgFlowSheet *sheet)
{
  if (sheet == NULL)
    return;
  mdg_walk_free (sheet->walk);
  mdg_flow_free (sheet->flow);
  g_free (sheet->title);
  g_free (sheet->line);
  g_free (sheet->foot);
  g_free (sheet);
}

/* on paper ------------------------------------------------------------------------------------ */

void
mdg_flow_sheet_draw (MdgFlowSheet *sheet, cairo_t *cr, double width, double height)
{
  g_autoptr (MdgFlowPicture) picture = mdg_flow_picture_new (sheet->flow, &sheet->variant);
  g_auto (MdgPaper) paper = { 0 };
  double inner = width - 2 * MDG_PAPER_MARGIN;
  MdgTextStyle title = { .size = TITLE_SIZE, .bold = TRUE, .width = inner, .max_lines = 1 };
  MdgTextStyle small = { .size = MDG_PAPER_SMALLEST, .width = inner, .max_lines = 2 };
  double foot, y = MDG_PAPER_MARGIN;

  mdg_paper_init (&paper, cr, NULL);
  foot = height - MDG_PAPER_MARGIN - mdg_paper_text_height (&paper, sheet->foot, &small);
  cairo_set_source_rgb (cr, 0, 0, 0);
  y += mdg_paper_text (&paper, MDG_PAPER_MARGIN, y, sheet->title, &title);
  y += mdg_paper_text (&paper, MDG_PAPER_MARGIN, y, sheet->line, &small) + BESIDE;
  mdg_paper_text (&paper, MDG_PAPER_MARGIN, foot, sheet->foot, &small);
  mdg_paper_finish (&paper);
  cairo_save (cr);
  cairo_translate (cr, MDG_PAPER_MARGIN, y);
  mdg_flow_picture_draw_fitted (picture, cr, &mdg_flow_look_on_paper, sheet->walk, inner,
                                foot - BESIDE - y);
  cairo_restore (cr);
}

static gboolean
draw_page (cairo_t *cr, guint page, gpointer data, GError **error)
{
  mdg_flow_sheet_draw (data, cr, MDG_PAPER_HEIGHT, MDG_PAPER_WIDTH);
  return TRUE;
}

MdgSecret *
mdg_flow_sheet_to_pdf (MdgFlowSheet *sheet, GError **error)
{
  return mdg_pdf_make_pages (sheet->title, sheet->made_at, MDG_PAPER_HEIGHT, MDG_PAPER_WIDTH, 1,
                             draw_page, sheet, error);
}

/* pictures ------------------------------------------------------------------------------------ */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_alone (MdgFlowPicture *picture, MdgFlowSheet *sheet, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  mdg_flow_picture_draw (picture, cr, &mdg_flow_look_on_paper, sheet->walk);
  cairo_destroy (cr);
}

/* Takes @bytes. */
static GBytes *
conclude (GByteArray *bytes, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  mdg_set_error (error, MDG_ERROR_FAILED, "making the picture: %s",
                 cairo_status_to_string (status));
  return NULL;
}

GBytes *
mdg_flow_sheet_to_svg (MdgFlowSheet *sheet, GError **error)
{
  g_autoptr (MdgFlowPicture) picture = mdg_flow_picture_new (sheet->flow, &sheet->variant);
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (picture);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_svg_surface_create_for_stream (append, bytes, layout->width, layout->height);
  cairo_status_t status;

  draw_alone (picture, sheet, surface, 1);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return conclude (bytes, status, error);
}

GBytes *
mdg_flow_sheet_to_png (MdgFlowSheet *sheet, double scale, GError **error)
{
  g_autoptr (MdgFlowPicture) picture = mdg_flow_picture_new (sheet->flow, &sheet->variant);
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (picture);
  GByteArray *bytes = g_byte_array_new ();
  int width = (int)fmin (ceil (layout->width * scale), PNG_SIDE_MAX);
  int height = (int)fmin (ceil (layout->height * scale), PNG_SIDE_MAX);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_status_t status;

  draw_alone (picture, sheet, surface, scale);
  status = cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_destroy (surface);
  return conclude (bytes, status, error);
}

char *
mdg_flow_sheet_suggest_name (MdgFlowSheet *sheet, const char *ending)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (sheet->made_at);
  g_autofree char *date = day != NULL ? g_date_time_format (day, "%Y%m%d") : g_strdup ("0");

  return g_strdup_printf ("Consent-flow_%s.%s", date, ending);
}
