/* calendar.c: the Japanese calendar, and counting in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/calendar.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/calendar-private.h"
#include "core/file.h"

#define LIST_MAX (256 * 1024) /* bytes of a file */

static gboolean
is_year_end (MdgDay day)
{
  int month, month_day;

  mdg_day_get (day, NULL, &month, &month_day);
  return (month == 12 && month_day >= 29) || (month == 1 && month_day <= 3);
}

static MdgDayState
find_state (const MdgCalendar *calendar, MdgDay day)
{
  int weekday = mdg_day_weekday (day);

  if (mdg_calendar_get_holiday (calendar, day) != MDG_HOLIDAY_NONE)
    return MDG_DAY_HOLIDAY;
  if (is_year_end (day))
    return MDG_DAY_YEAR_END;
  return weekday == 6 ? MDG_DAY_SATURDAY : weekday == 7 ? MDG_DAY_SUNDAY : MDG_DAY_OPEN;
}

/* When all holidays are known. */
static void
find_states (MdgCalendar *calendar)
{
  calendar->first = mdg_day_new (MDG_CALENDAR_FIRST_YEAR, 1, 1);
  calendar->last = mdg_day_new (MDG_CALENDAR_LAST_YEAR, 12, 31);
  for (MdgDay day = calendar->first; day <= calendar->last; day++)
    calendar->states[day - calendar->first] = (guint8)find_state (calendar, day);
}

/* The law of all years is calculated once. */
static MdgCalendar *
calendar_alloc (void)
{
  static MdgHolidayYear law[MDG_CALENDAR_YEARS];
  static gsize is_known = 0;
  MdgCalendar *calendar = g_atomic_rc_box_new0 (MdgCalendar);

  if (g_once_init_enter (&is_known))
    {
      for (int i = 0; i < MDG_CALENDAR_YEARS; i++)
        mdg_calendar_law (MDG_CALENDAR_FIRST_YEAR + i, law[i]);
      g_once_init_leave (&is_known, 1);
    }
  memcpy (calendar->years, law, sizeof law);
  return calendar;
}

MdgCalendar *
mdg_calendar_new (void)
{
  MdgCalendar *calendar = calendar_alloc ();

  find_states (calendar);
  return calendar;
}

MdgCalendar *
mdg_calendar_new_with_list (const char *text, gsize length, GError **error)
{
  g_autoptr (MdgCalendar) calendar = calendar_alloc ();

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (!mdg_calendar_read_list (calendar, text, length, error))
    return NULL;
  find_states (calendar);
  return g_steal_pointer (&calendar);
}

MdgCalendar *
mdg_calendar_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = mdg_file_read (path, LIST_MAX, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return mdg_calendar_new_with_list (text != NULL ? text : "", length, error);
}

MdgCalendar *
mdg_calendar_ref (MdgCalendar *calendar)
{
  return g_atomic_rc_box_acquire (calendar);
}

void
mdg_calendar_unref (MdgCalendar *calendar)
{
  g_atomic_rc_box_release (calendar);
}

int
mdg_calendar_get_listed_until (const MdgCalendar *calendar)
{
  return calendar->listed_until;
}

char *
mdg_calendar_words (const MdgCalendar *calendar)
{
  if (calendar->listed_until == 0)
    return g_strdup (_ ("Holidays are calculated by the law on national holidays."));
  return g_strdup_printf (
      _ ("Holidays are those of the Cabinet Office's list until %d, later ones calculated."),
      calendar->listed_until);
}

gboolean
mdg_calendar_is_announced (const MdgCalendar *calendar, MdgDay day, MdgDay today)
{
  int year, this_year, month;

  mdg_day_get (day, &year, NULL, NULL);
  mdg_day_get (today, &this_year, &month, NULL);
  if (calendar->listed_from != 0 && year >= calendar->listed_from && year <= calendar->listed_until)
    return TRUE;
  return year <= this_year || (year == this_year + 1 && month >= 2);
}

MdgHoliday
mdg_calendar_get_holiday (const MdgCalendar *calendar, MdgDay day)
{
  int year;

  g_return_val_if_fail (calendar != NULL, MDG_HOLIDAY_NONE);
  mdg_day_get (day, &year, NULL, NULL);
  if (year < MDG_CALENDAR_FIRST_YEAR || year > MDG_CALENDAR_LAST_YEAR)
    return MDG_HOLIDAY_NONE;
  return (MdgHoliday)
      calendar->years[year - MDG_CALENDAR_FIRST_YEAR][day - mdg_day_new (year, 1, 1)];
}

