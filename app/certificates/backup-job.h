/* backup-job.h: backs up certificate files to one or several drives in one go (F3), all drives at once,
 * each its files in turn; with progress, time left and cancelling. Without display; main thread, the
 * work in worker threads. A failing drive does not stop the others. */
#pragma once

#include "certificates/backup-copy.h"
#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_TYPE_BACKUP_JOB (mdg_backup_job_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupJob, mdg_backup_job, MDG, BACKUP_JOB, GObject)

/* Properties, notified in the main context at most ten times a second: "fraction" (double, 0 to 1),
 * "seconds-left" (int, -1: not known yet), "running" (boolean).
 * Signals: "progress": any copy went on; look at mdg_backup_job_get_copies() */
MdgBackupJob *mdg_backup_job_new (MdgClock *clock);

/* Before running: @source to @drive as it was listed. @password: (nullable) */
void mdg_backup_job_add (MdgBackupJob *job, const char *source, MdgSecret *password, const MdgDrive *drive);

/* The same to a folder that was chosen explicitly, wherever it lies. */
void mdg_backup_job_add_folder (MdgBackupJob *job, const char *source, MdgSecret *password, const char *folder);

/* The copies as they stood at the last notice. Owned by the job. (element-type MdgBackupCopy) */
GPtrArray *mdg_backup_job_get_copies (MdgBackupJob *job);

double mdg_backup_job_get_fraction (MdgBackupJob *job);
int mdg_backup_job_get_seconds_left (MdgBackupJob *job);
gboolean mdg_backup_job_is_running (MdgBackupJob *job);

/* Runs once. Cancelling takes away what is unfinished, then finishes. TRUE: every copy is DONE; else the error of the
 * first that is not, each copy has its own. What is DONE then belongs into the ledger
 * (mdg_backup_ledger_record_async()). */
void mdg_backup_job_run_async (MdgBackupJob *job, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
gboolean mdg_backup_job_run_finish (MdgBackupJob *job, GAsyncResult *result, GError **error);

G_END_DECLS
