/* day.h: a day of the calendar, without time or zone; of the years 1 to 9999. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01, so that days are counted by adding and subtracting. */
typedef gint32 MdgDay;
#define MDG_DAY_NONE G_MININT32

/* Returns: MDG_DAY_NONE when there is no such day */
MdgDay mdg_day_new (int year, int month, int day);

/* @year, @month, @month_day: (out) (optional). @day: not MDG_DAY_NONE */
void mdg_day_get (MdgDay day, int *year, int *month, int *month_day);

/* 1 Monday … 7 Sunday */
int mdg_day_weekday (MdgDay day);

/* The same day of the month @months later (before, if negative), or that month's last day. May be MDG_DAY_NONE, beyond the
 * years above. */
MdgDay mdg_day_add_months (MdgDay day, int months);

/* "2026-11-20", exactly. Returns: MDG_DAY_NONE for anything else; @text: (nullable) */
MdgDay mdg_day_parse (const char *text);

/* "2026-11-20". Returns: (transfer full) */
char *mdg_day_text (MdgDay day);

/* "2026年11月20日(金)", in the language of the program. Returns: (transfer full) */
char *mdg_day_words (MdgDay day);

/* A date as a person copies it from a letter or types it: "2026-08-31", "2026/8/31", "2026.8.31", "20260831",
 * "2026年8月31日", "令和8年8月31日", "R8.8.31"; full-width or not, with spaces anywhere. Returns: MDG_DAY_NONE when it is
 * no date that exists */
MdgDay mdg_day_read (const char *text);

/* The day it is in Japan, which is nine hours ahead of UTC all year; and where this computer is. @wall: seconds since 1970 */
MdgDay mdg_day_in_japan (gint64 wall);
MdgDay mdg_day_local (gint64 wall);

/* Minutes since midnight in Japan: 0 … 1439. */
int mdg_day_minutes_in_japan (gint64 wall);

G_END_DECLS
