/* deadline.c: deadlines on the calendar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/deadline.h"

MdgDeadline
mdg_deadline_day (const MdgCalendar *calendar, MdgDay day, MdgRoll roll)
{
  MdgDeadline deadline = { .printed = day, .due = day };

  if (roll == MDG_ROLL_FORWARD)
    deadline.due = mdg_calendar_roll_forward (calendar, day);
  deadline.safe = mdg_calendar_roll_back (calendar, deadline.due);
  return deadline;
}

MdgDeadline
mdg_deadline_month_day (const MdgCalendar *calendar,
                        MdgDay start,
                        int months,
                        int month_day,
                        MdgRoll roll)
{
  int year, month;

  mdg_day_get (start, &year, &month, NULL);
  mdg_day_get (mdg_day_add_months (mdg_day_new (year, month, 1), months), &year, &month, NULL);
  month_day = MIN (month_day, g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year));
  return mdg_deadline_day (calendar, mdg_day_new (year, month, month_day), roll);
}

MdgDeadline
mdg_deadline_open_days (const MdgCalendar *calendar, MdgDay day, int n)
{
  return mdg_deadline_day (calendar, mdg_calendar_add_open_days (calendar, day, n),
                           MDG_ROLL_UNSAID);
}
