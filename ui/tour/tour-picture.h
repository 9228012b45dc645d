/* tour-picture.h: a window as a PNG file. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FALSE while what changed last was not drawn yet: then there is nothing to take a picture of. */
gboolean mdg_tour_picture_can_be_taken (GtkWindow *window);

/* Saves what @window shows, with the popover that is open over it. Errors: those of
 * mdg_file_write() */
gboolean mdg_tour_picture_save (GtkWindow *window, const char *path, GError **error);

G_END_DECLS
