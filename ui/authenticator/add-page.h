/* add-page.h: what comes in, out of pictures, the clipboard, URIs and typed keys, and the preview of it (B2). */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"
#include "authenticator/otp-intake.h"

G_BEGIN_DECLS

#define MDG_TYPE_ADD_PAGE (mdg_add_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgAddPage, mdg_add_page, MDG, ADD_PAGE, GtkWidget)

GtkWidget *mdg_add_page_new (MdgAuthenticatorDesk *desk);

/* Signal: kept (int: how many): what was chosen is registered.
 *
 * What comes in. Owned by the page; NULL while the records are not open. */
MdgOtpIntake *mdg_add_page_get_intake (MdgAddPage *page);

/* As if dropped. */
void mdg_add_page_take_file (MdgAddPage *page, const char *path);
gboolean mdg_add_page_is_at_rest (MdgAddPage *page);

G_END_DECLS
