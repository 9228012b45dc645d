/* test-calendar.c: the Japanese calendar against the Cabinet Office's list of 2025 to 2027, open
 * days by their properties, the deadlines of facts.md 8.4, and lists that are not what they should
 * be. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/calendar.h"
#include "core/deadline.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *
read_list (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "tests", "data", "calendar", "syukujitsu.csv", NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static MdgDay
day (const char *text)
{
  MdgDay read = mdg_day_parse (text);

  g_assert_cmpint (read, !=, MDG_DAY_NONE);
  return read;
}

#define assert_day(is, should)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *is_text = mdg_day_text (is);                                                  \
    g_assert_cmpstr (is_text, ==, should);                                                         \
  }                                                                                                \
  G_STMT_END

/* The list's days, by a reading of its own: "2027-03-22 休日" */
static GHashTable *
list_by_day (void)
{
  GHashTable *days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = read_list ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 2);
      g_auto (GStrv) parts = g_strsplit (cells[0], "/", 3);

      g_hash_table_insert (
          days, g_strdup_printf ("%s-%02d-%02d", parts[0], atoi (parts[1]), atoi (parts[2])),
          g_strdup (cells[1]));
    }
  return days;
}

/* Every day of the three years: what is calculated is what the Cabinet Office lists, and nothing
 * else is. */
static void
test_against_list (void)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();
  g_autoptr (GHashTable) listed = list_by_day ();
  guint n[3] = { 0 };

  for (MdgDay d = day ("2025-01-01"); d <= day ("2027-12-31"); d++)
    {
      g_autofree char *text = mdg_day_text (d);
      const char *name = g_hash_table_lookup (listed, text);
      MdgHoliday holiday = mdg_calendar_get_holiday (calendar, d);

      g_assert_cmpint (holiday != MDG_HOLIDAY_NONE, ==, name != NULL);
      if (name != NULL && strcmp (name, "休日") == 0)
        g_assert_cmpint (holiday, >, MDG_HOLIDAY_LABOUR);
      else if (name != NULL)
        g_assert_cmpint (holiday, <=, MDG_HOLIDAY_LABOUR);
      n[atoi (text) - 2025] += holiday != MDG_HOLIDAY_NONE;
    }
  g_assert_cmpuint (n[0], ==, 19);
  g_assert_cmpuint (n[1], ==, 18);
  g_assert_cmpuint (n[2], ==, 17);
  g_assert_cmpuint (n[0] + n[1] + n[2], ==, g_hash_table_size (listed));
}

static void
test_equinoxes (void)
{
  static const char *const days[][2] = {
    { "2025-03-20", "2025-09-23" }, { "2026-03-20", "2026-09-23" }, { "2027-03-21", "2027-09-23" },
    { "2028-03-20", "2028-09-22" }, { "2029-03-20", "2029-09-23" }, { "2030-03-20", "2030-09-23" },
  };
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpint (mdg_calendar_get_holiday (calendar, day (days[i][0])), ==,
                       MDG_HOLIDAY_VERNAL);
      g_assert_cmpint (mdg_calendar_get_holiday (calendar, day (days[i][1])), ==,
                       MDG_HOLIDAY_AUTUMNAL);
    }
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2026-09-22")), ==,
                   MDG_HOLIDAY_ENCLOSED);
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2026-05-06")), ==,
                   MDG_HOLIDAY_SUBSTITUTE);
  for (int year = 2027; year <= 2030; year++)
    for (MdgDay d = mdg_day_new (year, 9, 1); d < mdg_day_new (year, 10, 1); d++)
      g_assert_cmpint (mdg_calendar_get_holiday (calendar, d), !=, MDG_HOLIDAY_ENCLOSED);
}

/* Of every year that the calendar has: the law's sixteen names once each; whatever falls on a
 * Sunday has its substitute. */
