/* account-sync.c: one run of the sync: the outbox is sent, then what changed is fetched.
 *
 * While a page of the whole list is written down, the next one is already on its way; not more than
 * that, so that nothing piles up. Each step ends in next(), which looks at how the book stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-desk-private.h"

/* A list that begins anew again and again is not followed for ever. */
#define LOADS_MAX 3

/* Nor is one entry sent over and over to a service that has another revision each time. */
#define OPPOSED_MAX 3

typedef enum
{
  STEP_OUTBOX,
  STEP_LIST,
  STEP_APPLICATIONS,
  STEP_MAIL,
  STEP_END
} Step;

typedef struct
{
  MdgAccountService *service;
  Step step;
  MdgOutboxJob *job; /* (nullable): on its way */
  GError *unsent;    /* (nullable): what kept an entry from being sent; the run ends with it */
  gint64 opposed;    /* the entry that the service opposed last */
  guint n_opposed;   /* so often */
  MdgBookState *state;
  guint n_loads;
  gboolean fetching;     /* a page of the whole list is on its way */
  gboolean writing;      /* one is being written down */
  MdgPage *page;         /* (nullable): one that came and is to be written down */
  GError *failure;       /* (nullable): the run ends with it when nothing is under way any more */
  char *after;           /* (nullable): the whole list of applications goes on after it */
  gint64 first_revision; /* of its first page */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->service);
  mdg_outbox_job_free (run->job);
  mdg_book_state_free (run->state);
  g_clear_pointer (&run->page, mdg_page_free);
  g_clear_error (&run->failure);
  g_clear_error (&run->unsent);
  g_free (run->after);
  g_free (run);
}

static void next (GTask *task);

static MdgAccountDesk *
desk_of (GTask *task)
{
  return g_task_get_source_object (task);
}

/* Takes over @task and @error. */
static void
fail (GTask *task, GError *error)
{
  mdg_account_desk_set_phase (desk_of (task), MDG_SYNC_IDLE);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
is (const GError *error, MdgErrorCode code)
{
  return g_error_matches (error, MDG_ERROR, (int)code);
}

/* Runs @func on the book; all work of a run is done even when the run was cancelled meanwhile. */
static void
work (GTask *task,
      MdgCacheFunc func,
      gpointer subject,
      GDestroyNotify free_subject,
      gint64 number,
      GAsyncReadyCallback callback)
{
  MdgAccountDesk *desk = desk_of (task);
  MdgDeskWork *piece = mdg_desk_work_new (desk);

  piece->number = number;
  piece->subject = subject;
  piece->free_subject = free_subject;
  mdg_account_desk_work (desk, desk, func, piece, NULL, work, NULL, callback, task);
}

static gpointer
work_finish (GTask *task, GAsyncResult *result, GError **error)
{
  return mdg_account_desk_work_finish (desk_of (task), result, work, error);
}

/* What only succeeds; then how the book stands is read anew. */
static gpointer
state_if (MdgDeskWork *piece, MdgDatabase *database, gboolean good, GError **error)
{
  return good ? mdg_account_book_get_state (piece->book, database, error) : NULL;
}

static gpointer
read_state (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return state_if (data, database, TRUE, error);
}

static void
take_state (GTask *task, MdgBookState *state)
{
  Run *run = g_task_get_task_data (task);

  mdg_book_state_free (run->state);
  run->state = state;
  mdg_account_desk_tell_book (desk_of (task), state);
}

/* A step that ends with a new state; then it goes on. Takes over @data, the task. */
static void
on_state (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  MdgBookState *state = work_finish (task, result, &error);

  if (state == NULL)
    {
      fail (task, error);
      return;
    }
  take_state (task, state);
  next (task);
}

/* The outbox ---------------------------------------------------------------------------------- */

/* What came of an entry. */
typedef struct
{
  MdgAccount *account;                /* (nullable) */
  MdgAccountApplication *application; /* (nullable) */
  GError *reason;                     /* (nullable): refused */
  gboolean opposed;                   /* @account is theirs */
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  mdg_account_free (outcome->account);
  mdg_account_application_free (outcome->application);
  g_clear_error (&outcome->reason);
  g_free (outcome);
}

static gpointer
take_job (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return mdg_outbox_take (piece->book, database, error);
}

static gpointer
write_outcome (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;
  Outcome *outcome = piece->subject;
  gboolean good;

  if (outcome->reason != NULL)
    good = mdg_outbox_refuse (piece->book, database, piece->number, outcome->reason, error);
  else if (outcome->opposed)
    good = mdg_outbox_oppose (piece->book, database, piece->number, outcome->account, error);
  else
    good = mdg_outbox_settle (piece->book, database, piece->number, outcome->account,
                              outcome->application, error);
  return state_if (piece, database, good, error);
}

static void
on_outcome_written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *desk = desk_of (data);
  g_autoptr (MdgAccountDesk) kept = g_object_ref (desk);

  on_state (source, result, data);
  mdg_account_desk_tell (desk, MDG_DESK_OUTBOX);
  mdg_account_desk_tell (desk, MDG_DESK_ROWS);
  mdg_account_desk_tell (desk, MDG_DESK_APPLICATIONS);
}

