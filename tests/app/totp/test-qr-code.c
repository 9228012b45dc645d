/* test-qr-code.c: QR codes drawn and read back from good and bad pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/qr-code.h"

#include <cairo-ps.h>
#ifdef CAIRO_HAS_TEE_SURFACE
#include <cairo-tee.h>
#endif
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#define URI "otpauth://totp/Clinic:WA000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Clinic"

static MdgQrCode *
make_code (const char *text)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);
  g_autoptr (GError) error = NULL;
  MdgQrCode *code = mdg_qr_code_new (secret, &error);

  g_assert_no_error (error);
  return code;
}

/* A picture (RGB24) of @text, @side pixels wide, in a white surface with @margin around it, turned
 * by
 * @degrees about its middle. */
static cairo_surface_t *
picture_of (const char *text, double side, double margin, double degrees)
{
  g_autoptr (MdgQrCode) code = make_code (text);
  int size = (int)ceil (side + 2 * margin);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, size / 2.0, size / 2.0);
  if (degrees != 0)
    cairo_rotate (cr, degrees * G_PI / 180);
  mdg_qr_code_draw (code, cr, -side / 2, -side / 2, side);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* The grey values of @surface, one byte a pixel; free with g_free(). */
static guint8 *
grey_of (cairo_surface_t *surface, guint *width, guint *height)
{
  *width = (guint)cairo_image_surface_get_width (surface);
  *height = (guint)cairo_image_surface_get_height (surface);
  const guint8 *rows = cairo_image_surface_get_data (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  guint8 *grey = g_malloc ((gsize)*width * *height);

  for (gsize y = 0; y < *height; y++)
    for (gsize x = 0; x < *width; x++)
      grey[y * *width + x] = rows[y * stride + x * 4]; /* all three colours are the same */
  return grey;
}

static void
assert_reads (const guint8 *grey, guint width, guint height, gsize stride, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) seen = mdg_qr_code_read (grey, width, height, stride, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (seen), ==, text);
}

static void
assert_reads_not (const guint8 *grey, guint width, guint height, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) seen = mdg_qr_code_read (grey, width, height, width, &error);

  g_assert_null (seen);
  g_assert_error (error, MDG_ERROR, (int)code);
}

static void
assert_surface_reads (cairo_surface_t *surface, const char *text)
{
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);

  assert_reads (grey, width, height, width, text);
}

/* A box blur of @radius, twice. */
static void
blur (guint8 *grey, guint width, guint height, int radius)
{
  g_autofree guint8 *from = g_malloc ((gsize)width * height);

  for (int pass = 0; pass < 2; pass++)
    {
      memcpy (from, grey, (gsize)width * height);
      for (int y = 0; y < (int)height; y++)
        for (int x = 0; x < (int)width; x++)
          {
            guint sum = 0, n = 0;
            for (int j = MAX (0, y - radius); j <= MIN ((int)height - 1, y + radius); j++)
              for (int i = MAX (0, x - radius); i <= MIN ((int)width - 1, x + radius); i++, n++)
                sum += from[j * (int)width + i];
            grey[y * (int)width + x] = (guint8)(sum / n);
          }
    }
}

static void
test_sizes (void)
{
  const char *const texts[] = { "a", "WA000001", URI, "日本語 🩺 text" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int side = 60; side <= 900; side += 120)
      {
        g_autoptr (MdgQrCode) code = make_code (texts[i]);
        if (side < (int)mdg_qr_code_get_size (code) + 2 * MDG_QR_QUIET_ZONE)
          continue; /* less than a pixel a module */
        cairo_surface_t *surface = picture_of (texts[i], side, 0, 0);
        assert_surface_reads (surface, texts[i]);
        cairo_surface_destroy (surface);
      }
}

