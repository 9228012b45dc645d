/* test-login-secrets.c: the whole job with every log switched on: no password, set-up key, otpauth
 * URI, passcode or token may stand in a log, in argv, in the environment, in a temporary file or in
 * clear in the records; and a program that aborts leaves no core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>
#include <sys/wait.h>

#include "../app/store/scratch-folder.h"
#include "login-station.h"
#include "training-process.h"

typedef struct
{
  char *folder;
  char *cache_folder;
  char *temporary;
  char *log;
  TrainingProcess training;
  GSubprocess *driver;
  GString *said; /* what the driver wrote to stdout */
  char *pid;
  GPtrArray *secrets;
} Search;

/* Never registered: the job with it knows all kinds of secrets. */
static guint
choose_account (Search *s)
{
  for (guint i = 0; i < s->training.connection->accounts->len; i++)
    {
      const MdgTrainingAccount *one = s->training.connection->accounts->pdata[i];
      if (one->state == MDG_TRAINING_NEVER_REGISTERED)
        return i;
    }
  g_assert_not_reached ();
}

static void
start (Search *s)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *training_folder = NULL;
  s->folder = scratch_folder_new ();
  s->cache_folder = g_build_filename (s->folder, "cache", NULL);
  s->temporary = g_build_filename (s->folder, "tmp", NULL);
  s->log = g_build_filename (s->folder, "stderr.log", NULL);
  training_folder = g_build_filename (s->folder, "training", NULL);
  s->said = g_string_new (NULL);
  g_assert_cmpint (g_mkdir_with_parents (s->temporary, 0700), ==, 0);
  training_process_start (&s->training, training_folder, 0);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "gc-friendly", TRUE);
  g_subprocess_launcher_setenv (launcher, "SOUP_DEBUG", "3", TRUE);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", s->temporary, TRUE);
  g_subprocess_launcher_set_cwd (launcher, s->temporary);
  g_subprocess_launcher_set_stderr_file_path (launcher, s->log);
  s->driver = training_process_drive (&s->training, launcher, "secrets", s->cache_folder, 7,
                                      choose_account (s));
  s->pid = g_strdup (g_subprocess_get_identifier (s->driver));
}

/* The job is done when the driver says so; it waits then. */
static void
wait_until_ready (Search *s)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (s->driver));
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
      g_string_append_printf (s->said, "%s\n", line);
      if (strcmp (line, "ready") == 0)
        break;
    }
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
}

static char *
read_proc (Search *s, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename ("/proc", s->pid, name, NULL);
  char *content = NULL;
  /* Closed to everybody but root; then there is nothing to search in, either. */
  if (!g_file_get_contents (path, &content, length, NULL))
    *length = 0;
  return content;
}

static void
add_secret (Search *s, char *secret)
{
  g_assert_nonnull (secret);
  g_ptr_array_add (s->secrets, secret);
}

/* What there was to leak: out of the vault, once the program is gone. */
static void
collect_secrets (Search *s)
{
  const MdgTrainingAccount *a = s->training.connection->accounts->pdata[choose_account (s)];
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  Station station = { 0 };
  s->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_wipe_string);
  station_open (&station, s->cache_folder, clock, NULL);
  add_secret (s, station_secret (&station, "setup-key", a->institution_code, a->login_id));
  add_secret (s, station_secret (&station, "otpauth-uri", a->institution_code, a->login_id));
  add_secret (s, station_secret (&station, "password", a->institution_code, a->login_id));
  add_secret (s, g_strdup (a->password));
  add_secret (s, g_strdup (mdg_secret_get_string (s->training.connection->client_password)));
  add_secret (s, g_strdup ("otpauth://"));
  station_close (&station);
}

static void
search_text (Search *s, const char *where, const char *text, gsize length)
{
  for (guint i = 0; i < s->secrets->len; i++)
    {
      const char *secret = s->secrets->pdata[i];
      if (text != NULL && memmem (text, length, secret, strlen (secret)) != NULL)
        g_error ("secret number %u stands in %s", i, where);
    }
}

/* Besides the known ones: bearer tokens, and six digits that stand alone and are not the process's
 * number. */
static void
search_log (Search *s, const char *where, const char *log)
{
  g_auto (GStrv) parts = g_strsplit (log, s->pid, -1);
  g_autofree char *text = g_strjoinv ("PID", parts);
  g_autoptr (GRegex) token = g_regex_new (
      "bearer|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) passcode = g_regex_new ("(?<![0-9])[0-9]{6}(?![0-9])", 0, 0, NULL);
  search_text (s, where, text, strlen (text));
  if (g_regex_match (token, text, 0, NULL))
    g_error ("a token stands in %s:\n%s", where, text);
  if (g_regex_match (passcode, text, 0, NULL))
    g_error ("a passcode stands in %s:\n%s", where, text);
}

/* Every file below @folder. Returns: how many there were */
static guint
search_files (Search *s, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += search_files (s, path);
      else if (g_file_get_contents (path, &content, &length, NULL))
        {
          search_text (s, path, content, length);
          n++;
        }
    }
  return n;
}

static void
abort_driver (Search *s)
{
  g_autoptr (GError) error = NULL;
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (s->driver), "now\n", 4, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  g_subprocess_wait (s->driver, NULL, &error);
  g_assert_no_error (error);
  int status = g_subprocess_get_status (s->driver);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
  g_assert_false (WCOREDUMP (status));
}

static void
stop (Search *s)
{
  training_process_stop (&s->training);
  g_clear_object (&s->driver);
  g_ptr_array_unref (s->secrets);
  g_string_free (s->said, TRUE);
  g_free (s->pid);
  g_free (s->log);
  g_free (s->temporary);
  g_free (s->cache_folder);
  scratch_folder_free (s->folder);
}

static void
test_secrets (void)
{
  Search s = { 0 };
  g_autofree char *log = NULL;
  gsize argv_length, environment_length;
  start (&s);
  wait_until_ready (&s);
  g_autofree char *argv = read_proc (&s, "cmdline", &argv_length);
  g_autofree char *environment = read_proc (&s, "environ", &environment_length);
  abort_driver (&s);
  collect_secrets (&s);
  g_assert_true (g_file_get_contents (s.log, &log, NULL, NULL));
  g_assert_nonnull (strstr (s.said->str, "DEBUG")); /* GLib writes these to stdout */
  search_log (&s, "the log", log);
  search_log (&s, "what was told", s.said->str);
  search_text (&s, "argv", argv, argv_length);
  search_text (&s, "the environment", environment, environment_length);
  g_assert_cmpuint (search_files (&s, s.cache_folder), >, 0);
  g_assert_cmpuint (search_files (&s, s.temporary), ==, 0); /* no temporary file, no core */
  stop (&s);
}

/* The search itself can find something. */
static void
test_search (void)
{
  if (g_test_subprocess ())
    {
      Search s = { .secrets = g_ptr_array_new (), .pid = (char *)"none" };
      g_ptr_array_add (s.secrets, (gpointer) "JBSWY3DPEHPK3PXP");
      if (g_getenv ("MADOGUCHI_TOKEN") != NULL)
        search_log (&s, "a log", "Bearer abc");
      search_text (&s, "a file", "..JBSWY3DPEHPK3PXP..", 20);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*secret number 0 stands in a file*");
  g_setenv ("MADOGUCHI_TOKEN", "1", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*a token stands in a log*");
  g_unsetenv ("MADOGUCHI_TOKEN");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/secrets", test_secrets);
  g_test_add_func ("/login/secrets/search", test_search);
  return g_test_run ();
}
