/* assist-clock.h: this computer's clock, to be compared with a right one: nothing else tells beside the browser (A11, P3;
 * login/clock-comparison.h says why). */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_CLOCK (mdg_assist_clock_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistClock, mdg_assist_clock, MDG, ASSIST_CLOCK, GtkWidget)

/* Tells the assist service of @workplace what was found. */
GtkWidget *mdg_assist_clock_new (MdgWorkplace *workplace);

/* Opens it: a passcode was refused, and this is the first suspect. */
void mdg_assist_clock_open (MdgAssistClock *clock);

G_END_DECLS
