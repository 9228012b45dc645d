/* hit-row.h: one thing that was found, to go to. */
#pragma once

#include <gtk/gtk.h>

#include "support/search.h"

G_BEGIN_DECLS

/* A button that says what it is and of what kind; needs the action support.go(s: its target) above it. Returns: (transfer floating) */
GtkWidget *mdg_hit_row_new (const MdgSearchItem *item);

G_END_DECLS
