/* readers-page.h: カードリーダー: which readers there are and how they stand, the check of the cards on them, a sheet for
 * support. */
#pragma once

#include <gtk/gtk.h>

#include "readers/reader-lines.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_READERS_PAGE (mdg_readers_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgReadersPage, mdg_readers_page, MDG, READERS_PAGE, GtkWidget)

/* Watches the readers as long as it lives. Signal: changed: how they stand. @clock: what dates are judged by */
GtkWidget *mdg_readers_page_new (MdgClock *clock, gboolean training);

/* How the readers stand and stood. @last_check: (out) (nullable): what the last card check came to; static. Returns: (transfer full)
 * (element-type MdgReaderLine) */
GPtrArray *mdg_readers_page_get_lines (MdgReadersPage *page, const char **last_check);

/* Whether it knows by now how the readers stand, and checks no card; for the tour and tests. */
gboolean mdg_readers_page_is_at_rest (MdgReadersPage *page);

G_END_DECLS
