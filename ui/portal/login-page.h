/* login-page.h: ログイン to the portal ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_login_page_new (MdgPortalFlow *flow);

G_END_DECLS
