/* trash-page.h: entries that were thrown away: back, or deleted for good. */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRASH_PAGE (mdg_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgTrashPage, mdg_trash_page, MDG, TRASH_PAGE, GtkWidget)

GtkWidget *mdg_trash_page_new (MdgAuthenticatorDesk *desk);

/* Whether it shows an entry, for the tour. */
gboolean mdg_trash_page_is_filled (MdgTrashPage *page);

G_END_DECLS
