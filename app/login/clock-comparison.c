/* clock-comparison.c: how far this computer's clock is off, by a right one at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/clock-comparison.h"

#define MINUTE 60

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
