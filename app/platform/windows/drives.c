/* drives.c: the drives of a Windows computer, by their letters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <windows.h>

#include "core/error.h"
#include "platform/windows/system-error.h"
#include "platform/windows/volume.h"

#define LETTERS 26
#define ROOT_LENGTH 4 /* "E:\" and its end */

static void
write_root (WCHAR root[ROOT_LENGTH], guint letter)
{
  root[0] = (WCHAR)(L'A' + letter);
  root[1] = L':';
  root[2] = L'\\';
  root[3] = 0;
}

/* Nobody keeps a backup on a CD, and the rest is nothing one can write to. */
static gboolean
is_wanted (const WCHAR *root)
{
  UINT type = GetDriveTypeW (root);

  return type == DRIVE_REMOVABLE || type == DRIVE_FIXED || type == DRIVE_REMOTE
         || type == DRIVE_RAMDISK;
}

GPtrArray *
mdg_drives_list (GError **error)
{
  g_autoptr (GPtrArray) drives = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_drive_free);
  DWORD letters = GetLogicalDrives ();
  DWORD before;

  if (letters == 0)
    {
      g_propagate_error (error, mdg_system_error_new (GetLastError (), "list", "the drives"));
      return NULL;
    }
  before = mdg_volume_be_quiet ();
  for (guint i = 0; i < LETTERS; i++)
    {
      WCHAR root[ROOT_LENGTH];
      g_autoptr (MdgDrive) drive = NULL;
      DWORD failure = 0;

      write_root (root, i);
      if ((letters & (1u << i)) == 0 || !is_wanted (root))
        continue;
      drive = mdg_volume_describe (root, &failure);
      if (!mdg_volume_is_empty (failure))
        g_ptr_array_add (drives, g_steal_pointer (&drive));
    }
  mdg_volume_be_loud (before);
  g_ptr_array_sort (drives, mdg_drive_compare);
  return g_steal_pointer (&drives);
}

/* Whether @path begins with a letter that no drive has (any more). */
static gboolean
is_gone (const WCHAR *path)
{
  WCHAR root[ROOT_LENGTH];
  WCHAR letter = path[0] >= L'a' ? (WCHAR)(path[0] - L'a') : (WCHAR)(path[0] - L'A');

  if (letter >= LETTERS || path[1] != L':')
    return FALSE;
  write_root (root, letter);
  return GetDriveTypeW (root) == DRIVE_NO_ROOT_DIR;
}

static MdgDrive *
find_quietly (const char *path, GError **error)
{
  g_autofree WCHAR *wide = mdg_system_path (path, error);
  g_autofree WCHAR *root = NULL;
  g_autoptr (MdgDrive) drive = NULL;
  DWORD failure = 0;

  if (wide == NULL)
    return NULL;
  if (GetFileAttributesW (wide) == INVALID_FILE_ATTRIBUTES)
    failure = GetLastError ();
  root = mdg_volume_root_of (wide);
  if (failure == 0 && root == NULL)
    failure = GetLastError ();
  if (failure == 0)
    drive = mdg_volume_describe (root, &failure);
  if (failure == 0)
    return g_steal_pointer (&drive);
  if (is_gone (wide))
    mdg_set_error (error, MDG_ERROR_DRIVE_GONE, "the drive of %s was pulled", path);
  else
    g_propagate_error (error, mdg_system_error_new (failure, "look at", path));
  return NULL;
}

MdgDrive *
mdg_drives_find (const char *path, GError **error)
{
  DWORD before = mdg_volume_be_quiet ();
  MdgDrive *drive;

  drive = find_quietly (path, error);
  mdg_volume_be_loud (before);
  return drive;
}
