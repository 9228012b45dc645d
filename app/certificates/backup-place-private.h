/* backup-place-private.h: what the list of places does with its places. Internal to app/certificates. */
#pragma once

#include "certificates/backup-places.h"

G_BEGIN_DECLS

/* A removable drive, or, where @drive is NULL, a chosen @folder. Returns: (transfer full) */
MdgBackupPlace *mdg_backup_place_new (MdgClock *clock, const char *folder, const MdgDrive *drive);

/* News of a drive. Returns: whether it is this place's */
gboolean mdg_backup_place_take_drive (MdgBackupPlace *place, const MdgDrive *drive);

/* @ledger: (nullable) */
void mdg_backup_place_set_ledger (MdgBackupPlace *place, MdgBackupLedger *ledger);

/* It is gone from the list: what is being done there ends. */
void mdg_backup_place_drop (MdgBackupPlace *place);

G_END_DECLS
