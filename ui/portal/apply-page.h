/* apply-page.h: マイナ資格確認アプリの利用開始申請 ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_apply_page_new (MdgPortalFlow *flow);

G_END_DECLS
