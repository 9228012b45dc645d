/* test-certificate-text.c: what is said of files, and when a stick may be taken out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificate-text.h"

#include <string.h>

/* "Every Windows" is said only of what every Windows reads. */
static void
test_old_encryption (void)
{
  MdgCertificateInfo info = { .encryption = (char *)"3DES", .strength = MDG_P12_STRENGTH_OLD };
  MdgStanding standing;
  g_autofree char *not_by_old = mdg_certificate_encryption_text (&info, &standing);
  g_autofree char *by_all = NULL;

  g_assert_cmpint (standing, ==, MDG_STANDING_GOOD);
  info.old_windows = TRUE;
  by_all = mdg_certificate_encryption_text (&info, &standing);
  g_assert_nonnull (strstr (by_all, "every Windows"));
  g_assert_null (strstr (not_by_old, "every Windows"));
  g_assert_nonnull (strstr (not_by_old, "not read by Windows 10 before version 1709"));
}

static MdgDrive
make_drive (const char *path, const char *serial)
{
  return (MdgDrive){ .path = (char *)path, .serial = (char *)serial };
}

/* A stick and a chosen folder on it are one drive, also before the folder's turn has come. */
static void
test_same_drive (void)
{
  MdgDrive stick = make_drive ("/media/KANRI", "1A2B-3C4D");
  MdgDrive same = make_drive ("/media/KANRI", "1A2B-3C4D");
  MdgDrive other = make_drive ("/media/KANRI2", "5E6F-7081");
  MdgDrive nameless = make_drive ("/media/X", "");
  MdgDrive nameless_too = make_drive ("/media/Y", "");
  MdgBackupCopy whole = { .target = stick.path, .drive = &stick };
  MdgBackupCopy folder = { .target = (char *)"/media/KANRI/控え", .drive = &same };
  MdgBackupCopy waiting = { .target = (char *)"/media/KANRI/控え" };
  MdgBackupCopy elsewhere = { .target = (char *)"/media/KANRI2/控え" };
  MdgBackupCopy second = { .target = other.path, .drive = &other };
  MdgBackupCopy x = { .target = nameless.path, .drive = &nameless };
  MdgBackupCopy y = { .target = nameless_too.path, .drive = &nameless_too };

  g_assert_true (mdg_backup_copy_shares_drive (&whole, &folder));
  g_assert_true (mdg_backup_copy_shares_drive (&folder, &whole));
  g_assert_true (mdg_backup_copy_shares_drive (&whole, &waiting));
  g_assert_true (mdg_backup_copy_shares_drive (&folder, &waiting));
  g_assert_false (mdg_backup_copy_shares_drive (&whole, &elsewhere));
  g_assert_false (mdg_backup_copy_shares_drive (&whole, &second));
  g_assert_false (mdg_backup_copy_shares_drive (&x, &y));
}

/* A record of what was never opened is called by its file's name. */
static void
test_title (void)
{
  MdgLedgerCertificate record = { .sha256 = (char *)"abc",
                                  .institution_code = (char *)"",
                                  .subject = (char *)"",
                                  .path = (char *)"/home/更新後.p12" };
  g_autofree char *by_name = mdg_ledger_certificate_title (&record);
  g_autofree char *by_hash = NULL;

  g_assert_cmpstr (by_name, ==, "更新後.p12");
  record.path = (char *)"";
  by_hash = mdg_ledger_certificate_title (&record);
  g_assert_cmpstr (by_hash, ==, "abc");
}

static void
assert_place (const char *label, const char *serial, const char *place, const char *expected)
{
  const MdgLedgerBackup backup
      = { .volume_label = (char *)label, .volume_serial = (char *)serial, .place = (char *)place };
  g_autofree char *name = mdg_ledger_backup_name (&backup);

  g_assert_cmpstr (name, ==, expected);
}

/* Where a backup lies is called by what a person can see of it. */
static void
test_backup_name (void)
{
  const char *on_stick = MDG_BACKUP_FOLDER_NAME "/1310123456_2030-02-22まで/a.p12";
  g_autofree char *in_folder = g_strconcat ("home/控え/", on_stick, NULL);

  assert_place ("KANRI", "1A2B-3C4D", on_stick, "KANRI (1A2B-3C4D)");
  assert_place ("", "M-0123456789ABCDEF", on_stick, "M-0123456789ABCDEF");
  assert_place ("", "", on_stick, "a drive without a name");
  assert_place ("KANRI", "1A2B-3C4D", in_folder, "KANRI (1A2B-3C4D): home/控え");
  assert_place ("", "1A2B-3C4D", in_folder, "1A2B-3C4D: home/控え");
  assert_place ("", "M-0123456789ABCDEF", in_folder, "/home/控え");
  assert_place ("", "", in_folder, "/home/控え");
}

static char *
check_text (gboolean key_checked, MdgErrorCode why, gboolean past_cache)
{
  g_autoptr (GError) unopened = why != MDG_ERROR_FAILED ? mdg_error_new (why, "not opened") : NULL;

  return mdg_backup_check_text (key_checked, unopened, past_cache);
}

