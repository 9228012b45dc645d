/* test-backup.c: copies and jobs, on the computer for tests, whose drives do as they are told.
 * (What real file systems do is in tests/drives.)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "backup-fixture.h"
#include "certificates/backup-folder.h"
#include "certificates/backup-job.h"

#define FLIP_ROUNDS 400
/* A bit that small files do not have, and a certificate has. */
#define BEHIND_NUMBER (8 * 1000)

/* a copy ----------------------------------------------------------------------------------------
 */

static char *
read_text (const char *a, const char *b, const char *c)
{
  g_autofree char *path = g_build_filename (a, b, c, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_copy (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_autofree char *root = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autofree char *readme = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *manifest = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (copy->step, ==, MDG_BACKUP_DONE);
  g_assert_false (copy->was_there);
  g_assert_true (copy->manifest->key_checked);
  g_assert_cmpstr (copy->manifest->sha256, ==, f->p12_sha256);
  g_assert_cmpstr (copy->manifest->institution_code, ==, FIXTURE_CODE);
  g_assert_cmpstr (copy->drive->serial, ==, "1A2B-3C4D");
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  /* A person finds it with Explorer. */
  folder = g_path_get_dirname (copy->path);
  g_assert_nonnull (strstr (folder, MDG_BACKUP_FOLDER_NAME G_DIR_SEPARATOR_S FIXTURE_CODE "_20"));
  g_assert_true (g_str_has_suffix (folder, "まで"));
  g_assert_true (g_str_has_suffix (copy->path, "OQS_電子証明書.p12"));
  readme = read_text (root, MDG_BACKUP_README_NAME, NULL);
  g_assert_true (g_str_has_prefix (readme, "\xef\xbb\xbf電子証明書"));
  g_assert_nonnull (strstr (readme, "\r\n"));
  /* No secret on the stick. */
  manifest = read_text (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_assert_null (strstr (manifest, FIXTURE_PASSWORD));
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 5);
}

static void
test_copy_again (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  guint n = backup_fixture_count (f->stick);
  g_autoptr (MdgBackupCopy) second = backup_fixture_copy (f, f->p12, f->stick, &error);

  g_assert_no_error (error);
  g_assert_true (second->was_there);
  g_assert_true (second->manifest->key_checked);
  g_assert_cmpstr (first->path, ==, second->path);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, n);
}

/* The same certificate in a file with other bytes. */
static void
write_reformed (BackupFixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) made = NULL;
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (f->p12, &bytes, &length, NULL));
  original = g_bytes_new_take (bytes, length);
  made = mdg_certificate_reform (original, f->password, MDG_P12_FORM_OLD_WINDOWS, &error);
  g_assert_no_error (error);
  backup_fixture_write (path, g_bytes_get_data (made, NULL), (gssize)g_bytes_get_size (made));
}

/* Another file of the same certificate, under the same name: a generation of its own. */
static void
test_generations (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_autofree char *folder = g_build_filename (f->root, "other", NULL);
  g_autofree char *path = g_build_filename (folder, "OQS_電子証明書.p12", NULL);
  g_autoptr (MdgBackupCopy) second = NULL;

  g_mkdir (folder, 0700);
  write_reformed (f, path);
  second = mdg_backup_copy_new (path, f->password, f->stick);
  g_assert_true (mdg_backup_copy_run (second, 1, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (second->was_there);
  g_assert_nonnull (strstr (second->path, "まで_2"));
  g_assert_cmpstr (first->path, !=, second->path);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 2);
}

/* What somebody else put where ours would go stays as it is. */
static void
test_name_clash (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_autofree char *folder = g_path_get_dirname (first->path);
  g_autofree char *manifest = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autofree char *content = NULL;
  g_autoptr (MdgBackupCopy) second = NULL;

  backup_fixture_write (first->path, "somebody's", -1);
  g_unlink (manifest);
  second = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (second->path, "まで_2"));
  g_assert_true (g_file_get_contents (first->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "somebody's");
}

/* A copy that was complete when the program was killed before the manifest is taken in. */
static void
test_lone_copy (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_autofree char *folder = g_path_get_dirname (first->path);
  g_autofree char *manifest = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (MdgBackupCopy) second = NULL;

  g_unlink (manifest);
  second = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_true (second->was_there);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
}

/* Somebody took the file away, or the drive lost it: it goes back to where its manifest says that
 * it is. */
static void
test_missing_there (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  guint n = backup_fixture_count (f->stick);
  g_autoptr (MdgBackupCopy) second = NULL;

  g_unlink (first->path);
  second = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_false (second->was_there);
  g_assert_cmpstr (second->path, ==, first->path);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, n);
}

