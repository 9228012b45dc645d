/* test-ledger.c: the ledger, passwords and notices in a real cache with its vault.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "backup-fixture.h"
#include "certificates/backup-folder.h"
#include "certificates/certificate-passwords.h"
#include "certificates/certificate-reminders.h"
#include "certificates/backup-summary.h"
#include "certificates/stick-contents.h"
#include "certificates/stick-identity.h"
#include "store/cache-store.h"
#include "store/statement.h"

#define NOW G_GINT64_CONSTANT (1795272896)

typedef struct
{
  BackupFixture backup;
  MdgCache *cache;
  MdgClock *clock;
  MdgBackupLedger *ledger;
  guint n_changes;
} Fixture;

#define WAIT(call)                                                                                 \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  call;                                                                                            \
  backup_fixture_wait (&result)

static MdgCache *
open_cache (Fixture *f)
{
  g_autofree char *folder = g_build_filename (f->backup.root, "data", NULL);
  g_autoptr (GError) error = NULL;
  MdgCache *cache;

  WAIT (mdg_cache_open_training_async (folder, NULL, NULL, NULL, backup_fixture_store, &result));
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static void
count (gpointer object, gpointer data)
{
  ++*(guint *)data;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  backup_fixture_set_up (&f->backup, NULL);
  f->cache = open_cache (f);
  f->clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  f->ledger = mdg_backup_ledger_new (f->cache, f->clock);
  g_signal_connect (f->ledger, "changed", G_CALLBACK (count), &f->n_changes);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->ledger);
  mdg_cache_close (f->cache);
  g_object_unref (f->cache);
  g_object_unref (f->clock);
  backup_fixture_tear_down (&f->backup, NULL);
}

/* shorthand --------------------------------------------------------------------------------------
 */

static void
remember (Fixture *f, const char *path, MdgSecret *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCertificateInfo) info = mdg_certificate_info_read (path, password, &error);

  g_assert_no_error (error);
  WAIT (mdg_backup_ledger_remember_async (f->ledger, info, path, NULL, backup_fixture_store,
                                          &result));
  g_assert_true (mdg_backup_ledger_finish (f->ledger, result, &error));
  g_assert_no_error (error);
}

static void
record (Fixture *f, MdgBackupCopy *copy)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (copies, copy);
  WAIT (mdg_backup_ledger_record_async (f->ledger, copies, NULL, backup_fixture_store, &result));
  g_assert_true (mdg_backup_ledger_finish (f->ledger, result, &error));
  g_assert_no_error (error);
}

static void
merge (Fixture *f, const char *root, gboolean verify)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDrive) drive = mdg_stick_identity_find_drive (root, &error);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) found = NULL;

  if (verify)
    mdg_stick_verify_async (root, NULL, NULL, NULL, NULL, backup_fixture_store, &found);
  else
    mdg_stick_list_async (root, NULL, backup_fixture_store, &found);
  backup_fixture_wait (&found);
  entries
      = verify ? mdg_stick_verify_finish (found, &error) : mdg_stick_list_finish (found, &error);
  g_assert_no_error (error);
  WAIT (mdg_backup_ledger_merge_async (f->ledger, drive, entries, NULL, backup_fixture_store,
                                       &result));
  g_assert_true (mdg_backup_ledger_finish (f->ledger, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *certificates;

  WAIT (mdg_backup_ledger_list_async (f->ledger, NULL, backup_fixture_store, &result));
  certificates = mdg_backup_ledger_list_finish (f->ledger, result, &error);
  g_assert_no_error (error);
  return certificates;
}

static const MdgLedgerCertificate *
certificate_at (GPtrArray *certificates, guint index)
{
  g_assert_cmpuint (index, <, certificates->len);
  return certificates->pdata[index];
}

static const MdgLedgerBackup *
backup_at (GPtrArray *certificates, guint certificate, guint index)
{
  const MdgLedgerCertificate *holder = certificate_at (certificates, certificate);

  g_assert_cmpuint (index, <, holder->backups->len);
  return holder->backups->pdata[index];
}

/* the ledger -------------------------------------------------------------------------------------
 */

static void
test_remember (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) unopened = NULL;
  g_autoptr (GPtrArray) opened = NULL;
  g_autoptr (GPtrArray) again = NULL;

  remember (f, f->backup.p12, NULL);
  unopened = list (f);
  g_assert_cmpstr (certificate_at (unopened, 0)->fingerprint, ==, "");
  g_assert_cmpint (certificate_at (unopened, 0)->valid_until, ==, 0);
  remember (f, f->backup.p12, f->backup.password);
  opened = list (f);
  g_assert_cmpuint (opened->len, ==, 1);
  g_assert_cmpstr (certificate_at (opened, 0)->institution_code, ==, FIXTURE_CODE);
  g_assert_cmpstr (certificate_at (opened, 0)->path, ==, f->backup.p12);
  g_assert_cmpint (certificate_at (opened, 0)->first_seen, ==, NOW);
  /* What is known stays known. */
  remember (f, f->backup.p12, NULL);
  again = list (f);
  g_assert_cmpstr (certificate_at (again, 0)->institution_code, ==, FIXTURE_CODE);
  g_assert_cmpuint (f->n_changes, ==, 3);
}

