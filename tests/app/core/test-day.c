/* test-day.c: days, in and out of text; and what is written of them into a calendar file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/day.h"
#include "core/ics.h"

#include <string.h>

/* Each day is the one after the day before, by the calendar as GLib counts it. */
static void
test_each_day (void)
{
  GDate date;
  MdgDay day = mdg_day_new (1999, 12, 1);

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_DECEMBER, 1999);
  for (int i = 0; i < 3000; i++, day++, g_date_add_days (&date, 1))
    {
      int year, month, month_day;
      g_autofree char *text = mdg_day_text (day);

      mdg_day_get (day, &year, &month, &month_day);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (month_day, ==, g_date_get_day (&date));
      g_assert_cmpint (mdg_day_weekday (day), ==, g_date_get_weekday (&date));
      g_assert_cmpint (mdg_day_new (year, month, month_day), ==, day);
      g_assert_cmpint (mdg_day_parse (text), ==, day);
      g_assert_cmpint (mdg_day_read (text), ==, day);
    }
  g_assert_cmpint (mdg_day_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (mdg_day_weekday (mdg_day_new (1969, 12, 31)), ==, 3);
}

static void
test_no_such_day (void)
{
  static const int none[][3]
      = { { 2027, 2, 29 }, { 2100, 2, 29 }, { 2026, 13, 1 }, { 2026, 0, 1 },   { 2026, 1, 0 },
          { 2026, 4, 31 }, { 0, 1, 1 },     { 10000, 1, 1 }, { -1, 1, 1 },     { 2026, 1, 300 },
          { 70000, 1, 1 }, { 2026, -1, 1 }, { 2026, 1, -1 }, { 2026, 257, 1 }, { 2026, 1, 257 } };
  static const char *const texts[] = { "",           "2026-1-01",   "2026-01-1",     "2026/01/01",
                                       "20260101",   " 2026-01-01", "2026-01-01 ",   "2026-02-30",
                                       "+026-01-01", "2026-01-0x",  "２０２６-01-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (mdg_day_new (none[i][0], none[i][1], none[i][2]), ==, MDG_DAY_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (mdg_day_parse (texts[i]), ==, MDG_DAY_NONE);
  g_assert_cmpint (mdg_day_parse (NULL), ==, MDG_DAY_NONE);
}

static void
test_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2027-01-31", 1, "2027-02-28" },   { "2028-01-31", 1, "2028-02-29" },
    { "2027-03-31", -1, "2027-02-28" },  { "2027-01-01", -2, "2026-11-01" },
    { "2026-12-15", 1, "2027-01-15" },   { "2027-01-15", -1, "2026-12-15" },
    { "2026-06-30", 0, "2026-06-30" },   { "2026-06-30", 18, "2027-12-30" },
    { "2026-06-30", -30, "2023-12-30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *to
          = mdg_day_text (mdg_day_add_months (mdg_day_parse (cases[i].from), cases[i].months));

      g_assert_cmpstr (to, ==, cases[i].to);
    }
  g_assert_cmpint (mdg_day_add_months (mdg_day_new (9999, 12, 1), 1), ==, MDG_DAY_NONE);
  g_assert_cmpint (mdg_day_add_months (mdg_day_new (1, 1, 31), -1), ==, MDG_DAY_NONE);
  g_assert_cmpint (mdg_day_add_months (mdg_day_new (1, 1, 31), -100), ==, MDG_DAY_NONE);
}

/* What people copy from letters, and what is no date. */
static void
test_read (void)
{
  static const char *const same[] = {
    "2026-08-31",        "2026/8/31", "2026.8.31", "20260831",           "2026年8月31日",
    "令和8年8月31日",    "R8.8.31",   "r8/8/31",   "２０２６／８／３１", " 2026 年 8 月 31 日 ",
    "令和８年８月３１日"
  };
  static const char *const bad[]
      = { "",        "8月31日",        "2026-8",  "2026-02-30", "2026-13-01", "202608311",
          "令和8年", "昭和8年8月31日", "26-8-31", "2026--8-31", "2026-8-31x", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpint (mdg_day_read (same[i]), ==, mdg_day_new (2026, 8, 31));
  g_assert_cmpint (mdg_day_read ("令和元年5月1日"), ==, mdg_day_new (2019, 5, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (mdg_day_read (bad[i]), ==, MDG_DAY_NONE);
}

/* Midnight in Japan is 15:00 UTC. */
static void
test_in_japan (void)
{
  gint64 before = G_GINT64_CONSTANT (1795186799); /* 2026-11-20 14:59:59 UTC */

  g_assert_cmpint (mdg_day_in_japan (before), ==, mdg_day_new (2026, 11, 20));
  g_assert_cmpint (mdg_day_minutes_in_japan (before), ==, 24 * 60 - 1);
  g_assert_cmpint (mdg_day_in_japan (before + 1), ==, mdg_day_new (2026, 11, 21));
  g_assert_cmpint (mdg_day_minutes_in_japan (before + 1), ==, 0);
  g_assert_cmpint (mdg_day_in_japan (-1), ==, 0);
  g_assert_cmpint (mdg_day_in_japan (-9 * 60 * 60 - 1), ==, -1);
  g_assert_cmpint (mdg_day_minutes_in_japan (-9 * 60 * 60 - 1), ==, 24 * 60 - 1);
}

/* The file's lines put together again. Returns: (transfer full) */
static char *
unfold (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", parts);
}

static void
test_calendar_file (void)
{
  static const int alarms[] = { 7, 1 };
  MdgIcs *ics = mdg_ics_new ("Test");
  const MdgIcsEvent event
      = { .uid = "step-a@madoguchi",
          .stamp = 0,
          .day = mdg_day_new (2027, 2, 15),
          .summary = "実施機関へ, 受付番号; を\\提出",
          .detail = "一行目\r\n二行目と、とても長い説明がつづきます。とても長い説明が"
                    "つづきます。とても長い説明がつづきます。",
          .alarms = alarms,
          .n_alarms = G_N_ELEMENTS (alarms) };
  g_autofree char *text = NULL, *whole = NULL;
  g_auto (GStrv) lines = NULL;

  mdg_ics_add (ics, &event);
  text = mdg_ics_end (ics);
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
  whole = unfold (text);
  g_assert_true (g_str_has_prefix (whole, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (whole, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nDTSTAMP:19700101T000000Z\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nDTSTART;VALUE=DATE:20270215\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nSUMMARY:実施機関へ\\, 受付番号\\; を\\\\提出\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nDESCRIPTION:一行目\\n二行目と、"));
  g_assert_nonnull (strstr (whole, "\r\nTRIGGER:-P7D\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nTRIGGER:-P1D\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/each", test_each_day);
  g_test_add_func ("/day/none", test_no_such_day);
  g_test_add_func ("/day/months", test_months);
  g_test_add_func ("/day/read", test_read);
  g_test_add_func ("/day/in-japan", test_in_japan);
  g_test_add_func ("/day/calendar-file", test_calendar_file);
  return g_test_run ();
}
