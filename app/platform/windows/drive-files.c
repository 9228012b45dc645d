/* drive-files.c: the acts on files that decide whether a copy can be trusted, on Windows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <windows.h>

#include "core/error.h"
#include "core/file.h"
#include "platform/windows/system-error.h"
#include "platform/windows/volume.h"

/* Unbuffered reading wants whole sectors, in memory as well: a page is more than any sector. */
#define PIECE (1024 * 1024)
#define SHARED (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

static gboolean
fail (GError **error, DWORD number, const char *what, const char *path)
{
  g_propagate_error (error, mdg_system_error_new (number, what, path));
  return FALSE;
}

/* reading back ------------------------------------------------------------------------------- */

static HANDLE
open_past_cache (const WCHAR *path, gboolean *past_cache)
{
  HANDLE file = CreateFileW (path, GENERIC_READ, SHARED, NULL, OPEN_EXISTING,
                             FILE_FLAG_NO_BUFFERING | FILE_FLAG_SEQUENTIAL_SCAN, NULL);

  *past_cache = file != INVALID_HANDLE_VALUE;
  if (file != INVALID_HANDLE_VALUE || GetLastError () != ERROR_INVALID_PARAMETER)
    return file;
  return CreateFileW (path, GENERIC_READ, SHARED, NULL, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN,
                      NULL);
}

static gboolean
read_pieces (HANDLE file,
             const char *path,
             guint8 *piece,
             MdgTakeFunc take,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  for (;;)
    {
      DWORD n = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!ReadFile (file, piece, PIECE, &n, NULL) && GetLastError () != ERROR_HANDLE_EOF)
        return fail (error, GetLastError (), "read back", path);
      if (n == 0)
        return TRUE;
      if (!take (piece, n, data, error))
        return FALSE;
    }
}

gboolean
mdg_drives_read_back (const char *path,
                      MdgTakeFunc take,
                      gpointer data,
                      gboolean *past_cache,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree WCHAR *wide = NULL;
  gboolean really = FALSE, good = FALSE;
  guint8 *piece;
  HANDLE file;

  g_return_val_if_fail (path != NULL && take != NULL, FALSE);
  wide = mdg_system_path (path, error);
  if (wide == NULL)
    return FALSE;
  file = open_past_cache (wide, &really);
  if (past_cache != NULL)
    *past_cache = really;
  if (file == INVALID_HANDLE_VALUE)
    return fail (error, GetLastError (), "read back", path);
  piece = VirtualAlloc (NULL, PIECE, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
  if (piece != NULL)
    {
      good = read_pieces (file, path, piece, take, data, cancellable, error);
      SecureZeroMemory (piece, PIECE);
      VirtualFree (piece, 0, MEM_RELEASE);
    }
  else
    fail (error, GetLastError (), "read back", path);
  CloseHandle (file);
  return good;
}

/* folders and names -------------------------------------------------------------------------- */

/* What a drive says that works, but has nothing to flush or lets only administrators do it. */
static gboolean
is_no_failure (DWORD number)
{
  switch (number)
    {
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
    case ERROR_INVALID_FUNCTION:
    case ERROR_INVALID_PARAMETER:
    case ERROR_INVALID_HANDLE:
    case ERROR_NOT_SUPPORTED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_PRIVILEGE_NOT_HELD:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Flushes the file, folder (@flags) or device of that name. Returns: 0, or what went wrong */
static DWORD
flush (const WCHAR *name, DWORD flags)
{
  HANDLE handle = CreateFileW (name, GENERIC_WRITE, SHARED, NULL, OPEN_EXISTING, flags, NULL);
  DWORD failure = 0;

  if (handle == INVALID_HANDLE_VALUE || !FlushFileBuffers (handle))
    failure = GetLastError ();
  if (handle != INVALID_HANDLE_VALUE)
    CloseHandle (handle);
  return is_no_failure (failure) ? 0 : failure;
}

static gboolean
flush_folder (const char *folder, GError **error)
{
  g_autofree WCHAR *wide = mdg_system_path (folder, error);
  DWORD failure;

  if (wide == NULL)
    return FALSE;
  failure = flush (wide, FILE_FLAG_BACKUP_SEMANTICS);
  return failure == 0 || fail (error, failure, "flush", folder);
}

gboolean
mdg_drives_flush_files (const int *fds, guint n, const char *folder, GError **error)
{
  g_return_val_if_fail (n > 0 && folder != NULL, FALSE);
  for (guint i = 0; i < n; i++)
    if (!mdg_file_flush (fds[i], folder, error))
      return FALSE;
  return flush_folder (folder, error);
}

gboolean
mdg_drives_flush_name (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return flush_folder (folder, error);
}

gboolean
mdg_drives_rename_new (const char *from, const char *to, GError **error)
{
  g_autofree WCHAR *wide_from = NULL, *wide_to = NULL;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);
  wide_from = mdg_system_path (from, error);
  wide_to = wide_from != NULL ? mdg_system_path (to, error) : NULL;
  if (wide_to == NULL)
    return FALSE;
  return MoveFileExW (wide_from, wide_to, MOVEFILE_WRITE_THROUGH)
         || fail (error, GetLastError (), "name", to);
}

static DWORD
flush_volume_of (const WCHAR *path)
{
  g_autofree WCHAR *root = mdg_volume_root_of (path);
  g_autofree WCHAR *device = NULL;

  if (root == NULL)
    return GetLastError ();
  device = mdg_volume_device_name (root);
  return device != NULL ? flush (device, 0) : 0;
}

gboolean
mdg_drives_settle (const char *path, GError **error)
{
  DWORD before = mdg_volume_be_quiet ();
  g_autofree WCHAR *wide = mdg_system_path (path, error);
  DWORD failure = 0;

  if (wide != NULL)
    failure = flush (wide, FILE_FLAG_BACKUP_SEMANTICS);
  if (wide != NULL && failure == 0)
    failure = flush_volume_of (wide);
  mdg_volume_be_loud (before);
  return wide != NULL && (failure == 0 || fail (error, failure, "flush", path));
}
