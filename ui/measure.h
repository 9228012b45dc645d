/* measure.h: for tests/bench/run: how soon a window showed itself, and what it cost. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Prints one JSON line, {"name": @name, "first_frame_us": …, "pss_kib": …}, when @window has drawn its
 * first frame, and closes it. The time is the computer's monotonic one, so that whoever started
 * the program can take the difference. pss_kib is -1 where the system does not tell. Call it before
 * the window is shown. Main thread. */
void mdg_measure_first_frame (GtkWindow *window, const char *name);

/* Our share of the memory that we hold with others; -1 where the system does not tell. */
gint64 mdg_measure_pss_kib (void);

G_END_DECLS
