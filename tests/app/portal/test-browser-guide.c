/* test-browser-guide.c: 《ブラウザーで行う》 as data: whole in both languages, from ユーザー登録 to
 * 運用開始日登録 in the order of [3]; what is not is refused. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include "portal/browser-guide.h"

#include <string.h>

static const MdgBrowserStep *
step_at (const MdgBrowserGuide *guide, guint place)
{
  return guide->steps->pdata[place];
}

static void
test_both_languages (void)
{
  g_autoptr (MdgBrowserGuide) ja = mdg_browser_guide_new ("ja");
  g_autoptr (MdgBrowserGuide) en = mdg_browser_guide_new ("en");

  g_assert_cmpuint (ja->steps->len, ==, en->steps->len);
  for (guint i = 0; i < ja->steps->len; i++)
    {
      const MdgBrowserStep *a = step_at (ja, i), *b = step_at (en, i);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_false (g_str_is_ascii (a->title) || g_str_is_ascii (a->words));
      g_assert_cmpstr (a->title, !=, b->title);
      g_assert_cmpstr (a->words, !=, b->words);
    }
  for (guint i = 0; i < MDG_BROWSER_N_COPIES; i++)
    {
      g_assert_false (g_str_is_ascii (ja->labels[i]));
      g_assert_cmpstr (ja->labels[i], !=, en->labels[i]);
    }
}

/* Ticks of earlier days are kept under these ids; the steps are those of [3], in its order, and
 * what the form can be filled with is all copied at 新規ユーザー登録. */
static void
test_steps (void)
{
  static const struct
  {
    const char *id;
    gboolean opens;
    guint n_copies;
  } steps[] = {
    { "prepare", FALSE, 0 },  { "register", TRUE, MDG_BROWSER_N_COPIES },
    { "link", FALSE, 0 },     { "login", TRUE, 2 },
    { "apply", TRUE, 0 },     { "done", TRUE, 2 },
    { "operation", TRUE, 0 },
  };
  g_autoptr (MdgBrowserGuide) guide = mdg_browser_guide_new ("ja");

  g_assert_cmpstr (guide->url, ==, "https://iryohokenjyoho.service-now.com/omf");
  g_assert_cmpuint (guide->steps->len, ==, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const MdgBrowserStep *step = step_at (guide, i);

      g_assert_cmpstr (step->id, ==, steps[i].id);
      g_assert_cmpint (step->opens, ==, steps[i].opens);
      g_assert_cmpint (step->form, ==, i == 0);
      g_assert_cmpuint (step->n_copies, ==, steps[i].n_copies);
      if (step->n_copies == 2)
        g_assert_true (step->copies[0] == MDG_BROWSER_MAIL
                       && step->copies[1] == MDG_BROWSER_PASSWORD);
    }
}

static void
refused (const char *text, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBrowserGuide) guide = mdg_browser_guide_parse (text, -1, "ja", &error);

  if (guide != NULL)
    g_error ("taken: %s", what);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

static void
test_refused (void)
{
  static const char *const faults[][2] = {
    { "\"checked\"", "\"chequed\"" },
    { "https://iryo", "http://iryo" },
    { "\"id\": \"given-name\"", "\"id\": \"first-name\"" },
    { "\"id\": \"given-name\"", "\"id\": \"family-name\"" },
    { ", \"en\": \"Telephone number\"", "" },
    { "\"ja\": \"電話番号\"", "\"ja\": \"\"" },
    { ",\n    { \"id\": \"repeated\"", ",\n    { \"ids\": \"repeated\"" },
    { "\"id\": \"link\"", "\"id\": \"login\"" },
    { "\"id\": \"link\"", "\"id\": \"Link\"" },
    { "\"form\": true", "\"form\": 1" },
    { "\"opens\": true", "\"opens\": \"yes\"" },
    { "\"copies\": [ \"mail\", \"password\" ]", "\"copies\": [ \"password\", \"mail\" ]" },
    { "\"copies\": [ \"mail\", \"password\" ]", "\"copies\": [ \"mail\", \"mail\" ]" },
    { "\"copies\": [ \"mail\", \"password\" ]", "\"copies\": [ \"mail\", \"post\" ]" },
    { "\"copies\": [ \"mail\", \"password\" ]", "\"copies\": [ ]" },
    { "\"copies\": [ \"mail\", \"password\" ]", "\"copies\": \"mail\"" },
    { "\"en\": \"Open the link in the mail\"", "\"en\": 5" },
  };
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "resources", "portal", "browser.json", NULL);
  g_autofree char *whole = NULL;

  g_assert_true (g_file_get_contents (path, &whole, NULL, NULL));
  refused ("", "nothing");
  refused ("[]", "a list");
  refused ("{}", "an empty object");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (GStrv) parts = g_strsplit (whole, faults[i][0], 2);
      g_autofree char *bad = NULL;

      if (g_strv_length (parts) != 2)
        g_error ("not there: %s", faults[i][0]);
      bad = g_strconcat (parts[0], faults[i][1], parts[1], NULL);
      refused (bad, faults[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/browser-guide/both-languages", test_both_languages);
  g_test_add_func ("/browser-guide/steps", test_steps);
  g_test_add_func ("/browser-guide/refused", test_refused);
  return g_test_run ();
}
