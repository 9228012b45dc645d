/* list-filter.h: which accounts are looked for, and in which order: the fields above the list. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-query.h"

G_BEGIN_DECLS

#define MDG_TYPE_LIST_FILTER (mdg_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (MdgListFilter, mdg_list_filter, MDG, LIST_FILTER, GtkWidget)

/* Signals: "changed" (what is looked for), "sort-chosen", "found" (Enter in the search: on to what was found). */

/* Whether something is looked for; not all accounts are meant then. */
gboolean mdg_list_filter_is_active (MdgListFilter *filter);

/* All accounts again. Tells nobody. */
void mdg_list_filter_clear (MdgListFilter *filter);

/* Fills in all of @query but the order. Its search belongs to the filter, until something changes. */
void mdg_list_filter_fill (MdgListFilter *filter, MdgAccountQuery *query);

/* In words: 「種類: … / ステータス: … / 検索: “…”」. Returns: (transfer full) (nullable): NULL when nothing is looked for */
char *mdg_list_filter_describe (MdgListFilter *filter);

/* The order. Setting it tells nobody. */
void mdg_list_filter_get_sort (MdgListFilter *filter, MdgAccountSort *sort, gboolean *descending);
void mdg_list_filter_set_sort (MdgListFilter *filter, MdgAccountSort sort, gboolean descending);

G_END_DECLS
