/* file-reading.c: a file that a person chose, read beside the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/file-reading.h"

#include "core/file.h"
#include "core/thread-task.h"

typedef struct
{
  char *path;
  gsize limit;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  GBytes *bytes = mdg_file_read (reading->path, reading->limit, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
mdg_file_reading_begin (gpointer source,
                        const char *path,
                        gsize limit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (path != NULL);

  task = g_task_new (source, cancellable, callback, data);
  reading = g_new (Reading, 1);
  reading->path = g_strdup (path);
  reading->limit = limit;
  g_task_set_source_tag (task, mdg_file_reading_begin);
  g_task_set_task_data (task, reading, reading_free);
  mdg_thread_task_run (task, read_in_thread);
}

GBytes *
mdg_file_reading_finish (GAsyncResult *result, const char **path, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_file_reading_begin), NULL);

  if (path != NULL)
    *path = ((const Reading *)g_task_get_task_data (G_TASK (result)))->path;
  return g_task_propagate_pointer (G_TASK (result), error);
}
