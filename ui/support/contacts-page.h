/* contacts-page.h: whom to call for what, and whether they answer now (H1); the search (H2). */
#pragma once

#include <gtk/gtk.h>

#include "support/support-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONTACTS_PAGE (mdg_contacts_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgContactsPage, mdg_contacts_page, MDG, CONTACTS_PAGE, GtkWidget)

GtkWidget *mdg_contacts_page_new (MdgSupportDesk *desk);

/* Shows a contact, an own one or a topic. @target: "contact/ID", "own/NUMBER" or "topic/ID". Returns: whether there is such a one */
gboolean mdg_contacts_page_go (MdgContactsPage *page, const char *target);

/* For the tour: whether an own contact is kept. */
gboolean mdg_contacts_page_has_own (MdgContactsPage *page);

G_END_DECLS
