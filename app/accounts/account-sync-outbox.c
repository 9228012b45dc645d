/* account-sync-outbox.c: a run of the sync sends what waits, one after the other, and judges what
 * the service makes of it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-sync-private.h"

#include "accounts/account-history.h"

/* One entry is not sent over and over to a service that has another revision each time. */
#define OPPOSED_MAX 3

/* After so many entries that a service did not answer well it is left alone until the next run; an
 * entry counts as often at most. */
#define UNSENT_MAX 3
#define TRIES_COUNTED 3

/* An answer that says "never" is believed when the entry was sent so often: one of them may have
 * been a proxy's on a bad day. */
#define REFUSALS_MAX 3

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

  return mdg_outbox_take (piece->book, database, piece->number, error);
}

static gpointer
write_outcome (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;
  Outcome *outcome = piece->subject;
  gboolean good = mdg_account_history_set_heard (piece->book, database, piece->now, error);

  if (!good)
    return NULL;
  if (outcome->reason != NULL)
    good = mdg_account_history_add_refusal (piece->book, database, piece->number, outcome->reason,
                                            piece->now, error)
           && mdg_outbox_refuse (piece->book, database, piece->number, outcome->reason, error);
  else if (outcome->opposed)
    good = mdg_outbox_oppose (piece->book, database, piece->number, outcome->account, error);
  else
    good = mdg_outbox_settle (piece->book, database, piece->number, outcome->account,
                              outcome->application, error);
  return mdg_sync_state_if (piece, database, good, error);
}

static void
on_outcome_written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *desk = mdg_sync_desk_of (data);
  g_autoptr (MdgAccountDesk) kept = g_object_ref (desk);

  mdg_sync_on_state (source, result, data);
  mdg_account_desk_tell (desk, MDG_DESK_OUTBOX);
  mdg_account_desk_tell (desk, MDG_DESK_ROWS);
  mdg_account_desk_tell (desk, MDG_DESK_APPLICATIONS);
}

static void
conclude (GTask *task, const Outcome *outcome)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  gint64 number = run->job->number;

  g_clear_pointer (&run->job, mdg_outbox_job_free);
  mdg_sync_work (task, write_outcome, g_memdup2 (outcome, sizeof *outcome), outcome_free, number,
                 on_outcome_written);
}

/* What one entry comes to says nothing of the others, unless it is the service that fails. An entry
 * that failed often before is not counted: it is the entry. */
static gboolean
speaks_against_service (const MdgOutboxJob *job)
{
  return job->tries <= TRIES_COUNTED;
}

/* Whether @error is about the way to the service or about the session, whatever is sent. */
static gboolean
ends_run (const GError *error)
{
  static const MdgErrorCode codes[]
      = { MDG_ERROR_UNREACHABLE,         MDG_ERROR_TIMED_OUT,           MDG_ERROR_SERVER_UNTRUSTED,
          MDG_ERROR_CERTIFICATE_MISSING, MDG_ERROR_CERTIFICATE_REFUSED, MDG_ERROR_TOO_MANY_REQUESTS,
          MDG_ERROR_WRONG_STAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (mdg_sync_is (error, codes[i]))
      return TRUE;
  return error->domain != MDG_ERROR || mdg_error_ends_session (error);
}

/* Of this run no more is sent of the entry, nor of what depends on it. Takes over @error. */
static void
leave_for_now (MdgSyncRun *run, GError *error)
{
  if (speaks_against_service (run->job))
    run->n_unsent++;
  run->unsent_last = run->job->number;
  if (run->unsent == NULL)
    run->unsent = g_steal_pointer (&error);
  g_clear_error (&error);
  if (run->n_unsent >= UNSENT_MAX)
    run->step = MDG_STEP_LIST;
}

/* The service answered, but what became of the entry is not known: it waits, and so does what
 * depends on it. The others are sent, and what changed is fetched, all the same. Only what the
 * service will never take does not wait for ever: it is refused, for the person to see. Takes over
 * @error. */
static void
put_off (GTask *task, GError *error)
{
  MdgSyncRun *run = mdg_sync_run_of (task);

  if (ends_run (error))
    {
      mdg_sync_fail (task, error);
      return;
    }
  if (mdg_error_is_final (error) && run->job->tries >= REFUSALS_MAX)
    {
      conclude (task, &(Outcome){ .reason = error });
      return;
    }
  leave_for_now (run, error);
  g_clear_pointer (&run->job, mdg_outbox_job_free);
  mdg_sync_next (task);
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
may_oppose (MdgSyncRun *run, GError **error)
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
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  g_autoptr (MdgAccount) theirs
      = mdg_account_service_get_account_finish (MDG_ACCOUNT_SERVICE (source), result, &error);
  gboolean note = run->job->kind == MDG_OUTBOX_NOTE;
  Outcome outcome = { 0 };

  if (mdg_sync_is (error, MDG_ERROR_NOT_FOUND))
    outcome.reason = error;
  else if (error != NULL || !is_about (run->job, theirs, NULL, &error))
    {
      put_off (task, error);
      return;
    }
  else if (note && !may_oppose (run, &error))
    leave_for_now (run, error); /* it waits as one that was never sent: nothing of it was done */
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
  MdgSyncRun *run = mdg_sync_run_of (task);
  Outcome outcome = { .account = account, .application = application };

  if (error == NULL && !is_about (run->job, account, application, &error))
    {
      mdg_account_free (account);
      mdg_account_application_free (application);
      put_off (task, error);
    }
  else if (mdg_sync_is (error, MDG_ERROR_EDIT_CONFLICT)
           || mdg_sync_is (error, MDG_ERROR_NOT_CANCELLABLE))
    {
      g_error_free (error);
      if (run->job->account_id == NULL)
        {
          error = mdg_error_new (MDG_ERROR_BAD_ANSWER, "An application has no other revision");
          mdg_error_set_final (error);
          put_off (task, error);
          return;
        }
      mdg_account_service_get_account_async (run->service, run->job->account_id,
                                             g_task_get_cancellable (task), on_theirs, task);
    }
  else if (error == NULL)
    conclude (task, &outcome);
  else if (mdg_sync_is (error, MDG_ERROR_NOT_FOUND) || mdg_sync_is (error, MDG_ERROR_LIMIT_EXCEEDED)
           || mdg_sync_is (error, MDG_ERROR_USE_NOT_STARTED)
           || mdg_sync_is (error, MDG_ERROR_INVALID_INPUT))
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
  MdgSyncRun *run = mdg_sync_run_of (task);
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
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;

  run->job = mdg_sync_work_finish (task, result, &error);
  if (run->job == NULL)
    {
      mdg_sync_fail (task, error);
      return;
    }
  if (run->job->number != 0)
    {
      send_job (task);
      return;
    }
  g_clear_pointer (&run->job, mdg_outbox_job_free);
  run->step = MDG_STEP_LIST;
  mdg_sync_next (task);
}

void
mdg_sync_next_of_outbox (GTask *task)
{
  mdg_sync_work (task, take_job, NULL, NULL, mdg_sync_run_of (task)->unsent_last, on_job_taken);
}
