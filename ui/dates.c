/* dates.c: dates and spans as a person reads them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "dates.h"

#include <glib/gi18n.h>

/* Not strftime's %a: that needs a locale to be installed, a translation does not. */
static const char *
weekday (GDateTime *time)
{
  static const char *const names[]
      = { NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"),
          NC_ ("weekday", "Thu"), NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"),
          NC_ ("weekday", "Sun") };

  return g_dpgettext2 (NULL, "weekday", names[g_date_time_get_day_of_week (time) - 1]);
}

static char *
date_of (GDateTime *time)
{
  /* Translators: year, month, day, weekday */
  return g_strdup_printf (_ ("%04d-%02d-%02d (%s)"), g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          weekday (time));
}

static gint64
day_number (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (time),
                  (GDateMonth)g_date_time_get_month (time), (GDateYear)g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

char *
mdg_date_text (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  return date_of (time);
}

char *
mdg_date_time_text (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autofree char *date = date_of (time);

  return g_strdup_printf ("%s %02d:%02d", date, g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

int
mdg_date_days_left (gint64 when, gint64 now)
{
  int days = (int)(day_number (when) - day_number (now));

  return when < now && days >= 0 ? -1 : days;
}

char *
mdg_date_days_left_text (gint64 when, gint64 now)
{
  int days = mdg_date_days_left (when, now);

  if (days < 0)
    return g_strdup (_ ("expired"));
  if (days == 0)
    return g_strdup (_ ("ends today"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
}
