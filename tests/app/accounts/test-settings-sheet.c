/* test-settings-sheet.c: the sheet for the staff, and what comes out of its PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/settings-sheet.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "run-program.h"

/* 2026-11-20 14:05 in Japan */
#define PRINTED_AT G_GINT64_CONSTANT (1795151100)

#define LONG_NAME                                                                                  \
  "医療法人社団しおさい会夕凪町しおさい内科小児科皮膚科クリニック訪問看護ステーション併設分院"

static MdgAccountSettings *
make (MdgAccountKind kind, const char *name)
{
  MdgAccountSettings *settings = mdg_account_settings_new (kind);
  gboolean app = kind == MDG_ACCOUNT_APP;

  settings->institution_code = g_strdup ("1280110012");
  settings->institution_name = g_strdup (name);
  settings->id = g_strdup (app ? "W0000001" : "WA000003");
  settings->password = mdg_secret_new_from_string (app ? "IQazse45" : "Aa1`~!@#$%^&*_{}|:;'");
  if (app)
    settings->activation_code = mdg_secret_new_from_string ("012345678901");
  else
    settings->url = g_strdup ("https://hweb.skg.onshikaku.example/"); /* is not printed */
  return settings;
}

static MdgSettingsSheet *
make_sheet (MdgAccountKind kind, const char *name, gboolean training)
{
  g_autoptr (MdgAccountSettings) settings = make (kind, name);

  return mdg_settings_sheet_new (settings, "受付 ノートパソコン", PRINTED_AT, "受付 花子",
                                 training);
}

/* Returns: (transfer full) (nullable): NULL, and the test skipped, without poppler-utils */
static char *
text_of (MdgSettingsSheet *sheet)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-sheet-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "sheet.pdf", NULL);
  char *argv[] = { (char *)"pdftotext", (char *)"-layout", (char *)"sheet.pdf", (char *)"-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = NULL;
  char *text = NULL;
  gsize length;
  const guint8 *data;

  if (!run_program_is_there ("pdftotext"))
    {
      g_test_skip ("there is no pdftotext");
      g_rmdir (folder);
      return NULL;
    }
  pdf = mdg_settings_sheet_to_pdf (sheet, &error);
  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  g_assert_true (g_file_set_contents (file, (const char *)data, (gssize)length, NULL));
  g_assert_true (run_program (folder, argv, &text));
  g_remove (file);
  g_rmdir (folder);
  return text;
}

static void
assert_says (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      g_error ("“%s” is not in\n%s", *words, text);
}

static void
test_linkage (void)
{
  static const char *const words[] = { "1280110012",
                                       "しおさい院",
                                       "WA000003",
                                       "Aa1`~!@#$%^&*_{}|:;'",
                                       "受付 ノートパソコン",
                                       "受付 花子",
                                       MDG_LINKAGE_URL,
                                       "This sheet is a secret",
                                       "30 minutes",
                                       "1/1",
                                       NULL };
  g_autoptr (MdgSettingsSheet) sheet = make_sheet (MDG_ACCOUNT_LINKAGE, "しおさい院", FALSE);
  g_autofree char *text = text_of (sheet), *name = mdg_settings_sheet_suggest_name (sheet);

  g_assert_cmpstr (name, ==, "Account_WA000003_20261120.pdf");
  if (text == NULL)
    return;
  assert_says (text, words);
  g_assert_null (strstr (text, "TRAINING"));
  g_assert_null (strstr (text, "Activation code"));
}

static void
test_app (void)
{
  static const char *const words[]
      = { "W0000001", "IQazse45", "012345678901", "Activation code", "TRAINING", NULL };
  g_autoptr (MdgSettingsSheet) sheet = make_sheet (MDG_ACCOUNT_APP, "しおさい院", TRUE);
  g_autofree char *text = text_of (sheet);

  if (text == NULL)
    return;
  assert_says (text, words);
  g_assert_null (strstr (text, "http"));
  g_assert_null (strstr (text, "30 minutes"));
}

/* Whatever is long, and whatever is missing: it stays on its page. */
static void
check_fits (void)
{
  for (int kind = MDG_ACCOUNT_APP; kind <= MDG_ACCOUNT_LINKAGE; kind++)
    {
      g_autoptr (MdgSettingsSheet) longest = make_sheet ((MdgAccountKind)kind, LONG_NAME, TRUE);
      g_autoptr (MdgAccountSettings) bare = mdg_account_settings_new ((MdgAccountKind)kind);

      bare->id = g_strdup ("W0000001");
      bare->password = mdg_secret_new_from_string ("x");
      g_autoptr (MdgSettingsSheet) least
          = mdg_settings_sheet_new (bare, NULL, PRINTED_AT, NULL, FALSE);
      g_assert_cmpfloat (mdg_settings_sheet_measure (longest), >, 0);
      g_assert_cmpfloat (mdg_settings_sheet_measure (least), >, 0);
    }
}

static void
test_fits (void)
{
  check_fits ();
}

static void
test_in_japanese (void)
{
  static const char *const words[]
      = { "ユーザ設定情報",     "機関コード", "ログインID", "パスワード（初回）",
          "この用紙は秘密です", "訓練",       "はじめて",   NULL };
  g_autofree char *text = NULL;

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    {
      g_test_skip ("no UTF-8 locale");
      return;
    }
  g_setenv ("LANGUAGE", "ja", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_autoptr (MdgSettingsSheet) sheet = make_sheet (MDG_ACCOUNT_LINKAGE, "しおさい院", TRUE);
  text = text_of (sheet);
  if (text != NULL)
    assert_says (text, words);
  check_fits ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-sheet/linkage", test_linkage);
  g_test_add_func ("/settings-sheet/app", test_app);
  g_test_add_func ("/settings-sheet/fits", test_fits);
  g_test_add_func ("/settings-sheet/in-japanese", test_in_japanese);
  return g_test_run ();
}
