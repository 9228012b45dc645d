/* test-qr-printer.c: a QR code on a page of a printer of Windows. The printer is a picture in
 * memory: to cairo it is the same. SPDX-License-Identifier: GPL-3.0-or-later */
#include "totp/qr-code.h"

#include <cairo-win32.h>
#include <math.h>

#define URI "otpauth://totp/Clinic:WA000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Clinic"
#define SIDE 500 /* of the page, pixels */
#define WHITE 0xffffff

typedef struct
{
  HDC device;
  HBITMAP paper;
  HGDIOBJ before;
  const guint32 *pixels;
} Printer;

static void
set_up (Printer *printer, gconstpointer data)
{
  BITMAPINFO form = { .bmiHeader = { .biSize = sizeof form.bmiHeader,
                                     .biWidth = SIDE,
                                     .biHeight = -SIDE, /* from the top down */
                                     .biPlanes = 1,
                                     .biBitCount = 32 } };
  RECT all = { 0, 0, SIDE, SIDE };
  void *pixels = NULL;

  printer->device = CreateCompatibleDC (NULL);
  printer->paper = CreateDIBSection (printer->device, &form, DIB_RGB_COLORS, &pixels, NULL, 0);
  g_assert_nonnull (printer->paper);
  printer->pixels = pixels;
  printer->before = SelectObject (printer->device, printer->paper);
  FillRect (printer->device, &all, GetStockObject (WHITE_BRUSH));
}

static void
tear_down (Printer *printer, gconstpointer data)
{
  SelectObject (printer->device, printer->before);
  DeleteObject (printer->paper);
  DeleteDC (printer->device);
}

static void
print (Printer *printer, MdgQrCode *code, double side)
{
  cairo_surface_t *surface = cairo_win32_printing_surface_create (printer->device);
  cairo_t *cr = cairo_create (surface);

  g_assert_cmpint (cairo_surface_get_type (surface), ==, CAIRO_SURFACE_TYPE_WIN32_PRINTING);
  cairo_scale (cr, 1.25, 1.25); /* as from points to a printer's pixels */
  mdg_qr_code_draw (code, cr, 10.4, 11.6, side);
  cairo_show_page (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  GdiFlush ();
}

static guint8
grey_at (const Printer *printer, guint x, guint y)
{
  guint32 pixel = printer->pixels[y * SIDE + x] & WHITE;

  g_assert_true (pixel == 0 || pixel == WHITE); /* an edge of a scaled picture is neither */
  return pixel == 0 ? 0 : 255;
}

/* Nothing but black and white, each module the same whole number of pixels, and it reads. */
static void
test_crisp (Printer *printer, gconstpointer data)
{
  g_autoptr (MdgSecret) text = mdg_secret_new_from_string (URI);
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (text, NULL);
  guint modules = mdg_qr_code_get_size (code) + 2 * MDG_QR_QUIET_ZONE;
  double side = 4.3 * modules;
  guint pixels = (guint)floor (side * 1.25 / modules);
  g_autofree guint8 *grey = g_malloc (SIDE * SIDE);
  g_autoptr (MdgSecret) seen = NULL;
  g_autoptr (GError) error = NULL;

  print (printer, code, side);
  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0, run = 0; x < SIDE; x++)
      {
        grey[y * SIDE + x] = grey_at (printer, x, y);
        if (grey[y * SIDE + x] == 0)
          run++;
        else
          {
            g_assert_cmpuint (run % pixels, ==, 0);
            run = 0;
          }
      }
  seen = mdg_qr_code_read (grey, SIDE, SIDE, SIDE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (seen), ==, URI);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/totp/qr-printer/crisp", Printer, NULL, set_up, test_crisp, tear_down);
  return g_test_run ();
}
