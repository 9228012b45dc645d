/* folder-lock.c: one process per state folder, by an empty SQLite file that is kept exclusively
 * locked: SQLite already knows how to do that on every system.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/folder-lock.h"

#include <sqlite3.h>

struct _MdgFolderLock
{
  sqlite3 *handle;
};

static MdgErrorCode
code_for (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MDG_ERROR_IN_USE;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return MDG_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return MDG_ERROR_NO_SPACE;
    default:
      return MDG_ERROR_FAILED;
    }
}

MdgFolderLock *
mdg_folder_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  g_autoptr (MdgFolderLock) lock = g_new0 (MdgFolderLock, 1);
  int result
      = sqlite3_open_v2 (path, &lock->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_exec (lock->handle, "PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE", NULL,
                           NULL, NULL);
  if (result == SQLITE_OK)
    return g_steal_pointer (&lock);
  mdg_set_error (error, code_for (result), "The folder “%s” cannot be taken: %s", folder,
                 sqlite3_errstr (result));
  return NULL;
}

void
mdg_folder_lock_release (MdgFolderLock *lock)
{
  if (!lock)
    return;
  sqlite3_close (lock->handle);
  g_free (lock);
}
