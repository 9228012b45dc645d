/* backup-write.c: the copy under its temporary name, made lasting together with its papers: a drive
 * is slow to flush, and as quick with three small files as with one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <errno.h>
#include <unistd.h>

#include "certificates/backup-folder.h"
#include "certificates/sha256.h"
#include "core/file.h"

#define PIECE (1024 * 1024)
/* So much is given to the drive before it is told to write it down: progress is that of the drive,
 * and a cancelling does not wait for a gigabyte. */
#define FLUSH_EVERY (32 * 1024 * 1024)
#define FILES_MAX 3

static gboolean
make_folders (MdgBackupRun *run, GError **error)
{
  gboolean made_root = FALSE, made_folder = FALSE;
  gboolean good = mdg_backup_folder_make (run->root, &made_root, error)
                  && mdg_backup_folder_make (run->folder, &made_folder, error);
  run->made_root |= made_root;
  run->made_folder |= made_folder;
  return good;
}

static gboolean
fail (GError **error, const char *what, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (errno, what, path));
  return FALSE;
}

static gboolean
copy_piece (MdgBackupRun *run, guint8 *piece, MdgSha256 *sha, gssize *n, GError **error)
{
  do
    *n = read (run->source, piece, PIECE);
  while (*n < 0 && errno == EINTR);
  if (*n < 0)
    return fail (error, "read", run->copy->source);
  mdg_sha256_add (sha, piece, (gsize)*n);
  if (!mdg_file_write_piece (run->fd, run->temporary, piece, (gsize)*n, error))
    return FALSE;
  run->done += (guint64)*n;
  return TRUE;
}

static gboolean
copy_pieces (MdgBackupRun *run, MdgSha256 *sha, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 unflushed = 0;
  gssize n = 0;

  if (lseek (run->source, 0, SEEK_SET) < 0)
    return fail (error, "read", run->copy->source);
  run->done = 0;
  do
    {
      if (!mdg_backup_run_report (run, MDG_BACKUP_COPYING, error)
          || !copy_piece (run, piece, sha, &n, error))
        return FALSE;
      unflushed += (guint64)n;
      if (unflushed >= FLUSH_EVERY)
        {
          if (!mdg_file_flush (run->fd, run->temporary, error))
            return FALSE;
          unflushed = 0;
        }
    }
  while (n > 0);
  return TRUE;
}

gboolean
mdg_backup_write (MdgBackupRun *run, GError **error)
{
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();
  g_autofree char *copied = NULL;

  if (!make_folders (run, error))
    return FALSE;
  run->fd = mdg_file_open_temporary (run->folder, &run->temporary, error);
  if (run->fd < 0 || !copy_pieces (run, sha, error))
    return FALSE;
  copied = mdg_sha256_finish (sha);
  return mdg_backup_source_is_unchanged (run, copied, error);
}

static gboolean
close_all (MdgBackupRun *run, GError **error)
{
  gboolean good = TRUE;

  if (run->fd >= 0)
    good = mdg_file_close_temporary (run->fd, run->temporary, error);
  run->fd = -1;
  return good && (run->manifest_file == NULL || mdg_staged_file_close (run->manifest_file, error))
         && (run->readme_file == NULL || mdg_staged_file_close (run->readme_file, error));
}

gboolean
mdg_backup_write_flush (MdgBackupRun *run, GError **error)
{
  int fds[FILES_MAX];
  guint n = 0;

  if (run->fd >= 0)
    {
      if (!mdg_backup_run_report (run, MDG_BACKUP_FLUSHING, error))
        return FALSE;
      fds[n++] = run->fd;
    }
  if (run->manifest_file != NULL && run->manifest_file->fd >= 0)
    fds[n++] = run->manifest_file->fd;
  if (run->readme_file != NULL && run->readme_file->fd >= 0)
    fds[n++] = run->readme_file->fd;
  return n == 0 || (mdg_drives_flush_files (fds, n, run->folder, error) && close_all (run, error));
}