static void
test_does_not_fit (void)
{
  g_autofree char *longest = g_strnfill (2331, 'x'); /* version 40, level M, 8 bits */
  g_autofree char *too_long = g_strnfill (2332, 'x');
  g_autoptr (MdgSecret) fits = mdg_secret_new_from_string (longest);
  g_autoptr (MdgSecret) fits_not = mdg_secret_new_from_string (too_long);
  g_autoptr (MdgSecret) nothing = mdg_secret_new_from_string ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (fits, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mdg_qr_code_get_size (code), ==, 177);
  g_assert_null (mdg_qr_code_new (fits_not, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (mdg_qr_code_new (nothing, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
}

/* On a raster each module is the same whole number of pixels, and there is nothing but black and
 * white, wherever and at whatever scale it is drawn. */
static void
test_crisp (void)
{
  g_autoptr (MdgQrCode) code = make_code (URI);
  guint modules = mdg_qr_code_get_size (code) + 2 * MDG_QR_QUIET_ZONE;

  for (double side = modules; side < 3.4 * modules; side += 13.3)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 500);
      cairo_t *cr = cairo_create (surface);
      cairo_translate (cr, 3.3, 1.7);
      cairo_scale (cr, 1.25, 1.25);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      mdg_qr_code_draw (code, cr, 10.4, 11.6, side);
      cairo_destroy (cr);
      guint width, height;
      g_autofree guint8 *grey = grey_of (surface, &width, &height);
      cairo_surface_destroy (surface);

      guint pixels = (guint)floor (side * 1.25 / modules);
      for (guint y = 0; y < height; y++)
        for (guint x = 0, run = 0; x < width; x++)
          {
            guint8 value = grey[y * width + x];
            g_assert_true (value == 0 || value == 255);
            run = value == 0 ? run + 1 : 0;
            if (run > 0 && (x + 1 == width || grey[y * width + x + 1] != 0))
              g_assert_cmpuint (run % pixels, ==, 0);
          }
    }
}

#ifdef CAIRO_HAS_TEE_SURFACE
/* Where a mask would become a picture of another resolution, as on a printer of Windows: the same
 * modules, as rectangles. The tee hands on what it gets, and is no picture itself. */
static void
test_rectangles (void)
{
  g_autoptr (MdgQrCode) code = make_code (URI);
  guint modules = mdg_qr_code_get_size (code) + 2 * MDG_QR_QUIET_ZONE;

  for (double side = 3 * modules; side < 4.2 * modules; side += 11.3)
    {
      cairo_surface_t *mask = picture_of (URI, side, 0, 0);
      cairo_surface_t *surface = cairo_surface_create_similar_image (
          mask, CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (mask),
          cairo_image_surface_get_height (mask));
      cairo_surface_t *tee = cairo_tee_surface_create (surface);
      cairo_t *cr = cairo_create (tee);
      guint width, height;

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      mdg_qr_code_draw (code, cr, 0, 0, side);
      cairo_destroy (cr);
      assert_surface_reads (surface, URI);
      g_autofree guint8 *seen = grey_of (surface, &width, &height);
      g_autofree guint8 *expected = grey_of (mask, &width, &height);
      if (side == 3 * modules)
        g_assert_cmpmem (seen, width * height, expected, width * height);
      cairo_surface_destroy (tee);
      cairo_surface_destroy (surface);
      cairo_surface_destroy (mask);
    }
}
#endif

static cairo_status_t
append (void *text, const unsigned char *data, unsigned int length)
{
  g_string_append_len (text, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A page that is recorded and then written for a printer, as those of Windows are. */
static void
test_printer_gets_no_picture (void)
{
  g_autoptr (MdgQrCode) code = make_code (URI);
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_surface_t *surface = cairo_ps_surface_create_for_stream (append, text, 595, 842);
  cairo_t *cr = cairo_create (surface);
  const char *page;

  mdg_qr_code_draw (code, cr, 50, 50, 200);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  page = strstr (text->str, "%%EndPageSetup");
  g_assert_nonnull (page);
  g_assert_null (strstr (page, "image"));
  g_assert_cmpuint (strlen (page), >, 8000); /* some 400 rectangles */
}

static void
test_reference_counted (void)
{
  MdgQrCode *code = make_code ("x");
  GValue value = G_VALUE_INIT;

  g_value_init (&value, MDG_TYPE_QR_CODE);
  g_value_set_boxed (&value, code);
  g_assert_true (g_value_get_boxed (&value) == code);
  mdg_qr_code_unref (code);
  g_assert_cmpuint (mdg_qr_code_get_size (g_value_get_boxed (&value)), ==, 21);
  g_value_unset (&value);
}

static void
test_rotated (void)
{
  for (int degrees = 0; degrees < 360; degrees += 15)
    {
      cairo_surface_t *surface = picture_of (URI, 400, 120, degrees);
      assert_surface_reads (surface, URI);
      cairo_surface_destroy (surface);
    }
}

/* A photo of a sheet in a dim room, out of focus, lit from one side. */
static void
test_photo (void)
{
  cairo_surface_t *surface = picture_of (URI, 420, 60, 4);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);

  cairo_surface_destroy (surface);
  blur (grey, width, height, 2);
  assert_reads (grey, width, height, width, URI);
  for (gsize i = 0; i < (gsize)width * height; i++)
    grey[i] = (guint8)(20 + grey[i] * (40 + 60 * (i % width) / width) / 255);
  assert_reads (grey, width, height, width, URI);
}

/* So little light that black and white are a few of the 256 greys apart, and the picture is grainy.
 */
static void
test_dark (void)
{
  cairo_surface_t *surface = picture_of (URI, 420, 60, 7);
  g_autoptr (GRand) grain = g_rand_new_with_seed (8);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);

  cairo_surface_destroy (surface);
  blur (grey, width, height, 1);
  for (gsize i = 0; i < (gsize)width * height; i++)
    grey[i] = (guint8)(4 + grey[i] * 20 / 255 + g_rand_int_range (grain, 0, 4));
  assert_reads (grey, width, height, width, URI);
}

static void
test_inverted (void)
{
  cairo_surface_t *surface = picture_of (URI, 300, 20, 0);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);

  cairo_surface_destroy (surface);
  for (gsize i = 0; i < (gsize)width * height; i++)
    grey[i] = (guint8)(255 - grey[i]);
  assert_reads (grey, width, height, width, URI);
}

static void
test_stride (void)
{
  cairo_surface_t *surface = picture_of (URI, 200, 0, 0);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);
  gsize stride = width + 13;
  g_autofree guint8 *rows = g_malloc (stride * (height - 1) + width);

  cairo_surface_destroy (surface);
  for (guint y = 0; y < height; y++)
    memcpy (rows + y * stride, grey + (gsize)y * width, width);
  assert_reads (rows, width, height, stride, URI);
}