static void
test_record (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) certificates = NULL;
  const MdgLedgerBackup *backup;

  record (f, copy);
  certificates = list (f);
  backup = backup_at (certificates, 0, 0);
  g_assert_cmpstr (backup->volume_serial, ==, "1A2B-3C4D");
  g_assert_cmpstr (backup->volume_label, ==, "USB メモリー");
  g_assert_true (g_str_has_prefix (backup->place, MDG_BACKUP_FOLDER_NAME "/" FIXTURE_CODE));
  g_assert_cmpint (backup->state, ==, MDG_STICK_GOOD);
  g_assert_cmpint (backup->verified_at, ==, NOW);
  g_assert_true (backup->key_checked);
  g_assert_cmpint (mdg_ledger_certificate_last_verified (certificate_at (certificates, 0)), ==,
                   NOW);
}

/* On a computer where the program was never used the stick fills the ledger; what another computer
 * verified does not count as verified here. */
static void
test_merge_from_stick (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) verified = NULL;
  g_autoptr (GPtrArray) again = NULL;

  merge (f, f->backup.stick, FALSE);
  listed = list (f);
  g_assert_cmpstr (certificate_at (listed, 0)->institution_code, ==, FIXTURE_CODE);
  g_assert_cmpstr (certificate_at (listed, 0)->path, ==, "");
  g_assert_cmpint (backup_at (listed, 0, 0)->state, ==, MDG_STICK_UNCHECKED);
  g_assert_cmpint (backup_at (listed, 0, 0)->verified_at, ==, 0);
  mdg_clock_advance (f->clock, 100 * G_USEC_PER_SEC);
  merge (f, f->backup.stick, TRUE);
  verified = list (f);
  g_assert_cmpint (backup_at (verified, 0, 0)->state, ==, MDG_STICK_GOOD);
  g_assert_cmpint (backup_at (verified, 0, 0)->verified_at, ==, NOW + 100);
  /* A mere listing takes nothing back. */
  mdg_clock_advance (f->clock, 100 * G_USEC_PER_SEC);
  merge (f, f->backup.stick, FALSE);
  again = list (f);
  g_assert_cmpint (backup_at (again, 0, 0)->state, ==, MDG_STICK_GOOD);
  g_assert_cmpint (backup_at (again, 0, 0)->verified_at, ==, NOW + 100);
  g_assert_cmpint (backup_at (again, 0, 0)->looked_at, ==, NOW + 200);
}

static void
test_damaged_and_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autofree char *content = NULL;
  g_autofree char *folder = g_path_get_dirname (copy->path);
  g_autoptr (GPtrArray) damaged = NULL;
  g_autoptr (GPtrArray) still = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  gsize length;

  record (f, copy);
  g_assert_true (g_file_get_contents (copy->path, &content, &length, NULL));
  content[77] ^= 4;
  backup_fixture_write (copy->path, content, (gssize)length);
  merge (f, f->backup.stick, TRUE);
  damaged = list (f);
  g_assert_cmpint (backup_at (damaged, 0, 0)->state, ==, MDG_STICK_DAMAGED);
  g_assert_cmpint (mdg_ledger_certificate_last_verified (certificate_at (damaged, 0)), ==, 0);
  merge (f, f->backup.stick, FALSE);
  still = list (f);
  g_assert_cmpint (backup_at (still, 0, 0)->state, ==, MDG_STICK_DAMAGED);
  g_assert_true (p12_run (NULL, NULL, "rm -rf %s", folder));
  merge (f, f->backup.stick, FALSE);
  missing = list (f);
  g_assert_cmpint (backup_at (missing, 0, 0)->state, ==, MDG_STICK_MISSING);
}

