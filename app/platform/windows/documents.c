/* documents.c: Microsoft Edge for pages, Windows' choice for files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/documents.h"

#include <windows.h>
#include <objbase.h>
#include <shellapi.h>

#include "core/error.h"

/* By convention anything above 32 is success. */
#define SHELL_SUCCESS 32

/* Shell extensions may need COM on this thread. Returns: whether @target was opened */
static gboolean
open_with_shell (const char *target)
{
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (target, -1, NULL, NULL, NULL);
  HRESULT com;
  INT_PTR result;

  if (wide == NULL)
    return FALSE;
  com = CoInitializeEx (NULL, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
  result = (INT_PTR)ShellExecuteW (NULL, L"open", (const WCHAR *)wide, NULL, NULL, SW_SHOWNORMAL);
  if (SUCCEEDED (com))
    CoUninitialize ();
  return result > SHELL_SUCCESS;
}

gboolean
mdg_documents_open_page (const char *uri, GError **error)
{
  g_autofree char *for_edge = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  if (g_ascii_strncasecmp (uri, "https://", 8) != 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "only https pages are opened");
      return FALSE;
    }
  for_edge = g_strconcat ("microsoft-edge:", uri, NULL);
  if (open_with_shell (for_edge) || open_with_shell (uri))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "cannot open %s: %lu", uri, GetLastError ());
  return FALSE;
}

gboolean
mdg_documents_open_file (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no %s", path);
      return FALSE;
    }
  if (open_with_shell (path))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "cannot open %s: %lu", path, GetLastError ());
  return FALSE;
}
