/* file.h: files that are complete or absent (DESIGN decision 8). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes @length bytes as @path: temporary name in the same folder, flush, rename, flush of the
 * folder. Mode 0600. On failure nothing of it remains and the old file stands.
 * Errors: MDG_ERROR_NO_SPACE, _READ_ONLY, _FAILED. Blocks; any thread. */
gboolean mdg_file_write (const char *path, const void *data, gsize length, GError **error);

/* Same, through cairo or anything else that writes a file itself: @write is called with the
 * temporary name. Not for secrets that must not stand in a file (those are written by mdg_file_write).
 */
typedef gboolean (*MdgFileWriter) (const char *temporary_path, gpointer data, GError **error);
gboolean mdg_file_write_with (const char *path, MdgFileWriter write, gpointer data, GError **error);

/* Reads a file of at most @limit bytes. Errors: MDG_ERROR_NOT_FOUND, _FAILED, _DAMAGED (too long).
 * Returns: (transfer full) */
GBytes *mdg_file_read (const char *path, gsize limit, GError **error);

/* Makes @path and its parents as folders of mode 0700. Errors: as mdg_file_write(). */
gboolean mdg_file_make_folder (const char *path, GError **error);

/* The error for an errno value, with the right code. @what: what was being done, English. */
GError *mdg_file_error_from_errno (int saved_errno, const char *what, const char *path);

G_END_DECLS