static void
write_manifest (const char *folder, const MdgBackupManifest *manifest)
{
  g_autofree char *path = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (GBytes) text = mdg_backup_manifest_write (manifest);

  backup_fixture_write (path, g_bytes_get_data (text, NULL), (gssize)g_bytes_get_size (text));
}

/* The file is there, and nothing vouches for it any more; until its record is back. */
static void
test_record_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autofree char *folder = g_path_get_dirname (copy->path);
  g_autofree char *path = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) back = NULL;

  record (f, copy);
  backup_fixture_write (path, "{ \"file", -1);
  merge (f, f->backup.stick, TRUE);
  alone = list (f);
  g_assert_cmpint (backup_at (alone, 0, 0)->state, ==, MDG_STICK_NO_MANIFEST);
  g_assert_cmpint (
      mdg_backup_summarise (alone, "", copy->manifest->sha256, mdg_clock_wall (f->clock)).health,
      ==, MDG_BACKUP_BAD);
  write_manifest (folder, copy->manifest);
  merge (f, f->backup.stick, TRUE);
  back = list (f);
  g_assert_cmpint (backup_at (back, 0, 0)->state, ==, MDG_STICK_GOOD);
}

/* It is said of the last time it was found good, and a look changes nothing of it. */
static void
test_past_cache (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) past = NULL;
  g_autoptr (GPtrArray) still = NULL;
  g_autoptr (GPtrArray) not_past = NULL;

  copy->manifest->past_cache = TRUE; /* on the computer for tests no drive is read past the cache */
  record (f, copy);
  past = list (f);
  g_assert_true (backup_at (past, 0, 0)->past_cache);
  merge (f, f->backup.stick, FALSE);
  still = list (f);
  g_assert_true (backup_at (still, 0, 0)->past_cache);
  merge (f, f->backup.stick, TRUE);
  not_past = list (f);
  g_assert_cmpint (backup_at (not_past, 0, 0)->state, ==, MDG_STICK_GOOD);
  g_assert_false (backup_at (not_past, 0, 0)->past_cache);
}

/* Two sticks without a serial, one after the other at the same path: two backups, each with its own
 * verdict. */
static void
test_two_sticks_without_serial (Fixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autofree char *aside = g_build_filename (f->backup.root, "first", NULL);
  g_autofree char *second = g_build_filename (f->backup.root, "second", NULL);
  g_autoptr (MdgBackupCopy) first_copy = NULL;
  g_autoptr (MdgBackupCopy) second_copy = NULL;
  g_autoptr (GPtrArray) certificates = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  first_copy = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  record (f, first_copy);
  g_assert_cmpint (g_rename (f->backup.stick, aside), ==, 0);
  backup_fixture_plug ("A", &stick);
  second_copy = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  record (f, second_copy);
  g_assert_false (second_copy->was_there);
  g_assert_cmpstr (second_copy->path, ==, first_copy->path);
  /* The first again, damaged meanwhile. */
  g_assert_cmpint (g_rename (f->backup.stick, second), ==, 0);
  g_assert_cmpint (g_rename (aside, f->backup.stick), ==, 0);
  backup_fixture_write (first_copy->path, "damaged", -1);
  merge (f, f->backup.stick, TRUE);
  certificates = list (f);
  g_assert_cmpuint (certificates->len, ==, 1);
  g_assert_cmpuint (certificate_at (certificates, 0)->backups->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const MdgLedgerBackup *backup = backup_at (certificates, 0, i);
      gboolean is_first = strcmp (backup->volume_serial, first_copy->drive->serial) == 0;

      g_assert_true (is_first || strcmp (backup->volume_serial, second_copy->drive->serial) == 0);
      g_assert_cmpint (backup->state, ==, is_first ? MDG_STICK_DAMAGED : MDG_STICK_GOOD);
    }
}

