/* backup-copy.c: one file to one drive, step by step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-copy.h"
#include "version.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificates/backup-folder.h"
#include "certificates/free-name.h"
#include "certificates/sha256.h"
#include "core/file.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

#define PIECE (1024 * 1024)
/* So much is given to the drive before it is told to write it down: progress is that of the drive,
 * and a cancelling does not wait for a gigabyte. */
#define FLUSH_EVERY (32 * 1024 * 1024)
/* Manifest, readme, folders and the temporary files of each, in the largest clusters there are. */
#define OVERHEAD (512 * 1024)
#define FOLDERS_MAX 999
/* How often the plan is made anew because another program was quicker. */
#define TRIES_MAX 20

/* What one run knows. */
typedef struct
{
  MdgBackupCopy *copy;
  MdgBackupProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gint64 now;
  guint64 done;

  int source;
  GStatBuf source_status;
  guint64 size;
  char *name;               /* on the drive */
  char *sha256;             /* of the source; NULL for a long one until it was read */
  MdgCertificateInfo *info; /* (nullable): of a file too long to be a certificate's */
  char *root;               /* 電子証明書バックアップ */
  char *folder;             /* the generation's */
  MdgBackupManifest *there; /* (nullable): the manifest found in folder */
  gboolean is_there;        /* a file that may be the same lies in folder */
  GHashTable *damaged;      /* folders whose file was found not to be the same */
  gboolean made_root, made_folder;
  char *temporary; /* (nullable): what is to be taken away on failure */
  gboolean past_cache, key_checked;
} Run;

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
  g_free (copy);
}

static void
run_clear (Run *run)
{
  if (run->source >= 0)
    close (run->source);
  g_free (run->name);
  g_free (run->sha256);
  mdg_certificate_info_unref (run->info);
  g_free (run->root);
  g_free (run->folder);
  mdg_backup_manifest_free (run->there);
  g_hash_table_unref (run->damaged);
  g_free (run->temporary);
}

static gboolean
report (Run *run, MdgBackupStep step, GError **error)
{
  run->copy->step = step;
  if (run->progress != NULL)
    run->progress (run->copy, run->done, 2 * run->size, run->progress_data);
  /* Once the copy has its name there is no way back. */
  return step >= MDG_BACKUP_RECORDING
         || !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

static gboolean
fail (GError **error, const char *what, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (errno, what, path));
  return FALSE;
}

/* the original ------------------------------------------------------------------------------- */

static gboolean
open_source (Run *run, GError **error)
{
  const char *path = run->copy->source;

  run->source = g_open (path, O_RDONLY | O_BINARY | O_CLOEXEC, 0);
  if (run->source < 0 || g_stat (path, &run->source_status) < 0)
    return fail (error, "read", path);
  if (!S_ISREG (run->source_status.st_mode))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "%s is no file", path);
      return FALSE;
    }
  run->size = (guint64)run->source_status.st_size;
  return TRUE;
}

/* Whose certificate it is, and whether the password given opens it: a wrong one is noticed before
 * anything is copied. */
static gboolean
inspect_source (Run *run, GError **error)
{
  g_autofree char *name = g_path_get_basename (run->copy->source);

  run->name = mdg_free_name_safe (name);
  if (run->size > MDG_CERTIFICATE_FILE_LIMIT)
    return TRUE;
  run->info = mdg_certificate_info_read (run->copy->source, run->copy->password, error);
  if (run->info == NULL)
    return FALSE;
  if (run->copy->password != NULL && run->info->fault != NULL)
    {
      g_propagate_error (error, g_error_copy (run->info->fault));
      return FALSE;
    }
  run->sha256 = g_strdup (run->info->sha256);
  return TRUE;
}

static gboolean
add_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  mdg_sha256_add (data, bytes, length);
  return TRUE;
}

/* The hash of a long file is only needed beforehand when something like it lies on the drive. */
static gboolean
hash_source (Run *run, GError **error)
{
  g_autoptr (MdgSha256) sha = NULL;

  if (run->sha256 != NULL)
    return TRUE;
  sha = mdg_sha256_new ();
  if (!mdg_drives_read_back (run->copy->source, add_piece, sha, NULL, run->cancellable, error))
    return FALSE;
  run->sha256 = mdg_sha256_finish (sha);
  return TRUE;
}

/* The plan ----------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, MdgErrorCode code, const char *why, const MdgDrive *drive)
{
  mdg_set_error (error, code, "%s: %s", drive->path, why);
  return FALSE;
}

/* An unmounted stick's folder lies on the system's own disk: it must be the drive that was meant.
 */
