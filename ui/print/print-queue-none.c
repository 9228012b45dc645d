/* print-queue-none.c: where nothing can be printed without a dialog.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "print/print-queue.h"

void
mdg_print_queue_send_async (const char *printer,
                            const char *title,
                            MdgSecret *pdf,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_return_error (task, mdg_error_new (MDG_ERROR_FAILED, "printing needs the dialog here"));
}

void
mdg_print_dialog_restrain (GtkWidget *dialog)
{
}

gboolean
mdg_print_queue_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
