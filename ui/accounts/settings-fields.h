/* settings-fields.h: what of 「ユーザ設定情報」 is no secret, line by line: name, value, and 《コピー》 for what is typed elsewhere. */
#pragma once

#include <gtk/gtk.h>

#include "contract/account-settings.h"

G_BEGIN_DECLS

void mdg_settings_fields_fill (GtkGrid *grid, const MdgAccountSettings *settings);
void mdg_settings_fields_clear (GtkGrid *grid);

G_END_DECLS
