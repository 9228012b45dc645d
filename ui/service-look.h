/* service-look.h: how the service stands, in the window's line above: colour, symbol and words. */
#pragma once

#include "workplace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @place: gets the colour; @icon, @words: in it. */
void mdg_service_look_show (GtkWidget *place, GtkWidget *icon, GtkWidget *words, MdgWorkplace *workplace);

G_END_DECLS
