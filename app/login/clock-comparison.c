/* clock-comparison.c: how far this computer's clock is off, by a right one at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/clock-comparison.h"

#define MINUTE 60

/* Seconds. A clock that was set right is that by so much; less is no setting at all. */
#define NEAR 10
#define SLIGHT 2

void
mdg_clock_comparison_guess (gint64 pressed, MdgClockGuess guesses[2])
{
  gint64 seconds = (pressed + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;
  gint64 past = seconds % MINUTE;
  gint64 before = seconds - past;
  MdgClockGuess earlier = { before, -past };
  MdgClockGuess later = { before + MINUTE, MINUTE - past };

  g_return_if_fail (pressed >= 0);

  guesses[0] = past <= MINUTE / 2 ? earlier : later;
  guesses[1] = past <= MINUTE / 2 ? later : earlier;
}

gint64
mdg_clock_comparison_after (gint64 skew, gint64 moved)
{
  gint64 seconds = (moved + (moved < 0 ? -G_USEC_PER_SEC : G_USEC_PER_SEC) / 2) / G_USEC_PER_SEC;
  gboolean forward = seconds > 0;
  gboolean was_set_right = (skew > 0) == forward && ABS (seconds - skew) <= NEAR;

  if (ABS (seconds) < SLIGHT || (forward && !was_set_right))
    return skew;
  return skew - seconds;
}
