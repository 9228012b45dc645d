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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-text/old-encryption", test_old_encryption);
  g_test_add_func ("/certificate-text/same-drive", test_same_drive);
  g_test_add_func ("/certificate-text/title", test_title);
  return g_test_run ();
}
