/* menu-page.h: [管理メニュー]: how registration and password stand, 《パスワード変更》,
 * 《ログアウト》 ([0] p.18). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_MENU_PAGE (mdg_menu_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgMenuPage, mdg_menu_page, MDG, MENU_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_menu_page_new (MdgWorkplace *workplace);

G_END_DECLS
