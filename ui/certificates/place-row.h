/* place-row.h: one place of backups: a stick that is plugged in, a chosen folder, or a stick that is
 * only known from the records; what is there and how it stands. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "certificates/certificate-text.h"

G_BEGIN_DECLS

#define MDG_TYPE_PLACE_ROW (mdg_place_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgPlaceRow, mdg_place_row, MDG, PLACE_ROW, GtkWidget)

GtkWidget *mdg_place_row_new (MdgCertificateDesk *desk, MdgBackupPlace *place);

/* A stick that is not plugged in. @label may be "" */
GtkWidget *mdg_place_row_new_for_volume (MdgCertificateDesk *desk, const char *serial, const char *label);

/* (nullable) (transfer none) */
MdgBackupPlace *mdg_place_row_get_place (MdgPlaceRow *row);

/* How all that lies at @place stands, in one line. Returns: (transfer full) */
char *mdg_place_standing_text (MdgCertificateDesk *desk, MdgBackupPlace *place, MdgStanding *standing);

/* What is known of one backup there: of today's verification, else of the ledger. Lasts as long as @entry. */
MdgBackupFinding mdg_place_entry_finding (MdgCertificateDesk *desk, MdgBackupPlace *place,
                                          const MdgStickEntry *entry);

G_END_DECLS
