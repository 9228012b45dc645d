/* search-box.h: the one search (H2): what is typed, and what was found for it. */
#pragma once

#include <gtk/gtk.h>

#include "support/support-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_SEARCH_BOX (mdg_search_box_get_type ())
G_DECLARE_FINAL_TYPE (MdgSearchBox, mdg_search_box, MDG, SEARCH_BOX, GtkWidget)

/* Property: searches (boolean, read-only): something is typed. What is found needs support.go(s) above it. */
void mdg_search_box_set_desk (MdgSearchBox *box, MdgSupportDesk *desk);

/* Nothing is looked for any more. */
void mdg_search_box_clear (MdgSearchBox *box);

gboolean mdg_search_box_searches (MdgSearchBox *box);

G_END_DECLS