/* A damaged backup keeps its place; the good one goes beside it. */
static void
test_damaged_there (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) first = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_autofree char *content = NULL;
  g_autoptr (MdgBackupCopy) second = NULL;
  g_autoptr (MdgBackupCopy) third = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (first->path, &content, &length, NULL));
  content[length / 2] ^= 1;
  backup_fixture_write (first->path, content, (gssize)length);
  second = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_false (second->was_there);
  g_assert_nonnull (strstr (second->path, "まで_2"));
  third = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_true (third->was_there);
  g_assert_cmpstr (third->path, ==, second->path);
}

static void
test_unknown_password (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (f->p12, NULL, f->stick);
  g_autoptr (MdgSecret) wrong = mdg_secret_new_from_string ("not-this-one");
  g_autoptr (MdgBackupCopy) refused = mdg_backup_copy_new (f->p12, wrong, f->other);

  g_assert_true (mdg_backup_copy_run (copy, 1, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (copy->manifest->key_checked);
  g_assert_nonnull (strstr (copy->path, "未確認_OQS_電子証明書"));
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  g_assert_false (mdg_backup_copy_run (refused, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_assert_cmpint (refused->step, ==, MDG_BACKUP_FAILED);
  g_assert_cmpuint (backup_fixture_count (f->other), ==, 0);
}

/* bad days --------------------------------------------------------------------------------------
 */

static void
assert_refused (BackupFixture *f, const char *target, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;
  guint before = backup_fixture_count (target);
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, target, &error);

  g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_error (copy->error, MDG_ERROR, (int)code);
  g_assert_cmpint (copy->step, ==, MDG_BACKUP_FAILED);
  g_assert_cmpuint (backup_fixture_count (target), ==, before);
}

static void
test_bad_drives (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();

  stick.is_write_protected = TRUE;
  backup_fixture_plug ("A", &stick);
  assert_refused (f, f->stick, MDG_ERROR_READ_ONLY);
  stick.is_write_protected = FALSE;
  stick.is_locked = TRUE;
  backup_fixture_plug ("A", &stick);
  assert_refused (f, f->stick, MDG_ERROR_DRIVE_LOCKED);
  stick.is_locked = FALSE;
  stick.size = 1000;
  backup_fixture_plug ("A", &stick);
  assert_refused (f, f->stick, MDG_ERROR_NO_SPACE);
  mdg_fake_pull_drive ("A");
  assert_refused (f, f->stick, MDG_ERROR_DRIVE_GONE);
}

/* Where a stick was there is another one now, or only a folder of the system's disk. */
static void
test_other_drive (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (f->p12, f->password, f->stick);
  g_autoptr (MdgDrive) drive = mdg_drives_find (f->stick, &error);
  MdgDrive other = backup_fixture_stick ();

  g_assert_no_error (error);
  mdg_backup_copy_expect (copy, drive);
  other.serial = (char *)"FFFF-0000";
  backup_fixture_plug ("A", &other);
  g_assert_false (mdg_backup_copy_run (copy, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

/* A file of 4 GiB (with a hole: nothing is written) does not go onto FAT32; onto exFAT it may. */
static void
test_four_gib (BackupFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->root, "huge.p12", NULL);
  g_autoptr (GError) error = NULL;
  MdgDrive stick = backup_fixture_stick ();
  g_autoptr (MdgBackupCopy) refused = NULL;
  g_autoptr (MdgBackupCopy) full = NULL;

  stick.size = G_GUINT64_CONSTANT (64) << 30;
  backup_fixture_plug ("A", &stick);
  g_assert_true (p12_run (NULL, NULL, "truncate -s 4G %s", path));
  refused = backup_fixture_copy (f, path, f->stick, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_TOO_LARGE);
  g_clear_error (&error);
  stick.file_system = (char *)"exFAT";
  stick.size = G_GUINT64_CONSTANT (1) << 30;
  backup_fixture_plug ("A", &stick);
  full = backup_fixture_copy (f, path, f->stick, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  g_unlink (path);
}

static void
test_missing_source (BackupFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) missing = backup_fixture_copy (f, "/nowhere/x.p12", f->stick, &error);

  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (MdgBackupCopy) folder = backup_fixture_copy (f, f->root, f->stick, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

static void
assert_no_source (BackupFixture *f, const char *content, gsize length)
{
  g_autofree char *path = g_build_filename (f->root, "downloaded.p12", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupCopy) copy = NULL;

  backup_fixture_write (path, content, (gssize)length);
  copy = backup_fixture_copy (f, path, f->stick, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
  g_assert_cmpint (copy->step, ==, MDG_BACKUP_FAILED);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

/* Nobody gave a password, and none is needed to see that there is nothing to back up. */
static void
test_damaged_source (BackupFixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (f->p12, &content, &length, NULL));
  assert_no_source (f, "", 0);
  assert_no_source (f, "<html>404</html>", 16);
  assert_no_source (f, content, length / 2);
}

/* A cipher this program does not know may be known elsewhere: kept byte by byte, and said so. */
static void
test_unsupported_source (BackupFixture *f, gconstpointer data)
{
  g_autoptr (P12Maker) maker = p12_maker_new (FIXTURE_CODE, 400);
  g_autofree char *path
      = p12_maker_make (maker, P12_OPENSSL, "unsupported", "ascii-1",
                        "-legacy -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES", NULL);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string ("ascii-1");
  g_autoptr (MdgBackupCopy) with = mdg_backup_copy_new (path, password, f->stick);
  g_autoptr (MdgBackupCopy) without = mdg_backup_copy_new (path, NULL, f->other);
  g_autoptr (MdgBackupCopy) opened = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (opened->unopened);
  g_assert_true (mdg_backup_copy_run (with, 1, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_error (with->unopened, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED);
  g_assert_false (with->manifest->key_checked);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 2);
  g_assert_true (mdg_backup_copy_run (without, 1, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_error (without->unopened, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_assert_cmpuint (backup_fixture_judge (f->other, NULL), ==, 1);
}

/* Another stick comes to where the copy has just got its name, with a file of that name. */
static void
swap_when_named (MdgBackupCopy *copy, guint64 done, guint64 total, gpointer path)
{
  MdgDrive other = backup_fixture_stick ();

  if (copy->step != MDG_BACKUP_RECORDING)
    return;
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  other.serial = (char *)"FFFF-0000";
  backup_fixture_plug ("A", &other);
  backup_fixture_write (path, "that stick's", -1);
}

static void
test_swapped_after_naming (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) elsewhere = backup_fixture_copy (f, f->p12, f->other, NULL);
  g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (f->p12, f->password, f->stick);
  g_autofree char *path = g_strconcat (f->stick, elsewhere->path + strlen (f->other), NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_backup_copy_run (copy, 1, swap_when_named, path, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "that stick's");
}

/* The first backup on a stick without a serial fails after the stick got its number: it is as it
 * was before. */
static void
test_first_fails (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autoptr (MdgBackupCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_set_flipped_bit (BEHIND_NUMBER);
  copy = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_assert_cmpstr (copy->drive->serial, ==, "");
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

/* Somebody puts a file beside the number while the first backup is made. */
static void
write_beside (MdgBackupCopy *copy, guint64 done, guint64 total, gpointer path)
{
  if (copy->step == MDG_BACKUP_READING)
    backup_fixture_write (path, "somebody's", -1);
}

static void
test_first_fails_beside (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (f->p12, f->password, f->stick);
  g_autofree char *path = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, "memo.txt", NULL);
  g_autoptr (GError) error = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_set_flipped_bit (BEHIND_NUMBER);
  g_assert_false (mdg_backup_copy_run (copy, 1, write_beside, path, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  /* The folder, the number, and what is somebody's. */
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 3);
  g_assert_true (g_str_has_prefix (copy->drive->serial, "M-"));
}

/* One bit that comes back wrong, anywhere, is noticed every time. */
static void
test_flipped_bits (BackupFixture *f, gconstpointer data)
{
  gsize length;
  g_autofree char *content = NULL;
  guint noticed = 0;

  g_assert_true (g_file_get_contents (f->p12, &content, &length, NULL));
  for (guint round = 0; round < FLIP_ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (f->p12, NULL, f->stick);

      mdg_fake_set_flipped_bit (g_test_rand_int_range (0, (gint32)(length * 8)));
      g_assert_false (mdg_backup_copy_run (copy, 1, NULL, NULL, NULL, &error));
      noticed += g_error_matches (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
    }
  g_test_message ("%u of %u flipped bits noticed", noticed, FLIP_ROUNDS);
  g_assert_cmpuint (noticed, ==, FLIP_ROUNDS);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

/* names and clocks ------------------------------------------------------------------------------
 */

/* GLib writes under a longer name first. */
static void
copy_plainly (const char *from, const char *path)
{
  FILE *file = g_fopen (path, "wb");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Windows itself makes no such files. */
static gboolean
is_possible (const char *name)
{
  return G_DIR_SEPARATOR == '/'
         || (strcmp (name, "con.p12") != 0 && strpbrk (name, ":*?") == NULL && strlen (name) < 200);
}

static void
test_names (BackupFixture *f, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (251, 'n');
  g_autofree char *long_p12 = g_strconcat (long_name, ".p12", NULL);
  g_autofree char *japanese = g_strconcat (
      "医療法人社団窓口会オンライン資格確認端末電子証明書二千二十六年度更新分控え予備その一とその二"
      "とその三とそ.p12",
      NULL);
  const char *const names[] = { "電子証明書　（更新後） 2026年11月.p12",
                                "con.p12",
                                "a:b*c?.p12",
                                "..p12",
                                " leading.p12",
                                "𠮷野家.PFX",
                                japanese,
                                long_p12,
                                "no-ending" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (f->root, names[i], NULL);
      g_autoptr (MdgBackupCopy) copy = NULL;
      g_autofree char *name = NULL;

      if (!is_possible (names[i]))
        continue;
      copy_plainly (f->p12, path);
      copy = backup_fixture_copy (f, path, f->stick, &error);
      g_assert_no_error (error);
      name = g_path_get_basename (copy->path);
      g_assert_cmpint (g_utf8_strlen (name, -1), <=, 120);
      g_assert_null (strpbrk (name, "<>:\"/\\|?*"));
      g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, ++n);
      g_unlink (path);
    }
}

static void
test_wrong_clock (BackupFixture *f, gconstpointer data)
{
  const gint64 clocks[]
      = { 0, 1, 946684800, G_GINT64_CONSTANT (4102444800), G_GINT64_CONSTANT (253402300799) };
  const char *targets[] = { f->stick, f->other };

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgBackupCopy) copy
          = mdg_backup_copy_new (f->p12, f->password, targets[i % G_N_ELEMENTS (targets)]);

      g_assert_true (mdg_backup_copy_run (copy, clocks[i], NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (backup_fixture_judge (targets[i % G_N_ELEMENTS (targets)], NULL), ==, 1);
    }
}

/* a job -----------------------------------------------------------------------------------------
 */

static gboolean
run_job (MdgBackupJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_backup_job_run_async (job, cancellable, backup_fixture_store, &result);
  return mdg_backup_job_run_finish (job, backup_fixture_wait (&result), error);
}

static void
count (gpointer object, gpointer data)
{
  ++*(guint *)data;
}

static void
test_job (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GPtrArray) drives = mdg_drives_list (NULL);
  g_autoptr (GError) error = NULL;
  guint told = 0;

  g_signal_connect (job, "progress", G_CALLBACK (count), &told);
  for (guint i = 0; i < drives->len; i++)
    mdg_backup_job_add (job, f->p12, f->password, drives->pdata[i]);
  g_assert_true (run_job (job, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpfloat (mdg_backup_job_get_fraction (job), ==, 1);
  g_assert_cmpint (mdg_backup_job_get_seconds_left (job), ==, 0);
  g_assert_false (mdg_backup_job_is_running (job));
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  g_assert_cmpuint (backup_fixture_judge (f->other, NULL), ==, 1);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (((MdgBackupCopy *)mdg_backup_job_get_copies (job)->pdata[i])->step, ==,
                     MDG_BACKUP_DONE);
}

/* A stick without a serial that was never used gets its number with the first file, and still is
 * the stick that was meant for the second. */
static void
test_job_without_serial (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GPtrArray) drives = NULL;
  g_autofree char *second = g_build_filename (f->root, "second.p12", NULL);
  g_autoptr (GError) error = NULL;
  MdgDrive stick = backup_fixture_stick ();
  const MdgBackupCopy *copies[2];

  write_reformed (f, second);
  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_pull_drive ("B");
  drives = mdg_drives_list (NULL);
  g_assert_cmpuint (drives->len, ==, 1);
  g_assert_cmpstr (((MdgDrive *)drives->pdata[0])->serial, ==, "");
  mdg_backup_job_add (job, f->p12, f->password, drives->pdata[0]);
  mdg_backup_job_add (job, second, f->password, drives->pdata[0]);
  g_assert_true (run_job (job, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    copies[i] = mdg_backup_job_get_copies (job)->pdata[i];
  g_assert_cmpint (copies[0]->step, ==, MDG_BACKUP_DONE);
  g_assert_cmpint (copies[1]->step, ==, MDG_BACKUP_DONE);
  g_assert_true (g_str_has_prefix (copies[0]->drive->serial, "M-"));
  g_assert_cmpstr (copies[1]->drive->serial, ==, copies[0]->drive->serial);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 2);
}

/* The first of two certificates fails on a stick that gets its number with it: the number went with
 * it, and the second brings one of its own. */
static void
test_job_first_fails (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GPtrArray) drives = NULL;
  g_autofree char *first = g_build_filename (f->root, "first.p12", NULL);
  g_autofree char *long_content = g_strnfill (2 * MIB, 'x');
  g_autoptr (GError) error = NULL;
  MdgDrive stick = backup_fixture_stick ();
  const MdgBackupCopy *copies[2];

  backup_fixture_write (first, long_content, 2 * MIB);
  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_pull_drive ("B");
  drives = mdg_drives_list (NULL);
  mdg_backup_job_add (job, first, NULL, drives->pdata[0]);
  mdg_backup_job_add (job, f->p12, f->password, drives->pdata[0]);
  mdg_fake_set_flipped_bit (8 * MIB);
  g_assert_false (run_job (job, NULL, &error));
  for (guint i = 0; i < 2; i++)
    copies[i] = mdg_backup_job_get_copies (job)->pdata[i];
  g_assert_error (copies[0]->error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_assert_cmpstr (copies[0]->drive->serial, ==, "");
  g_assert_no_error (copies[1]->error);
  g_assert_true (g_str_has_prefix (copies[1]->drive->serial, "M-"));
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
}

/* One stick that fails does not take the other with it. */
static void
test_job_one_fails (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GPtrArray) drives = mdg_drives_list (NULL);
  g_autoptr (GError) error = NULL;
  const MdgBackupCopy *copy;

  for (guint i = 0; i < drives->len; i++)
    mdg_backup_job_add (job, f->p12, f->password, drives->pdata[i]);
  mdg_fake_pull_drive ("A");
  g_assert_false (run_job (job, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  copy = mdg_backup_job_get_copies (job)->pdata[0];
  g_assert_cmpint (copy->step, ==, MDG_BACKUP_FAILED);
  g_assert_error (copy->error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  copy = mdg_backup_job_get_copies (job)->pdata[1];
  g_assert_cmpint (copy->step, ==, MDG_BACKUP_DONE);
  g_assert_cmpuint (backup_fixture_judge (f->other, NULL), ==, 1);
}

static void
cancel_when_told (gpointer object, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_job_cancelled (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->root, "long.p12", NULL);
  MdgDrive stick = backup_fixture_stick ();

  stick.size = G_GUINT64_CONSTANT (1) << 32;
  backup_fixture_plug ("A", &stick);
  g_assert_true (p12_run (NULL, NULL, "truncate -s 400M %s", path));
  mdg_backup_job_add_folder (job, path, NULL, f->stick);
  g_signal_connect (job, "progress", G_CALLBACK (cancel_when_told), cancellable);
  g_assert_false (run_job (job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (((MdgBackupCopy *)mdg_backup_job_get_copies (job)->pdata[0])->step, ==,
                   MDG_BACKUP_CANCELLED);
  g_assert_cmpuint (backup_fixture_count (f->stick), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/backup/" path, BackupFixture, NULL, backup_fixture_set_up, func,                   \
              backup_fixture_tear_down)
  ADD ("copy", test_copy);
  ADD ("copy-again", test_copy_again);
  ADD ("generations", test_generations);
  ADD ("name-clash", test_name_clash);
  ADD ("lone-copy", test_lone_copy);
  ADD ("missing-there", test_missing_there);
  ADD ("damaged-there", test_damaged_there);
  ADD ("unknown-password", test_unknown_password);
  ADD ("bad-drives", test_bad_drives);
  ADD ("other-drive", test_other_drive);
  ADD ("four-gib", test_four_gib);
  ADD ("missing-source", test_missing_source);
  ADD ("damaged-source", test_damaged_source);
  ADD ("unsupported-source", test_unsupported_source);
  ADD ("swapped-after-naming", test_swapped_after_naming);
  ADD ("first-fails", test_first_fails);
  ADD ("first-fails-beside", test_first_fails_beside);
  ADD ("flipped-bits", test_flipped_bits);
  ADD ("names", test_names);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("job", test_job);
  ADD ("job-without-serial", test_job_without_serial);
  ADD ("job-first-fails", test_job_first_fails);
  ADD ("job-one-fails", test_job_one_fails);
  ADD ("job-cancelled", test_job_cancelled);
  return g_test_run ();
}
