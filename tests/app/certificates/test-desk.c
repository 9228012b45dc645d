/* test-desk.c: everything together without a display: files, sticks that come and go, records,
 * passwords and what the person is told of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "backup-fixture.h"
#include "certificates/backup-job.h"
#include "certificates/certificate-desk.h"
#include "certificates/certificate-passwords.h"
#include "store/cache-store.h"

#define DAY_US (24 * 60 * 60 * (gint64)G_USEC_PER_SEC)

typedef struct
{
  BackupFixture backup;
  MdgClock *clock;
  MdgCache *cache;
  char *downloads; /* where the certificate lies */
  char *p12;
  MdgCertificateDesk *desk;
  guint n_reminded; /* notifications asked for */
  guint n_shown;    /* how many of them are shown at once */
} Fixture;

static void
on_remind (MdgCertificateDesk *desk, GPtrArray *fresh, Fixture *f)
{
  f->n_reminded += fresh->len;
  mdg_certificate_desk_note_shown (desk, fresh, f->n_shown);
}

static MdgSettings *
open_settings (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->backup.root, "settings", NULL);

  return mdg_settings_new (NULL, NULL, path);
}

static MdgCache *
open_cache (Fixture *f, const char *name)
{
  g_autofree char *folder = g_build_filename (f->backup.root, name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, backup_fixture_store, &result);
  cache = mdg_cache_open_training_finish (backup_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return cache;
}

/* As when the program starts. */
static void
open_desk (Fixture *f)
{
  g_autoptr (MdgSettings) settings = open_settings (f);

  f->desk = mdg_certificate_desk_new (f->clock, settings);
  g_signal_connect (f->desk, "remind", G_CALLBACK (on_remind), f);
  mdg_certificate_desk_set_cache (f->desk, f->cache);
}

/* Nothing of it may stay behind; what it asked of others is answered first. */
static void
close_desk (Fixture *f)
{
  g_object_run_dispose (G_OBJECT (f->desk));
  g_clear_object (&f->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettings) settings = NULL;

  backup_fixture_set_up (&f->backup, NULL);
  f->downloads = g_build_filename (f->backup.root, "Downloads", NULL);
  f->p12 = g_build_filename (f->downloads, "OQS_電子証明書.p12", NULL);
  g_mkdir (f->downloads, 0700);
  g_assert_true (p12_run (NULL, NULL, "cp %s %s", f->backup.p12, f->p12));
  mdg_certificate_finder_set_usual_folder (f->downloads);
  f->clock = mdg_clock_new_manual (g_get_real_time ());
  f->n_shown = 3;
  f->cache = open_cache (f, "data");
  open_desk (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_desk (f);
  mdg_cache_close (f->cache);
  g_object_unref (f->cache);
  g_object_unref (f->clock);
  g_free (f->downloads);
  g_free (f->p12);
  backup_fixture_tear_down (&f->backup, NULL);
}

/* waiting ---------------------------------------------------------------------------------------
 */

#define WAIT_UNTIL(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

static MdgCertificateFile *
file_at (Fixture *f, guint position)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (f->desk);
  g_autoptr (MdgCertificateFile) file
      = finder != NULL ? g_list_model_get_item (G_LIST_MODEL (finder), position) : NULL;

  return file; /* the list's */
}

static MdgCertificateFile *
first_file (Fixture *f)
{
  return file_at (f, 0);
}

/* What came of opening it, when that is over: (transfer none) (nullable) */
static MdgCertificateInfo *
info_at (Fixture *f, guint position)
{
  MdgCertificateFile *file = file_at (f, position);

  return file != NULL && !mdg_certificate_file_is_busy (file) ? mdg_certificate_file_get_info (file)
                                                              : NULL;
}

static gboolean
is_open_at (Fixture *f, guint position)
{
  const MdgCertificateInfo *info = info_at (f, position);

  return info != NULL && info->fault == NULL;
}

static gboolean
is_locked_at (Fixture *f, guint position)
{
  const MdgCertificateInfo *info = info_at (f, position);

  return info != NULL && g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

static gboolean
is_looked_at (Fixture *f)
{
  MdgCertificateFile *file = first_file (f);

  return file != NULL && mdg_certificate_file_get_info (file) != NULL
         && !mdg_certificate_file_is_busy (file);
}

static gboolean
is_open (Fixture *f)
{
  return is_looked_at (f) && mdg_certificate_file_get_info (first_file (f))->fault == NULL;
}

/* Whether exactly this is said. */
static gboolean
says (Fixture *f, MdgReminderKind kind)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (f->desk);

  return reminders->len == 1 && ((MdgReminder *)reminders->pdata[0])->kind == kind;
}

/* Whether the only thing that is said is said of @whose: a code, or a file's name. */
static gboolean
says_of (Fixture *f, const char *whose)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (f->desk);
  const MdgReminder *reminder = reminders->len == 1 ? reminders->pdata[0] : NULL;

  return reminder != NULL
         && strcmp (*reminder->institution_code != '\0' ? reminder->institution_code
                                                        : reminder->name,
                    whose)
                == 0;
}

