/* certificate-memory.h: tells the ledger of every certificate file that is found on this computer. Main thread. */
#pragma once

#include "certificates/backup-ledger.h"
#include "certificates/certificate-finder.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_MEMORY (mdg_certificate_memory_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateMemory, mdg_certificate_memory, MDG, CERTIFICATE_MEMORY, GObject)

MdgCertificateMemory *mdg_certificate_memory_new (void);

/* The ledger from now on, which is told everything anew. @ledger: (nullable) */
void mdg_certificate_memory_set_ledger (MdgCertificateMemory *memory, MdgBackupLedger *ledger);

/* What the files come from; once. */
void mdg_certificate_memory_set_finder (MdgCertificateMemory *memory, MdgCertificateFinder *finder);

G_END_DECLS
