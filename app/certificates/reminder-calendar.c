/* reminder-calendar.c: the dates to come as an iCalendar file (RFC 5545), for calendars of any
 * make.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-reminders.h"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/ics.h"

/* On the day that it has where this computer is. */
static void
add_event (MdgIcs *calendar,
           const char *uid,
           gint64 now,
           gint64 day,
           const char *summary,
           const char *detail)
{
  static const int alarms[] = { 90, 60, 30, 15, 7, 6, 5, 4, 3, 2, 1 };
  const MdgIcsEvent event = { .uid = uid,
                              .stamp = now,
                              .day = mdg_day_local (day),
                              .summary = summary,
                              .detail = detail,
                              .alarms = alarms,
                              .n_alarms = G_N_ELEMENTS (alarms) };

  if (event.day != MDG_DAY_NONE)
    mdg_ics_add (calendar, &event);
}

static char *
fill (const char *pattern, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strconcat (parts[0], name, parts[1], NULL);
}

static void
add_certificate (MdgIcs *calendar, const MdgLedgerCertificate *certificate, gint64 now)
{
  g_autofree char *uid = NULL;
  g_autofree char *summary = NULL;
  const char *name = *certificate->institution_code != '\0' ? certificate->institution_code
                                                            : certificate->subject;

  if (certificate->is_replaced || certificate->valid_until == 0 || certificate->valid_until < now)
    return;
  uid = g_strdup_printf ("certificate-%s@madoguchi", certificate->fingerprint);
  /* Translators: %s is a medical institution's code */
  summary = fill (_ ("Certificate expires (%s)"), name);
  add_event (calendar, uid, now, certificate->valid_until, summary,
             _ ("The certificate for online eligibility verification expires. It can be renewed "
                "from 90 days before. After the renewal, back up the new one."));
}

static void
add_notice (MdgIcs *calendar, const MdgIssueNotice *notice, gint64 now)
{
  g_autofree char *uid = NULL;
  g_autofree char *summary = NULL;
  gint64 deadline = mdg_issue_notice_deadline (notice);

  if (notice->downloaded_at != 0 || deadline == 0 || deadline < now)
    return;
  uid = g_strdup_printf ("notice-%" G_GINT64_FORMAT "-%s@madoguchi", notice->id, notice->deadline);
  /* Translators: %s is a terminal's name */
  summary
      = fill (_ ("Last day to download the certificate (%s)"),
              *notice->terminal_name != '\0' ? notice->terminal_name : notice->institution_code);
  add_event (calendar, uid, now, deadline, summary,
             _ ("The download deadline on the issue notice. Afterwards a new issue, with a new "
                "fee, has to be applied for."));
}

char *
mdg_reminders_to_calendar (GPtrArray *certificates, GPtrArray *notices, gint64 now)
{
  MdgIcs *calendar = mdg_ics_new ("Certificates");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  /* Several files may hold the same certificate; it expires once. What only lies on a stick may be
   * another clinic's. */
  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];

      if (*certificate->path != '\0' && g_hash_table_add (seen, certificate->fingerprint))
        add_certificate (calendar, certificate, now);
    }
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    add_notice (calendar, notices->pdata[i], now);
  return mdg_ics_end (calendar);
}