static gboolean
says_nothing (Fixture *f)
{
  return mdg_certificate_desk_get_certificates (f->desk)->len > 0
         && mdg_certificate_desk_get_reminders (f->desk)->len == 0;
}

static void
back_up (Fixture *f, const char *target)
{
  g_autoptr (MdgBackupJob) job = mdg_backup_job_new (f->clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) recorded = NULL;
  g_autoptr (GError) error = NULL;

  mdg_backup_job_add_folder (job, f->p12, f->backup.password, target);
  mdg_backup_job_run_async (job, NULL, backup_fixture_store, &result);
  g_assert_true (mdg_backup_job_run_finish (job, backup_fixture_wait (&result), &error));
  g_assert_no_error (error);
  mdg_backup_ledger_record_async (mdg_certificate_desk_get_ledger (f->desk),
                                  mdg_backup_job_get_copies (job), NULL, backup_fixture_store,
                                  &recorded);
  g_assert_true (mdg_backup_ledger_finish (mdg_certificate_desk_get_ledger (f->desk),
                                           backup_fixture_wait (&recorded), &error));
}

/* the life of a certificate ----------------------------------------------------------------------
 */

static void
test_life (Fixture *f, gconstpointer data)
{
  const MdgReminder *reminder;

  /* Found, but locked: nothing is known of it, but that it has no backup. */
  WAIT_UNTIL (is_looked_at (f));
  g_assert_true (mdg_certificate_file_get_info (first_file (f))->needs_password);
  WAIT_UNTIL (says (f, MDG_REMINDER_NO_BACKUP) && f->n_reminded == 1);
  g_assert_true (says_of (f, "OQS_電子証明書.p12"));
  /* Asked once: it opens, and still has none. Said once, not again at the next start. */
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (is_open (f) && says (f, MDG_REMINDER_NO_BACKUP) && says_of (f, FIXTURE_CODE));
  close_desk (f);
  open_desk (f);
  WAIT_UNTIL (says (f, MDG_REMINDER_NO_BACKUP));
  /* Backed up: all is well. */
  back_up (f, f->backup.stick);
  WAIT_UNTIL (says_nothing (f));
  g_assert_nonnull (mdg_certificate_desk_find_record (f->desk, f->backup.p12_sha256));
  /* Half a year later it should be looked at again; the clock was set, nobody waited. */
  mdg_clock_advance (f->clock, 190 * DAY_US);
  WAIT_UNTIL (says (f, MDG_REMINDER_VERIFY) && f->n_reminded == 2);
  back_up (f, f->backup.stick);
  WAIT_UNTIL (says_nothing (f));
  /* 400 days in all: 90 days before the end the renewal begins. */
  mdg_clock_advance (f->clock, 121 * DAY_US);
  WAIT_UNTIL (says (f, MDG_REMINDER_EXPIRES) && f->n_reminded == 3);
  reminder = mdg_certificate_desk_get_reminders (f->desk)->pdata[0];
  g_assert_cmpint (reminder->days, <=, 90);
  g_assert_cmpint (reminder->days, >=, 88);
  /* Set back again: nothing to say. */
  mdg_clock_advance (f->clock, -121 * DAY_US);
  WAIT_UNTIL (says_nothing (f));
  g_assert_cmpuint (f->n_reminded, ==, 3);
}

static void
ask_again (MdgCertificateDesk *desk, guint *n)
{
  if ((*n)++ < 20)
    mdg_certificate_desk_refresh (desk);
}

/* However often the records are read anew meanwhile, nobody misses a notification. */
static void
test_reminded_once (Fixture *f, gconstpointer data)
{
  guint n = 0;

  g_signal_connect (f->desk, "changed", G_CALLBACK (ask_again), &n);
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (n > 20 && says (f, MDG_REMINDER_NO_BACKUP) && f->n_reminded > 0);
  g_assert_cmpuint (f->n_reminded, ==, 1);
}