static gboolean
is_meant (const MdgBackupCopy *copy, const MdgDrive *drive)
{
  return copy->drive == NULL
         || (strcmp (copy->drive->path, drive->path) == 0
             && strcmp (copy->drive->serial, drive->serial) == 0);
}

static gboolean
check_drive (Run *run, GError **error)
{
  MdgDrive *drive = mdg_drives_find (run->copy->target, error);

  if (drive == NULL)
    return FALSE;
  if (!is_meant (run->copy, drive))
    {
      refuse (error, MDG_ERROR_DRIVE_GONE, "is another drive", drive);
      mdg_drive_free (drive);
      return FALSE;
    }
  mdg_drive_free (run->copy->drive);
  run->copy->drive = drive;
  if (drive->is_locked)
    return refuse (error, MDG_ERROR_DRIVE_LOCKED, "is locked", drive);
  if (drive->is_write_protected)
    return refuse (error, MDG_ERROR_READ_ONLY, "is write-protected", drive);
  if (run->size > drive->file_limit)
    return refuse (error, MDG_ERROR_TOO_LARGE, "does not hold files of this length", drive);
  return TRUE;
}

static gboolean
has_space (const Run *run)
{
  const MdgDrive *drive = run->copy->drive;

  return drive->size == 0 || drive->free >= run->size + OVERHEAD;
}

static gboolean
check_space (Run *run, GError **error)
{
  if (run->is_there || has_space (run))
    return TRUE;
  /* The numbers are from before something was taken away. */
  if (!check_drive (run, error))
    return FALSE;
  return has_space (run)
         || refuse (error, MDG_ERROR_NO_SPACE, "has too little space left", run->copy->drive);
}

/* What a killed program left takes space, and is nobody's any more. */
static void
tidy (Run *run)
{
  mdg_file_remove_leftovers (run->root);
  mdg_file_remove_leftovers (run->folder);
}

/* Finds the folder: the one that holds the same file already, or the first that is free. */
static gboolean
choose_folder (Run *run, GError **error)
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
      if (g_file_test (run->folder, G_FILE_TEST_EXISTS) && !hash_source (run, error))
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

static gboolean
make_folders (Run *run, GError **error)
{
  gboolean made_root = FALSE, made_folder = FALSE;
  gboolean good = mdg_backup_folder_make (run->root, &made_root, error)
                  && mdg_backup_folder_make (run->folder, &made_folder, error);
  run->made_root |= made_root;
  run->made_folder |= made_folder;
  return good;
}

/* copying ------------------------------------------------------------------------------------ */

static gboolean
copy_piece (Run *run, int fd, guint8 *piece, MdgSha256 *sha, gssize *n, GError **error)
{
  do
    *n = read (run->source, piece, PIECE);
  while (*n < 0 && errno == EINTR);
  if (*n < 0)
    return fail (error, "read", run->copy->source);
  mdg_sha256_add (sha, piece, (gsize)*n);
  if (!mdg_file_write_piece (fd, run->temporary, piece, (gsize)*n, error))
    return FALSE;
  run->done += (guint64)*n;
  return TRUE;
}

static gboolean
copy_pieces (Run *run, int fd, MdgSha256 *sha, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 unflushed = 0;
  gssize n = 0;

  if (lseek (run->source, 0, SEEK_SET) < 0)
    return fail (error, "read", run->copy->source);
  run->done = 0;
  do
    {
      if (!report (run, MDG_BACKUP_COPYING, error) || !copy_piece (run, fd, piece, sha, &n, error))
        return FALSE;
      unflushed += (guint64)n;
      if (unflushed >= FLUSH_EVERY)
        {
          if (!mdg_file_flush (fd, run->temporary, error))
            return FALSE;
          unflushed = 0;
        }
    }
  while (n > 0);
  return report (run, MDG_BACKUP_FLUSHING, error) && mdg_file_flush (fd, run->temporary, error);
}

/* A file that is written to while it is copied would give a copy of no moment. */
static gboolean
check_source_unchanged (Run *run, char *sha256, GError **error)
{
  g_autofree char *copied = sha256;
  GStatBuf status;

  if (g_stat (run->copy->source, &status) < 0)
    return fail (error, "read", run->copy->source);
  if (status.st_size == run->source_status.st_size && status.st_mtime == run->source_status.st_mtime
      && run->done == run->size && (run->sha256 == NULL || strcmp (run->sha256, copied) == 0))
    {
      g_free (run->sha256);
      run->sha256 = g_steal_pointer (&copied);
      return TRUE;
    }
  mdg_set_error (error, MDG_ERROR_IN_USE, "%s was changed while it was copied", run->copy->source);
  return FALSE;
}