static void
conclude (GTask *task, const Outcome *outcome)
{
  Run *run = g_task_get_task_data (task);
  gint64 number = run->job->number;

  g_clear_pointer (&run->job, mdg_outbox_job_free);
  work (task, write_outcome, g_memdup2 (outcome, sizeof *outcome), outcome_free, number,
        on_outcome_written);
}

/* The service answered, but what became of the entry is not known: it waits, and what changed is
 * fetched all the same. Takes over @error. */
static void
put_off (GTask *task, GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (!is (error, MDG_ERROR_SERVICE_FAILED) && !is (error, MDG_ERROR_BAD_ANSWER))
    {
      fail (task, error);
      return;
    }
  g_clear_pointer (&run->job, mdg_outbox_job_free);
  run->unsent = error;
  run->step = STEP_LIST;
  next (task);
}

/* Whether what was answered is about what was asked for. @account, @application: (nullable) */
static gboolean
is_about (const MdgOutboxJob *job,
          const MdgAccount *account,
          const MdgAccountApplication *application,
          GError **error)
{
  if ((account == NULL || g_strcmp0 (account->id, job->account_id) == 0)
      && (application == NULL
          || (g_strcmp0 (application->institution_code, job->request->institution_code) == 0
              && application->kind == job->request->kind
              && application->count == job->request->count)))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The answer is about something else");
  return FALSE;
}

/* Counts; each opposition but the last may be of another revision. */
static gboolean
may_oppose (Run *run, GError **error)
{
  run->n_opposed = run->opposed == run->job->number ? run->n_opposed + 1 : 1;
  run->opposed = run->job->number;
  if (run->n_opposed <= OPPOSED_MAX)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The service opposes its own revision");
  return FALSE;
}

/* What stands at the service, now that it did not want ours. */
static void
on_theirs (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MdgAccount) theirs
      = mdg_account_service_get_account_finish (MDG_ACCOUNT_SERVICE (source), result, &error);
  gboolean note = run->job->kind == MDG_OUTBOX_NOTE;
  Outcome outcome = { 0 };

  if (is (error, MDG_ERROR_NOT_FOUND))
    outcome.reason = error;
  else if (error != NULL || !is_about (run->job, theirs, NULL, &error)
           || (note && !may_oppose (run, &error)))
    {
      put_off (task, error);
      return;
    }
  else if (!note && theirs->status != MDG_ACCOUNT_CANCELLING && theirs->status != MDG_ACCOUNT_ENDED)
    outcome.reason = mdg_error_new (MDG_ERROR_NOT_CANCELLABLE, "The account is “%s”",
                                    mdg_account_status_nick (theirs->status));
  outcome.opposed = note;
  outcome.account = g_steal_pointer (&theirs);
  conclude (task, &outcome);
}

