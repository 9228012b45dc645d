/* screen-lock.h: tells when the person's session at the computer was locked (画面ロック), so that
 * nothing secret stands there for who unlocks it (MISSION I2). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MDG_TYPE_SCREEN_LOCK (mdg_screen_lock_get_type ())
G_DECLARE_FINAL_TYPE (MdgScreenLock, mdg_screen_lock, MDG, SCREEN_LOCK, GObject)

/* Property: locked (boolean, read): listen to notify::locked. Windows tells of the lock, of a session
 * that is disconnected or handed over, and of log-off; on Linux logind does, where there is one;
 * without it the property stays FALSE.
 *
 * One object serves the whole process; it is made for the first who asks and listens as long as
 * somebody holds it. Main thread, in whose main context it notifies. Returns: (transfer full) */
MdgScreenLock *mdg_screen_lock_get (void);

gboolean mdg_screen_lock_get_locked (MdgScreenLock *lock);

/* The program covers its window by itself: who listens hears of it as of the session's lock (locked is TRUE as long as either
 * holds). */
void mdg_screen_lock_set_covered (MdgScreenLock *lock, gboolean covered);

G_END_DECLS
