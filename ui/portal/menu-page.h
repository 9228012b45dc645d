/* menu-page.h: マイナ資格確認アプリ: how far it has come, and what comes next ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_MENU_PAGE (mdg_portal_menu_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalMenuPage, mdg_portal_menu_page, MDG, PORTAL_MENU_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_menu_page_new (MdgPortalFlow *flow);

G_END_DECLS
