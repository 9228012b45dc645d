/* clock.h: where the program gets the time from; tests and the training service replace it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define MDG_TYPE_CLOCK (mdg_clock_get_type ())
G_DECLARE_FINAL_TYPE (MdgClock, mdg_clock, MDG, CLOCK, GObject)

/* The computer's clock. Returns: (transfer full) */
MdgClock *mdg_clock_new_system (void);

/* A clock that stands still at @wall_us (microseconds since 1970 UTC) until it is advanced.
 * Returns: (transfer full) */
MdgClock *mdg_clock_new_manual (gint64 wall_us);

/* Moves both times forward (or back) by @us microseconds; also on a system clock, as an offset.
 * Emits "jumped". Thread-safe but for the signal, which is emitted in the caller's thread. */
void mdg_clock_advance (MdgClock *clock, gint64 us);

/* The sum of all advances so far, microseconds. */
gint64 mdg_clock_get_offset (MdgClock *clock);

/* Wall time, microseconds since 1970 UTC: for dates, TOTP, expiry. Thread-safe. */
gint64 mdg_clock_wall_us (MdgClock *clock);

/* Wall time in whole seconds. Thread-safe. */
gint64 mdg_clock_wall (MdgClock *clock);

/* Monotonic time, microseconds: for durations. Thread-safe. */
gint64 mdg_clock_monotonic_us (MdgClock *clock);

G_END_DECLS
