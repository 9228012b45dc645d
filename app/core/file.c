/* file.c: files that are complete or absent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

/* Flags that one of the systems does not know, and does not need. */
#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

#define TEMPORARY_PREFIX ".madoguchi-"
#define TEMPORARY_SUFFIX ".tmp"
#define LEFTOVER_SECONDS 60
#define LEFTOVER_SECONDS_UNLOCKED 600
#define MODE_FILE 0600
#define MODE_FOLDER 0700
#define CHUNK (64 * 1024)

MdgErrorCode
mdg_file_code_from_errno (int value)
{
  switch (value)
    {
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
      return MDG_ERROR_NO_SPACE;
    case EROFS:
    case EACCES:
    case EPERM:
      return MDG_ERROR_READ_ONLY;
    case ENOENT:
      return MDG_ERROR_NOT_FOUND;
    case EBUSY:
      return MDG_ERROR_IN_USE;
    case EFBIG:
      return MDG_ERROR_TOO_LARGE;
    case EEXIST:
      return MDG_ERROR_EXISTS;
    case EIO:
    case ENXIO:
    case ENODEV:
#ifdef ENOMEDIUM
    case ENOMEDIUM:
#endif
      /* What disks answer to direct reading and writing: a bad sector, a refusal, a lost
       * connection. */
#ifdef EREMOTEIO
    case EREMOTEIO:
#endif
#ifdef ENODATA
    case ENODATA:
#endif
#ifdef ENOLINK
    case ENOLINK:
#endif
      /* A file system that is a program, and the program is gone; one of another computer, and that
       * is gone. */
#ifdef ENOTCONN
    case ENOTCONN:
    case ECONNABORTED:
    case ETIMEDOUT:
#endif
#ifdef ESTALE
    case ESTALE:
    case EHOSTDOWN:
#endif
      return MDG_ERROR_DRIVE_FAILED;
    default:
      return MDG_ERROR_FAILED;
    }
}

static gboolean
fail (GError **error, int saved_errno, const char *what, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (saved_errno, what, path));
  return FALSE;
}

/* Whoever writes a temporary file holds a lock on it. Returns: 1 it is ours now, 0 somebody has it,
 * -1 this file system or system has no such locks */
static int
claim (int fd)
{
#ifdef F_OFD_SETLK
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return 1;
  return errno == EAGAIN || errno == EACCES ? 0 : -1;
#else
  return -1;
#endif
}

/* A process that is killed while it writes leaves its temporary file behind. What nobody holds and
 * nobody has touched for a while is nobody's any more; a clock that was set counts as a while. */
static gboolean
is_abandoned (const char *path)
{
  GStatBuf status;
  int fd = -1, claimed = -1;
  gint64 age;
  if (g_lstat (path, &status) < 0 || !S_ISREG (status.st_mode))
    return FALSE;
  age = ABS (g_get_real_time () / G_USEC_PER_SEC - (gint64)status.st_mtime);
  if (age <= LEFTOVER_SECONDS)
    return FALSE;
  fd = g_open (path, O_RDWR | O_BINARY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      claimed = claim (fd);
      g_close (fd, NULL);
    }
  return claimed > 0 || (claimed < 0 && age > LEFTOVER_SECONDS_UNLOCKED);
}

void
mdg_file_remove_leftovers (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      if (!g_str_has_prefix (name, TEMPORARY_PREFIX) || !g_str_has_suffix (name, TEMPORARY_SUFFIX))
        continue;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (is_abandoned (path))
        g_remove (path);
    }
}

/* Without this the new name may be gone after a power failure. A system that cannot open folders
 * keeps its names safe by itself. */
static void
flush_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return;
  g_fsync (fd);
  g_close (fd, NULL);
}

/* Returns: the errno value, 0 when all is written */
static int
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, MIN (length, CHUNK));
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return errno;
      data += written;
      length -= (gsize)written;
    }
  return 0;
}

/* Appends what the file holds, but stops when @content has @enough bytes. Returns: the errno value,
 * 0 when all went well */
static int
read_up_to (int fd, gsize enough, GByteArray *content)
{
  while (content->len < enough)
    {
      guint before = content->len;
      g_byte_array_set_size (content, before + CHUNK);
      gssize n = read (fd, content->data + before, CHUNK);
      int failure = n < 0 ? errno : 0;
      g_byte_array_set_size (content, before + (guint)MAX (n, 0));
      if (n == 0 || (failure != 0 && failure != EINTR))
        return failure;
    }
  return 0;
}

/* Closes in any case; some file systems report a full disk only here. */
static int
flush_and_close (int fd)
{
  int failure = g_fsync (fd) < 0 ? errno : 0;
  g_autoptr (GError) close_error = NULL;
  if (!g_close (fd, &close_error) && failure == 0)
    failure = EIO;
  return failure;
}

