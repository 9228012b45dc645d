/* page-check.c: draws a page on a raster and reads its QR code back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/page-check.h"

#include <math.h>
#include <sodium.h>

#include "totp/qr-reader.h"
#include "totp/registration-sheet.h"
#include "totp/sheet-page.h"

#define DPI 150.0
#define POINTS_PER_INCH 72.0
#define SPARSE 4 /* pixels between the lines looked at first; a module is 5 or more wide */

/* Draws the page without pixels, to be laid out once only. */
static cairo_surface_t *
record (MdgPageDraw draw, gpointer data, cairo_rectangle_t *qr)
{
  const cairo_rectangle_t page = { 0, 0, MDG_SHEET_WIDTH, MDG_SHEET_HEIGHT };
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &page);
  cairo_t *cr = cairo_create (recording);

  *qr = page;
  draw (cr, qr, data);
  gboolean sound = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  if (sound)
    return recording;
  cairo_surface_destroy (recording);
  return NULL;
}

/* The part of @recording around @qr. NULL when there is no memory for it. */
static MdgGreyImage *
rasterise (cairo_surface_t *recording, const cairo_rectangle_t *qr)
{
  const double scale = DPI / POINTS_PER_INCH;
  double left = fmax (0, qr->x - MDG_SHEET_AROUND);
  double top = fmax (0, qr->y - MDG_SHEET_AROUND);
  double width = fmin (MDG_SHEET_WIDTH, qr->x + qr->width + MDG_SHEET_AROUND) - left;
  double height = fmin (MDG_SHEET_HEIGHT, qr->y + qr->height + MDG_SHEET_AROUND) - top;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)ceil (width * scale), (int)ceil (height * scale));
  MdgGreyImage *image = NULL;

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      cairo_t *cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, recording, -left, -top);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      image = mdg_grey_image_new_from_surface (surface);
      sodium_memzero (cairo_image_surface_get_data (surface),
                      (gsize)cairo_image_surface_get_stride (surface)
                          * (gsize)cairo_image_surface_get_height (surface));
    }
  cairo_surface_destroy (surface);
  return image;
}

struct _MdgPageCheck
{
  cairo_surface_t *recording; /* NULL: it could not be drawn */
  cairo_rectangle_t qr;
  MdgSecret *expected;
  GThread *thread;
  GError *error; /* NULL: it scans */
};

static void
read_back (MdgPageCheck *check)
{
  g_autoptr (MdgGreyImage) image
      = check->recording != NULL ? rasterise (check->recording, &check->qr) : NULL;
  g_autoptr (MdgSecret) seen = NULL;
  g_autoptr (GError) reason = NULL;

  if (image != NULL)
    seen = mdg_qr_reader_read_sparse (image, SPARSE, NULL);
  if (image != NULL && seen == NULL)
    seen = mdg_qr_reader_read_sparse (image, 1, &reason);
  if (seen != NULL && mdg_secret_equal (seen, check->expected))
    return;
  mdg_set_error (&check->error, MDG_ERROR_NOT_SCANNABLE, "the drawn sheet does not scan: %s",
                 image == NULL  ? "it could not be drawn"
                 : seen != NULL ? "another content"
                                : reason->message);
}

static gpointer
run_read_back (gpointer check)
{
  read_back (check);
  return NULL;
}

static MdgPageCheck *
draw_check (MdgPageDraw draw, gpointer data, MdgSecret *expected)
{
  MdgPageCheck *check = g_new0 (MdgPageCheck, 1);

  check->recording = record (draw, data, &check->qr);
  check->expected = mdg_secret_ref (expected);
  return check;
}

MdgPageCheck *
mdg_page_check_begin (MdgPageDraw draw, gpointer data, MdgSecret *expected)
{
  MdgPageCheck *check = draw_check (draw, data, expected);

  check->thread = g_thread_try_new ("page-check", run_read_back, check, NULL);
  return check;
}

gboolean
mdg_page_check_end (MdgPageCheck *check, GError **error)
{
  gboolean scans;

  if (check->thread != NULL)
    g_thread_join (check->thread);
  else
    read_back (check);
  scans = check->error == NULL;
  if (!scans)
    g_propagate_error (error, check->error);
  g_clear_pointer (&check->recording, cairo_surface_destroy);
  mdg_secret_unref (check->expected);
  g_free (check);
  return scans;
}

gboolean
mdg_page_check (MdgPageDraw draw, gpointer data, MdgSecret *expected, GError **error)
{
  return mdg_page_check_end (draw_check (draw, data, expected), error);
}
