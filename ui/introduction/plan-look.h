/* plan-look.h: how a step's state looks: never by colour alone. */
#pragma once

#include <gtk/gtk.h>

#include "introduction/timeline.h"

G_BEGIN_DECLS

/* The icon and the style class. Static */
const char *mdg_plan_state_icon (MdgPlanState state);
const char *mdg_plan_state_class (MdgPlanState state);

/* Draws the months, today, the wished date, and the bar of the row at @position, on a strip of @width x @height; a position that is
 * none draws the months' names. @widget: in whose colours. */
void mdg_plan_look_draw (GtkWidget *widget, cairo_t *cr, const MdgPlan *plan, guint position, int width, int height);

G_END_DECLS
