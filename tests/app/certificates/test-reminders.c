/* test-reminders.c: what is said on which day, without waiting for it; and the calendar file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "certificates/certificate-reminders.h"

#define DAY (24 * 60 * 60)

static gint64
at (int year, int month, int day, int hour)
{
  g_autoptr (GDateTime) moment = g_date_time_new_local (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (moment);
}

static MdgLedgerCertificate *
make_certificate (const char *fingerprint, gint64 until)
{
  MdgLedgerCertificate *certificate = g_new0 (MdgLedgerCertificate, 1);
  static gint64 id;

  certificate->id = ++id;
  certificate->sha256 = g_strdup_printf ("%s-%" G_GINT64_FORMAT, fingerprint, certificate->id);
  certificate->fingerprint = g_strdup (fingerprint);
  certificate->institution_code = g_strdup ("1310212345");
  certificate->subject = g_strdup ("1310212345");
  certificate->issuer = g_strdup ("Root");
  certificate->serial = g_strdup ("01");
  certificate->path = g_strdup ("/x.p12");
  certificate->valid_until = until;
  certificate->backups = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_backup_free);
  return certificate;
}

static void
add_backup (MdgLedgerCertificate *certificate, MdgStickState state, gint64 verified_at)
{
  MdgLedgerBackup *backup = g_new0 (MdgLedgerBackup, 1);

  backup->volume_serial = g_strdup ("1A2B-3C4D");
  backup->volume_label = g_strdup ("");
  backup->place = g_strdup ("x");
  backup->sha256 = g_strdup ("");
  backup->state = state;
  backup->verified_at = verified_at;
  g_ptr_array_add (certificate->backups, backup);
}

static GPtrArray *
list_of (MdgLedgerCertificate *first, MdgLedgerCertificate *second)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_certificate_free);

  g_ptr_array_add (list, first);
  if (second != NULL)
    g_ptr_array_add (list, second);
  return list;
}

static const MdgReminder *
find (GPtrArray *reminders, MdgReminderKind kind)
{
  for (guint i = 0; i < reminders->len; i++)
    if (((MdgReminder *)reminders->pdata[i])->kind == kind)
      return reminders->pdata[i];
  return NULL;
}

static void
test_stages (void)
{
  static const int stages[][2] = {
    { 365, 0 }, { 91, 0 },  { 90, 90 }, { 61, 90 }, { 60, 60 }, { 31, 60 }, { 30, 30 },
    { 16, 30 }, { 15, 15 }, { 8, 15 },  { 7, 7 },   { 1, 7 },   { 0, 7 },   { -400, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    g_assert_cmpint (mdg_reminder_stage (stages[i][0]), ==, stages[i][1]);
}

/* A program that runs every day: at which days left does it notify? */
static void
test_notified_days (void)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 until = at (2029, 6, 30, 12);
  MdgLedgerCertificate *certificate = make_certificate ("aa", until);
  g_autoptr (GPtrArray) list = list_of (certificate, NULL);

  for (int days = 120; days >= -3; days--)
    {
      gint64 now = until - (gint64)days * DAY;
      g_autoptr (GPtrArray) reminders = NULL;
      const MdgReminder *reminder;

      g_ptr_array_set_size (certificate->backups, 0);
      add_backup (certificate, MDG_STICK_GOOD, now);
      reminders = mdg_reminders_make (list, NULL, now);
      reminder = find (reminders, MDG_REMINDER_EXPIRES);
      g_assert_cmpuint (reminders->len, ==, days <= 90);
      if (reminder == NULL)
        continue;
      g_assert_cmpint (reminder->days, ==, days);
      if (g_hash_table_add (seen, g_strdup (reminder->key)))
        g_string_append_printf (said, "%d ", days);
    }
  g_assert_cmpstr (said->str, ==, "90 60 30 15 7 6 5 4 3 2 1 0 -1 -2 -3 ");
}

