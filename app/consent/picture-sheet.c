/* picture-sheet.c: a picture to hand out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/picture-sheet.h"

#include <cairo-svg.h>
#include <math.h>

#include "consent/picture-pages.h"
#include "paper/paper.h"
#include "paper/pdf.h"

#define TITLE_SIZE 18.0
#define BESIDE 8.0 /* between the picture and what stands above and below */
#define A3_HEIGHT 1190.551
#define PLAN_WIDTH 70.0 /* the most that the plan of the pages takes */
#define PLAN_HEIGHT 24.0
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
  gboolean a3;
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

void
mdg_picture_sheet_set_a3 (MdgPictureSheet *sheet, gboolean a3)
{
  sheet->a3 = a3;
}

/* The picture, opened, and its pages. */
typedef struct
{
  const MdgPictureKind *kind;
  gpointer picture;
  double width, height;
  MdgFlowRect room; /* on a page */
  MdgPicturePages *pages;
} Division;

/* Where the picture goes on a page of that size. */
static MdgFlowRect
room_on (MdgPictureSheet *sheet, cairo_t *cr, double width, double height)
{
  g_auto (MdgPaper) paper = { 0 };
  MdgFlowRect room = { MDG_PAPER_MARGIN, MDG_PAPER_MARGIN, width - 2 * MDG_PAPER_MARGIN,
                       height - MDG_PAPER_MARGIN };
  MdgTextStyle title = { .size = TITLE_SIZE, .bold = TRUE, .width = room.width, .max_lines = 1 };
  MdgTextStyle small = { .size = MDG_PAPER_SMALLEST, .width = room.width, .max_lines = 2 };

  mdg_paper_init (&paper, cr, NULL);
  room.y += mdg_paper_text_height (&paper, sheet->title, &title)
            + mdg_paper_text_height (&paper, sheet->line, &small) + BESIDE;
  room.height -= room.y + mdg_paper_text_height (&paper, sheet->foot, &small) + BESIDE;
  return room;
}

static void
divide (Division *division, MdgPictureSheet *sheet, cairo_t *cr, double width, double height)
{
  const MdgPictureKind *kind = sheet->kind;
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (MdgFlowRect));

  division->kind = kind;
  division->picture = kind->open (sheet->data, TRUE, &division->width, &division->height);
  division->room = room_on (sheet, cr, width, height);
  kind->list_blocks (division->picture, blocks);
  division->pages
      = mdg_picture_pages_new (division->width, division->height, blocks, division->room.width,
                               division->room.height, MDG_PAPER_SMALLEST / kind->smallest);
}

static void
division_clear (Division *division)
{
  mdg_picture_pages_free (division->pages);
  division->kind->close (division->picture);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Division, division_clear)

