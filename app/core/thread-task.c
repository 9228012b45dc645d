/* thread-task.c: work in a thread for somebody who must not end there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/thread-task.h"

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->task);
  g_free (errand);
}

static gboolean
let_go (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static void
run_in_thread (GTask *carrier, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GTask *task = errand->task;
  g_autoptr (GSource) back = g_idle_source_new ();

  errand->func (task, g_task_get_source_object (task), g_task_get_task_data (task),
                g_task_get_cancellable (task));
  g_source_set_priority (back, g_task_get_priority (task));
  g_source_set_callback (back, let_go, errand, errand_free);
  g_source_set_static_name (back, "mdg-thread-task");
  g_source_attach (back, g_task_get_context (task));
  g_task_return_boolean (carrier, TRUE);
}

void
mdg_thread_task_run (GTask *task, GTaskThreadFunc func)
{
  g_autoptr (GTask) carrier = g_task_new (NULL, NULL, NULL, NULL);
  Errand *errand = g_new (Errand, 1);

  g_return_if_fail (!g_task_get_return_on_cancel (task));

  errand->task = g_object_ref (task);
  errand->func = func;
  g_task_set_task_data (carrier, errand, NULL);
  g_task_set_priority (carrier, g_task_get_priority (task));
  g_task_run_in_thread (carrier, run_in_thread);
}
