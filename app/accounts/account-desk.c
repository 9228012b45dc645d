/* account-desk.c: the desk: what people ask for goes to the book, the sync is kept going.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-desk-private.h"

#include "accounts/account-book-private.h"

#include <string.h>

/* Seconds until another try. */
#define FIRST_PAUSE 5
#define LONGEST_PAUSE (5 * 60)

/* What changes again within so many milliseconds is told together: whoever hears of it reads all of
 * it, and a sync of thousands of entries would have each of them read by the thousand. */
#define TELL_PAUSE 100

struct _MdgAccountDesk
{
  GObject parent_instance;
  MdgCache *cache;
  MdgClock *clock;
  MdgAccountBook *book;
  MdgAccountService *service; /* (nullable) */
  char *user;                 /* (nullable) */
  MdgDeskState state;
  GError *problem; /* (nullable): in the state */

  GPtrArray *waiting;        /* of GTask: who waits for the sync under way */
  gboolean running;          /* a sync is under way */
  gboolean again;            /* what was asked for meanwhile wants another */
  GCancellable *cancellable; /* of the sync under way */
  guint pause;               /* seconds; 0: the last try was good */
  gint64 next_try_us;        /* by the clock, monotonic */
  guint timer_id;
  guint tell_id;                      /* until then nothing is told twice */
  gboolean told[MDG_DESK_N_PARTS];    /* since it began */
  gboolean to_tell[MDG_DESK_N_PARTS]; /* when it ends */
  gboolean closed;
};

enum
{
  CHANGED,
  ROWS_CHANGED,
  OUTBOX_CHANGED,
  APPLICATIONS_CHANGED,
  HISTORY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAccountDesk, mdg_account_desk, G_TYPE_OBJECT)

/* Work ---------------------------------------------------------------------------------------- */

static void
work_free (gpointer data)
{
  MdgDeskWork *work = data;

  mdg_account_book_unref (work->book);
  g_free (work->text);
  g_free (work->more);
  g_free (work->user);
  if (work->subject != NULL && work->free_subject != NULL)
    work->free_subject (work->subject);
  g_free (work);
}

MdgDeskWork *
mdg_desk_work_new (MdgAccountDesk *self)
{
  MdgDeskWork *work = g_new0 (MdgDeskWork, 1);

  work->book = mdg_account_book_ref (self->book);
  work->now = mdg_clock_wall_us (self->clock) / G_USEC_PER_SEC;
  work->user = g_strdup (self->user);
  return work;
}

void
mdg_account_desk_work (MdgAccountDesk *self,
                       gpointer source,
                       MdgCacheFunc func,
                       MdgDeskWork *work,
                       GDestroyNotify free_result,
                       gpointer tag,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  mdg_cache_run_async (self->cache, source, func, work, work_free, free_result, tag, cancellable,
                       callback, data);
}

/* Said before anything was written, or the work was never begun. */
static gboolean
is_verdict (const GError *error)
{
  static const MdgErrorCode verdicts[]
      = { MDG_ERROR_NOT_FOUND,      MDG_ERROR_INVALID_INPUT,   MDG_ERROR_NOT_CANCELLABLE,
          MDG_ERROR_LIMIT_EXCEEDED, MDG_ERROR_USE_NOT_STARTED, MDG_ERROR_IN_USE };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_error_matches (error, MDG_ERROR, (int)verdicts[i]))
      return TRUE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

gpointer
mdg_account_desk_work_finish (MdgAccountDesk *self,
                              GAsyncResult *result,
                              gpointer tag,
                              GError **error)
{
  GError *fault = NULL;
  gpointer value = mdg_cache_run_finish (result, tag, &fault);

  if (fault == NULL)
    return value;
  if (!is_verdict (fault))
    mdg_account_book_doubt (self->book);
  g_propagate_error (error, fault);
  return NULL;
}

MdgAccountService *
mdg_account_desk_get_service (MdgAccountDesk *self)
{
  return self->service;
}

MdgClock *
mdg_account_desk_get_clock (MdgAccountDesk *self)
{
  return self->clock;
}

const char *
mdg_account_desk_get_keeper (MdgAccountDesk *self)
{
  return self->book->keeper;
}

MdgCache *
mdg_account_desk_get_cache (MdgAccountDesk *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_DESK (self), NULL);
  return self->cache;
}

