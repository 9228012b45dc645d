/* deadline.h: what a document's words on a deadline mean on the calendar ([4]; facts.md 8.4), with what is doubtful about it kept
 * in sight: the day as it is printed, the day that counts, and the day on which one is safe. Pure; any thread. */
#pragma once

#include "core/calendar.h"

G_BEGIN_DECLS

/* What the document says of a day on which offices are closed. */
typedef enum
{
  MDG_ROLL_UNSAID, /* nothing: the day stays, and the last open day up to it is safe */
  MDG_ROLL_FORWARD /* the next open day */
} MdgRoll;

typedef struct
{
  MdgDay printed; /* as the words alone say */
  MdgDay due;     /* the last day, with the roll */
  MdgDay safe;    /* the last open day up to @due */
} MdgDeadline;

/* By the @month_day of the month @months after that of @start (before, if negative): "by the 10th of the month two months
 * before". A @month_day that the month does not have is its last. */
MdgDeadline mdg_deadline_month_day (const MdgCalendar *calendar, MdgDay start, int months, int month_day, MdgRoll roll);

/* @n open days after @day (before it, if negative), itself not counted. */
MdgDeadline mdg_deadline_open_days (const MdgCalendar *calendar, MdgDay day, int n);

/* On @day. */
MdgDeadline mdg_deadline_day (const MdgCalendar *calendar, MdgDay day, MdgRoll roll);

G_END_DECLS
