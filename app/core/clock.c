/* clock.c: the computer's clock with an offset, or one that stands still until it is moved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/clock.h"

struct _MdgClock
{
  GObject parent_instance;

  gboolean manual;
  gint64 start_us; /* of a manual clock: wall and monotonic time before any advance */
  gint64 offset_us;
  GMutex lock; /* guards offset_us */
};

enum
{
  JUMPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgClock, mdg_clock, G_TYPE_OBJECT)

static void
mdg_clock_finalize (GObject *object)
{
  g_mutex_clear (&MDG_CLOCK (object)->lock);
  G_OBJECT_CLASS (mdg_clock_parent_class)->finalize (object);
}

static void
mdg_clock_class_init (MdgClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_clock_finalize;
  signals[JUMPED] = g_signal_new ("jumped", MDG_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
mdg_clock_init (MdgClock *self)
{
  g_mutex_init (&self->lock);
}

MdgClock *
mdg_clock_new_system (void)
{
  return g_object_new (MDG_TYPE_CLOCK, NULL);
}

MdgClock *
mdg_clock_new_manual (gint64 wall_us)
{
  MdgClock *self = g_object_new (MDG_TYPE_CLOCK, NULL);
  self->manual = TRUE;
  self->start_us = wall_us;
  return self;
}

void
mdg_clock_advance (MdgClock *self, gint64 us)
{
  g_return_if_fail (MDG_IS_CLOCK (self));
  g_mutex_lock (&self->lock);
  self->offset_us += us;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[JUMPED], 0);
}

gint64
mdg_clock_get_offset (MdgClock *self)
{
  g_return_val_if_fail (MDG_IS_CLOCK (self), 0);
  g_mutex_lock (&self->lock);
  gint64 offset_us = self->offset_us;
  g_mutex_unlock (&self->lock);
  return offset_us;
}

gint64
mdg_clock_wall_us (MdgClock *self)
{
  g_return_val_if_fail (MDG_IS_CLOCK (self), 0);
  return (self->manual ? self->start_us : g_get_real_time ()) + mdg_clock_get_offset (self);
}

gint64
mdg_clock_wall (MdgClock *self)
{
  return mdg_clock_wall_us (self) / G_USEC_PER_SEC;
}

gint64
mdg_clock_monotonic_us (MdgClock *self)
{
  g_return_val_if_fail (MDG_IS_CLOCK (self), 0);
  return (self->manual ? self->start_us : g_get_monotonic_time ()) + mdg_clock_get_offset (self);
}
