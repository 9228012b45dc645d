/* import-page.h: a copied table brought in (C6): pasted or from a file, shown row by row with what would become of it, and
 * carried out when the person says so; the last one can be taken back. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_IMPORT_PAGE (mdg_import_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgImportPage, mdg_import_page, MDG, IMPORT_PAGE, GtkWidget)

/* What was done it tells with the action "accounts.imported". */
GtkWidget *mdg_import_page_new (MdgAccountLink *link);

/* Reads what is on the clipboard, as 《貼り付け》 does. */
void mdg_import_page_paste (MdgImportPage *page);

/* Whether the rows of a table are shown, and nothing is under way. */
gboolean mdg_import_page_has_plan (MdgImportPage *page);

G_END_DECLS
