/* flow-look.h: what pictures of the consent flow are drawn with on the screen. */
#pragma once

#include <gtk/gtk.h>

#include "consent/flow-picture.h"

G_BEGIN_DECLS

/* The colours of @widget's theme: dark and high-contrast themes follow. */
MdgFlowLook mdg_flow_look_of (GtkWidget *widget);

G_END_DECLS
