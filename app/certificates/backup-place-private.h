/* backup-place-private.h: what the list of places does with its places, and what the two halves of a place share:
 * backup-place.c and backup-place-verify.c. Internal to app/certificates. */
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

/* ---- the halves */

struct _MdgBackupPlace
{
  GObject parent_instance;

  char *folder;
  gboolean is_chosen;
  gboolean has_no_serial; /* the drive itself: what counts is the number on it (stick-identity.h) */
  MdgDrive *drive;        /* (nullable) */
  MdgClock *clock;
  MdgBackupLedger *ledger; /* (nullable) */

  GPtrArray *entries; /* (nullable) */
  GError *error;      /* (nullable) */
  gint64 verified_at;
  GCancellable *looking;   /* (nullable): while it is looked at */
  GCancellable *verifying; /* (nullable): while it is verified */
  double fraction;
};

/* Emits "changed". */
void mdg_backup_place_tell (MdgBackupPlace *place);

/* What has begun ends; *@cancellable is NULL then. */
void mdg_backup_place_stop (GCancellable **cancellable);

/* What was found, (transfer full) (nullable) */
void mdg_backup_place_set_error (MdgBackupPlace *place, GError *error);
void mdg_backup_place_set_entries (MdgBackupPlace *place, GPtrArray *entries);

/* Hands what was found to the ledger. */
void mdg_backup_place_merge (MdgBackupPlace *place);

/* Where its folder lies now, with the number of a drive that has none of its own; @callback gets a GTask of the place with
 * the MdgDrive. (nullable): @cancellable */
void mdg_backup_place_find_drive (MdgBackupPlace *place, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data);

/* Whether @drive, where the folder lies now, is the place's own. */
gboolean mdg_backup_place_is_drive_itself (const MdgBackupPlace *place, const MdgDrive *drive);

/* MDG_ERROR_DRIVE_GONE. Returns: (transfer full) */
GError *mdg_backup_place_gone_new (const MdgBackupPlace *place);

G_END_DECLS
