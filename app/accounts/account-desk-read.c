/* account-desk-read.c: what can be read at the desk, with the service or without.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-desk-private.h"

#include "accounts/account-history.h"

static void
read_work (MdgAccountDesk *self,
           MdgCacheFunc func,
           const char *text,
           GDestroyNotify free_result,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  MdgDeskWork *work = mdg_desk_work_new (self);

  work->text = g_strdup (text);
  mdg_account_desk_work (self, self, func, work, free_result, tag, cancellable, callback, data);
}

static gpointer
list_outbox (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_outbox_list (((MdgDeskWork *)data)->book, database, error);
}

static gpointer
list_applications (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_account_book_get_applications (((MdgDeskWork *)data)->book, database, error);
}

static gpointer
list_mail (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_account_book_get_mail (((MdgDeskWork *)data)->book, database, error);
}

static gpointer
list_facilities (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_account_book_get_facilities (((MdgDeskWork *)data)->book, database, error);
}

/* 2: several, 1: not */
static gpointer
count_facilities (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  gboolean several;

  if (!mdg_account_book_has_facilities (((MdgDeskWork *)data)->book, database, &several, error))
    return NULL;
  return GINT_TO_POINTER (several ? 2 : 1);
}

static gpointer
find_account (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;

  return mdg_account_book_get_account (work->book, database, work->text, error);
}

#define DEFINE_LIST(name, func)                                                                    \
  void mdg_account_desk_get_##name##_async (MdgAccountDesk *self, GCancellable *cancellable,       \
                                            GAsyncReadyCallback callback, gpointer data)           \
  {                                                                                                \
    g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));                                                 \
    read_work (self, func, NULL, (GDestroyNotify)g_ptr_array_unref,                                \
               mdg_account_desk_get_##name##_async, cancellable, callback, data);                  \
  }                                                                                                \
                                                                                                   \
  GPtrArray *mdg_account_desk_get_##name##_finish (MdgAccountDesk *self, GAsyncResult *result,     \
                                                   GError **error)                                 \
  {                                                                                                \
    return mdg_account_desk_work_finish (self, result, mdg_account_desk_get_##name##_async,        \
                                         error);                                                   \
  }

DEFINE_LIST (outbox, list_outbox)
DEFINE_LIST (applications, list_applications)
DEFINE_LIST (mail, list_mail)
DEFINE_LIST (facilities, list_facilities)

void
mdg_account_desk_has_facilities_async (MdgAccountDesk *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  read_work (self, count_facilities, NULL, NULL, mdg_account_desk_has_facilities_async, cancellable,
             callback, data);
}

gboolean
mdg_account_desk_has_facilities_finish (MdgAccountDesk *self,
                                        GAsyncResult *result,
                                        gboolean *several,
                                        GError **error)
{
  gpointer count
      = mdg_account_desk_work_finish (self, result, mdg_account_desk_has_facilities_async, error);

  *several = GPOINTER_TO_INT (count) == 2;
  return count != NULL;
}

void
mdg_account_desk_get_account_async (MdgAccountDesk *self,
                                    const char *account_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && account_id != NULL);
  read_work (self, find_account, account_id, (GDestroyNotify)mdg_account_row_free,
             mdg_account_desk_get_account_async, cancellable, callback, data);
}

MdgAccountRow *
mdg_account_desk_get_account_finish (MdgAccountDesk *self, GAsyncResult *result, GError **error)
{
  return mdg_account_desk_work_finish (self, result, mdg_account_desk_get_account_async, error);
}

/* 履歴 ---------------------------------------------------------------------------------------- */

static gpointer
list_history (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;

  return mdg_account_history_list (work->book, database, work->text, error);
}

void
mdg_account_desk_get_history_async (MdgAccountDesk *self,
                                    const char *account_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && account_id != NULL);
  read_work (self, list_history, account_id, (GDestroyNotify)g_ptr_array_unref,
             mdg_account_desk_get_history_async, cancellable, callback, data);
}

GPtrArray *
mdg_account_desk_get_history_finish (MdgAccountDesk *self, GAsyncResult *result, GError **error)
{
  return mdg_account_desk_work_finish (self, result, mdg_account_desk_get_history_async, error);
}

static gpointer
add_event (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgAccountRow) row
      = mdg_account_book_get_account (work->book, database, work->text, &fault);

  /* What is kept here may be another facility's, with the same ID. */
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || (row != NULL && !g_str_equal (row->account->institution_code, work->more)))
    return MDG_CACHE_DONE;
  if (row == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  return mdg_account_history_add (work->book, database, work->text,
                                  (MdgAccountEventKind)work->choice, NULL, work->user, work->now,
                                  error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
on_event_added (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (source);
  g_autoptr (GError) error = NULL;

  if (mdg_account_desk_work_finish (self, result, on_event_added, &error) != NULL)
    mdg_account_desk_tell (self, MDG_DESK_HISTORY);
  else
    g_warning ("not noted in the history: %s", error->message);
}

void
mdg_account_desk_note_event (MdgAccountDesk *self,
                             const char *institution_code,
                             const char *account_id,
                             MdgAccountEventKind kind)
{
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && institution_code != NULL && account_id != NULL);
  work = mdg_desk_work_new (self);
  work->text = g_strdup (account_id);
  work->more = g_strdup (institution_code);
  work->choice = kind;
  mdg_account_desk_work (self, self, add_event, work, NULL, on_event_added, NULL, on_event_added,
                         NULL);
}

/* 「ユーザ設定情報」 --------------------------------------------------------------------------- */

static void
on_settings_pdf (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgSecret *pdf
      = mdg_account_service_get_settings_pdf_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify)mdg_secret_unref);
  else
    g_task_return_error (task, error);
}

