/* native-window-win32.c: windows of Windows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/native-window.h"

#include <gdk/win32/gdkwin32.h>
#include <windows.h>

gpointer
mdg_native_window_handle (GtkNative *native)
{
  GdkSurface *surface = gtk_native_get_surface (native);

  return surface != NULL ? GDK_SURFACE_HWND (surface) : NULL;
}

void
mdg_native_window_raise (GtkWindow *window)
{
  gtk_window_present (window);
}

gboolean
mdg_native_window_keep_above (GtkWindow *window, gboolean above)
{
  HWND handle = mdg_native_window_handle (GTK_NATIVE (window));

  return handle != NULL
         && SetWindowPos (handle, above ? HWND_TOPMOST : HWND_NOTOPMOST, 0, 0, 0, 0,
                          SWP_NOMOVE | SWP_NOSIZE | SWP_NOACTIVATE);
}
