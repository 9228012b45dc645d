/* open-hours.h: when somebody answers the telephone (受付時間), and whether that is now: by the Japanese calendar, in Japan's time.
 * Pure; any thread. */
#pragma once

#include "core/calendar.h"

G_BEGIN_DECLS

#define MDG_OPEN_SPANS_MAX 4

/* On some days of the week, from a minute of the day until another one. */
typedef struct
{
  guint weekdays; /* bits: 1 << (1 Monday … 7 Sunday) */
  int from;       /* minutes since midnight; 0 … 1439 */
  int until;      /* after @from; at most 1440 */
} MdgOpenSpan;

typedef struct
{
  gboolean always; /* day and night, all year */
  MdgOpenSpan spans[MDG_OPEN_SPANS_MAX];
  guint n_spans; /* 0, and not @always: nobody told */
  gboolean holidays; /* closed on holidays */
  int closed_from;   /* closed from this day of the year (month * 100 + day) … */
  int closed_until;  /* … until this; 0: never. May go over the year's end */
} MdgOpenHours;

typedef enum
{
  MDG_OPEN_UNKNOWN, /* nobody told */
  MDG_OPEN_ALWAYS,
  MDG_OPEN_NOW,    /* until @change */
  MDG_OPEN_CLOSED  /* until @change */
} MdgOpenState;

typedef struct
{
  MdgOpenState state;
  gint64 change;     /* when that ends, seconds since 1970; 0: never, or not within the next weeks */
  MdgDay change_day; /* the day of it in Japan */
  int change_minute; /* minutes since midnight there */
} MdgOpenNow;

/* @now: seconds since 1970. */
MdgOpenNow mdg_open_hours_at (const MdgOpenHours *hours, const MdgCalendar *calendar, gint64 now);

/* "9:00-17:30", "９：００～１７：３０", "9時～17時30分" as people type it. @from, @until: (out). Returns: FALSE when it is no such thing */
gboolean mdg_open_span_read (const char *text, int *from, int *until);

/* "9:00–17:30". Returns: (transfer full) */
char *mdg_open_span_text (int from, int until);

G_END_DECLS
