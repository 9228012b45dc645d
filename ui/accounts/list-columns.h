/* list-columns.h: the columns of 資格確認アカウント管理 ([2] p.15) over rows of an MdgAccountList. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-list.h"

G_BEGIN_DECLS

/* Puts the columns into @view, each with what sorts it. */
void mdg_list_columns_add (GtkColumnView *view);

/* Of several facilities each row says whose it is. */
void mdg_list_columns_show_facility (GtkColumnView *view, gboolean shown);

/* What the person wants it sorted by, from the headers. FALSE: nothing yet. */
gboolean mdg_list_columns_get_sort (GtkColumnView *view, MdgAccountSort *sort, gboolean *descending);

/* Sorts as a click on that header does. */
void mdg_list_columns_set_sort (GtkColumnView *view, MdgAccountSort sort, gboolean descending);

/* The header's words. Static. */
const char *mdg_list_column_title (MdgAccountSort sort);

/* What stands in that column, in full. Returns: (transfer full) */
char *mdg_list_column_text (const MdgAccountRow *row, MdgAccountSort sort);

G_END_DECLS
