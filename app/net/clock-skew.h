/* clock-skew.h: how far the service's clock is from ours (A11), out of an answer's Date header. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service's clock minus ours in whole seconds. The header was written somewhere between @sent_us
 * and @received_us (our clock, microseconds since 1970): the middle is taken. It names whole
 * seconds, cut off: half a second is added, and an even half counts as nothing.
 * @date: (nullable): an HTTP date; hostile. Returns: FALSE when it is none. */
gboolean mdg_clock_skew_measure (const char *date, gint64 sent_us, gint64 received_us,
                                 gint64 *seconds);

G_END_DECLS
