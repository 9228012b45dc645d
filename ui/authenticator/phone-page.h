/* phone-page.h: QR codes from which a phone takes accounts (B4). */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_PHONE_PAGE (mdg_phone_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPhonePage, mdg_phone_page, MDG, PHONE_PAGE, GtkWidget)

GtkWidget *mdg_phone_page_new (MdgAuthenticatorDesk *desk);

/* Begins with one entry, or with all of @numbers (of gint64) as migration QR codes. */
void mdg_phone_page_begin_one (MdgPhonePage *page, gint64 number);
void mdg_phone_page_begin_all (MdgPhonePage *page, GArray *numbers);
gboolean mdg_phone_page_is_at_rest (MdgPhonePage *page);

G_END_DECLS
