/* day.c: a day of the calendar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/day.h"

#include <string.h>

#define FIRST_YEAR 1
#define LAST_YEAR 9999
#define EPOCH 719163 /* 1970-01-01 as GDate counts */
#define DAY_SECONDS (24 * 60 * 60)
#define JAPAN_SECONDS (9 * 60 * 60)

MdgDay
mdg_day_new (int year, int month, int day)
{
  GDate date;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return MDG_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return (MdgDay)g_date_get_julian (&date) - EPOCH;
}

void
mdg_day_get (MdgDay day, int *year, int *month, int *month_day)
{
  GDate date;

  g_return_if_fail (day > -EPOCH);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(day + EPOCH));
  if (year != NULL)
    *year = g_date_get_year (&date);
  if (month != NULL)
    *month = g_date_get_month (&date);
  if (month_day != NULL)
    *month_day = g_date_get_day (&date);
}

int
mdg_day_weekday (MdgDay day)
{
  int since_thursday = day % 7; /* 1970-01-01 was one */

  return (since_thursday + 7 + 3) % 7 + 1;
}

MdgDay
mdg_day_add_months (MdgDay day, int months)
{
  int year, month, month_day;

  mdg_day_get (day, &year, &month, &month_day);
  months += year * 12 + month - 1;
  if (months < FIRST_YEAR * 12)
    return MDG_DAY_NONE;
  year = months / 12;
  month = months % 12 + 1;
  if (year > LAST_YEAR)
    return MDG_DAY_NONE;
  return mdg_day_new (
      year, month, MIN (month_day, g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year)));
}

MdgDay
mdg_day_parse (const char *text)
{
  static const char form[] = "dddd-dd-dd";

  if (text == NULL || strlen (text) != strlen (form))
    return MDG_DAY_NONE;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return MDG_DAY_NONE;
  return mdg_day_new ((int)g_ascii_strtoll (text, NULL, 10),
                      (int)g_ascii_strtoll (text + 5, NULL, 10),
                      (int)g_ascii_strtoll (text + 8, NULL, 10));
}

char *
mdg_day_text (MdgDay day)
{
  int year = 0, month = 0, month_day = 0;

  mdg_day_get (day, &year, &month, &month_day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, month_day);
}

/* Rounded down, before 1970, too. */
static gint64
whole (gint64 number, gint64 by)
{
  return number / by - (number % by < 0 ? 1 : 0);
}

MdgDay
mdg_day_in_japan (gint64 wall)
{
  return (MdgDay)whole (wall + JAPAN_SECONDS, DAY_SECONDS);
}

int
mdg_day_minutes_in_japan (gint64 wall)
{
  return (int)((wall + JAPAN_SECONDS - (gint64)mdg_day_in_japan (wall) * DAY_SECONDS) / 60);
}

MdgDay
mdg_day_local (gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall);

  if (time == NULL)
    return MDG_DAY_NONE;
  return mdg_day_new (g_date_time_get_year (time), g_date_time_get_month (time),
                      g_date_time_get_day_of_month (time));
}
