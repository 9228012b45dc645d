/* test-flow-sheet.c: the picture that is handed out: it is there, whole, and shows the way that was
 * gone. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-sheet.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define NOON 1795230000 /* 2026-11-21 */

static MdgPictureSheet *
make_sheet (const char *language, gboolean walked)
{
  MdgFlow *flow = mdg_flow_new (language);
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);
  MdgFlowTrace trace;
  MdgPictureWords words = { "同意フロー", "医療機関", "2026-11-20" };

  for (guint i = 0; walked && i < 4; i++)
    g_assert_true (mdg_walk_answer (walk, 0, NOON));
  mdg_flow_trace_walk (&trace, walk);
  return mdg_flow_sheet_new (flow, &variant, walked ? &trace : NULL, &words, NOON);
}

static void
test_pdf (gconstpointer language)
{
  g_autoptr (MdgPictureSheet) sheet = make_sheet (language, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_picture_sheet_to_pdf (sheet, &error);
  const guint8 *data;
  gsize length;

  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  g_assert_cmpuint (length, >, 5000);
  g_assert_cmpint (memcmp (data, "%PDF-", 5), ==, 0);
}

static void
test_svg (void)
{
  g_autoptr (MdgPictureSheet) sheet = make_sheet ("ja", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = mdg_picture_sheet_to_svg (sheet, &error);
  gsize length;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (svg, &length);
  g_assert_nonnull (g_strstr_len (data, (gssize)MIN (length, 400), "<svg"));
  g_assert_nonnull (g_strrstr_len (data, (gssize)length, "</svg>"));
}

static guint
count_dark (GdkPixbuf *picture)
{
  const guchar *pixels = gdk_pixbuf_read_pixels (picture);
  guint n = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (picture); x++)
      n += pixels[y * gdk_pixbuf_get_rowstride (picture) + x * gdk_pixbuf_get_n_channels (picture)]
           < 128;
  return n;
}

static GdkPixbuf *
load_png (MdgPictureSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = mdg_picture_sheet_to_png (sheet, 0.5, &error);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_no_error (error);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, png, &error));
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* The way that was gone is thick: more of the picture is dark. */
static void
test_png (void)
{
  g_autoptr (MdgPictureSheet) plain = make_sheet ("ja", FALSE);
  g_autoptr (MdgPictureSheet) walked = make_sheet ("ja", TRUE);
  g_autoptr (GdkPixbuf) one = load_png (plain);
  g_autoptr (GdkPixbuf) other = load_png (walked);

  g_assert_cmpint (gdk_pixbuf_get_width (one), ==, gdk_pixbuf_get_width (other));
  g_assert_cmpuint (count_dark (one), >, 1000);
  g_assert_cmpuint (count_dark (other), >, count_dark (one) + 500);
}

static void
test_name (void)
{
  g_autoptr (MdgPictureSheet) sheet = make_sheet ("en", FALSE);
  g_autofree char *name = mdg_picture_sheet_suggest_name (sheet, "svg");

  g_assert_cmpstr (name, ==, "Consent-flow_20261121.svg");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow-sheet/pdf/ja", "ja", test_pdf);
  g_test_add_data_func ("/flow-sheet/pdf/en", "en", test_pdf);
  g_test_add_func ("/flow-sheet/svg", test_svg);
  g_test_add_func ("/flow-sheet/png", test_png);
  g_test_add_func ("/flow-sheet/name", test_name);
  return g_test_run ();
}