static int
make_temporary (const char *folder, char **path)
{
  *path = g_build_filename (folder, TEMPORARY_PREFIX "XXXXXX" TEMPORARY_SUFFIX, NULL);
  int fd = g_mkstemp_full (*path, O_RDWR | O_BINARY | O_CLOEXEC, MODE_FILE);
  if (fd >= 0)
    claim (fd);
  return fd;
}

/* What another program part has written to @temporary, made safe. */
static int
flush_path (const char *temporary)
{
  int fd = g_open (temporary, O_WRONLY | O_BINARY | O_CLOEXEC, 0);
  return fd < 0 ? errno : flush_and_close (fd);
}

/* Gives the finished @temporary its name, or removes it when @failure says that it is none. */
static gboolean
commit (const char *temporary, const char *path, const char *folder, int failure, GError **error)
{
  if (failure == 0 && g_rename (temporary, path) < 0)
    failure = errno;
  /* FAT writes length and place of a file into its new entry with the file, not with the folder. */
  if (failure == 0)
    flush_path (path);
  if (failure != 0)
    {
      g_remove (temporary);
      return fail (error, failure, "write", path);
    }
  flush_folder (folder);
  return TRUE;
}

gboolean
mdg_file_write (const char *path, const void *data, gsize length, GError **error)
{
  g_return_val_if_fail (path != NULL && (data != NULL || length == 0), FALSE);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = NULL;
  mdg_file_remove_leftovers (folder);
  int fd = make_temporary (folder, &temporary);
  if (fd < 0)
    return fail (error, errno, "write", path);
  int failure = write_all (fd, data, length);
  int closing = flush_and_close (fd);
  return commit (temporary, path, folder, failure != 0 ? failure : closing, error);
}

gboolean
mdg_file_write_with (const char *path, MdgFileWriter write_file, gpointer data, GError **error)
{
  g_return_val_if_fail (path != NULL && write_file != NULL, FALSE);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = NULL;
  mdg_file_remove_leftovers (folder);
  int fd = make_temporary (folder, &temporary);
  if (fd < 0)
    return fail (error, errno, "write", path);
  /* Held open for the claim; closed before the renaming, which one of the systems wants. */
  gboolean written = write_file (temporary, data, error);
  g_close (fd, NULL);
  if (!written)
    {
      g_remove (temporary);
      return FALSE;
    }
  return commit (temporary, path, folder, flush_path (temporary), error);
}

int
mdg_file_open_temporary (const char *folder, char **path, GError **error)
{
  g_return_val_if_fail (folder != NULL && path != NULL, -1);
  int fd = make_temporary (folder, path);
  if (fd < 0)
    {
      fail (error, errno, "write in", folder);
      g_clear_pointer (path, g_free);
    }
  return fd;
}

gboolean
mdg_file_write_piece (int fd, const char *path, const void *data, gsize length, GError **error)
{
  int failure = write_all (fd, data, length);
  return failure == 0 || fail (error, failure, "write", path);
}

gboolean
mdg_file_flush (int fd, const char *path, GError **error)
{
  return g_fsync (fd) == 0 || fail (error, errno, "write", path);
}

gboolean
mdg_file_close_temporary (int fd, const char *path, GError **error)
{
  /* So that nobody takes it for abandoned between here and its renaming. */
  g_utime (path, NULL);
  g_autoptr (GError) problem = NULL;
  return g_close (fd, &problem) || fail (error, EIO, "close", path);
}

/* What the file at @path holds, into @content; one byte more than @limit when it is longer. */
static gboolean
read_file (const char *path, gsize limit, GByteArray *content, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_BINARY | O_CLOEXEC, 0);
  int failure = fd < 0 ? errno : read_up_to (fd, limit + 1, content);
  if (fd >= 0)
    g_close (fd, NULL);
  if (failure != 0)
    mdg_set_error (error, failure == ENOENT ? MDG_ERROR_NOT_FOUND : MDG_ERROR_FAILED,
                   "cannot read %s: %s", path, g_strerror (failure));
  else if (content->len > limit)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "%s is longer than %" G_GSIZE_FORMAT " bytes", path,
                   limit);
  else
    return TRUE;
  return FALSE;
}

GBytes *
mdg_file_read (const char *path, gsize limit, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  if (!read_file (path, limit, content, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

MdgSecret *
mdg_file_read_secret (const char *path, gsize limit, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  /* As large as it can become at once: growing would leave copies behind. */
  g_autoptr (GByteArray) content = g_byte_array_sized_new ((guint)limit + CHUNK);
  MdgSecret *secret = NULL;
  if (read_file (path, limit, content, error))
    secret = mdg_secret_new (content->data, content->len);
  sodium_memzero (content->data, content->len);
  return secret;
}

gboolean
mdg_file_make_folder (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  if (g_mkdir_with_parents (path, MODE_FOLDER) < 0)
    return fail (error, errno, "make the folder", path);
  return TRUE;
}

GError *
mdg_file_error_from_errno (int saved_errno, const char *what, const char *path)
{
  return mdg_error_new (mdg_file_code_from_errno (saved_errno), "cannot %s %s: %s", what, path,
                        g_strerror (saved_errno));
}
