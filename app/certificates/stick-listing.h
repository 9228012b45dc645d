/* stick-listing.h: what lies in a drive's backup folder, by its manifests. Blocks; any thread. */
#pragma once

#include "certificates/stick-contents.h"

G_BEGIN_DECLS

/* As mdg_stick_list_async(). Returns: (transfer full) (element-type MdgStickEntry) (nullable) */
GPtrArray *mdg_stick_list (const char *root, GCancellable *cancellable, GError **error);

G_END_DECLS
