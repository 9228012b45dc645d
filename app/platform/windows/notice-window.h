/* notice-window.h: a window that nobody sees, for what Windows tells to windows only. For
 * screen-lock.c, drive-watch.c and notifications.c. */
#pragma once

#include <glib.h>
#include <windows.h>

G_BEGIN_DECLS

/* Called in the window's own thread for every message of interest, and for WM_TIMER. */
typedef void (*MdgNoticeFunc) (HWND window, UINT message, WPARAM first, LPARAM second, gpointer data);

typedef struct _MdgNoticeWindow MdgNoticeWindow;

/* Makes a top-level window (a message-only one gets no broadcasts, and so no word of drives), on a
 * thread of its own: nobody's main loop has to turn for it. @name: its class, by which tests find it.
 * Returns: (transfer full) (nullable): NULL when Windows makes none, told in the log */
MdgNoticeWindow *mdg_notice_window_new (const WCHAR *name, UINT message, MdgNoticeFunc notice, gpointer data);

/* Gives notice of one more kind of @message, from now on. */
void mdg_notice_window_listen (MdgNoticeWindow *window, UINT message);

HWND mdg_notice_window_get_handle (MdgNoticeWindow *window);

/* After it returned, no notice comes any more. Not from within a notice. */
void mdg_notice_window_free (MdgNoticeWindow *window);

G_END_DECLS
