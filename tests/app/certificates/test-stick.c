/* test-stick.c: what lies on sticks, listed, verified and restored, on the computer for tests,
 * whose drives do as they are told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "backup-fixture.h"
#include "certificates/free-name.h"
#include "certificates/stick-contents.h"
#include "certificates/stick-identity.h"

#define FLIP_ROUNDS 400

static GPtrArray *
list_stick (const char *root)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  mdg_stick_list_async (root, NULL, backup_fixture_store, &result);
  entries = mdg_stick_list_finish (backup_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return entries;
}

static GPtrArray *
verify_stick (const char *root, MdgSecret *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) passwords = g_ptr_array_new ();
  GPtrArray *entries;

  g_ptr_array_add (passwords, password);
  mdg_stick_verify_async (root, passwords, NULL, NULL, NULL, backup_fixture_store, &result);
  entries = mdg_stick_verify_finish (backup_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return entries;
}

static char *
restore (const MdgStickEntry *entry, const char *folder, MdgSecret *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_stick_restore_async (entry, folder, password, NULL, backup_fixture_store, &result);
  return mdg_stick_restore_finish (backup_fixture_wait (&result), error);
}

static void
flip (const char *path, gsize bit)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[bit / 8 % length] ^= (char)(1 << (bit % 8));
  backup_fixture_write (path, content, (gssize)length);
}

static void
test_verify (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autoptr (GPtrArray) nothing = list_stick (f->other);
  g_autoptr (GPtrArray) listed = list_stick (f->stick);
  g_autoptr (GPtrArray) good = verify_stick (f->stick, f->password);
  g_autoptr (GPtrArray) bad = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  const MdgStickEntry *entry;

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (listed->len, ==, 1);
  entry = listed->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_UNCHECKED);
  g_assert_true (g_str_has_prefix (entry->place, MDG_BACKUP_FOLDER_NAME "/" FIXTURE_CODE));
  entry = good->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_GOOD);
  g_assert_true (entry->key_checked);
  g_assert_cmpstr (entry->info->institution_code, ==, FIXTURE_CODE);
  flip (copy->path, 12345);
  bad = verify_stick (f->stick, f->password);
  entry = bad->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_DAMAGED);
  g_assert_false (entry->key_checked);
  g_unlink (copy->path);
  missing = verify_stick (f->stick, f->password);
  entry = missing->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_MISSING);
}

/* What was compared byte by byte, but not opened, says why. */
static void
test_unopened (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autofree char *long_file = g_build_filename (f->root, "long.p12", NULL);
  g_autofree char *target = g_build_filename (f->root, "restored", NULL);
  g_autofree char *zeros = g_malloc0 (2 * MIB);
  g_autoptr (MdgSecret) wrong = mdg_secret_new_from_string ("not-this-one");
  g_autoptr (GPtrArray) locked = NULL;
  g_autoptr (MdgBackupCopy) long_copy = NULL;
  g_autoptr (GPtrArray) too_long = NULL;
  g_autoptr (GError) error = NULL;
  const MdgStickEntry *entry;

  g_assert_no_error (copy->unopened);
  locked = verify_stick (f->stick, wrong);
  entry = locked->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_GOOD);
  g_assert_error (entry->unopened, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  backup_fixture_write (long_file, zeros, 2 * MIB);
  long_copy = backup_fixture_copy (f, long_file, f->other, &error);
  g_assert_no_error (error);
  g_assert_error (long_copy->unopened, MDG_ERROR, MDG_ERROR_P12_TOO_LONG);
  too_long = verify_stick (f->other, f->password);
  entry = too_long->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_GOOD);
  g_assert_error (entry->unopened, MDG_ERROR, MDG_ERROR_P12_TOO_LONG);
  g_assert_null (restore (entry, target, f->password, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_TOO_LONG);
}

/* One that was cut short is seen by its length alone. */
static void
test_cut_short (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (copy->path, &content, &length, NULL));
  backup_fixture_write (copy->path, content, (gssize)length - 1);
  listed = list_stick (f->stick);
  g_assert_cmpuint (listed->len, ==, 1);
  g_assert_cmpint (((MdgStickEntry *)listed->pdata[0])->state, ==, MDG_STICK_DAMAGED);
}

