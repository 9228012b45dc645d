/* beside.h: two scrolled parts of a page: beside each other, each scrolling by itself, where there is room; else one below the other
 * at their full height, and the page scrolls. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_BESIDE (mdg_beside_get_type ())
G_DECLARE_FINAL_TYPE (MdgBeside, mdg_beside, MDG, BESIDE, GtkWidget)

/* Its children, in a .ui file or by gtk_widget_set_parent(), are two GtkScrolledWindow that never scroll sideways. */
GtkWidget *mdg_beside_new (void);

G_END_DECLS