/* A look is enough to see that it was cut short: it does not stay verified. */
static void
test_cut_short (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) certificates = NULL;

  record (f, copy);
  backup_fixture_write (copy->path, "short", -1);
  merge (f, f->backup.stick, FALSE);
  certificates = list (f);
  g_assert_cmpint (backup_at (certificates, 0, 0)->state, ==, MDG_STICK_DAMAGED);
  g_assert_cmpint (mdg_ledger_certificate_last_verified (certificate_at (certificates, 0)), ==, 0);
}

/* What was seen in the certificate itself, no stick can say otherwise. */
static void
test_forged_manifest (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autofree char *folder = g_path_get_dirname (copy->path);
  g_autoptr (MdgBackupManifest) forged = mdg_backup_manifest_copy (copy->manifest);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  remember (f, f->backup.p12, f->backup.password);
  before = list (f);
  forged->valid_until += G_GINT64_CONSTANT (10) * 365 * 86400;
  g_free (forged->subject);
  forged->subject = g_strdup ("somebody");
  write_manifest (folder, forged);
  merge (f, f->backup.stick, TRUE);
  g_free (forged->fingerprint);
  forged->fingerprint = g_strnfill (64, 'a');
  write_manifest (folder, forged);
  merge (f, f->backup.stick, TRUE);
  after = list (f);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (certificate_at (after, 0)->valid_until, ==,
                   certificate_at (before, 0)->valid_until);
  g_assert_cmpstr (certificate_at (after, 0)->fingerprint, ==,
                   certificate_at (before, 0)->fingerprint);
  g_assert_cmpstr (certificate_at (after, 0)->subject, ==, certificate_at (before, 0)->subject);
}

/* A file that is no certificate neither counts as a backup of one, nor as what replaced it. */
static void
test_forged_backup (Fixture *f, gconstpointer data)
{
  static const char garbage[] = "no certificate";
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.other, NULL);
  g_autofree char *folder
      = g_build_filename (f->backup.stick, MDG_BACKUP_FOLDER_NAME, "forged", NULL);
  g_autofree char *path = g_build_filename (folder, copy->manifest->file, NULL);
  g_autoptr (MdgBackupManifest) forged = mdg_backup_manifest_copy (copy->manifest);
  g_autoptr (GPtrArray) certificates = NULL;

  remember (f, f->backup.p12, f->backup.password);
  g_free (forged->sha256);
  forged->sha256
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)garbage, strlen (garbage));
  forged->size = strlen (garbage);
  g_mkdir_with_parents (folder, 0700);
  backup_fixture_write (path, garbage, -1);
  write_manifest (folder, forged);
  merge (f, f->backup.stick, TRUE);
  g_free (forged->fingerprint);
  forged->fingerprint = g_strnfill (64, 'a');
  forged->valid_until += G_GINT64_CONSTANT (10) * 365 * 86400;
  write_manifest (folder, forged);
  merge (f, f->backup.stick, TRUE);
  certificates = list (f);
  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificate_at (certificates, i);

      g_assert_cmpint (mdg_ledger_certificate_last_verified (certificate), ==, 0);
      g_assert_true (*certificate->path == '\0' || !certificate->is_replaced);
    }
}

/* Two sticks: what is gone from one says nothing of the other. */
static void
test_two_sticks (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) a
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (MdgBackupCopy) b
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.other, NULL);
  g_autofree char *folder = g_build_filename (f->backup.stick, MDG_BACKUP_FOLDER_NAME, NULL);
  g_autoptr (GPtrArray) certificates = NULL;
  guint n_good = 0;

  record (f, a);
  record (f, b);
  g_assert_true (p12_run (NULL, NULL, "rm -rf %s", folder));
  merge (f, f->backup.stick, TRUE);
  certificates = list (f);
  g_assert_cmpuint (certificates->len, ==, 1);
  g_assert_cmpuint (certificate_at (certificates, 0)->backups->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    n_good += backup_at (certificates, 0, i)->state == MDG_STICK_GOOD;
  g_assert_cmpuint (n_good, ==, 1);
}

