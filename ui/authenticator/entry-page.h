/* entry-page.h: names, note and account of an entry. */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_ENTRY_PAGE (mdg_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgEntryPage, mdg_entry_page, MDG, ENTRY_PAGE, GtkWidget)

GtkWidget *mdg_entry_page_new (MdgAuthenticatorDesk *desk);

/* Begins with the entry of @number. Signal: saved. */
void mdg_entry_page_begin (MdgEntryPage *page, gint64 number);

G_END_DECLS
