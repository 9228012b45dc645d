/* backup-folder.c: the layout on the drive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "certificates/backup-copy.h"
#include "certificates/free-name.h"
#include "core/file.h"

#define README_RESOURCE "/org/madoguchi/Madoguchi/guide/stick-readme-ja.txt"
#define TEXT_MARK "\xef\xbb\xbf"
#define TEMPORARY_PREFIX ".madoguchi-"
#define MANIFEST_LIMIT (64 * 1024)
#define FOLDER_MODE 0700
/* Manifest, readme, folders and the temporary files of each, in the largest clusters there are. */
#define ROOM_BESIDE (512 * 1024)

/* names -------------------------------------------------------------------------------------- */

char *
mdg_backup_folder_name (const MdgCertificateInfo *info, const char *name)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *date = NULL;
  g_autofree char *stem = NULL;
  char *dot;

  if (info != NULL && info->has_certificate && *info->institution_code != '\0')
    until = g_date_time_new_from_unix_local (info->valid_until);
  if (until != NULL)
    {
      date = g_date_time_format (until, "%Y-%m-%d");
      return g_strdup_printf ("%s_%sまで", info->institution_code, date);
    }
  stem = mdg_free_name_safe (name);
  dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  return g_strdup_printf ("未確認_%s", stem);
}

/* drives ------------------------------------------------------------------------------------- */

gboolean
mdg_backup_folder_suits (const MdgDrive *drive, guint64 size, GError **error)
{
  if (drive->is_locked)
    mdg_set_error (error, MDG_ERROR_DRIVE_LOCKED, "%s is locked", drive->path);
  else if (drive->is_write_protected)
    mdg_set_error (error, MDG_ERROR_READ_ONLY, "%s is write-protected", drive->path);
  else if (size > drive->file_limit)
    mdg_set_error (error, MDG_ERROR_TOO_LARGE, "%s does not hold files of this length",
                   drive->path);
  else
    return TRUE;
  return FALSE;
}

gboolean
mdg_backup_folder_has_room (const MdgDrive *drive, guint64 size, GError **error)
{
  if (drive->size == 0 || drive->free >= size + ROOM_BESIDE)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_NO_SPACE, "%s has too little space left", drive->path);
  return FALSE;
}

/* looking ------------------------------------------------------------------------------------ */

MdgBackupManifest *
mdg_backup_folder_read_manifest (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (GBytes) text = mdg_file_read (path, MANIFEST_LIMIT, error);
  gsize length = 0;
  const void *bytes = text != NULL ? g_bytes_get_data (text, &length) : NULL;

  return text != NULL ? mdg_backup_manifest_parse (bytes, length, error) : NULL;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (!g_str_has_prefix (name, TEMPORARY_PREFIX))
      return FALSE;
  return directory != NULL;
}

/* A file of this name and length that is no link. */
static gboolean
has_file (const char *folder, const char *name, guint64 size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode)
         && (guint64)status.st_size == size;
}

static gboolean
is_missing (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_lstat (path, &status) < 0 && errno == ENOENT;
}

MdgBackupFolderState
mdg_backup_folder_look (const char *folder,
                        const char *name,
                        const char *sha256,
                        guint64 size,
                        MdgBackupManifest **manifest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupManifest) found = NULL;
  MdgBackupFolderState state = MDG_BACKUP_FOLDER_SAME;

  *manifest = NULL;
  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || is_empty (folder))
    return MDG_BACKUP_FOLDER_FREE;
  found = mdg_backup_folder_read_manifest (folder, &error);
  if (found == NULL && !g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return MDG_BACKUP_FOLDER_FOREIGN;
  if (found != NULL && (strcmp (found->sha256, sha256) != 0 || found->size != size))
    return MDG_BACKUP_FOLDER_FOREIGN;
  if (found != NULL && strcmp (found->file, name) == 0 && is_missing (folder, name))
    state = MDG_BACKUP_FOLDER_FREE;
  else if (!has_file (folder, found != NULL ? found->file : name, size))
    return MDG_BACKUP_FOLDER_FOREIGN;
  *manifest = g_steal_pointer (&found);
  return state;
}

/* writing ------------------------------------------------------------------------------------ */

gboolean
mdg_backup_folder_make (const char *path, gboolean *made, GError **error)
{
  *made = g_mkdir (path, FOLDER_MODE) == 0;
  if (*made || (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR)))
    return TRUE;
  g_propagate_error (error, mdg_file_error_from_errno (errno, "make the folder", path));
  return FALSE;
}

GBytes *
mdg_backup_folder_readme (void)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (README_RESOURCE, 0, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  char *whole;

  lines = g_strsplit (data != NULL ? g_bytes_get_data (data, NULL) : "", "\n", -1);
  text = g_strjoinv ("\r\n", lines);
  whole = g_strconcat (TEXT_MARK, text, NULL);
  return g_bytes_new_take (whole, strlen (whole));
}