static void
test_forget (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) after = NULL;

  record (f, copy);
  before = list (f);
  {
    WAIT (mdg_backup_ledger_forget_backup_async (f->ledger, backup_at (before, 0, 0)->id, NULL,
                                                 backup_fixture_store, &result));
    g_assert_true (mdg_backup_ledger_finish (f->ledger, result, NULL));
  }
  without = list (f);
  g_assert_cmpuint (certificate_at (without, 0)->backups->len, ==, 0);
  record (f, copy);
  {
    WAIT (mdg_backup_ledger_forget_certificate_async (f->ledger, certificate_at (before, 0)->id,
                                                      NULL, backup_fixture_store, &result));
    g_assert_true (mdg_backup_ledger_finish (f->ledger, result, NULL));
  }
  after = list (f);
  g_assert_cmpuint (after->len, ==, 0);
}

/* A later certificate of the same institution and authority replaces the earlier one. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (P12Maker) renewed = p12_maker_new (FIXTURE_CODE, 1200);
  g_autoptr (P12Maker) stranger = p12_maker_new ("2719999999", 1300);
  g_autofree char *a = p12_maker_make (renewed, P12_OPENSSL, "renewed", FIXTURE_PASSWORD, "", NULL);
  g_autofree char *b
      = p12_maker_make (stranger, P12_OPENSSL, "stranger", FIXTURE_PASSWORD, "", NULL);
  g_autoptr (GPtrArray) certificates = NULL;

  remember (f, f->backup.p12, f->backup.password);
  remember (f, a, f->backup.password);
  remember (f, b, f->backup.password);
  certificates = list (f);
  g_assert_cmpuint (certificates->len, ==, 3);
  g_assert_false (certificate_at (certificates, 0)->is_replaced);
  g_assert_false (certificate_at (certificates, 1)->is_replaced);
  g_assert_true (certificate_at (certificates, 2)->is_replaced);
  g_assert_cmpstr (certificate_at (certificates, 2)->path, ==, f->backup.p12);
}

/* passwords --------------------------------------------------------------------------------------
 */

static void
keep (Fixture *f, char digit, const char *password)
{
  g_autofree char *sha256 = g_strnfill (64, digit);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);
  g_autoptr (GError) error = NULL;

  WAIT (mdg_certificate_passwords_keep_async (f->cache, sha256, secret, NULL, backup_fixture_store,
                                              &result));
  g_assert_true (mdg_certificate_passwords_finish (f->cache, result, &error));
  g_assert_no_error (error);
}

static char *
kept (Fixture *f)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) passwords = NULL;
  g_autoptr (GError) error = NULL;

  WAIT (mdg_certificate_passwords_list_async (f->cache, NULL, backup_fixture_store, &result));
  passwords = mdg_certificate_passwords_list_finish (f->cache, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < passwords->len; i++)
    g_string_append_printf (text, "%s ", mdg_secret_get_string (passwords->pdata[i]));
  return g_strdup (text->str);
}

static void
test_passwords (Fixture *f, gconstpointer data)
{
  g_autofree char *none = kept (f);
  g_autofree char *all = NULL;
  g_autofree char *less = NULL;
  g_autofree char *folder = g_build_filename (f->backup.root, "data", NULL);
  g_autofree char *found = NULL;
  g_autofree char *first = g_strnfill (64, 'b');

  g_assert_cmpstr (none, ==, "");
  keep (f, 'a', "ひみつ-one");
  keep (f, 'b', "two");
  keep (f, 'c', "ひみつ-one");
  keep (f, 'a', "three");
  all = kept (f);
  g_assert_cmpstr (all, ==, "three ひみつ-one two ");
  {
    WAIT (mdg_certificate_passwords_forget_async (f->cache, first, NULL, backup_fixture_store,
                                                  &result));
    g_assert_true (mdg_certificate_passwords_finish (f->cache, result, NULL));
  }
  less = kept (f);
  g_assert_cmpstr (less, ==, "three ひみつ-one ");
  /* Nothing of it lies open in the files. */
  mdg_cache_close (f->cache);
  g_assert_false (p12_run (NULL, &found, "grep -rl ひみつ-one %s", folder));
}

/* notices ----------------------------------------------------------------------------------------
 */

