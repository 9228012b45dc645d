/* picture-sheet.c: a picture to hand out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/picture-sheet.h"

#include <cairo-svg.h>
#include <math.h>

#include "paper/paper.h"
#include "paper/pdf.h"

#define TITLE_SIZE 18.0
#define BESIDE 8.0 /* between the picture and what stands above and below */
#define PNG_SIDE_MAX 16000

struct _MdgPictureSheet
{
  const MdgPictureKind *kind;
  gpointer data;
  char *file;
  char *title;
  char *line;
  char *foot;
  gint64 made_at;
};

MdgPictureSheet *
mdg_picture_sheet_new (const MdgPictureKind *kind,
                       gpointer data,
                       const char *file,
                       const MdgPictureWords *words,
                       gint64 made_at)
{
  MdgPictureSheet *sheet = g_new0 (MdgPictureSheet, 1);

  sheet->kind = kind;
  sheet->data = data;
  sheet->file = g_strdup (file);
  sheet->title = g_strdup (words->title);
  sheet->line = g_strdup (words->line);
  sheet->foot = g_strdup (words->foot);
  sheet->made_at = made_at;
  return sheet;
}

void
mdg_picture_sheet_free (MdgPictureSheet *sheet)
{
  if (sheet == NULL)
    return;
  sheet->kind->free_data (sheet->data);
  g_free (sheet->file);
  g_free (sheet->title);
  g_free (sheet->line);
  g_free (sheet->foot);
  g_free (sheet);
}

/* on paper ------------------------------------------------------------------------------------ */

static void
draw_fitted (MdgPictureSheet *sheet, cairo_t *cr, double width, double height)
{
  double own_width, own_height, scale;
  gpointer picture = sheet->kind->open (sheet->data, &own_width, &own_height);

  scale = fmin (width / own_width, height / own_height);
  cairo_save (cr);
  cairo_translate (cr, (width - scale * own_width) / 2, (height - scale * own_height) / 2);
  cairo_scale (cr, scale, scale);
  sheet->kind->draw (picture, cr);
  cairo_restore (cr);
  sheet->kind->close (picture);
}

void
mdg_picture_sheet_draw (MdgPictureSheet *sheet, cairo_t *cr, double width, double height)
{
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
  draw_fitted (sheet, cr, inner, foot - BESIDE - y);
  cairo_restore (cr);
}

static gboolean
draw_page (cairo_t *cr, guint page, gpointer data, GError **error)
{
  mdg_picture_sheet_draw (data, cr, MDG_PAPER_HEIGHT, MDG_PAPER_WIDTH);
  return TRUE;
}

MdgSecret *
mdg_picture_sheet_to_pdf (MdgPictureSheet *sheet, GError **error)
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
draw_alone (MdgPictureSheet *sheet, gpointer picture, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  sheet->kind->draw (picture, cr);
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
mdg_picture_sheet_to_svg (MdgPictureSheet *sheet, GError **error)
{
  double width, height;
  gpointer picture = sheet->kind->open (sheet->data, &width, &height);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append, bytes, width, height);
  cairo_status_t status;

  draw_alone (sheet, picture, surface, 1);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  sheet->kind->close (picture);
  return conclude (bytes, status, error);
}

GBytes *
mdg_picture_sheet_to_png (MdgPictureSheet *sheet, double scale, GError **error)
{
  double width, height;
  gpointer picture = sheet->kind->open (sheet->data, &width, &height);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)fmin (ceil (width * scale), PNG_SIDE_MAX),
      (int)fmin (ceil (height * scale), PNG_SIDE_MAX));
  cairo_status_t status;

  draw_alone (sheet, picture, surface, scale);
  status = cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_destroy (surface);
  sheet->kind->close (picture);
  return conclude (bytes, status, error);
}

char *
mdg_picture_sheet_suggest_name (MdgPictureSheet *sheet, const char *ending)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (sheet->made_at);
  g_autofree char *date = day != NULL ? g_date_time_format (day, "%Y%m%d") : g_strdup ("0");

  return g_strdup_printf ("%s_%s.%s", sheet->file, date, ending);
}
