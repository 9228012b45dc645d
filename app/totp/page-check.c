/* page-check.c: draws a page on a raster and reads its QR code back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/page-check.h"

#include <math.h>
#include <sodium.h>

#include "totp/grey-image.h"
#include "totp/qr-code.h"
#include "totp/registration-sheet.h"

#define DPI 150.0
#define POINTS_PER_INCH 72.0

static void
wipe_surface (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  sodium_memzero (cairo_image_surface_get_data (surface),
                  (gsize)cairo_image_surface_get_stride (surface)
                      * (gsize)cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
}

static MdgGreyImage *
rasterise (MdgPageDraw draw, gpointer data)
{
  const double scale = DPI / POINTS_PER_INCH;
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)ceil (MDG_SHEET_WIDTH * scale),
                                    (int)ceil (MDG_SHEET_HEIGHT * scale));
  MdgGreyImage *image = NULL;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  draw (cr, data);
  gboolean sound = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (sound)
    image = mdg_grey_image_new_from_surface (surface);
  wipe_surface (surface);
  return image;
}

gboolean
mdg_page_check (MdgPageDraw draw, gpointer data, MdgSecret *expected, GError **error)
{
  g_autoptr (MdgGreyImage) image = NULL;
  g_autoptr (MdgSecret) seen = NULL;
  g_autoptr (GError) reason = NULL;

  image = rasterise (draw, data);
  if (image != NULL)
    seen = mdg_qr_code_read (image->pixels, image->width, image->height, image->width, &reason);
  if (seen != NULL && mdg_secret_equal (seen, expected))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_NOT_SCANNABLE, "the drawn sheet does not scan: %s",
                 image == NULL  ? "it could not be drawn"
                 : seen != NULL ? "another content"
                                : reason->message);
  return FALSE;
}