static MdgIssueNotice *
make_notice (const char *deadline)
{
  MdgIssueNotice *notice = mdg_issue_notice_new ();

  g_free (notice->deadline);
  notice->deadline = g_strdup (deadline);
  g_free (notice->terminal_name);
  notice->terminal_name = g_strdup ("受付端末 1");
  g_free (notice->institution_code);
  notice->institution_code = g_strdup (FIXTURE_CODE);
  notice->request_id = mdg_secret_new_from_string ("REQ-0001");
  notice->reference_id = mdg_secret_new_from_string ("REF-9876");
  return notice;
}

static gint64
save (Fixture *f, const MdgIssueNotice *notice, GError **error)
{
  WAIT (mdg_issue_notice_save_async (f->cache, notice, NULL, backup_fixture_store, &result));
  return mdg_issue_notice_save_finish (f->cache, result, error);
}

static MdgIssueNotice *
load (Fixture *f, gint64 id, GError **error)
{
  WAIT (mdg_issue_notice_load_async (f->cache, id, NULL, backup_fixture_store, &result));
  return mdg_issue_notice_load_finish (f->cache, result, error);
}

static GPtrArray *
list_notices (Fixture *f)
{
  WAIT (mdg_issue_notice_list_async (f->cache, NULL, backup_fixture_store, &result));
  return mdg_issue_notice_list_finish (f->cache, result, NULL);
}

static void
test_notices (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgIssueNotice) notice = make_notice ("2026-12-31");
  g_autoptr (MdgIssueNotice) sooner = make_notice ("2026-12-01");
  g_autoptr (GError) error = NULL;
  gint64 id = save (f, notice, &error), other = save (f, sooner, &error);
  g_autoptr (GPtrArray) notices = list_notices (f);
  g_autoptr (MdgIssueNotice) loaded = load (f, id, &error);
  g_autoptr (MdgIssueNotice) changed = NULL;
  g_autoptr (GPtrArray) later = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (other, !=, id);
  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_cmpint (((MdgIssueNotice *)notices->pdata[0])->id, ==, other);
  g_assert_null (((MdgIssueNotice *)notices->pdata[0])->request_id);
  g_assert_cmpstr (mdg_secret_get_string (loaded->request_id), ==, "REQ-0001");
  g_assert_cmpstr (mdg_secret_get_string (loaded->reference_id), ==, "REF-9876");
  g_assert_cmpstr (loaded->terminal_name, ==, "受付端末 1");
  /* Downloaded: saved without the IDs, which stay. */
  g_clear_pointer (&loaded->request_id, mdg_secret_unref);
  loaded->downloaded_at = NOW;
  g_assert_cmpint (save (f, loaded, &error), ==, id);
  changed = load (f, id, &error);
  g_assert_cmpstr (mdg_secret_get_string (changed->request_id), ==, "REQ-0001");
  g_assert_cmpint (changed->downloaded_at, ==, NOW);
  {
    WAIT (mdg_issue_notice_remove_async (f->cache, other, NULL, backup_fixture_store, &result));
    g_assert_true (mdg_issue_notice_remove_finish (f->cache, result, &error));
  }
  later = list_notices (f);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_null (load (f, other, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_notice_refused (Fixture *f, gconstpointer data)
{
  static const char *const dates[]
      = { "", "2026-13-01", "2026-02-30", "26-1-1", "2026/12/31", "2026-12-31x", "今日" };
  g_autoptr (MdgIssueNotice) notice = make_notice ("2026-12-31");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (MdgIssueNotice) wrong = make_notice (dates[i]);
      g_autoptr (GError) refusal = NULL;

      g_assert_cmpint (save (f, wrong, &refusal), ==, 0);
      g_assert_error (refusal, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (refusal), ==, "deadline");
    }
  g_free (notice->institution_code);
  notice->institution_code = g_strdup ("123");
  g_assert_cmpint (save (f, notice, &error), ==, 0);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "institution_code");
}

/* reminders --------------------------------------------------------------------------------------
 */

static guint
count_new (Fixture *f, GPtrArray *reminders)
{
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GError) error = NULL;

  WAIT (mdg_reminders_find_new_async (f->cache, reminders, NULL, backup_fixture_store, &result));
  fresh = mdg_reminders_find_new_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return fresh->len;
}

