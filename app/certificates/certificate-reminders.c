/* certificate-reminders.c: from what is known to what should be said today.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-reminders.h"

#include <string.h>

#include "certificates/backup-summary.h"
#include "certificates/certificate-info.h"
#include "store/statement.h"

/* facts.md 5.3 */
#define DAILY_FROM 7
static const int stages[] = { 90, 60, 30, 15 };

/* What was shown so long ago may be forgotten. */
#define SHOWN_DAYS 800

void
mdg_reminder_free (MdgReminder *reminder)
{
  if (reminder == NULL)
    return;
  g_free (reminder->key);
  g_free (reminder->institution_code);
  g_free (reminder->name);
  g_free (reminder);
}

static MdgReminder *
reminder_copy (const MdgReminder *reminder)
{
  MdgReminder *copy = g_new (MdgReminder, 1);

  *copy = *reminder;
  copy->key = g_strdup (reminder->key);
  copy->institution_code = g_strdup (reminder->institution_code);
  copy->name = g_strdup (reminder->name);
  return copy;
}

int
mdg_reminder_stage (int days)
{
  int stage = 0;

  if (days <= DAILY_FROM)
    return DAILY_FROM;
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (days <= stages[i])
      stage = stages[i];
  return stage;
}

static MdgUrgency
urgency_of (int stage)
{
  return stage == DAILY_FROM ? MDG_URGENCY_NOW : stage <= 30 ? MDG_URGENCY_SOON : MDG_URGENCY_NOTE;
}

/* "2026-11-21" or "2026-W47", of the local calendar. */
static char *
date_text (gint64 now, const char *format)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (now);

  return moment != NULL ? g_date_time_format (moment, format) : g_strdup ("");
}

/* Once a stage, and once a day at the last. */
static char *
stage_key (const char *what, const char *whose, int stage, gint64 now)
{
  g_autofree char *day = date_text (now, "%Y-%m-%d");

  if (stage == DAILY_FROM)
    return g_strdup_printf ("%s/%s/%s", what, whose, day);
  return g_strdup_printf ("%s/%s/%d", what, whose, stage);
}

/* certificates -------------------------------------------------------------------------------- */

static MdgReminder *
add (GPtrArray *reminders, const MdgLedgerCertificate *certificate, MdgReminderKind kind)
{
  MdgReminder *reminder = g_new0 (MdgReminder, 1);

  reminder->kind = kind;
  reminder->certificate = certificate->id;
  reminder->institution_code = g_strdup (certificate->institution_code);
  /* Of what was never opened only the file's name is known. */
  reminder->name = *certificate->subject != '\0' ? g_strdup (certificate->subject)
                                                 : g_filename_display_basename (certificate->path);
  g_ptr_array_add (reminders, reminder);
  return reminder;
}

/* All files of the same certificate count together: one good backup of any of them is a backup. */
typedef struct
{
  const MdgLedgerCertificate *certificate; /* the first met here: it speaks for the others */
  const MdgLedgerCertificate *oldest;      /* the first ever met: a name that stays */
  gint64 last_verified;
  guint n_bad;
  guint n_backups;
} Group;

static void
remind_of_expiry (GPtrArray *reminders, const Group *group, gint64 now)
{
  const MdgLedgerCertificate *certificate = group->certificate;
  int days = mdg_days_between (now, certificate->valid_until);
  int stage = mdg_reminder_stage (days);
  MdgReminder *reminder;

  /* What was never opened has no end that could be told. */
  if (stage == 0 || certificate->valid_until == 0)
    return;
  reminder = add (reminders, certificate, MDG_REMINDER_EXPIRES);
  reminder->urgency = urgency_of (stage);
  reminder->days = days;
  reminder->due = certificate->valid_until;
  reminder->key = stage_key ("expires", group->oldest->sha256, stage, now);
}

static void
add_to_group (Group *group, const MdgLedgerCertificate *certificate)
{
  if (group->certificate == NULL || *group->certificate->path == '\0')
    group->certificate = certificate;
  if (group->oldest == NULL || certificate->id < group->oldest->id)
    group->oldest = certificate;
  group->last_verified
      = MAX (group->last_verified, mdg_ledger_certificate_last_verified (certificate));
  group->n_backups += certificate->backups->len;
  for (guint i = 0; i < certificate->backups->len; i++)
    {
      MdgStickState state = ((MdgLedgerBackup *)certificate->backups->pdata[i])->state;

      group->n_bad += state == MDG_STICK_DAMAGED || state == MDG_STICK_MISSING
                      || state == MDG_STICK_NO_MANIFEST;
    }
}

