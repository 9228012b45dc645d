/* staged-file.c: a small file on its way onto a drive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/staged-file.h"

#include <glib/gstdio.h>

#include "certificates/medium-reading.h"
#include "core/file.h"
#include "platform/drives.h"

MdgStagedFile *
mdg_staged_file_new (const char *path, GBytes *bytes, GError **error)
{
  MdgStagedFile *file = g_new0 (MdgStagedFile, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  file->path = g_strdup (path);
  file->bytes = g_bytes_ref (bytes);
  file->fd = mdg_file_open_temporary (folder, &file->temporary, error);
  if (file->fd >= 0 && mdg_file_write_piece (file->fd, file->temporary, data, length, error))
    return file;
  mdg_staged_file_free (file);
  return NULL;
}

gboolean
mdg_staged_file_close (MdgStagedFile *file, GError **error)
{
  int fd = file->fd;

  file->fd = -1;
  return fd < 0 || mdg_file_close_temporary (fd, file->temporary, error);
}

gboolean
mdg_staged_file_check (MdgStagedFile *file, GError **error)
{
  g_return_val_if_fail (file->fd < 0 && file->temporary != NULL, FALSE);
  return mdg_medium_holds (file->temporary, file->bytes, error);
}

gboolean
mdg_staged_file_name (MdgStagedFile *file, GError **error)
{
  g_return_val_if_fail (file->fd < 0 && file->temporary != NULL, FALSE);
  if (!mdg_drives_rename_new (file->temporary, file->path, error))
    return FALSE;
  g_clear_pointer (&file->temporary, g_free);
  return TRUE;
}

void
mdg_staged_file_free (MdgStagedFile *file)
{
  if (file == NULL)
    return;
  mdg_staged_file_close (file, NULL);
  if (file->temporary != NULL)
    g_remove (file->temporary);
  g_free (file->temporary);
  g_free (file->path);
  g_bytes_unref (file->bytes);
  g_free (file);
}
