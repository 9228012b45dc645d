/* file-reading.h: a file that a person chose, read beside the window: it may lie on a slow share. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads the file of at most @limit bytes in a thread. @source: (nullable): of the answer, and held until then; it is let go of in
 * the caller's context. Finish: mdg_file_reading_finish(). */
void mdg_file_reading_begin (gpointer source,
                             const char *path,
                             gsize limit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);

/* Errors: those of mdg_file_read(). @path: (out) (optional) (transfer none): what was read, as long as @result.
 * Returns: (transfer full) (nullable) */
GBytes *mdg_file_reading_finish (GAsyncResult *result, const char **path, GError **error);

G_END_DECLS
