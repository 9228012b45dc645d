/* stick-identity.c: the number of a stick that has none of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/stick-identity.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "certificates/backup-copy.h"
#include "certificates/staged-file.h"
#include "core/file.h"

#define TEXT_MARK "\xef\xbb\xbf"
#define PREFIX "M-"
#define DIGITS 16
#define FILE_LIMIT 4096

static gboolean
is_number (const char *text, gsize length)
{
  if (length < strlen (PREFIX) + DIGITS || !g_str_has_prefix (text, PREFIX))
    return FALSE;
  for (gsize i = strlen (PREFIX); i < strlen (PREFIX) + DIGITS; i++)
    if (!g_ascii_isdigit (text[i]) && (text[i] < 'A' || text[i] > 'F'))
      return FALSE;
  return TRUE;
}

gboolean
mdg_stick_identity_is_number (const char *serial)
{
  return is_number (serial, strlen (serial));
}

char *
mdg_stick_identity_parse (const void *bytes, gsize length)
{
  g_autofree char *text = g_strndup (length > 0 ? bytes : "", length);
  const char *number = g_str_has_prefix (text, TEXT_MARK) ? text + strlen (TEXT_MARK) : text;

  return is_number (number, strlen (number)) ? g_strndup (number, strlen (PREFIX) + DIGITS)
                                             : g_strdup ("");
}

/* What has the name and is no file (a folder, say) is no number, and nothing is wrong with the
 * drive. */
static gboolean
is_no_file (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 ? !S_ISREG (status.st_mode) : errno == ENOTDIR;
}

char *
mdg_stick_identity_read (const char *root, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) file = NULL;

  g_return_val_if_fail (root != NULL, NULL);
  path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  if (is_no_file (path))
    return g_strdup ("");
  file = mdg_file_read (path, FILE_LIMIT, &problem);
  if (g_error_matches (problem, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (problem, MDG_ERROR, MDG_ERROR_DAMAGED))
    return g_strdup ("");
  if (file == NULL)
    {
      mdg_set_error (error, MDG_ERROR_DRIVE_FAILED, "%s", problem->message);
      return NULL;
    }
  return mdg_stick_identity_parse (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

MdgDrive *
mdg_stick_identity_find_drive (const char *target, GError **error)
{
  g_autoptr (MdgDrive) drive = mdg_drives_find (target, error);
  g_autofree char *root = g_build_filename (target, MDG_BACKUP_FOLDER_NAME, NULL);
  char *number;

  if (drive == NULL || *drive->serial != '\0' || drive->is_locked)
    return g_steal_pointer (&drive);
  number = mdg_stick_identity_read (root, error);
  if (number == NULL)
    return NULL;
  g_free (drive->serial);
  drive->serial = number;
  return g_steal_pointer (&drive);
}

char *
mdg_stick_identity_new_number (void)
{
  return g_strdup_printf (PREFIX "%08X%08X", g_random_int (), g_random_int ());
}

static GBytes *
text_with (const char *number)
{
  char *text = g_strconcat (TEXT_MARK, number,
                            "\r\n\r\n"
                            "この番号で、ほかの USB メモリと区別します。"
                            "このファイルは消したり変えたりしないでください。\r\n",
                            NULL);

  return g_bytes_new_take (text, strlen (text));
}

gboolean
mdg_stick_identity_write (const char *root, const char *number, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) text = text_with (number);
  MdgStagedFile *file;
  gboolean good;

  g_return_val_if_fail (root != NULL, FALSE);
  path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  file = mdg_staged_file_new (path, text, error);
  if (file == NULL)
    return FALSE;
  good = mdg_drives_flush_files (&file->fd, 1, root, error) && mdg_staged_file_close (file, error)
         && mdg_staged_file_check (file, error) && mdg_staged_file_name (file, error)
         && mdg_drives_flush_name (path, error);
  mdg_staged_file_free (file);
  return good;
}

/* Another program may be at work there. */
static gboolean
is_alone (const char *root)
{
  g_autoptr (GDir) directory = g_dir_open (root, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (strcmp (name, MDG_STICK_IDENTITY_NAME) != 0)
      return FALSE;
  return directory != NULL;
}

gboolean
mdg_stick_identity_take_back (const char *root, const char *number)
{
  g_autofree char *found = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (root != NULL && mdg_stick_identity_is_number (number), FALSE);
  found = mdg_stick_identity_read (root, NULL);
  path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  return g_strcmp0 (found, number) == 0 && is_alone (root) && g_remove (path) == 0;
}
