/* overview-page.h: [電子証明書]: which certificate runs out when, where it is backed up, and what is to be done
 * today. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_OVERVIEW_PAGE (mdg_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgOverviewPage, mdg_overview_page, MDG, OVERVIEW_PAGE, GtkWidget)

GtkWidget *mdg_overview_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace);

G_END_DECLS
