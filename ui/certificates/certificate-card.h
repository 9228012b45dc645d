/* certificate-card.h: one certificate at a glance: whose, until when, by colour and words, what it is, and how well
 * it is backed up. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_CARD (mdg_certificate_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateCard, mdg_certificate_card, MDG, CERTIFICATE_CARD, GtkWidget)

/* A file of this computer; follows what becomes known of it. */
GtkWidget *mdg_certificate_card_new (MdgCertificateDesk *desk, MdgCertificateFile *file);

/* A certificate that is only known from a stick, or whose file is not there any more. */
GtkWidget *mdg_certificate_card_new_for_record (MdgCertificateDesk *desk, const char *sha256);

/* (nullable) (transfer none): for a record */
MdgCertificateFile *mdg_certificate_card_get_file (MdgCertificateCard *card);

/* The file's, "" while it was not looked at. */
const char *mdg_certificate_card_get_sha256 (MdgCertificateCard *card);

G_END_DECLS
