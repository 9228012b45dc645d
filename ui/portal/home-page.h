/* home-page.h: 施術所等向け総合ポータルサイト: 新規ユーザー登録はこちら, ログインはこちら ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_HOME_PAGE (mdg_portal_home_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalHomePage, mdg_portal_home_page, MDG, PORTAL_HOME_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_home_page_new (MdgPortalFlow *flow);

G_END_DECLS
