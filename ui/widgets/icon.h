/* icon.h: shows one of our symbolic icons in the colour of the text around it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_ICON (mdg_icon_get_type ())
G_DECLARE_FINAL_TYPE (MdgIcon, mdg_icon, MDG, ICON, GtkWidget)

/* Properties: icon (string: resources/icons/NAME.svg), size (int, pixels, 16 unless set). An icon
 * never speaks alone: it is hidden from assistive technology, the word beside it is what counts. */
GtkWidget *mdg_icon_new (const char *name, int size);
void mdg_icon_set_icon (MdgIcon *icon, const char *name);

G_END_DECLS
