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
