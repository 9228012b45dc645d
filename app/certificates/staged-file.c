/* staged-file.c: a small file on its way onto a drive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/staged-file.h"

#include <glib/gstdio.h>
#include <string.h>

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

typedef struct
{
  const guint8 *expected;
  gsize left;
} Comparison;

static gboolean
compare_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Comparison *comparison = data;

  if (length > comparison->left || memcmp (bytes, comparison->expected, length) != 0)
    {
      mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "the drive does not keep what is written");
      return FALSE;
    }
  comparison->expected += length;
  comparison->left -= length;
  return TRUE;
}

static gboolean
holds (const char *path, GBytes *bytes, GError **error)
{
  Comparison comparison = { 0 };

  comparison.expected = g_bytes_get_data (bytes, &comparison.left);
  if (!mdg_drives_read_back (path, compare_piece, &comparison, NULL, NULL, error))
    return FALSE;
  if (comparison.left == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "%s is shorter than what was written", path);
  return FALSE;
}

gboolean
mdg_staged_file_check (MdgStagedFile *file, GError **error)
{
  g_return_val_if_fail (file->fd < 0 && file->temporary != NULL, FALSE);
  return holds (file->temporary, file->bytes, error);
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
