/* codes-page.h: the list of entries, and beside it the chosen one. */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/code-panel.h"

G_BEGIN_DECLS

#define MDG_TYPE_CODES_PAGE (mdg_codes_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgCodesPage, mdg_codes_page, MDG, CODES_PAGE, GtkWidget)

GtkWidget *mdg_codes_page_new (MdgAuthenticatorDesk *desk);

/* Says what went well with entries that were added; the last of them is chosen once it is in the list. @body: (nullable) */
void mdg_codes_page_tell_added (MdgCodesPage *page, const char *title, const char *body);

/* Says what went wrong on the way to another page. */
void mdg_codes_page_tell_error (MdgCodesPage *page, const GError *error);

/* For tests and the tour. */
MdgCodePanel *mdg_codes_page_get_panel (MdgCodesPage *page);
gboolean mdg_codes_page_is_at_rest (MdgCodesPage *page);

G_END_DECLS
