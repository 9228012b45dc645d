/* certificate-desk.h: all that is known of this computer's certificates, brought together: the files found, where
 * they are backed up, the notices, and what the person should be told today. The tab, its badge and the
 * notifications look at it. Without display; main thread, the work in threads of its parts. */
#pragma once

#include "certificates/backup-ledger.h"
#include "certificates/backup-places.h"
#include "certificates/certificate-finder.h"
#include "certificates/certificate-reminders.h"
#include "certificates/issue-notice.h"
#include "core/settings.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_DESK (mdg_certificate_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateDesk, mdg_certificate_desk, MDG, CERTIFICATE_DESK, GObject)

/* Signals:
 *   "started": there is a finder now
 *   "changed": certificates, notices, reminders or the error
 *   "remind" (GPtrArray of MdgReminder): these were never shown, most urgent first; show them as notifications and say which
 *     were shown. The others come again with the next look */
MdgCertificateDesk *mdg_certificate_desk_new (MdgClock *clock, MdgSettings *settings);

/* The records of the profile; begins looking for certificates the first time. NULL: there are none (they cannot be
 * opened), and everything works that needs none. Again with the same cache: it was emptied. */
void mdg_certificate_desk_set_cache (MdgCertificateDesk *desk, MdgCache *cache);

MdgClock *mdg_certificate_desk_get_clock (MdgCertificateDesk *desk);
gint64 mdg_certificate_desk_get_now (MdgCertificateDesk *desk);         /* seconds since 1970 */
MdgCache *mdg_certificate_desk_get_cache (MdgCertificateDesk *desk);   /* (nullable) */
MdgBackupLedger *mdg_certificate_desk_get_ledger (MdgCertificateDesk *desk); /* (nullable) */

/* NULL before "started". (transfer none) (nullable) */
MdgCertificateFinder *mdg_certificate_desk_get_finder (MdgCertificateDesk *desk);

/* Made when first asked for: from then on drives are watched. (transfer none) */
MdgBackupPlaces *mdg_certificate_desk_get_places (MdgCertificateDesk *desk);

/* As of the last "changed"; never NULL. (transfer none) */
GPtrArray *mdg_certificate_desk_get_certificates (MdgCertificateDesk *desk); /* of MdgLedgerCertificate */
GPtrArray *mdg_certificate_desk_get_notices (MdgCertificateDesk *desk);      /* of MdgIssueNotice, without IDs */
GPtrArray *mdg_certificate_desk_get_reminders (MdgCertificateDesk *desk);    /* of MdgReminder */

/* The first @n of @reminders ((element-type MdgReminder)) were shown as notifications: they do not come again with "remind". */
void mdg_certificate_desk_note_shown (MdgCertificateDesk *desk, GPtrArray *reminders, guint n);
const GError *mdg_certificate_desk_get_error (MdgCertificateDesk *desk); /* (nullable): the records cannot be read */

/* The ledger's record of a file or of the certificate in it. (transfer none) (nullable) */
const MdgLedgerCertificate *mdg_certificate_desk_find_record (MdgCertificateDesk *desk, const char *sha256);

/* Reads records and reminders anew, e.g. after a notice was saved or the clock was set. */
void mdg_certificate_desk_refresh (MdgCertificateDesk *desk);

/* Passwords ------------------------------------------------------------------ */

/* A password a person typed and that opened a file: tried on other files as long as the program runs. */
void mdg_certificate_desk_add_password (MdgCertificateDesk *desk, MdgSecret *password);

/* It is not tried any more. What the vault keeps is not touched. */
void mdg_certificate_desk_remove_password (MdgCertificateDesk *desk, MdgSecret *password);

/* Those, and those kept in the vault; never changed, but replaced by another list. (transfer none) (element-type MdgSecret) */
GPtrArray *mdg_certificate_desk_get_passwords (MdgCertificateDesk *desk);

/* Folders -------------------------------------------------------------------- */

/* Where certificates are looked for besides the usual folders. Returns: (transfer full) */
GStrv mdg_certificate_desk_get_folders (MdgCertificateDesk *desk);

/* Kept in the settings. Errors: as mdg_settings_set(), MDG_ERROR_INVALID_INPUT for a name that cannot be kept. */
gboolean mdg_certificate_desk_add_folder (MdgCertificateDesk *desk, const char *folder, GError **error);
gboolean mdg_certificate_desk_remove_folder (MdgCertificateDesk *desk, const char *folder, GError **error);

/* The same for places of backups that were chosen explicitly. */
GStrv mdg_certificate_desk_get_backup_folders (MdgCertificateDesk *desk);
gboolean mdg_certificate_desk_add_backup_folder (MdgCertificateDesk *desk, const char *folder, GError **error);
gboolean mdg_certificate_desk_remove_backup_folder (MdgCertificateDesk *desk, const char *folder, GError **error);

G_END_DECLS
