/* backup-ledger.h: which certificate lies on which stick, and when it was last verified (F3, F4): kept in
 * the cache, filled by what backup, verification and looking at a stick found. Main thread; the work
 * is done on the cache's database thread. */
#pragma once

#include "certificates/backup-copy.h"
#include "certificates/stick-contents.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* One backup as the ledger knows it. */
typedef struct
{
  gint64 id;
  char *volume_serial; /* of the stick, or its number (stick-identity.h); "" for a drive without either */
  char *volume_label;
  char *place;        /* below the drive's root, with / between */
  char *sha256;       /* of the file */
  gint64 made_at;     /* seconds since 1970 */
  gint64 verified_at; /* when it was last found good; 0: never by this computer */
  gint64 looked_at;   /* when it was last looked at, whatever was found */
  MdgStickState state;
  gboolean key_checked;
  gboolean past_cache; /* that good finding came from the medium itself */
} MdgLedgerBackup;

/* One certificate the program has met, with its backups. */
typedef struct
{
  gint64 id;
  char *sha256;      /* of the file */
  char *fingerprint; /* of the certificate; "" when the file was never opened */
  char *institution_code;
  char *subject;
  char *issuer;
  char *serial;
  gint64 valid_from;
  gint64 valid_until; /* 0: never opened */
  char *path;         /* where the file lay last on this computer; "" when only on a stick */
  gint64 first_seen;
  gboolean is_replaced; /* a later one of the same institution and issuer is known: renewed */
  GPtrArray *backups;   /* (element-type MdgLedgerBackup), last verified first */
} MdgLedgerCertificate;

void mdg_ledger_backup_free (MdgLedgerBackup *backup);
void mdg_ledger_certificate_free (MdgLedgerCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLedgerCertificate, mdg_ledger_certificate_free)

/* The last time a good copy of it was seen anywhere, 0: never. */
gint64 mdg_ledger_certificate_last_verified (const MdgLedgerCertificate *certificate);

#define MDG_TYPE_BACKUP_LEDGER (mdg_backup_ledger_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupLedger, mdg_backup_ledger, MDG, BACKUP_LEDGER, GObject)

/* Signals: "changed": something was written; list anew */
MdgBackupLedger *mdg_backup_ledger_new (MdgCache *cache, MdgClock *clock);

/* Notes that @info was met at @path; call for every file that was opened. */
void mdg_backup_ledger_remember_async (MdgBackupLedger *ledger, MdgCertificateInfo *info, const char *path,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Notes the finished copies of a job ((element-type MdgBackupCopy); those not DONE are passed over). */
void mdg_backup_ledger_record_async (MdgBackupLedger *ledger, GPtrArray *copies, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);

/* Notes what was found on @drive by mdg_stick_list_ or mdg_stick_verify_async(): new backups are taken in, also on
 * a new computer; a listing alone (UNCHECKED) never makes an old finding better; backups which the ledger has
 * there and @entries has not become MISSING, those whose record is gone NO_MANIFEST or DAMAGED (not those whose
 * record this program cannot read). Backups in folders of @drive other than its root are not touched. What
 * a manifest says of a certificate is only taken where nobody has seen the certificate itself, here or before. */
void mdg_backup_ledger_merge_async (MdgBackupLedger *ledger, const MdgDrive *drive, GPtrArray *entries,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* The same for a folder @root on @drive that was chosen explicitly; backups elsewhere on the drive are not
 * touched. */
void mdg_backup_ledger_merge_folder_async (MdgBackupLedger *ledger, const MdgDrive *drive, const char *root,
                                           GPtrArray *entries, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);

/* The ledger's name for @place below @root on @drive. Returns: (transfer full) */
char *mdg_backup_ledger_place (const MdgDrive *drive, const char *root, const char *place);

/* The person says that this backup is no more (the stick was lost or destroyed). */
void mdg_backup_ledger_forget_backup_async (MdgBackupLedger *ledger, gint64 id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);

/* The person does not want to be told of this certificate any more; forgets its backups too. */
void mdg_backup_ledger_forget_certificate_async (MdgBackupLedger *ledger, gint64 id, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);

/* Finishes every call above. Errors: those of the cache. */
gboolean mdg_backup_ledger_finish (MdgBackupLedger *ledger, GAsyncResult *result, GError **error);

/* All certificates, last expiry first. Returns (finish): (transfer full) (element-type MdgLedgerCertificate) */
void mdg_backup_ledger_list_async (MdgBackupLedger *ledger, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_backup_ledger_list_finish (MdgBackupLedger *ledger, GAsyncResult *result, GError **error);

G_END_DECLS
