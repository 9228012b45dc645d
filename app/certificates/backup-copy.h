/* backup-copy.h: one certificate file to one drive, step by step, so that at every moment the copy is
 * complete or absent (F3, I3): plan → space → copy under a temporary name → flush file and folder → read back past the cache
 * → compare SHA-256 → open with the password when known → rename → manifest → settle. Blocks; for a worker
 * thread. The original is only read.
 *
 * On the drive:
 *   電子証明書バックアップ/お読みください.txt
 *   電子証明書バックアップ/この媒体の番号.txt  (only where the drive has no number of its own: stick-identity.h)
 *   電子証明書バックアップ/1234567890_2029-06-30まで/NAME.p12
 *   電子証明書バックアップ/1234567890_2029-06-30まで/バックアップ情報.json
 * Another file of the same certificate gets a folder with _2, _3 …: nothing is ever overwritten.
 */
#pragma once

#include "certificates/backup-manifest.h"
#include "certificates/certificate-info.h"
#include "platform/drives.h"

G_BEGIN_DECLS

#define MDG_BACKUP_FOLDER_NAME "電子証明書バックアップ"
#define MDG_BACKUP_README_NAME "お読みください.txt"

typedef enum
{
  MDG_BACKUP_WAITING,
  MDG_BACKUP_PLANNING,  /* drive, space, which folder, whether it is there already */
  MDG_BACKUP_COPYING,
  MDG_BACKUP_FLUSHING,
  MDG_BACKUP_READING,   /* back, past the cache, with the comparison */
  MDG_BACKUP_OPENING,   /* the copy, with the password */
  MDG_BACKUP_NAMING,
  MDG_BACKUP_RECORDING, /* manifest, readme */
  MDG_BACKUP_SETTLING,
  MDG_BACKUP_DONE,      /* 取り外せます */
  MDG_BACKUP_FAILED,
  MDG_BACKUP_CANCELLED
} MdgBackupStep;

/* What is to be copied where, and what came of it. */
typedef struct
{
  char *source;        /* path */
  MdgSecret *password; /* (nullable) */
  char *target;        /* the drive's root, or a chosen folder on it */

  MdgBackupStep step;
  GError *error;               /* (nullable): why it FAILED */
  MdgDrive *drive;             /* (nullable): as it was found when planning */
  MdgBackupManifest *manifest; /* (nullable): DONE: what the manifest on the drive says; but its key_checked and
                                  past_cache are what was found this time */
  char *path;                  /* (nullable): the finished copy */
  gboolean was_there;          /* the same file lay there already and was verified, not copied */
  MdgCertificateInfo *info;    /* (nullable): DONE: what was found inside, when it was opened */
  GError *unopened;            /* (nullable): DONE, but byte by byte only: why the copy was not opened,
                                  MDG_ERROR_P12_WRONG_PASSWORD (none was given), _UNSUPPORTED or _TOO_LONG */
} MdgBackupCopy;

MdgBackupCopy *mdg_backup_copy_new (const char *source, MdgSecret *password, const char *target);

/* The target must be on this very drive, or it counts as gone: where a stick was mounted there may be
 * a folder of the system's disk a moment later. Always to be said when a person chose a drive. */
void mdg_backup_copy_expect (MdgBackupCopy *copy, const MdgDrive *drive);

void mdg_backup_copy_free (MdgBackupCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBackupCopy, mdg_backup_copy_free)

/* Told in the thread that works: the step, and bytes written plus bytes read back of this copy. @total: of
 * both together */
typedef void (*MdgBackupProgressFunc) (MdgBackupCopy *copy, guint64 done, guint64 total, gpointer data);

/* Does it. @now: seconds since 1970, for the manifest. On failure nothing of this copy remains on the drive, as
 * far as the drive still obeys; a cancelled one is G_IO_ERROR_CANCELLED. Errors: drives.h,
 * MDG_ERROR_COPY_DIFFERS (the drive does not keep what is written to it), _DRIVE_GONE, those of opening (without
 * a password, too; but an unsupported cipher is none), _IN_USE (the original changed meanwhile). */
gboolean mdg_backup_copy_run (MdgBackupCopy *copy, gint64 now, MdgBackupProgressFunc progress, gpointer data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
