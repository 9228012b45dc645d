/* compared-clock.h: what a person found out about this computer's clock by comparing it (clock-comparison.h), and how far that still
 * holds: whoever is told that the clock is slow sets it. Main thread. */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean known;
  gint64 skew; /* seconds that a right clock was ahead */
  gint64 from; /* wall time less monotonic time then, microseconds */
} MdgComparedClock;

void mdg_compared_clock_set (MdgComparedClock *compared, MdgClock *clock, gint64 skew);

/* Seconds that a right clock is ahead now; 0 when that is not known. */
gint64 mdg_compared_clock_get (const MdgComparedClock *compared, MdgClock *clock);

/* For the time the program does not run (assist-memory.h). Returns: (transfer full) */
char *mdg_compared_clock_to_words (const MdgComparedClock *compared);

/* @words: (nullable): as they were kept. Compared since then, it is known better. Of another boot nothing is known: the clock may have
 * been set in between, and a difference that holds no longer makes wrong passcodes of a right clock. */
void mdg_compared_clock_recall (MdgComparedClock *compared, MdgClock *clock, const char *words);

G_END_DECLS
