/* calendar-law.c: 国民の祝日に関する法律, as of 2022 and later.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/calendar-private.h"

#include <string.h>

/* Art. 2: of a fixed day, or of the nth Monday of its month. */
static const struct
{
  MdgHoliday holiday;
  int month;
  int day;    /* 0: a Monday */
  int monday; /* which */
} rules[] = {
  { MDG_HOLIDAY_NEW_YEAR, 1, 1, 0 },    { MDG_HOLIDAY_COMING_OF_AGE, 1, 0, 2 },
  { MDG_HOLIDAY_FOUNDATION, 2, 11, 0 }, { MDG_HOLIDAY_EMPEROR, 2, 23, 0 },
  { MDG_HOLIDAY_SHOWA, 4, 29, 0 },      { MDG_HOLIDAY_CONSTITUTION, 5, 3, 0 },
  { MDG_HOLIDAY_GREENERY, 5, 4, 0 },    { MDG_HOLIDAY_CHILDREN, 5, 5, 0 },
  { MDG_HOLIDAY_MARINE, 7, 0, 3 },      { MDG_HOLIDAY_MOUNTAIN, 8, 11, 0 },
  { MDG_HOLIDAY_AGED, 9, 0, 3 },        { MDG_HOLIDAY_SPORTS, 10, 0, 2 },
  { MDG_HOLIDAY_CULTURE, 11, 3, 0 },    { MDG_HOLIDAY_LABOUR, 11, 23, 0 },
};

/* The day of the month, by the usual approximation, which holds from 1980 to 2099 (facts.md 8.1).
 */
static int
equinox (int year, double base)
{
  return (int)(base + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}

static int
nth_monday (int year, int month, int n)
{
  int first = mdg_day_weekday (mdg_day_new (year, month, 1));

  return 1 + (8 - first) % 7 + (n - 1) * 7;
}

static gboolean
is_named (const MdgHolidayYear holidays, int day)
{
  return day >= 0 && day < MDG_CALENDAR_DAYS && holidays[day] != MDG_HOLIDAY_NONE
         && holidays[day] <= MDG_HOLIDAY_LABOUR;
}

/* Art. 3-2 and 3-3: both look at 「国民の祝日」 only, not at what they themselves make holidays. */
static void
add_days_off (MdgDay first, MdgHolidayYear holidays)
{
  for (int i = 0; i < MDG_CALENDAR_DAYS - 1; i++)
    {
      int next = i + 1;

      if (!is_named (holidays, i) || mdg_day_weekday (first + i) != 7)
        continue;
      while (is_named (holidays, next))
        next++;
      holidays[next] = MDG_HOLIDAY_SUBSTITUTE;
    }
  for (int i = 1; i < MDG_CALENDAR_DAYS - 1; i++)
    if (holidays[i] == MDG_HOLIDAY_NONE && is_named (holidays, i - 1) && is_named (holidays, i + 1))
      holidays[i] = MDG_HOLIDAY_ENCLOSED;
}

void
mdg_calendar_law (int year, MdgHolidayYear holidays)
{
  MdgDay first = mdg_day_new (year, 1, 1);

  memset (holidays, MDG_HOLIDAY_NONE, sizeof (MdgHolidayYear));
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      int day
          = rules[i].day != 0 ? rules[i].day : nth_monday (year, rules[i].month, rules[i].monday);

      holidays[mdg_day_new (year, rules[i].month, day) - first] = rules[i].holiday;
    }
  holidays[mdg_day_new (year, 3, equinox (year, 20.8431)) - first] = MDG_HOLIDAY_VERNAL;
  holidays[mdg_day_new (year, 9, equinox (year, 23.2488)) - first] = MDG_HOLIDAY_AUTUMNAL;
  add_days_off (first, holidays);
}
