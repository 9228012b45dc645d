/* row-window.h: a list of any length of which only what is looked at is in memory (DESIGN decision 6).
 *
 * The order is a vector of row numbers; rows are MdgRow objects that begin empty and are filled, a
 * window of neighbours at a time, when somebody asks for one of them. Rows that nobody holds are given up
 * again; the same row is the same object as long as it is held. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One row. Property "value" is notified when it is filled, filled anew, or could not be filled. */
#define MDG_TYPE_ROW (mdg_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgRow, mdg_row, MDG, ROW, GObject)

gint64 mdg_row_get_number (MdgRow *row);

/* (nullable): NULL until it has arrived. Owned by the row, of the type that the window's maker says. */
gconstpointer mdg_row_get_value (MdgRow *row);

/* Where rows come from. @numbers: n of them. Finish returns one value per number in the same order, NULL for
 * a row that is not there (any more): (transfer container). */
typedef void (*MdgRowFetch) (gpointer source, const gint64 *numbers, guint n, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
typedef GPtrArray *(*MdgRowFetchFinish) (gpointer source, GAsyncResult *result, GError **error);

#define MDG_TYPE_ROW_WINDOW (mdg_row_window_get_type ())
G_DECLARE_FINAL_TYPE (MdgRowWindow, mdg_row_window, MDG, ROW_WINDOW, GObject)

/* Implements GListModel of MdgRow. @source: not referenced; it must outlive the window or disconnect it.
 * Signal "failed" (GError *): rows could not be fetched; they are asked for again by mdg_row_window_retry(), and
 * by whoever looks at them again. Returns: (transfer full) */
MdgRowWindow *mdg_row_window_new (gpointer source, MdgRowFetch fetch, MdgRowFetchFinish finish,
                                  GDestroyNotify free_value);

/* No more fetching; what has been fetched stays. */
void mdg_row_window_disconnect (MdgRowWindow *window);

/* Another order: told as one items-changed over what differs. @numbers: (transfer full): of gint64. */
void mdg_row_window_set_order (MdgRowWindow *window, GArray *numbers);

/* The number of the row at @position; -1 beyond the end. Fetches nothing. */
gint64 mdg_row_window_get_number (MdgRowWindow *window, guint position);

/* Values that are at hand already (of the first rows, say). @value: (transfer full). */
void mdg_row_window_put (MdgRowWindow *window, gint64 number, gpointer value);

/* The rows that are in memory are fetched anew; their old values stay until then. */
void mdg_row_window_refresh (MdgRowWindow *window);
void mdg_row_window_retry (MdgRowWindow *window);

/* For tests: how many rows are in memory. */
guint mdg_row_window_count_resident (MdgRowWindow *window);

G_END_DECLS
