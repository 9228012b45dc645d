/* instance.h: one program per person at the terminal. On Linux the session bus sees to that, and
 * GApplication speaks to it; Windows has no such bus. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether GApplication finds the first start by itself. */
gboolean mdg_instance_has_bus (void);

/* Whether this is the only program of this name in the person's session; call once, before a window
 * is made. FALSE: another one runs, and its window was brought to the front. TRUE on every call
 * where there is a bus. */
gboolean mdg_instance_claim (const char *name);

G_END_DECLS
