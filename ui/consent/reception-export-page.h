/* reception-export-page.h: the receptions of the list (資格確認履歴) as a CSV file, on paper, or as PDF (E3). */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-list.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTION_EXPORT_PAGE (mdg_reception_export_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionExportPage, mdg_reception_export_page, MDG, RECEPTION_EXPORT_PAGE, GtkWidget)

GtkWidget *mdg_reception_export_page_new (MdgWorkplace *workplace);

/* Those that @list shows. @looked_for: (nullable): what they were chosen by, in words */
void mdg_reception_export_page_begin (MdgReceptionExportPage *page, MdgReceptionList *list, const char *looked_for);

G_END_DECLS
