/* card-validity.c: how long a card serves after the end of its certificate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/card-check.h"

#define MONTHS 3 /* before the end, and after the end of its month */

/* Returns: (transfer full) (nullable): NULL: no date that anybody lives to see */
static GDateTime *
in_japan (gint64 when)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* The last second of the third month after that of @end. */
static gint64
end_of_grace (gint64 end)
{
  g_autoptr (GDateTime) day = in_japan (end);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) after = NULL;

  if (day == NULL)
    return end;
  first
      = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day), 1, 0, 0, 0);
  after = first != NULL ? g_date_time_add_months (first, MONTHS + 1) : NULL;
  return after != NULL ? g_date_time_to_unix (after) - 1 : end;
}

static gint64
begin_of_alert (gint64 end)
{
  g_autoptr (GDateTime) day = in_japan (end);
  g_autoptr (GDateTime) before = day != NULL ? g_date_time_add_months (day, -MONTHS) : NULL;

  return before != NULL ? g_date_time_to_unix (before) : end;
}

MdgCardValidity
mdg_card_validity (gint64 valid_until, gboolean phone, gint64 now, gint64 *serves_until)
{
  *serves_until = phone ? valid_until : end_of_grace (valid_until);
  if (now <= valid_until)
    return now >= begin_of_alert (valid_until) ? MDG_CARD_VALID_NOT_LONG : MDG_CARD_VALID;
  return now <= *serves_until ? MDG_CARD_IN_GRACE : MDG_CARD_OVER;
}
