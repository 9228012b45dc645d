/* test-backup-faults.c: the drive fails at every single operation there is, once or for good, in
 * every way; the program is killed before every single change; two programs work at once. After
 * each: the original untouched, and every file in the backup folder complete and verified, or
 * absent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <utime.h>

#include "backup-fixture.h"
#include "certificates/backup-folder.h"
#include "certificates/stick-identity.h"

#define STRIDE 7 /* so that the second kills are spread over all changes */
#define PAIRS 60

typedef struct
{
  BackupFixture backup;
  char *target; /* a plain folder on this computer's own file system */
  guint n_good, n_left, n_lone;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  backup_fixture_set_up (&f->backup, NULL);
  f->target = g_build_filename (f->backup.root, "target", NULL);
  g_mkdir (f->target, 0700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->target);
  backup_fixture_tear_down (&f->backup, NULL);
}

/* children ---------------------------------------------------------------------------------------
 */

static GSubprocess *
start_copy (Fixture *f, const char *source, const char *const *environment)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  for (guint i = 0; environment != NULL && environment[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, environment[i], environment[i + 1], TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("MADOGUCHI_BACKUP_CHILD"),
                                       "copy", source, f->target, FIXTURE_PASSWORD, NULL);
  g_assert_no_error (error);
  return child;
}

/* Its last line: "done …", "failed …". Returns: (transfer full) */
static char *
last_line (GSubprocess *child)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, NULL));
  g_strchomp (output);
  lines = g_strsplit (output, "\n", -1);
  n = g_strv_length (lines);
  return g_strdup (n > 0 ? lines[n - 1] : "");
}

/* A complete .p12 whose manifest was not written yet is no half thing: it is one of the originals,
 * whole. */
static gboolean
is_whole_copy (Fixture *f, const char *path)
{
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, length);
  return strcmp (hash, f->backup.p12_sha256) == 0;
}

static void
judge_folder (Fixture *f, const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autofree char *manifest = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  gboolean has_manifest = g_file_test (manifest, G_FILE_TEST_EXISTS);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        judge_folder (f, path);
      else if (g_str_has_suffix (name, ".p12") && !has_manifest)
        {
          g_assert_true (is_whole_copy (f, path));
          f->n_lone++;
        }
    }
}

/* Fails the test for anything that is neither complete nor absent; counts the rest. */
static guint
judge (Fixture *f)
{
  g_autofree char *root = g_build_filename (f->target, MDG_BACKUP_FOLDER_NAME, NULL);
  guint left = 0, lone = f->n_lone, good;

  judge_folder (f, root);
  if (f->n_lone > lone)
    return 0; /* the judge of whole backups would stumble over a copy without manifest */
  good = backup_fixture_judge (f->target, &left);
  f->n_good += good;
  f->n_left += left;
  return good;
}

static void
clean (Fixture *f)
{
  p12_run (NULL, NULL, "rm -rf %s", f->target);
  g_mkdir (f->target, 0700);
}

/* every operation --------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  const char *operation; /* (nullable): all */
  int error;
  gboolean stays;
  const char *says; /* (nullable): how the failure is called, each time */
} Fault;

static const Fault faults[] = {
  { "pulled", NULL, ENODEV, TRUE, NULL },
  { "pulled-eio", NULL, EIO, TRUE, NULL },
  { "io-error", NULL, EIO, FALSE, NULL },
  { "full", "write", ENOSPC, TRUE, "no-space" },
  { "write-error", "write", EIO, FALSE, "drive-failed" },
  { "flush-error", "flush", EIO, FALSE, "drive-failed" },
  { "flush-refused", "flush", EREMOTEIO, FALSE, "drive-failed" },
  { "bad-sector", "read", ENODATA, TRUE, "drive-failed" },
  { "rename-error", "rename", EIO, FALSE, "drive-failed" },
  { "read-only", NULL, EROFS, TRUE, NULL },
  { "no-right", "open", EACCES, FALSE, NULL },
};

/* Runs one with the fault at its @at-th operation; 0: with none, counted in @log. Returns: its last
 * line */
static char *
run_with_fault (Fixture *f, const Fault *fault, guint at, const char *log)
{
  g_autofree char *error = g_strdup_printf ("%d", fault->error);
  g_autofree char *number = g_strdup_printf ("%u", at);
  const char *environment[] = { "LD_PRELOAD",
                                g_getenv ("MADOGUCHI_FAULTY_FILES"),
                                "FAULT_BELOW",
                                f->target,
                                "FAULT_ERRNO",
                                error,
                                "FAULT_AT",
                                number,
                                "FAULT_STAYS",
                                fault->stays ? "1" : "0",
                                "FAULT_LOG",
                                log,
                                fault->operation != NULL ? "FAULT_OPERATION" : NULL,
                                fault->operation,
                                NULL };
  g_autoptr (GSubprocess) child = start_copy (f, f->backup.p12, environment);

  return last_line (child);
}