static void
test_every_year (void)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (int year = MDG_CALENDAR_FIRST_YEAR; year <= MDG_CALENDAR_LAST_YEAR; year++)
    {
      guint named = 0, on_sunday = 0, substitutes = 0;

      for (MdgDay d = mdg_day_new (year, 1, 1); d <= mdg_day_new (year, 12, 31); d++)
        {
          MdgHoliday holiday = mdg_calendar_get_holiday (calendar, d);
          gboolean is_named = holiday > MDG_HOLIDAY_NONE && holiday <= MDG_HOLIDAY_LABOUR;

          named += is_named;
          on_sunday += is_named && mdg_day_weekday (d) == 7;
          substitutes += holiday == MDG_HOLIDAY_SUBSTITUTE;
          g_assert_cmpint (holiday == MDG_HOLIDAY_NONE, ==, mdg_holiday_name (holiday) == NULL);
        }
      g_assert_cmpuint (named, ==, 16);
      g_assert_cmpuint (substitutes, ==, on_sunday);
    }
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2021-01-01")), ==, MDG_HOLIDAY_NONE);
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2100-01-01")), ==, MDG_HOLIDAY_NONE);
}

static void
test_closing (void)
{
  static const struct
  {
    const char *day;
    MdgDayState state;
  } cases[] = {
    { "2026-11-20", MDG_DAY_OPEN },     { "2026-11-21", MDG_DAY_SATURDAY },
    { "2026-11-22", MDG_DAY_SUNDAY },   { "2026-11-23", MDG_DAY_HOLIDAY },
    { "2026-12-28", MDG_DAY_OPEN },     { "2026-12-29", MDG_DAY_YEAR_END },
    { "2026-12-31", MDG_DAY_YEAR_END }, { "2027-01-01", MDG_DAY_HOLIDAY },
    { "2027-01-03", MDG_DAY_YEAR_END }, { "2027-01-04", MDG_DAY_OPEN },
  };
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (mdg_calendar_get_state (calendar, day (cases[i].day)), ==, cases[i].state);
      g_assert_cmpint (mdg_calendar_why_closed (calendar, day (cases[i].day)) == NULL, ==,
                       cases[i].state == MDG_DAY_OPEN);
    }
}

/* Anywhere and by any number. */
static void
test_properties (void)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (int round = 0; round < 4000; round++)
    {
      MdgDay from = g_test_rand_int_range (day ("2023-01-01"), day ("2098-01-01"));
      int n = g_test_rand_int_range (-60, 61);
      MdgDay to = mdg_calendar_add_open_days (calendar, from, n);
      MdgDay forward = mdg_calendar_roll_forward (calendar, from);
      MdgDay back = mdg_calendar_roll_back (calendar, from);
      gboolean open = mdg_calendar_is_open (calendar, from);

      g_assert_true (n == 0 || mdg_calendar_is_open (calendar, to));
      g_assert_cmpint (mdg_calendar_count_open_days (calendar, from, to), ==, n);
      g_assert_true (n == 0 || (to > from) == (n > 0));
      /* from an open day there and back again */
      g_assert_cmpint (mdg_calendar_add_open_days (
                           calendar, mdg_calendar_add_open_days (calendar, forward, n), -n),
                       ==, forward);
      g_assert_true (back <= from && from <= forward);
      g_assert_true (mdg_calendar_is_open (calendar, back)
                     && mdg_calendar_is_open (calendar, forward));
      g_assert_cmpint (back == from, ==, open);
      g_assert_cmpint (forward == from, ==, open);
      for (MdgDay d = back + 1; d < forward; d++)
        g_assert_true (!mdg_calendar_is_open (calendar, d) || d == from);
      /* a step more is an open day later */
      g_assert_cmpint (mdg_calendar_add_open_days (calendar, from, ABS (n) + 1), >,
                       mdg_calendar_add_open_days (calendar, from, ABS (n)));
    }
}

