/* print-queue.h: sends a finished PDF to a printer of a given name, without a dialog.
 *
 * GTK 4.8.3 crashes when GtkPrintOperation prints to a named printer without a dialog, so this goes
 * by GtkPrintJob where that exists (print-queue-unix.c); elsewhere it is refused
 * (print-queue-none.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* @pdf never gets a name on disk on its way. Errors: MDG_ERROR_NOT_FOUND: no such printer,
 * MDG_ERROR_IN_USE: it accepts no jobs, MDG_ERROR_FAILED. Main thread. */
void mdg_print_queue_send_async (const char *printer,
                                 const char *title,
                                 MdgSecret *pdf,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/* Returns: whether the printing system took the job. */
gboolean mdg_print_queue_send_finish (GAsyncResult *result, GError **error);

/* Takes what would leave the sheet in a file out of GTK's print dialog, where GTK has one of its own:
 * the preview, which goes through a temporary file to another program. */
void mdg_print_dialog_restrain (GtkWidget *dialog);

G_END_DECLS