/* Bytes as they were written, but the manifest calls them another certificate's. */
static void
test_forged_manifest (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autofree char *folder = g_path_get_dirname (copy->path);
  g_autofree char *path = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (MdgBackupManifest) manifest = mdg_backup_manifest_copy (copy->manifest);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (MdgBackupCopy) again = NULL;

  g_free (manifest->fingerprint);
  manifest->fingerprint = g_strnfill (64, 'a');
  text = mdg_backup_manifest_write (manifest);
  backup_fixture_write (path, g_bytes_get_data (text, NULL), (gssize)g_bytes_get_size (text));
  entries = verify_stick (f->stick, f->password);
  g_assert_cmpint (((MdgStickEntry *)entries->pdata[0])->state, ==, MDG_STICK_DAMAGED);
  g_assert_false (((MdgStickEntry *)entries->pdata[0])->key_checked);
  /* Nor is it taken for the backup that is already there. */
  again = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_assert_cmpint (again->step, ==, MDG_BACKUP_DONE);
  g_assert_false (again->was_there);
  g_assert_cmpstr (again->path, !=, copy->path);
}

/* Every flipped bit on the stick is found by looking again. */
static void
test_verify_finds_every_bit (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  guint found = 0;

  for (guint round = 0; round < FLIP_ROUNDS; round++)
    {
      gsize bit = (gsize)g_test_rand_int_range (0, 8 * 1024);
      g_autoptr (GPtrArray) entries = NULL;

      flip (copy->path, bit);
      entries = verify_stick (f->stick, f->password);
      found += ((MdgStickEntry *)entries->pdata[0])->state == MDG_STICK_DAMAGED;
      flip (copy->path, bit);
    }
  g_test_message ("%u of %u flipped bits found", found, FLIP_ROUNDS);
  g_assert_cmpuint (found, ==, FLIP_ROUNDS);
}

static void
assert_same_file (BackupFixture *f, const char *path)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize a_length, b_length;

  g_assert_true (g_file_get_contents (f->p12, &a, &a_length, NULL));
  g_assert_true (g_file_get_contents (path, &b, &b_length, NULL));
  g_assert_cmpmem (a, a_length, b, b_length);
}

