/* certificate-facts.h: all that is known of one certificate, as a table in a GtkGrid; what stood there goes. @now: seconds
 * since 1970. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/backup-ledger.h"
#include "certificates/certificate-file.h"

G_BEGIN_DECLS

/* Of a file on this computer; nothing as long as it was not looked into. */
void mdg_certificate_facts_show_file (GtkWidget *grid, MdgCertificateFile *file, gint64 now);

/* Of one that is not. @record: (nullable) */
void mdg_certificate_facts_show_record (GtkWidget *grid, const MdgLedgerCertificate *record, gint64 now);

G_END_DECLS
