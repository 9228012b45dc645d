/* test-holidays.c: the calendar that is in force: calculated, or with the list that the setting
 * names; a list that cannot be used says its line and changes nothing. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include "core/holidays.h"

#include "../../support/released.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *list; /* the Cabinet Office's, with 2027/3/25 besides */
  MdgSettings *settings;
  MdgHolidays *holidays;
  guint n_changed;
} Fixture;

static void
count (Fixture *f)
{
  f->n_changed++;
}

static void
write_list (Fixture *f, const char *from, const char *to)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "tests", "data", "calendar", "syukujitsu.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, from, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  changed = g_strconcat (parts[0], to, parts[1], NULL);
  g_assert_true (g_file_set_contents (f->list, changed, -1, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;

  f->folder = g_dir_make_tmp ("madoguchi-holidays-XXXXXX", NULL);
  f->list = g_build_filename (f->folder, "syukujitsu.csv", NULL);
  file = g_build_filename (f->folder, "settings.conf", NULL);
  f->settings = mdg_settings_new (NULL, NULL, file);
  f->holidays = mdg_holidays_new (f->settings);
  g_signal_connect_swapped (f->holidays, "changed", G_CALLBACK (count), f);
  write_list (f, "2027/3/22,休日", "2027/3/22,休日\n2027/3/25,国民の祭典の日");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "settings.conf", NULL);

  assert_released (f->holidays); /* the thread that read may have it still */
  g_object_unref (f->settings);
  g_unlink (f->list);
  g_unlink (file);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->list);
  g_free (f->folder);
}

static MdgHoliday
besides (Fixture *f)
{
  return mdg_calendar_get_holiday (mdg_holidays_get_calendar (f->holidays),
                                   mdg_day_new (2027, 3, 25));
}

static void
wait_for_change (Fixture *f, guint n)
{
  while (f->n_changed < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_file (Fixture *f, const char *value)
{
  g_autoptr (GError) error = NULL;
  guint n = f->n_changed;

  mdg_settings_set (f->settings, MDG_SETTING_HOLIDAY_FILE, value, &error);
  g_assert_no_error (error);
  wait_for_change (f, n + 1);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  mdg_holidays_load (f->holidays);
  g_assert_cmpuint (f->n_changed, ==, 0); /* there is none */
  g_assert_cmpint (besides (f), ==, MDG_HOLIDAY_NONE);
  g_assert_null (mdg_holidays_get_file (f->holidays));
  set_file (f, f->list);
  g_assert_no_error (mdg_holidays_get_error (f->holidays));
  g_assert_cmpstr (mdg_holidays_get_file (f->holidays), ==, f->list);
  g_assert_cmpint (besides (f), ==, MDG_HOLIDAY_OTHER);
  words = mdg_calendar_words (mdg_holidays_get_calendar (f->holidays));
  g_assert_nonnull (strstr (words, "2027"));
  set_file (f, "");
  g_assert_cmpint (besides (f), ==, MDG_HOLIDAY_NONE);
  g_assert_null (mdg_holidays_get_file (f->holidays));
}

static void
test_bad (Fixture *f, gconstpointer data)
{
  set_file (f, f->list);
  g_assert_cmpint (besides (f), ==, MDG_HOLIDAY_OTHER);
  write_list (f, "2026/5/6,休日", "2026/5/5,休日");
  mdg_holidays_load (f->holidays);
  wait_for_change (f, 2);
  g_assert_error (mdg_holidays_get_error (f->holidays), MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_cmpuint (mdg_error_get_line (mdg_holidays_get_error (f->holidays)), >, 1);
  g_assert_null (mdg_holidays_get_file (f->holidays));
  g_assert_cmpint (besides (f), ==, MDG_HOLIDAY_NONE); /* calculated again */
  g_assert_cmpint (
      mdg_calendar_get_holiday (mdg_holidays_get_calendar (f->holidays), mdg_day_new (2026, 5, 6)),
      ==, MDG_HOLIDAY_SUBSTITUTE);
}

static void
test_absent (Fixture *f, gconstpointer data)
{
  g_autofree char *none = g_build_filename (f->folder, "none.csv", NULL);

  set_file (f, none);
  g_assert_error (mdg_holidays_get_error (f->holidays), MDG_ERROR, MDG_ERROR_NOT_FOUND);
  set_file (f, "syukujitsu.csv");
  g_assert_error (mdg_holidays_get_error (f->holidays), MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpint (mdg_calendar_get_listed_until (mdg_holidays_get_calendar (f->holidays)), ==, 0);
}

/* What is being read when it goes away is nobody's any more. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  MdgHolidays *other;
  g_autoptr (GError) error = NULL;

  mdg_settings_set (f->settings, MDG_SETTING_HOLIDAY_FILE, f->list, &error);
  g_assert_no_error (error);
  other = mdg_holidays_new (f->settings);
  mdg_holidays_load (other);
  g_object_run_dispose (G_OBJECT (other));
  wait_for_change (f, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (mdg_holidays_get_file (other));
  assert_released (other); /* its thread may be reading still */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add ("/holidays/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/holidays/bad", Fixture, NULL, set_up, test_bad, tear_down);
  g_test_add ("/holidays/absent", Fixture, NULL, set_up, test_absent, tear_down);
  g_test_add ("/holidays/gone", Fixture, NULL, set_up, test_gone, tear_down);
  return g_test_run ();
}