/* What was not shown, because the person looks at it anyway or at too much else, comes again. */
static void
test_not_shown_comes_again (Fixture *f, gconstpointer data)
{
  guint n;

  f->n_shown = 0;
  WAIT_UNTIL (f->n_reminded >= 1);
  n = f->n_reminded;
  mdg_certificate_desk_refresh (f->desk);
  WAIT_UNTIL (f->n_reminded > n);
  close_desk (f);
  f->n_reminded = 0;
  f->n_shown = 1;
  open_desk (f);
  WAIT_UNTIL (f->n_reminded >= 1);
  close_desk (f);
  open_desk (f);
  WAIT_UNTIL (says (f, MDG_REMINDER_NO_BACKUP));
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (says_of (f, FIXTURE_CODE));
  back_up (f, f->backup.stick);
  WAIT_UNTIL (says_nothing (f));
  g_assert_cmpuint (f->n_reminded, ==, 1);
}

/* A renewed certificate with another password, beside the one whose password is known. */
static void
test_renewed_with_new_password (Fixture *f, gconstpointer data)
{
  g_autofree char *renewed = g_build_filename (f->downloads, "更新後.p12", NULL);
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string ("the-old-password");

  mdg_certificate_desk_add_password (f->desk, old);
  WAIT_UNTIL (is_looked_at (f) && says_of (f, "OQS_電子証明書.p12"));
  g_assert_false (mdg_certificate_file_get_info (first_file (f))->needs_password);
  /* The password of one opens the other, too, although another was tried on both in vain. */
  g_assert_true (p12_run (NULL, NULL, "cp %s %s", f->p12, renewed));
  WAIT_UNTIL (is_locked_at (f, 1));
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (is_open_at (f, 0) && is_open_at (f, 1) && says_of (f, FIXTURE_CODE));
}

static void
test_password_kept_if_wished (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  WAIT_UNTIL (is_looked_at (f));
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (is_open (f));
  /* Not wished: the next start knows nothing of it. */
  close_desk (f);
  open_desk (f);
  WAIT_UNTIL (is_looked_at (f));
  g_assert_cmpuint (mdg_certificate_desk_get_passwords (f->desk)->len, ==, 0);
  g_assert_true (mdg_certificate_file_get_info (first_file (f))->needs_password);
  /* Wished: it opens by itself. */
  mdg_certificate_passwords_keep_async (f->cache, f->backup.p12_sha256, f->backup.password, NULL,
                                        backup_fixture_store, &result);
  g_assert_true (
      mdg_certificate_passwords_finish (f->cache, backup_fixture_wait (&result), &error));
  close_desk (f);
  open_desk (f);
  WAIT_UNTIL (is_open (f));
  g_assert_nonnull (mdg_certificate_file_get_password (first_file (f)));
}

