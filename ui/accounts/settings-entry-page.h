/* settings-entry-page.h: the values of one 「ユーザ設定情報」 typed or mended by a person, with what is doubtful at its
 * field. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/settings-intake.h"

G_BEGIN_DECLS

#define MDG_TYPE_SETTINGS_ENTRY_PAGE (mdg_settings_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgSettingsEntryPage, mdg_settings_entry_page, MDG, SETTINGS_ENTRY_PAGE, GtkWidget)

GtkWidget *mdg_settings_entry_page_new (MdgAccountLink *link);

/* @intake: (nullable): with the item that is to be mended; NULL: an empty form. */
void mdg_settings_entry_page_begin (MdgSettingsEntryPage *page, MdgSettingsIntake *intake, guint index);

G_END_DECLS
