/* dates.h: dates, spans and numbers as a person reads them: 2026年11月20日(金), あと23日, 100,000. Local time. No
 * display. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @when: seconds since 1970. Returns: (transfer full) */
char *mdg_date_text (gint64 when);
char *mdg_date_time_text (gint64 when);

/* Whole days from @now until @when, by the calendar; negative when it is over. */
int mdg_date_days_left (gint64 when, gint64 now);

/* "あと23日", "今日まで", "期限切れ". Returns: (transfer full) */
char *mdg_date_days_left_text (gint64 when, gint64 now);

/* A number with its thousands apart. Returns: (transfer full) */
char *mdg_count_text (gint64 n);

G_END_DECLS
