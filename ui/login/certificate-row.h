/* certificate-row.h: the 電子証明書 in use: file, 発行先, valid until; 《選ぶ…》 (A2). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_ROW (mdg_certificate_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateRow, mdg_certificate_row, MDG, CERTIFICATE_ROW, GtkWidget)

GtkWidget *mdg_certificate_row_new (void);
void mdg_certificate_row_set_workplace (MdgCertificateRow *row, MdgWorkplace *workplace);

/* Asks for the password of @path and uses it: what 《選ぶ…》 does after the file is chosen. */
void mdg_certificate_row_use_file (MdgCertificateRow *row, const char *path);

G_END_DECLS
