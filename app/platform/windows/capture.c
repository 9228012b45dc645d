/* capture.c: Windows leaves a window out of what others may see of the screen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/capture.h"

#include <windows.h>

/* Since Windows 10 version 2004; mingw-w64's headers know it only when told so. */
#ifndef WDA_EXCLUDEFROMCAPTURE
#define WDA_EXCLUDEFROMCAPTURE 0x00000011
#endif

gboolean
mdg_capture_block (gpointer window, gboolean blocked)
{
  HWND handle = window;

  if (!blocked)
    return SetWindowDisplayAffinity (handle, WDA_NONE) != 0;
  if (SetWindowDisplayAffinity (handle, WDA_EXCLUDEFROMCAPTURE)
      || SetWindowDisplayAffinity (handle, WDA_MONITOR))
    return TRUE;
  g_info ("Windows does not keep the window out of pictures: %lu", GetLastError ());
  return FALSE;
}
