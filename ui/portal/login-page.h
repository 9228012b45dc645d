/* login-page.h: ログイン to the portal ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_LOGIN_PAGE (mdg_portal_login_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalLoginPage, mdg_portal_login_page, MDG, PORTAL_LOGIN_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_login_page_new (MdgPortalFlow *flow);

G_END_DECLS
