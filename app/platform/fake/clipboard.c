/* clipboard.c: a clipboard for tests, of this process alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/clipboard.h"

#include "core/error.h"
#include "platform/fake/fake.h"

static MdgSecret *content;
static guint sequence;

gboolean
mdg_clipboard_is_available (void)
{
  return TRUE;
}

guint
mdg_clipboard_put (MdgSecret *secret, GError **error)
{
  g_return_val_if_fail (secret != NULL, 0);

  if (!mdg_fake_is_working ())
    {
      mdg_set_error (error, MDG_ERROR_IN_USE, "the fake's clipboard is open elsewhere");
      return 0;
    }
  g_clear_pointer (&content, mdg_secret_unref);
  content = mdg_secret_ref (secret);
  return ++sequence;
}

gboolean
mdg_clipboard_holds (guint ticket)
{
  return content != NULL && ticket == sequence;
}

gboolean
mdg_clipboard_clear (guint ticket)
{
  if (!mdg_clipboard_holds (ticket))
    return TRUE;
  if (!mdg_fake_is_working ())
    return FALSE;
  g_clear_pointer (&content, mdg_secret_unref);
  sequence++;
  return TRUE;
}

MdgSecret *
mdg_fake_clipboard (void)
{
  return content;
}
