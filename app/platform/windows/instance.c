/* instance.c: a mutex says who was first, a shared number who that is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/instance.h"

#include <windows.h>

/* Local: one per session; people who share the computer do not see each other's. */
#define PREFIX "Local\\"

gboolean
mdg_instance_has_bus (void)
{
  return FALSE;
}

static WCHAR *
object_name (const char *name, const char *part)
{
  g_autofree char *whole = g_strconcat (PREFIX, name, part, NULL);

  return (WCHAR *)g_utf8_to_utf16 (whole, -1, NULL, NULL, NULL);
}

/* Where the first start leaves its process number; lives as long as somebody has it open.
 * Returns: (nullable): mapped until the process ends */
static DWORD *
shared_number (const char *name)
{
  g_autofree WCHAR *wide = object_name (name, ".process");
  HANDLE mapping
      = CreateFileMappingW (INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, sizeof (DWORD), wide);

  if (mapping == NULL)
    return NULL;
  return MapViewOfFile (mapping, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, sizeof (DWORD));
}

static BOOL CALLBACK
raise_if_of_process (HWND window, LPARAM process)
{
  DWORD owner = 0;

  GetWindowThreadProcessId (window, &owner);
  if (owner != (DWORD)process || !IsWindowVisible (window) || GetWindow (window, GW_OWNER) != NULL)
    return TRUE;
  if (IsIconic (window))
    ShowWindow (window, SW_RESTORE);
  SetForegroundWindow (window);
  return FALSE;
}

gboolean
mdg_instance_claim (const char *name)
{
  g_autofree WCHAR *wide = object_name (name, ".mutex");
  /* Both handles stay open on purpose: the process's end closes them. */
  HANDLE mutex = CreateMutexW (NULL, FALSE, wide);
  gboolean first = mutex == NULL || GetLastError () != ERROR_ALREADY_EXISTS;
  DWORD *process = shared_number (name);

  if (first && process != NULL)
    *process = GetCurrentProcessId ();
  else if (process != NULL && *process != 0)
    EnumWindows (raise_if_of_process, (LPARAM)*process);
  return first;
}
