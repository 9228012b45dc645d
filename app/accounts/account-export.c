/* account-export.c: rows of the list as a table. The main thread makes pieces of text out of the
 * rows as they come, a thread writes them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-export.h"

#include <glib/gstdio.h>

#include <fcntl.h>

#include "core/file.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

/* Held by the task and by the walk over the rows, either of which may end first; counted on the
 * main thread. The writing thread is done before the task is. */
typedef struct
{
  char *path;
  MdgTableWriter *writer;
  GAsyncQueue *pieces;         /* of GBytes; an empty one ends the file */
  int broken;                  /* atomic: whoever finds it set need not go on */
  MdgAccountProgress progress; /* (nullable) */
  gpointer progress_data;
  guint n_seen;
  MdgExportOutcome outcome;
  GError *error; /* (nullable): what the rows met with */
} Export;

static void
export_clear (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  mdg_table_writer_free (export->writer);
  g_async_queue_unref (export->pieces);
  mdg_export_outcome_clear (&export->outcome);
  g_clear_error (&export->error);
}

static void
export_unref (gpointer data)
{
  g_rc_box_release_full (data, export_clear);
}

static gboolean
add_row (MdgTableWriter *writer, const MdgAccount *account, MdgTableFault *fault, GError **error)
{
  const char *cells[MDG_N_COLUMNS + 1] = { NULL };

  for (int i = 0; i < MDG_N_COLUMNS; i++)
    cells[i] = account != NULL ? mdg_account_column_text (account, (MdgAccountColumn)i)
                               : mdg_account_column_heading ((MdgAccountColumn)i);
  return mdg_table_writer_add (writer, cells, fault, error);
}

/* The writing thread -------------------------------------------------------------------------- */

static gboolean
write_pieces (const char *path, gpointer data, GError **error)
{
  Export *export = data;
  int fd = g_open (path, O_WRONLY | O_BINARY | O_CLOEXEC, 0);
  gboolean good = TRUE;

  if (fd < 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "The export's temporary file went away");
      return FALSE;
    }
  while (good)
    {
      g_autoptr (GBytes) piece = g_async_queue_pop (export->pieces);
      gsize length;
      const void *bytes = g_bytes_get_data (piece, &length);

      if (length == 0)
        break;
      good = mdg_file_write_piece (fd, path, bytes, length, error);
    }
  g_close (fd, NULL);
  if (good && g_atomic_int_get (&export->broken))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "The export was broken off");
      good = FALSE;
    }
  return good;
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (mdg_file_write_with (export->path, write_pieces, export, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_atomic_int_set (&export->broken, TRUE);
  g_task_return_error (task, error);
}

/* The rows ------------------------------------------------------------------------------------ */

static void
push (Export *export)
{
  if (mdg_table_writer_get_length (export->writer) > 0)
    g_async_queue_push (export->pieces, mdg_table_writer_take (export->writer));
}

/* What cannot be written is counted to the end, so that the person knows how much it is. */
static void
take_row (Export *export, const MdgAccount *account)
{
  MdgTableFault fault = { 0 };
  g_autoptr (GError) error = NULL;

  export->n_seen++;
  if (add_row (export->writer, account, &fault, &error))
    {
      export->outcome.n_rows++;
      return;
    }
  if (export->outcome.n_unwritable++ > 0)
    return;
  export->outcome.fault = fault;
  export->outcome.fault.line = export->n_seen + 1;
  export->outcome.fault_id = g_strdup (account->id);
  export->error = g_steal_pointer (&error);
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  Export *export = data;

  if (g_atomic_int_get (&export->broken)) /* the caller may have heard of it already */
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    take_row (export, ((const MdgAccountRow *)rows->pdata[i])->account);
  push (export);
  if (export->progress != NULL)
    export->progress (export->n_seen, export->progress_data);
  return !g_atomic_int_get (&export->broken);
}

/* The last word comes from the thread: only then is the file there, or not. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (export->error != NULL)
    {
      g_clear_error (&error);
      error = g_error_copy (export->error);
    }
  g_task_return_error (task, error);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  GError *error = NULL;

  if (!mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error))
    {
      g_clear_error (&export->error);
      export->error = error;
    }
  if (export->error != NULL)
    g_atomic_int_set (&export->broken, TRUE);
  else
    push (export);
  g_async_queue_push (export->pieces, g_bytes_new_static ("", 0));
  export_unref (export);
}

void
mdg_account_export_async (MdgAccountList *list,
                          const GArray *numbers,
                          const char *path,
                          MdgTableEncoding encoding,
                          GCancellable *cancellable,
                          MdgAccountProgress progress,
                          gpointer progress_data,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task, *writing;
  Export *export;

  g_return_if_fail (MDG_IS_ACCOUNT_LIST (list) && path != NULL && encoding != MDG_TABLE_UTF16);
  export = g_rc_box_new0 (Export);
  export->path = g_strdup (path);
  export->writer = mdg_table_writer_new (encoding, ',');
  export->pieces = g_async_queue_new_full ((GDestroyNotify)g_bytes_unref);
  export->progress = progress;
  export->progress_data = progress_data;
  task = g_task_new (list, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_export_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_unref);
  if (!add_row (export->writer, NULL, &export->outcome.fault, &export->error))
    g_atomic_int_set (&export->broken, TRUE);
  push (export);
  writing = g_task_new (list, NULL, on_written, task);
  g_task_set_task_data (writing, export, NULL);
  g_task_run_in_thread (writing, write_file);
  g_object_unref (writing);
  mdg_account_list_for_each_async (list, numbers, take, export, cancellable, on_rows,
                                   g_rc_box_acquire (export));
}

gboolean
mdg_account_export_finish (MdgAccountList *list,
                           GAsyncResult *result,
                           MdgExportOutcome *outcome,
                           GError **error)
{
  Export *export;

  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_export_async), FALSE);
  export = g_task_get_task_data (G_TASK (result));
  if (outcome != NULL)
    {
      *outcome = export->outcome;
      export->outcome.fault_id = NULL;
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
mdg_export_outcome_clear (MdgExportOutcome *outcome)
{
  g_clear_pointer (&outcome->fault_id, g_free);
}

/* For the clipboard --------------------------------------------------------------------------- */

static gboolean
take_copy (GPtrArray *rows, gpointer data)
{
  for (guint i = 0; i < rows->len; i++)
    add_row (data, ((const MdgAccountRow *)rows->pdata[i])->account, NULL, NULL);
  return TRUE;
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (!mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  bytes = mdg_table_writer_take (g_task_get_task_data (task));
  g_task_return_pointer (task, g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
                         g_free);
}

void
mdg_account_copy_async (MdgAccountList *list,
                        const GArray *numbers,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GTask *task;
  MdgTableWriter *writer;

  g_return_if_fail (MDG_IS_ACCOUNT_LIST (list) && numbers != NULL);
  task = g_task_new (list, cancellable, callback, data);
  writer = mdg_table_writer_new (MDG_TABLE_UTF8, '\t');
  g_task_set_source_tag (task, mdg_account_copy_async);
  g_task_set_task_data (task, writer, (GDestroyNotify)mdg_table_writer_free);
  add_row (writer, NULL, NULL, NULL);
  mdg_account_list_for_each_async (list, numbers, take_copy, writer, cancellable, on_copied, task);
}

char *
mdg_account_copy_finish (MdgAccountList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_copy_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
