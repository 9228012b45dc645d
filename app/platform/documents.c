/* documents.c: opening without blocking, the same on every platform.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/documents.h"

static void
open_page_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mdg_documents_open_page (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mdg_documents_open_file (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mdg_documents_open_page_async (const char *uri,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (uri != NULL);

  g_task_set_source_tag (task, mdg_documents_open_page_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  g_task_run_in_thread (task, open_page_in_thread);
}

void
mdg_documents_open_file_async (const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, mdg_documents_open_page_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_file_in_thread);
}

gboolean
mdg_documents_open_page_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_documents_open_page_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