void
mdg_account_desk_get_settings_pdf_async (MdgAccountDesk *self,
                                         const char *account_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  MdgAccountService *service;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && mdg_account_id_check (account_id, NULL));
  service = mdg_account_desk_get_service (self);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_desk_get_settings_pdf_async);
  if (service == NULL)
    g_task_return_error (task, mdg_error_new (MDG_ERROR_SESSION_REQUIRED, "Not logged in"));
  else
    mdg_account_service_get_settings_pdf_async (service, account_id, cancellable, on_settings_pdf,
                                                g_steal_pointer (&task));
}

MdgSecret *
mdg_account_desk_get_settings_pdf_finish (MdgAccountDesk *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_desk_get_settings_pdf_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* 利用状況 ------------------------------------------------------------------------------------ */

/* A facility and when it was so. */
typedef struct
{
  MdgFacility *facility;
  gint64 fetched_at;
  MdgFacilityUse use[MDG_N_ACCOUNT_KINDS];
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_pointer (&known->facility, mdg_facility_free);
  g_free (known);
}

static gboolean
know_use (Known *known, MdgDeskWork *work, MdgDatabase *database, GError **error)
{
  for (int kind = 0; kind < MDG_N_ACCOUNT_KINDS; kind++)
    if (!mdg_facility_use_get (work->book, database, work->text, (MdgAccountKind)kind,
                               &known->use[kind], error))
      return FALSE;
  return TRUE;
}

/* With a fresh one as subject it is written down first. */
static gpointer
know_facility (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;
  Known *known;

  if (work->subject != NULL
      && !mdg_account_book_put_facility (work->book, database, work->subject, work->now, error))
    return NULL;
  known = g_new0 (Known, 1);
  known->facility
      = mdg_account_book_get_facility (work->book, database, work->text, &known->fetched_at, error);
  if (known->facility != NULL && know_use (known, work, database, error))
    return known;
  known_free (known);
  return NULL;
}

static void
on_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (source);
  GError *error = NULL;
  Known *known = mdg_account_desk_work_finish (self, result, know_facility, &error);

  if (known != NULL)
    g_task_return_pointer (task, known, known_free);
  else
    g_task_return_error (task, error);
}

/* @facility: (transfer full) (nullable) */
static void
look_up (GTask *task, MdgFacility *facility)
{
  MdgAccountDesk *self = g_task_get_source_object (task);
  MdgDeskWork *work = mdg_desk_work_new (self);

  work->text = g_strdup (g_task_get_task_data (task));
  work->subject = facility;
  work->free_subject = (GDestroyNotify)mdg_facility_free;
  mdg_account_desk_work (self, self, know_facility, work, known_free, know_facility,
                         g_task_get_cancellable (task), on_known, task);
}

static void
on_facility (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgFacility *facility
      = mdg_account_service_get_facility_finish (MDG_ACCOUNT_SERVICE (source), result, &error);
  const char *code = g_task_get_task_data (task);

  if (facility != NULL && !g_str_equal (facility->institution_code, code))
    {
      g_clear_pointer (&facility, mdg_facility_free);
      error = mdg_error_new (MDG_ERROR_BAD_ANSWER, "The answer is about another facility");
    }
  /* That there is none is an answer; anything else is as if we were offline. */
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  if (error != NULL)
    g_info ("The facility cannot be asked about: %s", error->message);
  g_clear_error (&error);
  look_up (g_steal_pointer (&task), facility);
}

void
mdg_account_desk_get_facility_async (MdgAccountDesk *self,
                                     const char *institution_code,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  GTask *task;
  MdgAccountService *service;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self) && institution_code != NULL);
  service = mdg_account_desk_get_service (self);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_desk_get_facility_async);
  g_task_set_task_data (task, g_strdup (institution_code), g_free);
  if (service != NULL)
    mdg_account_service_get_facility_async (service, institution_code, cancellable, on_facility,
                                            task);
  else
    look_up (task, NULL);
}

MdgFacility *
mdg_account_desk_get_facility_finish (MdgAccountDesk *self,
                                      GAsyncResult *result,
                                      gint64 *fetched_at,
                                      MdgFacilityUse *use,
                                      GError **error)
{
  Known *known;
  MdgFacility *facility;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  known = g_task_propagate_pointer (G_TASK (result), error);
  if (known == NULL)
    return NULL;
  facility = g_steal_pointer (&known->facility);
  if (fetched_at != NULL)
    *fetched_at = known->fetched_at;
  for (int kind = 0; use != NULL && kind < MDG_N_ACCOUNT_KINDS; kind++)
    use[kind] = known->use[kind];
  known_free (known);
  return facility;
}