/* Telling ------------------------------------------------------------------------------------- */

void
mdg_account_desk_set_phase (MdgAccountDesk *self, MdgSyncPhase phase)
{
  if (self->state.phase == phase)
    return;
  self->state.phase = phase;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_account_desk_tell_book (MdgAccountDesk *self, const MdgBookState *book)
{
  self->state.loaded = book->synced_at > 0 || book->revision >= 0;
  self->state.synced_at = book->synced_at;
  self->state.n_accounts = book->n_accounts;
  self->state.n_expected = book->n_expected;
  self->state.n_waiting = book->n_waiting;
  self->state.n_conflicts = book->n_conflicts;
  self->state.n_refused = book->n_refused;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_tell_pause_over (gpointer data)
{
  g_autoptr (MdgAccountDesk) self = g_object_ref (data);
  gboolean to_tell[MDG_DESK_N_PARTS];

  self->tell_id = 0;
  memcpy (to_tell, self->to_tell, sizeof to_tell);
  memset (self->to_tell, 0, sizeof self->to_tell);
  memset (self->told, 0, sizeof self->told);
  for (int part = 0; part < MDG_DESK_N_PARTS; part++)
    if (to_tell[part])
      mdg_account_desk_tell (self, (MdgDeskPart)part);
  return G_SOURCE_REMOVE;
}

void
mdg_account_desk_tell (MdgAccountDesk *self, MdgDeskPart part)
{
  static const int signal_of[MDG_DESK_N_PARTS] = {
    [MDG_DESK_ROWS] = ROWS_CHANGED,
    [MDG_DESK_OUTBOX] = OUTBOX_CHANGED,
    [MDG_DESK_APPLICATIONS] = APPLICATIONS_CHANGED,
    [MDG_DESK_HISTORY] = HISTORY_CHANGED,
  };

  if (self->told[part])
    {
      self->to_tell[part] = TRUE;
      return;
    }
  self->told[part] = !self->closed;
  if (self->tell_id == 0 && !self->closed)
    self->tell_id = g_timeout_add (TELL_PAUSE, on_tell_pause_over, self);
  g_signal_emit (self, signals[signal_of[part]], 0);
}

const MdgDeskState *
mdg_account_desk_get_state (MdgAccountDesk *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_DESK (self), NULL);
  self->state.problem = self->problem;
  return &self->state;
}

/* Keeping the sync going ---------------------------------------------------------------------- */

static void start_sync (MdgAccountDesk *self);
static void set_timer (MdgAccountDesk *self);

/* A clock that was set back, or stands still, has the next try wait. */
static gboolean
on_timer (gpointer data)
{
  MdgAccountDesk *self = data;

  self->timer_id = 0;
  if (mdg_clock_monotonic_us (self->clock) < self->next_try_us)
    set_timer (self);
  else
    start_sync (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (MdgAccountDesk *self)
{
  gint64 left_us = self->next_try_us - mdg_clock_monotonic_us (self->clock);
  gint64 left_ms = left_us / G_TIME_SPAN_MILLISECOND + 1;

  self->timer_id = g_timeout_add ((guint)CLAMP (left_ms, 1, LONGEST_PAUSE * 1000), on_timer, self);
}

static void
try_later (MdgAccountDesk *self, const GError *error)
{
  gint64 asked = mdg_error_get_retry_after (error);
  gint64 wait;

  self->pause = self->pause == 0 ? FIRST_PAUSE : MIN (2 * self->pause, LONGEST_PAUSE);
  if (self->service == NULL || mdg_error_ends_session (error) || self->timer_id != 0)
    return;
  wait = MAX ((gint64)self->pause, MIN (asked, LONGEST_PAUSE));
  self->next_try_us = mdg_clock_monotonic_us (self->clock) + wait * G_USEC_PER_SEC;
  set_timer (self);
}

/* Answers all who waited. */
static void
answer (MdgAccountDesk *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    if (error != NULL)
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (waiting->pdata[i], TRUE);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (source);
  g_autoptr (GError) error = NULL;
  gboolean through = FALSE;

  self->running = FALSE;
  g_clear_object (&self->cancellable);
  mdg_account_sync_run_finish (self, result, &through, &error);
  g_clear_error (&self->problem);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->problem = g_error_copy (error);
  /* Something was asked for meanwhile, or the service was changed. It does not wait for an entry
   * that the service does not take, only for a service that cannot be asked. */
  if ((self->problem == NULL || through) && self->again && self->service != NULL && !self->closed)
    {
      start_sync (self);
      return;
    }
  if (error == NULL)
    self->pause = 0;
  else if (self->problem != NULL)
    try_later (self, error);
  /* Told together: whoever hears that the run is over also hears how it ended. */
  self->state.phase = MDG_SYNC_IDLE;
  g_signal_emit (self, signals[CHANGED], 0);
  answer (self, error);
}

static void
start_sync (MdgAccountDesk *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->running)
    {
      self->again = TRUE;
      return;
    }
  self->again = FALSE;
  if (self->service == NULL || self->closed)
    return;
  self->running = TRUE;
  self->cancellable = g_cancellable_new ();
  mdg_account_sync_run_async (self, self->cancellable, on_run, NULL);
}

void
mdg_account_desk_set_service (MdgAccountDesk *self, MdgAccountService *service)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  if (!g_set_object (&self->service, service))
    return;
  self->pause = 0;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (service != NULL)
    start_sync (self);
}

void
mdg_account_desk_set_user (MdgAccountDesk *self, const char *user)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  g_free (self->user);
  self->user = g_strdup (user);
}

