/* row-walk.h: goes through all rows of a list by their numbers, a batch at a time: what exporting and printing do, beside
 * row-window.h, which shows them. Main thread. */
#pragma once

#include "store/row-window.h"

G_BEGIN_DECLS

#define MDG_ROW_WALK_BATCH 500

/* A batch, without rows that went away meanwhile. FALSE: no more. */
typedef gboolean (*MdgRowTake) (GPtrArray *rows, gpointer data);

/* For a source whose for_each it is: @task's source object is what rows are fetched from, its cancellable ends the fetching. Gives
 * @task the walk as its task data. @task is held until it ends. @fetch, @finish, @free_value: as mdg_row_window_new(). */
void mdg_row_walk_prepare (GTask *task, MdgRowFetch fetch, MdgRowFetchFinish finish, GDestroyNotify free_value,
                           MdgRowTake take, gpointer take_data);

/* Walks, and then @task returns TRUE or the error. @task: (transfer full). @numbers: (transfer full): of gint64 */
void mdg_row_walk_begin (GTask *task, GArray *numbers);

G_END_DECLS
