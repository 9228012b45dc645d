/* tour-picture.c: a window as a PNG file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-picture.h"

#include "core/error.h"
#include "core/file.h"

static GtkWidget *
find_popover (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_popover (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
append (GtkSnapshot *snapshot, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
}

/* A popover is a surface of its own, placed relative to the window's; both reach beyond their
 * widgets by a shadow. */
static void
append_popover (GtkSnapshot *snapshot, GtkWidget *window, GtkWidget *popover)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  double window_x, window_y, x, y;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &window_x, &window_y);
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    (float)(gdk_popup_get_position_x (GDK_POPUP (surface)) + x - window_x),
                    (float)(gdk_popup_get_position_y (GDK_POPUP (surface)) + y - window_y)));
  append (snapshot, popover);
  gtk_snapshot_restore (snapshot);
}

gboolean
mdg_tour_picture_can_be_taken (GtkWindow *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  append (snapshot, GTK_WIDGET (window));
  node = gtk_snapshot_free_to_node (snapshot);
  return node != NULL;
}

gboolean
mdg_tour_picture_save (GtkWindow *window, const char *path, GError **error)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkWidget *popover = find_popover (GTK_WIDGET (window));
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) png = NULL;
  gsize length;
  gconstpointer data;

  append (snapshot, GTK_WIDGET (window));
  if (popover != NULL)
    append_popover (snapshot, GTK_WIDGET (window), popover);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      renderer, node,
      &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (GTK_WIDGET (window)),
                           (float)gtk_widget_get_height (GTK_WIDGET (window))));
  if (texture == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "the window cannot be drawn");
      return FALSE;
    }
  png = gdk_texture_save_to_png_bytes (texture);
  data = g_bytes_get_data (png, &length);
  return mdg_file_write (path, data, length, error);
}
