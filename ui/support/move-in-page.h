/* move-in-page.h: 端末の引っ越し (I5): what a file has, held against what is here, and taken in once the person says so. */
#pragma once

#include "support/support-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_MOVE_IN_PAGE (mdg_move_in_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgMoveInPage, mdg_move_in_page, MDG, MOVE_IN_PAGE, GtkWidget)

GtkWidget *mdg_move_in_page_new (MdgSupportDesk *desk);

/* For the tour: whether it shows what a file has; whether nothing goes on. */
gboolean mdg_move_in_page_has_looked (MdgMoveInPage *page);
gboolean mdg_move_in_page_is_at_rest (MdgMoveInPage *page);

G_END_DECLS