void
mdg_account_desk_sync_async (MdgAccountDesk *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_desk_sync_async);
  if (self->service == NULL || self->closed)
    {
      g_task_return_error (task, mdg_error_new (MDG_ERROR_SESSION_REQUIRED, "Not logged in"));
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (self->waiting, task);
  start_sync (self);
}

gboolean
mdg_account_desk_sync_finish (MdgAccountDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_desk_sync_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* How it stands in the cache ------------------------------------------------------------------ */

static gpointer
read_state (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;

  return mdg_account_book_get_state (work->book, database, error);
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBookState) state = mdg_account_desk_work_finish (self, result, on_state, &error);

  if (state != NULL)
    mdg_account_desk_tell_book (self, state);
}

static void
refresh_state (MdgAccountDesk *self)
{
  mdg_account_desk_work (self, self, read_state, mdg_desk_work_new (self),
                         (GDestroyNotify)mdg_book_state_free, on_state, NULL, on_state, NULL);
}

void
mdg_account_desk_asked (MdgAccountDesk *self)
{
  refresh_state (self);
  mdg_account_desk_tell (self, MDG_DESK_OUTBOX);
  mdg_account_desk_tell (self, MDG_DESK_ROWS);
  start_sync (self);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_account_desk_dispose (GObject *object)
{
  MdgAccountDesk *self = MDG_ACCOUNT_DESK (object);

  mdg_account_desk_close (self);
  g_clear_object (&self->service);
  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->book, mdg_account_book_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->user, g_free);
  G_OBJECT_CLASS (mdg_account_desk_parent_class)->dispose (object);
}

static guint
add_signal (MdgAccountDeskClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mdg_account_desk_class_init (MdgAccountDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_account_desk_dispose;
  signals[CHANGED] = add_signal (klass, "changed");
  signals[ROWS_CHANGED] = add_signal (klass, "rows-changed");
  signals[OUTBOX_CHANGED] = add_signal (klass, "outbox-changed");
  signals[APPLICATIONS_CHANGED] = add_signal (klass, "applications-changed");
  signals[HISTORY_CHANGED] = add_signal (klass, "history-changed");
}

static void
mdg_account_desk_init (MdgAccountDesk *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

MdgAccountDesk *
mdg_account_desk_new (MdgCache *cache, const char *keeper, MdgClock *clock)
{
  MdgAccountDesk *self;

  g_return_val_if_fail (MDG_IS_CACHE (cache) && keeper != NULL && MDG_IS_CLOCK (clock), NULL);
  self = g_object_new (MDG_TYPE_ACCOUNT_DESK, NULL);
  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  self->book = mdg_account_book_new (keeper);
  refresh_state (self);
  return self;
}

void
mdg_account_desk_close (MdgAccountDesk *self)
{
  g_return_if_fail (MDG_IS_ACCOUNT_DESK (self));
  self->closed = TRUE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  memset (self->told, 0, sizeof self->told);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
