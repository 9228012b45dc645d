/* clamp.h: keeps its child from growing wider than a person reads. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_CLAMP (mdg_clamp_get_type ())
G_DECLARE_FINAL_TYPE (MdgClamp, mdg_clamp, MDG, CLAMP, GtkWidget)

/* Property: maximum-width (int, pixels). The child is centred. */
GtkWidget *mdg_clamp_new (int maximum_width);
void mdg_clamp_set_child (MdgClamp *clamp, GtkWidget *child);

G_END_DECLS
