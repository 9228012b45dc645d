/* beside-toggles.h: two buttons that keep the window above the browser, and make it narrow (actions of beside-actions.h). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mdg_beside_toggles_new (void);

G_END_DECLS
