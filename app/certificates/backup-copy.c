/* backup-copy.c: one file to one drive, step by step. The steps are those of backup-run-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"

#include <string.h>
#include <unistd.h>

#include "certificates/backup-folder.h"
#include "certificates/stick-identity.h"
#include "core/file.h"

/* How often the plan is made anew because another program was quicker. */
#define TRIES_MAX 20

MdgBackupCopy *
mdg_backup_copy_new (const char *source, MdgSecret *password, const char *target)
{
  MdgBackupCopy *copy = g_new0 (MdgBackupCopy, 1);

  copy->source = g_strdup (source);
  copy->password = password != NULL ? mdg_secret_ref (password) : NULL;
  copy->target = g_strdup (target);
  return copy;
}

void
mdg_backup_copy_expect (MdgBackupCopy *copy, const MdgDrive *drive)
{
  mdg_drive_free (copy->drive);
  copy->drive = mdg_drive_copy (drive);
}

void
mdg_backup_copy_free (MdgBackupCopy *copy)
{
  if (copy == NULL)
    return;
  g_free (copy->source);
  g_clear_pointer (&copy->password, mdg_secret_unref);
  g_free (copy->target);
  g_clear_error (&copy->error);
  mdg_drive_free (copy->drive);
  mdg_backup_manifest_free (copy->manifest);
  g_free (copy->path);
  mdg_certificate_info_unref (copy->info);
  g_clear_error (&copy->unopened);
  g_free (copy);
}

