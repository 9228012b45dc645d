/* document-row.h: 証拠書類 of 利用開始申請: chooses a file and reads it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_DOCUMENT_ROW (mdg_portal_document_row_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalDocumentRow, mdg_portal_document_row, MDG, PORTAL_DOCUMENT_ROW, GtkWidget)

/* What is attached; NULL: nothing yet. @name: (out) (transfer none): without its folder. Returns: (transfer none) (nullable) */
GBytes *mdg_portal_document_row_get (MdgPortalDocumentRow *row, const char **name);

/* Says, at the button, that a document is needed. */
void mdg_portal_document_row_demand (MdgPortalDocumentRow *row);

G_END_DECLS
