/* list-page.h: 資格確認アカウント管理 ([2] p.15): the list, its filters, and what can be done from it. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/account-list.h"

G_BEGIN_DECLS

#define MDG_TYPE_LIST_PAGE (mdg_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgListPage, mdg_list_page, MDG, LIST_PAGE, GtkWidget)

GtkWidget *mdg_list_page_new (MdgAccountLink *link);

/* The list it shows. (nullable) (transfer none) */
MdgAccountList *mdg_list_page_get_list (MdgListPage *page);

G_END_DECLS
