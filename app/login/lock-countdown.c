/* lock-countdown.c: the 30 minutes of a locked account, counted down once a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/lock-countdown.h"

#define TICK_MS 1000

struct _MdgLockCountdown
{
  GObject parent_instance;

  MdgClock *clock;
  GMainContext *context; /* where it was made; a jump of the clock may come from another thread */
  gint64 wall_end;       /* microseconds */
  gint64 monotonic_end;  /* microseconds */
  gint64 remaining;      /* seconds, as last notified */
  guint tick;
};

enum
{
  PROP_REMAINING = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgLockCountdown, mdg_lock_countdown, G_TYPE_OBJECT)

static gint64
seconds_left (MdgLockCountdown *self)
{
  gint64 by_wall = self->wall_end - mdg_clock_wall_us (self->clock);
  gint64 by_monotonic = self->monotonic_end - mdg_clock_monotonic_us (self->clock);
  gint64 left_us = MAX (0, MIN (by_wall, by_monotonic));
  return (left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

static gboolean on_tick (gpointer data);

static void
update (MdgLockCountdown *self)
{
  gint64 remaining = seconds_left (self);

  if (remaining == 0)
    {
      g_clear_handle_id (&self->tick, g_source_remove);
      self->wall_end = self->monotonic_end = 0;
    }
  else if (self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);

  if (remaining == self->remaining)
    return;
  self->remaining = remaining;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMAINING]);
}

static gboolean
on_tick (gpointer data)
{
  MdgLockCountdown *self = data;
  guint tick = self->tick;
  update (self);
  return self->tick == tick ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
update_in_context (gpointer data)
{
  update (data);
  return G_SOURCE_REMOVE;
}

static void
on_jumped (MdgLockCountdown *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, update_in_context, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static void
mdg_lock_countdown_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REMAINING)
    g_value_set_int64 (value, seconds_left (MDG_LOCK_COUNTDOWN (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_lock_countdown_dispose (GObject *object)
{
  MdgLockCountdown *self = MDG_LOCK_COUNTDOWN (object);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (mdg_lock_countdown_parent_class)->dispose (object);
}

static void
mdg_lock_countdown_class_init (MdgLockCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->get_property = mdg_lock_countdown_get_property;
  object_class->dispose = mdg_lock_countdown_dispose;
  props[PROP_REMAINING]
      = g_param_spec_int64 ("remaining", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mdg_lock_countdown_init (MdgLockCountdown *self)
{
  self->context = g_main_context_ref_thread_default ();
}

MdgLockCountdown *
mdg_lock_countdown_new (MdgClock *clock)
{
  g_return_val_if_fail (MDG_IS_CLOCK (clock), NULL);
  MdgLockCountdown *self = g_object_new (MDG_TYPE_LOCK_COUNTDOWN, NULL);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  return self;
}

gint64
mdg_lock_countdown_start (MdgLockCountdown *self, gint64 until)
{
  g_return_val_if_fail (MDG_IS_LOCK_COUNTDOWN (self), 0);
  gint64 now_us = mdg_clock_wall_us (self->clock);
  gint64 longest_us = (gint64)MDG_LOCK_SECONDS * G_USEC_PER_SEC;
  /* Compared in seconds first: a damaged record must not overflow. */
  gboolean too_long = until > now_us / G_USEC_PER_SEC + MDG_LOCK_SECONDS;
  gint64 left_us = too_long ? longest_us : MAX (0, MAX (until, 0) * G_USEC_PER_SEC - now_us);

  self->wall_end = left_us > 0 ? now_us + left_us : 0;
  self->monotonic_end = left_us > 0 ? mdg_clock_monotonic_us (self->clock) + left_us : 0;
  update (self);
  return left_us > 0 ? (now_us + left_us) / G_USEC_PER_SEC : 0;
}

gint64
mdg_lock_countdown_get_remaining (MdgLockCountdown *self)
{
  g_return_val_if_fail (MDG_IS_LOCK_COUNTDOWN (self), 0);
  return seconds_left (self);
}
