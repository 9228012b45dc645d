/* settings-page.h: 「ユーザ設定情報」: takes PDFs in (opened, dropped, several at once), and lists what is kept. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/settings-intake.h"

G_BEGIN_DECLS

#define MDG_TYPE_SETTINGS_PAGE (mdg_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgSettingsPage, mdg_settings_page, MDG, SETTINGS_PAGE, GtkWidget)

GtkWidget *mdg_settings_page_new (MdgAccountLink *link);

/* What is being taken in. (nullable): no cache is open */
MdgSettingsIntake *mdg_settings_page_get_intake (MdgSettingsPage *page);

/* Takes one more in, as if it had been dropped. */
void mdg_settings_page_take (MdgSettingsPage *page, GFile *file);

G_END_DECLS
