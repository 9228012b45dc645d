/* qr-code.c: a QR code (二次元バーコード) as modules, made by libqrencode and drawn on a cairo_t.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/qr-code.h"

#include <math.h>
#include <qrencode.h>
#include <sodium.h>

#define PARTS 8 /* of a point, on paper: such numbers are short and exact in a PDF */

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

/* The side of one module and where the first one begins. On a raster that is only moved and scaled,
 * a module is a whole number of pixels and the grid falls on pixels: an unsharp edge costs range.
 * Elsewhere it is a whole number of parts of a point. */
static double
fit_grid (cairo_t *cr, guint n, double side, double *x, double *y)
{
  cairo_matrix_t m;

  cairo_get_matrix (cr, &m);
  gboolean raster = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE
                    && m.xy == 0 && m.yx == 0 && m.xx == m.yy && m.xx > 0;
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

/* As is_black(); white outside. */
static gboolean
has_ink (MdgQrCode *code, int x, int y)
{
  return x >= 0 && y >= 0 && x < (int)code->size && y < (int)code->size
         && is_black (code, (guint)x, (guint)y);
}

typedef struct
{
  MdgQrCode *code;
  cairo_t *cr;
  double x, y, module;
  guint8 *done; /* by module: whether its upper edge is in the path */
} Tracer;

static void
corner (Tracer *tracer, int x, int y)
{
  cairo_line_to (tracer->cr, tracer->x + x * tracer->module, tracer->y + y * tracer->module);
}

/* Goes once around an area from the upper edge of the module (@x, @y), black at the right hand; at
 * each corner of the grid it turns right where there is white before it at the right, left where
 * there is black at the left. */
static void
trace (Tracer *tracer, int x, int y)
{
  static const int step[][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  const int begin_x = x, begin_y = y;
  int way = 0;

  cairo_new_sub_path (tracer->cr);
  corner (tracer, x, y);
  do
    {
      int ahead_x, ahead_y, turn;

      if (way == 0)
        tracer->done[(guint)y * tracer->code->size + (guint)x] = 1;
      x += step[way][0];
      y += step[way][1];
      /* The two modules that lie before the corner: at the right hand, and at the left. */
      ahead_x = x - (way == 1 || way == 2);
      ahead_y = y - (way == 2 || way == 3);
      if (!has_ink (tracer->code, ahead_x, ahead_y))
        turn = 1;
      else
        turn = has_ink (tracer->code, ahead_x + step[(way + 3) % 4][0],
                        ahead_y + step[(way + 3) % 4][1])
                   ? 3
                   : 0;
      if (turn != 0)
        corner (tracer, x, y);
      way = (way + turn) % 4;
    }
  while (x != begin_x || y != begin_y || way != 0);
  cairo_close_path (tracer->cr);
}

/* The outlines of all black areas in one path: nothing can shine through between two modules, as it
 * does when each is filled by itself, and a PDF has half as much to say. */
static void
add_modules (MdgQrCode *code, cairo_t *cr, double x, double y, double module)
{
  g_autofree guint8 *done = g_malloc0 ((gsize)code->size * code->size);
  Tracer tracer = { .code = code, .cr = cr, .x = x, .y = y, .module = module, .done = done };

  for (guint row = 0; row < code->size; row++)
    for (guint column = 0; column < code->size; column++)
      if (is_black (code, column, row) && !has_ink (code, (int)column, (int)row - 1)
          && !done[row * code->size + column])
        trace (&tracer, (int)column, (int)row);
  sodium_memzero (done, (gsize)code->size * code->size);
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
  cairo_set_source_rgb (cr, 0, 0, 0);
  add_modules (code, cr, x + MDG_QR_QUIET_ZONE * module, y + MDG_QR_QUIET_ZONE * module, module);
  cairo_fill (cr);
  cairo_restore (cr);
}