guint
mdg_picture_sheet_count_pages (MdgPictureSheet *sheet, double width, double height)
{
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (nothing);
  g_auto (Division) division = { 0 };

  divide (&division, sheet, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  return MAX (division.pages->pieces->len, 1);
}

void
mdg_picture_sheet_get_paper (MdgPictureSheet *sheet, double *width, double *height)
{
  double shorter = sheet->a3 ? MDG_PAPER_HEIGHT : MDG_PAPER_WIDTH;
  double longer = sheet->a3 ? A3_HEIGHT : MDG_PAPER_HEIGHT;
  gboolean upright = mdg_picture_sheet_count_pages (sheet, shorter, longer)
                     < mdg_picture_sheet_count_pages (sheet, longer, shorter);

  *width = upright ? shorter : longer;
  *height = upright ? longer : shorter;
}

/* At the cut, where another page joins. */
static void
draw_seam (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  static const double dashes[] = { 4, 4 };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.4, 0.4, 0.4);
  cairo_set_line_width (cr, 0.7);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Whether a page has the place just beyond @piece, so many of its widths and heights away. */
static gboolean
joins (const Division *division, const MdgFlowRect *piece, double across, double down)
{
  double x = piece->x + piece->width / 2 + across * (piece->width / 2 + 1);
  double y = piece->y + piece->height / 2 + down * (piece->height / 2 + 1);

  for (guint i = 0; i < division->pages->pieces->len; i++)
    {
      const MdgFlowRect *other = &g_array_index (division->pages->pieces, MdgFlowRect, i);

      if (x >= other->x && x < other->x + other->width && y >= other->y
          && y < other->y + other->height)
        return TRUE;
    }
  return FALSE;
}

static void
draw_seams (const Division *division, cairo_t *cr, const MdgFlowRect *piece, double x, double y)
{
  double width = piece->width * division->pages->scale;
  double height = piece->height * division->pages->scale;

  if (joins (division, piece, -1, 0))
    draw_seam (cr, x, y, x, y + height);
  if (joins (division, piece, 1, 0))
    draw_seam (cr, x + width, y, x + width, y + height);
  if (joins (division, piece, 0, -1))
    draw_seam (cr, x, y, x + width, y);
  if (joins (division, piece, 0, 1))
    draw_seam (cr, x, y + height, x + width, y + height);
}

static void
draw_piece (const Division *division, guint page, cairo_t *cr)
{
  const MdgFlowRect *piece = &g_array_index (division->pages->pieces, MdgFlowRect, page);
  const MdgFlowRect *room = &division->room;
  double scale = division->pages->scale;
  double spare_width = room->width - scale * piece->width;
  double spare_height = room->height - scale * piece->height;
  gboolean leftwards = joins (division, piece, -1, 0), rightwards = joins (division, piece, 1, 0);
  gboolean upwards = joins (division, piece, 0, -1), downwards = joins (division, piece, 0, 1);
  /* In the middle; what goes on at a side stands at that side. */
  double x = room->x + (leftwards ? 0 : rightwards ? spare_width : spare_width / 2);
  double y = room->y + (upwards ? 0 : downwards ? spare_height : spare_height / 2);

  cairo_save (cr);
  cairo_rectangle (cr, x, y, scale * piece->width, scale * piece->height);
  cairo_clip (cr);
  cairo_translate (cr, x - scale * piece->x, y - scale * piece->y);
  cairo_scale (cr, scale, scale);
  division->kind->draw (division->picture, cr);
  cairo_restore (cr);
  draw_seams (division, cr, piece, x, y);
}

/* Which part of the picture @page is: at the upper right. Returns: its width, with what is beside
 * it; 0: it is all of it */
static double
draw_plan (const Division *division, guint page, cairo_t *cr)
{
  const GArray *pieces = division->pages->pieces;
  double scale = fmin (PLAN_WIDTH / division->width, PLAN_HEIGHT / division->height);
  double left = division->room.x + division->room.width - scale * division->width;

  if (pieces->len < 2)
    return 0;
  cairo_save (cr);
  cairo_set_line_width (cr, 0.7);
  for (guint i = 0; i < pieces->len; i++)
    {
      const MdgFlowRect *piece = &g_array_index (pieces, MdgFlowRect, i);

      cairo_rectangle (cr, left + scale * piece->x, MDG_PAPER_MARGIN + scale * piece->y,
                       scale * piece->width, scale * piece->height);
      if (i == page)
        cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  return scale * division->width + BESIDE;
}

static void
draw_words (MdgPictureSheet *sheet, const Division *division, guint page, cairo_t *cr)
{
  g_auto (MdgPaper) paper = { 0 };
  const MdgFlowRect *room = &division->room;
  MdgTextStyle title = { .size = TITLE_SIZE, .bold = TRUE, .max_lines = 1 };
  MdgTextStyle small = { .size = MDG_PAPER_SMALLEST, .max_lines = 2 };
  g_autofree char *number
      = g_strdup_printf ("%u/%u", page + 1, MAX (division->pages->pieces->len, 1));
  double y = MDG_PAPER_MARGIN;
  g_autoptr (PangoLayout) layout = NULL;

  cairo_set_source_rgb (cr, 0, 0, 0);
  title.width = room->width - draw_plan (division, page, cr);
  small.width = room->width;
  mdg_paper_init (&paper, cr, NULL);
  y += mdg_paper_text (&paper, room->x, y, sheet->title, &title);
  mdg_paper_text (&paper, room->x, y, sheet->line, &small);
  small.width = 0;
  layout = mdg_paper_layout (&paper, number, -1, &small);
  y = room->y + room->height + BESIDE;
  cairo_move_to (cr, room->x + room->width - mdg_paper_layout_width (layout), y);
  mdg_paper_show (&paper, layout);
  small.width = room->width - mdg_paper_layout_width (layout) - BESIDE;
  mdg_paper_text (&paper, room->x, y, sheet->foot, &small);
  mdg_paper_finish (&paper);
}

void
mdg_picture_sheet_draw_page (MdgPictureSheet *sheet,
                             guint page,
                             cairo_t *cr,
                             double width,
                             double height)
{
  g_auto (Division) division = { 0 };

  divide (&division, sheet, cr, width, height);
  g_return_if_fail (page < division.pages->pieces->len);

  draw_words (sheet, &division, page, cr);
  draw_piece (&division, page, cr);
}

typedef struct
{
  MdgPictureSheet *sheet;
  double width, height;
} Drawing;

static gboolean
draw_page (cairo_t *cr, guint page, gpointer data, GError **error)
{
  const Drawing *drawing = data;

  mdg_picture_sheet_draw_page (drawing->sheet, page, cr, drawing->width, drawing->height);
  return TRUE;
}

MdgSecret *
mdg_picture_sheet_to_pdf (MdgPictureSheet *sheet, GError **error)
{
  Drawing drawing = { .sheet = sheet };

  mdg_picture_sheet_get_paper (sheet, &drawing.width, &drawing.height);
  return mdg_pdf_make_pages (sheet->title, sheet->made_at, drawing.width, drawing.height,
                             mdg_picture_sheet_count_pages (sheet, drawing.width, drawing.height),
                             draw_page, &drawing, error);
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
  gpointer picture = sheet->kind->open (sheet->data, FALSE, &width, &height);
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
  gpointer picture = sheet->kind->open (sheet->data, FALSE, &width, &height);
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