/* facts.md 8.4. */
static void
test_deadlines (void)
{
  static const struct
  {
    const char *start;
    const char *tenth;
    const char *tenth_printed;
  } copies[] = {
    { "2027-01-01", "2026-11-10", "2026-11-10" }, { "2027-03-01", "2027-01-12", "2027-01-10" },
    { "2027-06-01", "2027-04-12", "2027-04-10" }, { "2027-09-01", "2027-07-12", "2027-07-10" },
    { "2027-12-01", "2027-10-12", "2027-10-10" },
  };
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();
  MdgDeadline deadline;

  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      deadline = mdg_deadline_month_day (calendar, day (copies[i].start), -2, 10, MDG_ROLL_FORWARD);
      assert_day (deadline.due, copies[i].tenth);
      assert_day (deadline.printed, copies[i].tenth_printed);
      g_assert_cmpint (deadline.safe, ==, deadline.due);
    }
  deadline = mdg_deadline_open_days (calendar, day ("2027-01-01"), -5);
  assert_day (deadline.due, "2026-12-22");
  deadline = mdg_deadline_open_days (calendar, day ("2027-05-01"), -5);
  assert_day (deadline.due, "2027-04-23");
  /* 実施機関, by the 15th: no word on closed days, so the 15th stays and the open day before it is
   * safe */
  deadline = mdg_deadline_month_day (calendar, day ("2027-07-01"), -2, 15, MDG_ROLL_UNSAID);
  assert_day (deadline.printed, "2027-05-15");
  assert_day (deadline.due, "2027-05-15");
  assert_day (deadline.safe, "2027-05-14");
  /* four open days after: the first of them is 1 */
  deadline = mdg_deadline_open_days (calendar, day ("2027-04-28"), 4);
  assert_day (deadline.due, "2027-05-10");
  /* a month without that day */
  deadline = mdg_deadline_month_day (calendar, day ("2027-03-31"), -1, 31, MDG_ROLL_UNSAID);
  assert_day (deadline.printed, "2027-02-28");
  assert_day (deadline.safe, "2027-02-26");
}

/* the list ------------------------------------------------------------------------------------ */

static MdgCalendar *
with (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  MdgCalendar *calendar
      = mdg_calendar_new_with_list (text, length < 0 ? strlen (text) : (gsize)length, &error);

  if (calendar == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  else
    g_assert_no_error (error);
  return calendar;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], to, parts[1], NULL);
}

/* As the Cabinet Office has it: CP932, and CRLF. The years that it has are its own; the others stay
 * calculated. */
