/* test-scenario.c: the training scenario obeys the rules it is for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/scenario.h"

#include <string.h>
#include "core/base32.h"
#include "core/calendar.h"
#include "core/institution-code.h"
#include "core/password-rules.h"
#include "core/text.h"
#include "training/result-files.h"

static void
check_account (const MdgScenarioAccount *begins)
{
  const MdgTrainingAccount *account = &begins->account;
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];

  g_assert_cmpint (mdg_institution_code_check (account->institution_code, account->login_id), ==,
                   MDG_INSTITUTION_CODE_OK);
  g_assert_true (mdg_account_id_check (account->login_id, NULL));
  g_assert_true (mdg_password_rules_check (account->password, NULL, NULL, NULL, verdicts));
  g_assert_true (g_utf8_validate (account->institution_name, -1, NULL));
  g_assert_cmpuint (strlen (account->institution_name), >, 6);
  g_assert_cmpint (begins->password_age_days, >=, 0);
  /* A set-up key is known of exactly those that are registered. */
  g_assert_true ((account->state == MDG_TRAINING_NEVER_REGISTERED) == (account->setup_key == NULL));
  if (account->setup_key)
    {
      g_autoptr (MdgSecret) key = mdg_base32_decode (account->setup_key, -1, NULL);

      g_assert_cmpuint (mdg_secret_get_length (key), ==, 20);
    }
}

static void
test_named (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, &error);
  guint states[4] = { 0 };

  g_assert_no_error (error);
  g_assert_cmpuint (mdg_scenario_get_n_accounts (scenario), ==,
                    mdg_scenario_get_n_named (scenario));
  for (guint i = 0; i < mdg_scenario_get_n_named (scenario); i++)
    {
      g_autoptr (MdgScenarioAccount) account = mdg_scenario_get (scenario, i);

      check_account (account);
      states[account->account.state]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], >=, 1);
}

/* The list: both kinds, every status, and each row as the documents have it. */
static void
test_listed (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (2000, 5, NULL);
  guint n = mdg_scenario_get_n_listed (scenario), statuses[5] = { 0 };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (n, >, 2000);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgScenarioListed) row = mdg_scenario_get_listed (scenario, i);
      g_autofree char *json = mdg_account_to_json (row->account);
      g_autoptr (MdgAccount) read = mdg_account_parse (json, -1, NULL);

      g_assert_nonnull (read);
      g_assert_true (g_hash_table_add (ids, g_strdup (read->id)));
      g_assert_true (row->use_started == (read->status != MDG_ACCOUNT_NOT_STARTED));
      g_assert_true (row->use_started == (read->started_on != NULL));
      g_assert_true ((read->ended_on != NULL) == (read->status == MDG_ACCOUNT_ENDED));
      g_assert_true ((read->suspended_on != NULL) == (read->status == MDG_ACCOUNT_SUSPENDED));
      statuses[read->status]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_cmpuint (statuses[i], >=, 50);
}

/* As the scenario says: a short password past its 60 days, and no other one. */
static void
test_expired (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);

  for (guint i = 0; i < mdg_scenario_get_n_named (scenario); i++)
    {
      g_autoptr (MdgScenarioAccount) account = mdg_scenario_get (scenario, i);
      gboolean expired = mdg_password_expires (strlen (account->account.password))
                         && account->password_age_days >= MDG_PASSWORD_DAYS;

      g_assert_true (expired == (account->account.state == MDG_TRAINING_PASSWORD_EXPIRED));
    }
}

static void
test_generated (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (3000, 5, NULL);
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = mdg_scenario_get_n_accounts (scenario);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgScenarioAccount) begins = mdg_scenario_get (scenario, i);
      const MdgTrainingAccount *account = &begins->account;
      const char *name = g_hash_table_lookup (names, account->institution_code);

      check_account (begins);
      g_assert_true (g_hash_table_add (
          accounts, g_strconcat (account->institution_code, account->login_id, NULL)));
      /* One code, one name. */
      if (name)
        g_assert_cmpstr (name, ==, account->institution_name);
      else
        g_hash_table_insert (names, g_strdup (account->institution_code),
                             g_strdup (account->institution_name));
    }
}

static gboolean
is_same (const MdgScenario *a, const MdgScenario *b, guint number)
{
  g_autoptr (MdgScenarioAccount) one = mdg_scenario_get (a, number);
  g_autoptr (MdgScenarioAccount) other = mdg_scenario_get (b, number);

  return strcmp (one->account.institution_code, other->account.institution_code) == 0
         && strcmp (one->account.institution_name, other->account.institution_name) == 0
         && strcmp (one->account.password, other->account.password) == 0
         && one->password_age_days == other->password_age_days;
}

