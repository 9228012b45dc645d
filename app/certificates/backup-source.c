/* backup-source.c: the original of a backup, which is only read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "certificates/free-name.h"
#include "certificates/medium-reading.h"
#include "core/file.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

static gboolean
fail (GError **error, const char *what, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (errno, what, path));
  return FALSE;
}

gboolean
mdg_backup_source_open (MdgBackupRun *run, GError **error)
{
  const char *path = run->copy->source;

  if (g_stat (path, &run->source_status) < 0)
    return fail (error, "read", path);
  /* Before it is opened: Windows refuses to open a folder, and does not say why. */
  if (!S_ISREG (run->source_status.st_mode))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "%s is no file", path);
      return FALSE;
    }
  run->source = g_open (path, O_RDONLY | O_BINARY | O_CLOEXEC, 0);
  if (run->source < 0)
    return fail (error, "read", path);
  run->size = (guint64)run->source_status.st_size;
  return TRUE;
}

/* What this program cannot open is kept byte by byte; what is no certificate, or one without its
 * key, would only be taken for a backup. */
static gboolean
is_fit (const MdgCertificateInfo *info)
{
  return info->fault == NULL || info->needs_password
         || g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED);
}

gboolean
mdg_backup_source_inspect (MdgBackupRun *run, GError **error)
{
  g_autofree char *name = g_path_get_basename (run->copy->source);

  run->name = mdg_free_name_safe (name);
  if (run->size > MDG_CERTIFICATE_FILE_LIMIT)
    return TRUE;
  run->info = mdg_certificate_info_read (run->copy->source, run->copy->password, error);
  if (run->info == NULL)
    return FALSE;
  if (!is_fit (run->info))
    {
      g_propagate_error (error, g_error_copy (run->info->fault));
      return FALSE;
    }
  run->sha256 = g_strdup (run->info->sha256);
  return TRUE;
}

gboolean
mdg_backup_source_hash (MdgBackupRun *run, GError **error)
{
  g_auto (MdgMediumReading) reading = { 0 };

  if (run->sha256 != NULL)
    return TRUE;
  if (!mdg_medium_read (run->copy->source, &reading, NULL, NULL, run->cancellable, error))
    return FALSE;
  run->sha256 = g_steal_pointer (&reading.sha256);
  return TRUE;
}

gboolean
mdg_backup_source_is_unchanged (MdgBackupRun *run, const char *sha256, GError **error)
{
  GStatBuf status;

  if (g_stat (run->copy->source, &status) < 0)
    return fail (error, "read", run->copy->source);
  if (status.st_size == run->source_status.st_size && status.st_mtime == run->source_status.st_mtime
      && run->done == run->size && (run->sha256 == NULL || strcmp (run->sha256, sha256) == 0))
    {
      g_free (run->sha256);
      run->sha256 = g_strdup (sha256);
      return TRUE;
    }
  mdg_set_error (error, MDG_ERROR_IN_USE, "%s was changed while it was copied", run->copy->source);
  return FALSE;
}