/* Takes over @task, what was answered and @error. */
static void
judge (GTask *task, MdgAccount *account, MdgAccountApplication *application, GError *error)
{
  Run *run = g_task_get_task_data (task);
  Outcome outcome = { .account = account, .application = application };

  if (error == NULL && !is_about (run->job, account, application, &error))
    {
      mdg_account_free (account);
      mdg_account_application_free (application);
      put_off (task, error);
    }
  else if (is (error, MDG_ERROR_EDIT_CONFLICT) || is (error, MDG_ERROR_NOT_CANCELLABLE))
    {
      g_error_free (error);
      mdg_account_service_get_account_async (run->service, run->job->account_id,
                                             g_task_get_cancellable (task), on_theirs, task);
    }
  else if (error == NULL)
    conclude (task, &outcome);
  else if (is (error, MDG_ERROR_NOT_FOUND) || is (error, MDG_ERROR_LIMIT_EXCEEDED)
           || is (error, MDG_ERROR_USE_NOT_STARTED) || is (error, MDG_ERROR_INVALID_INPUT))
    {
      outcome.reason = error;
      conclude (task, &outcome);
    }
  else
    put_off (task, error);
}

static void
on_note_put (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  MdgAccount *account
      = mdg_account_service_put_note_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  judge (data, account, NULL, error);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  MdgAccount *account
      = mdg_account_service_cancel_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  judge (data, account, NULL, error);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  MdgAccountApplication *application
      = mdg_account_service_apply_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  judge (data, NULL, application, error);
}

static void
send_job (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const MdgOutboxJob *job = run->job;
  GCancellable *cancellable = g_task_get_cancellable (task);

  switch (job->kind)
    {
    case MDG_OUTBOX_NOTE:
      mdg_account_service_put_note_async (run->service, job->account_id, job->note,
                                          job->base_revision, job->key, cancellable, on_note_put,
                                          task);
      break;
    case MDG_OUTBOX_CANCELLATION:
      mdg_account_service_cancel_async (run->service, job->account_id, job->key, cancellable,
                                        on_cancelled, task);
      break;
    case MDG_OUTBOX_APPLICATION:
    default:
      mdg_account_service_apply_async (run->service, job->request, job->key, cancellable,
                                       on_applied, task);
    }
}

static void
on_job_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->job = work_finish (task, result, &error);
  if (run->job == NULL)
    {
      fail (task, error);
      return;
    }
  if (run->job->number != 0)
    {
      send_job (task);
      return;
    }
  g_clear_pointer (&run->job, mdg_outbox_job_free);
  run->step = STEP_LIST;
  next (task);
}

/* The list ------------------------------------------------------------------------------------ */

static gpointer
begin_load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return state_if (piece, database, mdg_account_book_begin_load (piece->book, database, error),
                   error);
}

static gpointer
write_page (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return state_if (piece, database,
                   mdg_account_book_add_page (piece->book, database, piece->subject, error), error);
}

static gpointer
write_changes (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return state_if (piece, database,
                   mdg_account_book_add_changes (piece->book, database, piece->subject, error),
                   error);
}

static void
get_page (GTask *task, MdgList list, const char *after, gint64 since, GAsyncReadyCallback callback)
{
  Run *run = g_task_get_task_data (task);
  MdgListPart part = { list, after && *after ? after : NULL, since, MDG_PAGE_MAX };

  mdg_account_service_get_page_async (run->service, &part, g_task_get_cancellable (task), callback,
                                      task);
}

static void on_load_page (GObject *source, GAsyncResult *result, gpointer data);

