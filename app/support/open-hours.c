/* open-hours.c: whether somebody answers the telephone now.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/open-hours.h"

#include <string.h>

#include "core/text.h"

#define LOOK_AHEAD 40 /* days; nobody is closed that long */
#define DAY_MINUTES (24 * 60)
#define LONGEST 64 /* bytes of what is typed */

static gboolean
is_closed_season (const MdgOpenHours *hours, MdgDay day)
{
  int month, month_day, number;

  if (hours->closed_from == 0)
    return FALSE;
  mdg_day_get (day, NULL, &month, &month_day);
  number = month * 100 + month_day;
  if (hours->closed_from <= hours->closed_until)
    return number >= hours->closed_from && number <= hours->closed_until;
  return number >= hours->closed_from || number <= hours->closed_until;
}

static gboolean
is_open_on (const MdgOpenHours *hours, const MdgCalendar *calendar, MdgDay day)
{
  if (hours->holidays && mdg_calendar_get_holiday (calendar, day) != MDG_HOLIDAY_NONE)
    return FALSE;
  return !is_closed_season (hours, day);
}

static gboolean
span_has_day (const MdgOpenSpan *span, MdgDay day)
{
  return (span->weekdays & (1u << mdg_day_weekday (day))) != 0;
}

/* The earliest minute from @minute on that is in a span of @day; -1: none. */
static int
next_opening (const MdgOpenHours *hours, const MdgCalendar *calendar, MdgDay day, int minute)
{
  int next = -1;

  if (!is_open_on (hours, calendar, day))
    return -1;
  for (guint i = 0; i < hours->n_spans; i++)
    {
      const MdgOpenSpan *span = &hours->spans[i];
      int from = MAX (span->from, minute);

      if (span_has_day (span, day) && from < span->until && (next < 0 || from < next))
        next = from;
    }
  return next;
}

/* Until when it stays open that is open at @minute: over spans that follow on one another. */
static int
closing (const MdgOpenHours *hours, MdgDay day, int minute)
{
  int until = minute;

  for (guint tries = 0; tries < hours->n_spans; tries++)
    for (guint i = 0; i < hours->n_spans; i++)
      {
        const MdgOpenSpan *span = &hours->spans[i];

        if (span_has_day (span, day) && span->from <= until && span->until > until)
          until = span->until;
      }
  return until;
}

static void
set_change (MdgOpenNow *now, MdgDay day, int minute)
{
  now->change_day = day + minute / DAY_MINUTES;
  now->change_minute = minute % DAY_MINUTES;
  now->change = (gint64)day * DAY_MINUTES * 60 + (gint64)minute * 60 - 9 * 60 * 60;
}

/* What is open until midnight may go on. */
static void
find_closing (MdgOpenNow *now,
              const MdgOpenHours *hours,
              const MdgCalendar *calendar,
              MdgDay day,
              int minute)
{
  for (int i = 0; i < LOOK_AHEAD; i++, day++, minute = 0)
    {
      int until = closing (hours, day, minute);

      if (until < DAY_MINUTES || next_opening (hours, calendar, day + 1, 0) != 0)
        {
          set_change (now, day, until);
          return;
        }
    }
}

MdgOpenNow
mdg_open_hours_at (const MdgOpenHours *hours, const MdgCalendar *calendar, gint64 wall)
{
  MdgOpenNow now = { .state = MDG_OPEN_CLOSED, .change_day = MDG_DAY_NONE };
  MdgDay today = mdg_day_in_japan (wall);
  int minute = mdg_day_minutes_in_japan (wall);

  if (hours->always || hours->n_spans == 0)
    {
      now.state = hours->always ? MDG_OPEN_ALWAYS : MDG_OPEN_UNKNOWN;
      return now;
    }
  if (next_opening (hours, calendar, today, minute) == minute)
    {
      now.state = MDG_OPEN_NOW;
      find_closing (&now, hours, calendar, today, minute);
      return now;
    }
  for (MdgDay day = today; day < today + LOOK_AHEAD; day++)
    {
      int next = next_opening (hours, calendar, day, day == today ? minute : 0);

      if (next < 0)
        continue;
      set_change (&now, day, next);
      return now;
    }
  return now;
}

/* typed --------------------------------------------------------------------------------------- */

static gboolean
take_number (const char **text, int most, int *number)
{
  int n = 0;

  for (*number = 0; n < 2 && g_ascii_isdigit (**text); n++, (*text)++)
    *number = *number * 10 + (**text - '0');
  return n > 0 && *number <= most;
}

/* "9:00", "9時", "9時30分" */
static gboolean
take_time (const char **text, int *minutes)
{
  int hour, minute = 0;

  if (!take_number (text, 24, &hour))
    return FALSE;
  if (**text == ':')
    {
      (*text)++;
      if (!take_number (text, 59, &minute))
        return FALSE;
    }
  else if (g_str_has_prefix (*text, "時"))
    {
      *text += strlen ("時");
      if (g_ascii_isdigit (**text))
        {
          if (!take_number (text, 59, &minute) || !g_str_has_prefix (*text, "分"))
            return FALSE;
          *text += strlen ("分");
        }
    }
  else
    return FALSE;
  *minutes = hour * 60 + minute;
  return *minutes <= DAY_MINUTES;
}

static gboolean
take_dash (const char **text)
{
  static const char *const dashes[] = { "-", "~", "〜", "～", "–", "—", "−", "から", "ー" };

  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (*text, dashes[i]))
      {
        *text += strlen (dashes[i]);
        return TRUE;
      }
  return FALSE;
}

gboolean
mdg_open_span_read (const char *text, int *from, int *until)
{
  g_autofree char *narrow = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *simple = NULL;
  const char *p;

  if (strlen (text) > LONGEST || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  narrow = mdg_text_narrow (text);
  parts = g_strsplit (narrow, " ", -1);
  simple = g_strjoinv ("", parts);
  p = simple;
  if (!take_time (&p, from) || !take_dash (&p) || !take_time (&p, until))
    return FALSE;
  return *p == '\0' && *from < *until;
}

char *
mdg_open_span_text (int from, int until)
{
  return g_strdup_printf ("%d:%02d–%d:%02d", from / 60, from % 60, until / 60, until % 60);
}
