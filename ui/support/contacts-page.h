/* contacts-page.h: whom to call for what, and whether they answer now (H1); the search (H2). */
#pragma once

#include <gtk/gtk.h>

#include "support/own-contacts.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONTACTS_PAGE (mdg_contacts_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgContactsPage, mdg_contacts_page, MDG, CONTACTS_PAGE, GtkWidget)

/* Signal: go (string target): as of support-search.h, for what is in another tab. */
GtkWidget *mdg_contacts_page_new (MdgWorkplace *workplace);

/* The clinic's own contact of that number. (nullable) (transfer none) */
const MdgOwnContact *mdg_contacts_page_find (MdgContactsPage *page, gint64 number);

/* For the tour: chooses the topic of that id. */
void mdg_contacts_page_choose (MdgContactsPage *page, const char *topic);

G_END_DECLS
