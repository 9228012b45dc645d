/* clock-comparison.h: how far this computer's clock is off, where no service tells the time (A11, P3).
 *
 * Beside the browser nothing measures it: no national page shows a clock, and the program asks nobody. What is left is a person with
 * a right clock (117, a radio clock, a phone): they press the button in the moment in which it jumps to a full minute, and the
 * program looks how far its own is from one. Which minute it was the seconds alone do not tell: the two next to ours are
 * offered, and whoever finds neither has a clock that is further off than one can say. A hand is about half a second late; a passcode
 * changes every 30 seconds, so that is enough. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 minute; /* wall seconds since 1970 of a full minute: what the right clock may have shown */
  gint64 skew;   /* then so many seconds must be added to this computer's clock; at most 59 either way */
} MdgClockGuess;

/* @pressed: this computer's wall time, microseconds, when the right one jumped. @guesses: the nearer one first */
void mdg_clock_comparison_guess (gint64 pressed, MdgClockGuess guesses[2]);

/* What is to be added now, where @skew seconds were when it was found and the computer's clock has since gone on by @moved
 * microseconds more than time did: it was set right, as the person was asked to, or to anything else; or the computer slept, which
 * does not make it wrong and only ever moves it forward. */
gint64 mdg_clock_comparison_after (gint64 skew, gint64 moved);

G_END_DECLS