gboolean
mdg_backup_run_report (MdgBackupRun *run, MdgBackupStep step, GError **error)
{
  run->copy->step = step;
  if (run->progress != NULL)
    run->progress (run->copy, run->done, 2 * run->size, run->progress_data);
  /* Once the copy has its name there is no way back. */
  return step >= MDG_BACKUP_RECORDING
         || !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

static void
run_clear (MdgBackupRun *run)
{
  if (run->source >= 0)
    close (run->source);
  g_free (run->name);
  g_free (run->sha256);
  mdg_certificate_info_unref (run->info);
  g_free (run->root);
  g_free (run->folder);
  mdg_backup_manifest_free (run->there);
  g_free (run->number);
  g_hash_table_unref (run->damaged);
  mdg_backup_papers_drop (run);
}

/* the copy ----------------------------------------------------------------------------------- */

/* Whether the manifest there speaks of this certificate, as far as either says. */
static gboolean
is_spoken_of (MdgBackupRun *run, GError **error)
{
  if (run->there == NULL || *run->there->fingerprint == '\0' || !mdg_backup_verify_can_open (run)
      || strcmp (run->there->fingerprint, run->info->fingerprint) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "the manifest is another certificate's");
  return FALSE;
}

/* What lies there already is verified. Good: that is the backup. Otherwise *@again: it is left
 * alone, and another folder is taken. */
static gboolean
use_what_is_there (MdgBackupRun *run, gboolean *again, GError **error)
{
  g_autofree char *path
      = g_build_filename (run->folder, run->there != NULL ? run->there->file : run->name, NULL);
  g_autoptr (GError) problem = NULL;

  if (is_spoken_of (run, &problem) && mdg_backup_verify (run, path, &problem))
    return mdg_backup_papers_stage (run, run->key_checked, run->past_cache, error)
           && mdg_backup_write_flush (run, error) && mdg_backup_papers_check (run, error);
  *again = g_error_matches (problem, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  if (*again)
    g_hash_table_add (run->damaged, g_strdup (run->folder));
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* From here on @path is what a failure takes away. */
static void
is_now (MdgBackupRun *run, const char *path)
{
  g_free (run->temporary);
  run->temporary = g_strdup (path);
  run->is_named = TRUE;
}

/* The name is made lasting before the manifest gets its own, or a stick pulled between the two
 * may vouch for a name without a file (FAT writes the two apart). */
static gboolean
name_copy (MdgBackupRun *run, gboolean *again, GError **error)
{
  g_autofree char *path = g_build_filename (run->folder, run->name, NULL);
  g_autoptr (GError) problem = NULL;

  if (!mdg_backup_run_report (run, MDG_BACKUP_NAMING, error))
    return FALSE;
  if (mdg_drives_rename_new (run->temporary, path, &problem))
    {
      is_now (run, path);
      return mdg_drives_flush_name (path, error);
    }
  *again = g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS);
  /* It may have the name all the same. */
  if (!*again && !g_file_test (run->temporary, G_FILE_TEST_EXISTS))
    is_now (run, path);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The manifest is written in the hope that all goes well; it gets its name only when it has. */
static gboolean
make_copy (MdgBackupRun *run, gboolean *again, GError **error)
{
  return mdg_backup_write (run, error)
         && mdg_backup_papers_stage (run, mdg_backup_verify_can_open (run), TRUE, error)
         && mdg_backup_write_flush (run, error) && mdg_backup_verify (run, run->temporary, error)
         && mdg_backup_papers_check (run, error) && name_copy (run, again, error);
}

/* Where a stick was pulled, its path may lead to another one, or to a folder of this computer, and
 * all went well there.
 */
static gboolean
is_on_its_drive (MdgBackupRun *run, GError **error)
{
  g_autoptr (MdgDrive) drive = mdg_stick_identity_find_drive (run->copy->target, error);

  if (drive == NULL)
    return FALSE;
  if (mdg_backup_plan_is_meant (run->copy, drive))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DRIVE_GONE, "%s is another drive by now", drive->path);
  return FALSE;
}

/* As far as the drive still obeys. A temporary name is nobody else's; but what has the copy's name
 * on another stick is that stick's backup. */
static void
take_away (MdgBackupRun *run)
{
  gboolean ours = !run->is_named || is_on_its_drive (run, NULL);

  mdg_backup_papers_drop (run);
  if (run->fd >= 0)
    close (run->fd);
  run->fd = -1;
  if (run->temporary != NULL && ours)
    g_remove (run->temporary);
  g_clear_pointer (&run->temporary, g_free);
  if (run->made_folder && ours)
    g_rmdir (run->folder);
  run->made_folder = run->is_named = FALSE;
}

static gboolean
record (MdgBackupRun *run, GError **error)
{
  mdg_backup_run_report (run, MDG_BACKUP_RECORDING, NULL);
  if (!is_on_its_drive (run, error) || !mdg_backup_papers_name (run, error))
    return FALSE;
  /* It is complete: nothing takes it away any more. */
  g_clear_pointer (&run->temporary, g_free);
  run->made_folder = run->made_root = FALSE;
  g_clear_pointer (&run->number, g_free);
  mdg_backup_run_report (run, MDG_BACKUP_SETTLING, NULL);
  if (!mdg_drives_settle (run->folder, error))
    return FALSE;
  run->copy->manifest = mdg_backup_manifest_copy (run->there);
  /* What was found this time; the manifest keeps what was found when it was written. */
  run->copy->manifest->key_checked = run->key_checked;
  run->copy->manifest->past_cache = run->past_cache;
  run->copy->path = g_build_filename (run->folder, run->there->file, NULL);
  run->copy->was_there = run->is_there;
  if (run->info == NULL)
    run->copy->unopened = mdg_error_new (MDG_ERROR_P12_TOO_LONG, "%s is too long", run->name);
  else if (run->info->fault != NULL)
    run->copy->unopened = g_error_copy (run->info->fault);
  else
    run->copy->info = mdg_certificate_info_ref (run->info);
  return TRUE;
}

static gboolean
do_steps (MdgBackupRun *run, GError **error)
{
  gboolean again = TRUE;

  if (!mdg_backup_run_report (run, MDG_BACKUP_PLANNING, error)
      || !mdg_backup_source_open (run, error) || !mdg_backup_source_inspect (run, error))
    return FALSE;
  for (guint i = 0; again && i < TRIES_MAX; i++)
    {
      g_clear_error (error);
      again = FALSE;
      if (mdg_backup_plan (run, error)
          && (run->is_there ? use_what_is_there (run, &again, error)
                            : make_copy (run, &again, error)))
        return record (run, error);
      take_away (run);
    }
  return FALSE;
}

/* Of a drive that fails the number on it may not be readable any more. */
static gboolean
is_still_there (const MdgBackupCopy *copy)
{
  g_autoptr (MdgDrive) drive = mdg_drives_find (copy->target, NULL);

  if (drive == NULL || copy->drive == NULL)
    return drive != NULL;
  return strcmp (copy->drive->path, drive->path) == 0
         && (mdg_stick_identity_is_number (copy->drive->serial)
             || strcmp (copy->drive->serial, drive->serial) == 0);
}

/* Was it pulled, or is it broken? */
static void
explain (const MdgBackupCopy *copy, GError **error)
{
  if ((!g_error_matches (*error, MDG_ERROR, MDG_ERROR_DRIVE_FAILED)
       && !g_error_matches (*error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
      || is_still_there (copy))
    return;
  g_clear_error (error);
  *error = mdg_error_new (MDG_ERROR_DRIVE_GONE, "the drive of %s is gone", copy->target);
}

gboolean
mdg_backup_copy_run (MdgBackupCopy *copy,
                     gint64 now,
                     MdgBackupProgressFunc progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  MdgBackupRun run = { .copy = copy,
                       .progress = progress,
                       .progress_data = data,
                       .cancellable = cancellable,
                       .now = now,
                       .source = -1,
                       .fd = -1 };
  g_autoptr (GError) problem = NULL;
  gboolean good;

  g_return_val_if_fail (copy != NULL && copy->step == MDG_BACKUP_WAITING, FALSE);
  run.damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = do_steps (&run, &problem);
  if (!good)
    {
      take_away (&run);
      mdg_backup_plan_take_back (&run);
      explain (copy, &problem);
      copy->error = g_error_copy (problem);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  run.done = 2 * run.size;
  mdg_backup_run_report (&run,
                         good ? MDG_BACKUP_DONE
                         : g_error_matches (copy->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                             ? MDG_BACKUP_CANCELLED
                             : MDG_BACKUP_FAILED,
                         NULL);
  run_clear (&run);
  return good;
}
