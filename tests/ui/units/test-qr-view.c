/* test-qr-view.c: the QR code on the screen is large enough for a phone, whatever it holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/qr-view.h"

#define FIVE_CM 189 /* pixels at 96 dpi */

static cairo_surface_t *
picture_of (GtkWidget *widget, int side)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* From the first black column to the last. */
static int
black_width (cairo_surface_t *surface)
{
  const guint8 *rows = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int side = cairo_image_surface_get_width (surface);
  int first = side, last = -1;

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      if (rows[y * stride + x * 4] < 128)
        {
          first = MIN (first, x);
          last = MAX (last, x);
        }
  return last - first + 1;
}

/* As narrow as its page may ever make it. */
static void
test_five_centimetres (gconstpointer data)
{
  g_autofree char *text = g_strnfill (GPOINTER_TO_SIZE (data), 'w');
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (secret, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = mdg_qr_view_new ();
  cairo_surface_t *picture;
  int side;

  gtk_window_set_child (GTK_WINDOW (window), view);
  mdg_qr_view_set_code (MDG_QR_VIEW (view), code);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &side, NULL, NULL, NULL);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (view) || gtk_widget_get_width (view) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_allocate (view, side, side, -1, NULL);
  picture = picture_of (view, side);
  g_test_message ("%u modules: a side of %d", mdg_qr_code_get_size (code), side);
  g_assert_cmpint (black_width (picture), >=, FIVE_CM);
  g_assert_cmpint (side, <=, 300);
  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  static const gsize lengths[] = { 60, 100, 120, 150, 200, 300 };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *path = g_strdup_printf ("/qr-view/five-centimetres/%zu", lengths[i]);
      g_test_add_data_func (path, GSIZE_TO_POINTER (lengths[i]), test_five_centimetres);
    }
  return g_test_run ();
}
