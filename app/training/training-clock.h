/* training-clock.h: the service's own time: a clock, and by how much /control/clock has put it
 * forward. Kept apart from the clock itself, which the program around may share: only so does the
 * service run ahead of its client. Belongs to the service's thread. */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

typedef struct
{
  MdgClock *clock;
  gint64 offset_seconds;
} MdgTrainingClock;

/* Seconds since 1970. */
static inline gint64
mdg_training_clock_now (const MdgTrainingClock *clock)
{
  return mdg_clock_wall (clock->clock) + clock->offset_seconds;
}

G_END_DECLS
