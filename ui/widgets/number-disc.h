/* number-disc.h: a number in a disc, before a step. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Unlike a plain label it has no baseline: GtkBox of GTK 4.8 counts the baselines of its children
 * only when it knows its width, and then complains that it did not before. */
GtkWidget *mdg_number_disc_new (guint number);

G_END_DECLS
