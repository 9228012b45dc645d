/* test-assist-guide.c: what the steps beside the browser say, how far a clock is off that a person
 * compared, and how many wrong ones in a row were seen. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/error.h"
#include "login/assist-guide.h"
#include "login/assist-tries.h"
#include "login/clock-comparison.h"
#include "login/compared-clock.h"

static void
test_comparison (void)
{
  static const struct
  {
    gint64 pressed_ms;
    gint64 nearer, other;
  } cases[] = {
    { 60000, 0, 60 },   { 60400, 0, 60 },  { 60600, -1, 59 },   { 90000, -30, 30 },
    { 91000, 29, -31 }, { 119600, 0, 60 }, { 107000, 13, -47 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MdgClockGuess guesses[2];

      mdg_clock_comparison_guess (cases[i].pressed_ms * 1000, guesses);
      g_assert_cmpint (guesses[0].skew, ==, cases[i].nearer);
      g_assert_cmpint (guesses[1].skew, ==, cases[i].other);
      for (guint g = 0; g < 2; g++)
        g_assert_cmpint (guesses[g].minute % 60, ==, 0);
    }
}

/* Whoever was told that the clock is wrong has set it since, or not. */
static void
test_comparison_after (void)
{
  static const struct
  {
    gint64 skew, moved_ms, after;
  } cases[] = {
    { 40, 0, 40 },      { 40, 900, 40 },     { 40, 40000, 0 },    { 40, 38600, 1 },
    { -45, -45000, 0 }, { -45, -44000, -1 }, { 40, 3600000, 40 }, { -45, 3600000, -45 },
    { 0, 28800000, 0 }, { 40, -20000, 60 },  { 0, -30000, 30 },   { -45, 45000, -45 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mdg_clock_comparison_after (cases[i].skew, cases[i].moved_ms * 1000), ==,
                     cases[i].after);
}

/* What was found holds after a restart, as far as the clock was not set meanwhile; of another boot
 * nothing is known. */
static void
test_compared_clock (void)
{
  static const char *const strange[]
      = { "", "40", "40 x", "61 0", "x 0", "40 0 0", "40 3600000000", "40 -130000000" };
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (1000 * G_USEC_PER_SEC);
  MdgComparedClock compared = { 0 }, again = { 0 };
  g_autofree char *words = NULL;

  g_assert_cmpint (mdg_compared_clock_get (&compared, clock), ==, 0);
  mdg_compared_clock_set (&compared, clock, 40);
  mdg_clock_advance (clock, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (mdg_compared_clock_get (&compared, clock), ==, 40);
  words = mdg_compared_clock_to_words (&compared);
  compared.from -= 40 * G_USEC_PER_SEC; /* as if it had been set right since */
  g_assert_cmpint (mdg_compared_clock_get (&compared, clock), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    mdg_compared_clock_recall (&again, clock, strange[i]);
  mdg_compared_clock_recall (&again, clock, NULL);
  g_assert_false (again.known);
  mdg_compared_clock_recall (&again, clock, words);
  g_assert_cmpint (mdg_compared_clock_get (&again, clock), ==, 40);
  mdg_compared_clock_set (&again, clock, -10);
  mdg_compared_clock_recall (&again, clock, words);
  g_assert_cmpint (mdg_compared_clock_get (&again, clock), ==, -10);
}

static void
test_tries (void)
{
  static const char *const strange[] = { "", "3", "3 0", "3 3", "9 1", "x 1", "3 1 1" };
  MdgAssistTries tries = { 0 };
  g_autofree char *words = NULL;

  g_assert_null (mdg_assist_tries_to_words (&tries));
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_LOGIN, "WA000001"), ==, 2);
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_PASSCODE, "WA000001"), ==, 2);
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_PASSCODE, "WA000002"), ==, 2);
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_PASSCODE, "WA000002"), ==, 1);
  words = mdg_assist_tries_to_words (&tries);
  mdg_assist_tries_recall (&tries, NULL, "WA000002"); /* they are being counted */
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_PASSCODE, "WA000002"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      mdg_assist_tries_recall (&tries, strange[i], "WA000003");
      g_assert_cmpuint (tries.n, ==, 0);
    }
  mdg_assist_tries_recall (&tries, words, "WA000002");
  g_assert_cmpint (mdg_assist_tries_count (&tries, MDG_ASSIST_PASSCODE, "WA000002"), ==, 0);
  mdg_assist_tries_forget (&tries);
}

/* Every question of the service has a step, which offers all that is to be typed there, in the
 * order of the page. */
