/* test-contained.c: whatever a program in a process of its own does, its caller gets an answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/contained.h"

#include <glib/gstdio.h>
#include <string.h>

#define PLENTY 60 /* seconds; no test waits for them */

/* A program that a shell understands. Returns: (transfer full): where it lies */
static char *
write_program (const char *script)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-contained-XXXXXX", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  char *path = g_build_filename (folder, "program", NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  return path;
}

static void
remove_program (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static MdgSecret *
run (const char *script, gsize input, gsize limit, guint seconds, GError **error)
{
  g_autofree char *program = write_program (script);
  g_autofree char *bytes = g_strnfill (input, 'x');
  g_autoptr (MdgSecret) secret = mdg_secret_new (bytes, input);
  MdgSecret *answer = mdg_contained_run (program, secret, limit, seconds, NULL, error);

  remove_program (program);
  return answer;
}

static void
assert_fails (const char *script, gsize input, guint seconds, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run (script, input, 1000, seconds, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

static void
test_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) count = run ("wc -c", 5 * 1024 * 1024, 100, PLENTY, &error);
  g_autoptr (MdgSecret) whole = run ("cat", 1000, 1000, PLENTY, &error);
  g_autoptr (MdgSecret) none = run ("cat >/dev/null", 1000, 1000, PLENTY, &error);

  g_assert_no_error (error);
  g_assert_cmpint (atoi (mdg_secret_get_string (count)), ==, 5 * 1024 * 1024);
  g_assert_cmpuint (mdg_secret_get_length (whole), ==, 1000);
  g_assert_cmpuint (mdg_secret_get_length (none), ==, 0);
}

static void
test_failures (void)
{
  g_autoptr (MdgSecret) input = mdg_secret_new ("", 0);
  g_autoptr (GError) error = NULL;

  assert_fails ("cat >/dev/null; exit 3", 10, PLENTY, MDG_ERROR_DAMAGED);
  assert_fails ("kill -SEGV $$", 10, PLENTY, MDG_ERROR_DAMAGED);
  assert_fails ("echo begun; kill -ABRT $$", 10, PLENTY, MDG_ERROR_DAMAGED);
  assert_fails ("cat", 1001, PLENTY, MDG_ERROR_TOO_LARGE);
  assert_fails ("yes", 10, PLENTY, MDG_ERROR_TOO_LARGE);
  /* Gone before it has read everything: the broken pipe must not end this program. */
  assert_fails ("exit 1", 5 * 1024 * 1024, PLENTY, MDG_ERROR_DAMAGED);
  assert_fails ("exec tail -f /dev/null", 10, 1, MDG_ERROR_TIMED_OUT);
  /* It never reads what it is given. */
  assert_fails ("exec tail -f /dev/null", 5 * 1024 * 1024, 1, MDG_ERROR_TIMED_OUT);
  /* Its answer is over, it is not. */
  assert_fails ("cat >/dev/null; exec tail -f /dev/null >/dev/null", 10, 1, MDG_ERROR_TIMED_OUT);
  g_assert_null (mdg_contained_run ("/nowhere/program", input, 10, PLENTY, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

typedef struct
{
  GCancellable *cancellable;
  char *mark;
} Impatient;

/* Waits until the program runs, then has no more patience. */
static gpointer
cancel (gpointer data)
{
  Impatient *impatient = data;

  while (!g_file_test (impatient->mark, G_FILE_TEST_EXISTS))
    g_thread_yield ();
  g_cancellable_cancel (impatient->cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-contained-XXXXXX", NULL);
  g_autofree char *mark = g_build_filename (folder, "runs", NULL);
  g_autofree char *script
      = g_strdup_printf ("echo $$ >%s.tmp; mv %s.tmp %s; exec tail -f /dev/null", mark, mark, mark);
  g_autofree char *program = write_program (script), *pid = NULL, *process = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MdgSecret) input = mdg_secret_new ("", 0);
  g_autoptr (GError) error = NULL;
  Impatient impatient = { cancellable, mark };
  GThread *thread = g_thread_new ("impatient", cancel, &impatient);

  g_assert_null (mdg_contained_run (program, input, 10, PLENTY, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  /* It is gone. */
  g_assert_true (g_file_get_contents (mark, &pid, NULL, NULL));
  process = g_strdup_printf ("/proc/%s", g_strstrip (pid));
  g_assert_false (g_file_test (process, G_FILE_TEST_EXISTS));
  g_remove (mark);
  g_rmdir (folder);
  remove_program (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contained/answers", test_answers);
  g_test_add_func ("/contained/failures", test_failures);
  g_test_add_func ("/contained/cancelled", test_cancelled);
  return g_test_run ();
}
