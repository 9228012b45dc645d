/* backup-papers.c: what lies beside a backup: its manifest, and the readme. They are written before
 * the copy is read back, so that all are flushed at once; they get their names after it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-run-private.h"
#include "version.h"

#include <string.h>

#include "certificates/backup-folder.h"
#include "certificates/free-name.h"

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static MdgBackupManifest *
make_manifest (MdgBackupRun *run, gboolean key_checked, gboolean past_cache)
{
  MdgBackupManifest *manifest = mdg_backup_manifest_new ();
  g_autofree char *original = g_path_get_basename (run->copy->source);
  g_autofree char *safe = mdg_free_name_safe (original);

  set_text (&manifest->file, run->name);
  set_text (&manifest->original_name, mdg_free_name_is_safe (original) ? original : safe);
  set_text (&manifest->sha256, run->sha256);
  set_text (&manifest->program, "Madoguchi " MDG_VERSION);
  manifest->size = run->size;
  manifest->key_checked = key_checked;
  manifest->past_cache = past_cache;
  manifest->made_at = run->now;
  if (run->info == NULL || !run->info->has_certificate)
    return manifest;
  set_text (&manifest->institution_code, run->info->institution_code);
  set_text (&manifest->subject, run->info->subject);
  set_text (&manifest->issuer, run->info->issuer);
  set_text (&manifest->serial, run->info->serial);
  set_text (&manifest->fingerprint, run->info->fingerprint);
  manifest->valid_from = MAX (run->info->valid_from, 0);
  manifest->valid_until = MAX (run->info->valid_until, 0);
  return manifest;
}

static gboolean
stage_manifest (MdgBackupRun *run, gboolean key_checked, gboolean past_cache, GError **error)
{
  g_autofree char *path = g_build_filename (run->folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (GBytes) text = NULL;

  g_clear_pointer (&run->manifest, mdg_backup_manifest_free);
  g_clear_pointer (&run->manifest_file, mdg_staged_file_free);
  run->manifest = make_manifest (run, key_checked, past_cache);
  text = mdg_backup_manifest_write (run->manifest);
  run->manifest_file = mdg_staged_file_new (path, text, error);
  return run->manifest_file != NULL;
}

/* A backup without readme is a good one. */
static void
do_without_readme (MdgBackupRun *run, const GError *problem)
{
  g_message ("the backup has no readme: %s", problem->message);
  g_clear_pointer (&run->readme_file, mdg_staged_file_free);
}

static void
stage_readme (MdgBackupRun *run)
{
  g_autofree char *path = g_build_filename (run->root, MDG_BACKUP_README_NAME, NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) problem = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  text = mdg_backup_folder_readme ();
  run->readme_file = mdg_staged_file_new (path, text, &problem);
  if (run->readme_file == NULL)
    do_without_readme (run, problem);
}

gboolean
mdg_backup_papers_stage (MdgBackupRun *run,
                         gboolean key_checked,
                         gboolean past_cache,
                         GError **error)
{
  if (run->there == NULL && !stage_manifest (run, key_checked, past_cache, error))
    return FALSE;
  stage_readme (run);
  return TRUE;
}

static gboolean
is_true (const MdgBackupRun *run)
{
  return run->manifest->key_checked == run->key_checked
         && run->manifest->past_cache == run->past_cache;
}

gboolean
mdg_backup_papers_check (MdgBackupRun *run, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (run->manifest_file != NULL && !is_true (run)
      && (!stage_manifest (run, run->key_checked, run->past_cache, error)
          || !mdg_backup_write_flush (run, error)))
    return FALSE;
  if (run->manifest_file != NULL && !mdg_staged_file_check (run->manifest_file, error))
    return FALSE;
  if (run->readme_file != NULL && !mdg_staged_file_check (run->readme_file, &problem))
    do_without_readme (run, problem);
  return TRUE;
}

/* Another program that backs up the same file at this moment may have written it already. */
static gboolean
name_manifest (MdgBackupRun *run, GError **error)
{
  g_autoptr (MdgBackupManifest) other = NULL;
  g_autoptr (GError) problem = NULL;

  if (mdg_staged_file_name (run->manifest_file, &problem))
    run->there = g_steal_pointer (&run->manifest);
  else if (g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS)
           && (other = mdg_backup_folder_read_manifest (run->folder, NULL)) != NULL
           && strcmp (other->sha256, run->sha256) == 0)
    run->there = g_steal_pointer (&other);
  else
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

gboolean
mdg_backup_papers_name (MdgBackupRun *run, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (run->there == NULL && !name_manifest (run, error))
    return FALSE;
  if (run->readme_file != NULL && !mdg_staged_file_name (run->readme_file, &problem)
      && !g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS))
    do_without_readme (run, problem);
  return TRUE;
}

void
mdg_backup_papers_drop (MdgBackupRun *run)
{
  g_clear_pointer (&run->manifest, mdg_backup_manifest_free);
  g_clear_pointer (&run->manifest_file, mdg_staged_file_free);
  g_clear_pointer (&run->readme_file, mdg_staged_file_free);
}
