/* run-program-wine.c: see run-program.h; from a Windows program under Wine. Wine starts programs of
 * the system below it, but neither says when they end nor how: a shell script does, in files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-program.h"

#include <glib/gstdio.h>
#include <windows.h>

#define LOOK_MS 5

gboolean
run_program_is_there (const char *name)
{
  g_autofree char *path = g_strconcat ("Z:\\usr\\bin\\", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* "C:\x\y" as the system below names it; anything else as it is. (transfer full) */
static char *
below_wine (const char *text)
{
  char *path;

  if (!g_ascii_isalpha (text[0]) || text[1] != ':' || (text[2] != '\\' && text[2] != '/'))
    return g_strdup (text);
  path = g_strdup_printf ("%s/%c%s", g_getenv ("MDG_TEST_DOSDEVICES"), g_ascii_tolower (text[0]),
                          text + 1);
  return g_strdelimit (path, "\\", '/');
}

static void
append_quoted (GString *script, const char *text)
{
  g_autofree char *path = below_wine (text);
  g_autofree char *quoted = g_shell_quote (path);

  g_string_append_printf (script, "%s ", quoted);
}

static char *
write_script (const char *scratch, const char *folder, char **argv)
{
  g_autoptr (GString) script = g_string_new ("unset LD_LIBRARY_PATH\nPATH=/usr/bin:/bin\nhere=");
  char *path = g_build_filename (scratch, "run.sh", NULL);

  append_quoted (script, scratch);
  g_string_append (script, "\ncd ");
  append_quoted (script, folder != NULL ? folder : scratch);
  g_string_append (script, "&& ");
  for (guint i = 0; argv[i] != NULL; i++)
    append_quoted (script, argv[i]);
  g_string_append (script, "</dev/null >\"$here/output\" 2>&1\n"
                           "echo $? >\"$here/half\"; mv \"$here/half\" \"$here/status\"\n");
  g_assert_true (g_file_set_contents (path, script->str, -1, NULL));
  return path;
}

static void
start (const char *script)
{
  g_autofree char *path = below_wine (script);
  g_autofree char *command = g_strdup_printf ("Z:\\bin\\sh \"%s\"", path);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (command, -1, NULL, NULL, NULL);
  STARTUPINFOW startup = { .cb = sizeof startup };
  PROCESS_INFORMATION process = { 0 };

  if (!CreateProcessW (NULL, (WCHAR *)wide, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process))
    g_error ("%s: %lu", command, GetLastError ());
  CloseHandle (process.hThread);
  CloseHandle (process.hProcess);
}

/* (transfer full): the content of a file, which goes */
static char *
take_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_unlink (path);
  return content;
}

gboolean
run_program (const char *folder, char **argv, char **output)
{
  g_autofree char *scratch = g_dir_make_tmp ("madoguchi-run-XXXXXX", NULL);
  g_autofree char *script = write_script (scratch, folder, argv);
  g_autofree char *status = g_build_filename (scratch, "status", NULL);
  g_autofree char *said = NULL;
  g_autofree char *said_status = NULL;

  start (script);
  while (!g_file_test (status, G_FILE_TEST_EXISTS))
    Sleep (LOOK_MS);
  said_status = take_file (scratch, "status");
  said = take_file (scratch, "output");
  g_unlink (script);
  g_rmdir (scratch);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  return g_ascii_strtoll (said_status, NULL, 10) == 0;
}
