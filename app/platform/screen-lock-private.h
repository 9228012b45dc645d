/* screen-lock-private.h: between screen-lock.c and the three who listen to a system. */
#pragma once

#include "platform/screen-lock.h"

G_BEGIN_DECLS

/* Begins to listen; never fails: who cannot hear says so in the log. The listener reports with
 * mdg_screen_lock_report() until it is freed, and keeps no reference to @lock. */
typedef struct _MdgScreenListener MdgScreenListener;
MdgScreenListener *mdg_screen_listener_new (MdgScreenLock *lock);
void mdg_screen_listener_free (MdgScreenListener *listener);

/* Main thread. */
void mdg_screen_lock_report (MdgScreenLock *lock, gboolean locked);

G_END_DECLS
