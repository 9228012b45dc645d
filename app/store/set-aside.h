/* set-aside.h: begins anew where a cache cannot be opened any more, without losing what there is:
 * DPAPI refuses after an administrator reset the Windows password (windows.md section 5), or a file
 * is damaged. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Gives the folder of a cache, with everything in it, the name FOLDER-set-aside-YYYYMMDDTHHMMSSZ
 * beside it (a number follows where that is taken): one renaming, so all of it or nothing. The
 * database is opened before, to see whether it is in use; where it opens, SQLite may take its log
 * in and migrations may run. Nothing is deleted; the next mdg_cache_open_training_async() makes a new cache. @when:
 * seconds since 1970. Errors: MDG_ERROR_IN_USE (somebody has the cache open, this process too),
 * _NOT_FOUND (no such folder), _READ_ONLY, _FAILED. Returns: (transfer full) (nullable): the new
 * path. Blocks; any thread. */
char *mdg_cache_set_aside (const char *folder, gint64 when, GError **error);

void mdg_cache_set_aside_async (const char *folder,
                                gint64 when,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
char *mdg_cache_set_aside_finish (GAsyncResult *result, GError **error);

G_END_DECLS
