/* assist-choices.h: what the browser may show after a step, as buttons: a person says which. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include "login/assist-guide.h"

G_BEGIN_DECLS

/* @step's choices. @chosen (owner, button) is called for the one that was pressed, as long as @owner lives. */
GtkWidget *mdg_assist_choices_new (const MdgAssistStep *step, GCallback chosen, GObject *owner);

/* What the person saw who pressed @button, one of these. */
MdgAssistSight mdg_assist_choices_get_sight (GtkWidget *button);

G_END_DECLS
