/* list-page.h: 資格確認アカウント管理 ([2] p.15): the list, its filters, and what can be done from it. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/account-list.h"
#include "widgets/message-bar.h"

G_BEGIN_DECLS

#define MDG_TYPE_LIST_PAGE (mdg_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgListPage, mdg_list_page, MDG, LIST_PAGE, GtkWidget)

GtkWidget *mdg_list_page_new (MdgAccountLink *link);

/* The list it shows. (nullable) (transfer none) */
MdgAccountList *mdg_list_page_get_list (MdgListPage *page);

/* The numbers of the selected rows, as they are now; positions shift with the next sync.
 * Returns: (transfer full) (nullable) (element-type gint64): NULL for none */
GArray *mdg_list_page_get_selected (MdgListPage *page);

/* What is looked for, in words. Returns: (transfer full) (nullable): NULL: all are shown */
char *mdg_list_page_describe (MdgListPage *page);

/* Says above the list what became of something that was done elsewhere. */
void mdg_list_page_tell (MdgListPage *page, MdgMessageKind kind, const char *title, const char *body);

G_END_DECLS
