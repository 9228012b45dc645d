/* shared-file.h: reading a file that belongs to another program, which may write, rename or delete it at any moment and must
 * not find it held (facts.md 1.3): on Windows opened with all sharing. Any thread; blocks. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the file holds now, into @content, which is emptied first; at most @limit bytes. Only plain files, nothing that
 * could block. Errors: MDG_ERROR_NOT_FOUND (gone meanwhile), _IN_USE (the other one lets nobody in), _READ_ONLY (no
 * right), _TOO_LARGE, _DRIVE_FAILED, _FAILED. */
gboolean mdg_shared_file_read (const char *path, gsize limit, GByteArray *content, GError **error);

G_END_DECLS
