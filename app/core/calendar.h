/* calendar.h: the Japanese calendar (日本の祝日): which days are holidays, on which days offices are closed, and counting open
 * days (営業日). 国民の祝日に関する法律 with 振替休日 (art. 3-2) and 国民の休日 (art. 3-3), equinoxes calculated (facts.md
 * 8.1), Saturdays, Sundays and 12/29-1/3 closed (行政機関の休日に関する法律, facts.md 8.3). A list of the Cabinet Office (内閣府)
 * goes before what is calculated, year by year. A calendar never changes; any thread. */
#pragma once

#include "core/day.h"
#include "core/error.h"

G_BEGIN_DECLS

/* The law as it stands is of 2022; the equinoxes' formula ends with 2099. Outside, nothing is a holiday. */
#define MDG_CALENDAR_FIRST_YEAR 2022
#define MDG_CALENDAR_LAST_YEAR 2099

typedef enum
{
  MDG_HOLIDAY_NONE,
  MDG_HOLIDAY_NEW_YEAR,      /* 元日 */
  MDG_HOLIDAY_COMING_OF_AGE, /* 成人の日 */
  MDG_HOLIDAY_FOUNDATION,    /* 建国記念の日 */
  MDG_HOLIDAY_EMPEROR,       /* 天皇誕生日 */
  MDG_HOLIDAY_VERNAL,        /* 春分の日 */
  MDG_HOLIDAY_SHOWA,         /* 昭和の日 */
  MDG_HOLIDAY_CONSTITUTION,  /* 憲法記念日 */
  MDG_HOLIDAY_GREENERY,      /* みどりの日 */
  MDG_HOLIDAY_CHILDREN,      /* こどもの日 */
  MDG_HOLIDAY_MARINE,        /* 海の日 */
  MDG_HOLIDAY_MOUNTAIN,      /* 山の日 */
  MDG_HOLIDAY_AGED,          /* 敬老の日 */
  MDG_HOLIDAY_AUTUMNAL,      /* 秋分の日 */
  MDG_HOLIDAY_SPORTS,        /* スポーツの日 */
  MDG_HOLIDAY_CULTURE,       /* 文化の日 */
  MDG_HOLIDAY_LABOUR,        /* 勤労感謝の日 */
  MDG_HOLIDAY_SUBSTITUTE,    /* 振替休日 */
  MDG_HOLIDAY_ENCLOSED,      /* 国民の休日 */
  MDG_HOLIDAY_OTHER,         /* of the Cabinet Office's list, of a name the law does not have */
  MDG_N_HOLIDAYS
} MdgHoliday;

typedef enum
{
  MDG_DAY_OPEN,
  MDG_DAY_SATURDAY,
  MDG_DAY_SUNDAY,
  MDG_DAY_HOLIDAY,
  MDG_DAY_YEAR_END /* 12/29-1/3, but for 元日 */
} MdgDayState;

typedef struct _MdgCalendar MdgCalendar;

/* All calculated. Returns: (transfer full) */
MdgCalendar *mdg_calendar_new (void);

/* The Cabinet Office's list (syukujitsu.csv; CP932 or UTF-8) goes before what is calculated, for the years it has. It must
 * be whole: its heading, days in order, no year left out nor cut off. Errors: MDG_ERROR_DAMAGED, with the line.
 * Returns: (transfer full) (nullable) */
MdgCalendar *mdg_calendar_new_with_list (const char *text, gsize length, GError **error);

/* The same from a file. Errors also: as mdg_file_read(). Blocks. */
MdgCalendar *mdg_calendar_load (const char *path, GError **error);

MdgCalendar *mdg_calendar_ref (MdgCalendar *calendar);
void mdg_calendar_unref (MdgCalendar *calendar);

/* The last year that came from the list; 0: there is none. */
int mdg_calendar_get_listed_until (const MdgCalendar *calendar);

/* Where its holidays come from, in a sentence in the language of the program. Returns: (transfer full) */
char *mdg_calendar_words (const MdgCalendar *calendar);

/* Whether that day's year has its equinoxes from the list, or is one for which they had been announced by @today (暦要項: on
 * February 1 of the year before). Else they are calculated, and may turn out otherwise. */
gboolean mdg_calendar_is_announced (const MdgCalendar *calendar, MdgDay day, MdgDay today);

MdgHoliday mdg_calendar_get_holiday (const MdgCalendar *calendar, MdgDay day);

/* In the language of the program. Static; NULL for NONE */
const char *mdg_holiday_name (MdgHoliday holiday);

MdgDayState mdg_calendar_get_state (const MdgCalendar *calendar, MdgDay day);
gboolean mdg_calendar_is_open (const MdgCalendar *calendar, MdgDay day);

/* Why offices are closed on @day, in the language of the program. Static; NULL when they are open */
const char *mdg_calendar_why_closed (const MdgCalendar *calendar, MdgDay day);

/* @day, or the first open day after it; @day, or the last open day before it. */
MdgDay mdg_calendar_roll_forward (const MdgCalendar *calendar, MdgDay day);
MdgDay mdg_calendar_roll_back (const MdgCalendar *calendar, MdgDay day);

/* The @n-th open day after @day (before it, if negative): @day itself is not counted, be it open or not. 0: @day. */
MdgDay mdg_calendar_add_open_days (const MdgCalendar *calendar, MdgDay day, int n);

/* How many open days there are after @from up to and with @to; negative when @to is before @from: those from @to on, before
 * @from. */
int mdg_calendar_count_open_days (const MdgCalendar *calendar, MdgDay from, MdgDay to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgCalendar, mdg_calendar_unref)

G_END_DECLS
