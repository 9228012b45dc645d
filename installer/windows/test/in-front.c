/* in-front.c: says of which program the window is that is in front; for smoke-test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int
main (void)
{
  char path[MAX_PATH] = "";
  DWORD process = 0, length = sizeof path;
  HANDLE handle;
  const char *name;

  GetWindowThreadProcessId (GetForegroundWindow (), &process);
  handle = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
  if (handle == NULL || !QueryFullProcessImageNameA (handle, 0, path, &length))
    return 1;
  name = strrchr (path, '\\');
  puts (name != NULL ? name + 1 : path);
  return 0;
}
