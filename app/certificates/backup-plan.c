/* backup-plan.c: which drive it is, which folder a backup goes into, and whether there is space.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <string.h>

#include "certificates/backup-folder.h"
#include "certificates/stick-identity.h"
#include "core/file.h"

#define FOLDERS_MAX 999

gboolean
mdg_backup_plan_is_meant (const MdgBackupCopy *copy, const MdgDrive *drive)
{
  return copy->drive == NULL
         || (strcmp (copy->drive->path, drive->path) == 0
             && strcmp (copy->drive->serial, drive->serial) == 0);
}

static gboolean
check_drive (MdgBackupRun *run, GError **error)
{
  MdgDrive *drive = mdg_stick_identity_find_drive (run->copy->target, error);

  if (drive == NULL)
    return FALSE;
  if (!mdg_backup_plan_is_meant (run->copy, drive))
    {
      mdg_set_error (error, MDG_ERROR_DRIVE_GONE, "%s is another drive", drive->path);
      mdg_drive_free (drive);
      return FALSE;
    }
  mdg_drive_free (run->copy->drive);
  run->copy->drive = drive;
  return mdg_backup_folder_suits (drive, run->size, error);
}

static gboolean
check_space (MdgBackupRun *run, GError **error)
{
  if (run->is_there || mdg_backup_folder_has_room (run->copy->drive, run->size, NULL))
    return TRUE;
  /* The numbers are from before something was taken away. */
  return check_drive (run, error)
         && mdg_backup_folder_has_room (run->copy->drive, run->size, error);
}

/* What a killed program left takes space, and is nobody's any more. */
static void
tidy (MdgBackupRun *run)
{
  mdg_file_remove_leftovers (run->root);
  mdg_file_remove_leftovers (run->folder);
}

/* Finds the folder: the one that holds the same file already, or the first that is free. */
static gboolean
choose_folder (MdgBackupRun *run, GError **error)
{
  g_autofree char *name = mdg_backup_folder_name (run->info, run->name);

  g_free (run->root);
  run->root = g_build_filename (run->copy->target, MDG_BACKUP_FOLDER_NAME, NULL);
  for (guint number = 1; number <= FOLDERS_MAX; number++)
    {
      g_autofree char *numbered
          = number > 1 ? g_strdup_printf ("%s_%u", name, number) : g_strdup (name);
      MdgBackupFolderState state;

      g_free (run->folder);
      run->folder = g_build_filename (run->root, numbered, NULL);
      if (g_file_test (run->folder, G_FILE_TEST_EXISTS) && !mdg_backup_source_hash (run, error))
        return FALSE;
      g_clear_pointer (&run->there, mdg_backup_manifest_free);
      state = mdg_backup_folder_look (
          run->folder, run->name, run->sha256 != NULL ? run->sha256 : "", run->size, &run->there);
      run->is_there = state == MDG_BACKUP_FOLDER_SAME;
      /* A damaged backup keeps its folder, and a good one goes into another. */
      if (state != MDG_BACKUP_FOLDER_FOREIGN && !g_hash_table_contains (run->damaged, run->folder))
        return TRUE;
    }
  mdg_set_error (error, MDG_ERROR_EXISTS, "too many backups in %s", run->root);
  return FALSE;
}

/* Before anything else, so that it is the same drive from here to the end. A backup on a drive
 * without a number is a good one. */
static gboolean
number_drive (MdgBackupRun *run, GError **error)
{
  MdgDrive *drive = run->copy->drive;
  gboolean made = FALSE;
  g_autoptr (GError) problem = NULL;
  char *number;

  if (*drive->serial != '\0')
    return TRUE;
  g_free (run->number);
  run->number = mdg_stick_identity_new_number ();
  if ((!mdg_backup_folder_make (run->root, &made, &problem)
       || !mdg_stick_identity_write (run->root, run->number, &problem))
      && !g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS))
    g_message ("%s gets no number: %s", drive->path, problem->message);
  run->made_root |= made;
  number = mdg_stick_identity_read (run->root, error);
  if (number == NULL)
    return FALSE;
  g_free (drive->serial);
  drive->serial = number;
  return TRUE;
}

gboolean
mdg_backup_plan (MdgBackupRun *run, GError **error)
{
  if (!mdg_backup_run_report (run, MDG_BACKUP_PLANNING, error) || !check_drive (run, error)
      || !choose_folder (run, error))
    return FALSE;
  tidy (run);
  return check_space (run, error) && number_drive (run, error);
}

void
mdg_backup_plan_take_back (MdgBackupRun *run)
{
  MdgDrive *drive = run->copy->drive;

  if (run->number != NULL && mdg_stick_identity_take_back (run->root, run->number)
      && strcmp (drive->serial, run->number) == 0)
    {
      g_free (drive->serial);
      drive->serial = g_strdup ("");
    }
  if (run->made_root)
    g_rmdir (run->root);
}
