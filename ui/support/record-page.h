/* record-page.h: 操作の記録 (I4): who printed, showed, copied, exported what, whether anybody altered that, and what could not be
 * read; as a list to search, and to hand out. */
#pragma once

#include "support/support-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_RECORD_PAGE (mdg_record_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgRecordPage, mdg_record_page, MDG, RECORD_PAGE, GtkWidget)

GtkWidget *mdg_record_page_new (MdgSupportDesk *desk);

/* For the tour: whether the record has been read. */
gboolean mdg_record_page_is_at_rest (MdgRecordPage *page);

G_END_DECLS
