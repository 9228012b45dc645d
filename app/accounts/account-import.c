/* account-import.c: a copied table brought in: reading and judging on threads, the list in between.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-import.h"

#include "accounts/account-desk-private.h"
#include "accounts/account-list.h"
#include "accounts/import-book.h"
#include "core/thread-task.h"

/* Reading ------------------------------------------------------------------------------------- */

typedef struct
{
  GBytes *text;
  MdgTableFault fault;
  MdgImportPlan *plan;  /* (nullable) */
  GHashTable *wanted;   /* IDs in the plan; they belong to it */
  GHashTable *known;    /* ID → MdgAccount, of those */
  MdgAccountList *list; /* (nullable): while it is gone through */
  gboolean whole;
  char *keeper;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_bytes_unref (reading->text);
  g_clear_pointer (&reading->wanted, g_hash_table_unref);
  g_clear_pointer (&reading->known, g_hash_table_unref);
  g_clear_pointer (&reading->plan, mdg_import_plan_unref);
  g_clear_object (&reading->list);
  g_free (reading->keeper);
  g_free (reading);
}

/* Runs @func on a thread, then @callback, which takes over @task. */
static void
on_thread (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  GTask *step
      = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  mdg_thread_task_run (step, func);
  g_object_unref (step);
}

static void
read_text (GTask *step, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (reading->text, &length);
  g_autoptr (MdgTable) table = mdg_table_read (text, length, &reading->fault, &error);

  if (table != NULL)
    reading->plan = mdg_import_plan_new (table, &error);
  if (reading->plan == NULL)
    {
      g_task_return_error (step, error);
      return;
    }
  for (guint i = 0; i < reading->plan->rows->len; i++)
    {
      const MdgImportRow *row = reading->plan->rows->pdata[i];

      if (row->wanted->id != NULL)
        g_hash_table_add (reading->wanted, row->wanted->id);
    }
  g_task_return_boolean (step, TRUE);
}

static void
judge (GTask *step, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  mdg_import_plan_judge (reading->plan, reading->known, reading->whole, reading->keeper);
  g_task_return_boolean (step, TRUE);
}

static void
on_judged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_steal_pointer (&reading->plan),
                           (GDestroyNotify)mdg_import_plan_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  Reading *reading = data;

  for (guint i = 0; i < rows->len; i++)
    {
      const MdgAccount *account = ((const MdgAccountRow *)rows->pdata[i])->account;

      if (g_hash_table_contains (reading->wanted, account->id))
        {
          MdgAccount *copy = mdg_account_copy (account);

          g_hash_table_insert (reading->known, copy->id, copy);
        }
    }
  return TRUE;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error))
    {
      g_clear_object (&reading->list);
      on_thread (task, judge, on_judged);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Reading *reading = g_task_get_task_data (task);
  MdgAccountDesk *desk = MDG_ACCOUNT_DESK (source);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  reading->whole = mdg_account_desk_get_state (desk)->loaded;
  reading->list = mdg_account_list_new (desk);
  mdg_account_list_for_each_async (reading->list, NULL, take, reading,
                                   g_task_get_cancellable (task), on_listed, task);
}

void
mdg_account_import_read_async (MdgAccountDesk *desk,
                               GBytes *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;
  Reading *reading;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (desk) && text != NULL);
  task = g_task_new (desk, cancellable, callback, data);
  reading = g_new0 (Reading, 1);
  reading->text = g_bytes_ref (text);
  reading->wanted = g_hash_table_new (g_str_hash, g_str_equal);
  reading->known
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)mdg_account_free);
  reading->keeper = g_strdup (mdg_account_desk_get_keeper (desk));
  g_task_set_source_tag (task, mdg_account_import_read_async);
  g_task_set_task_data (task, reading, reading_free);
  on_thread (task, read_text, on_read);
}

