/* watch-line.h: how the watch over the face reader's result files stands: which folder, how far it is read, what was left aside
 * and why; with what can be done about it.
 *
 * Signal: failed (GError): what was asked for did not come about. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_WATCH_LINE (mdg_watch_line_get_type ())
G_DECLARE_FINAL_TYPE (MdgWatchLine, mdg_watch_line, MDG, WATCH_LINE, GtkWidget)

/* Once. */
void mdg_watch_line_set_desk (MdgWatchLine *line, MdgReceptionDesk *desk);

/* Asks for the folder, as its button does. */
void mdg_watch_line_choose (MdgWatchLine *line);

/* Has the training write the files of some weeks. */
void mdg_watch_line_write (MdgWatchLine *line);

G_END_DECLS