/* Two codes side by side: of different content refused, of the same content as good as one. */
static void
test_several (void)
{
  const char *const second[] = { "otpauth://totp/other?secret=JBSWY3DPEHPK3PXP", URI };

  for (gsize i = 0; i < G_N_ELEMENTS (second); i++)
    {
      g_autoptr (MdgQrCode) one = make_code (URI);
      g_autoptr (MdgQrCode) two = make_code (second[i]);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 700, 400);
      cairo_t *cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      mdg_qr_code_draw (one, cr, 10, 10, 300);
      mdg_qr_code_draw (two, cr, 350, 40, 300);
      cairo_destroy (cr);
      guint width, height;
      g_autofree guint8 *grey = grey_of (surface, &width, &height);
      cairo_surface_destroy (surface);
      if (i == 0)
        assert_reads_not (grey, width, height, MDG_ERROR_SEVERAL_QR_CODES);
      else
        assert_reads (grey, width, height, width, URI);
    }
}

static void
test_none (void)
{
  g_autofree guint8 *grey = g_malloc (300 * 200);

  memset (grey, 255, 300 * 200);
  assert_reads_not (grey, 300, 200, MDG_ERROR_NO_QR_CODE);
  for (gsize i = 0; i < 300 * 200; i++)
    grey[i] = (guint8)(i * 2654435761u >> 13); /* noise */
  assert_reads_not (grey, 300, 200, MDG_ERROR_NO_QR_CODE);
  for (guint width = 0; width < 30; width++)
    assert_reads_not (grey, width, 30 - width, MDG_ERROR_NO_QR_CODE);
}

static void
test_half_a_code (void)
{
  cairo_surface_t *surface = picture_of (URI, 300, 20, 0);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);

  cairo_surface_destroy (surface);
  assert_reads_not (grey, width, height / 2, MDG_ERROR_NO_QR_CODE);
}

