/* drive-files.c: the acts on files that decide whether a copy can be trusted, on Linux.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "core/error.h"
#include "core/file.h"
#include "platform/linux/mount-table.h"

#define PIECE (1024 * 1024)
#define ALIGNMENT 4096
#define FUSE_MAGIC 0x65735546

static gboolean
fail (GError **error, int saved_errno, const char *what, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (saved_errno, what, path));
  return FALSE;
}

/* reading back ------------------------------------------------------------------------------- */

static gboolean
is_fuse (int fd)
{
  struct statfs status;

  return fstatfs (fd, &status) == 0 && (guint32)status.f_type == FUSE_MAGIC;
}

/* A program that plays a file system reads its device through the device's own cache, which only
 * who may open the device can empty. */
static gboolean
empty_device_cache (const char *path)
{
  g_autoptr (MdgDrive) drive = mdg_drives_find (path, NULL);
  g_autoptr (GPtrArray) mounts = mdg_mount_table_read (NULL);
  gboolean emptied = FALSE;

  for (guint i = 0; drive != NULL && mounts != NULL && i < mounts->len; i++)
    {
      const MdgMount *mount = mounts->pdata[i];
      int fd = -1;

      if (g_strcmp0 (mount->path, drive->path) == 0 && *mount->source == '/')
        fd = open (mount->source, O_RDONLY | O_CLOEXEC);
      if (fd < 0)
        continue;
      emptied = fsync (fd) == 0 && posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED) == 0;
      close (fd);
    }
  return emptied;
}

/* Returns: the descriptor, or -1 with errno */
static int
open_past_cache (const char *path, gboolean *past_cache)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_DIRECT);

  *past_cache = fd >= 0;
  if (fd < 0 && errno == EINVAL)
    fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return fd;
  /* Pages can only be dropped when they stand on the medium; reading directly, the system itself
   * sees to that, and the drive is spared a flush. */
  if (!*past_cache || is_fuse (fd))
    fdatasync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  if (is_fuse (fd))
    *past_cache = empty_device_cache (path);
  return fd;
}

static gboolean
read_pieces (int fd,
             const char *path,
             guint8 *piece,
             MdgTakeFunc take,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read (fd, piece, PIECE);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, errno, "read back", path);
      if (n == 0)
        return TRUE;
      if (!take (piece, (gsize)n, data, error))
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
  gboolean really = FALSE, good;
  guint8 *piece;
  int fd;

  g_return_val_if_fail (path != NULL && take != NULL, FALSE);
  fd = open_past_cache (path, &really);
  if (past_cache != NULL)
    *past_cache = really;
  if (fd < 0)
    return fail (error, errno, "read back", path);
  piece = aligned_alloc (ALIGNMENT, PIECE);
  good = read_pieces (fd, path, piece, take, data, cancellable, error);
  free (piece);
  close (fd);
  return good;
}

/* folders and names -------------------------------------------------------------------------- */

/* Some file systems have nothing to flush in a folder, and say so in one of these ways. Returns: 0,
 * or errno */
static int
flush_fd (int fd)
{
  int failure = fsync (fd) < 0 ? errno : 0;

  return failure == EINVAL || failure == ENOSYS || failure == ENOTSUP ? 0 : failure;
}

static gboolean
flush_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failure = fd < 0 ? errno : flush_fd (fd);

  if (fd >= 0)
    close (fd);
  return failure == 0 || fail (error, failure, "flush", folder);
}

/* Where the file system cannot rename without replacing: our own programs wait for one another at
 * the folder, and look before they rename. */
static int
rename_under_lock (const char *from, const char *to)
{
  g_autofree char *folder = g_path_get_dirname (to);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct stat status;
  int failure = 0;

  if (fd < 0 || flock (fd, LOCK_EX) < 0)
    failure = errno;
  else if (lstat (to, &status) == 0)
    failure = EEXIST;
  else if (errno != ENOENT || rename (from, to) < 0)
    failure = errno;
  if (fd >= 0)
    close (fd);
  return failure;
}

gboolean
mdg_drives_rename_new (const char *from, const char *to, GError **error)
{
  int failure = 0;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) < 0)
    failure = errno;
  if (failure == EINVAL || failure == ENOSYS || failure == ENOTSUP)
    failure = rename_under_lock (from, to);
  return failure == 0 || fail (error, failure, "name", to);
}

/* flushing ----------------------------------------------------------------------------------- */

/* FAT makes a new entry of length 0 for the new name, and writes the file's length and place into
 * it with the file, not with the folder: pulled between the two, the file would be empty. */
gboolean
mdg_drives_flush_name (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int failure = fd < 0 || fsync (fd) < 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  if (failure != 0)
    return fail (error, failure, "flush", path);
  return flush_folder (folder, error);
}

/* Whether the file system has a disk of its own, and writes it itself: then all of it can be
 * written in one go, which one flush of the disk ends. Of a file system that is a program or
 * another computer the system knows too little. */
static gboolean
is_on_disk (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && major (status.st_dev) != 0 && !is_fuse (fd);
}

gboolean
mdg_drives_flush_files (const int *fds, guint n, const char *folder, GError **error)
{
  g_return_val_if_fail (n > 0 && folder != NULL, FALSE);
  /* Since Linux 5.8 this tells of everything that failed since the file was opened. */
  if (is_on_disk (fds[0]))
    return syncfs (fds[0]) == 0 || fail (error, errno, "write in", folder);
  for (guint i = 0; i < n; i++)
    if (fsync (fds[i]) < 0)
      return fail (error, errno, "write in", folder);
  return flush_folder (folder, error);
}

gboolean
mdg_drives_settle (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int failure = fd < 0 || syncfs (fd) < 0 ? errno : 0;

  if (failure == 0 && !is_on_disk (fd))
    failure = flush_fd (fd);
  if (fd >= 0)
    close (fd);
  return failure == 0 || fail (error, failure, "flush", path);
}
