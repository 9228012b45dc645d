/* contained.c: a program as a process of its own on Windows, in a job that holds its limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/contained.h"

#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <sodium.h>
#include <stdio.h>

#define SECONDS_100NS 10000000 /* the unit of a job's times */

/* The folder of the running program. Returns: (transfer full) */
static char *
own_folder (void)
{
  WCHAR path[MAX_PATH * 4];
  DWORD length = GetModuleFileNameW (NULL, path, G_N_ELEMENTS (path));
  g_autofree char *self = NULL;

  if (length > 0 && length < G_N_ELEMENTS (path))
    self = g_utf16_to_utf8 ((const gunichar2 *)path, -1, NULL, NULL, NULL);
  return self != NULL ? g_path_get_dirname (self) : g_strdup (".");
}

char *
mdg_contained_find (const char *name)
{
  const char *folder = g_getenv ("MADOGUCHI_HELPERS");
  g_autofree char *own = folder != NULL && *folder != '\0' ? g_strdup (folder) : own_folder ();
  g_autofree char *file = g_strconcat (name, ".exe", NULL);

  return g_build_filename (own, file, NULL);
}

void
mdg_contained_begin (void)
{
  SetErrorMode (SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  _setmode (_fileno (stdin), _O_BINARY);
  _setmode (_fileno (stdout), _O_BINARY);
}

/* One run. Handles are NULL when they are closed. */
typedef struct
{
  HANDLE job;
  HANDLE process;
  HANDLE to;     /* our end */
  HANDLE from;   /* our end */
  HANDLE ended;  /* event: nobody need watch any more */
  HANDLE cancel; /* event */
  guint seconds;
  gboolean cancelled;
  gboolean late;
} Run;

static void
close_handle (HANDLE *handle)
{
  if (*handle != NULL)
    CloseHandle (*handle);
  *handle = NULL;
}

static void
run_clear (Run *run)
{
  close_handle (&run->to);
  close_handle (&run->from);
  close_handle (&run->process);
  close_handle (&run->job); /* ends whatever is in it */
  close_handle (&run->ended);
  close_handle (&run->cancel);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static HANDLE
make_job (void)
{
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = { 0 };
  HANDLE job = CreateJobObjectW (NULL, NULL);

  limits.BasicLimitInformation.LimitFlags
      = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        | JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_PROCESS_TIME
        | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
  limits.BasicLimitInformation.ActiveProcessLimit = 1;
  limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart
      = (LONGLONG)MDG_CONTAINED_SECONDS * SECONDS_100NS;
  limits.ProcessMemoryLimit = MDG_CONTAINED_MEMORY;
  if (job != NULL)
    SetInformationJobObject (job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return job;
}

/* A pipe of which the child gets one end. */
static gboolean
make_pipe (HANDLE *ours, HANDLE *theirs, gboolean they_read)
{
  SECURITY_ATTRIBUTES inherit = { sizeof inherit, NULL, TRUE };
  HANDLE reading = NULL, writing = NULL;

  if (!CreatePipe (&reading, &writing, &inherit, 65536))
    return FALSE;
  *ours = they_read ? writing : reading;
  *theirs = they_read ? reading : writing;
  return SetHandleInformation (*ours, HANDLE_FLAG_INHERIT, 0);
}

/* The child inherits these two handles and no other of this program's. */
static gboolean
create (WCHAR *program, HANDLE *handles, PROCESS_INFORMATION *made)
{
  STARTUPINFOEXW start = { .StartupInfo.cb = sizeof start };
  WCHAR *command = g_malloc ((wcslen (program) + 3) * sizeof (WCHAR));
  SIZE_T size = 0;
  gboolean good;

  InitializeProcThreadAttributeList (NULL, 1, 0, &size);
  start.lpAttributeList = g_malloc (size);
  start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
  start.StartupInfo.hStdInput = handles[0];
  start.StartupInfo.hStdOutput = handles[1];
  wcscpy (command, L"\"");
  wcscat (command, program);
  wcscat (command, L"\"");
  good = InitializeProcThreadAttributeList (start.lpAttributeList, 1, 0, &size)
         && UpdateProcThreadAttribute (start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                       handles, 2 * sizeof (HANDLE), NULL, NULL)
         && CreateProcessW (program, command, NULL, NULL, TRUE,
                            CREATE_SUSPENDED | CREATE_NO_WINDOW | EXTENDED_STARTUPINFO_PRESENT,
                            NULL, NULL, &start.StartupInfo, made);
  DeleteProcThreadAttributeList (start.lpAttributeList);
  g_free (start.lpAttributeList);
  g_free (command);
  return good;
}

static gboolean
start_program (Run *run, const char *program)
{
  g_autofree WCHAR *path = (WCHAR *)g_utf8_to_utf16 (program, -1, NULL, NULL, NULL);
  HANDLE handles[2] = { NULL, NULL };
  PROCESS_INFORMATION made = { 0 };
  gboolean good;

  run->job = make_job ();
  run->ended = CreateEventW (NULL, TRUE, FALSE, NULL);
  run->cancel = CreateEventW (NULL, TRUE, FALSE, NULL);
  good = path != NULL && run->job != NULL && run->ended != NULL && run->cancel != NULL
         && make_pipe (&run->to, &handles[0], TRUE) && make_pipe (&run->from, &handles[1], FALSE)
         && create (path, handles, &made);
  close_handle (&handles[0]);
  close_handle (&handles[1]);
  if (!good)
    return FALSE;
  run->process = made.hProcess;
  good = AssignProcessToJobObject (run->job, run->process)
         && ResumeThread (made.hThread) != (DWORD)-1;
  if (!good)
    TerminateProcess (run->process, 1);
  CloseHandle (made.hThread);
  return good;
}

/* A thread of its own, for reading and writing block. */
static gpointer
watch (gpointer data)
{
  Run *run = data;
  HANDLE events[] = { run->ended, run->cancel };
  DWORD which = WaitForMultipleObjects (2, events, FALSE, run->seconds * 1000);

  run->cancelled = which == WAIT_OBJECT_0 + 1;
  run->late = which == WAIT_TIMEOUT;
  if (run->cancelled || run->late)
    TerminateJobObject (run->job, 1);
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer event)
{
  SetEvent (event);
}

static void
give (Run *run, MdgSecret *input)
{
  gsize left;
  const guint8 *data = mdg_secret_get_data (input, &left);
  DWORD n = 0;

  for (; left > 0 && WriteFile (run->to, data, (DWORD)MIN (left, 65536), &n, NULL); left -= n)
    data += n;
  close_handle (&run->to);
}

/* Returns: how much came: @limit + 1 when it is too much */
static gsize
take (Run *run, guint8 *answer, gsize limit)
{
  gsize length = 0;
  DWORD n = 0;

  while (length <= limit
         && ReadFile (run->from, answer + length, (DWORD)(limit + 1 - length), &n, NULL) && n > 0)
    length += n;
  return length;
}

static MdgSecret *
judge (Run *run, const guint8 *answer, gsize length, gsize limit, GError **error)
{
  DWORD status = 1;

  if (run->cancelled)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else if (run->late)
    mdg_set_error (error, MDG_ERROR_TIMED_OUT, "The program did not answer in time");
  else if (length > limit)
    mdg_set_error (error, MDG_ERROR_TOO_LARGE, "The program's answer is too long");
  else if (!GetExitCodeProcess (run->process, &status) || status != 0)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "The program failed on its input");
  else
    return mdg_secret_new (answer, length);
  return NULL;
}

MdgSecret *
mdg_contained_run (const char *program,
                   MdgSecret *input,
                   gsize limit,
                   guint seconds,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Run) run = { .seconds = seconds };
  guint8 *answer;
  MdgSecret *result;
  GThread *watcher;
  gulong handler = 0;
  gsize length;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!start_program (&run, program))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "%s does not start (%lu)", program, GetLastError ());
      return NULL;
    }
  watcher = g_thread_new ("contained", watch, &run);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), run.cancel, NULL);
  answer = g_malloc (limit + 1);
  give (&run, input);
  length = take (&run, answer, limit);
  if (length > limit)
    TerminateJobObject (run.job, 1);
  WaitForSingleObject (run.process, INFINITE);
  SetEvent (run.ended);
  g_thread_join (watcher);
  g_cancellable_disconnect (cancellable, handler);
  result = judge (&run, answer, length, limit, error);
  sodium_memzero (answer, limit + 1);
  g_free (answer);
  return result;
}
