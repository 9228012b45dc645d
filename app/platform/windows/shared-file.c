/* shared-file.c: reading a file that belongs to another program, with all sharing: it can be
 * written, renamed and deleted meanwhile. SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/shared-file.h"

#include <windows.h>

#include "core/error.h"
#include "platform/windows/system-error.h"

#define CHUNK 4096

static gboolean
fail (GError **error, DWORD number, const char *path)
{
  g_propagate_error (error, mdg_system_error_new (number, "read", path));
  return FALSE;
}

/* Returns: the system's error; 0: all is read */
static DWORD
read_all (HANDLE file, gsize limit, GByteArray *content)
{
  for (;;)
    {
      guint before = content->len;
      DWORD n = 0;

      g_byte_array_set_size (content, before + CHUNK);
      if (!ReadFile (file, content->data + before, CHUNK, &n, NULL)
          && GetLastError () != ERROR_HANDLE_EOF)
        return GetLastError ();
      g_byte_array_set_size (content, before + (guint)n);
      if (content->len > limit)
        return ERROR_FILE_TOO_LARGE;
      if (n == 0)
        return 0;
    }
}

gboolean
mdg_shared_file_read (const char *path, gsize limit, GByteArray *content, GError **error)
{
  g_autofree WCHAR *wide = NULL;
  DWORD failure;
  HANDLE file;

  g_return_val_if_fail (path != NULL && content != NULL, FALSE);
  g_byte_array_set_size (content, 0);
  wide = mdg_system_path (path, error);
  if (wide == NULL)
    return FALSE;
  file = CreateFileW (wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                      NULL, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, NULL);
  if (file == INVALID_HANDLE_VALUE)
    return fail (error, GetLastError (), path);
  failure
      = GetFileType (file) == FILE_TYPE_DISK ? read_all (file, limit, content) : ERROR_INVALID_NAME;
  CloseHandle (file);
  return failure == 0 || fail (error, failure, path);
}
