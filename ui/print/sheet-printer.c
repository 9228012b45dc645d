/* sheet-printer.c: hands the backup sheet out: to a printer or as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "print/sheet-printer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "core/file.h"
#include "core/thread-task.h"
#include "platform/screen-lock.h"
#include "print/print-queue.h"
#include "print/sheet-operation.h"

struct _MdgSheetPrinter
{
  GObject parent_instance;

  const MdgSheetKind *kind;
  gpointer sheet;
  char *path; /* where the last job saved */
};

G_DEFINE_FINAL_TYPE (MdgSheetPrinter, mdg_sheet_printer, G_TYPE_OBJECT)

/* Where printing and saving go while nobody answers dialogs. (nullable) */
static char *answer_printed;
static char *answer_saved;

/* One job: the data of its GTask. */
typedef struct _Job Job;
struct _Job
{
  void (*begin) (GTask *task); /* what comes after the sheet was found to scan */
  GtkWindow *parent;           /* (nullable) */
  char *target;                /* path or printer, (nullable) */
  GtkPrintOperation *operation;
  GtkFileChooserNative *chooser;
  MdgSecret *pdf;
  GSource *cancel_source;
  MdgScreenLock *screen; /* while a dialog is up */
  gulong screen_handler;
  gboolean is_printing; /* what goes into @target stands for paper */
  gboolean ended;
};

/* Lets go of the dialogs, whose handlers hold the task. */
static void
job_close (Job *job)
{
  if (job->cancel_source != NULL)
    g_source_destroy (job->cancel_source);
  g_clear_pointer (&job->cancel_source, g_source_unref);
  if (job->screen != NULL)
    g_clear_signal_handler (&job->screen_handler, job->screen);
  g_clear_object (&job->screen);
  if (job->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (job->chooser));
  g_clear_object (&job->chooser);
  g_clear_object (&job->operation);
}

static void
job_free (Job *job)
{
  job_close (job);
  g_clear_object (&job->parent);
  g_clear_pointer (&job->pdf, mdg_secret_unref);
  g_free (job->target);
  g_free (job);
}

/* Ends the job; only the first end counts. */
static void
end (GTask *task, MdgSheetOutcome outcome, GError *error)
{
  Job *job = g_task_get_task_data (task);
  gboolean again = job->ended;

  job->ended = TRUE;
  g_object_ref (task); /* a dialog's handler may hold the last reference */
  job_close (job);
  if (again)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, outcome);
  g_object_unref (task);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Job *job = g_task_get_task_data (task);

  g_autoptr (GtkPrintOperation) operation
      = job->operation != NULL ? g_object_ref (job->operation) : NULL;

  end (task, MDG_SHEET_CANCELLED, NULL);
  if (operation != NULL)
    {
      GtkWidget *dialog = mdg_sheet_operation_find_dialog (job->parent);

      gtk_print_operation_cancel (operation);
      if (dialog != NULL)
        gtk_window_close (GTK_WINDOW (dialog));
    }
  return G_SOURCE_REMOVE;
}

static void
screen_changed (MdgScreenLock *screen, GParamSpec *pspec, gpointer task)
{
  if (mdg_screen_lock_get_locked (screen))
    on_cancelled (NULL, task);
}

/* While a dialog is up, cancelling takes it away, and so does the lock. */
static void
watch_cancellable (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  job->screen = mdg_screen_lock_get ();
  job->screen_handler
      = g_signal_connect (job->screen, "notify::locked", G_CALLBACK (screen_changed), task);
  if (g_task_get_cancellable (task) == NULL)
    return;
  job->cancel_source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (job->cancel_source, G_SOURCE_FUNC (on_cancelled), task, NULL);
  g_source_attach (job->cancel_source, NULL);
}

static void
drop_task (gpointer task, GClosure *closure)
{
  g_object_unref (task);
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (data);

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    end (data, job->target != NULL && !job->is_printing ? MDG_SHEET_SAVED : MDG_SHEET_PRINTED,
         NULL);
  else if (result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    end (data, MDG_SHEET_CANCELLED, NULL);
  else
    {
      gtk_print_operation_get_error (operation, &error);
      end (data, MDG_SHEET_FAILED,
           mdg_error_new (MDG_ERROR_FAILED, "printing: %s",
                          error != NULL ? error->message : "unknown error"));
    }
}

static GtkPrintOperation *
create_operation (GTask *task)
{
  MdgSheetPrinter *self = g_task_get_source_object (task);
  GtkPrintOperation *operation = mdg_sheet_operation_new (self->kind, self->sheet);

  /* This handler's reference keeps the task alive as long as the operation; a closure that watched
   * the task besides would be invalidated in the middle of the operation's end, which GLib aborts
   * on. */
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), g_object_ref (task), drop_task,
                         0);
  return operation;
}

