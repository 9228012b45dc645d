/* certificates-view.h: the tab [電子証明書]: its pages, and the way between them.
 *
 * Actions, for everything inside: "certificates.show" (string page), "certificates.details" (string: a file's URI, or
 * the SHA-256 of one that is not here), "certificates.unlock" (string: URI), "certificates.contents" (string: URI of a
 * place), "certificates.notice" (int64 id; 0: a new one). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATES_VIEW (mdg_certificates_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificatesView, mdg_certificates_view, MDG, CERTIFICATES_VIEW, MdgTabView)

GtkWidget *mdg_certificates_view_new (MdgCertificateDesk *desk, MdgWorkplace *workplace);

/* Shows "overview", "backup", "contents", "details", "notices", "notice", "renewal" or "folders". */
void mdg_certificates_view_show (MdgCertificatesView *view, const char *page);

G_END_DECLS
