/* process.c: what keeps other programs out of this one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/process.h"

#include <windows.h>
#include <sddl.h>
#include <stdio.h>
#include <wchar.h>

/* mingw-w64 10 has no header that both declares this and compiles. */
HRESULT WINAPI WerSetFlags (DWORD flags);
#ifndef WER_FAULT_REPORTING_FLAG_NOHEAP
#define WER_FAULT_REPORTING_FLAG_NOHEAP 1
#endif

/* PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE | SYNCHRONIZE: the task manager sees and
 * ends the program. OW: its owner may read these rules, not change them. */
#define RULES L"D:P(A;;0x101001;;;%ls)(A;;RC;;;OW)"
#define RULES_MAX 256

void
mdg_process_narrow_library_search (void)
{
  SetDefaultDllDirectories (LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  SetDllDirectoryW (L"");
}

static gboolean
is_redirected (DWORD which)
{
  HANDLE handle = GetStdHandle (which);

  return handle != NULL && handle != INVALID_HANDLE_VALUE
         && GetFileType (handle) != FILE_TYPE_UNKNOWN;
}

void
mdg_process_use_console (void)
{
  if (is_redirected (STD_OUTPUT_HANDLE) || !AttachConsole (ATTACH_PARENT_PROCESS))
    return;
  if (freopen ("CONOUT$", "w", stdout) == NULL || freopen ("CONOUT$", "w", stderr) == NULL)
    g_debug ("the console cannot be written to");
}

/* The user's SID as text. Returns: (transfer full) (nullable): free with LocalFree() */
static WCHAR *
user_sid (void)
{
  _Alignas(TOKEN_USER) BYTE buffer[sizeof (TOKEN_USER) + SECURITY_MAX_SID_SIZE];
  DWORD length = 0;
  HANDLE token = NULL;
  WCHAR *text = NULL;

  if (!OpenProcessToken (GetCurrentProcess (), TOKEN_QUERY, &token))
    return NULL;
  if (!GetTokenInformation (token, TokenUser, buffer, sizeof buffer, &length)
      || !ConvertSidToStringSidW (((TOKEN_USER *)buffer)->User.Sid, &text))
    text = NULL;
  CloseHandle (token);
  return text;
}

static gboolean
set_rules (const WCHAR *sid)
{
  WCHAR rules[RULES_MAX];
  PSECURITY_DESCRIPTOR descriptor = NULL;
  gboolean set;

  if (_snwprintf (rules, RULES_MAX - 1, RULES, sid) < 0)
    return FALSE;
  rules[RULES_MAX - 1] = L'\0';
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW (rules, SDDL_REVISION_1, &descriptor,
                                                             NULL))
    return FALSE;
  set = SetKernelObjectSecurity (GetCurrentProcess (), DACL_SECURITY_INFORMATION, descriptor);
  LocalFree (descriptor);
  return set;
}

void
mdg_process_close_memory (void)
{
  WCHAR *sid = user_sid ();

  SetErrorMode (SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
  WerSetFlags (WER_FAULT_REPORTING_FLAG_NOHEAP);
  if (sid == NULL || !set_rules (sid))
    g_warning ("the process memory could not be closed to others");
  LocalFree (sid);
}