static gboolean
write_copy (Run *run, GError **error)
{
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();
  gboolean good;
  int fd = mdg_file_open_temporary (run->folder, &run->temporary, error);

  if (fd < 0)
    return FALSE;
  good = copy_pieces (run, fd, sha, error);
  if (!mdg_file_close_temporary (fd, run->temporary, good ? error : NULL) || !good)
    return FALSE;
  return check_source_unchanged (run, mdg_sha256_finish (sha), error)
         && mdg_drives_flush_folder (run->folder, error);
}

/* reading back ------------------------------------------------------------------------------- */

typedef struct
{
  Run *run;
  MdgSha256 *sha;
  guint64 length;
  GByteArray *content; /* (nullable): kept when it is to be opened */
} Reading;

static gboolean
take_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  mdg_sha256_add (reading->sha, bytes, length);
  reading->length += length;
  reading->run->done += length;
  if (reading->content != NULL && reading->length <= MDG_CERTIFICATE_FILE_LIMIT)
    g_byte_array_append (reading->content, bytes, (guint)length);
  return report (reading->run, MDG_BACKUP_READING, error);
}

static gboolean
compare (Run *run, Reading *reading, GError **error)
{
  g_autofree char *found = mdg_sha256_finish (reading->sha);

  if (reading->length == run->size && strcmp (found, run->sha256) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "what was read back is not what was written");
  return FALSE;
}

/* With what came from the medium, not with what we believe to have written. */
static gboolean
open_copy (Run *run, GByteArray *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content->data, content->len);
  g_autoptr (MdgCertificateInfo) info = NULL;

  if (!report (run, MDG_BACKUP_OPENING, error))
    return FALSE;
  info = mdg_certificate_info_new (bytes, run->copy->password);
  if (info->fault != NULL)
    {
      g_propagate_error (error, g_error_copy (info->fault));
      return FALSE;
    }
  run->key_checked = TRUE;
  return TRUE;
}

static gboolean
verify (Run *run, const char *path, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();
  Reading reading = { run, sha, 0, content };
  gboolean can_open = run->info != NULL && run->info->fault == NULL;

  run->done = run->size;
  if (!can_open)
    reading.content = NULL;
  return report (run, MDG_BACKUP_READING, error)
         && mdg_drives_read_back (path, take_piece, &reading, &run->past_cache, run->cancellable,
                                  error)
         && compare (run, &reading, error) && (!can_open || open_copy (run, content, error));
}