static void
test_restore (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autoptr (GPtrArray) entries = list_stick (f->stick);
  g_autofree char *folder = g_build_filename (f->root, "new-computer", "Downloads", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = restore (entries->pdata[0], folder, f->password, &error);
  g_autofree char *again = restore (entries->pdata[0], folder, NULL, &error);
  g_autofree char *beside = NULL;
  g_autofree char *content = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (first, G_DIR_SEPARATOR_S "OQS_電子証明書.p12"));
  assert_same_file (f, first);
  /* The same file there already is the restored file. */
  g_assert_cmpstr (again, ==, first);
  g_assert_cmpuint (backup_fixture_count (folder), ==, 1);
  /* Another one there stays. */
  backup_fixture_write (first, "another", -1);
  beside = restore (entries->pdata[0], folder, f->password, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (beside, G_DIR_SEPARATOR_S "OQS_電子証明書 (2).p12"));
  assert_same_file (f, beside);
  g_assert_true (g_file_get_contents (first, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "another");
}

static void
test_restore_refused (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autoptr (GPtrArray) entries = list_stick (f->stick);
  g_autofree char *folder = g_build_filename (f->root, "new-computer", NULL);
  g_autoptr (MdgSecret) wrong = mdg_secret_new_from_string ("not-this-one");
  g_autoptr (GError) error = NULL;

  g_assert_null (restore (entries->pdata[0], folder, wrong, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_clear_error (&error);
  flip (copy->path, 999);
  g_assert_null (restore (entries->pdata[0], folder, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_clear_error (&error);
  mdg_fake_pull_drive ("A");
  g_assert_null (restore (entries->pdata[0], folder, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_FAILED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* A certificate that somebody copied there by hand can be restored, but nothing vouches for it. */
static void
test_no_manifest (BackupFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, "by hand", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.PFX", NULL);
  g_autofree char *target = g_build_filename (f->root, "restored", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *restored = NULL;
  g_autofree char *content = NULL;
  const MdgStickEntry *entry;
  gsize length;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_get_contents (f->p12, &content, &length, NULL));
  backup_fixture_write (path, content, (gssize)length);
  entries = verify_stick (f->stick, f->password);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_NO_MANIFEST);
  g_assert_no_error (entry->record_fault);
  g_assert_true (entry->key_checked);
  restored = restore (entry, target, f->password, &error);
  g_assert_no_error (error);
  assert_same_file (f, restored);
}

/* What stands beside the manifest cannot be compared any more when that is damaged. */
static void
test_damaged_manifest (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autofree char *folder = g_path_get_dirname (copy->path);
  g_autofree char *manifest = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) damaged = NULL;
  const MdgStickEntry *entry;

  backup_fixture_write (manifest, "{ \"file", -1);
  alone = verify_stick (f->stick, f->password);
  g_assert_cmpuint (alone->len, ==, 1);
  entry = alone->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_STICK_NO_MANIFEST);
  g_assert_error (entry->record_fault, MDG_ERROR, MDG_ERROR_DAMAGED);
  backup_fixture_write (copy->path, "not a certificate any more", -1);
  damaged = verify_stick (f->stick, f->password);
  g_assert_cmpint (((MdgStickEntry *)damaged->pdata[0])->state, ==, MDG_STICK_DAMAGED);
}

/* Nothing vouches for it, and it is no certificate: not restored as one, whether a password is
 * given or not. */
static void
test_no_certificate (BackupFixture *f, gconstpointer data)
{
  static const char *const contents[] = { "", "<html>404</html>" };
  g_autofree char *folder = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, "by hand", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.p12", NULL);
  g_autofree char *target = g_build_filename (f->root, "restored", NULL);

  g_mkdir_with_parents (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) without = NULL;
      g_autoptr (GError) with = NULL;

      backup_fixture_write (path, contents[i], -1);
      entries = verify_stick (f->stick, f->password);
      g_assert_cmpint (((MdgStickEntry *)entries->pdata[0])->state, ==, MDG_STICK_DAMAGED);
      g_assert_null (restore (entries->pdata[0], target, NULL, &without));
      g_assert_error (without, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
      g_assert_null (restore (entries->pdata[0], target, f->password, &with));
      g_assert_error (with, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
      g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
    }
}

/* What the disk does not keep as it was written is not called restored. */
static void
test_written_and_compared (BackupFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->root, "restored", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("content", 7);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_mkdir (folder, 0700);
  mdg_fake_set_flipped_bit (9);
  g_assert_null (mdg_free_name_write (folder, "a.p12", bytes, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_assert_cmpuint (backup_fixture_count (folder), ==, 0);
  mdg_fake_set_flipped_bit (-1);
  g_clear_error (&error);
  path = mdg_free_name_write (folder, "a.p12", bytes, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, G_DIR_SEPARATOR_S "a.p12"));
}

/* A stick with a serial gets no number; one without gets one, once; and what is no number is none.
 */
static void
test_identity (BackupFixture *f, gconstpointer data)
{
  static const char *const garbage[]
      = { "", "M-", "M-0123456789abcdef\n", "M-0123456789ABCDE", "1A2B-3C4D", "\xef\xbb\xbf" };
  MdgDrive stick = backup_fixture_stick ();
  g_autofree char *root = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autofree char *path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  g_autoptr (MdgBackupCopy) with = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_autoptr (MdgBackupCopy) without = NULL;
  g_autoptr (MdgBackupCopy) again = NULL;
  g_autoptr (MdgDrive) before = NULL;
  g_autoptr (MdgDrive) after = NULL;

  g_assert_cmpstr (with->drive->serial, ==, "1A2B-3C4D");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  before = mdg_stick_identity_find_drive (f->stick, NULL);
  g_assert_cmpstr (before->serial, ==, "");
  without = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_assert_true (without->was_there);
  g_assert_true (g_str_has_prefix (without->drive->serial, "M-"));
  again = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_assert_cmpstr (again->drive->serial, ==, without->drive->serial);
  after = mdg_stick_identity_find_drive (f->stick, NULL);
  g_assert_cmpstr (after->serial, ==, without->drive->serial);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autofree char *number = NULL;

      backup_fixture_write (path, garbage[i], -1);
      number = mdg_stick_identity_read (root, NULL);
      g_assert_cmpstr (number, ==, "");
    }
}

/* Where a number would stand there is something that is none: the backup is made all the same, as
 * on any drive without a number. */
static void
test_number_is_folder (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autofree char *root = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autofree char *path = g_build_filename (root, MDG_STICK_IDENTITY_NAME, NULL);
  g_autofree char *inside = g_build_filename (path, "somebody's", NULL);
  g_autoptr (MdgBackupCopy) copy = NULL;
  g_autoptr (MdgBackupCopy) again = NULL;
  g_autoptr (GError) error = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  copy = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy->drive->serial, ==, "");
  again = backup_fixture_copy (f, f->p12, f->stick, &error);
  g_assert_no_error (error);
  g_assert_true (again->was_there);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
  g_assert_true (g_file_test (inside, G_FILE_TEST_IS_DIR));
}

/* The whole backup folder is a file of somebody's: said, and left as it is. */
static void
test_folder_is_file (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autofree char *root = g_build_filename (f->stick, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autofree char *content = NULL;

  backup_fixture_write (root, "somebody's", -1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MdgBackupCopy) copy = NULL;
      g_autoptr (GError) error = NULL;

      stick.serial = (char *)(i == 0 ? "" : "1A2B-3C4D");
      backup_fixture_plug ("A", &stick);
      copy = backup_fixture_copy (f, f->p12, f->stick, &error);
      g_assert_error (error, MDG_ERROR, MDG_ERROR_EXISTS);
    }
  g_assert_true (g_file_get_contents (root, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "somebody's");
}

/* The stick without a serial that a person chose was changed for another one at the same path:
 * nothing is written there. */
static void
test_another_stick (BackupFixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autofree char *aside = g_build_filename (f->root, "aside", NULL);
  g_autoptr (MdgBackupCopy) first = NULL;
  g_autoptr (MdgBackupCopy) second = NULL;
  g_autoptr (MdgBackupCopy) meant = NULL;
  g_autoptr (GError) error = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  first = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_assert_cmpint (g_rename (f->stick, aside), ==, 0);
  backup_fixture_plug ("A", &stick);
  second = backup_fixture_copy (f, f->p12, f->stick, NULL);
  g_assert_cmpstr (first->drive->serial, !=, second->drive->serial);
  meant = mdg_backup_copy_new (f->p12, f->password, f->stick);
  mdg_backup_copy_expect (meant, first->drive);
  g_assert_false (mdg_backup_copy_run (meant, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  g_assert_cmpuint (backup_fixture_judge (f->stick, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/stick/" path, BackupFixture, NULL, backup_fixture_set_up, func,                    \
              backup_fixture_tear_down)
  ADD ("verify", test_verify);
  ADD ("unopened", test_unopened);
  ADD ("cut-short", test_cut_short);
  ADD ("forged-manifest", test_forged_manifest);
  ADD ("verify-finds-every-bit", test_verify_finds_every_bit);
  ADD ("restore", test_restore);
  ADD ("restore-refused", test_restore_refused);
  ADD ("no-manifest", test_no_manifest);
  ADD ("damaged-manifest", test_damaged_manifest);
  ADD ("no-certificate", test_no_certificate);
  ADD ("identity", test_identity);
  ADD ("number-is-folder", test_number_is_folder);
  ADD ("folder-is-file", test_folder_is_file);
  ADD ("another-stick", test_another_stick);
  ADD ("written-and-compared", test_written_and_compared);
  return g_test_run ();
}
