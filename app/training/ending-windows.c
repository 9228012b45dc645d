/* ending-windows.c: Ctrl-C, Ctrl-Break and the closing of the console.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ending.h"

#include <windows.h>

/* Windows ends the process when the handler of a closed console returns, or after 5 seconds. */
#define CLOSING_MILLISECONDS 4000

static GMainLoop *watched;

/* Runs in a thread of Windows' own. */
static BOOL WINAPI
on_event (DWORD event)
{
  g_main_loop_quit (watched);
  if (event == CTRL_CLOSE_EVENT || event == CTRL_SHUTDOWN_EVENT || event == CTRL_LOGOFF_EVENT)
    Sleep (CLOSING_MILLISECONDS);
  return TRUE;
}

void
mdg_ending_watch (GMainLoop *loop)
{
  watched = loop;
  SetConsoleCtrlHandler (on_event, TRUE);
}

void
mdg_ending_unwatch (void)
{
  SetConsoleCtrlHandler (on_event, FALSE);
}
