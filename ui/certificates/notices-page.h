/* notices-page.h: [電子証明書発行通知書]: the notices that are kept (F5). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_NOTICES_PAGE (mdg_notices_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgNoticesPage, mdg_notices_page, MDG, NOTICES_PAGE, GtkWidget)

GtkWidget *mdg_notices_page_new (MdgCertificateDesk *desk, gboolean training);

G_END_DECLS
