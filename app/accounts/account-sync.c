/* account-sync.c: one run of the sync: the outbox is sent, then what changed is fetched.
 *
 * Each step ends in mdg_sync_next(), which looks at how the book stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-sync-private.h"

static void
run_free (gpointer data)
{
  MdgSyncRun *run = data;

  g_object_unref (run->service);
  mdg_outbox_job_free (run->job);
  mdg_book_state_free (run->state);
  mdg_sync_ahead_clear (&run->ahead);
  g_clear_error (&run->failure);
  g_clear_error (&run->unsent);
  g_free (run->after);
  g_free (run);
}

MdgSyncRun *
mdg_sync_run_of (GTask *task)
{
  return g_task_get_task_data (task);
}

MdgAccountDesk *
mdg_sync_desk_of (GTask *task)
{
  return g_task_get_source_object (task);
}

void
mdg_sync_fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
mdg_sync_is (const GError *error, MdgErrorCode code)
{
  return g_error_matches (error, MDG_ERROR, (int)code);
}

void
mdg_sync_work (GTask *task,
               MdgCacheFunc func,
               gpointer subject,
               GDestroyNotify free_subject,
               gint64 number,
               GAsyncReadyCallback callback)
{
  MdgAccountDesk *desk = mdg_sync_desk_of (task);
  MdgDeskWork *piece = mdg_desk_work_new (desk);

  piece->number = number;
  piece->subject = subject;
  piece->free_subject = free_subject;
  mdg_account_desk_work (desk, desk, func, piece, NULL, mdg_sync_work, NULL, callback, task);
}

gpointer
mdg_sync_work_finish (GTask *task, GAsyncResult *result, GError **error)
{
  return mdg_account_desk_work_finish (mdg_sync_desk_of (task), result, mdg_sync_work, error);
}

gpointer
mdg_sync_state_if (MdgDeskWork *piece, MdgDatabase *database, gboolean good, GError **error)
{
  return good ? mdg_account_book_get_state (piece->book, database, error) : NULL;
}

static gpointer
read_state (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_sync_state_if (data, database, TRUE, error);
}

void
mdg_sync_take_state (GTask *task, MdgBookState *state)
{
  MdgSyncRun *run = mdg_sync_run_of (task);

  mdg_book_state_free (run->state);
  run->state = state;
  mdg_account_desk_tell_book (mdg_sync_desk_of (task), state);
}

void
mdg_sync_on_state (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  MdgBookState *state = mdg_sync_work_finish (task, result, &error);

  if (state == NULL)
    {
      mdg_sync_fail (task, error);
      return;
    }
  mdg_sync_take_state (task, state);
  mdg_sync_next (task);
}

void
mdg_sync_get_page (GTask *task,
                   MdgList list,
                   const char *after,
                   gint64 since,
                   GAsyncReadyCallback callback)
{
  MdgListPart part = {
    .list = list, .after = after && *after ? after : NULL, .since = since, .limit = MDG_PAGE_MAX
  };

  mdg_account_service_get_page_async (mdg_sync_run_of (task)->service, &part,
                                      g_task_get_cancellable (task), callback, task);
}

/* The end ------------------------------------------------------------------------------------- */

static gpointer
write_synced (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return mdg_sync_state_if (piece, database,
                            mdg_account_book_set_synced (piece->book, database, piece->now, error),
                            error);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  MdgBookState *state = mdg_sync_work_finish (task, result, &error);

  if (state != NULL)
    {
      mdg_sync_take_state (task, state);
      error = g_steal_pointer (&run->unsent);
    }
  if (error != NULL)
    {
      mdg_sync_fail (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
was_cancelled (GTask *task, GError **error)
{
  return g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error);
}

void
mdg_sync_next (GTask *task)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;

  if (mdg_sync_is_at_rest (run) && run->failure == NULL && was_cancelled (task, &error))
    {
      mdg_sync_fail (task, error);
      return;
    }
  switch (run->step)
    {
    case MDG_STEP_OUTBOX:
      mdg_sync_next_of_outbox (task);
      break;
    case MDG_STEP_LIST:
      mdg_sync_next_of_list (task);
      break;
    case MDG_STEP_APPLICATIONS:
      mdg_sync_next_of_applications (task);
      break;
    case MDG_STEP_MAIL:
      mdg_sync_next_of_mail (task);
      break;
    case MDG_STEP_END:
    default:
      mdg_sync_work (task, write_synced, NULL, NULL, 0, on_synced);
    }
}

void
mdg_account_sync_run_async (MdgAccountDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  MdgSyncRun *run = g_new0 (MdgSyncRun, 1);

  g_task_set_source_tag (task, mdg_account_sync_run_async);
  /* What has been done has been done. */
  g_task_set_check_cancellable (task, FALSE);
  run->service = g_object_ref (mdg_account_desk_get_service (desk));
  g_task_set_task_data (task, run, run_free);
  mdg_account_desk_set_phase (desk, MDG_SYNC_SENDING);
  mdg_sync_work (task, read_state, NULL, NULL, 0, mdg_sync_on_state);
}

gboolean
mdg_account_sync_run_finish (MdgAccountDesk *desk,
                             GAsyncResult *result,
                             gboolean *through,
                             GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_sync_run_async), FALSE);
  *through = mdg_sync_run_of (G_TASK (result))->step == MDG_STEP_END;
  return g_task_propagate_boolean (G_TASK (result), error);
}
