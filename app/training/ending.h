/* ending.h: how the program madoguchi-training learns that it shall end: SIGTERM and Ctrl-C, on
 * Windows also a console that is closed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on being told to end quits @loop. One watch at a time; @loop must outlive it. */
void mdg_ending_watch (GMainLoop *loop);
void mdg_ending_unwatch (void);

G_END_DECLS
