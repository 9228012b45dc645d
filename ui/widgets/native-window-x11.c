/* native-window-x11.c: windows of X11, and of whatever else GTK finds there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/native-window.h"

#include <gdk/x11/gdkx.h>

gpointer
mdg_native_window_handle (GtkNative *native)
{
  return gtk_native_get_surface (native);
}

/* Without the present time a window manager takes the wish for one as old as the last key press,
 * and leaves the window behind others. */
void
mdg_native_window_raise (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (surface != NULL && GDK_IS_X11_SURFACE (surface))
    gtk_window_present_with_time (window, gdk_x11_get_server_time (surface));
  else
    gtk_window_present (window);
}

/* The window manager is asked, as EWMH says (_NET_WM_STATE). */
gboolean
mdg_native_window_keep_above (GtkWindow *window, gboolean above)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));
  Display *x;
  XEvent event = { 0 };

  if (surface == NULL || !GDK_IS_X11_SURFACE (surface))
    return FALSE;
  x = gdk_x11_display_get_xdisplay (display);
  event.xclient.type = ClientMessage;
  event.xclient.window = gdk_x11_surface_get_xid (surface);
  event.xclient.message_type = gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE");
  event.xclient.format = 32;
  event.xclient.data.l[0] = above ? 1 : 0;
  event.xclient.data.l[1]
      = (long)gdk_x11_get_xatom_by_name_for_display (display, "_NET_WM_STATE_ABOVE");
  event.xclient.data.l[3] = 1; /* an application, not a pager */
  return XSendEvent (x, gdk_x11_display_get_xrootwindow (display), False,
                     SubstructureRedirectMask | SubstructureNotifyMask, &event)
         != 0;
}