/* The same seed, the same accounts, however many. */
static void
test_seed (void)
{
  g_autoptr (MdgScenario) few = mdg_scenario_new (20, 5, NULL);
  g_autoptr (MdgScenario) many = mdg_scenario_new (2000, 5, NULL);
  g_autoptr (MdgScenario) other = mdg_scenario_new (20, 6, NULL);
  guint different = 0;

  for (guint i = 5; i < 25; i++)
    {
      g_assert_true (is_same (few, many, i));
      different += !is_same (few, other, i);
    }
  g_assert_cmpuint (different, >=, 19);
}

static void
test_password (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (10, 5, NULL);
  g_autoptr (MdgScenarioAccount) account = mdg_scenario_get (scenario, 12);
  g_autoptr (MdgSecret) right = mdg_secret_new_from_string (account->account.password);
  g_autoptr (MdgSecret) wrong = mdg_secret_new_from_string ("Wrong-pass-0");

  g_assert_true (mdg_scenario_password_is (scenario, 12, right));
  g_assert_false (mdg_scenario_password_is (scenario, 12, wrong));
  g_assert_false (mdg_scenario_password_is (scenario, 11, right));
}

/* Result files are a function of seed, number and time; names go up with the time. */
static void
test_result_files (void)
{
  g_autoptr (MdgResultFiles) one = mdg_result_files_new (300, 7, 1795230000, NULL);
  g_autoptr (MdgResultFiles) same = mdg_result_files_new (300, 7, 1795230000, NULL);
  g_autoptr (MdgResultFiles) other = mdg_result_files_new (300, 8, 1795230000, NULL);
  g_autofree char *before = g_strdup ("");

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GPtrArray) personal = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GBytes) a = mdg_result_files_content (one, i, NULL);
      g_autoptr (GBytes) b = mdg_result_files_content (same, i, personal);
      g_autoptr (GBytes) c = mdg_result_files_content (other, i, NULL);
      char *name = mdg_result_files_name (one, i);

      g_assert_true (g_bytes_equal (a, b));
      g_assert_false (g_bytes_equal (a, c));
      g_assert_cmpstr (strrchr (name, '_'), >=, strrchr (before, '_') ? strrchr (before, '_') : "");
      g_free (g_steal_pointer (&before));
      before = name;
    }
}

/* Patients come while the clinic is open, be it written at night. */
static void
test_opening_hours (gconstpointer data)
{
  gint64 until = *(const gint64 *)data;
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (3000, 7, until, NULL);
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = mdg_result_files_name (files, i);
      const char *stamp = strrchr (name, '_') + 1;
      g_autofree char *day_text = g_strndup (stamp, 8);
      int minutes = ((stamp[8] - '0') * 10 + stamp[9] - '0') * 60 + (stamp[10] - '0') * 10
                    + stamp[11] - '0';
      MdgDay day = mdg_day_read (day_text);
      MdgDayState state = mdg_calendar_get_state (calendar, day);
      gboolean morning = minutes >= 9 * 60 && minutes <= 13 * 60;
      gboolean afternoon = minutes >= 14 * 60 && minutes <= 18 * 60 + 30;

      g_assert_true (state == MDG_DAY_OPEN || state == MDG_DAY_SATURDAY);
      g_assert_true (morning || (afternoon && state == MDG_DAY_OPEN));
      g_assert_cmpint (day, <=, mdg_day_in_japan (until));
      g_assert_cmpint (day, >, mdg_day_in_japan (until) - 366);
    }
}

int
main (int argc, char **argv)
{
  static const gint64 night = 1795287300;    /* Sunday 2026-11-22 03:55 in Japan */
  static const gint64 noon = 1795230000;     /* Saturday */
  static const gint64 new_year = 1798729200; /* 2027-01-01 00:00 in Japan */

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/scenario/named", test_named);
  g_test_add_func ("/training/scenario/listed", test_listed);
  g_test_add_func ("/training/scenario/expired", test_expired);
  g_test_add_func ("/training/scenario/generated", test_generated);
  g_test_add_func ("/training/scenario/seed", test_seed);
  g_test_add_func ("/training/scenario/password", test_password);
  g_test_add_func ("/training/scenario/result-files", test_result_files);
  g_test_add_data_func ("/training/scenario/opening-hours/night", &night, test_opening_hours);
  g_test_add_data_func ("/training/scenario/opening-hours/noon", &noon, test_opening_hours);
  g_test_add_data_func ("/training/scenario/opening-hours/new-year", &new_year, test_opening_hours);
  return g_test_run ();
}
