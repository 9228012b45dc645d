/* certificate-text.h: certificates, drives and backups in a person's words; the same thing always by the
 * same name. Needs no display. All results: (transfer full) unless const. */
#pragma once

#include "certificates/backup-copy.h"
#include "certificates/backup-summary.h"
#include "certificates/certificate-info.h"
#include "certificates/stick-contents.h"

G_BEGIN_DECLS

/* How something stands: colour and symbol, never without words. */
typedef enum
{
  MDG_STANDING_GOOD,
  MDG_STANDING_ATTENTION,
  MDG_STANDING_BAD,
  MDG_STANDING_UNKNOWN
} MdgStanding;

/* The style class and the icon of each. */
const char *mdg_standing_class (MdgStanding standing);
const char *mdg_standing_icon (MdgStanding standing);

/* By the stages of the reminders (facts.md 5.3). */
MdgStanding mdg_certificate_days_standing (int days);

/* "あと 812 日", "本日まで", "期限切れ（3 日前）". Both: seconds since 1970 */
char *mdg_certificate_days_text (gint64 valid_until, gint64 now);

/* "2024年3月1日(金) ～ 2027年6月1日(火)" */
char *mdg_certificate_validity_text (gint64 from, gint64 until);

/* What it is called: 発行先, else the subject, else the file's name. (transfer none) */
const char *mdg_certificate_title (const char *institution_code, const char *subject, const char *file_name);

/* The same for what the ledger knows; the file's name is that on this computer. */
char *mdg_ledger_certificate_title (const MdgLedgerCertificate *record);

/* Whether the private key is there and belongs to the certificate. (transfer none) */
const char *mdg_certificate_key_text (const MdgCertificateInfo *info, MdgStanding *standing);

/* "RSA 2048 (RSA-SHA256)" */
char *mdg_certificate_algorithm_text (const MdgCertificateInfo *info);

/* How the file itself is encrypted, and what that means. */
char *mdg_certificate_encryption_text (const MdgCertificateInfo *info, MdgStanding *standing);

/* What is wrong and what to do. */
char *mdg_certificate_fault_text (const GError *fault);

/* "KANRI (E:)" */
char *mdg_drive_name (const MdgDrive *drive);

/* "空き 14.2 GB / 15.5 GB・FAT32・1A2B-3C4D" */
char *mdg_drive_detail_text (const MdgDrive *drive);

/* The same name for one that is not plugged in. */
char *mdg_volume_name (const char *label, const char *serial);

/* The same for where a backup lies; in a chosen folder with that. */
char *mdg_ledger_backup_name (const MdgLedgerBackup *backup);

/* Why nothing can be backed up there, for the place itself: short. */
char *mdg_drive_fault_text (const GError *error);

/* Why a copy was not made. The program gives backups their names: of those the person is not asked for another one.
 * @body: (out): what was kept, and what to do. Returns: what happened */
char *mdg_backup_failure_text (const GError *error, char **body);

/* One line on a certificate's backups. */
char *mdg_backup_summary_text (const MdgBackupSummary *summary, MdgStanding *standing);

/* What is known of one backup: of a verification just now, else of the ledger. */
typedef struct
{
  MdgStickState state;
  gint64 verified_at;         /* seconds since 1970; 0: never */
  gboolean key_checked;       /* verified: it was opened */
  gboolean past_cache;        /* verified: on the medium itself */
  const GError *unopened;     /* (nullable): why it was not opened, where that is known; the entry's */
  const GError *record_fault; /* (nullable): what is wrong with its record; the entry's */
  gboolean has_record;        /* a manifest says what it should be */
  gboolean is_recorded;       /* all that is from the ledger, which does not know either fault */
} MdgBackupFinding;

/* Of an entry that was looked at: @verified_at: 0 when it was only listed. */
MdgBackupFinding mdg_backup_finding_of_entry (const MdgStickEntry *entry, gint64 verified_at);
MdgBackupFinding mdg_backup_finding_of_ledger (const MdgLedgerBackup *backup);

/* How one backup stands, and what to do. */
char *mdg_backup_finding_text (const MdgBackupFinding *finding, MdgStanding *standing);

/* How well a copy that is good was looked at: whether it was opened, and if not, why (@unopened: (nullable)); and whether
 * what was compared came from the drive itself. */
char *mdg_backup_check_text (gboolean key_checked, const GError *unopened, gboolean past_cache);

/* What to do where that is not certain. (transfer none) */
const char *mdg_backup_cache_text (void);

/* Whether @other goes to the drive that @copy lies on: as long as it is not done, that must not be taken out. */
gboolean mdg_backup_copy_shares_drive (const MdgBackupCopy *copy, const MdgBackupCopy *other);

/* What is being done, or what came of it. (transfer none) */
const char *mdg_backup_step_text (const MdgBackupCopy *copy);

G_END_DECLS
