/* backup-verify.c: what was written, read back past the cache, compared, and opened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <string.h>

#include "certificates/medium-reading.h"

static gboolean
on_piece (gsize length, gpointer data, GError **error)
{
  MdgBackupRun *run = data;

  run->done += length;
  return mdg_backup_run_report (run, MDG_BACKUP_READING, error);
}

static gboolean
compare (MdgBackupRun *run, const MdgMediumReading *reading, GError **error)
{
  if (reading->length == run->size && strcmp (reading->sha256, run->sha256) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "what was read back is not what was written");
  return FALSE;
}

/* With what came from the medium, not with what we believe to have written. */
static gboolean
open_copy (MdgBackupRun *run, GBytes *content, GError **error)
{
  g_autoptr (MdgCertificateInfo) info = NULL;

  if (!mdg_backup_run_report (run, MDG_BACKUP_OPENING, error))
    return FALSE;
  info = mdg_certificate_info_new (content, run->copy->password);
  if (info->fault != NULL)
    {
      g_propagate_error (error, g_error_copy (info->fault));
      return FALSE;
    }
  run->key_checked = TRUE;
  return TRUE;
}

gboolean
mdg_backup_verify_can_open (const MdgBackupRun *run)
{
  return run->info != NULL && run->info->fault == NULL;
}

gboolean
mdg_backup_verify (MdgBackupRun *run, const char *path, GError **error)
{
  g_auto (MdgMediumReading) reading = { 0 };

  run->done = run->size;
  if (!mdg_backup_run_report (run, MDG_BACKUP_READING, error)
      || !mdg_medium_read (path, &reading, on_piece, run, run->cancellable, error)
      || !compare (run, &reading, error))
    return FALSE;
  run->past_cache = reading.past_cache;
  return !mdg_backup_verify_can_open (run) || open_copy (run, reading.content, error);
}
