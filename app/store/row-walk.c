/* row-walk.c: goes through all rows of a list by their numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-walk.h"

typedef struct
{
  GArray *numbers; /* (nullable): not known yet */
  guint next;
  MdgRowFetch fetch;
  MdgRowFetchFinish finish;
  GDestroyNotify free_value;
  MdgRowTake take;
  gpointer data;
} Walk;

static void
walk_free (gpointer data)
{
  g_clear_pointer (&((Walk *)data)->numbers, g_array_unref);
  g_free (data);
}

static void walk_on (GTask *task);

static void
on_batch (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = walk->finish (g_task_get_source_object (task), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Rows that went away meanwhile. */
  while (g_ptr_array_remove (rows, NULL))
    ;
  g_ptr_array_set_free_func (rows, walk->free_value);
  if (walk->take (rows, walk->data))
    walk_on (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes over @task. */
static void
walk_on (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  guint n = MIN (walk->numbers->len - walk->next, MDG_ROW_WALK_BATCH);

  if (n == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  walk->next += n;
  walk->fetch (g_task_get_source_object (task),
               &g_array_index (walk->numbers, gint64, walk->next - n), n,
               g_task_get_cancellable (task), on_batch, task);
}

void
mdg_row_walk_prepare (GTask *task,
                      MdgRowFetch fetch,
                      MdgRowFetchFinish finish,
                      GDestroyNotify free_value,
                      MdgRowTake take,
                      gpointer take_data)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->fetch = fetch;
  walk->finish = finish;
  walk->free_value = free_value;
  walk->take = take;
  walk->data = take_data;
  g_task_set_task_data (task, walk, walk_free);
}

void
mdg_row_walk_begin (GTask *task, GArray *numbers)
{
  Walk *walk = g_task_get_task_data (task);

  g_return_if_fail (walk != NULL && walk->numbers == NULL);
  walk->numbers = numbers;
  walk_on (task);
}
