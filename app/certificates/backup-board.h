/* backup-board.h: where the threads of a backup job note how far they are, and the main thread reads it. Internal to
 * app/certificates. */
#pragma once

#include "certificates/backup-copy.h"

G_BEGIN_DECLS

typedef struct _MdgBackupBoard MdgBackupBoard;

MdgBackupBoard *mdg_backup_board_new (void);
void mdg_backup_board_free (MdgBackupBoard *board);

/* Room for one more copy; before any thread looks at it. */
void mdg_backup_board_add (MdgBackupBoard *board);

/* Any thread: how far copy number @i is. @done, @total: bytes */
void mdg_backup_board_note (MdgBackupBoard *board, guint i, MdgBackupStep step, guint64 done, guint64 total);

/* Any thread: it is over. @copy: (transfer full): what came of it */
void mdg_backup_board_finish (MdgBackupBoard *board, guint i, MdgBackupCopy *copy);

/* Main thread: takes over into @copies ((element-type MdgBackupCopy), as many as were added) what was noted. Those that
 * are over are replaced by what came of them. @done, @total: (out): bytes of all of them */
void mdg_backup_board_take_over (MdgBackupBoard *board, GPtrArray *copies, guint64 *done, guint64 *total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBackupBoard, mdg_backup_board_free)

G_END_DECLS
