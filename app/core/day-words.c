/* day-words.c: a day as people read it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "core/day.h"

#include <glib/gi18n-lib.h>

/* Not strftime's %a: that needs a locale to be installed, a translation does not. */
static const char *
weekday (MdgDay day)
{
  static const char *const names[]
      = { NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"),
          NC_ ("weekday", "Thu"), NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"),
          NC_ ("weekday", "Sun") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[mdg_day_weekday (day) - 1]);
}

char *
mdg_day_words (MdgDay day)
{
  int year = 0, month = 0, month_day = 0;

  mdg_day_get (day, &year, &month, &month_day);
  /* Translators: year, month, day, weekday */
  return g_strdup_printf (_ ("%04d-%02d-%02d (%s)"), year, month, month_day, weekday (day));
}