static void
note_shown (Fixture *f, GPtrArray *reminders, guint n)
{
  g_autoptr (GError) error = NULL;

  WAIT (mdg_reminders_note_shown_async (f->cache, reminders, n, mdg_clock_wall (f->clock), NULL,
                                        backup_fixture_store, &result));
  g_assert_true (mdg_reminders_note_shown_finish (f->cache, result, &error));
  g_assert_no_error (error);
}

static void
test_shown_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GPtrArray) today = NULL;
  g_autoptr (GPtrArray) tomorrow = NULL;
  gint64 end;

  remember (f, f->backup.p12, f->backup.password);
  certificates = list (f);
  end = certificate_at (certificates, 0)->valid_until;
  mdg_clock_advance (f->clock, (end - NOW - 5 * 86400) * G_USEC_PER_SEC);
  today = mdg_reminders_make (certificates, NULL, mdg_clock_wall (f->clock));
  g_assert_cmpuint (today->len, ==, 2);
  /* Only what was shown is not new any more. */
  g_assert_cmpuint (count_new (f, today), ==, 2);
  g_assert_cmpuint (count_new (f, today), ==, 2);
  note_shown (f, today, 1);
  g_assert_cmpuint (count_new (f, today), ==, 1);
  note_shown (f, today, 2);
  g_assert_cmpuint (count_new (f, today), ==, 0);
  mdg_clock_advance (f->clock, G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
  tomorrow = mdg_reminders_make (certificates, NULL, mdg_clock_wall (f->clock));
  g_assert_cmpuint (count_new (f, tomorrow), >=, 1);
}

/* the file ---------------------------------------------------------------------------------------
 */

/* A cache of the version before certificates keeps what is in it. */
static void
test_migration (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->backup.root, "old.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) before = NULL;
  g_autoptr (MdgDatabase) after = NULL;
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;

  before = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, 1, &error);
  g_assert_no_error (error);
  g_assert_true (mdg_database_exec (
      before, "INSERT INTO account (institution_code, login_id) VALUES ('1', 'W1')", &error));
  g_clear_pointer (&before, mdg_database_close);
  after = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                             mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
  statement = mdg_statement_new (
      after, "SELECT login_id, (SELECT count(*) FROM certificate) FROM account", &error);
  g_assert_no_error (error);
  g_assert_true (mdg_statement_step (statement, &row, &error));
  g_assert_cmpstr (mdg_statement_get_text (statement, 0), ==, "W1");
  g_assert_cmpint (mdg_statement_get_int (statement, 1), ==, 0);
}

/* Written, closed, opened again. */
static void
test_reopen (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  g_autoptr (GPtrArray) certificates = NULL;

  record (f, copy);
  mdg_cache_close (f->cache);
  g_clear_object (&f->ledger);
  g_clear_object (&f->cache);
  f->cache = open_cache (f);
  f->ledger = mdg_backup_ledger_new (f->cache, f->clock);
  certificates = list (f);
  g_assert_cmpint (backup_at (certificates, 0, 0)->state, ==, MDG_STICK_GOOD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ledger/remember", test_remember);
  ADD ("/ledger/record", test_record);
  ADD ("/ledger/merge-from-stick", test_merge_from_stick);
  ADD ("/ledger/damaged-and-missing", test_damaged_and_missing);
  ADD ("/ledger/record-lost", test_record_lost);
  ADD ("/ledger/past-cache", test_past_cache);
  ADD ("/ledger/two-sticks-without-serial", test_two_sticks_without_serial);
  ADD ("/ledger/cut-short", test_cut_short);
  ADD ("/ledger/forged-manifest", test_forged_manifest);
  ADD ("/ledger/forged-backup", test_forged_backup);
  ADD ("/ledger/two-sticks", test_two_sticks);
  ADD ("/ledger/forget", test_forget);
  ADD ("/ledger/replaced", test_replaced);
  ADD ("/ledger/migration", test_migration);
  ADD ("/ledger/reopen", test_reopen);
  ADD ("/passwords", test_passwords);
  ADD ("/notices/kept", test_notices);
  ADD ("/notices/refused", test_notice_refused);
  ADD ("/reminders/shown-once", test_shown_once);
  return g_test_run ();
}
