/* menu-page.h: マイナ資格確認アプリ: how far it has come, and what comes next ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_menu_page_new (MdgPortalFlow *flow);

G_END_DECLS
