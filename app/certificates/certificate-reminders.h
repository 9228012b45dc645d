/* certificate-reminders.h: what a person should be told today (F2, F4, F5; facts.md 5.3: 90, 60, 30 and 15 days
 * before, daily from 7, and after). A pure function of ledger, notices and time; what was shown is noted in the cache. */
#pragma once

#include "certificates/backup-ledger.h"
#include "certificates/issue-notice.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_REMINDER_EXPIRES,    /* days: left on the certificate; below 0: it has expired */
  MDG_REMINDER_DOWNLOAD,   /* days: left until the download deadline of a notice */
  MDG_REMINDER_NO_BACKUP,  /* the newest certificate has no verified backup */
  MDG_REMINDER_RENEWED,    /* the same, and it replaced another: make a backup of the new one */
  MDG_REMINDER_VERIFY,     /* the last verification is more than 6 months ago; days: since then */
  MDG_REMINDER_BAD_BACKUP  /* a backup was found damaged or missing, and no good one is left */
} MdgReminderKind;

typedef enum
{
  MDG_URGENCY_NOTE,   /* 90 or 60 days, verify */
  MDG_URGENCY_SOON,   /* 30 or 15 days, no backup */
  MDG_URGENCY_NOW     /* 7 days and fewer, over, bad backup */
} MdgUrgency;

typedef struct
{
  MdgReminderKind kind;
  MdgUrgency urgency;
  int days;
  gint64 due;              /* seconds since 1970: expiry, deadline's last second, or 0 */
  char *key;               /* stable while the same thing is said: shown once per key as notification */
  gint64 certificate;      /* id in the ledger; 0 for a notice */
  gint64 notice;           /* id of the notice; 0 otherwise */
  char *institution_code;  /* whose; "" when unknown */
  char *name;              /* the certificate's subject or its file's name, or the notice's terminal name */
} MdgReminder;

void mdg_reminder_free (MdgReminder *reminder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReminder, mdg_reminder_free)

/* Most urgent first; of certificates whose file lies, or lay, on this computer. @certificates: (element-type MdgLedgerCertificate), @notices: (nullable) (element-type
 * MdgIssueNotice). @now: seconds since 1970. Any thread. Returns: (transfer full) (element-type MdgReminder) */
GPtrArray *mdg_reminders_make (GPtrArray *certificates, GPtrArray *notices, gint64 now);

/* Seconds from @now until something may have to be said anew: the next local midnight. */
gint64 mdg_reminders_next_look (gint64 now);

/* Of @reminders, those whose key was not noted as shown. For notifications: each is shown once, daily ones once a day.
 * Returns (finish): (transfer full) (element-type MdgReminder) */
void mdg_reminders_find_new_async (MdgCache *cache, GPtrArray *reminders, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_reminders_find_new_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Notes that the first @n of @reminders were shown. @now: seconds since 1970. Errors (finish): the cache's */
void mdg_reminders_note_shown_async (MdgCache *cache, GPtrArray *reminders, guint n, gint64 now, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
gboolean mdg_reminders_note_shown_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Which stage of facts.md 5.3 @days left belong to: 90, 60, 30, 15, 7 (daily, also after), 0: none yet. */
int mdg_reminder_stage (int days);

/* An iCalendar file (RFC 5545) with the expiry of each certificate that is not replaced and each deadline still open, and
 * alarms at the stages; in the program's language. Returns: (transfer full) */
char *mdg_reminders_to_calendar (GPtrArray *certificates, GPtrArray *notices, gint64 now);

G_END_DECLS
