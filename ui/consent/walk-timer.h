/* walk-timer.h: the time of a walk through the consent flow (E2): how long ago the card was laid on the reader, and how long
 * what was consented to can still be seen (閲覧できる時間, 24 hours). Goes on by itself while it is seen. */
#pragma once

#include <gtk/gtk.h>

#include "consent/walk.h"
#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_TYPE_WALK_TIMER (mdg_walk_timer_get_type ())
G_DECLARE_FINAL_TYPE (MdgWalkTimer, mdg_walk_timer, MDG, WALK_TIMER, GtkWidget)

GtkWidget *mdg_walk_timer_new (void);

/* Once. @walk: must outlive the timer's being seen */
void mdg_walk_timer_set_walk (MdgWalkTimer *timer, const MdgWalk *walk, MdgClock *clock);

/* The walk has moved. */
void mdg_walk_timer_update (MdgWalkTimer *timer);

G_END_DECLS
