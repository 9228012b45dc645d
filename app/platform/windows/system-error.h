/* system-error.h: Windows's own error numbers in our words. For the files of this folder. */
#pragma once

#include <gio/gio.h>
#include <windows.h>

G_BEGIN_DECLS

/* BitLocker says that it is locked; mingw-w64's headers have no name for it. */
#define MDG_LOCKED_VOLUME 0x80310000u

/* The error for what GetLastError() said. @what: what was being done, English. */
GError *mdg_system_error_new (DWORD number, const char *what, const char *path);

/* The UTF-16 form of a path. Returns: (transfer full) (nullable): NULL with MDG_ERROR_NOT_FOUND when it
 * is no UTF-8: no file has such a name */
WCHAR *mdg_system_path (const char *path, GError **error);

G_END_DECLS
