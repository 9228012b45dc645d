/* stick-listing.c: what lies in a drive's backup folder, by its manifests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/stick-listing.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "certificates/backup-folder.h"

/* Nobody has more; somebody may have made a stick that has. */
#define FOLDERS_MAX 2000

void
mdg_stick_entry_free (MdgStickEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  g_free (entry->place);
  mdg_backup_manifest_free (entry->manifest);
  g_clear_error (&entry->record_fault);
  g_clear_error (&entry->unopened);
  g_clear_error (&entry->error);
  mdg_certificate_info_unref (entry->info);
  g_free (entry);
}

static gboolean
is_certificate_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && *name != '.'
         && (g_ascii_strcasecmp (dot, ".p12") == 0 || g_ascii_strcasecmp (dot, ".pfx") == 0);
}

/* What can be told without reading. */
static MdgStickState
state_at_sight (const char *path, const MdgBackupManifest *manifest)
{
  GStatBuf status;

  if (manifest == NULL)
    return MDG_STICK_NO_MANIFEST;
  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return MDG_STICK_MISSING;
  return (guint64)status.st_size == manifest->size ? MDG_STICK_UNCHECKED : MDG_STICK_DAMAGED;
}

/* @place: of the folder, below the root. */
static MdgStickEntry *
add_entry (GPtrArray *entries,
           const char *folder,
           const char *place,
           const char *name,
           MdgBackupManifest *manifest)
{
  MdgStickEntry *entry = g_new0 (MdgStickEntry, 1);

  entry->path = g_build_filename (folder, name, NULL);
  entry->place = g_strconcat (place, "/", name, NULL);
  entry->manifest = manifest;
  entry->state = state_at_sight (entry->path, manifest);
  g_ptr_array_add (entries, entry);
  return entry;
}

/* The manifest's file, and what else of certificates lies beside it. */
static void
list_folder (GPtrArray *entries, const char *folder, const char *place)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgBackupManifest) manifest = mdg_backup_folder_read_manifest (folder, &fault);
  g_autofree char *known = g_strdup (manifest != NULL ? manifest->file : "");
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  if (manifest != NULL)
    add_entry (entries, folder, place, known, g_steal_pointer (&manifest));
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    g_clear_error (&fault);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (is_certificate_name (name) && strcmp (name, known) != 0)
      {
        MdgStickEntry *entry = add_entry (entries, folder, place, name, NULL);

        entry->record_fault = fault != NULL ? g_error_copy (fault) : NULL;
      }
}

static int
by_expiry (gconstpointer a, gconstpointer b)
{
  const MdgStickEntry *first = *(const MdgStickEntry *const *)a;
  const MdgStickEntry *second = *(const MdgStickEntry *const *)b;
  gint64 left = first->manifest != NULL ? first->manifest->valid_until : 0;
  gint64 right = second->manifest != NULL ? second->manifest->valid_until : 0;

  return left != right ? (left > right ? -1 : 1) : strcmp (first->place, second->place);
}

GPtrArray *
mdg_stick_list (const char *root, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_stick_entry_free);
  g_autofree char *top = g_build_filename (root, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autoptr (MdgDrive) drive = mdg_drives_find (root, error);
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (drive == NULL)
    return NULL;
  directory = g_dir_open (top, 0, NULL);
  for (guint n = 0; directory != NULL && n < FOLDERS_MAX; n++)
    {
      g_autofree char *folder = NULL;
      g_autofree char *place = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      name = g_dir_read_name (directory);
      if (name == NULL)
        break;
      folder = g_build_filename (top, name, NULL);
      place = g_strconcat (MDG_BACKUP_FOLDER_NAME, "/", name, NULL);
      if (g_utf8_validate (name, -1, NULL) && g_file_test (folder, G_FILE_TEST_IS_DIR))
        list_folder (entries, folder, place);
    }
  g_ptr_array_sort (entries, by_expiry);
  return g_steal_pointer (&entries);
}