/* @surface as a file of @kind. */
static GBytes *
file_of (cairo_surface_t *surface, const char *kind)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint w, h;
  g_autofree guint8 *grey = grey_of (surface, &w, &h);
  char *data = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  for (guint y = 0; y < h; y++)
    for (guint x = 0; x < w; x++)
      memset (gdk_pixbuf_get_pixels (pixbuf) + y * (guint)gdk_pixbuf_get_rowstride (pixbuf) + x * 3,
              grey[y * w + x], 3);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, kind, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
assert_file_refused (GBytes *file, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) seen = mdg_qr_code_read_image (file, &error);

  g_assert_null (seen);
  g_assert_error (error, MDG_ERROR, (int)code);
}

/* The Windows program's gdk-pixbuf does not. */
static gboolean
reads_bmp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *link = formats; link != NULL; link = link->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (link->data);

      if (g_str_equal (name, "bmp"))
        return TRUE;
    }
  return FALSE;
}

static void
test_files (void)
{
  const char *const kinds[] = { "png", "jpeg", "bmp" };
  cairo_surface_t *surface = picture_of (URI, 400, 50, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) - !reads_bmp (); i++)
    {
      g_autoptr (GBytes) file = file_of (surface, kinds[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) seen = mdg_qr_code_read_image (file, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (mdg_secret_get_string (seen), ==, URI);
    }
  cairo_surface_destroy (surface);
}

/* A transparent picture is as if on white paper. */
static void
test_transparent (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 300, 300);
  cairo_surface_t *surface = picture_of (URI, 300, 0, 0);
  guint width, height;
  g_autofree guint8 *grey = grey_of (surface, &width, &height);
  char *data = NULL;
  gsize length;

  cairo_surface_destroy (surface);
  gdk_pixbuf_fill (pixbuf, 0);
  for (guint i = 0; i < 300 * 300; i++)
    gdk_pixbuf_get_pixels (
        pixbuf)[i / 300 * (guint)gdk_pixbuf_get_rowstride (pixbuf) + i % 300 * 4 + 3]
        = (guint8)(255 - grey[i]);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  g_autoptr (GBytes) file = g_bytes_new_take (data, length);
  g_autoptr (MdgSecret) seen = mdg_qr_code_read_image (file, NULL);
  g_assert_cmpstr (mdg_secret_get_string (seen), ==, URI);
}

/* Cut off anywhere, a file is refused or (when only its end is missing) still read. */
static void
test_truncated (void)
{
  const char *const kinds[] = { "png", "jpeg", "bmp" };
  cairo_surface_t *surface = picture_of (URI, 120, 10, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) - !reads_bmp (); i++)
    {
      g_autoptr (GBytes) file = file_of (surface, kinds[i]);
      gsize length = g_bytes_get_size (file);
      for (gsize n = 0; n < length; n += MAX (1, length / 40))
        {
          g_autoptr (GBytes) piece = g_bytes_new (g_bytes_get_data (file, NULL), n);
          g_autoptr (GError) error = NULL;
          g_autoptr (MdgSecret) seen = mdg_qr_code_read_image (piece, &error);
          if (seen != NULL)
            g_assert_cmpstr (mdg_secret_get_string (seen), ==, URI);
          else
            g_assert_true (error->domain == MDG_ERROR);
          g_assert_true (n > length / 2 || seen == NULL);
        }
    }
  cairo_surface_destroy (surface);
}

static void
put_be32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_BE (value);
  memcpy (at, &value, 4);
}

/* Headers that promise a giant picture: refused before memory is taken for it. */
static void
test_huge (void)
{
  cairo_surface_t *surface = picture_of (URI, 120, 10, 0);
  g_autoptr (GBytes) png = file_of (surface, "png");
  g_autofree guint8 *large_png = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree guint8 *long_file = g_malloc0 (16 * 1024 * 1024 + 1);

  cairo_surface_destroy (surface);
  put_be32 (large_png + 16, 50000); /* width and height stand after the signature and "IHDR" */
  put_be32 (large_png + 20, 50000);
  put_be32 (large_png + 29, 0xC4CDAA9D); /* the CRC of that header */
  g_autoptr (GBytes) png_file = g_bytes_new (large_png, g_bytes_get_size (png));
  assert_file_refused (png_file, MDG_ERROR_INVALID_INPUT);

  memcpy (long_file, "\211PNG\r\n\032\n", 8);
  g_autoptr (GBytes) long_png = g_bytes_new (long_file, 16 * 1024 * 1024 + 1);
  assert_file_refused (long_png, MDG_ERROR_INVALID_INPUT);
}

