/* backup-run-private.h: one run of backup-copy.c, in the pieces it is made of. All of it blocks; a worker thread. */
#pragma once

#include <glib/gstdio.h>

#include "certificates/backup-copy.h"
#include "certificates/staged-file.h"

G_BEGIN_DECLS

/* What one run knows. */
typedef struct
{
  MdgBackupCopy *copy;
  MdgBackupProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gint64 now;
  guint64 done;

  /* backup-source.c */
  int source;
  GStatBuf source_status;
  guint64 size;
  char *name;               /* on the drive */
  char *sha256;             /* of the source; NULL for a long one until it was read */
  MdgCertificateInfo *info; /* (nullable): of a file too long to be a certificate's */

  /* backup-plan.c */
  char *root;               /* 電子証明書バックアップ */
  char *folder;             /* the generation's */
  MdgBackupManifest *there; /* (nullable): the manifest found in folder; in the end that of the copy */
  gboolean is_there;        /* a file that may be the same lies in folder */
  GHashTable *damaged;      /* folders whose file was found not to be the same */
  char *number; /* (nullable): what this run would have written on a drive without one */
  gboolean made_root, made_folder;

  /* backup-write.c */
  int fd;          /* of the copy while it is written, else -1 */
  char *temporary; /* (nullable): what is to be taken away on failure */
  gboolean is_named; /* it has its name: on another drive something else may be called so */

  /* backup-verify.c */
  gboolean past_cache, key_checked;

  /* backup-papers.c */
  MdgBackupManifest *manifest;   /* (nullable): what is staged */
  MdgStagedFile *manifest_file;  /* (nullable) */
  MdgStagedFile *readme_file;    /* (nullable) */
} MdgBackupRun;

/* Says how far it is. FALSE: cancelled; from RECORDING on that is too late. */
gboolean mdg_backup_run_report (MdgBackupRun *run, MdgBackupStep step, GError **error);

/* ---- backup-source.c: the original, which is only read */

gboolean mdg_backup_source_open (MdgBackupRun *run, GError **error);

/* Whose certificate it is, and whether the password given opens it: a wrong one, and a file that is no certificate
 * with its key, is noticed before anything is copied. */
gboolean mdg_backup_source_inspect (MdgBackupRun *run, GError **error);

/* The hash of a long file is only needed beforehand when something like it lies on the drive. */
gboolean mdg_backup_source_hash (MdgBackupRun *run, GError **error);

/* A file that is written to while it is copied would give a copy of no moment. @sha256: of what was read. */
gboolean mdg_backup_source_is_unchanged (MdgBackupRun *run, const char *sha256, GError **error);

/* ---- backup-plan.c: the drive, the folder, the space */

/* Whether @drive is the one that was meant: an unmounted stick's folder lies on the system's own disk. */
gboolean mdg_backup_plan_is_meant (const MdgBackupCopy *copy, const MdgDrive *drive);

gboolean mdg_backup_plan (MdgBackupRun *run, GError **error);

/* After a failure: the folder and the number that were made for it, if nobody has put anything there since. The drive
 * has no number then, as before. */
void mdg_backup_plan_take_back (MdgBackupRun *run);

/* ---- backup-write.c: the copy under its temporary name */

gboolean mdg_backup_write (MdgBackupRun *run, GError **error);

/* What was written by mdg_backup_write() and is staged, made lasting in one go, and closed. */
gboolean mdg_backup_write_flush (MdgBackupRun *run, GError **error);

/* ---- backup-verify.c: read back, compared, opened */

/* Whether the copy will be opened with the password. */
gboolean mdg_backup_verify_can_open (const MdgBackupRun *run);
gboolean mdg_backup_verify (MdgBackupRun *run, const char *path, GError **error);

/* ---- backup-papers.c: manifest and readme */

/* Stages what is not there yet. @key_checked, @past_cache: what the manifest says. */
gboolean mdg_backup_papers_stage (MdgBackupRun *run, gboolean key_checked, gboolean past_cache, GError **error);

/* After flushing: what came to the medium, and whether the manifest says what was found meanwhile. */
gboolean mdg_backup_papers_check (MdgBackupRun *run, GError **error);

/* Names them; from then on run->there is the copy's manifest. */
gboolean mdg_backup_papers_name (MdgBackupRun *run, GError **error);

/* Takes away what is staged. */
void mdg_backup_papers_drop (MdgBackupRun *run);

G_END_DECLS
