/* main.c: madoguchi-training, the reference service as a program of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "version.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include "training/ending.h"
#include "training/result-files.h"
#include "training/scenario.h"
#include "training/training-service.h"

#define SUMMARY                                                                                    \
  "The Madoguchi training service: HTTPS with mutual TLS on 127.0.0.1, as openapi.yaml says.\n"    \
  "\n"                                                                                             \
  "When it is ready it prints one line of JSON: endpoint, CA file, client certificate (.p12) "     \
  "with\n"                                                                                         \
  "its password, and the training accounts with their state. Everything it keeps is in the "       \
  "state\n"                                                                                        \
  "folder; one process at a time may use it. SIGTERM or Ctrl-C ends it."

#define DETAILS                                                                                    \
  "Examples:\n"                                                                                    \
  "  madoguchi-training --state ~/.local/share/madoguchi-training\n"                               \
  "  madoguchi-training --state /tmp/many --port 8443 --accounts 100000 --seed 7\n"                \
  "  madoguchi-training --receptions 5000 --receptions-folder /tmp/face\n"                         \
  "\n"                                                                                             \
  "A state folder remembers how many accounts were generated and from which seed; --accounts "     \
  "can\n"                                                                                          \
  "only add to them. Every second one is for the app (W), the others log in (WA). Of the\n"        \
  "first 200 generated accounts the ready line lists those that log in.\n"                         \
  "\n"                                                                                             \
  "With --receptions it serves nobody: it writes result files of a face reader, of invented "      \
  "people\n"                                                                                       \
  "and with every code value, and ends.\n"                                                         \
  "\n"                                                                                             \
  "Exit status: 0 after SIGTERM or Ctrl-C, or when all files are written; 1 when it could not "    \
  "start; 2 for wrong options."

typedef struct
{
  char *state;
  int port;
  int accounts;
  gint64 seed;
  int receptions;
  char *receptions_folder;
  gboolean verbose;
  gboolean version;
} Options;

typedef struct
{
  GMainLoop *loop;
  int status;
} Run;

static gboolean
check_options (const Options *options)
{
  if (options->receptions < 0 || options->receptions > MDG_RESULT_FILES_MAX)
    g_printerr ("madoguchi-training: --receptions must be 0 to %d\n", MDG_RESULT_FILES_MAX);
  else if (options->receptions > 0 && (!options->receptions_folder || !*options->receptions_folder))
    g_printerr ("madoguchi-training: --receptions-folder DIR is missing; --help says more\n");
  else if (options->receptions == 0 && (!options->state || !*options->state))
    g_printerr ("madoguchi-training: --state DIR is missing; --help says more\n");
  else if (options->port < 0 || options->port > 65535)
    g_printerr ("madoguchi-training: --port must be 0 to 65535\n");
  else if (options->accounts < 0 || options->accounts > MDG_SCENARIO_MAX_GENERATED)
    g_printerr ("madoguchi-training: --accounts must be 0 to %d\n", MDG_SCENARIO_MAX_GENERATED);
  else if (options->seed < 0 || options->seed > G_MAXUINT32)
    g_printerr ("madoguchi-training: --seed must be 0 to %u\n", G_MAXUINT32);
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse_options (int *argc, char ***argv, Options *options)
{
  const GOptionEntry entries[] = {
    { "state", 's', 0, G_OPTION_ARG_FILENAME, &options->state,
      "Folder for certificates and ledger; made when missing", "DIR" },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port,
      "Port on 127.0.0.1; without it, any that is free", "N" },
    { "accounts", 'n', 0, G_OPTION_ARG_INT, &options->accounts, "Generate N further accounts",
      "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      "Seed of their names, numbers and passwords", "N" },
    { "receptions", 0, 0, G_OPTION_ARG_INT, &options->receptions,
      "Write N result files of a face reader instead, and end", "N" },
    { "receptions-folder", 0, 0, G_OPTION_ARG_FILENAME, &options->receptions_folder,
      "Where to; made when missing", "DIR" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "Tell of every request on stderr",
      NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version and end", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, SUMMARY);
  g_option_context_set_description (context, DETAILS);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    g_printerr ("madoguchi-training: %s\n", error->message);
  else if (*argc > 1)
    g_printerr ("madoguchi-training: “%s” is no option\n", (*argv)[1]);
  else
    return options->version || check_options (options);
  return FALSE;
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgConnection) connection
      = mdg_backend_start_finish (MDG_BACKEND (source), result, &error);
  Run *run = data;
  char *json;

  if (!connection)
    {
      g_printerr ("madoguchi-training: %s\n", error->message);
      run->status = EXIT_FAILURE;
      g_main_loop_quit (run->loop);
      return;
    }
  json = mdg_connection_to_json (connection);
  puts (json);
  fflush (stdout);
  mdg_wipe_string (json);
}

static int
serve (const Options *options)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgTrainingService) service = mdg_training_service_new (
      options->state, clock, (guint)options->port, (guint)options->accounts, (guint)options->seed);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { loop, EXIT_SUCCESS };

  mdg_ending_watch (loop);
  mdg_backend_start_async (MDG_BACKEND (service), NULL, on_started, &run);
  g_main_loop_run (loop);
  mdg_backend_stop (MDG_BACKEND (service));
  mdg_ending_unwatch ();
  return run.status;
}

static int
write_receptions (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgResultFiles) files
      = mdg_result_files_new ((guint)options->receptions, (guint)options->seed,
                              g_get_real_time () / G_USEC_PER_SEC, &error);

  if (files && mdg_result_files_write (files, options->receptions_folder, &error))
    return EXIT_SUCCESS;
  g_printerr ("madoguchi-training: %s\n", error->message);
  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  Options options = { .seed = 1 };
  int status = 2;

  setlocale (LC_ALL, "");
  /* stdout is for the ready line alone. */
  g_log_writer_default_set_use_stderr (TRUE);
  if (parse_options (&argc, &argv, &options))
    {
      if (options.verbose)
        g_setenv ("G_MESSAGES_DEBUG", G_LOG_DOMAIN, TRUE);
      status = 0;
      if (options.version)
        g_print ("madoguchi-training %s\n", MDG_VERSION);
      else if (options.receptions > 0)
        status = write_receptions (&options);
      else
        status = serve (&options);
    }
  g_free (options.state);
  g_free (options.receptions_folder);
  return status;
}
