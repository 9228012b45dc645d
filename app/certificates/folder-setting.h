/* folder-setting.h: a setting that holds folders a person chose, a line each. Main thread. */
#pragma once

#include "core/settings.h"

G_BEGIN_DECLS

/* Those that are absolute paths. @name: of the setting. Returns: (transfer full) */
GStrv mdg_folder_setting_get (MdgSettings *settings, const char *name);

/* Once; taking away what is not there is no error. Errors: as mdg_settings_set(), MDG_ERROR_INVALID_INPUT for a name that
 * cannot be kept. */
gboolean mdg_folder_setting_add (MdgSettings *settings, const char *name, const char *folder, GError **error);
gboolean mdg_folder_setting_remove (MdgSettings *settings, const char *name, const char *folder, GError **error);

G_END_DECLS
