/* native-window.h: what GTK tells only together with the window system: the file of the window
 * system in question is chosen in meson. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: (nullable) (transfer none): the system's own handle of the window, for the layers below
 * (Windows: its HWND); where they need none, an address that stands for it. NULL: not realized */
gpointer mdg_native_window_handle (GtkNative *native);

/* Brings @window to the front: somebody asked for it now. */
void mdg_native_window_raise (GtkWindow *window);

/* Keeps @window in front of all others, or lets it be again; GTK 4 has no call for it. Returns: FALSE where the window system
 * cannot be asked for that */
gboolean mdg_native_window_keep_above (GtkWindow *window, gboolean above);

G_END_DECLS
