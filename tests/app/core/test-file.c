/* test-file.c: files that are complete or absent, also on a bad day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/file.h"

#include "core/error.h"
#include "core/file-reading.h"
#include "own-memory.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("madoguchi-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else is left */
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mdg_file_read (path, 1024, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content,
                   strlen (content));
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (mdg_file_write (fixture->path, "first", 5, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "first");
  g_assert_true (mdg_file_write (fixture->path, "second", 6, &error));
  assert_content (fixture->path, "second");
  g_assert_true (mdg_file_write (fixture->path, NULL, 0, &error));
  assert_content (fixture->path, "");
  GStatBuf status;
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (255, 'n');
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_assert_true (mdg_file_write (path, "x", 1, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "file", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (mdg_file_write (path, "x", 1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* A folder of that name cannot be replaced. */
static void
test_name_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (mdg_file_write (fixture->path, "x", 1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_rmdir (fixture->path);
}

static gboolean
write_fine (const char *temporary, gpointer data, GError **error)
{
  return g_file_set_contents (temporary, data, -1, error);
}

static gboolean
write_badly (const char *temporary, gpointer data, GError **error)
{
  g_assert_true (g_file_set_contents (temporary, data, -1, NULL));
  mdg_set_error (error, MDG_ERROR_NOT_SCANNABLE, "does not scan");
  return FALSE;
}

static gboolean
remove_instead (const char *temporary, gpointer data, GError **error)
{
  return g_remove (temporary) == 0;
}

/* As cairo does it: the file that is there is opened and emptied. */
static gboolean
write_in_place (const char *temporary, gpointer data, GError **error)
{
  FILE *file = g_fopen (temporary, "wb");
  gboolean written = fputs (data, file) >= 0;
  return fclose (file) == 0 && written;
}

static void
test_write_with (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (mdg_file_write_with (fixture->path, write_in_place, (gpointer) "good", &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "good");
  GStatBuf status;
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_false (mdg_file_write_with (fixture->path, write_badly, (gpointer) "bad", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_SCANNABLE);
  g_clear_error (&error);
  assert_content (fixture->path, "good");

  g_assert_false (mdg_file_write_with (fixture->path, remove_instead, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  assert_content (fixture->path, "good");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_write_with_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "file", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (mdg_file_write_with (path, write_fine, (gpointer) "x", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (mdg_file_read (fixture->path, 10, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (mdg_file_read (fixture->folder, 10, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);

  g_autofree char *text = g_strnfill (200000, 'x');
  g_assert_true (mdg_file_write (fixture->path, text, 200000, NULL));
  g_autoptr (GBytes) all = mdg_file_read (fixture->path, 200000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (all), ==, 200000);
  g_assert_null (mdg_file_read (fixture->path, 199999, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

static void
test_make_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outer = g_build_filename (fixture->folder, "a", NULL);
  g_autofree char *inner = g_build_filename (outer, "b", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (mdg_file_make_folder (inner, &error));
  g_assert_true (mdg_file_make_folder (inner, &error));
  GStatBuf status;
  g_assert_cmpint (g_stat (outer, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_rmdir (inner);
  g_assert_true (g_file_set_contents (inner, "in the way", -1, NULL));
  g_assert_false (mdg_file_make_folder (inner, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_remove (inner);
  g_rmdir (outer);
}

/* What was read is in the secret alone, and gone with it. */
static void
test_read_secret (Fixture *fixture, gconstpointer data)
{
  char text[41];
  g_autoptr (MemoryMark) mark = NULL;
  g_autoptr (MdgSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  memory_random_text (text, sizeof text - 1);
  mark = memory_mark_new (text);
  g_assert_true (mdg_file_write (fixture->path, text, sizeof text - 1, NULL));
  memset (text, 0, sizeof text);
  g_assert_false (memory_mark_is_found (mark));
  secret = mdg_file_read_secret (fixture->path, 40, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mdg_secret_get_length (secret), ==, 40);
  g_assert_true (memory_mark_is_found (mark));
  g_clear_pointer (&secret, mdg_secret_unref);
  g_assert_null (mdg_file_read_secret (fixture->path, 39, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_false (memory_mark_is_found (mark));
  g_clear_error (&error);
  g_remove (fixture->path);
  g_assert_null (mdg_file_read_secret (fixture->path, 39, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_errno (void)
{
  static const struct
  {
    int value;
    MdgErrorCode code;
  } cases[] = {
    { ENOSPC, MDG_ERROR_NO_SPACE },  { EDQUOT, MDG_ERROR_NO_SPACE },
    { EROFS, MDG_ERROR_READ_ONLY },  { EACCES, MDG_ERROR_READ_ONLY },
    { ENOENT, MDG_ERROR_NOT_FOUND }, { EBUSY, MDG_ERROR_IN_USE },
    { EIO, MDG_ERROR_DRIVE_FAILED }, { EFBIG, MDG_ERROR_TOO_LARGE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = mdg_file_error_from_errno (cases[i].value, "write", "/a/file");
      g_assert_error (error, MDG_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, "cannot write /a/file"));
    }
}

/* The process may write no more than 4 KiB into a file: the disk fills up in the middle. */
static void
test_full_in_the_middle (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, small;
  g_autofree char *text = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;
  g_assert_true (mdg_file_write (fixture->path, "old", 3, NULL));
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &small);
  gboolean written = mdg_file_write (fixture->path, text, 8192, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_false (written);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_TOO_LARGE);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* A file system of our own of 64 KiB, seen by this process only. */
static gboolean
mount_small (const char *folder)
{
  return unshare (CLONE_NEWNS) == 0 && mount ("none", "/", "none", MS_REC | MS_PRIVATE, "") == 0
         && mount ("none", folder, "tmpfs", 0, "size=64k") == 0;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;
  if (!mount_small (fixture->folder))
    {
      g_test_skip ("mounting needs more rights");
      return;
    }
  g_assert_true (mdg_file_write (fixture->path, "old", 3, NULL));
  g_assert_false (mdg_file_write (fixture->path, text, 200000, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  g_clear_error (&error);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  g_assert_cmpint (mount ("none", fixture->folder, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=64k"), ==,
                   0);
  g_assert_false (mdg_file_write (fixture->path, "new", 3, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
  assert_content (fixture->path, "old");
  g_assert_cmpint (umount (fixture->folder), ==, 0);
}

/* Nothing is read-only to root, so root tries as somebody else. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  const uid_t nobody = 65534;
  gboolean root = geteuid () == 0;
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_chmod (fixture->folder, root ? 0755 : 0500), ==, 0);
  if (root)
    g_assert_cmpint (seteuid (nobody), ==, 0);
  gboolean written = mdg_file_write (fixture->path, "x", 1, &error);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_chmod (fixture->folder, 0700);
  g_assert_false (written);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
}

static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stale = g_build_filename (fixture->folder, ".madoguchi-OLDOLD.tmp", NULL);
  g_autofree char *fresh = g_build_filename (fixture->folder, ".madoguchi-NEWNEW.tmp", NULL);
  g_autofree char *foreign = g_build_filename (fixture->folder, "old.tmp", NULL);
  struct utimbuf long_ago = { 1000000000, 1000000000 };
  const char *all[] = { stale, fresh, foreign };
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_true (g_file_set_contents (all[i], "x", 1, NULL));
  g_assert_cmpint (g_utime (stale, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (foreign, &long_ago), ==, 0);
  g_assert_true (mdg_file_write (fixture->path, "x", 1, NULL));
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_remove (fresh), ==, 0);
  g_assert_cmpint (g_remove (foreign), ==, 0);
}

#define VERSION_BYTES 100000

/* Writes one version after the other for ever, and a byte into the pipe for each. */
G_NORETURN static void
write_for_ever (const char *path, int pipe_end)
{
  g_autofree char *text = g_malloc (VERSION_BYTES);
  for (char version = 'a';; version = version == 'z' ? 'a' : (char)(version + 1))
    {
      memset (text, version, VERSION_BYTES);
      if (!mdg_file_write (path, text, VERSION_BYTES, NULL) || write (pipe_end, "", 1) != 1)
        _exit (1);
    }
}

static void
assert_one_version (const char *path)
{
  g_autoptr (GBytes) bytes = mdg_file_read (path, VERSION_BYTES, NULL);
  g_assert_nonnull (bytes);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_assert_cmpuint (length, ==, VERSION_BYTES);
  for (gsize i = 1; i < length; i++)
    g_assert_cmpint (text[i], ==, text[0]);
}

static void
remove_temporary_files (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_str_has_prefix (name, ".madoguchi-"))
        g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 40; round++)
    {
      int ends[2];
      g_assert_cmpint (pipe (ends), ==, 0);
      pid_t child = fork ();
      if (child == 0)
        write_for_ever (fixture->path, ends[1]);
      char byte;
      for (int versions = g_test_rand_int_range (1, 12); versions > 0; versions--)
        g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      close (ends[0]);
      close (ends[1]);
      assert_one_version (fixture->path);
      remove_temporary_files (fixture->folder);
    }
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* Returns: (transfer full): what came of reading @path beside, of ten bytes at most */
static GAsyncResult *
read_beside (const char *path, gboolean cancels)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  GAsyncResult *result = NULL;

  mdg_file_reading_begin (source, path, 10, cancellable, keep_result, &result);
  if (cancels)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_async_result_is_tagged (result, mdg_file_reading_begin));
  return result;
}

static void
assert_unread (const char *path, gboolean cancels, GQuark domain, int code)
{
  g_autoptr (GAsyncResult) result = read_beside (path, cancels);
  g_autoptr (GError) error = NULL;
  const char *read;

  g_assert_null (mdg_file_reading_finish (result, &read, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpstr (read, ==, path);
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *read;

  assert_unread (fixture->path, FALSE, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_true (mdg_file_write (fixture->path, "ten bytes.", 10, NULL));
  result = read_beside (fixture->path, FALSE);
  bytes = mdg_file_reading_finish (result, &read, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "ten bytes.", 10);
  g_assert_cmpstr (read, ==, fixture->path);
  assert_unread (fixture->path, TRUE, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (mdg_file_write (fixture->path, "eleven byte", 11, NULL));
  assert_unread (fixture->path, FALSE, MDG_ERROR, MDG_ERROR_DAMAGED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("write", test_write);
  ADD ("long-name", test_long_name);
  ADD ("no-folder", test_no_folder);
  ADD ("name-is-taken", test_name_is_taken);
  ADD ("write-with", test_write_with);
  ADD ("write-with-no-folder", test_write_with_no_folder);
  ADD ("read", test_read);
  ADD ("read-secret", test_read_secret);
  ADD ("make-folder", test_make_folder);
  g_test_add_func ("/core/file/errno", test_errno);
  ADD ("full-in-the-middle", test_full_in_the_middle);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("leftovers", test_leftovers);
  ADD ("killed", test_killed);
  ADD ("full-disk", test_full_disk);
  ADD ("reading", test_reading); /* threads come after what is forked */
  return g_test_run ();
}
