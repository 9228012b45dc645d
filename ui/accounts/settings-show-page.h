/* settings-show-page.h: 「ユーザ設定情報」 of one account out of the vault: covered, to be copied, printed, and handed to
 * the login. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_SETTINGS_SHOW_PAGE (mdg_settings_show_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgSettingsShowPage, mdg_settings_show_page, MDG, SETTINGS_SHOW_PAGE, GtkWidget)

GtkWidget *mdg_settings_show_page_new (MdgAccountLink *link);

/* Shows that account from now on. @owner: "機関コード/ID". @back: the page that 《戻る》 leads to. */
void mdg_settings_show_page_begin (MdgSettingsShowPage *page, const char *owner, const char *back);

G_END_DECLS
