/* portal-ticks.h: which steps of 《ブラウザーで行う》 are done, kept in the cache. Main thread. */
#pragma once

#include "store/cache.h"

G_BEGIN_DECLS

/* Returns (finish): (transfer full): the ids of those that are */
void mdg_portal_ticks_load_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char **mdg_portal_ticks_load_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* @now: seconds since 1970 */
void mdg_portal_ticks_set_async (MdgCache *cache, const char *step, gboolean done, gint64 now, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
gboolean mdg_portal_ticks_set_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_END_DECLS
