/* account-list.h: one view on a desk's list (C1): sorted, filtered, searched; a GListModel of MdgRow
 * whose values are MdgAccountRow. Follows the desk's changes by itself. Main thread. */
#pragma once

#include "accounts/account-desk.h"
#include "store/row-window.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_SORT_ID,        /* アカウントID */
  MDG_SORT_NOTE,      /* 備考 */
  MDG_SORT_STATUS,    /* ステータス */
  MDG_SORT_STARTED,   /* 利用開始年月日 */
  MDG_SORT_ENDED,     /* 利用終了年月日 */
  MDG_SORT_SUSPENDED, /* 利用停止年月日 */
  MDG_SORT_FACILITY   /* 施設名 */
} MdgAccountSort;

/* Rows without the sorted value come last either way; rows that are alike stand by ID. */
typedef struct
{
  MdgAccountSort sort;
  gboolean descending;
  guint kinds;        /* bits 1 << MdgAccountKind; 0: all */
  guint statuses;     /* bits 1 << MdgAccountStatus; 0: all */
  gboolean pending;   /* only what waits in the outbox or is in conflict */
  const char *search; /* (nullable): words, each of which stands in ID, 備考, 施設名 or 機関コード, at the beginning or
                         in the middle, whatever its width, case or kana */
} MdgAccountQuery;

#define MDG_TYPE_ACCOUNT_LIST (mdg_account_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountList, mdg_account_list, MDG, ACCOUNT_LIST, GObject)

/* Begins with all accounts by ID. Signal "settled": the rows are those of the last query. Property "problem"
 * (GError, nullable): why rows could not be read. Returns: (transfer full) */
MdgAccountList *mdg_account_list_new (MdgAccountDesk *desk);

/* The rows; the same object always. n_items is N of 「n~m 件目 / N 件」. (transfer none) */
MdgRowWindow *mdg_account_list_get_rows (MdgAccountList *list);

/* Another query; the rows stay as they are until its answer is there. Copied. Later queries overtake earlier ones. */
void mdg_account_list_set_query (MdgAccountList *list, const MdgAccountQuery *query);

/* Whether the answer to the last query is there. */
gboolean mdg_account_list_is_settled (MdgAccountList *list);

/* All rows of the present query in order, for export and printing: batches of up to 500, each given to @take on the main
 * thread; ends early when @take returns FALSE. Finished by mdg_account_list_finish(). */
typedef gboolean (*MdgAccountTake) (GPtrArray *rows, gpointer data);
void mdg_account_list_for_each_async (MdgAccountList *list, MdgAccountTake take, gpointer take_data,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean mdg_account_list_finish (MdgAccountList *list, GAsyncResult *result, GError **error);

G_END_DECLS
