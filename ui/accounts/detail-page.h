/* detail-page.h: one account ([2] p.16): all fields, 備考 with 《保存》, 解除申請, and what waits. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_DETAIL_PAGE (mdg_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgDetailPage, mdg_detail_page, MDG, DETAIL_PAGE, GtkWidget)

GtkWidget *mdg_detail_page_new (MdgAccountLink *link);

/* Shows that account from now on. */
void mdg_detail_page_begin (MdgDetailPage *page, const char *account_id);

G_END_DECLS