static guint
count_lines (const char *path)
{
  g_autofree char *content = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  for (const char *p = content; *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

/* How many operations a run has that could fail so. */
static guint
count_operations (Fixture *f, const Fault *fault)
{
  g_autofree char *log = g_build_filename (f->backup.root, "operations", NULL);
  g_autofree char *line = run_with_fault (f, fault, 0, log);

  g_assert_true (g_str_has_prefix (line, "done "));
  clean (f);
  return count_lines (log);
}

/* A backup that failed leaves no folder behind that holds a number and nothing else. */
static gboolean
has_only_number (Fixture *f)
{
  g_autofree char *root = g_build_filename (f->target, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autofree char *number = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);

  return g_file_test (number, G_FILE_TEST_EXISTS) && backup_fixture_count (root) == 1;
}

static void
test_fault (Fixture *f, gconstpointer data)
{
  const Fault *fault = data;
  guint n_operations = count_operations (f, fault), failed = 0, done = 0;

  g_assert_cmpuint (n_operations, >, 0);
  for (guint n = 1; n <= n_operations; n++)
    {
      g_autofree char *line = run_with_fault (f, fault, n, "/dev/null");
      gboolean good = g_str_has_prefix (line, "done ");
      guint n_good = judge (f);

      g_assert_true (good || g_str_has_prefix (line, "failed "));
      if (!good && fault->says != NULL
          && !g_str_has_prefix (line + strlen ("failed "), fault->says))
        g_error ("%s at operation %u: %s", fault->name, n, line);
      /* What was said to be done is there. */
      if (good)
        g_assert_cmpuint (n_good, ==, 1);
      /* A drive that fails for good does not let it be taken away, either. */
      if (!fault->stays)
        g_assert_false (has_only_number (f));
      failed += !good;
      done += good;
      clean (f);
    }
  g_assert_cmpuint (failed, >, 0);
  g_test_message ("%s: each of %u operations failed once: %u backups failed, %u were done in spite "
                  "of it; files: %u good, %u complete without manifest, %u temporary left over",
                  fault->name, n_operations, failed, done, f->n_good, f->n_lone, f->n_left);
}

/* A manifest may only vouch for a name that lasts: the copy's is flushed before the manifest gets
 * its own. */
static void
test_name_lasts (Fixture *f, gconstpointer data)
{
  g_autofree char *log = g_build_filename (f->backup.root, "operations", NULL);
  g_autofree char *line = run_with_fault (f, &faults[0], 0, log);
  g_autofree char *content = NULL;
  g_auto (GStrv) operations = NULL;
  guint n_renamed = 0, n_flushed = 0;

  g_assert_true (g_str_has_prefix (line, "done "));
  g_assert_true (g_file_get_contents (log, &content, NULL, NULL));
  operations = g_strsplit (content, "\n", -1);
  for (guint i = 0; operations[i] != NULL && n_renamed < 2; i++)
    {
      n_renamed += strstr (operations[i], " rename ") != NULL;
      n_flushed += n_renamed == 1 && strstr (operations[i], " flush ") != NULL;
    }
  g_assert_cmpuint (n_renamed, ==, 2);
  g_assert_cmpuint (n_flushed, >, 0);
}

/* kill -9 ----------------------------------------------------------------------------------------
 */

/* Lets one copy be killed before its @at-th change to the drive; 0: by nobody. @log: (nullable):
 * where each is noted. Returns: whether it was killed */
static gboolean
run_until_killed (Fixture *f, guint at, const char *log)
{
  g_autofree char *number = g_strdup_printf ("%u", at);
  const char *environment[] = { "LD_PRELOAD",
                                g_getenv ("MADOGUCHI_FAULTY_FILES"),
                                "FAULT_KILL",
                                "1",
                                "FAULT_BELOW",
                                f->target,
                                "FAULT_AT",
                                number,
                                log != NULL ? "FAULT_LOG" : NULL,
                                log,
                                NULL };
  g_autoptr (GSubprocess) child = start_copy (f, f->backup.p12, environment);
  g_autofree char *line = last_line (child);

  if (!g_subprocess_get_if_signaled (child))
    {
      g_assert_true (g_str_has_prefix (line, "done "));
      return FALSE;
    }
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  g_assert_false (g_str_has_prefix (line, "done "));
  return TRUE;
}

/* As if a while had passed: then what a killed program left is taken away. */
static void
age_leftovers (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  struct utimbuf long_ago = { 1000000000, 1000000000 };
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        age_leftovers (path);
      else if (g_str_has_prefix (name, ".madoguchi-"))
        g_utime (path, &long_ago);
    }
}

/* Whatever state a kill left, the next run makes a whole backup of it and tidies up. */
static void
recover (Fixture *f)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *line = NULL;
  guint left = 0;

  age_leftovers (f->target);
  child = start_copy (f, f->backup.p12, NULL);
  line = last_line (child);
  g_assert_true (g_str_has_prefix (line, "done "));
  g_assert_cmpuint (backup_fixture_judge (f->target, &left), ==, 1);
  g_assert_cmpuint (left, ==, 0);
}