/* "From the drive itself" and "opened" are said only of what was read and opened so. */
static void
test_check (void)
{
  g_autofree char *best = check_text (TRUE, MDG_ERROR_FAILED, TRUE);
  g_autofree char *cached = check_text (TRUE, MDG_ERROR_FAILED, FALSE);
  g_autofree char *locked = check_text (FALSE, MDG_ERROR_P12_WRONG_PASSWORD, TRUE);
  g_autofree char *strange = check_text (FALSE, MDG_ERROR_P12_UNSUPPORTED, TRUE);
  g_autofree char *too_long = check_text (FALSE, MDG_ERROR_P12_TOO_LONG, FALSE);
  g_autofree char *unknown = check_text (FALSE, MDG_ERROR_FAILED, TRUE);

  g_assert_nonnull (strstr (best, "from the drive itself"));
  g_assert_nonnull (strstr (best, "opened: the key belongs"));
  g_assert_null (strstr (best, mdg_backup_cache_text ()));
  g_assert_null (strstr (cached, "from the drive itself"));
  g_assert_nonnull (strstr (cached, "opened: the key belongs"));
  g_assert_nonnull (strstr (cached, mdg_backup_cache_text ()));
  g_assert_nonnull (strstr (locked, "Type the password"));
  g_assert_null (strstr (locked, "the key belongs"));
  g_assert_nonnull (strstr (strange, "encryption is not known"));
  g_assert_nonnull (strstr (too_long, "1 MiB"));
  g_assert_nonnull (strstr (too_long, mdg_backup_cache_text ()));
  g_assert_nonnull (strstr (unknown, "its key was not checked"));
}

/* A person does not choose the folder or the name of a backup: nobody is told to choose another. */
static void
test_failure (void)
{
  g_autoptr (GError) taken = mdg_error_new (MDG_ERROR_EXISTS, "too many backups");
  g_autoptr (GError) protected = mdg_error_new (MDG_ERROR_READ_ONLY, "read-only");
  g_autoptr (GError) full = mdg_error_new (MDG_ERROR_NO_SPACE, "full");
  g_autofree char *taken_body = NULL;
  g_autofree char *protected_body = NULL;
  g_autofree char *full_body = NULL;
  g_autofree char *taken_words = mdg_backup_failure_text (taken, &taken_body);
  g_autofree char *protected_words = mdg_backup_failure_text (protected, &protected_body);
  g_autofree char *full_words = mdg_backup_failure_text (full, &full_body);

  g_assert_nonnull (strstr (taken_words, "on this drive is taken"));
  g_assert_nonnull (strstr (taken_body, "Use another stick."));
  g_assert_nonnull (strstr (taken_body, MDG_BACKUP_FOLDER_NAME));
  g_assert_null (strstr (taken_body, "Choose another"));
  g_assert_nonnull (strstr (protected_words, "written to this drive"));
  g_assert_nonnull (strstr (protected_body, "Slide the switch"));
  g_assert_null (strstr (protected_body, "Choose another"));
  g_assert_cmpstr (full_words, ==, "The disk is full.");
  g_assert_nonnull (strstr (full_body, "Make room"));
}

static void
assert_says (MdgBackupFinding finding, const char *words, MdgStanding expected)
{
  MdgStanding standing;
  g_autofree char *text = mdg_backup_finding_text (&finding, &standing);

  g_assert_nonnull (strstr (text, words));
  g_assert_cmpint (standing, ==, expected);
}

/* A record that is damaged, of a newer version, unreadable or not there at all: told apart. */
static void
test_records (void)
{
  g_autoptr (GError) damaged = mdg_error_new (MDG_ERROR_DAMAGED, "no JSON");
  g_autoptr (GError) too_new = mdg_error_new (MDG_ERROR_TOO_NEW, "version 2");
  g_autoptr (GError) failed = mdg_error_new (MDG_ERROR_DRIVE_FAILED, "bad sector");
  MdgBackupFinding alone = { .state = MDG_STICK_NO_MANIFEST };
  MdgBackupFinding finding = alone;

  assert_says (finding, "There is no record", MDG_STANDING_ATTENTION);
  finding.key_checked = TRUE;
  assert_says (finding, "it can be restored", MDG_STANDING_ATTENTION);
  finding.record_fault = damaged;
  assert_says (finding, "record beside it is damaged", MDG_STANDING_ATTENTION);
  assert_says (finding, "was kept and opens", MDG_STANDING_ATTENTION);
  finding.key_checked = FALSE;
  assert_says (finding, "itself was kept", MDG_STANDING_ATTENTION);
  finding.record_fault = too_new;
  assert_says (finding, "newer version", MDG_STANDING_ATTENTION);
  finding.record_fault = failed;
  assert_says (finding, "cannot be read", MDG_STANDING_ATTENTION);
  alone.is_recorded = TRUE;
  assert_says (alone, "missing or damaged", MDG_STANDING_ATTENTION);
  finding = (MdgBackupFinding){ .state = MDG_STICK_DAMAGED };
  assert_says (finding, "Not a certificate file", MDG_STANDING_BAD);
  finding.has_record = TRUE;
  assert_says (finding, "not what was backed up", MDG_STANDING_BAD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-text/old-encryption", test_old_encryption);
  g_test_add_func ("/certificate-text/same-drive", test_same_drive);
  g_test_add_func ("/certificate-text/title", test_title);
  g_test_add_func ("/certificate-text/backup-name", test_backup_name);
  g_test_add_func ("/certificate-text/check", test_check);
  g_test_add_func ("/certificate-text/failure", test_failure);
  g_test_add_func ("/certificate-text/records", test_records);
  return g_test_run ();
}
