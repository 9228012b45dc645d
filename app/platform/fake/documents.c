/* documents.c: opens nothing, and remembers what it was asked to open.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/documents.h"

#include "core/error.h"
#include "platform/fake/fake.h"

static gboolean
open_anything (const char *what, GError **error)
{
  if (!mdg_fake_is_working ())
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "the fake does not open anything now");
      return FALSE;
    }
  mdg_fake_note_opened (what);
  return TRUE;
}

gboolean
mdg_documents_open_page (const char *uri, GError **error)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  if (g_ascii_strncasecmp (uri, "https://", 8) == 0)
    return open_anything (uri, error);
  mdg_set_error (error, MDG_ERROR_FAILED, "only https pages are opened");
  return FALSE;
}

gboolean
mdg_documents_open_file (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return open_anything (path, error);
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no %s", path);
  return FALSE;
}