static void
test_urgency (void)
{
  gint64 until = at (2029, 6, 30, 12);
  MdgLedgerCertificate *certificate = make_certificate ("aa", until);
  g_autoptr (GPtrArray) list = list_of (certificate, NULL);
  static const int cases[][2]
      = { { 80, MDG_URGENCY_NOTE }, { 45, MDG_URGENCY_NOTE }, { 20, MDG_URGENCY_SOON },
          { 10, MDG_URGENCY_SOON }, { 7, MDG_URGENCY_NOW },   { -5, MDG_URGENCY_NOW } };

  add_backup (certificate, MDG_STICK_GOOD, until - 10 * DAY);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) reminders = mdg_reminders_make (list, NULL, until - cases[i][0] * DAY);

      g_assert_cmpint (find (reminders, MDG_REMINDER_EXPIRES)->urgency, ==, cases[i][1]);
    }
}

/* Nobody is asked to back up what is of no use any more. */
static void
test_expired_without_backup (void)
{
  g_autoptr (GPtrArray) list = list_of (make_certificate ("aa", at (2026, 11, 1, 12)), NULL);
  g_autoptr (GPtrArray) reminders = mdg_reminders_make (list, NULL, at (2026, 11, 21, 9));

  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_null (find (reminders, MDG_REMINDER_NO_BACKUP));
}

static void
test_backups (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *certificate = make_certificate ("aa", at (2029, 6, 30, 12));
  g_autoptr (GPtrArray) list = list_of (certificate, NULL);
  g_autoptr (GPtrArray) none = mdg_reminders_make (list, NULL, now);
  g_autoptr (GPtrArray) bad = NULL;
  g_autoptr (GPtrArray) good = NULL;
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) unchecked = NULL;

  g_assert_cmpuint (none->len, ==, 1);
  g_assert_nonnull (find (none, MDG_REMINDER_NO_BACKUP));
  add_backup (certificate, MDG_STICK_UNCHECKED, 0);
  unchecked = mdg_reminders_make (list, NULL, now);
  g_assert_nonnull (find (unchecked, MDG_REMINDER_NO_BACKUP));
  add_backup (certificate, MDG_STICK_DAMAGED, at (2026, 1, 1, 0));
  bad = mdg_reminders_make (list, NULL, now);
  g_assert_nonnull (find (bad, MDG_REMINDER_BAD_BACKUP));
  g_assert_cmpint (find (bad, MDG_REMINDER_BAD_BACKUP)->urgency, ==, MDG_URGENCY_NOW);
  /* One good one anywhere is a backup, whatever became of the others. */
  add_backup (certificate, MDG_STICK_GOOD, at (2026, 5, 22, 9));
  good = mdg_reminders_make (list, NULL, now);
  g_assert_cmpuint (good->len, ==, 0);
  old = mdg_reminders_make (list, NULL, at (2026, 11, 22, 10));
  g_assert_nonnull (find (old, MDG_REMINDER_VERIFY));
  g_assert_cmpint (find (old, MDG_REMINDER_VERIFY)->days, ==, 184);
}

static void
test_renewal (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *before = make_certificate ("aa", at (2026, 12, 1, 12));
  MdgLedgerCertificate *after = make_certificate ("bb", at (2030, 2, 20, 12));
  g_autoptr (GPtrArray) list = list_of (after, before);
  g_autoptr (GPtrArray) reminders = NULL;

  before->is_replaced = TRUE;
  add_backup (before, MDG_STICK_GOOD, now);
  reminders = mdg_reminders_make (list, NULL, now);
  /* The old one is over; the new one wants its own backup. */
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_nonnull (find (reminders, MDG_REMINDER_RENEWED));
  g_assert_cmpint (find (reminders, MDG_REMINDER_RENEWED)->certificate, ==, after->id);
}

/* Two files of one certificate: it is told once, and a backup of either counts. */
static void
test_two_files (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *a = make_certificate ("aa", at (2026, 12, 1, 12));
  MdgLedgerCertificate *b = make_certificate ("aa", at (2026, 12, 1, 12));
  g_autoptr (GPtrArray) list = list_of (a, b);
  g_autoptr (GPtrArray) reminders = NULL;

  add_backup (b, MDG_STICK_GOOD, now);
  reminders = mdg_reminders_make (list, NULL, now);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_nonnull (find (reminders, MDG_REMINDER_EXPIRES));
}

