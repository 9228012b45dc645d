/* fuzz-calendar.c: anything as the Cabinet Office's list of holidays, and as a day that a person
 * copies. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/calendar.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, MIN (size, 200));
  g_autoptr (MdgCalendar) calendar = NULL;
  MdgDay day = mdg_day_read (text);

  if (day != MDG_DAY_NONE)
    {
      g_autofree char *back = mdg_day_text (day);

      g_assert_cmpint (mdg_day_parse (back), ==, day);
    }
  calendar = mdg_calendar_new_with_list ((const char *)data, size, NULL);
  if (calendar == NULL)
    return 0;
  for (day = mdg_day_new (2022, 1, 1); day < mdg_day_new (2100, 1, 1); day += 5)
    g_assert_cmpint (mdg_calendar_get_holiday (calendar, day), <, MDG_N_HOLIDAYS);
  return 0;
}
