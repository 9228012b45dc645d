/* capture.c: remembers what was to be kept out of pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/capture.h"

#include "platform/fake/fake.h"

static gpointer blocked_window;

gboolean
mdg_capture_block (gpointer window, gboolean blocked)
{
  if (!mdg_fake_is_working ())
    return FALSE;
  if (blocked)
    blocked_window = window;
  else if (blocked_window == window)
    blocked_window = NULL;
  return TRUE;
}

gpointer
mdg_fake_blocked_window (void)
{
  return blocked_window;
}
