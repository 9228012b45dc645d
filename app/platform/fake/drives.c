/* drives.c: drives for tests and demonstrations: each is a folder below ROOT/drives with a file
 * NAME.drive beside it that says what the drive is. Real files, real watching; also across
 * processes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "core/file.h"
#include "platform/fake/fake.h"

#define SUFFIX ".drive"
#define GROUP "Drive"
#define PIECE (64 * 1024)

static char *
drives_folder (void)
{
  g_autofree char *root = mdg_fake_root ();
  char *folder = g_build_filename (root, "drives", NULL);

  g_mkdir_with_parents (folder, 0700);
  return folder;
}

static char *
description_of (const char *name)
{
  g_autofree char *folder = drives_folder ();
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

/* describing --------------------------------------------------------------------------------- */

static char *
text_of (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, GROUP, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

/* How many bytes the files of @folder hold. */
static guint64
used_by (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint64 sum = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        sum += used_by (path);
      else if (g_stat (path, &status) == 0)
        sum += (guint64)status.st_size;
    }
  return sum;
}

static MdgDrive *
read_drive (const char *name)
{
  g_autofree char *path = description_of (name);
  g_autofree char *folder = drives_folder ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  MdgDrive *drive;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  drive = g_new0 (MdgDrive, 1);
  drive->path = g_build_filename (folder, name, NULL);
  drive->label = text_of (file, "Label");
  drive->serial = text_of (file, "Serial");
  drive->file_system = text_of (file, "FileSystem");
  drive->size = g_key_file_get_uint64 (file, GROUP, "Size", NULL);
  drive->kind = (MdgDriveKind)g_key_file_get_integer (file, GROUP, "Kind", NULL);
  drive->is_write_protected = g_key_file_get_boolean (file, GROUP, "WriteProtected", NULL);
  drive->is_locked = g_key_file_get_boolean (file, GROUP, "Locked", NULL);
  drive->file_limit = mdg_drive_limit_of (drive->file_system);
  drive->free = drive->size - MIN (drive->size, used_by (drive->path));
  return drive;
}

void
mdg_fake_insert_drive (const char *name, const MdgDrive *drive)
{
  g_autofree char *path = description_of (name);
  g_autofree char *all = drives_folder ();
  g_autofree char *folder = g_build_filename (all, name, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, GROUP, "Label", drive->label != NULL ? drive->label : "");
  g_key_file_set_string (file, GROUP, "Serial", drive->serial != NULL ? drive->serial : "");
  g_key_file_set_string (file, GROUP, "FileSystem",
                         drive->file_system != NULL ? drive->file_system : "");
  g_key_file_set_uint64 (file, GROUP, "Size", drive->size);
  g_key_file_set_integer (file, GROUP, "Kind", drive->kind);
  g_key_file_set_boolean (file, GROUP, "WriteProtected", drive->is_write_protected);
  g_key_file_set_boolean (file, GROUP, "Locked", drive->is_locked);
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (file, path, NULL);
}

void
mdg_fake_pull_drive (const char *name)
{
  g_autofree char *path = description_of (name);

  g_remove (path);
}

/* the list ----------------------------------------------------------------------------------- */

GPtrArray *
mdg_drives_list (GError **error)
{
  g_autoptr (GPtrArray) drives = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_drive_free);
  g_autofree char *folder = drives_folder ();
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *entry;

  if (!mdg_fake_is_working () || directory == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "the fake lists no drives now");
      return NULL;
    }
  while ((entry = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *name = g_strndup (entry, strlen (entry) - MIN (strlen (entry), 6));
      MdgDrive *drive = g_str_has_suffix (entry, SUFFIX) ? read_drive (name) : NULL;

      if (drive != NULL)
        g_ptr_array_add (drives, drive);
    }
  g_ptr_array_sort (drives, mdg_drive_compare);
  return g_steal_pointer (&drives);
}

static gboolean
lies_on (const char *path, const MdgDrive *drive)
{
  return g_str_has_prefix (path, drive->path)
         && (path[strlen (drive->path)] == '\0' || G_IS_DIR_SEPARATOR (path[strlen (drive->path)]));
}

/* The folder of a pulled drive is still a folder: nothing on it may be used. */
static gboolean
check_path (const char *path, MdgDrive **drive, GError **error)
{
  g_autoptr (GPtrArray) drives = mdg_drives_list (NULL);
  g_autofree char *all = drives_folder ();

  *drive = NULL;
  for (guint i = 0; drives != NULL && i < drives->len; i++)
    if (lies_on (path, drives->pdata[i]))
      *drive = mdg_drive_copy (drives->pdata[i]);
  if (*drive != NULL && (*drive)->is_locked)
    mdg_set_error (error, MDG_ERROR_DRIVE_LOCKED, "%s is locked", (*drive)->path);
  else if (*drive != NULL || !g_str_has_prefix (path, all))
    return TRUE;
  else
    mdg_set_error (error, MDG_ERROR_DRIVE_FAILED, "the drive of %s is not there", path);
  return FALSE;
}

