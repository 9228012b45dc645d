/* bench-backup.c BYTES: a certificate file of about so many bytes (of more than such a file can
 * have: any file) backed up by the job (copied, flushed, read back past the cache, compared,
 * recorded, settled), against the commands that do the same by hand: cp, sync, the file's pages
 * dropped (dd iflag=nocache), sha256sum of both. In turns, onto the same file system: FAT32 in a
 * loop device where this user may mount one, else the folder's own. Prints a line a round and the
 * ratio of the medians. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificates/backup-job.h"
#include "certificates/sha256.h"

#define ROUNDS_SMALL 41
#define ROUNDS_LARGE 15
#define LARGE (1024 * 1024)

typedef struct
{
  char *folder; /* scratch */
  char *target; /* a folder, or where the loop device is mounted */
  char *source;
  char *sha256;
  gboolean is_mounted;
} Bench;

static double
now (void)
{
  return (double)g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Returns: whether it ended well. @output: (out) (optional) (transfer full) */
static gboolean
try_run (char **output, ...)
{
  const char *argv[16];
  int status = -1, n = 0;
  va_list words;

  va_start (words, output);
  do
    argv[n] = va_arg (words, const char *);
  while (argv[n++] != NULL);
  va_end (words);
  return g_spawn_sync (NULL, (char **)argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL
                           | (output == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : 0),
                       NULL, NULL, output, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

static void
must (gboolean good, const char *what)
{
  if (!good)
    g_error ("%s failed", what);
}

/* the two sides ------------------------------------------------------------------------------ */

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static double
time_ours (const Bench *bench, MdgClock *clock)
{
  double begin = now (), time;
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const MdgBackupCopy *copy;

  mdg_backup_job_add_folder (job, bench->source, NULL, bench->target);
  mdg_backup_job_run_async (job, NULL, store, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!mdg_backup_job_run_finish (job, result, &error))
    g_error ("%s", error->message);
  time = now () - begin;
  copy = mdg_backup_job_get_copies (job)->pdata[0];
  must (!copy->was_there && strcmp (copy->manifest->sha256, bench->sha256) == 0, "the backup");
  return time;
}

static double
time_theirs (const Bench *bench)
{
  g_autofree char *copy = g_build_filename (bench->target, "copy.p12", NULL);
  g_autofree char *input = g_strconcat ("if=", copy, NULL);
  g_autofree char *sums = NULL;
  double begin = now (), time;
  const char *second;

  must (try_run (NULL, "cp", bench->source, copy, NULL), "cp");
  must (try_run (NULL, "sync", "-f", copy, NULL), "sync");
  must (try_run (NULL, "dd", input, "iflag=nocache", "count=0", NULL), "dd");
  must (try_run (&sums, "sha256sum", bench->source, copy, NULL), "sha256sum");
  time = now () - begin;
  second = strchr (sums, '\n');
  must (g_str_has_prefix (sums, bench->sha256) && second != NULL
            && g_str_has_prefix (second + 1, bench->sha256),
        "the comparison");
  return time;
}

/* Neither side pays for what the other left. */
static void
wipe (const Bench *bench)
{
  must (try_run (NULL, "find", bench->target, "-mindepth", "1", "-delete", NULL), "find");
  must (try_run (NULL, "sync", "-f", bench->target, NULL), "sync");
}

/* the ground --------------------------------------------------------------------------------- */

static void
make_any_file (const Bench *bench, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8)g_random_int ();
  must (g_file_set_contents (bench->source, (const char *)bytes, (gssize)length, NULL), "writing");
}

/* @padding: characters in its name for people; each takes four bytes. */
static gsize
make_certificate (const Bench *bench, const char *key, const char *certificate, gsize padding)
{
  g_autofree char *name = g_strnfill (MAX (padding, 1), 'x');
  GStatBuf status;

  must (try_run (NULL, "openssl", "pkcs12", "-export", "-in", certificate, "-inkey", key, "-name",
                 name, "-passout", "pass:bench", "-out", bench->source, NULL),
        "openssl pkcs12");
  must (g_stat (bench->source, &status) == 0, "looking at the certificate");
  return (gsize)status.st_size;
}

static void
make_padded_certificate (const Bench *bench, gsize length)
{
  g_autofree char *key = g_build_filename (bench->folder, "key", NULL);
  g_autofree char *certificate = g_build_filename (bench->folder, "certificate.pem", NULL);
  gsize least;

  must (try_run (NULL, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key,
                 "-out", certificate, "-days", "400", "-subj", "/CN=1310212345", NULL),
        "openssl req");
  least = make_certificate (bench, key, certificate, 1);
  if (least < length)
    make_certificate (bench, key, certificate, (length - least) / 4);
}

static void
make_source (Bench *bench, gsize length)
{
  g_autofree char *bytes = NULL;
  gsize made = 0;

  bench->source = g_build_filename (bench->folder, "certificate.p12", NULL);
  if (length > LARGE)
    make_any_file (bench, length);
  else
    make_padded_certificate (bench, length);
  must (g_file_get_contents (bench->source, &bytes, &made, NULL), "reading");
  bench->sha256 = mdg_sha256_of (bytes, made);
  g_printerr ("backup: %" G_GSIZE_FORMAT " bytes\n", made);
}

static gboolean
mount_fat (const Bench *bench)
{
  g_autofree char *image = g_build_filename (bench->folder, "image", NULL);

  return try_run (NULL, "truncate", "-s", "256M", image, NULL)
         && try_run (NULL, "mkfs.vfat", "-F", "32", image, NULL)
         && try_run (NULL, "mount", "-t", "vfat", "-o", "loop,utf8", image, bench->target, NULL);
}

static void
set_up (Bench *bench, gsize length)
{
  bench->folder = g_dir_make_tmp ("madoguchi-bench-XXXXXX", NULL);
  bench->target = g_build_filename (bench->folder, "target", NULL);
  g_mkdir (bench->target, 0700);
  make_source (bench, length);
  bench->is_mounted = mount_fat (bench);
  g_printerr ("backup: onto %s\n", bench->is_mounted ? "FAT32" : "the folder's own file system");
}

static void
tear_down (Bench *bench)
{
  if (bench->is_mounted)
    must (try_run (NULL, "umount", bench->target, NULL), "umount");
  must (try_run (NULL, "rm", "-rf", bench->folder, NULL), "rm");
  g_free (bench->folder);
  g_free (bench->target);
  g_free (bench->source);
  g_free (bench->sha256);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, times->len / 2);
}

int
main (int argc, char **argv)
{
  gsize length = argc > 1 ? strtoul (argv[1], NULL, 10) : 4096;
  int rounds = length > LARGE ? ROUNDS_LARGE : ROUNDS_SMALL;
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  Bench bench = { 0 };

  set_up (&bench, length);
  for (int i = -1; i < rounds; i++) /* the first round loads the programs and is not counted */
    {
      double a, b;

      wipe (&bench);
      a = time_ours (&bench, clock);
      wipe (&bench);
      b = time_theirs (&bench);
      if (i < 0)
        continue;
      g_array_append_val (ours, a);
      g_array_append_val (theirs, b);
      printf ("{\"name\": \"backup\", \"ours\": %.6f, \"other\": %.6f}\n", a, b);
    }
  printf ("backup_ratio=%.2f\n", median (ours) / median (theirs));
  tear_down (&bench);
  return 0;
}
