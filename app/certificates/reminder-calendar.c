/* reminder-calendar.c: the dates to come as an iCalendar file (RFC 5545), for calendars of any
 * make.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-reminders.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE_OCTETS 75
#define END_OF_LINE "\r\n"

/* RFC 5545 3.3.11 */
static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\;,", *p) != NULL)
        g_string_append_c (out, '\\');
      if (*p == '\n')
        g_string_append (out, "\\n");
      else if ((guchar)*p >= 0x20)
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* RFC 5545 3.1: no line is longer than 75 octets, and no character is torn apart. */
static void
add_line (GString *calendar, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gsize column = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = (gsize)(g_utf8_next_char (p) - p);

      if (column + size > LINE_OCTETS)
        {
          g_string_append (calendar, END_OF_LINE " ");
          column = 1;
        }
      g_string_append_len (calendar, p, (gssize)size);
      column += size;
    }
  g_string_append (calendar, END_OF_LINE);
}

static void
add_text (GString *calendar, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);

  add_line (calendar, name, escaped);
}

static void
add_time (GString *calendar, const char *name, gint64 time, const char *format, gboolean local)
{
  g_autoptr (GDateTime) moment
      = local ? g_date_time_new_from_unix_local (time) : g_date_time_new_from_unix_utc (time);
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, format) : NULL;

  if (text != NULL)
    add_line (calendar, name, text);
}

/* The day ends at midnight; so does an event of a whole day. */
static void
add_day (GString *calendar, gint64 time)
{
  add_time (calendar, "DTSTART;VALUE=DATE", time, "%Y%m%d", TRUE);
}

static void
add_alarms (GString *calendar, const char *text)
{
  static const int days[] = { 90, 60, 30, 15, 7, 6, 5, 4, 3, 2, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *trigger = g_strdup_printf ("-P%dD", days[i]);

      add_line (calendar, "BEGIN", "VALARM");
      add_line (calendar, "ACTION", "DISPLAY");
      add_line (calendar, "TRIGGER", trigger);
      add_text (calendar, "DESCRIPTION", text);
      add_line (calendar, "END", "VALARM");
    }
}

static void
add_event (GString *calendar,
           const char *uid,
           gint64 now,
           gint64 day,
           const char *summary,
           const char *detail)
{
  add_line (calendar, "BEGIN", "VEVENT");
  add_line (calendar, "UID", uid);
  add_time (calendar, "DTSTAMP", now, "%Y%m%dT%H%M%SZ", FALSE);
  add_day (calendar, day);
  add_text (calendar, "SUMMARY", summary);
  add_text (calendar, "DESCRIPTION", detail);
  add_line (calendar, "TRANSP", "TRANSPARENT");
  add_alarms (calendar, summary);
  add_line (calendar, "END", "VEVENT");
}

static char *
fill (const char *pattern, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strconcat (parts[0], name, parts[1], NULL);
}

static void
add_certificate (GString *calendar, const MdgLedgerCertificate *certificate, gint64 now)
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
add_notice (GString *calendar, const MdgIssueNotice *notice, gint64 now)
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
  GString *calendar = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_line (calendar, "BEGIN", "VCALENDAR");
  add_line (calendar, "VERSION", "2.0");
  add_line (calendar, "PRODID", "-//Madoguchi//Certificates//JA");
  add_line (calendar, "CALSCALE", "GREGORIAN");
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
  add_line (calendar, "END", "VCALENDAR");
  return g_string_free (calendar, FALSE);
}
