/* account-list.h: one view on a desk's list (C1): sorted, filtered, searched; a GListModel of MdgRow
 * whose values are MdgAccountRow. Follows the desk's changes by itself. Main thread. */
#pragma once

#include "accounts/account-desk.h"
#include "accounts/account-query.h"
#include "store/row-walk.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNT_LIST (mdg_account_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountList, mdg_account_list, MDG, ACCOUNT_LIST, GObject)

/* Begins with all accounts by ID. Signal "settled": the rows are those of the last query. Property "problem"
 * (GError, nullable): why rows could not be read. Returns: (transfer full) */
MdgAccountList *mdg_account_list_new (MdgAccountDesk *desk);

/* The rows; the same object always. For a moment after the beginning they are the first by ID alone. (transfer none) */
MdgRowWindow *mdg_account_list_get_rows (MdgAccountList *list);

/* N of 「n~m 件目 / N 件」: how many rows there are, in that moment, too. */
guint mdg_account_list_count (MdgAccountList *list);

/* Another query; the rows stay as they are until its answer is there. Copied. Later queries overtake earlier ones. */
void mdg_account_list_set_query (MdgAccountList *list, const MdgAccountQuery *query);

/* Whether the answer to the last query is there. */
gboolean mdg_account_list_is_settled (MdgAccountList *list);

/* All rows of the present query in order, for export and printing: batches of MdgAccountRow, each given to @take on the main
 * thread. @numbers: (nullable) (element-type gint64): these rows instead, in this
 * order, as far as they are still there; copied. Finished by mdg_account_list_finish(). */
void mdg_account_list_for_each_async (MdgAccountList *list, const GArray *numbers, MdgRowTake take,
                                      gpointer take_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data);
gboolean mdg_account_list_finish (MdgAccountList *list, GAsyncResult *result, GError **error);

G_END_DECLS
