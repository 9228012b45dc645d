/* contact-list.h: contacts as cards, of a topic, one alone, or all; what is said of open and closed stays true while it is seen. */
#pragma once

#include <gtk/gtk.h>

#include "support/support-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONTACT_LIST (mdg_contact_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgContactList, mdg_contact_list, MDG, CONTACT_LIST, GtkWidget)

/* Empty until mdg_contact_list_show(); needs the actions of contact-card.h above it. */
GtkWidget *mdg_contact_list_new (MdgSupportDesk *desk);

/* What is shown; what has the focus keeps it where it is still there. @topic: (nullable): all, the clinic's own first. @contact: the
 * id of the one that is shown alone, or "" for none; @own: the number of the own one, or 0. */
void mdg_contact_list_show (MdgContactList *list, const MdgTopic *topic, const char *contact, gint64 own);

G_END_DECLS
