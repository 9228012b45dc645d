/* contained.c: a program as a process of its own on Linux.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/contained.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define FILES 64 /* open at once: tables of characters, fonts */

/* A sanitizer's shadow of the memory takes up terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

char *
mdg_contained_find (const char *name)
{
  const char *folder = g_getenv ("MADOGUCHI_HELPERS");
  g_autofree char *self = NULL, *own = NULL;

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, name, NULL);
  self = g_file_read_link ("/proc/self/exe", NULL);
  own = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  return g_build_filename (own, name, NULL);
}

static void
limit_resource (int which, rlim_t most)
{
  const struct rlimit limit = { most, most };

  setrlimit (which, &limit);
}

void
mdg_contained_begin (void)
{
  prctl (PR_SET_DUMPABLE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  limit_resource (RLIMIT_CORE, 0);
  limit_resource (RLIMIT_FSIZE, 0);
  limit_resource (RLIMIT_NOFILE, FILES);
  limit_resource (RLIMIT_CPU, MDG_CONTAINED_SECONDS);
  if (!SANITIZED)
    limit_resource (RLIMIT_AS, MDG_CONTAINED_MEMORY);
  alarm (2 * MDG_CONTAINED_SECONDS);
}

/* What goes in and what comes out. */
typedef struct
{
  int to; /* -1: all of it was given */
  const guint8 *input;
  gsize left;
  int from;
  guint8 *answer;
  gsize length;
  gsize limit;
  gint64 deadline;
} Pump;

/* A program that has crashed reads no more; that is told by how it ended. */
static void
give (Pump *pump, GOutputStream *stream)
{
  gssize n = write (pump->to, pump->input, pump->left);

  if (n > 0)
    {
      pump->input += n;
      pump->left -= (gsize)n;
    }
  else if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (n < 0 || pump->left == 0)
    {
      g_output_stream_close (stream, NULL, NULL);
      pump->to = -1;
    }
}

/* Returns: FALSE at the end of the answer, or with @error */
static gboolean
take (Pump *pump, GError **error)
{
  gssize n = read (pump->from, pump->answer + pump->length, pump->limit + 1 - pump->length);

  if (n < 0)
    return errno == EAGAIN || errno == EINTR;
  pump->length += (gsize)n;
  if (pump->length <= pump->limit)
    return n > 0;
  mdg_set_error (error, MDG_ERROR_TOO_LARGE, "The program's answer is too long");
  return FALSE;
}

/* Returns: whether the answer came to its end */
static gboolean
pump_all (Pump *pump, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  GError *fault = NULL;
  gboolean more = TRUE;

  while (more)
    {
      GPollFD fds[3] = { { .fd = pump->from, .events = G_IO_IN | G_IO_HUP | G_IO_ERR } };
      gint64 left = (pump->deadline - g_get_monotonic_time ()) / 1000;
      guint n = 1;
      gboolean watched;

      if (left <= 0)
        {
          mdg_set_error (error, MDG_ERROR_TIMED_OUT, "The program did not answer in time");
          return FALSE;
        }
      if (pump->to >= 0)
        fds[n++] = (GPollFD){ .fd = pump->to, .events = G_IO_OUT | G_IO_ERR };
      watched = g_cancellable_make_pollfd (cancellable, &fds[n]);
      g_poll (fds, n + watched, (int)left);
      if (watched)
        g_cancellable_release_fd (cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (pump->to >= 0 && fds[1].revents != 0)
        give (pump, stream);
      if (fds[0].revents != 0)
        more = take (pump, &fault);
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, fault);
  return FALSE;
}

/* While @pump runs a pipe that nobody reads any more must not end this program. */
static gboolean
pump_quietly (Pump *pump, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  const struct timespec now = { 0 };
  sigset_t broken, before;
  gboolean done;

  sigemptyset (&broken);
  sigaddset (&broken, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &broken, &before);
  done = pump_all (pump, stream, cancellable, error);
  if (!sigismember (&before, SIGPIPE))
    while (sigtimedwait (&broken, NULL, &now) > 0)
      ;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  return done;
}

/* How a program ends that has ended its answer. */
typedef struct
{
  gboolean late;
  gboolean over;
  GError *error; /* of waiting */
} End;

static gboolean
on_late (gpointer data)
{
  ((End *)data)->late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_over (GObject *source, GAsyncResult *result, gpointer data)
{
  End *end = data;

  end->over = TRUE;
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &end->error);
}

/* Its answer may have come to its end without it: it has the rest of its time, and no more.
 * Returns: whether it ended by itself */
static gboolean
await_end (GSubprocess *process, gint64 deadline, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  gint64 left = CLAMP ((deadline - g_get_monotonic_time ()) / 1000, 0, G_MAXINT);
  GSource *timer = g_timeout_source_new ((guint)left);
  End end = { FALSE, FALSE, NULL };

  g_main_context_push_thread_default (context);
  g_source_set_callback (timer, on_late, &end, NULL);
  g_source_attach (timer, context);
  g_subprocess_wait_async (process, cancellable, on_over, &end);
  while (!end.over)
    {
      g_main_context_iteration (context, TRUE);
      if (end.late)
        g_subprocess_force_exit (process);
    }
  g_source_destroy (timer);
  g_source_unref (timer);
  g_main_context_pop_thread_default (context);
  if (end.error != NULL)
    g_propagate_error (error, end.error);
  else if (end.late)
    mdg_set_error (error, MDG_ERROR_TIMED_OUT, "The program did not end in time");
  return end.error == NULL && !end.late;
}

MdgSecret *
mdg_contained_run (const char *program,
                   MdgSecret *input,
                   gsize limit,
                   guint seconds,
                   GCancellable *cancellable,
                   GError **error)
{
  const char *argv[] = { program, NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Pump pump = { .limit = limit };
  MdgSecret *answer = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  process = g_subprocess_newv (argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &fault);
  if (process == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "%s: %s", program, fault->message);
      return NULL;
    }
  pump.deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  pump.input = mdg_secret_get_data (input, &pump.left);
  pump.to
      = g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (process)));
  pump.from
      = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)));
  g_unix_set_fd_nonblocking (pump.to, TRUE, NULL);
  pump.answer = g_malloc (limit + 1);
  gboolean done = pump_quietly (&pump, g_subprocess_get_stdin_pipe (process), cancellable, error)
                  && await_end (process, pump.deadline, cancellable, error);
  if (!done)
    {
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
    }
  if (done && g_subprocess_get_successful (process))
    answer = mdg_secret_new (pump.answer, pump.length);
  else if (done)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "The program failed on its input");
  sodium_memzero (pump.answer, limit + 1);
  g_free (pump.answer);
  return answer;
}
