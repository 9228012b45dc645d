/* capture-guard.h: while a widget shows a secret, its window stays out of screenshots and shared
 * screens, where the system can do that (platform/capture.h). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says whether @widget shows a secret now; a window is guarded as long as one of its widgets does.
 * Call with FALSE at the latest when it is unmapped. The same twice is the same as once. */
void mdg_capture_guard_set (GtkWidget *widget, gboolean shows);

G_END_DECLS