MdgDrive *
mdg_drives_find (const char *path, GError **error)
{
  g_autoptr (MdgDrive) drive = NULL;

  if (!check_path (path, &drive, error))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no %s", path);
      return NULL;
    }
  if (drive == NULL)
    {
      drive = g_new0 (MdgDrive, 1);
      drive->path = g_strdup (path);
      drive->label = g_strdup ("");
      drive->serial = g_strdup ("");
      drive->file_system = g_strdup ("");
      drive->size = drive->free = G_MAXINT64;
      drive->file_limit = G_MAXUINT64;
      drive->kind = MDG_DRIVE_FIXED;
    }
  return g_steal_pointer (&drive);
}

/* watching ----------------------------------------------------------------------------------- */

struct _MdgDriveWatch
{
  GFileMonitor *monitor;
  MdgDriveWatchFunc changed;
  gpointer data;
};

static void
on_change (GFileMonitor *monitor,
           GFile *file,
           GFile *other,
           GFileMonitorEvent event,
           MdgDriveWatch *watch)
{
  g_autofree char *name = g_file_get_basename (file);

  if (g_str_has_suffix (name, SUFFIX))
    watch->changed (watch->data);
}

MdgDriveWatch *
mdg_drive_watch_new (MdgDriveWatchFunc changed, gpointer data)
{
  MdgDriveWatch *watch = g_new0 (MdgDriveWatch, 1);
  g_autofree char *path = drives_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  watch->changed = changed;
  watch->data = data;
  watch->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (watch->monitor != NULL)
    g_signal_connect (watch->monitor, "changed", G_CALLBACK (on_change), watch);
  return watch;
}

void
mdg_drive_watch_free (MdgDriveWatch *watch)
{
  if (watch == NULL)
    return;
  if (watch->monitor != NULL)
    g_signal_handlers_disconnect_by_data (watch->monitor, watch);
  g_clear_object (&watch->monitor);
  g_free (watch);
}

/* files -------------------------------------------------------------------------------------- */

static gboolean
check_writing (const char *path, GError **error)
{
  g_autoptr (MdgDrive) drive = NULL;

  if (!check_path (path, &drive, error))
    return FALSE;
  if (drive == NULL || !drive->is_write_protected)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_READ_ONLY, "%s is write-protected", drive->path);
  return FALSE;
}

static gboolean
fail (const char *what, const char *path, GError **error)
{
  g_propagate_error (error, mdg_file_error_from_errno (errno, what, path));
  return FALSE;
}

/* What a test wants to find on the medium in place of what was written. */
static void
spoil (guint8 *bytes, gsize length, guint64 offset)
{
  gint64 bit = mdg_fake_get_flipped_bit ();

  if (bit >= 0 && (guint64)bit / 8 >= offset && (guint64)bit / 8 < offset + length)
    bytes[(guint64)bit / 8 - offset] ^= (guint8)(1 << (bit % 8));
}

static gboolean
read_pieces (FILE *file, MdgTakeFunc take, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 offset = 0;

  for (;;)
    {
      gsize n = fread (piece, 1, PIECE, file);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n == 0)
        return ferror (file) ? fail ("read", "the drive", error) : TRUE;
      spoil (piece, n, offset);
      offset += n;
      if (!take (piece, n, data, error))
        return FALSE;
    }
}

gboolean
mdg_drives_read_back (const char *path,
                      MdgTakeFunc take,
                      gpointer data,
                      gboolean *past_cache,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MdgDrive) drive = NULL;
  gboolean good;
  FILE *file;

  if (past_cache != NULL)
    *past_cache = FALSE;
  if (!check_path (path, &drive, error))
    return FALSE;
  file = g_fopen (path, "rb");
  if (file == NULL)
    return fail ("read", path, error);
  good = read_pieces (file, take, data, cancellable, error);
  fclose (file);
  return good;
}

gboolean
mdg_drives_flush_files (const int *fds, guint n, const char *folder, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!mdg_file_flush (fds[i], folder, error))
      return FALSE;
  return check_writing (folder, error);
}

gboolean
mdg_drives_flush_name (const char *path, GError **error)
{
  return check_writing (path, error);
}

gboolean
mdg_drives_rename_new (const char *from, const char *to, GError **error)
{
  if (!check_writing (to, error))
    return FALSE;
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_EXISTS, "%s is taken", to);
      return FALSE;
    }
  return g_rename (from, to) == 0 || fail ("rename", from, error);
}

gboolean
mdg_drives_settle (const char *path, GError **error)
{
  return check_writing (path, error);
}
