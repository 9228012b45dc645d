/* lock-countdown.h: the 30 minutes of a locked account (A3), counted down once a second. Main
 * thread.
 *
 * What is kept over a restart is a wall time; while running, the monotonic clock counts along. The
 * shorter of the two holds, and never more than 30 minutes: a clock that is set back does not
 * prolong a lock, and neither does a computer that slept (monotonic time stands still then). One
 * set forward ends it early, at which the service, who decides, says anew how long it takes.
 */
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_LOCK_SECONDS 1800

#define MDG_TYPE_LOCK_COUNTDOWN (mdg_lock_countdown_get_type ())
G_DECLARE_FINAL_TYPE (MdgLockCountdown, mdg_lock_countdown, MDG, LOCK_COUNTDOWN, GObject)

/* Property: remaining (int64 seconds, read-only, notified). Returns: (transfer full) */
MdgLockCountdown *mdg_lock_countdown_new (MdgClock *clock);

/* Counts down to @until (wall time, seconds since 1970); 0 or the past: no lock.
 * Returns: the end that holds: @until, or 30 minutes from now when it is further away; 0: no lock
 */
gint64 mdg_lock_countdown_start (MdgLockCountdown *countdown, gint64 until);

/* Seconds until the lock ends, rounded up; 0: no lock. */
gint64 mdg_lock_countdown_get_remaining (MdgLockCountdown *countdown);

G_END_DECLS