static void
test_folders (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->backup.root, "共有 フォルダー", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) folders = NULL;
  g_auto (GStrv) places = NULL;

  g_assert_true (mdg_certificate_desk_add_folder (f->desk, folder, &error));
  g_assert_true (mdg_certificate_desk_add_folder (f->desk, folder, &error));
  g_assert_true (mdg_certificate_desk_add_backup_folder (f->desk, folder, &error));
  g_assert_no_error (error);
  g_assert_false (mdg_certificate_desk_add_folder (f->desk, "relative", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_false (mdg_certificate_desk_add_folder (f->desk, "/two\nlines", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  close_desk (f);
  open_desk (f);
  folders = mdg_certificate_desk_get_folders (f->desk);
  places = mdg_certificate_desk_get_backup_folders (f->desk);
  g_assert_cmpuint (g_strv_length (folders), ==, 1);
  g_assert_cmpstr (folders[0], ==, folder);
  g_assert_cmpstr (places[0], ==, folder);
  g_assert_true (mdg_certificate_desk_remove_folder (f->desk, folder, &error));
  g_clear_pointer (&folders, g_strfreev);
  folders = mdg_certificate_desk_get_folders (f->desk);
  g_assert_cmpuint (g_strv_length (folders), ==, 0);
}

/* places -----------------------------------------------------------------------------------------
 */

static MdgBackupPlace *
place_at (Fixture *f, guint position)
{
  g_autoptr (MdgBackupPlace) place
      = g_list_model_get_item (G_LIST_MODEL (mdg_certificate_desk_get_places (f->desk)), position);

  return place; /* the list's */
}

static gboolean
has_places (Fixture *f, guint n)
{
  MdgBackupPlaces *places = mdg_certificate_desk_get_places (f->desk);

  return !mdg_backup_places_is_looking (places)
         && g_list_model_get_n_items (G_LIST_MODEL (places)) == n;
}

static gboolean
has_entry (MdgBackupPlace *place, MdgStickState state)
{
  GPtrArray *entries = mdg_backup_place_get_entries (place);

  return entries != NULL && entries->len == 1 && !mdg_backup_place_is_verifying (place)
         && ((MdgStickEntry *)entries->pdata[0])->state == state;
}

static void
flip (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[length / 3] ^= 4;
  g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
}

static gboolean
has_damaged_record (Fixture *f)
{
  const MdgLedgerCertificate *record = mdg_certificate_desk_get_certificates (f->desk)->pdata[0];

  return record->backups->len == 1
         && ((MdgLedgerBackup *)record->backups->pdata[0])->state == MDG_STICK_DAMAGED;
}

/* A stick with a backup on a computer where the program was never used. */
static void
test_new_computer (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgBackupCopy) copy
      = backup_fixture_copy (&f->backup, f->backup.p12, f->backup.stick, NULL);
  const MdgLedgerCertificate *record;
  MdgBackupPlace *place;

  g_unlink (f->p12);
  WAIT_UNTIL (has_places (f, 2));
  place = place_at (f, 0);
  WAIT_UNTIL (has_entry (place, MDG_STICK_UNCHECKED));
  WAIT_UNTIL (mdg_certificate_desk_get_certificates (f->desk)->len == 1);
  record = mdg_certificate_desk_get_certificates (f->desk)->pdata[0];
  g_assert_cmpstr (record->institution_code, ==, FIXTURE_CODE);
  g_assert_cmpstr (record->path, ==, "");
  g_assert_cmpint (mdg_ledger_certificate_last_verified (record), ==, 0);
  g_assert_cmpint (mdg_backup_place_get_verified_at (place), ==, 0);
  /* 再検証 */
  mdg_backup_place_verify (place, NULL);
  WAIT_UNTIL (has_entry (place, MDG_STICK_GOOD) && says_nothing (f));
  g_assert_cmpint (mdg_backup_place_get_verified_at (place), ==, mdg_clock_wall (f->clock));
  flip (copy->path);
  mdg_backup_place_verify (place, NULL);
  WAIT_UNTIL (has_entry (place, MDG_STICK_DAMAGED) && has_damaged_record (f));
  /* Anybody's stick may be plugged in: only of this computer's certificates the person is told. */
  g_assert_cmpuint (mdg_certificate_desk_get_reminders (f->desk)->len, ==, 0);
}

static void
assert_cannot_take (Fixture *f, guint64 size, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  while (mdg_backup_place_can_take (place_at (f, 0), size, &error)
         || !g_error_matches (error, MDG_ERROR, (int)code))
    {
      g_clear_error (&error);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_sticks_come_and_go (Fixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();

  WAIT_UNTIL (has_places (f, 2));
  g_assert_true (mdg_backup_place_can_take (place_at (f, 0), 4096, NULL));
  g_assert_false (mdg_backup_place_is_chosen (place_at (f, 0)));
  assert_cannot_take (f, G_GUINT64_CONSTANT (1) << 32, MDG_ERROR_TOO_LARGE);
  assert_cannot_take (f, 70 * MIB, MDG_ERROR_NO_SPACE);
  stick.is_write_protected = TRUE;
  backup_fixture_plug ("A", &stick);
  assert_cannot_take (f, 4096, MDG_ERROR_READ_ONLY);
  stick.is_locked = TRUE;
  backup_fixture_plug ("A", &stick);
  assert_cannot_take (f, 4096, MDG_ERROR_DRIVE_LOCKED);
  g_assert_false (mdg_backup_place_is_open (place_at (f, 0)));
  mdg_fake_pull_drive ("A");
  WAIT_UNTIL (has_places (f, 1));
  g_assert_cmpstr (mdg_backup_place_get_drive (place_at (f, 0))->serial, ==, "5E6F-7081");
  mdg_fake_pull_drive ("B");
  WAIT_UNTIL (has_places (f, 0));
  stick = backup_fixture_stick ();
  backup_fixture_plug ("A", &stick);
  WAIT_UNTIL (has_places (f, 1));
  /* A disk inside the computer dies with it: it is no place by itself. */
  stick.kind = MDG_DRIVE_FIXED;
  backup_fixture_plug ("A", &stick);
  WAIT_UNTIL (has_places (f, 0));
}

static gboolean
has_number (MdgBackupPlace *place)
{
  const MdgDrive *drive = mdg_backup_place_get_drive (place);

  return drive != NULL && g_str_has_prefix (drive->serial, "M-");
}

/* Its number is found after the first backup, and stays when something else about it changes. */
static void
test_stick_without_serial (Fixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();
  g_autoptr (MdgBackupPlace) place = NULL;

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_pull_drive ("B");
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (has_places (f, 1) && says (f, MDG_REMINDER_NO_BACKUP));
  place = g_object_ref (place_at (f, 0));
  back_up (f, f->backup.stick);
  mdg_backup_places_refresh (mdg_certificate_desk_get_places (f->desk));
  WAIT_UNTIL (has_number (place) && has_entry (place, MDG_STICK_UNCHECKED) && says_nothing (f));
  mdg_backup_place_verify (place, NULL);
  WAIT_UNTIL (has_entry (place, MDG_STICK_GOOD));
  stick.is_write_protected = TRUE;
  backup_fixture_plug ("A", &stick);
  WAIT_UNTIL (mdg_backup_place_get_drive (place)->is_write_protected);
  g_assert_true (has_number (place) && place_at (f, 0) == place);
}

static gboolean
is_listed (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (mdg_certificate_desk_get_places (f->desk))) == 1;
}

/* Verified before it was looked at: its number is found first, so that it is still that stick. */
static void
test_number_not_looked_for (Fixture *f, gconstpointer data)
{
  MdgDrive stick = backup_fixture_stick ();

  stick.serial = (char *)"";
  backup_fixture_plug ("A", &stick);
  mdg_fake_pull_drive ("B");
  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (has_places (f, 1) && says (f, MDG_REMINDER_NO_BACKUP));
  back_up (f, f->backup.stick);
  mdg_fake_pull_drive ("A");
  WAIT_UNTIL (has_places (f, 0));
  backup_fixture_plug ("A", &stick);
  WAIT_UNTIL (is_listed (f));
  mdg_backup_place_verify (place_at (f, 0), NULL);
  WAIT_UNTIL (has_entry (place_at (f, 0), MDG_STICK_GOOD));
  g_assert_true (has_number (place_at (f, 0)));
}

/* Pulled while it is verified: that says nothing about what lies on it. */
static void
test_pulled_while_verifying (Fixture *f, gconstpointer data)
{
  MdgBackupPlace *place;

  mdg_certificate_desk_add_password (f->desk, f->backup.password);
  WAIT_UNTIL (has_places (f, 2) && says (f, MDG_REMINDER_NO_BACKUP));
  back_up (f, f->backup.stick);
  WAIT_UNTIL (says_nothing (f));
  place = place_at (f, 0);
  g_object_ref (place);
  mdg_fake_pull_drive ("A");
  mdg_backup_place_verify (place, NULL);
  WAIT_UNTIL (!mdg_backup_place_is_verifying (place) && has_places (f, 1));
  mdg_certificate_desk_refresh (f->desk);
  back_up (f, f->backup.other);
  WAIT_UNTIL (says_nothing (f));
  g_object_unref (place);
}

static void
test_chosen_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->backup.root, "server", NULL);
  g_autoptr (GError) error = NULL;

  WAIT_UNTIL (has_places (f, 2));
  g_assert_true (mdg_certificate_desk_add_backup_folder (f->desk, folder, &error));
  WAIT_UNTIL (has_places (f, 3));
  g_assert_true (mdg_backup_place_is_chosen (place_at (f, 2)));
  /* Not there yet: it says so, and is found when it has come. */
  WAIT_UNTIL (mdg_backup_place_get_error (place_at (f, 2)) != NULL);
  g_assert_false (mdg_backup_place_can_take (place_at (f, 2), 1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_mkdir (folder, 0700);
  mdg_backup_places_refresh (mdg_certificate_desk_get_places (f->desk));
  WAIT_UNTIL (mdg_backup_place_is_open (place_at (f, 2)));
  back_up (f, folder);
  mdg_backup_place_look (place_at (f, 2));
  WAIT_UNTIL (has_entry (place_at (f, 2), MDG_STICK_UNCHECKED));
  g_assert_true (mdg_certificate_desk_remove_backup_folder (f->desk, folder, NULL));
  WAIT_UNTIL (has_places (f, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/desk/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("life", test_life);
  ADD ("reminded-once", test_reminded_once);
  ADD ("not-shown-comes-again", test_not_shown_comes_again);
  ADD ("renewed-with-new-password", test_renewed_with_new_password);
  ADD ("password-kept-if-wished", test_password_kept_if_wished);
  ADD ("folders", test_folders);
  ADD ("new-computer", test_new_computer);
  ADD ("sticks-come-and-go", test_sticks_come_and_go);
  ADD ("stick-without-serial", test_stick_without_serial);
  ADD ("number-not-looked-for", test_number_not_looked_for);
  ADD ("pulled-while-verifying", test_pulled_while_verifying);
  ADD ("chosen-folder", test_chosen_folder);
  return g_test_run ();
}
