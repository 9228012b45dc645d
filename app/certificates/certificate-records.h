/* certificate-records.h: what the records of a profile say of certificates: the ledger, the notices, and what the person should be
 * told today; read anew when something was written, when the clock was set, and at midnight. Main
 * thread, the work on the cache's. */
#pragma once

#include "certificates/backup-ledger.h"
#include "certificates/certificate-reminders.h"
#include "certificates/issue-notice.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_RECORDS (mdg_certificate_records_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateRecords, mdg_certificate_records, MDG, CERTIFICATE_RECORDS, GObject)

/* Signals: as MdgCertificateDesk's "changed" and "remind". */
MdgCertificateRecords *mdg_certificate_records_new (MdgClock *clock);

/* @cache: (nullable) */
void mdg_certificate_records_set_cache (MdgCertificateRecords *records, MdgCache *cache);

MdgCache *mdg_certificate_records_get_cache (MdgCertificateRecords *records);         /* (nullable) */
MdgBackupLedger *mdg_certificate_records_get_ledger (MdgCertificateRecords *records); /* (nullable) */

/* As of the last "changed"; never NULL but the error. (transfer none) */
GPtrArray *mdg_certificate_records_get_certificates (MdgCertificateRecords *records);
GPtrArray *mdg_certificate_records_get_notices (MdgCertificateRecords *records);
GPtrArray *mdg_certificate_records_get_reminders (MdgCertificateRecords *records);
const GError *mdg_certificate_records_get_error (MdgCertificateRecords *records);

/* As mdg_certificate_desk_note_shown(). */
void mdg_certificate_records_note_shown (MdgCertificateRecords *records, GPtrArray *reminders, guint n);

/* (transfer none) (nullable) */
const MdgLedgerCertificate *mdg_certificate_records_find (MdgCertificateRecords *records, const char *sha256);

/* Several calls in a row are one question. */
void mdg_certificate_records_refresh (MdgCertificateRecords *records);

G_END_DECLS