static void
test_guide (gconstpointer language)
{
  static const MdgAssistCopy login[]
      = { MDG_ASSIST_COPY_INSTITUTION_CODE, MDG_ASSIST_COPY_LOGIN_ID, MDG_ASSIST_COPY_PASSWORD };
  g_autoptr (MdgAssistGuide) guide = mdg_assist_guide_new (language);
  const MdgAssistStep *step = mdg_assist_guide_find (guide, "login");
  guint asked = 0;

  g_assert_cmpstr (guide->address, ==, "https://hweb.skg.onshikaku.org/web/");
  g_assert_cmpuint (step->fields->len, ==, G_N_ELEMENTS (login));
  for (guint i = 0; i < G_N_ELEMENTS (login); i++)
    g_assert_cmpint (((MdgAssistField *)step->fields->pdata[i])->copy, ==, login[i]);
  step = mdg_assist_guide_find (guide, "password");
  g_assert_cmpuint (step->fields->len, ==, 3);
  for (guint i = 0; i < guide->steps->len; i++)
    {
      guint offered = 0;

      step = guide->steps->pdata[i];
      asked |= 1u << step->question;
      for (guint c = 0; c < step->choices->len; c++)
        offered |= 1u << ((MdgAssistChoice *)step->choices->pdata[c])->sight;
      for (guint sight = 1; sight < MDG_ASSIST_N_SIGHTS; sight++)
        g_assert_cmpint ((offered & 1u << sight) != 0, ==,
                         mdg_assist_fits (step->question, (MdgAssistSight)sight));
    }
  g_assert_cmpuint (asked, ==, (1u << MDG_ASSIST_N_QUESTIONS) - 1);
}

/* There is a step for wherever the flow is. */
static void
test_steps (void)
{
  g_autoptr (MdgAssistGuide) guide = mdg_assist_guide_new ("ja");

  for (guint state = 0; state <= MDG_LOGIN_ENDED; state++)
    for (guint question = 0; question < MDG_ASSIST_N_QUESTIONS; question++)
      g_assert_nonnull (mdg_assist_guide_find (
          guide, mdg_assist_step_of ((MdgLoginState)state, (MdgAssistQuestion)question)));
}

/* Each step's place, in the order of the list: x left out, . done, > current, - ahead. */
static void
test_places (void)
{
  static const struct
  {
    MdgLoginState state;
    MdgAssistQuestion question;
    gboolean registers;
    const char *places;
  } cases[] = {
    { MDG_LOGIN_START, MDG_ASSIST_NOTHING, FALSE, ">-----x" },
    { MDG_LOGIN_CREDENTIALS, MDG_ASSIST_LOGIN, FALSE, ".>----x" },
    { MDG_LOGIN_CREDENTIALS, MDG_ASSIST_REGISTRATION, FALSE, "..>---x" },
    { MDG_LOGIN_REGISTRATION, MDG_ASSIST_NOTHING, TRUE, "...>--x" },
    { MDG_LOGIN_PASSCODE, MDG_ASSIST_NOTHING, TRUE, "....>-x" },
    { MDG_LOGIN_PASSCODE, MDG_ASSIST_NOTHING, FALSE, "..xx>-x" },
    { MDG_LOGIN_COMPLETED, MDG_ASSIST_NOTHING, TRUE, ".....>x" },
    { MDG_LOGIN_MENU, MDG_ASSIST_NOTHING, FALSE, "..xx.>x" },
    { MDG_LOGIN_PASSWORD, MDG_ASSIST_NOTHING, FALSE, "..xx..>" },
    { MDG_LOGIN_PASSWORD, MDG_ASSIST_PASSWORD, FALSE, "..xx..>" },
    { MDG_LOGIN_PASSWORD_CHANGED, MDG_ASSIST_NOTHING, FALSE, ".....>x" },
    { MDG_LOGIN_ENDED, MDG_ASSIST_NOTHING, FALSE, ">-----x" },
  };
  g_autoptr (MdgAssistGuide) guide = mdg_assist_guide_new ("ja");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) places = g_string_new (NULL);

      for (guint s = 0; s < guide->steps->len; s++)
        g_string_append_c (
            places, "x.>-"[mdg_assist_guide_place (guide, guide->steps->pdata[s], cases[i].state,
                                                   cases[i].question, cases[i].registers)]);
      g_assert_cmpstr (places->str, ==, cases[i].places);
    }
}

static void
test_bad_guide (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{\"address\": \"http://x\", \"source\": \"\", \"steps\": []}",
    "{\"address\": \"https://x\", \"source\": \"s\", \"steps\": [], \"more\": 1}",
    "{\"address\": \"https://x\", \"source\": \"s\", \"steps\": [{\"id\": \"a\", \"title\": "
    "{\"ja\": \"a\", \"en\": \"a\"}, \"words\": {\"ja\": \"a\", \"en\": \"a\"}, \"question\": "
    "\"login\", \"fields\": [], \"choices\": [{\"sight\": \"done\", \"words\": {\"ja\": \"a\", "
    "\"en\": \"a\"}}]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mdg_assist_guide_parse (bad[i], -1, "ja", &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assist/comparison", test_comparison);
  g_test_add_func ("/assist/comparison-after", test_comparison_after);
  g_test_add_func ("/assist/compared-clock", test_compared_clock);
  g_test_add_func ("/assist/tries", test_tries);
  g_test_add_data_func ("/assist/guide/ja", "ja", test_guide);
  g_test_add_data_func ("/assist/guide/en", "en", test_guide);
  g_test_add_func ("/assist/steps", test_steps);
  g_test_add_func ("/assist/places", test_places);
  g_test_add_func ("/assist/guide/bad", test_bad_guide);
  return g_test_run ();
}
