/* backup-verify.c: what was written, read back past the cache, compared, and opened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <string.h>

#include "certificates/sha256.h"

typedef struct
{
  MdgBackupRun *run;
  MdgSha256 *sha;
  guint64 length;
  GByteArray *content; /* (nullable): kept when it is to be opened */
} Reading;

static gboolean
take_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  mdg_sha256_add (reading->sha, bytes, length);
  reading->length += length;
  reading->run->done += length;
  if (reading->content != NULL && reading->length <= MDG_CERTIFICATE_FILE_LIMIT)
    g_byte_array_append (reading->content, bytes, (guint)length);
  return mdg_backup_run_report (reading->run, MDG_BACKUP_READING, error);
}

static gboolean
compare (MdgBackupRun *run, Reading *reading, GError **error)
{
  g_autofree char *found = mdg_sha256_finish (reading->sha);

  if (reading->length == run->size && strcmp (found, run->sha256) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "what was read back is not what was written");
  return FALSE;
}

/* With what came from the medium, not with what we believe to have written. */
static gboolean
open_copy (MdgBackupRun *run, GByteArray *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content->data, content->len);
  g_autoptr (MdgCertificateInfo) info = NULL;

  if (!mdg_backup_run_report (run, MDG_BACKUP_OPENING, error))
    return FALSE;
  info = mdg_certificate_info_new (bytes, run->copy->password);
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
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();
  Reading reading = { run, sha, 0, content };
  gboolean can_open = mdg_backup_verify_can_open (run);

  run->done = run->size;
  if (!can_open)
    reading.content = NULL;
  return mdg_backup_run_report (run, MDG_BACKUP_READING, error)
         && mdg_drives_read_back (path, take_piece, &reading, &run->past_cache, run->cancellable,
                                  error)
         && compare (run, &reading, error) && (!can_open || open_copy (run, content, error));
}
