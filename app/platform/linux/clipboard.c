/* clipboard.c: nothing apart on Linux; GTK's clipboard does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/clipboard.h"

#include "core/error.h"

gboolean
mdg_clipboard_is_available (void)
{
  return FALSE;
}

guint
mdg_clipboard_put (MdgSecret *secret, GError **error)
{
  mdg_set_error (error, MDG_ERROR_FAILED, "this system keeps no secrets apart in the clipboard");
  return 0;
}

gboolean
mdg_clipboard_holds (guint ticket)
{
  return FALSE;
}

gboolean
mdg_clipboard_clear (guint ticket)
{
  return TRUE;
}
