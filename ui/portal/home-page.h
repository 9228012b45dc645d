/* home-page.h: 施術所等向け総合ポータルサイト: 新規ユーザー登録はこちら, ログインはこちら ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_home_page_new (MdgPortalFlow *flow);

G_END_DECLS
