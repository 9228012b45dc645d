/* ics.c: an iCalendar file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ics.h"

#include <string.h>

#define LINE_OCTETS 75
#define END_OF_LINE "\r\n"

struct _MdgIcs
{
  GString *text;
};

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
add_line (MdgIcs *ics, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gsize column = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = (gsize)(g_utf8_next_char (p) - p);

      if (column + size > LINE_OCTETS)
        {
          g_string_append (ics->text, END_OF_LINE " ");
          column = 1;
        }
      g_string_append_len (ics->text, p, (gssize)size);
      column += size;
    }
  g_string_append (ics->text, END_OF_LINE);
}

static void
add_text (MdgIcs *ics, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);

  add_line (ics, name, escaped);
}

static void
add_stamp (MdgIcs *ics, gint64 stamp)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (stamp);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : NULL;

  if (text != NULL)
    add_line (ics, "DTSTAMP", text);
}

static void
add_day (MdgIcs *ics, MdgDay day)
{
  int year = 0, month = 0, month_day = 0;
  g_autofree char *text = NULL;

  mdg_day_get (day, &year, &month, &month_day);
  text = g_strdup_printf ("%04d%02d%02d", year, month, month_day);
  add_line (ics, "DTSTART;VALUE=DATE", text);
}

static void
add_alarm (MdgIcs *ics, int days, const char *text)
{
  g_autofree char *trigger = g_strdup_printf ("-P%dD", days);

  add_line (ics, "BEGIN", "VALARM");
  add_line (ics, "ACTION", "DISPLAY");
  add_line (ics, "TRIGGER", trigger);
  add_text (ics, "DESCRIPTION", text);
  add_line (ics, "END", "VALARM");
}

MdgIcs *
mdg_ics_new (const char *product)
{
  MdgIcs *ics = g_new0 (MdgIcs, 1);
  g_autofree char *id = g_strdup_printf ("-//Madoguchi//%s//JA", product);

  ics->text = g_string_new (NULL);
  add_line (ics, "BEGIN", "VCALENDAR");
  add_line (ics, "VERSION", "2.0");
  add_line (ics, "PRODID", id);
  add_line (ics, "CALSCALE", "GREGORIAN");
  return ics;
}

void
mdg_ics_add (MdgIcs *ics, const MdgIcsEvent *event)
{
  g_return_if_fail (ics != NULL && event->day != MDG_DAY_NONE);

  add_line (ics, "BEGIN", "VEVENT");
  add_line (ics, "UID", event->uid);
  add_stamp (ics, event->stamp);
  add_day (ics, event->day);
  add_text (ics, "SUMMARY", event->summary);
  add_text (ics, "DESCRIPTION", event->detail);
  add_line (ics, "TRANSP", "TRANSPARENT");
  for (gsize i = 0; i < event->n_alarms; i++)
    add_alarm (ics, event->alarms[i], event->summary);
  add_line (ics, "END", "VEVENT");
}

char *
mdg_ics_end (MdgIcs *ics)
{
  char *text;

  add_line (ics, "END", "VCALENDAR");
  text = g_string_free (ics->text, FALSE);
  g_free (ics);
  return text;
}
