/* test-dates.c: days are counted by the calendar, in local time (the tests run as Asia/Tokyo).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "dates.h"

#include <libintl.h>
#include <locale.h>

static gint64
at (int year, int month, int day, int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (time);
}

static void
test_days_left (void)
{
  gint64 now = at (2026, 11, 21, 23);

  g_assert_cmpint (mdg_date_days_left (at (2026, 11, 22, 1), now), ==, 1);
  g_assert_cmpint (mdg_date_days_left (at (2026, 12, 14, 9), now), ==, 23);
  g_assert_cmpint (mdg_date_days_left (at (2027, 2, 28, 0), now), ==, 99);
  g_assert_cmpint (mdg_date_days_left (now, now), ==, 0);
  g_assert_cmpint (mdg_date_days_left (now - 1, now), <, 0);
  g_assert_cmpint (mdg_date_days_left (at (2026, 11, 20, 23), now), ==, -1);
}

static void
test_words (void)
{
  gint64 now = at (2026, 11, 21, 9);
  g_autofree char *date = mdg_date_text (at (2026, 11, 20, 12));
  g_autofree char *time = mdg_date_time_text (at (2026, 11, 20, 7));
  g_autofree char *left = mdg_date_days_left_text (at (2026, 12, 14, 9), now);
  g_autofree char *today = mdg_date_days_left_text (at (2026, 11, 21, 23), now);
  g_autofree char *over = mdg_date_days_left_text (at (2026, 11, 21, 8), now);

  g_assert_cmpstr (date, ==, "2026年11月20日(金)");
  g_assert_cmpstr (time, ==, "2026年11月20日(金) 07:00");
  g_assert_cmpstr (left, ==, "あと23日");
  g_assert_cmpstr (today, ==, "今日まで");
  g_assert_cmpstr (over, ==, "期限切れ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANGUAGE", "ja", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_test_add_func ("/dates/days-left", test_days_left);
  g_test_add_func ("/dates/words", test_words);
  return g_test_run ();
}