/* Whether a renewal brought it: another of the same institution ends earlier. */
static gboolean
has_replaced (GPtrArray *certificates, const MdgLedgerCertificate *certificate)
{
  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *other = certificates->pdata[i];

      if (other->is_replaced && strcmp (other->subject, certificate->subject) == 0
          && strcmp (other->issuer, certificate->issuer) == 0
          && strcmp (other->institution_code, certificate->institution_code) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
remind_of_backup (GPtrArray *reminders, GPtrArray *certificates, const Group *group, gint64 now)
{
  const MdgLedgerCertificate *certificate = group->certificate;
  g_autofree char *week = NULL;
  MdgReminder *reminder;

  if (group->last_verified != 0 && !mdg_backup_is_long_ago (group->last_verified, now))
    return;
  /* What has expired is to be renewed, not to be backed up. */
  if (certificate->valid_until != 0 && certificate->valid_until < now)
    return;
  if (group->last_verified != 0)
    {
      reminder = add (reminders, certificate, MDG_REMINDER_VERIFY);
      reminder->days = mdg_days_between (group->last_verified, now);
      reminder->key = g_strdup_printf ("verify/%s/%" G_GINT64_FORMAT, group->oldest->sha256,
                                       group->last_verified);
      return;
    }
  reminder = add (reminders, certificate,
                  group->n_bad > 0                           ? MDG_REMINDER_BAD_BACKUP
                  : has_replaced (certificates, certificate) ? MDG_REMINDER_RENEWED
                                                             : MDG_REMINDER_NO_BACKUP);
  reminder->urgency
      = reminder->kind == MDG_REMINDER_BAD_BACKUP ? MDG_URGENCY_NOW : MDG_URGENCY_SOON;
  week = date_text (now, "%G-W%V");
  reminder->key = g_strdup_printf ("%s/%s/%s", group->n_bad > 0 ? "bad-backup" : "no-backup",
                                   group->oldest->sha256, week);
}

static void
remind_of_certificates (GPtrArray *reminders, GPtrArray *certificates, gint64 now)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];
      char *which
          = *certificate->fingerprint != '\0' ? certificate->fingerprint : certificate->sha256;
      Group *group;

      /* What was renewed is over. */
      if (certificate->is_replaced)
        continue;
      group = g_hash_table_lookup (groups, which);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          g_hash_table_insert (groups, which, group);
          g_ptr_array_add (order, group);
        }
      add_to_group (group, certificate);
    }
  for (guint i = 0; i < order->len; i++)
    {
      const Group *group = order->pdata[i];

      /* What only lies on a stick may be anybody's, e.g. another clinic's. */
      if (*group->certificate->path == '\0')
        continue;
      remind_of_expiry (reminders, group, now);
      remind_of_backup (reminders, certificates, group, now);
    }
}

/* notices ------------------------------------------------------------------------------------- */

static void
remind_of_notice (GPtrArray *reminders, const MdgIssueNotice *notice, gint64 now)
{
  gint64 deadline = mdg_issue_notice_deadline (notice);
  int days = mdg_days_between (now, deadline);
  int stage = mdg_reminder_stage (days);
  g_autofree char *whose
      = g_strdup_printf ("%" G_GINT64_FORMAT "-%s", notice->id, notice->deadline);
  MdgReminder *reminder;

  if (notice->downloaded_at != 0 || deadline == 0 || stage == 0)
    return;
  reminder = g_new0 (MdgReminder, 1);
  reminder->kind = MDG_REMINDER_DOWNLOAD;
  reminder->urgency = urgency_of (stage);
  reminder->days = days;
  reminder->due = deadline;
  reminder->notice = notice->id;
  reminder->institution_code = g_strdup (notice->institution_code);
  reminder->name = g_strdup (notice->terminal_name);
  reminder->key = stage_key ("download", whose, stage, now);
  g_ptr_array_add (reminders, reminder);
}

/* together ------------------------------------------------------------------------------------ */

