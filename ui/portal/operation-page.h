/* operation-page.h: 運用開始日登録 ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_OPERATION_PAGE (mdg_portal_operation_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalOperationPage, mdg_portal_operation_page, MDG, PORTAL_OPERATION_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_operation_page_new (MdgPortalFlow *flow);

G_END_DECLS
