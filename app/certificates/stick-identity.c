/* stick-identity.c: the number of a stick that has none of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/stick-identity.h"

#include <string.h>

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
mdg_stick_identity_read (const char *root, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *text = NULL;
  const char *number;

  g_return_val_if_fail (root != NULL, NULL);
  path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  file = mdg_file_read (path, FILE_LIMIT, &problem);
  if (g_error_matches (problem, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (problem, MDG_ERROR, MDG_ERROR_DAMAGED))
    return g_strdup ("");
  if (file == NULL)
    {
      mdg_set_error (error, MDG_ERROR_DRIVE_FAILED, "%s", problem->message);
      return NULL;
    }
  text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  number = g_str_has_prefix (text, TEXT_MARK) ? text + strlen (TEXT_MARK) : text;
  return is_number (number, strlen (number)) ? g_strndup (number, strlen (PREFIX) + DIGITS)
                                             : g_strdup ("");
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

static GBytes *
new_text (void)
{
  char *text
      = g_strdup_printf (TEXT_MARK PREFIX "%08X%08X\r\n\r\n"
                                          "この番号で、ほかの USB メモリと区別します。"
                                          "このファイルは消したり変えたりしないでください。\r\n",
                         g_random_int (), g_random_int ());

  return g_bytes_new_take (text, strlen (text));
}

gboolean
mdg_stick_identity_write (const char *root, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) text = new_text ();
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
