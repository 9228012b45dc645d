/* capture.h: keeps a window out of screenshots, recordings and shared screens while it shows a
 * secret. Main thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @window: the system's handle (Windows: the HWND of a top-level window of this process).
 * Windows 10 before version 2004 shows a black rectangle in its place, later ones nothing at all.
 * Returns: whether the system promised it; always FALSE on Linux, which has nothing of the kind */
gboolean mdg_capture_block (gpointer window, gboolean blocked);

G_END_DECLS
