/* beside-actions.h: the window beside a browser: narrow, with folded tabs and one column, and kept in front of it. As actions
 * "beside.narrow" and "beside.keep-above" with their state, for whoever puts a button to them. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/tab-bar.h"

G_BEGIN_DECLS

#define MDG_BESIDE_WIDTH 420 /* pixels: beside a browser on a screen of 1366 */

/* @no_room: what is not shown then. Inserts the actions into @window. */
void mdg_beside_actions_add (GtkWindow *window, MdgTabBar *tabs, GtkWidget *no_room);

/* Back to the width it had: the other tabs need it, and it is the one to remember. */
void mdg_beside_actions_widen (GtkWindow *window);

G_END_DECLS