/* Returns: (nullable): a picture, and a skipped test where there are none */
static GBytes *
bmp_file (void)
{
  cairo_surface_t *surface;
  GBytes *file;

  if (!reads_bmp ())
    {
      g_test_skip ("BMP is not read here");
      return NULL;
    }
  surface = picture_of (URI, 120, 10, 0);
  file = file_of (surface, "bmp");
  cairo_surface_destroy (surface);
  return file;
}

static void
test_huge_bmp (void)
{
  g_autoptr (GBytes) bmp = bmp_file ();
  g_autoptr (GBytes) file = NULL;
  guint8 *data;

  if (bmp == NULL)
    return;
  data = g_memdup2 (g_bytes_get_data (bmp, NULL), g_bytes_get_size (bmp));
  memcpy (data + 18, "\x50\xC3\0\0\x50\xC3\0\0", 8); /* 50,000 x 50,000 */
  file = g_bytes_new_take (data, g_bytes_get_size (bmp));
  assert_file_refused (file, MDG_ERROR_INVALID_INPUT);
}

/* What a fuzzer found: headers of 4 GB, for which the decoder would take the memory. */
static void
test_long_headers (void)
{
  const gsize places[] = { 10, 14, 46 }; /* pixels at, length of the header, colours */
  g_autoptr (GBytes) bmp = bmp_file ();

  if (bmp == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize length = g_bytes_get_size (bmp);
      guint8 *data = g_memdup2 (g_bytes_get_data (bmp, NULL), length);
      memcpy (data + places[i], "\xF6\xFF\xFF\xFF", 4);
      g_autoptr (GBytes) file = g_bytes_new_take (data, length);
      assert_file_refused (file, MDG_ERROR_DAMAGED);
    }
}

static void
test_other_kinds (void)
{
  const char *const files[] = { "",          "B",
                                "GIF89a",    "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                "/* XPM */", "otpauth://totp/a" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new (files[i], strlen (files[i]));
      assert_file_refused (file, MDG_ERROR_INVALID_INPUT);
    }
}

static void
test_file_without_code (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 100);
  g_autoptr (GBytes) file = file_of (surface, "png");

  cairo_surface_destroy (surface);
  assert_file_refused (file, MDG_ERROR_NO_QR_CODE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totp/qr-code/sizes", test_sizes);
  g_test_add_func ("/totp/qr-code/does-not-fit", test_does_not_fit);
  g_test_add_func ("/totp/qr-code/crisp", test_crisp);
#ifdef CAIRO_HAS_TEE_SURFACE
  g_test_add_func ("/totp/qr-code/rectangles", test_rectangles);
#endif
  g_test_add_func ("/totp/qr-code/printer-gets-no-picture", test_printer_gets_no_picture);
  g_test_add_func ("/totp/qr-code/reference-counted", test_reference_counted);
  g_test_add_func ("/totp/qr-code/rotated", test_rotated);
  g_test_add_func ("/totp/qr-code/photo", test_photo);
  g_test_add_func ("/totp/qr-code/dark", test_dark);
  g_test_add_func ("/totp/qr-code/inverted", test_inverted);
  g_test_add_func ("/totp/qr-code/stride", test_stride);
  g_test_add_func ("/totp/qr-code/several", test_several);
  g_test_add_func ("/totp/qr-code/none", test_none);
  g_test_add_func ("/totp/qr-code/half-a-code", test_half_a_code);
  g_test_add_func ("/totp/qr-code/files", test_files);
  g_test_add_func ("/totp/qr-code/transparent", test_transparent);
  g_test_add_func ("/totp/qr-code/truncated", test_truncated);
  g_test_add_func ("/totp/qr-code/huge", test_huge);
  g_test_add_func ("/totp/qr-code/huge-bmp", test_huge_bmp);
  g_test_add_func ("/totp/qr-code/long-headers", test_long_headers);
  g_test_add_func ("/totp/qr-code/other-kinds", test_other_kinds);
  g_test_add_func ("/totp/qr-code/file-without-code", test_file_without_code);
  return g_test_run ();
}
