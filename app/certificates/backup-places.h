/* backup-places.h: where backups can lie now: every removable drive that is plugged in, and the folders
 * that were chosen explicitly, each with what lies there; as a GListModel of MdgBackupPlace that
 * follows what is plugged and pulled. What is found goes into the ledger. Main thread; the work is done in
 * worker threads. */
#pragma once

#include "certificates/backup-ledger.h"
#include "certificates/drive-list.h"
#include "certificates/stick-contents.h"
#include "core/item-list.h"

G_BEGIN_DECLS

#define MDG_TYPE_BACKUP_PLACE (mdg_backup_place_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupPlace, mdg_backup_place, MDG, BACKUP_PLACE, GObject)

/* Signal: "changed": anything below. */

/* The drive it lies on, as last seen; NULL for a chosen folder not looked at yet, or not there. (transfer none) */
const MdgDrive *mdg_backup_place_get_drive (MdgBackupPlace *place);

/* The folder below which 電子証明書バックアップ lies: the drive's root, or the chosen folder. */
const char *mdg_backup_place_get_folder (MdgBackupPlace *place);

/* Chosen explicitly, not a removable drive that was plugged in. */
gboolean mdg_backup_place_is_chosen (MdgBackupPlace *place);

/* Whether something can be read there: the drive is there and not locked. */
gboolean mdg_backup_place_is_open (MdgBackupPlace *place);

/* Whether a backup can be made there; else why not, as an error of drives.h. @size: bytes of the longest
 * file. */
gboolean mdg_backup_place_can_take (MdgBackupPlace *place, guint64 size, GError **error);

/* What lies there, as last looked at or verified. (nullable): not known yet (element-type MdgStickEntry) */
GPtrArray *mdg_backup_place_get_entries (MdgBackupPlace *place);

/* Why that is not known. (nullable) */
const GError *mdg_backup_place_get_error (MdgBackupPlace *place);

/* Being verified; how far, 0 to 1. */
gboolean mdg_backup_place_is_verifying (MdgBackupPlace *place);
double mdg_backup_place_get_fraction (MdgBackupPlace *place);

/* When its entries were verified, this session; seconds since 1970, 0: only listed. */
gint64 mdg_backup_place_get_verified_at (MdgBackupPlace *place);

/* 再検証: reads everything there back. Afterwards the entries say what came of it. @passwords: (nullable)
 * (element-type MdgSecret). Does nothing while it is verifying. */
void mdg_backup_place_verify (MdgBackupPlace *place, GPtrArray *passwords);
void mdg_backup_place_cancel (MdgBackupPlace *place);

/* Looks at what lies there anew, e.g. after a backup. */
void mdg_backup_place_look (MdgBackupPlace *place);

#define MDG_TYPE_BACKUP_PLACES (mdg_backup_places_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupPlaces, mdg_backup_places, MDG, BACKUP_PLACES, MdgItemList)

/* @folders: chosen explicitly. */
MdgBackupPlaces *mdg_backup_places_new (MdgClock *clock, const char *const *folders);

void mdg_backup_places_set_folders (MdgBackupPlaces *places, const char *const *folders);

/* Where findings go. @ledger: (nullable) */
void mdg_backup_places_set_ledger (MdgBackupPlaces *places, MdgBackupLedger *ledger);

/* Whether the drives are not known yet. */
gboolean mdg_backup_places_is_looking (MdgBackupPlaces *places);

/* Looks at all of them anew: free space, contents. */
void mdg_backup_places_refresh (MdgBackupPlaces *places);

G_END_DECLS