const char *
mdg_holiday_name (MdgHoliday holiday)
{
  static const char *const names[] = {
    [MDG_HOLIDAY_NEW_YEAR] = N_ ("New Year's Day"),
    [MDG_HOLIDAY_COMING_OF_AGE] = N_ ("Coming of Age Day"),
    [MDG_HOLIDAY_FOUNDATION] = N_ ("National Foundation Day"),
    [MDG_HOLIDAY_EMPEROR] = N_ ("Emperor's Birthday"),
    [MDG_HOLIDAY_VERNAL] = N_ ("Vernal Equinox Day"),
    [MDG_HOLIDAY_SHOWA] = N_ ("Showa Day"),
    [MDG_HOLIDAY_CONSTITUTION] = N_ ("Constitution Day"),
    [MDG_HOLIDAY_GREENERY] = N_ ("Greenery Day"),
    [MDG_HOLIDAY_CHILDREN] = N_ ("Children's Day"),
    [MDG_HOLIDAY_MARINE] = N_ ("Marine Day"),
    [MDG_HOLIDAY_MOUNTAIN] = N_ ("Mountain Day"),
    [MDG_HOLIDAY_AGED] = N_ ("Respect for the Aged Day"),
    [MDG_HOLIDAY_AUTUMNAL] = N_ ("Autumnal Equinox Day"),
    [MDG_HOLIDAY_SPORTS] = N_ ("Sports Day"),
    [MDG_HOLIDAY_CULTURE] = N_ ("Culture Day"),
    [MDG_HOLIDAY_LABOUR] = N_ ("Labour Thanksgiving Day"),
    [MDG_HOLIDAY_SUBSTITUTE] = N_ ("Substitute holiday"),
    [MDG_HOLIDAY_ENCLOSED] = N_ ("Citizens' holiday"),
    [MDG_HOLIDAY_OTHER] = N_ ("Holiday"),
  };

  return holiday > MDG_HOLIDAY_NONE && holiday < MDG_N_HOLIDAYS ? _ (names[holiday]) : NULL;
}

MdgDayState
mdg_calendar_get_state (const MdgCalendar *calendar, MdgDay day)
{
  if (day < calendar->first || day > calendar->last)
    return find_state (calendar, day);
  return (MdgDayState)calendar->states[day - calendar->first];
}

gboolean
mdg_calendar_is_open (const MdgCalendar *calendar, MdgDay day)
{
  return mdg_calendar_get_state (calendar, day) == MDG_DAY_OPEN;
}

const char *
mdg_calendar_why_closed (const MdgCalendar *calendar, MdgDay day)
{
  switch (mdg_calendar_get_state (calendar, day))
    {
    case MDG_DAY_SATURDAY:
      return _ ("Saturday");
    case MDG_DAY_SUNDAY:
      return _ ("Sunday");
    case MDG_DAY_HOLIDAY:
      return mdg_holiday_name (mdg_calendar_get_holiday (calendar, day));
    case MDG_DAY_YEAR_END:
      return _ ("Year-end closing");
    case MDG_DAY_OPEN:
    default:
      return NULL;
    }
}

MdgDay
mdg_calendar_roll_forward (const MdgCalendar *calendar, MdgDay day)
{
  while (!mdg_calendar_is_open (calendar, day))
    day++;
  return day;
}

MdgDay
mdg_calendar_roll_back (const MdgCalendar *calendar, MdgDay day)
{
  while (!mdg_calendar_is_open (calendar, day))
    day--;
  return day;
}

MdgDay
mdg_calendar_add_open_days (const MdgCalendar *calendar, MdgDay day, int n)
{
  int step = n < 0 ? -1 : 1;

  for (int left = ABS (n); left > 0; left -= mdg_calendar_is_open (calendar, day))
    day += step;
  return day;
}

int
mdg_calendar_count_open_days (const MdgCalendar *calendar, MdgDay from, MdgDay to)
{
  int step = to < from ? -1 : 1;
  int n = 0;

  for (MdgDay day = from; day != to;)
    {
      day += step;
      n += mdg_calendar_is_open (calendar, day);
    }
  return n * step;
}
