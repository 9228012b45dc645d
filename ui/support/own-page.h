/* own-page.h: a contact of the clinic's own (H1). */
#pragma once

#include <gtk/gtk.h>

#include "support/own-contacts.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_OWN_PAGE (mdg_own_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgOwnPage, mdg_own_page, MDG, OWN_PAGE, GtkWidget)

GtkWidget *mdg_own_page_new (MdgWorkplace *workplace);

/* @contact: (nullable): a new one */
void mdg_own_page_begin (MdgOwnPage *page, const MdgOwnContact *contact);

G_END_DECLS
