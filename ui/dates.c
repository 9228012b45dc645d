/* dates.c: dates, spans and numbers as a person reads them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "dates.h"

#include <glib/gi18n.h>

#include "core/day.h"

char *
mdg_date_text (gint64 when)
{
  return mdg_day_words (mdg_day_local (when));
}

char *
mdg_date_time_text (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autofree char *date = mdg_date_text (when);

  return g_strdup_printf ("%s %02d:%02d", date, g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

int
mdg_date_days_left (gint64 when, gint64 now)
{
  int days = mdg_day_local (when) - mdg_day_local (now);

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

/* Not printf's %', which Windows does not know. */
char *
mdg_count_text (gint64 n)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT, MAX (n, 0));
  for (gssize i = (gssize)text->len - 3; i > 0; i -= 3)
    g_string_insert_c (text, i, ',');
  return g_string_free (text, FALSE);
}