static void
on_page_written (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  MdgBookState *state = work_finish (task, result, &error);

  run->writing = FALSE;
  if (state == NULL)
    {
      /* What is on its way comes to its end first, and finds this. */
      g_clear_error (&run->failure);
      run->failure = error;
    }
  else
    {
      take_state (task, state);
      mdg_account_desk_tell (desk_of (task), MDG_DESK_ROWS);
    }
  next (task);
}

/* Takes over the run's page: it is written down, and the next one is asked for meanwhile. */
static void
write_load_page (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  MdgPage *page = g_steal_pointer (&run->page);

  run->writing = TRUE;
  run->fetching = page->next != NULL;
  if (run->fetching)
    get_page (task, MDG_LIST_ACCOUNTS, page->next, -1, on_load_page);
  work (task, write_page, page, (GDestroyNotify)mdg_page_free, 0, on_page_written);
}

static void
on_load_page (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->fetching = FALSE;
  run->page = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);
  if (error != NULL && run->failure == NULL)
    run->failure = g_steal_pointer (&error);
  g_clear_error (&error);
  next (task);
}

static void
on_changes (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MdgPage) page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  if (is (error, MDG_ERROR_LIST_OUTDATED) && run->n_loads++ < LOADS_MAX)
    {
      g_error_free (error);
      work (task, begin_load, NULL, NULL, 0, on_state);
      return;
    }
  if (page == NULL)
    {
      fail (task, error);
      return;
    }
  if (page->next == NULL)
    run->step = STEP_APPLICATIONS;
  if (page->items->len == 0 && page->revision == run->state->revision)
    next (task);
  else
    work (task, write_changes, g_steal_pointer (&page), (GDestroyNotify)mdg_page_free, 0,
          on_page_written);
}

static void
next_of_list (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->page != NULL && !run->writing && run->failure == NULL)
    write_load_page (task);
  else if (run->fetching || run->writing)
    return;
  else if (run->failure != NULL)
    fail (task, g_steal_pointer (&run->failure));
  else if (run->state->load_after != NULL)
    {
      mdg_account_desk_set_phase (desk_of (task), MDG_SYNC_LOADING);
      run->fetching = TRUE;
      get_page (task, MDG_LIST_ACCOUNTS, run->state->load_after, -1, on_load_page);
    }
  else if (run->state->revision < 0)
    work (task, begin_load, NULL, NULL, 0, on_state);
  else
    {
      mdg_account_desk_set_phase (desk_of (task), MDG_SYNC_CHANGES);
      get_page (task, MDG_LIST_ACCOUNTS, NULL, run->state->revision, on_changes);
    }
}

/* Applications and mails ---------------------------------------------------------------------- */

/* Applications as they come: and up to which revision they are complete then. */
typedef struct
{
  MdgPage *page; /* (nullable) */
  gboolean first;
  gint64 revision; /* -1: they are not complete */
} Applications;

static void
applications_free (gpointer data)
{
  Applications *applications = data;

  g_clear_pointer (&applications->page, mdg_page_free);
  g_free (applications);
}

static gpointer
write_applications (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;
  Applications *applications = piece->subject;

  return state_if (piece, database,
                   (applications->page == NULL
                    || mdg_account_book_add_applications (piece->book, database, applications->page,
                                                          applications->first, error))
                       && mdg_account_book_set_applications_revision (
                           piece->book, database, applications->revision, error),
                   error);
}

static gpointer
write_mail (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return state_if (piece, database,
                   mdg_account_book_add_mail (piece->book, database, piece->subject, error), error);
}

static void
on_applications_written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *desk = desk_of (data);
  g_autoptr (MdgAccountDesk) kept = g_object_ref (desk);

  on_state (source, result, data);
  mdg_account_desk_tell (desk, MDG_DESK_APPLICATIONS);
}

static void
write_down (GTask *task, MdgPage *page, gboolean first, gint64 revision)
{
  Applications *applications = g_new (Applications, 1);

  *applications = (Applications){ page, first, revision };
  work (task, write_applications, applications, applications_free, 0, on_applications_written);
}

