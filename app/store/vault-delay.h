/* vault-delay.h: how long wrong passphrases make wait (I2). Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nothing for the first two, which are slips of the fingers; then longer with each, up to a quarter of an hour. Seconds. */
gint64 mdg_vault_delay_after (guint n_wrong);

/* What of that is left at @now after the last wrong one at @tried_at (seconds since 1970). A clock that was set back, or
 * stood wrong then, does not shorten it: before @tried_at all of it is left, and never more. */
gint64 mdg_vault_delay_left (guint n_wrong, gint64 tried_at, gint64 now);

G_END_DECLS
