/* notice-page.h: the form for one 電子証明書発行通知書. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_NOTICE_PAGE (mdg_notice_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgNoticePage, mdg_notice_page, MDG, NOTICE_PAGE, GtkWidget)

GtkWidget *mdg_notice_page_new (MdgCertificateDesk *desk);

/* @id: of the notice to be changed; 0: a new one */
void mdg_notice_page_begin (MdgNoticePage *page, gint64 id);

G_END_DECLS
