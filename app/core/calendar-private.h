/* calendar-private.h: what a calendar is made of. */
#pragma once

#include "core/calendar.h"

G_BEGIN_DECLS

#define MDG_CALENDAR_YEARS (MDG_CALENDAR_LAST_YEAR - MDG_CALENDAR_FIRST_YEAR + 1)
#define MDG_CALENDAR_DAYS 366

/* By the days since January 1: MdgHoliday. */
typedef guint8 MdgHolidayYear[MDG_CALENDAR_DAYS];

struct _MdgCalendar
{
  MdgHolidayYear years[MDG_CALENDAR_YEARS];
  int listed_from; /* 0: there is no list */
  int listed_until;
};

/* calendar-law.c: what the law says of @year. */
void mdg_calendar_law (int year, MdgHolidayYear holidays);

/* calendar-list.c: reads the Cabinet Office's list over what is calculated. */
gboolean mdg_calendar_read_list (MdgCalendar *calendar, const char *text, gsize length, GError **error);

G_END_DECLS