/* recording ---------------------------------------------------------------------------------- */

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static MdgBackupManifest *
make_manifest (Run *run)
{
  MdgBackupManifest *manifest = mdg_backup_manifest_new ();
  g_autofree char *original = g_path_get_basename (run->copy->source);
  g_autofree char *safe = mdg_free_name_safe (original);

  set_text (&manifest->file, run->name);
  set_text (&manifest->original_name, mdg_free_name_is_safe (original) ? original : safe);
  set_text (&manifest->sha256, run->sha256);
  set_text (&manifest->program, "Madoguchi " MDG_VERSION);
  manifest->size = run->size;
  manifest->key_checked = run->key_checked;
  manifest->past_cache = run->past_cache;
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

/* Another program that backs up the same file at this moment may have written it already. */
static gboolean
write_manifest (Run *run, GError **error)
{
  g_autoptr (MdgBackupManifest) manifest = make_manifest (run);
  g_autoptr (MdgBackupManifest) other = NULL;
  g_autoptr (GBytes) text = mdg_backup_manifest_write (manifest);
  g_autoptr (GError) problem = NULL;

  if (mdg_backup_folder_store (run->folder, MDG_BACKUP_MANIFEST_NAME, text, &problem))
    run->there = g_steal_pointer (&manifest);
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

static gboolean
record (Run *run, GError **error)
{
  g_autoptr (GError) problem = NULL;

  report (run, MDG_BACKUP_RECORDING, NULL);
  if (run->there == NULL && !write_manifest (run, error))
    return FALSE;
  /* It is complete: nothing takes it away any more. */
  g_clear_pointer (&run->temporary, g_free);
  run->made_folder = run->made_root = FALSE;
  if (!mdg_backup_folder_store_readme (run->root, &problem))
    g_message ("the backup is good, but has no readme: %s", problem->message);
  report (run, MDG_BACKUP_SETTLING, NULL);
  if (!mdg_drives_settle (run->copy->target, error))
    return FALSE;
  run->copy->manifest = mdg_backup_manifest_copy (run->there);
  /* What was found this time; the manifest keeps what was found when it was written. */
  run->copy->manifest->key_checked = run->key_checked;
  run->copy->manifest->past_cache = run->past_cache;
  run->copy->path = g_build_filename (run->folder, run->there->file, NULL);
  run->copy->was_there = run->is_there;
  return TRUE;
}

/* the whole ---------------------------------------------------------------------------------- */

/* What lies there already is verified. Good: that is the backup. Otherwise *@again: it is left
 * alone, and another folder is taken. */
static gboolean
use_what_is_there (Run *run, gboolean *again, GError **error)
{
  g_autofree char *path
      = g_build_filename (run->folder, run->there != NULL ? run->there->file : run->name, NULL);
  g_autoptr (GError) problem = NULL;

  *again = FALSE;
  if (verify (run, path, &problem))
    return TRUE;
  *again = g_error_matches (problem, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
make_copy (Run *run, gboolean *again, GError **error)
{
  g_autofree char *path = g_build_filename (run->folder, run->name, NULL);
  g_autoptr (GError) problem = NULL;

  *again = FALSE;
  if (!make_folders (run, error) || !write_copy (run, error) || !verify (run, run->temporary, error)
      || !report (run, MDG_BACKUP_NAMING, error))
    return FALSE;
  if (mdg_drives_rename_new (run->temporary, path, &problem))
    {
      /* From here on this is what a failure takes away. */
      g_free (run->temporary);
      run->temporary = g_steal_pointer (&path);
      return mdg_drives_flush_folder (run->folder, error);
    }
  *again = g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS);
  /* It has the name, but whether that lasts is not known. */
  if (!*again && !g_file_test (run->temporary, G_FILE_TEST_EXISTS))
    {
      g_free (run->temporary);
      run->temporary = g_steal_pointer (&path);
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* As far as the drive still obeys. */
static void
take_away (Run *run)
{
  if (run->temporary != NULL)
    g_remove (run->temporary);
  g_clear_pointer (&run->temporary, g_free);
  if (run->made_folder)
    g_rmdir (run->folder);
  run->made_folder = FALSE;
}

static gboolean
try_once (Run *run, gboolean *again, GError **error)
{
  *again = FALSE;
  if (!report (run, MDG_BACKUP_PLANNING, error) || !check_drive (run, error)
      || !choose_folder (run, error))
    return FALSE;
  tidy (run);
  if (!check_space (run, error))
    return FALSE;
  if (!run->is_there)
    return make_copy (run, again, error);
  if (use_what_is_there (run, again, error))
    return TRUE;
  if (*again)
    g_hash_table_add (run->damaged, g_strdup (run->folder));
  return FALSE;
}

static gboolean
do_steps (Run *run, GError **error)
{
  gboolean again = TRUE;

  if (!report (run, MDG_BACKUP_PLANNING, error) || !open_source (run, error)
      || !inspect_source (run, error))
    return FALSE;
  for (guint i = 0; again && i < TRIES_MAX; i++)
    {
      g_clear_error (error);
      if (try_once (run, &again, error))
        return record (run, error);
      take_away (run);
    }
  return FALSE;
}

/* Was it pulled, or is it broken? */
static void
explain (const MdgBackupCopy *copy, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MdgDrive) drive = NULL;

  if (!g_error_matches (*error, MDG_ERROR, MDG_ERROR_DRIVE_FAILED)
      && !g_error_matches (*error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return;
  drive = mdg_drives_find (copy->target, &problem);
  if (drive != NULL && is_meant (copy, drive))
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
  Run run = { .copy = copy,
              .progress = progress,
              .progress_data = data,
              .cancellable = cancellable,
              .now = now,
              .source = -1 };
  g_autoptr (GError) problem = NULL;
  gboolean good;

  g_return_val_if_fail (copy != NULL && copy->step == MDG_BACKUP_WAITING, FALSE);
  run.damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = do_steps (&run, &problem);
  if (!good)
    {
      take_away (&run);
      if (run.made_root)
        g_rmdir (run.root);
      explain (copy, &problem);
      copy->error = g_error_copy (problem);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  run.done = 2 * run.size;
  report (&run,
          good                                                              ? MDG_BACKUP_DONE
          : g_error_matches (copy->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? MDG_BACKUP_CANCELLED
                                                                            : MDG_BACKUP_FAILED,
          NULL);
  run_clear (&run);
  return good;
}
