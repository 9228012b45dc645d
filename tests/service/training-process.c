/* training-process.c: madoguchi-training as a process beside a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "training-process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char *
program (const char *variable)
{
  const char *path = g_getenv (variable);
  if (path == NULL)
    g_error ("%s is not set: run this test through meson", variable);
  return path;
}

/* Whatever happens to the test, nothing of it is left running; also when it happens before the
 * signal is ordered. */
static void
die_with_parent (gpointer parent)
{
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != GPOINTER_TO_INT (parent))
    _exit (127);
}

static void
bind_to_us (GSubprocessLauncher *launcher)
{
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()),
                                         NULL);
}

void
training_process_start (TrainingProcess *self, const char *folder, guint accounts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", accounts);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  bind_to_us (launcher);
  self->process
      = g_subprocess_launcher_spawn (launcher, &error, program ("MADOGUCHI_TRAINING"), "--state",
                                     folder, "--accounts", number, "--port", port, NULL);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->line);
  self->connection = mdg_connection_parse (self->line, -1, &error);
  g_assert_no_error (error);
  self->port = (guint)g_ascii_strtoull (strrchr (self->connection->endpoint, ':') + 1, NULL, 10);
}

static void
forget (TrainingProcess *self)
{
  g_clear_object (&self->process);
  g_clear_pointer (&self->line, mdg_wipe_string);
  g_clear_pointer (&self->connection, mdg_connection_free);
}

void
training_process_kill (TrainingProcess *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  forget (self);
}

void
training_process_stop (TrainingProcess *self)
{
  g_autoptr (GError) error = NULL;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  forget (self);
}

GSubprocess *
training_process_drive (TrainingProcess *self,
                        GSubprocessLauncher *launcher,
                        const char *verb,
                        const char *folder,
                        guint32 seed,
                        guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) plain = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autofree char *number_text = g_strdup_printf ("%u", number);
  if (launcher == NULL)
    launcher = plain;
  bind_to_us (launcher);
  g_subprocess_launcher_set_flags (launcher,
                                   G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  GSubprocess *driver = g_subprocess_launcher_spawn (launcher, &error, program ("MADOGUCHI_DRIVER"),
                                                     verb, folder, seed_text, number_text, NULL);
  g_assert_no_error (error);
  GOutputStream *stdin_pipe = g_subprocess_get_stdin_pipe (driver);
  g_output_stream_write_all (stdin_pipe, self->line, strlen (self->line), NULL, NULL, &error);
  g_output_stream_write_all (stdin_pipe, "\n", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  return driver;
}
