/* account-desk-ask.c: what people ask for at the desk: it goes into the outbox, and then it is
 * sent. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-desk-private.h"

#include "accounts/account-history.h"
#include "accounts/outbox-private.h"

static gpointer
done_if (gboolean good)
{
  return good ? MDG_CACHE_DONE : NULL;
}

static gpointer
add_note (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *w = data;
  g_autoptr (MdgAccountRow) row = mdg_account_book_get_account (w->book, database, w->text, error);

  if (row == NULL)
    return NULL;
  /* What stands there already is no event. */
  if (g_str_equal (row->account->note, w->more))
    return MDG_CACHE_DONE;
  return done_if (
      mdg_outbox_add_note (w->book, database, w->text, w->more, w->subject, w->now, error)
      && mdg_account_history_add (w->book, database, w->text, MDG_EVENT_NOTE_SAVED, w->more,
                                  w->user, w->now, error));
}

static gpointer
add_cancellation (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *w = data;

  return done_if (mdg_outbox_add_cancellation (w->book, database, w->text, w->now, error)
                  && mdg_account_history_add (w->book, database, w->text, MDG_EVENT_CANCELLATION,
                                              NULL, w->user, w->now, error));
}

static gpointer
add_application (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *w = data;

  return done_if (mdg_outbox_add_application (w->book, database, w->subject, w->now, error));
}

static gpointer
decide (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *w = data;
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (w->book, database, w->number, error);
  const char *after = w->text;

  if (entry == NULL)
    return NULL;
  if (w->choice != MDG_DECIDE_EDITED)
    after = w->choice == MDG_DECIDE_MINE ? entry->note : entry->their_note;
  return done_if (
      mdg_account_history_add_for_entry (w->book, database, w->number, MDG_EVENT_DECIDED, after,
                                         w->user, w->now, error)
      && mdg_outbox_decide (w->book, database, w->number, (MdgDecision)w->choice, w->text, error));
}

static gpointer
dismiss (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *w = data;

  return done_if (mdg_account_history_add_for_entry (w->book, database, w->number,
                                                     MDG_EVENT_WITHDRAWN, NULL, w->user, w->now,
                                                     error)
                  && mdg_outbox_dismiss (w->book, database, w->number, error));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_account_desk_work_finish (self, result, mdg_account_desk_finish, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_account_desk_asked (self);
  g_task_return_boolean (task, TRUE);
}

static void
ask (MdgAccountDesk *self,
     MdgCacheFunc func,
     MdgDeskWork *work,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, mdg_account_desk_finish);
  g_task_set_check_cancellable (task, FALSE);
  mdg_account_desk_work (self, self, func, work, NULL, mdg_account_desk_finish, cancellable,
                         on_asked, task);
}

gboolean
mdg_account_desk_finish (MdgAccountDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_desk_finish), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
mdg_account_desk_set_note_async (MdgAccountDesk *self,
                                 const char *account_id,
                                 const char *note,
                                 const char *shown,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && account_id != NULL && note != NULL);
  work = mdg_desk_work_new (self);
  work->text = g_strdup (account_id);
  work->more = g_strdup (note);
  work->subject = g_strdup (shown);
  work->free_subject = g_free;
  ask (self, add_note, work, cancellable, callback, data);
}

void
mdg_account_desk_cancel_account_async (MdgAccountDesk *self,
                                       const char *account_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && account_id != NULL);
  work = mdg_desk_work_new (self);
  work->text = g_strdup (account_id);
  ask (self, add_cancellation, work, cancellable, callback, data);
}

void
mdg_account_desk_apply_async (MdgAccountDesk *self,
                              const MdgApplicationRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && request != NULL);
  work = mdg_desk_work_new (self);
  work->subject
      = mdg_application_request_new (request->institution_code, request->kind, request->count);
  work->free_subject = (GDestroyNotify)mdg_application_request_free;
  ask (self, add_application, work, cancellable, callback, data);
}

void
mdg_account_desk_decide_async (MdgAccountDesk *self,
                               gint64 entry,
                               MdgDecision decision,
                               const char *edited,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  work = mdg_desk_work_new (self);
  work->number = entry;
  work->choice = decision;
  work->text = g_strdup (edited);
  ask (self, decide, work, cancellable, callback, data);
}

void
mdg_account_desk_dismiss_async (MdgAccountDesk *self,
                                gint64 entry,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  work = mdg_desk_work_new (self);
  work->number = entry;
  ask (self, dismiss, work, cancellable, callback, data);
}
