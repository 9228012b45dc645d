/* session-watch.c: notices that a session was ended elsewhere or by 30 minutes without action.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/session-watch.h"

#define BEAT_US ((gint64)MDG_SESSION_BEAT_SECONDS * G_USEC_PER_SEC)
#define DEFAULT_IDLE_SECONDS 1800
#define LONGEST_IDLE_SECONDS (24 * 60 * 60)

struct _MdgSessionWatch
{
  GObject parent_instance;

  MdgClock *clock;
  GMainContext *context; /* where it was made; a jump of the clock may come from another thread */
  MdgService *service;   /* (nullable): while running */
  GCancellable *cancellable;
  gint64 idle_us;
  gint64 last_action; /* monotonic, microseconds */
  gint64 last_beat;   /* monotonic, microseconds */
  gboolean asking;
  guint timer;
};

enum
{
  ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSessionWatch, mdg_session_watch, G_TYPE_OBJECT)

static void set_timer (MdgSessionWatch *self);

static gboolean
is_idle (MdgSessionWatch *self)
{
  return mdg_clock_monotonic_us (self->clock) - self->last_action >= self->idle_us;
}

static void
end (MdgSessionWatch *self, const GError *error)
{
  g_autoptr (MdgSessionWatch) hold = g_object_ref (self);
  mdg_session_watch_stop (self);
  g_signal_emit (hold, signals[ENDED], 0, error);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info G_GNUC_UNUSED
      = mdg_service_session_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (GCancellable) asked_with = data;

  /* Stopped, or started for another session, in between: self may be gone. */
  if (g_cancellable_is_cancelled (asked_with))
    return;
  MdgSessionWatch *self = g_object_get_data (G_OBJECT (asked_with), "watch");

  self->asking = FALSE;
  if (error == NULL)
    {
      set_timer (self);
      return;
    }
  if (mdg_error_ends_session (error))
    {
      end (self, error);
      return;
    }
  g_info ("session watch: no answer: %s", error->message);
  if (is_idle (self))
    {
      /* Nobody answers, but the service ends an idle session by itself. */
      g_autoptr (GError) expired
          = mdg_error_new (MDG_ERROR_SESSION_EXPIRED, "no action for the idle time");
      end (self, expired);
      return;
    }
  set_timer (self);
}

static void
beat (MdgSessionWatch *self)
{
  if (self->asking || self->service == NULL)
    return;
  self->asking = TRUE;
  self->last_beat = mdg_clock_monotonic_us (self->clock);
  g_clear_handle_id (&self->timer, g_source_remove);
  mdg_service_session_async (self->service, self->cancellable, on_answer,
                             g_object_ref (self->cancellable));
}

static gboolean
on_timer (gpointer data)
{
  MdgSessionWatch *self = data;
  self->timer = 0;
  beat (self);
  return G_SOURCE_REMOVE;
}

/* The next beat: in a minute, or one second after the idle time is over. */
static void
set_timer (MdgSessionWatch *self)
{
  gint64 idle_left = self->last_action + self->idle_us - mdg_clock_monotonic_us (self->clock);
  gint64 seconds = MDG_SESSION_BEAT_SECONDS;
  if (idle_left > 0)
    seconds = MIN (seconds, idle_left / G_USEC_PER_SEC + 1);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds ((guint)seconds, on_timer, self);
}

static gboolean
catch_up (gpointer data)
{
  MdgSessionWatch *self = data;
  if (self->service == NULL)
    return G_SOURCE_REMOVE;
  gint64 since = mdg_clock_monotonic_us (self->clock) - self->last_beat;
  if (ABS (since) >= BEAT_US || is_idle (self))
    beat (self);
  return G_SOURCE_REMOVE;
}

static void
on_jumped (MdgSessionWatch *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, catch_up, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static void
mdg_session_watch_dispose (GObject *object)
{
  MdgSessionWatch *self = MDG_SESSION_WATCH (object);
  mdg_session_watch_stop (self);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (mdg_session_watch_parent_class)->dispose (object);
}

static void
mdg_session_watch_class_init (MdgSessionWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_session_watch_dispose;
  signals[ENDED] = g_signal_new ("ended", MDG_TYPE_SESSION_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mdg_session_watch_init (MdgSessionWatch *self)
{
  self->context = g_main_context_ref_thread_default ();
}

MdgSessionWatch *
mdg_session_watch_new (MdgClock *clock)
{
  g_return_val_if_fail (MDG_IS_CLOCK (clock), NULL);
  MdgSessionWatch *self = g_object_new (MDG_TYPE_SESSION_WATCH, NULL);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  return self;
}

void
mdg_session_watch_start (MdgSessionWatch *self, MdgService *service, gint64 idle_seconds)
{
  g_return_if_fail (MDG_IS_SESSION_WATCH (self));
  g_return_if_fail (MDG_IS_SERVICE (service));

  mdg_session_watch_stop (self);
  self->service = g_object_ref (service);
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->cancellable), "watch", self);
  if (idle_seconds <= 0)
    idle_seconds = DEFAULT_IDLE_SECONDS;
  self->idle_us = MIN (idle_seconds, LONGEST_IDLE_SECONDS) * G_USEC_PER_SEC;
  self->last_action = self->last_beat = mdg_clock_monotonic_us (self->clock);
  set_timer (self);
}

void
mdg_session_watch_touch (MdgSessionWatch *self)
{
  g_return_if_fail (MDG_IS_SESSION_WATCH (self));
  if (self->service == NULL)
    return;
  self->last_action = mdg_clock_monotonic_us (self->clock);
  if (!self->asking)
    set_timer (self);
}

void
mdg_session_watch_stop (MdgSessionWatch *self)
{
  g_return_if_fail (MDG_IS_SESSION_WATCH (self));
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  self->asking = FALSE;
}

gboolean
mdg_session_watch_is_running (MdgSessionWatch *self)
{
  g_return_val_if_fail (MDG_IS_SESSION_WATCH (self), FALSE);
  return self->service != NULL;
}
