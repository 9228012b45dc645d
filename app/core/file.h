/* file.h: files that are complete or absent (DESIGN decision 8). */
#pragma once

#include "core/error.h"
#include "core/secret.h"

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

/* The same in steps, for who has more to do between them. A temporary file in @folder, open for reading and
 * writing, held by this process so that no other takes it for abandoned. @path: (out) (transfer full).
 * Returns: the descriptor, -1 with @error. Errors, also of the next three: as mdg_file_write(), MDG_ERROR_DRIVE_FAILED,
 * _TOO_LARGE. */
int mdg_file_open_temporary (const char *folder, char **path, GError **error);
gboolean mdg_file_write_piece (int fd, const char *path, const void *data, gsize length, GError **error);
gboolean mdg_file_flush (int fd, const char *path, GError **error);

/* Before renaming; @fd is closed in any case. */
gboolean mdg_file_close_temporary (int fd, const char *path, GError **error);

/* Takes away temporary files in @folder that a killed process left behind. */
void mdg_file_remove_leftovers (const char *folder);

/* Reads a file of at most @limit bytes. Errors: MDG_ERROR_NOT_FOUND, _FAILED, _DAMAGED (too long).
 * Returns: (transfer full) */
GBytes *mdg_file_read (const char *path, gsize limit, GError **error);

/* Reads a file that holds a secret, leaving nothing of it in ordinary memory. Errors: as
 * mdg_file_read(). Returns: (transfer full) (nullable) */
MdgSecret *mdg_file_read_secret (const char *path, gsize limit, GError **error);

/* Makes @path and its parents as folders of mode 0700. Errors: as mdg_file_write(). */
gboolean mdg_file_make_folder (const char *path, GError **error);

/* What an errno value of a file means here: the one list of it. */
MdgErrorCode mdg_file_code_from_errno (int saved_errno);

/* The error for an errno value, with that code. @what: what was being done, English. */
GError *mdg_file_error_from_errno (int saved_errno, const char *what, const char *path);

G_END_DECLS