/* A renewed certificate with a new password: nothing is known of it but that it is there. */
static void
test_never_opened (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *certificate = make_certificate ("", 0);
  g_autoptr (GPtrArray) list = list_of (certificate, make_certificate ("", 0));
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GPtrArray) opened = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      MdgLedgerCertificate *one = list->pdata[i];

      *one->institution_code = *one->subject = *one->issuer = '\0';
    }
  reminders = mdg_reminders_make (list, NULL, now);
  /* Two files are two certificates as long as nobody knows better; neither has an end. */
  g_assert_cmpuint (reminders->len, ==, 2);
  g_assert_cmpint (find (reminders, MDG_REMINDER_NO_BACKUP)->urgency, ==, MDG_URGENCY_SOON);
  g_assert_cmpstr (find (reminders, MDG_REMINDER_NO_BACKUP)->name, ==, "x.p12");
  add_backup (list->pdata[1], MDG_STICK_GOOD, now);
  g_clear_pointer (&reminders, g_ptr_array_unref);
  reminders = mdg_reminders_make (list, NULL, now);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpint (find (reminders, MDG_REMINDER_NO_BACKUP)->certificate, ==, certificate->id);
  /* Opened later: the same is said, and is not news. */
  g_free (certificate->fingerprint);
  certificate->fingerprint = g_strdup ("aa");
  certificate->valid_until = at (2029, 6, 30, 12);
  opened = mdg_reminders_make (list, NULL, now);
  g_assert_cmpstr (find (opened, MDG_REMINDER_NO_BACKUP)->key, ==,
                   find (reminders, MDG_REMINDER_NO_BACKUP)->key);
}

/* A stick with another clinic's certificates: they are not this computer's. */
static void
test_only_on_a_stick (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *stranger = make_certificate ("aa", at (2026, 11, 30, 12));
  MdgLedgerCertificate *own = make_certificate ("bb", at (2026, 11, 30, 12));
  g_autoptr (GPtrArray) list = list_of (stranger, own);
  g_autoptr (GPtrArray) reminders = NULL;
  g_autofree char *calendar = NULL;

  *stranger->path = '\0';
  add_backup (stranger, MDG_STICK_DAMAGED, 0);
  add_backup (own, MDG_STICK_GOOD, now);
  reminders = mdg_reminders_make (list, NULL, now);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpint (find (reminders, MDG_REMINDER_EXPIRES)->certificate, ==, own->id);
  calendar = mdg_reminders_to_calendar (list, NULL, now);
  g_assert_nonnull (strstr (calendar, "certificate-bb@"));
  g_assert_null (strstr (calendar, "certificate-aa@"));
}

static GPtrArray *
one_notice (const char *deadline, gint64 downloaded_at)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_issue_notice_free);
  MdgIssueNotice *notice = mdg_issue_notice_new ();

  notice->id = 3;
  g_free (notice->deadline);
  notice->deadline = g_strdup (deadline);
  g_free (notice->terminal_name);
  notice->terminal_name = g_strdup ("受付, 1;端末");
  notice->downloaded_at = downloaded_at;
  g_ptr_array_add (notices, notice);
  return notices;
}

