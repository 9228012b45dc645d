/* account-export.c: rows of the list as a table, into a file or for the clipboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-export.h"

#include "core/table-file.h"

/* Held by the task and by the walk over the rows, either of which may end first; counted on the
 * main thread. */
typedef struct
{
  MdgTableFile *file;
  MdgAccountProgress progress; /* (nullable) */
  gpointer progress_data;
  guint n_seen;
  MdgExportOutcome outcome;
} Export;

static void
export_clear (gpointer data)
{
  Export *export = data;

  mdg_table_file_unref (export->file);
  mdg_export_outcome_clear (&export->outcome);
}

static void
export_unref (gpointer data)
{
  g_rc_box_release_full (data, export_clear);
}

static void
list_cells (const MdgAccount *account, const char **cells)
{
  for (int i = 0; i < MDG_N_COLUMNS; i++)
    cells[i] = account != NULL ? mdg_account_column_text (account, (MdgAccountColumn)i)
                               : mdg_account_column_heading ((MdgAccountColumn)i);
}

/* @account: (nullable): NULL: the headings */
static gboolean
add_row (Export *export, const MdgAccount *account, MdgTableFault *fault, GError **error)
{
  const char *cells[MDG_N_COLUMNS + 1] = { NULL };

  list_cells (account, cells);
  return mdg_table_file_add (export->file, cells, fault, error);
}

/* The rows ------------------------------------------------------------------------------------ */

/* What cannot be written is counted to the end, so that the person knows how much it is. */
static void
take_row (Export *export, const MdgAccount *account)
{
  MdgTableFault fault = { 0 };
  g_autoptr (GError) error = NULL;

  export->n_seen++;
  if (add_row (export, account, &fault, &error))
    {
      export->outcome.n_rows++;
      return;
    }
  if (export->outcome.unwritable == NULL)
    export->outcome.unwritable = g_ptr_array_new_with_free_func (g_free);
  if (export->outcome.unwritable->len < MDG_EXPORT_UNWRITABLE_MAX)
    g_ptr_array_add (export->outcome.unwritable, g_strdup (account->id));
  if (export->outcome.n_unwritable++ > 0)
    return;
  export->outcome.fault = fault;
  export->outcome.fault.line = export->n_seen + 1;
  export->outcome.fault_id = g_strdup (account->id);
  mdg_table_file_fail (export->file, g_steal_pointer (&error));
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  Export *export = data;

  if (mdg_table_file_is_broken (export->file)) /* the caller may have heard of it already */
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    take_row (export, ((const MdgAccountRow *)rows->pdata[i])->account);
  mdg_table_file_push (export->file);
  if (export->progress != NULL)
    export->progress (export->n_seen, export->progress_data);
  return !mdg_table_file_is_broken (export->file);
}

/* The last word comes from the thread: only then is the file there, or not. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_table_file_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  GError *error = NULL;

  mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error);
  mdg_table_file_end (export->file, error);
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
  GError *error = NULL;
  GTask *task;
  Export *export;

  g_return_if_fail (MDG_IS_ACCOUNT_LIST (list) && path != NULL && encoding != MDG_TABLE_UTF16);
  export = g_rc_box_new0 (Export);
  export->progress = progress;
  export->progress_data = progress_data;
  task = g_task_new (list, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_export_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_unref);
  export->file = mdg_table_file_open (path, encoding, on_written, task);
  if (!add_row (export, NULL, &export->outcome.fault, &error))
    mdg_table_file_fail (export->file, error);
  mdg_table_file_push (export->file);
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
      export->outcome.unwritable = NULL;
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
mdg_export_outcome_clear (MdgExportOutcome *outcome)
{
  g_clear_pointer (&outcome->fault_id, g_free);
  g_clear_pointer (&outcome->unwritable, g_ptr_array_unref);
}

/* For the clipboard --------------------------------------------------------------------------- */

static void
add_copied (MdgTableWriter *writer, const MdgAccount *account)
{
  const char *cells[MDG_N_COLUMNS + 1] = { NULL };

  list_cells (account, cells);
  mdg_table_writer_add (writer, cells, NULL, NULL);
}

static gboolean
take_copy (GPtrArray *rows, gpointer data)
{
  for (guint i = 0; i < rows->len; i++)
    add_copied (data, ((const MdgAccountRow *)rows->pdata[i])->account);
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
  add_copied (writer, NULL);
  mdg_account_list_for_each_async (list, numbers, take_copy, writer, cancellable, on_copied, task);
}

char *
mdg_account_copy_finish (MdgAccountList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_copy_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
