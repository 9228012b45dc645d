/* backup-lane.h: what a backup job does on one drive: a thread, its files in turn. Internal to app/certificates. */
#pragma once

#include "certificates/backup-board.h"

G_BEGIN_DECLS

typedef struct _MdgBackupLane MdgBackupLane;

/* @board: has to live until it is over. @now: what the manifests say, seconds since 1970. @cancellable: (nullable) */
MdgBackupLane *mdg_backup_lane_new (MdgBackupBoard *board, gint64 now, GCancellable *cancellable);
void mdg_backup_lane_free (MdgBackupLane *lane);

/* @seen: what the person sees as number @i; the lane works with a copy of its own. */
void mdg_backup_lane_add (MdgBackupLane *lane, guint i, const MdgBackupCopy *seen);

/* Runs it, and calls @callback on the main thread when all its files are done, failed or given up; what came of them stands
 * on the board. @lane: (transfer full). @source: is held meanwhile */
void mdg_backup_lane_run_async (MdgBackupLane *lane, GObject *source, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
