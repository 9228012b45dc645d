/* print-queue-unix.c: sends a finished PDF to a printer by GtkPrintJob.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "print/print-queue.h"

#include <errno.h>
#include <gtk/gtkunixprint.h>
#include <sys/mman.h>
#include <unistd.h>

/* One job on its way. */
typedef struct
{
  char *name; /* of the printer */
  char *title;
  MdgSecret *pdf;
  GtkPrinter *printer; /* NULL until it is found */
  int fd;              /* the PDF, in a file without a name; -1: none */
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  g_free (delivery->name);
  g_free (delivery->title);
  mdg_secret_unref (delivery->pdf);
  g_clear_object (&delivery->printer);
  if (delivery->fd >= 0)
    close (delivery->fd);
  g_free (delivery);
}

/* GtkPrintJob wants a file. This one is in memory only; nothing on a disk holds the set-up key. */
static int
open_nameless (MdgSecret *pdf, GError **error)
{
  gsize length, done = 0;
  const guint8 *data = mdg_secret_get_data (pdf, &length);
  int fd = memfd_create ("sheet", MFD_CLOEXEC);

  while (fd >= 0 && done < length)
    {
      gssize n = write (fd, data + done, length - done);
      if (n <= 0)
        break;
      done += (gsize)n;
    }
  if (fd >= 0 && done == length && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  mdg_set_error (error, MDG_ERROR_FAILED, "no memory for the PDF: %s", g_strerror (errno));
  return -1;
}

static void
on_sent (GtkPrintJob *job, gpointer data, const GError *error)
{
  GTask *task = data; /* the job's reference to it is dropped by g_object_unref() */

  if (error != NULL)
    g_task_return_error (task, mdg_error_new (MDG_ERROR_FAILED, "printing: %s", error->message));
  else
    g_task_return_boolean (task, TRUE);
}

static void
send (GTask *task)
{
  Delivery *delivery = g_task_get_task_data (task);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GtkPrintJob) job = NULL;
  GError *error = NULL;

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_print_settings_set_paper_size (settings, a4);
  gtk_paper_size_free (a4);
  job = gtk_print_job_new (delivery->title, delivery->printer, settings, setup);
  delivery->fd = open_nameless (delivery->pdf, &error);
  if (delivery->fd < 0)
    g_task_return_error (task, error);
  else if (!gtk_print_job_set_source_fd (job, delivery->fd, &error))
    {
      g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED, "printing: %s", error->message);
      g_clear_error (&error);
    }
  else
    gtk_print_job_send (job, on_sent, g_object_ref (task), g_object_unref);
}

static gboolean
on_printer (GtkPrinter *printer, gpointer data)
{
  Delivery *delivery = g_task_get_task_data (data);

  if (delivery->printer == NULL && g_str_equal (gtk_printer_get_name (printer), delivery->name)
      && !gtk_printer_is_virtual (printer))
    delivery->printer = g_object_ref (printer);
  return delivery->printer != NULL;
}

/* All printers are known; also comes when on_printer() has seen enough. */
static gboolean
on_enumerated (gpointer data)
{
  GTask *task = data;
  Delivery *delivery = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (delivery->printer == NULL)
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_NOT_FOUND, "no printer of that name");
  else if (!gtk_printer_is_accepting_jobs (delivery->printer))
    /* Such a queue swallows the job and says that it was finished. */
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_IN_USE, "the printer accepts no jobs");
  else
    send (task);
  return G_SOURCE_REMOVE;
}

/* GTK is still inside its enumeration here: what follows waits until it is out. */
static void
on_enumeration_done (gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_enumerated, data, g_object_unref);
}

void
mdg_print_queue_send_async (const char *printer,
                            const char *title,
                            MdgSecret *pdf,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Delivery *delivery = g_new0 (Delivery, 1);

  g_return_if_fail (printer != NULL && title != NULL && pdf != NULL);

  delivery->name = g_strdup (printer);
  delivery->title = g_strdup (title);
  delivery->pdf = mdg_secret_ref (pdf);
  delivery->fd = -1;
  g_task_set_source_tag (task, mdg_print_queue_send_async);
  g_task_set_task_data (task, delivery, (GDestroyNotify)delivery_free);
  gtk_enumerate_printers (on_printer, g_object_ref (task), on_enumeration_done, FALSE);
}

void
mdg_print_dialog_restrain (GtkWidget *dialog)
{
  GtkPrintUnixDialog *own = GTK_PRINT_UNIX_DIALOG (dialog);

  gtk_print_unix_dialog_set_manual_capabilities (own,
                                                 gtk_print_unix_dialog_get_manual_capabilities (own)
                                                     & ~(guint)GTK_PRINT_CAPABILITY_PREVIEW);
}

gboolean
mdg_print_queue_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