static void
test_list_read (void)
{
  g_autofree char *plain = read_list ();
  g_autofree char *moved = replace (plain, "2027/3/21,春分の日\n2027/3/22,休日",
                                    "2027/3/20,春分の日\n2027/3/25,国民の祭典の日");
  g_auto (GStrv) lines = g_strsplit (moved, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", lines);
  gsize length;
  g_autofree char *cp932 = g_convert (crlf, -1, "CP932", "UTF-8", NULL, &length, NULL);
  g_autoptr (MdgCalendar) calendar = with (cp932, (gssize)length);
  g_autoptr (MdgCalendar) calculated = mdg_calendar_new ();

  g_assert_nonnull (calendar);
  g_assert_cmpint (mdg_calendar_get_listed_until (calendar), ==, 2027);
  g_assert_cmpint (mdg_calendar_get_listed_until (calculated), ==, 0);
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2027-03-20")), ==, MDG_HOLIDAY_VERNAL);
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2027-03-25")), ==, MDG_HOLIDAY_OTHER);
  g_assert_cmpint (mdg_calendar_get_holiday (calendar, day ("2027-03-22")), ==, MDG_HOLIDAY_NONE);
  for (MdgDay d = day ("2022-01-01"); d <= day ("2040-12-31"); d++)
    if (d < day ("2027-01-01") || d > day ("2027-12-31"))
      g_assert_cmpint (mdg_calendar_get_holiday (calendar, d), ==,
                       mdg_calendar_get_holiday (calculated, d));
}

static void
test_announced (void)
{
  g_autofree char *plain = read_list ();
  g_autoptr (MdgCalendar) listed = with (plain, -1);
  g_autoptr (MdgCalendar) calculated = mdg_calendar_new ();
  MdgDay in_2027 = day ("2027-03-21"), in_2028 = day ("2028-03-20");

  g_assert_true (mdg_calendar_is_announced (calculated, in_2027, day ("2026-11-22")));
  g_assert_false (mdg_calendar_is_announced (calculated, in_2027, day ("2026-01-31")));
  g_assert_true (mdg_calendar_is_announced (listed, in_2027, day ("2026-01-31")));
  g_assert_false (mdg_calendar_is_announced (listed, in_2028, day ("2026-11-22")));
  g_assert_true (mdg_calendar_is_announced (listed, in_2028, day ("2027-02-01")));
}

static void
test_bad_lists (void)
{
  static const char *const faults[][2] = {
    { "国民の祝日・休日月日", "国民の祝日" },
    { "2026/5/6,休日", "2026/5/5,休日" },
    { "2026/5/6,休日", "2026/4/6,休日" },
    { "2026/5/6,休日", "2026/2/30,休日" },
    { "2026/5/6,休日", "2026-5-6,休日" },
    { "2026/5/6,休日", "2026/5/6" },
    { "2026/5/6,休日", "2026/5/6," },
    { "2026/5/6,休日", "2026/5/6,休日,3" },
    { "2026/5/6,休日", "2026/5/6x,休日" },
    { "2026/5/6,休日", "12026/5/6,休日" },
    { "2026/5/6,休日", "2026/5/6,\"休日" },
    { "2026/5/6,休日", "2026/5/6,休日休日休日休日休日休日休日休日休日休日休日休日" },
    { "2027/1/1,元日", "2028/1/1,元日" },
    { "2027/11/23,勤労感謝の日", "2100/1/1,元日" },
    { "2026/11/3,文化の日\n2026/11/23,勤労感謝の日\n", "" },
  };
  g_autofree char *plain = read_list ();
  g_autofree char *huge = g_strnfill (300 * 1024, ',');

  g_assert_null (with ("", -1));
  g_assert_null (with (huge, -1));
  g_assert_null (with ("国民の祝日・休日月日,国民の祝日・休日名称\n", -1));
  g_assert_null (with ("国民の祝日・休日月日,国民の祝日・休日名称\n1955/1/1,元日\n", -1));
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *bad = replace (plain, faults[i][0], faults[i][1]);
      g_autoptr (MdgCalendar) calendar = with (bad, -1);

      if (calendar != NULL)
        g_error ("taken: %s", faults[i][1]);
    }
}

/* Cut off anywhere, it is refused, or all of its last year is there but for days that come at its
 * end. */
static void
test_cut_off (void)
{
  g_autofree char *plain = read_list ();
  gsize length = strlen (plain);
  guint taken = 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (MdgCalendar) calendar = mdg_calendar_new_with_list (plain, i, NULL);
      int until = calendar != NULL ? mdg_calendar_get_listed_until (calendar) : 0;

      if (calendar == NULL)
        continue;
      taken++;
      g_assert_cmpint (mdg_calendar_get_holiday (calendar, mdg_day_new (until, 11, 3)), !=,
                       MDG_HOLIDAY_NONE);
    }
  g_assert_cmpuint (taken, <, length / 10);
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-calendar-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "syukujitsu.csv", NULL);
  g_autofree char *plain = read_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCalendar) calendar = mdg_calendar_load (path, &error);

  g_assert_null (calendar);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, plain, -1, NULL));
  calendar = mdg_calendar_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mdg_calendar_get_listed_until (calendar), ==, 2027);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/against-list", test_against_list);
  g_test_add_func ("/calendar/equinoxes", test_equinoxes);
  g_test_add_func ("/calendar/every-year", test_every_year);
  g_test_add_func ("/calendar/closing", test_closing);
  g_test_add_func ("/calendar/properties", test_properties);
  g_test_add_func ("/calendar/deadlines", test_deadlines);
  g_test_add_func ("/calendar/list", test_list_read);
  g_test_add_func ("/calendar/announced", test_announced);
  g_test_add_func ("/calendar/bad-lists", test_bad_lists);
  g_test_add_func ("/calendar/cut-off", test_cut_off);
  g_test_add_func ("/calendar/load", test_load);
  return g_test_run ();
}
