/* compared-clock.c: what a person found out about this computer's clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/compared-clock.h"

#include "login/clock-comparison.h"

#define MINUTE 60

/* How far the clock drifts within one boot against the time since then, microseconds. */
#define SAME_BOOT_US (2 * MINUTE * (gint64)G_USEC_PER_SEC)

static gint64
wall_less_monotonic (MdgClock *clock)
{
  return mdg_clock_wall_us (clock) - mdg_clock_monotonic_us (clock);
}

void
mdg_compared_clock_set (MdgComparedClock *compared, MdgClock *clock, gint64 skew)
{
  *compared = (MdgComparedClock){ TRUE, skew, wall_less_monotonic (clock) };
}

gint64
mdg_compared_clock_get (const MdgComparedClock *compared, MdgClock *clock)
{
  return compared->known ? mdg_clock_comparison_after (compared->skew,
                                                       wall_less_monotonic (clock) - compared->from)
                         : 0;
}

char *
mdg_compared_clock_to_words (const MdgComparedClock *compared)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT, (int)compared->skew, compared->from);
}

void
mdg_compared_clock_recall (MdgComparedClock *compared, MdgClock *clock, const char *words)
{
  g_auto (GStrv) parts = words != NULL ? g_strsplit (words, " ", 2) : NULL;
  gint64 skew, from;

  if (!compared->known && parts != NULL && g_strv_length (parts) == 2
      && g_ascii_string_to_signed (parts[0], 10, -MINUTE, MINUTE, &skew, NULL)
      && g_ascii_string_to_signed (parts[1], 10, G_MININT64, G_MAXINT64, &from, NULL)
      && ABS (wall_less_monotonic (clock) - from) <= SAME_BOOT_US)
    *compared = (MdgComparedClock){ TRUE, skew, from };
}
