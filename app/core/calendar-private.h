/* calendar-private.h: what a calendar is made of. */
#pragma once

#include "core/calendar.h"

G_BEGIN_DECLS

#define MDG_CALENDAR_YEARS (MDG_CALENDAR_LAST_YEAR - MDG_CALENDAR_FIRST_YEAR + 1)
#define MDG_CALENDAR_DAYS 366
#define MDG_CALENDAR_SPAN (MDG_CALENDAR_YEARS * 366) /* more days than there are in all the years */

/* By the days since January 1: MdgHoliday. */
typedef guint8 MdgHolidayYear[MDG_CALENDAR_DAYS];

struct _MdgCalendar
{
  MdgHolidayYear years[MDG_CALENDAR_YEARS];
  guint8 states[MDG_CALENDAR_SPAN]; /* MdgDayState of each day from the first year's January 1 on, to count open days quickly */
  MdgDay first, last;               /* of the years */
  int listed_from; /* 0: there is no list */
  int listed_until;
};

/* calendar-law.c: what the law says of @year. */
void mdg_calendar_law (int year, MdgHolidayYear holidays);

/* calendar-list.c: reads the Cabinet Office's list over what is calculated. */
gboolean mdg_calendar_read_list (MdgCalendar *calendar, const char *text, gsize length, GError **error);

G_END_DECLS
