/* folder-setting.c: a setting that holds folders a person chose.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/folder-setting.h"

#include <string.h>

#include "core/error.h"

GStrv
mdg_folder_setting_get (MdgSettings *settings, const char *name)
{
  g_autofree char *value = mdg_settings_get (settings, name);
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_path_is_absolute (lines[i]))
      g_strv_builder_add (paths, lines[i]);
  return g_strv_builder_end (paths);
}

/* Writes those of @before that are not @folder, and @added ((nullable)) behind them. */
static gboolean
write_lines (MdgSettings *settings,
             const char *name,
             const char *folder,
             const char *added,
             GError **error)
{
  g_auto (GStrv) before = mdg_folder_setting_get (settings, name);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *value = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (strcmp (before[i], folder) != 0)
      g_ptr_array_add (lines, before[i]);
  if (added != NULL)
    g_ptr_array_add (lines, (gpointer)added);
  g_ptr_array_add (lines, NULL);
  value = g_strjoinv ("\n", (char **)lines->pdata);
  return mdg_settings_set (settings, name, value, error);
}

gboolean
mdg_folder_setting_add (MdgSettings *settings, const char *name, const char *folder, GError **error)
{
  g_auto (GStrv) before = mdg_folder_setting_get (settings, name);

  if (!g_utf8_validate (folder, -1, NULL) || strchr (folder, '\n') != NULL
      || !g_path_is_absolute (folder))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "this folder's name cannot be kept");
      return FALSE;
    }
  return g_strv_contains ((const char *const *)before, folder)
         || write_lines (settings, name, folder, folder, error);
}

gboolean
mdg_folder_setting_remove (MdgSettings *settings,
                           const char *name,
                           const char *folder,
                           GError **error)
{
  return write_lines (settings, name, folder, NULL, error);
}