static void
test_notices (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) open = one_notice ("2026-12-01", 0);
  g_autoptr (GPtrArray) done = one_notice ("2026-12-01", 1);
  g_autoptr (GPtrArray) broken = one_notice ("2026-02-30", 0);
  g_autoptr (GPtrArray) reminders = mdg_reminders_make (none, open, at (2026, 11, 21, 9));
  g_autoptr (GPtrArray) late = mdg_reminders_make (none, open, at (2026, 12, 2, 0));
  g_autoptr (GPtrArray) over = mdg_reminders_make (none, done, at (2026, 11, 21, 9));
  g_autoptr (GPtrArray) nothing = mdg_reminders_make (none, broken, at (2026, 2, 21, 9));

  g_assert_cmpint (find (reminders, MDG_REMINDER_DOWNLOAD)->days, ==, 10);
  g_assert_cmpint (find (reminders, MDG_REMINDER_DOWNLOAD)->urgency, ==, MDG_URGENCY_SOON);
  g_assert_cmpint (find (late, MDG_REMINDER_DOWNLOAD)->days, ==, -1);
  g_assert_cmpuint (over->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_order (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *a = make_certificate ("aa", at (2027, 1, 30, 12));
  MdgLedgerCertificate *b = make_certificate ("bb", at (2026, 11, 23, 12));
  g_autoptr (GPtrArray) list = list_of (a, b);
  g_autoptr (GPtrArray) notices = one_notice ("2026-11-22", 0);
  g_autoptr (GPtrArray) reminders = mdg_reminders_make (list, notices, now);
  const MdgReminder *first = reminders->pdata[0], *second = reminders->pdata[1];

  g_assert_cmpuint (reminders->len, ==, 5);
  g_assert_cmpint (first->kind, ==, MDG_REMINDER_DOWNLOAD);
  g_assert_cmpint (second->kind, ==, MDG_REMINDER_EXPIRES);
  g_assert_cmpint (second->certificate, ==, b->id);
}

static void
test_next_look (void)
{
  g_assert_cmpint (mdg_reminders_next_look (at (2026, 11, 21, 23)), ==, 60 * 60);
  g_assert_cmpint (mdg_reminders_next_look (at (2026, 12, 31, 0)), ==, DAY);
}

/* the calendar -----------------------------------------------------------------------------------
 */

static void
test_calendar (void)
{
  gint64 now = at (2026, 11, 21, 9);
  MdgLedgerCertificate *a = make_certificate ("aa", at (2029, 6, 30, 12));
  MdgLedgerCertificate *b = make_certificate ("bb", at (2027, 6, 30, 12));
  g_autoptr (GPtrArray) list = list_of (a, b);
  g_autoptr (GPtrArray) notices = one_notice ("2026-12-01", 0);
  g_autofree char *calendar = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_events = 0, n_alarms = 0;

  b->is_replaced = TRUE;
  calendar = mdg_reminders_to_calendar (list, notices, now);
  g_assert_true (g_utf8_validate (calendar, -1, NULL));
  lines = g_strsplit (calendar, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strchr (lines[i], '\n'));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      n_events += strcmp (lines[i], "BEGIN:VEVENT") == 0;
      n_alarms += strcmp (lines[i], "BEGIN:VALARM") == 0;
    }
  g_assert_cmpuint (n_events, ==, 2);
  g_assert_cmpuint (n_alarms, ==, 22);
  g_assert_nonnull (strstr (calendar, "DTSTART;VALUE=DATE:20290630\r\n"));
  g_assert_nonnull (strstr (calendar, "DTSTART;VALUE=DATE:20261201\r\n"));
  g_assert_null (strstr (calendar, "20270630"));
  g_assert_nonnull (strstr (calendar, "TRIGGER:-P90D\r\n"));
  g_assert_nonnull (strstr (calendar, "受付\\, 1\\;端末"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reminders/stages", test_stages);
  g_test_add_func ("/reminders/notified-days", test_notified_days);
  g_test_add_func ("/reminders/urgency", test_urgency);
  g_test_add_func ("/reminders/backups", test_backups);
  g_test_add_func ("/reminders/expired-without-backup", test_expired_without_backup);
  g_test_add_func ("/reminders/renewal", test_renewal);
  g_test_add_func ("/reminders/two-files", test_two_files);
  g_test_add_func ("/reminders/never-opened", test_never_opened);
  g_test_add_func ("/reminders/only-on-a-stick", test_only_on_a_stick);
  g_test_add_func ("/reminders/notices", test_notices);
  g_test_add_func ("/reminders/order", test_order);
  g_test_add_func ("/reminders/next-look", test_next_look);
  g_test_add_func ("/reminders/calendar", test_calendar);
  return g_test_run ();
}
