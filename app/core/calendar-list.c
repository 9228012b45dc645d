/* calendar-list.c: the Cabinet Office's list of holidays, syukujitsu.csv (facts.md 8.2).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/calendar-private.h"

#include <string.h>

#include "core/table-text.h"

#define LENGTH_MAX (256 * 1024) /* bytes; 70 years are 25,000 */
#define NAME_LONGEST 60         /* bytes */
#define HEADING "国民の祝日・休日月日"
#define DAY_OFF "休日" /* what the list calls both kinds of days that are off besides */
#define FEWEST 14      /* days of a year that is whole: the law names 16 */

static const char *const names[] = {
  [MDG_HOLIDAY_NEW_YEAR] = "元日",           [MDG_HOLIDAY_COMING_OF_AGE] = "成人の日",
  [MDG_HOLIDAY_FOUNDATION] = "建国記念の日", [MDG_HOLIDAY_EMPEROR] = "天皇誕生日",
  [MDG_HOLIDAY_VERNAL] = "春分の日",         [MDG_HOLIDAY_SHOWA] = "昭和の日",
  [MDG_HOLIDAY_CONSTITUTION] = "憲法記念日", [MDG_HOLIDAY_GREENERY] = "みどりの日",
  [MDG_HOLIDAY_CHILDREN] = "こどもの日",     [MDG_HOLIDAY_MARINE] = "海の日",
  [MDG_HOLIDAY_MOUNTAIN] = "山の日",         [MDG_HOLIDAY_AGED] = "敬老の日",
  [MDG_HOLIDAY_AUTUMNAL] = "秋分の日",       [MDG_HOLIDAY_SPORTS] = "スポーツの日",
  [MDG_HOLIDAY_CULTURE] = "文化の日",        [MDG_HOLIDAY_LABOUR] = "勤労感謝の日",
};

/* What was read of the list so far. */
typedef struct
{
  MdgCalendar *calendar;
  MdgDay last; /* MDG_DAY_NONE: none yet */
  int year;
  guint in_year;
  int last_month;
} Reader;

static gboolean
refuse (GError **error, guint line, const char *why)
{
  g_autoptr (GError) fault
      = mdg_error_new (MDG_ERROR_DAMAGED, "list of holidays, line %u: %s", line, why);

  mdg_error_set_line (fault, line);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
take_number (const char **text, int digits, int *number)
{
  int n = 0;

  *number = 0;
  for (; n < digits && g_ascii_isdigit (**text); n++, (*text)++)
    *number = *number * 10 + (**text - '0');
  return n > 0;
}

/* "2027/3/22" */
static MdgDay
read_day (const char *text)
{
  int year, month, day;

  if (!take_number (&text, 4, &year) || *text++ != '/' || !take_number (&text, 2, &month)
      || *text++ != '/' || !take_number (&text, 2, &day) || *text != '\0')
    return MDG_DAY_NONE;
  return mdg_day_new (year, month, day);
}

static MdgHoliday
read_name (const char *name)
{
  for (guint i = MDG_HOLIDAY_NEW_YEAR; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return (MdgHoliday)i;
  return strcmp (name, DAY_OFF) == 0 ? MDG_HOLIDAY_SUBSTITUTE : MDG_HOLIDAY_OTHER;
}

/* The year before was all there. */
static gboolean
end_year (const Reader *reader)
{
  return reader->year == 0 || (reader->in_year >= FEWEST && reader->last_month >= 11);
}

static guint8 *
days_of (Reader *reader, int year)
{
  return reader->calendar->years[year - MDG_CALENDAR_FIRST_YEAR];
}

static gboolean
begin_year (Reader *reader, int year, guint line, GError **error)
{
  if (!end_year (reader))
    return refuse (error, line, "the year before is not whole");
  if (reader->year != 0 && year != reader->year + 1)
    return refuse (error, line, "a year is left out");
  if (year > MDG_CALENDAR_LAST_YEAR)
    return refuse (error, line, "too late a year");
  if (reader->year == 0)
    reader->calendar->listed_from = year;
  memset (days_of (reader, year), MDG_HOLIDAY_NONE, sizeof (MdgHolidayYear));
  reader->year = year;
  reader->in_year = 0;
  reader->calendar->listed_until = year;
  return TRUE;
}

static gboolean
read_row (Reader *reader, const MdgTableRow *row, GError **error)
{
  MdgDay day = row->n == 2 ? read_day (row->cells[0]) : MDG_DAY_NONE;
  int year, month;

  if (day == MDG_DAY_NONE)
    return refuse (error, row->line, "no day and name");
  if (*row->cells[1] == '\0' || strlen (row->cells[1]) > NAME_LONGEST)
    return refuse (error, row->line, "no name, or too long a one");
  if (reader->last != MDG_DAY_NONE && day <= reader->last)
    return refuse (error, row->line, "not after the day before");
  mdg_day_get (day, &year, &month, NULL);
  reader->last = day;
  if (year < MDG_CALENDAR_FIRST_YEAR)
    return TRUE;
  if (year != reader->year && !begin_year (reader, year, row->line, error))
    return FALSE;
  days_of (reader, year)[day - mdg_day_new (year, 1, 1)] = (guint8)read_name (row->cells[1]);
  reader->in_year++;
  reader->last_month = month;
  return TRUE;
}

/* Of a day off, whether it lies between two days that the law names. */
static void
name_days_off (MdgHolidayYear holidays)
{
  for (int i = 1; i < MDG_CALENDAR_DAYS - 1; i++)
    if (holidays[i] == MDG_HOLIDAY_SUBSTITUTE && holidays[i - 1] != MDG_HOLIDAY_NONE
        && holidays[i - 1] <= MDG_HOLIDAY_LABOUR && holidays[i + 1] != MDG_HOLIDAY_NONE
        && holidays[i + 1] <= MDG_HOLIDAY_LABOUR)
      holidays[i] = MDG_HOLIDAY_ENCLOSED;
}

gboolean
mdg_calendar_read_list (MdgCalendar *calendar, const char *text, gsize length, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgTable) table
      = length <= LENGTH_MAX ? mdg_table_read (text, length, NULL, &fault) : NULL;
  Reader reader = { .calendar = calendar, .last = MDG_DAY_NONE };
  const MdgTableRow *heading = table != NULL && table->rows->len > 0 ? table->rows->pdata[0] : NULL;

  if (heading == NULL || heading->n != 2 || strcmp (heading->cells[0], HEADING) != 0)
    return refuse (error, 1, fault != NULL ? fault->message : "no list of holidays");
  for (guint i = 1; i < table->rows->len; i++)
    if (!read_row (&reader, table->rows->pdata[i], error))
      return FALSE;
  if (reader.year == 0 || !end_year (&reader))
    return refuse (error, table->rows->len, "the last year is not whole");
  for (int year = calendar->listed_from; year <= calendar->listed_until; year++)
    name_days_off (days_of (&reader, year));
  return TRUE;
}
