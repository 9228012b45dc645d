/* test-log.c: what goes into the log, and that it does not grow without end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "core/log.h"

/* Not g_log(): the test library of newer GLibs keeps those to itself. */
#define SAY(domain, level, ...) g_log_structured (domain, level, "MESSAGE", __VA_ARGS__)

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *scratch = g_dir_make_tmp ("madoguchi-log-XXXXXX", NULL);

  f->folder = g_build_filename (scratch, "窓口", "log", NULL);
  g_assert_true (mdg_log_open (f->folder, NULL));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *own = g_path_get_dirname (f->folder);
  g_autofree char *scratch = g_path_get_dirname (own);

  mdg_log_close ();
  remove_all (f->folder);
  g_assert_cmpint (g_rmdir (own), ==, 0);
  g_assert_cmpint (g_rmdir (scratch), ==, 0);
  g_free (f->folder);
}

static char *
path_of (Fixture *f, guint age)
{
  g_autofree char *name
      = age == 0 ? g_strdup (MDG_LOG_NAME) : g_strdup_printf ("madoguchi.%u.log", age);

  return g_build_filename (f->folder, name, NULL);
}

static char *
content_of (Fixture *f, guint age)
{
  g_autofree char *path = path_of (f, age);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static void
test_levels (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  SAY ("madoguchi-test", G_LOG_LEVEL_DEBUG, "own debug");
  SAY ("madoguchi-test", G_LOG_LEVEL_INFO, "own info");
  SAY (NULL, G_LOG_LEVEL_INFO, "nameless info");
  SAY ("madoguchi-test", G_LOG_LEVEL_WARNING, "own warning");
  SAY ("Gtk", G_LOG_LEVEL_INFO, "strange info");
  SAY ("Gtk", G_LOG_LEVEL_MESSAGE, "strange message");
  SAY ("Gtk", G_LOG_LEVEL_WARNING, "strange warning");
  text = content_of (f, 0);
  g_assert_null (strstr (text, "debug"));
  g_assert_null (strstr (text, "strange info"));
  g_assert_null (strstr (text, "strange message"));
  g_assert_nonnull (strstr (text, "Z info madoguchi-test: own info\n"));
  g_assert_nonnull (strstr (text, "Z info madoguchi: nameless info\n"));
  g_assert_nonnull (strstr (text, "Z warning madoguchi-test: own warning\n"));
  g_assert_nonnull (strstr (text, "Z warning Gtk: strange warning\n"));
}

static void
test_form (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *long_message = g_strnfill (100000, 'x');
  g_auto (GStrv) lines = NULL;

  SAY ("madoguchi", G_LOG_LEVEL_INFO, "一行目\n2026-01-01T00:00:00.000Z error forged: line");
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "\033[2J\a\r\t");
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "%s", long_message);
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "not UTF-8: %c", 0xff);
  text = content_of (f, 0);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_regex_match_simple (
      "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info madoguchi: 一行目 \\| 2026-",
      lines[0], 0, 0));
  g_assert_true (g_str_has_suffix (lines[1], ": ?[2J???"));
  g_assert_cmpuint (strlen (lines[2]), <, 5000);
}

/* The last defence, not the first: nobody logs a set-up key. */
static void
test_no_uri (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  SAY ("madoguchi", G_LOG_LEVEL_INFO, "seen <%s> and '%s' here", "otpauth://totp/a?secret=GEZDGNBV",
       "OTPAUTH-MIGRATION://offline?data=AAAA");
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "otpauth:");
  text = content_of (f, 0);
  g_assert_null (strstr (text, "GEZDGNBV"));
  g_assert_null (strstr (text, "AAAA"));
  g_assert_nonnull (strstr (text, "' here\n"));
}

static void
test_rotation (Fixture *f, gconstpointer data)
{
  g_autofree char *filling = g_strnfill (4000, 'y');
  g_autofree char *too_old = path_of (f, MDG_LOG_FILES);
  guint lines = (MDG_LOG_FILES + 2) * MDG_LOG_FILE_BYTES / 4000;
  g_autofree char *newest = NULL;
  g_autofree char *last = g_strdup_printf ("line %u ", lines - 1);
  g_autofree char *before = NULL;

  for (guint i = 0; i < lines; i++)
    SAY ("madoguchi", G_LOG_LEVEL_INFO, "line %u %s", i, filling);
  for (guint age = 0; age < MDG_LOG_FILES; age++)
    {
      g_autofree char *path = path_of (f, age);
      GStatBuf status;
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_size, <=, MDG_LOG_FILE_BYTES);
      if (age > 0)
        g_assert_cmpint (status.st_size, >, MDG_LOG_FILE_BYTES - 5000);
    }
  g_assert_false (g_file_test (too_old, G_FILE_TEST_EXISTS));
  newest = content_of (f, 0);
  g_assert_nonnull (strstr (newest, last));
  before = content_of (f, MDG_LOG_FILES - 1);
  g_assert_null (strstr (before, "line 0 "));
}

/* A log goes on where the last start left it. */
static void
test_again (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  SAY ("madoguchi", G_LOG_LEVEL_INFO, "first start");
  mdg_log_close ();
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "nobody listens");
  g_assert_true (mdg_log_open (f->folder, NULL));
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "second start");
  text = content_of (f, 0);
  g_assert_nonnull (strstr (text, "first start"));
  g_assert_null (strstr (text, "nobody listens"));
  g_assert_nonnull (strstr (text, "second start"));
}

#define THREADS 4
#define LINES 500

static gpointer
write_lines (gpointer number)
{
  for (guint i = 0; i < LINES; i++)
    SAY ("madoguchi", G_LOG_LEVEL_INFO, "thread %u line %u.", GPOINTER_TO_UINT (number), i);
  return NULL;
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[THREADS];
  g_autofree char *text = NULL;
  guint count = 0;

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("log", write_lines, GUINT_TO_POINTER (i));
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  text = content_of (f, 0);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_regex_match_simple ("^\\S+Z info madoguchi: thread \\d line \\d+\\.$", lines[i], 0, 0))
      count++;
  g_assert_cmpuint (count, ==, THREADS * LINES);
  g_assert_cmpuint (g_strv_length (lines), ==, THREADS * LINES + 1);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, 0);
  g_autofree char *below = g_build_filename (path, "log", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_false (mdg_log_open (below, &error));
  g_assert_true (error->domain == MDG_ERROR);
  SAY ("madoguchi", G_LOG_LEVEL_INFO, "still here");
  text = content_of (f, 0);
  g_assert_nonnull (strstr (text, "still here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Warnings are what is tested. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/log/levels", test_levels);
  ADD ("/log/form", test_form);
  ADD ("/log/no-uri", test_no_uri);
  ADD ("/log/rotation", test_rotation);
  ADD ("/log/again", test_again);
  ADD ("/log/threads", test_threads);
  ADD ("/log/no-folder", test_no_folder);
  return g_test_run ();
}
