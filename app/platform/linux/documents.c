/* documents.c: the desktop's own programs for pages and files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/documents.h"

#include "core/error.h"

static gboolean
launch (const char *uri, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (g_app_info_launch_default_for_uri (uri, NULL, &fault))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "cannot open %s: %s", uri, fault->message);
  return FALSE;
}

gboolean
mdg_documents_open_page (const char *uri, GError **error)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  if (g_ascii_strncasecmp (uri, "https://", 8) == 0)
    return launch (uri, error);
  mdg_set_error (error, MDG_ERROR_FAILED, "only https pages are opened");
  return FALSE;
}

gboolean
mdg_documents_open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no %s", path);
      return FALSE;
    }
  file = g_file_new_for_path (path);
  uri = g_file_get_uri (file);
  return launch (uri, error);
}
