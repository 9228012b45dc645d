/* export-page.h: the list as a CSV file, on paper, or as PDF (C6): which rows, and how. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/list-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_EXPORT_PAGE (mdg_export_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgExportPage, mdg_export_page, MDG, EXPORT_PAGE, GtkWidget)

GtkWidget *mdg_export_page_new (MdgAccountLink *link);

/* What is shown and selected in @list, as it is now, can be chosen. */
void mdg_export_page_begin (MdgExportPage *page, MdgListPage *list);

G_END_DECLS
