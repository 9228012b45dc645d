/* session-watch.h: notices that a session was ended elsewhere or by 30 minutes without action ([0]
 * ch. 1-7, A9): asks the service once a minute, which does not count as an action, and when the
 * idle time is over. Main thread. */
#pragma once

#include "core/clock.h"
#include "net/service.h"

G_BEGIN_DECLS

#define MDG_SESSION_BEAT_SECONDS 60

#define MDG_TYPE_SESSION_WATCH (mdg_session_watch_get_type ())
G_DECLARE_FINAL_TYPE (MdgSessionWatch, mdg_session_watch, MDG, SESSION_WATCH, GObject)

/* Signal: ended (GError *): MDG_ERROR_SESSION_EXPIRED, _SUPERSEDED or _REQUIRED; the watch has
 * stopped. Returns: (transfer full) */
MdgSessionWatch *mdg_session_watch_new (MdgClock *clock);

/* Begins watching a session of @service. */
void mdg_session_watch_start (MdgSessionWatch *watch, MdgService *service, gint64 idle_seconds);

/* The person did something the service knows of: the idle time begins anew. */
void mdg_session_watch_touch (MdgSessionWatch *watch);

/* Ends watching; an answer that is still due is ignored. */
void mdg_session_watch_stop (MdgSessionWatch *watch);

gboolean mdg_session_watch_is_running (MdgSessionWatch *watch);

G_END_DECLS
