/* thread-task.h: work in a thread for somebody who must not end there. */
#pragma once

#include <gio/gio.h>

/* As g_task_run_in_thread(), with this difference: what @task has, its source object above all, is let
 * go of in the context that @task answers in, never in the thread. GTask's own thread keeps its
 * reference a moment longer than the answer takes; were it the last one, a widget, or whatever else
 * belongs to the main thread, would be finalized in the thread.
 * @func: returns with g_task_return_…() before it ends. @task: not with return-on-cancel. */
void mdg_thread_task_run (GTask *task, GTaskThreadFunc func);