/* Takes over @page, one of changes. */
static void
take_changed_applications (GTask *task, MdgPage *page)
{
  Run *run = g_task_get_task_data (task);
  gint64 revision = page->revision;

  if (page->next != NULL)
    revision = ((const MdgAccountApplication *)page->items->pdata[page->items->len - 1])->revision;
  else
    run->step = STEP_MAIL;
  if (page->items->len > 0 || revision != run->state->applications_revision)
    write_down (task, page, FALSE, revision);
  else
    {
      mdg_page_free (page);
      next (task);
    }
}

/* Takes over @page, one of the whole list. */
static void
take_all_applications (GTask *task, MdgPage *page)
{
  Run *run = g_task_get_task_data (task);
  gboolean first = run->after == NULL;

  if (first)
    run->first_revision = page->revision;
  g_free (run->after);
  run->after = g_strdup (page->next);
  if (page->next == NULL)
    run->step = STEP_MAIL;
  write_down (task, page, first, page->next == NULL ? run->first_revision : -1);
}

static void
on_applications (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  MdgPage *page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  if (is (error, MDG_ERROR_LIST_OUTDATED) && run->n_loads++ < LOADS_MAX)
    {
      g_error_free (error);
      write_down (task, NULL, FALSE, -1);
    }
  else if (page == NULL)
    fail (task, error);
  else if (run->state->applications_revision >= 0)
    take_changed_applications (task, page);
  else
    take_all_applications (task, page);
}

static void
on_mail (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  MdgPage *page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  /* Only the training has a mailbox. */
  if (page == NULL && !is (error, MDG_ERROR_NOT_FOUND))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  if (page == NULL || page->next == NULL)
    run->step = STEP_END;
  if (page != NULL && page->items->len > 0)
    work (task, write_mail, page, (GDestroyNotify)mdg_page_free, 0, on_applications_written);
  else
    {
      g_clear_pointer (&page, mdg_page_free);
      next (task);
    }
}

/* The end ------------------------------------------------------------------------------------- */

static gpointer
write_synced (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return state_if (piece, database,
                   mdg_account_book_set_synced (piece->book, database, piece->now, error), error);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  MdgBookState *state = work_finish (task, result, &error);

  if (state != NULL)
    {
      take_state (task, state);
      error = g_steal_pointer (&run->unsent);
    }
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  mdg_account_desk_set_phase (desk_of (task), MDG_SYNC_IDLE);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
was_cancelled (GTask *task, GError **error)
{
  return g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error);
}

static void
next (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!run->fetching && !run->writing && run->failure == NULL && was_cancelled (task, &error))
    {
      fail (task, error);
      return;
    }
  switch (run->step)
    {
    case STEP_OUTBOX:
      work (task, take_job, NULL, NULL, 0, on_job_taken);
      break;
    case STEP_LIST:
      next_of_list (task);
      break;
    case STEP_APPLICATIONS:
      get_page (task, MDG_LIST_APPLICATIONS, run->after,
                run->state->applications_revision >= 0 ? run->state->applications_revision : -1,
                on_applications);
      break;
    case STEP_MAIL:
      get_page (task, MDG_LIST_MAIL, run->state->mail_after, -1, on_mail);
      break;
    case STEP_END:
    default:
      work (task, write_synced, NULL, NULL, 0, on_synced);
    }
}

void
mdg_account_sync_run_async (MdgAccountDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, mdg_account_sync_run_async);
  /* What has been done has been done. */
  g_task_set_check_cancellable (task, FALSE);
  run->service = g_object_ref (mdg_account_desk_get_service (desk));
  g_task_set_task_data (task, run, run_free);
  mdg_account_desk_set_phase (desk, MDG_SYNC_SENDING);
  work (task, read_state, NULL, NULL, 0, on_state);
}

gboolean
mdg_account_sync_run_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_sync_run_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
