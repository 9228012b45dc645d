/* qr-code.c: a QR code (二次元バーコード) as modules, made by libqrencode and drawn on a cairo_t.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/qr-code.h"

#include <math.h>
#include <qrencode.h>
#include <sodium.h>

#define PARTS 8 /* of a point, on paper: such numbers are short and exact in a PDF */
#define GRAIN 8 /* bits on the side of a module in a picture of it */

struct _MdgQrCode
{
  gatomicrefcount ref_count;
  guint size;         /* modules on a side */
  MdgSecret *modules; /* size * size bytes, 1 is black: wiped when freed */
};

G_DEFINE_BOXED_TYPE (MdgQrCode, mdg_qr_code, mdg_qr_code_ref, mdg_qr_code_unref)

static gboolean
is_black (MdgQrCode *code, guint x, guint y)
{
  return mdg_secret_get_data (code->modules, NULL)[y * code->size + x] != 0;
}

/* Takes the modules out of libqrencode's array, which is wiped and freed. */
static MdgQrCode *
take_modules (QRcode *made)
{
  MdgQrCode *code = g_new0 (MdgQrCode, 1);
  gsize area = (gsize)made->width * (gsize)made->width;

  for (gsize i = 0; i < area; i++)
    made->data[i] &= 1; /* the other bits say what a module is for */
  g_atomic_ref_count_init (&code->ref_count);
  code->size = (guint)made->width;
  code->modules = mdg_secret_new (made->data, area);
  sodium_memzero (made->data, area);
  QRcode_free (made);
  return code;
}

/* Whether what is drawn falls on pixels: a picture, or the page of a printer of Windows. */
static gboolean
has_pixels (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_IMAGE || type == CAIRO_SURFACE_TYPE_WIN32_PRINTING;
}

/* Who keeps a mask as it is. Printers of Windows and of PostScript would get a picture of the place
 * instead, in a resolution that is not theirs. */
static gboolean
keeps_masks (cairo_t *cr)
{
  switch (cairo_surface_get_type (cairo_get_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_IMAGE:
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_RECORDING: /* of a widget, on its way to the screen */
      return TRUE;
    default:
      return FALSE;
    }
}

/* The side of one module and where the first one begins. On a raster that is only moved and scaled,
 * a module is a whole number of pixels and the grid falls on pixels: an unsharp edge costs range.
 * Elsewhere it is a whole number of parts of a point. */
static double
fit_grid (cairo_t *cr, guint n, double side, double *x, double *y)
{
  cairo_matrix_t m;

  cairo_get_matrix (cr, &m);
  gboolean raster = has_pixels (cr) && m.xy == 0 && m.yx == 0 && m.xx == m.yy && m.xx > 0;
  if (!raster)
    cairo_matrix_init_scale (&m, PARTS, PARTS);
  double steps = floor (side * m.xx / n);
  if (steps < 1)
    return side / n;

  double module = steps / m.xx;
  double gap = (side - module * n) / 2;
  *x = (round ((*x + gap) * m.xx + m.x0) - m.x0) / m.xx;
  *y = (round ((*y + gap) * m.yy + m.y0) - m.y0) / m.yy;
  return module;
}

/* The bits of a picture of the modules: as secret as they are, so wiped when freed. */
typedef struct
{
  gsize length;
  guint8 bits[];
} Picture;

static const cairo_user_data_key_t picture_key;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  sodium_memzero (picture->bits, picture->length);
  g_free (picture);
}

/* The modules as a picture, GRAIN bits to a side of each: a row of a module is one byte of it. It
 * is one mask, so nothing can shine through between two modules; it has so many bits that a viewer
 * which smoothes pictures leaves the edges sharp. Their outlines, thousands of numbers in a PDF,
 * took an eighth of the time of a whole sheet. Returns: in error when there is no memory. */
static cairo_pattern_t *
picture_modules (MdgQrCode *code)
{
  int side = GRAIN * (int)code->size;
  gsize stride = (gsize)cairo_format_stride_for_width (CAIRO_FORMAT_A1, side);
  Picture *picture = g_malloc0 (sizeof *picture + stride * (gsize)side);
  cairo_surface_t *surface;
  cairo_pattern_t *pattern;

  picture->length = stride * (gsize)side;
  for (guint y = 0; y < code->size * GRAIN; y++)
    for (guint x = 0; x < code->size; x++)
      picture->bits[y * stride + x] = is_black (code, x, y / GRAIN) ? 0xff : 0;
  surface = cairo_image_surface_create_for_data (picture->bits, CAIRO_FORMAT_A1, side, side,
                                                 (int)stride);
  if (cairo_surface_set_user_data (surface, &picture_key, picture, picture_free)
      != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_finish (surface);
      picture_free (picture);
    }
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);
  return pattern;
}

static void
mask_modules (cairo_t *cr, MdgQrCode *code)
{
  cairo_pattern_t *modules = picture_modules (code);

  cairo_scale (cr, 1.0 / GRAIN, 1.0 / GRAIN);
  cairo_mask (cr, modules);
  cairo_pattern_destroy (modules);
}

/* One rectangle for what is black side by side, all of them in one path: where two meet, they have
 * the same edge. */
static void
fill_modules (cairo_t *cr, MdgQrCode *code)
{
  for (guint y = 0; y < code->size; y++)
    for (guint x = 0, run = 0; x < code->size; x += run)
      {
        gboolean black = is_black (code, x, y);

        for (run = 1; x + run < code->size && is_black (code, x + run, y) == black;)
          run++;
        if (black)
          cairo_rectangle (cr, x, y, run, 1);
      }
  cairo_fill (cr);
}

MdgQrCode *
mdg_qr_code_new (MdgSecret *text, GError **error)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  const guint8 *data = mdg_secret_get_data (text, &length);
  QRcode *made = length > 0 && length <= G_MAXINT
                     ? QRcode_encodeData ((int)length, data, 0, QR_ECLEVEL_M)
                     : NULL;
  if (made != NULL)
    return take_modules (made);
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "%" G_GSIZE_FORMAT " bytes do not fit a QR code",
                 length);
  return NULL;
}

MdgQrCode *
mdg_qr_code_ref (MdgQrCode *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  g_atomic_ref_count_inc (&code->ref_count);
  return code;
}

void
mdg_qr_code_unref (MdgQrCode *code)
{
  g_return_if_fail (code != NULL);

  if (!g_atomic_ref_count_dec (&code->ref_count))
    return;
  mdg_secret_unref (code->modules);
  g_free (code);
}

guint
mdg_qr_code_get_size (MdgQrCode *code)
{
  g_return_val_if_fail (code != NULL, 0);

  return code->size;
}

void
mdg_qr_code_draw (MdgQrCode *code, cairo_t *cr, double x, double y, double side)
{
  g_return_if_fail (code != NULL && cr != NULL && side > 0);

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x, y, side, side);
  cairo_fill (cr);

  double module = fit_grid (cr, code->size + 2 * MDG_QR_QUIET_ZONE, side, &x, &y);
  cairo_translate (cr, x + MDG_QR_QUIET_ZONE * module, y + MDG_QR_QUIET_ZONE * module);
  cairo_scale (cr, module, module);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (keeps_masks (cr))
    mask_modules (cr, code);
  else
    fill_modules (cr, code);
  cairo_restore (cr);
}
