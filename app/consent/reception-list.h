/* reception-list.h: one view on the receptions in the cache (資格確認履歴, E3): filtered, by time; a GListModel of MdgRow whose
 * values are MdgReception. Main thread. */
#pragma once

#include "consent/reception-query.h"
#include "store/cache.h"
#include "store/row-walk.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTION_LIST (mdg_reception_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionList, mdg_reception_list, MDG, RECEPTION_LIST, GObject)

/* Begins with all receptions, the newest first. Signal "settled": the rows are those of the last query, or the property
 * "problem" (GError, nullable) says why not. Returns: (transfer full) */
MdgReceptionList *mdg_reception_list_new (MdgCache *cache);

/* The rows; the same object always. (transfer none) */
MdgRowWindow *mdg_reception_list_get_rows (MdgReceptionList *list);

/* Another query; the rows stay as they are until its answer is there. Copied. Later queries overtake earlier ones. */
void mdg_reception_list_set_query (MdgReceptionList *list, const MdgReceptionQuery *query);

/* The same query again: receptions came (mdg_reception_folder's "receptions-changed"). */
void mdg_reception_list_reload (MdgReceptionList *list);

gboolean mdg_reception_list_is_settled (MdgReceptionList *list);

/* All rows of the present query in order, for export and printing: batches of MdgReception, each given to @take on the main
 * thread. */
void mdg_reception_list_for_each_async (MdgReceptionList *list, MdgRowTake take, gpointer take_data,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean mdg_reception_list_for_each_finish (MdgReceptionList *list, GAsyncResult *result, GError **error);

G_END_DECLS
