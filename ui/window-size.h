/* window-size.h: how large the window is when it opens: as somebody asked for it, or as it was left. */
#pragma once

#include <gtk/gtk.h>

#include "core/settings.h"

G_BEGIN_DECLS

/* @wanted: (nullable): "WIDTHxHEIGHT" goes before what is kept. */
void mdg_window_size_restore (GtkWindow *window, MdgSettings *settings, const char *wanted);

/* Keeps it, unless it is settled by the computer or its policy. */
void mdg_window_size_keep (GtkWindow *window, MdgSettings *settings);

G_END_DECLS