static void
run_operation (GTask *task, GtkPrintOperationAction action)
{
  g_autoptr (GtkPrintOperation) operation = create_operation (task);
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (task);

  job->operation = g_object_ref (operation); /* to cancel it; GTK keeps it while it runs */
  if (action == GTK_PRINT_OPERATION_ACTION_EXPORT)
    gtk_print_operation_set_export_filename (operation, job->target);
  else
    watch_cancellable (task);
  if (gtk_print_operation_run (operation, action, job->parent, &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    end (task, MDG_SHEET_FAILED,
         mdg_error_new (MDG_ERROR_FAILED, "printing: %s",
                        error != NULL ? error->message : "unknown error"));
}

/* Nobody is there to answer: it was locked while the sheet was made. */
static gboolean
is_locked (void)
{
  g_autoptr (MdgScreenLock) screen = mdg_screen_lock_get ();

  return mdg_screen_lock_get_locked (screen);
}

static void
begin_dialog (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GtkWidget *dialog;

  if (is_locked ())
    {
      end (task, MDG_SHEET_CANCELLED, NULL);
      return;
    }
  mdg_sheet_operation_leave_out_files ();
  run_operation (task, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG);
  dialog = mdg_sheet_operation_find_dialog (job->parent);
  if (dialog != NULL)
    mdg_print_dialog_restrain (dialog);
}

static void
begin_export (GTask *task)
{
  MdgSheetPrinter *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  int fd = g_creat (job->target, 0600);

  if (fd < 0)
    {
      end (task, MDG_SHEET_FAILED, mdg_file_error_from_errno (errno, "exporting", job->target));
      return;
    }
  g_close (fd, NULL);
  g_free (self->path);
  self->path = g_strdup (job->target);
  run_operation (task, GTK_PRINT_OPERATION_ACTION_EXPORT);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data; /* not touched by anybody while this runs */
  GError *error = NULL;
  gsize length;
  const guint8 *pdf = mdg_secret_get_data (job->pdf, &length);

  if (mdg_file_write (job->target, pdf, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgSheetPrinter *self = MDG_SHEET_PRINTER (source);
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end (task, MDG_SHEET_FAILED, error);
      return;
    }
  g_free (self->path);
  self->path = g_strdup (job->target);
  end (task, MDG_SHEET_SAVED, NULL);
}

/* Not cancellable: what was asked for last is either done or not. */
static void
begin_writing (GTask *task)
{
  g_autoptr (GTask) writing
      = g_task_new (g_task_get_source_object (task), NULL, on_written, g_object_ref (task));

  g_task_set_task_data (writing, g_task_get_task_data (task), NULL);
  mdg_thread_task_run (writing, write_in_thread);
}

static void
on_chooser_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  job->target = file != NULL ? g_file_get_path (file) : NULL;
  job_close (job); /* from here on it is not cancelled any more */
  if (file == NULL)
    end (task, MDG_SHEET_CANCELLED, NULL);
  else if (job->target == NULL)
    end (task, MDG_SHEET_FAILED,
         mdg_error_new (MDG_ERROR_FAILED, "only a folder of this computer can be written to"));
  else
    begin_writing (task);
}

static void
begin_asking (GTask *task)
{
  MdgSheetPrinter *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autofree char *name = self->kind->suggest_name (self->sheet);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (is_locked ())
    {
      end (task, MDG_SHEET_CANCELLED, NULL);
      return;
    }
  job->chooser = gtk_file_chooser_native_new (
      _ ("Save as PDF"), job->parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_filter_set_name (filter, _ ("PDF documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (job->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (job->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (job->chooser), TRUE);
  g_signal_connect_data (job->chooser, "response", G_CALLBACK (on_chooser_response),
                         g_object_ref (task), drop_task, 0);
  watch_cancellable (task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (job->chooser));
}

static void
on_queued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_print_queue_send_finish (result, &error))
    end (task, MDG_SHEET_PRINTED, NULL);
  else
    end (task, MDG_SHEET_FAILED, error);
}

static void
begin_queueing (GTask *task)
{
  MdgSheetPrinter *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  mdg_print_queue_send_async (job->target, _ (self->kind->job_name), job->pdf,
                              g_task_get_cancellable (task), on_queued, g_object_ref (task));
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MdgSheetPrinter *self = source;
  GError *error = NULL;
  /* Verifies too, and is what is sent to a named printer. */
  MdgSecret *pdf = self->kind->to_pdf (self->sheet, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify)mdg_secret_unref);
  else
    g_task_return_error (task, error);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->pdf = g_task_propagate_pointer (G_TASK (result), &error);
  if (job->pdf != NULL)
    job->begin (task);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      end (task, MDG_SHEET_CANCELLED, NULL);
    }
  else
    end (task, MDG_SHEET_FAILED, error);
}

static void
start (MdgSheetPrinter *self,
       void (*begin) (GTask *task),
       GtkWindow *parent,
       const char *target,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) verifying = NULL;
  Job *job = g_new0 (Job, 1);

  job->begin = begin;
  job->parent = parent != NULL ? g_object_ref (parent) : NULL;
  job->target = g_strdup (target);
  job->is_printing = target != NULL && target == answer_printed;
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  /* What came about has come about, whoever did not want it any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_clear_pointer (&self->path, g_free);
  verifying = g_task_new (self, cancellable, on_verified, g_object_ref (task));
  mdg_thread_task_run (verifying, verify_in_thread);
}

static void
mdg_sheet_printer_finalize (GObject *object)
{
  MdgSheetPrinter *self = MDG_SHEET_PRINTER (object);

  self->kind->free_sheet (self->sheet);
  g_free (self->path);
  G_OBJECT_CLASS (mdg_sheet_printer_parent_class)->finalize (object);
}

static void
mdg_sheet_printer_class_init (MdgSheetPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_sheet_printer_finalize;
}

static void
mdg_sheet_printer_init (MdgSheetPrinter *self)
{
}

/* The functions of the registration sheet, as a kind has them. */
static void
draw_registration (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_registration_sheet_draw_on (sheet, cr, width, height);
}

static MdgSecret *
registration_to_pdf (gpointer sheet, GError **error)
{
  return mdg_registration_sheet_to_pdf (sheet, error);
}

static char *
suggest_registration_name (gpointer sheet)
{
  return mdg_registration_sheet_suggest_name (sheet);
}

static const MdgSheetKind registration_kind = {
  .job_name = N_ ("Authenticator registration sheet"),
  .draw_on = draw_registration,
  .to_pdf = registration_to_pdf,
  .suggest_name = suggest_registration_name,
  .free_sheet = (GDestroyNotify)mdg_registration_sheet_free,
};

MdgSheetPrinter *
mdg_sheet_printer_new (MdgRegistrationSheet *sheet)
{
  return mdg_sheet_printer_new_for (&registration_kind, sheet);
}

MdgSheetPrinter *
mdg_sheet_printer_new_for (const MdgSheetKind *kind, gpointer sheet)
{
  MdgSheetPrinter *self;

  g_return_val_if_fail (kind != NULL && sheet != NULL, NULL);

  self = g_object_new (MDG_TYPE_SHEET_PRINTER, NULL);
  self->kind = kind;
  self->sheet = sheet;
  return self;
}

void
mdg_sheet_printer_print_async (MdgSheetPrinter *self,
                               GtkWindow *parent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (MDG_IS_SHEET_PRINTER (self));

  start (self, answer_printed != NULL ? begin_export : begin_dialog, parent, answer_printed,
         cancellable, callback, data);
}

void
mdg_sheet_printer_save_async (MdgSheetPrinter *self,
                              GtkWindow *parent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (MDG_IS_SHEET_PRINTER (self));

  start (self, answer_saved != NULL ? begin_writing : begin_asking, parent, answer_saved,
         cancellable, callback, data);
}

void
mdg_sheet_printer_save_to_async (MdgSheetPrinter *self,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (MDG_IS_SHEET_PRINTER (self) && path != NULL);

  start (self, begin_writing, NULL, path, cancellable, callback, data);
}

void
mdg_sheet_printer_print_to_async (MdgSheetPrinter *self,
                                  const char *printer,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_return_if_fail (MDG_IS_SHEET_PRINTER (self) && printer != NULL);

  start (self, begin_queueing, NULL, printer, cancellable, callback, data);
}

void
mdg_sheet_printer_export_async (MdgSheetPrinter *self,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_return_if_fail (MDG_IS_SHEET_PRINTER (self) && path != NULL);

  start (self, begin_export, NULL, path, cancellable, callback, data);
}

void
mdg_sheet_printer_answer_dialogs (const char *printed, const char *saved)
{
  g_free (answer_printed);
  g_free (answer_saved);
  answer_printed = g_strdup (printed);
  answer_saved = g_strdup (saved);
}

MdgSheetOutcome
mdg_sheet_printer_finish (MdgSheetPrinter *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gssize outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), MDG_SHEET_FAILED);

  outcome = g_task_propagate_int (G_TASK (result), &fault);
  if (fault == NULL)
    return (MdgSheetOutcome)outcome;
  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return MDG_SHEET_CANCELLED;
  g_propagate_error (error, g_steal_pointer (&fault));
  return MDG_SHEET_FAILED;
}

const char *
mdg_sheet_printer_get_path (MdgSheetPrinter *self)
{
  g_return_val_if_fail (MDG_IS_SHEET_PRINTER (self), NULL);

  return self->path;
}