MdgImportPlan *
mdg_account_import_read_finish (MdgAccountDesk *desk,
                                GAsyncResult *result,
                                MdgTableFault *fault,
                                GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_import_read_async), NULL);
  if (fault != NULL)
    *fault = ((Reading *)g_task_get_task_data (G_TASK (result)))->fault;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Carrying out and taking back ---------------------------------------------------------------- */

static gpointer
count_if (gboolean good, const MdgImportCount *count)
{
  return good ? g_memdup2 (count, sizeof *count) : NULL;
}

typedef struct
{
  MdgImportPlan *plan;
  GCancellable *cancellable; /* (nullable) */
} Applying;

static void
applying_free (gpointer data)
{
  Applying *applying = data;

  mdg_import_plan_unref (applying->plan);
  g_clear_object (&applying->cancellable);
  g_free (applying);
}

static gpointer
apply (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;
  Applying *applying = work->subject;
  MdgImportCount count;

  return count_if (mdg_import_book_apply (work->book, database, applying->plan, work->now,
                                          applying->cancellable, &count, error),
                   &count);
}

static gpointer
undo (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;
  MdgImportCount count;

  return count_if (mdg_import_book_undo (work->book, database, work->number, work->now,
                                         work->subject, &count, error),
                   &count);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgAccountDesk *desk = MDG_ACCOUNT_DESK (source);
  GError *error = NULL;
  MdgImportCount *count
      = mdg_account_desk_work_finish (desk, result, mdg_account_import_finish, &error);

  if (count == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_account_desk_asked (desk);
  g_task_return_pointer (task, count, g_free);
}

/* The task is not cancelled but the work in it: only that knows whether it is done. */
static void
do_work (MdgAccountDesk *desk,
         MdgCacheFunc func,
         MdgDeskWork *work,
         GAsyncReadyCallback callback,
         gpointer data)
{
  GTask *task = g_task_new (desk, NULL, callback, data);

  g_task_set_source_tag (task, mdg_account_import_finish);
  mdg_account_desk_work (desk, desk, func, work, g_free, mdg_account_import_finish, NULL, on_done,
                         task);
}

void
mdg_account_import_apply_async (MdgAccountDesk *desk,
                                MdgImportPlan *plan,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MdgDeskWork *work;
  Applying *applying;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (desk) && plan != NULL && plan->judged);
  work = mdg_desk_work_new (desk);
  applying = g_new0 (Applying, 1);
  applying->plan = mdg_import_plan_ref (plan);
  g_set_object (&applying->cancellable, cancellable);
  work->subject = applying;
  work->free_subject = applying_free;
  do_work (desk, apply, work, callback, data);
}

void
mdg_account_import_undo_async (MdgAccountDesk *desk,
                               gint64 run,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (desk));
  work = mdg_desk_work_new (desk);
  work->number = run;
  work->subject = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  work->free_subject = g_object_unref;
  do_work (desk, undo, work, callback, data);
}

gboolean
mdg_account_import_finish (MdgAccountDesk *desk,
                           GAsyncResult *result,
                           MdgImportCount *count,
                           GError **error)
{
  g_autofree MdgImportCount *done = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_import_finish), FALSE);
  done = g_task_propagate_pointer (G_TASK (result), error);
  *count = done != NULL ? *done : (MdgImportCount){ 0 };
  return done != NULL;
}

/* Runs ---------------------------------------------------------------------------------------- */

static gpointer
get_runs (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_import_book_get_runs (((MdgDeskWork *)data)->book, database, error);
}

void
mdg_account_import_get_runs_async (MdgAccountDesk *desk,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (desk));
  mdg_account_desk_work (desk, desk, get_runs, mdg_desk_work_new (desk),
                         (GDestroyNotify)g_ptr_array_unref, mdg_account_import_get_runs_async,
                         cancellable, callback, data);
}

GPtrArray *
mdg_account_import_get_runs_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error)
{
  return mdg_account_desk_work_finish (desk, result, mdg_account_import_get_runs_async, error);
}
