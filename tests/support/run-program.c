/* run-program.c: see run-program.h; on the system itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-program.h"

gboolean
run_program_is_there (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

gboolean
run_program (const char *folder, char **argv, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *messages = NULL;
  int status = -1;

  if (!g_spawn_sync (folder, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &messages, &status,
                     &error))
    g_error ("%s: %s", argv[0], error->message);
  if (output != NULL)
    *output = g_strconcat (out, messages, NULL);
  return g_spawn_check_wait_status (status, NULL);
}
