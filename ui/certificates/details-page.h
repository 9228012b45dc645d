/* details-page.h: all about one certificate: what is in it, how its file is encrypted, where it is
 * backed up, and copies in other forms (F2). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_DETAILS_PAGE (mdg_details_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgDetailsPage, mdg_details_page, MDG, DETAILS_PAGE, GtkWidget)

GtkWidget *mdg_details_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace);

/* @file: (nullable): of this computer. @sha256: of a certificate without one; (nullable) */
void mdg_details_page_begin (MdgDetailsPage *page, MdgCertificateFile *file, const char *sha256);

G_END_DECLS