static int
by_urgency (gconstpointer a, gconstpointer b)
{
  const MdgReminder *first = *(const MdgReminder *const *)a;
  const MdgReminder *second = *(const MdgReminder *const *)b;

  if (first->urgency != second->urgency)
    return (int)second->urgency - (int)first->urgency;
  if (first->due != second->due && first->due != 0 && second->due != 0)
    return first->due < second->due ? -1 : 1;
  return first->kind != second->kind ? (int)first->kind - (int)second->kind
                                     : strcmp (first->key, second->key);
}

GPtrArray *
mdg_reminders_make (GPtrArray *certificates, GPtrArray *notices, gint64 now)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reminder_free);

  g_return_val_if_fail (certificates != NULL, reminders);
  remind_of_certificates (reminders, certificates, now);
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    remind_of_notice (reminders, notices->pdata[i], now);
  g_ptr_array_sort (reminders, by_urgency);
  return reminders;
}

gint64
mdg_reminders_next_look (gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) tomorrow = moment != NULL ? g_date_time_add_days (moment, 1) : NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (tomorrow == NULL)
    return 24 * 60 * 60;
  midnight
      = g_date_time_new_local (g_date_time_get_year (tomorrow), g_date_time_get_month (tomorrow),
                               g_date_time_get_day_of_month (tomorrow), 0, 0, 0);
  return midnight != NULL ? MAX (g_date_time_to_unix (midnight) - now, 1) : 24 * 60 * 60;
}

/* shown once ---------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *reminders;
  gint64 now;
} Request;

static void
request_free (Request *request)
{
  g_ptr_array_unref (request->reminders);
  g_free (request);
}

static gboolean
forget_old (MdgDatabase *database, gint64 now, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM reminder_shown WHERE shown_at < ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, now - (gint64)SHOWN_DAYS * 24 * 60 * 60);
  return mdg_statement_run (statement, error);
}

static gboolean
was_shown (MdgStatement *statement, const MdgReminder *reminder, gboolean *shown, GError **error)
{
  mdg_statement_bind_text (statement, 0, reminder->key);
  if (!mdg_statement_step (statement, shown, error))
    return FALSE;
  mdg_statement_reset (statement);
  return TRUE;
}

static gpointer
find_new (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reminder_free);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT 1 FROM reminder_shown WHERE key = ?", error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < request->reminders->len; i++)
    {
      const MdgReminder *reminder = request->reminders->pdata[i];
      gboolean shown = FALSE;

      if (!was_shown (statement, reminder, &shown, error))
        return NULL;
      if (!shown)
        g_ptr_array_add (fresh, reminder_copy (reminder));
    }
  return g_steal_pointer (&fresh);
}

static gpointer
note_shown (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "INSERT OR IGNORE INTO reminder_shown (key, shown_at) VALUES (?, ?)", error);

  if (statement == NULL || !forget_old (database, request->now, error))
    return NULL;
  for (guint i = 0; i < request->reminders->len; i++)
    {
      mdg_statement_bind_text (statement, 0, ((MdgReminder *)request->reminders->pdata[i])->key);
      mdg_statement_bind_int (statement, 1, request->now);
      if (!mdg_statement_run (statement, error))
        return NULL;
    }
  return MDG_CACHE_DONE;
}

void
mdg_reminders_find_new_async (MdgCache *cache,
                              GPtrArray *reminders,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->reminders = g_ptr_array_ref (reminders);
  mdg_cache_run_async (cache, NULL, find_new, request, (GDestroyNotify)request_free,
                       (GDestroyNotify)g_ptr_array_unref, mdg_reminders_find_new_async, cancellable,
                       callback, data);
}

GPtrArray *
mdg_reminders_find_new_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_reminders_find_new_async, error);
}

void
mdg_reminders_note_shown_async (MdgCache *cache,
                                GPtrArray *reminders,
                                guint n,
                                gint64 now,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reminder_free);
  for (guint i = 0; i < MIN (n, reminders->len); i++)
    g_ptr_array_add (request->reminders, reminder_copy (reminders->pdata[i]));
  request->now = now;
  mdg_cache_run_async (cache, NULL, note_shown, request, (GDestroyNotify)request_free, NULL,
                       mdg_reminders_note_shown_async, cancellable, callback, data);
}

gboolean
mdg_reminders_note_shown_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_reminders_note_shown_async, error) != NULL;
}
