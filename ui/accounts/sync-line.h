/* sync-line.h: how old what is shown is, what is being fetched or sent, and the button for it. Offline is
 * a state, not an error. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_SYNC_LINE (mdg_sync_line_get_type ())
G_DECLARE_FINAL_TYPE (MdgSyncLine, mdg_sync_line, MDG, SYNC_LINE, GtkWidget)

/* Follows the desk of @link by itself. */
void mdg_sync_line_set_link (MdgSyncLine *line, MdgAccountLink *link);

/* 《最新の状態にする》, F5; logged out it leads to the login. */
void mdg_sync_line_refresh (MdgSyncLine *line);

G_END_DECLS
