/* operation-page.h: 運用開始日登録 ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_operation_page_new (MdgPortalFlow *flow);

G_END_DECLS