/* Before each change there is; then once more somewhere else in what that one left. */
static void
test_kill (Fixture *f, gconstpointer data)
{
  g_autofree char *log = g_build_filename (f->backup.root, "operations", NULL);
  guint n_changes, again = 0;

  g_assert_false (run_until_killed (f, 0, log));
  n_changes = count_lines (log);
  g_assert_cmpuint (n_changes, >, 10);
  for (guint n = 1; n <= n_changes; n++)
    {
      clean (f);
      g_assert_true (run_until_killed (f, n, NULL));
      judge (f);
      if (n % 2 == 0)
        {
          again += run_until_killed (f, 1 + n * STRIDE % n_changes, NULL);
          judge (f);
        }
      recover (f);
    }
  g_assert_cmpuint (again, >, n_changes / 4);
  g_test_message (
      "killed before each of %u changes, %u times once more after that; files: %u good, "
      "%u complete without manifest, %u temporary left over, 0 half",
      n_changes, again, f->n_good, f->n_lone, f->n_left);
}

/* two at once ------------------------------------------------------------------------------------
 */

static void
test_two_programs (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->backup.root, "second", NULL);
  g_autofree char *second = g_build_filename (folder, "OQS_電子証明書.p12", NULL);
  guint shared = 0;

  /* Of the same name, in another folder: other bytes. */
  g_mkdir (folder, 0700);
  g_assert_true (p12_run (NULL, NULL, "cp %s %s", f->backup.p12, second));
  for (guint round = 0; round < PAIRS; round++)
    {
      g_autoptr (GSubprocess) a = start_copy (f, f->backup.p12, NULL);
      g_autoptr (GSubprocess) b = start_copy (f, second, NULL);
      g_autofree char *a_line = last_line (a);
      g_autofree char *b_line = last_line (b);

      g_assert_true (g_str_has_prefix (a_line, "done "));
      g_assert_true (g_str_has_prefix (b_line, "done "));
      /* One file: whoever came second found it there. */
      g_assert_cmpuint (backup_fixture_judge (f->target, NULL), ==, 1);
      shared += strstr (a_line, "was-there") != NULL || strstr (b_line, "was-there") != NULL;
      clean (f);
    }
  g_test_message ("%u pairs of programs, each made one backup; %u times one found the other's",
                  PAIRS, shared);
  g_assert_cmpuint (shared, ==, PAIRS);
}

static void
test_two_programs_two_files (Fixture *f, gconstpointer data)
{
  g_autoptr (P12Maker) maker = p12_maker_new (FIXTURE_CODE, 400);
  g_autofree char *made = p12_maker_make (maker, P12_OPENSSL, "other", FIXTURE_PASSWORD, "", NULL);
  g_autofree char *second = g_build_filename (maker->folder, "OQS_電子証明書.p12", NULL);

  g_assert_cmpint (g_rename (made, second), ==, 0);
  for (guint round = 0; round < PAIRS; round++)
    {
      g_autoptr (GSubprocess) a = start_copy (f, f->backup.p12, NULL);
      g_autoptr (GSubprocess) b = start_copy (f, second, NULL);
      g_autofree char *a_line = last_line (a);
      g_autofree char *b_line = last_line (b);

      g_assert_true (g_str_has_prefix (a_line, "done "));
      g_assert_true (g_str_has_prefix (b_line, "done "));
      g_assert_cmpuint (backup_fixture_judge (f->target, NULL), ==, 2);
      clean (f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/backup-faults/", faults[i].name, NULL);

      g_test_add (path, Fixture, &faults[i], set_up, test_fault, tear_down);
    }
  g_test_add ("/backup-faults/name-lasts", Fixture, NULL, set_up, test_name_lasts, tear_down);
  g_test_add ("/backup-faults/kill", Fixture, NULL, set_up, test_kill, tear_down);
  g_test_add ("/backup-faults/two-programs", Fixture, NULL, set_up, test_two_programs, tear_down);
  g_test_add ("/backup-faults/two-programs-two-files", Fixture, NULL, set_up,
              test_two_programs_two_files, tear_down);
  return g_test_run ();
}
