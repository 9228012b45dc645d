/* test-settings-reading.c: what is recognised in words on a page, whatever the page's layout, and
 * what is said about it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-reading.h"

#include <string.h>

#define TITLE "word 1000 700 4000 900 資格確認限定型レセコン連携機能ユーザ設定情報\n"
#define APP_TITLE "word 1000 700 4000 900 マイナ資格確認アプリユーザ設定情報\n"

/* @words: lines of pdf-text.h of one page. */
static MdgSettingsReading *
recognise (const char *words)
{
  g_autofree char *text
      = g_strconcat ("madoguchi-pdf 1\npages 1\npage 5953 8419\n", words, "end\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPdfWords) parsed = mdg_pdf_words_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return mdg_settings_reading_recognise (parsed);
}

static void
assert_secret (MdgSecret *secret, const char *expected)
{
  g_assert_nonnull (secret);
  g_assert_cmpstr (mdg_secret_get_string (secret), ==, expected);
}

static void
assert_doubt (const MdgSettingsReading *reading, MdgSettingsField field, MdgSettingsDoubt expected)
{
  g_assert_cmpstr (mdg_settings_doubt_nick (reading->doubts[field]), ==,
                   mdg_settings_doubt_nick (expected));
}

static void
assert_verdict (const MdgSettingsReading *reading, MdgSettingsVerdict expected)
{
  g_assert_cmpstr (mdg_settings_verdict_nick (reading->verdict), ==,
                   mdg_settings_verdict_nick (expected));
  g_assert_true ((reading->settings != NULL) == (expected == MDG_SETTINGS_RECOGNISED));
}

/* The same account in one layout after the other. */
static void
test_layouts (void)
{
  static const char *const layouts[] = {
    /* beside each other, the order of the file being another one */
    "word 2000 1200 2700 1300 1280110012\nword 500 1500 900 1600 パスワード\n"
    "word 500 1200 1000 1300 機関コード\nword 2000 1500 2700 1600 2lehAWd&\n" TITLE
    "word 500 1400 900 1500 ログインID\nword 2000 1400 2700 1500 WA000003\n",
    /* below each other */
    TITLE "word 500 1200 1000 1300 機関コード\nword 500 1320 1000 1420 1280110012\n"
          "word 500 1500 1000 1600 ログインＩＤ\nword 500 1620 1000 1720 ＷＡ０００００３\n"
          "word 500 1800 1000 1900 パスワード\nword 500 1920 1000 2020 2lehAWd&\n",
    /* a table that lies: names in one line, values in the next */
    TITLE "word 500 1200 1000 1300 機関コード\nword 1500 1200 2000 1300 ログインID\n"
          "word 2500 1200 3000 1300 パスワード\nword 500 1400 1000 1500 1280110012\n"
          "word 1500 1400 2000 1500 WA000003\nword 2500 1400 3000 1500 2lehAWd&\n",
    /* with colons, two in one line, and in one word */
    TITLE "word 500 1200 1900 1300 機関コード：1280110012\nword 2200 1200 2700 1300 ログインID\n"
          "word 2750 1200 2770 1300 :\nword 2800 1200 3400 1300 WA000003\n"
          "word 500 1400 1000 1500 ﾊﾟｽﾜｰﾄﾞ:2lehAWd&\n",
    /* letters far apart, half-width kana, pointers of a manual */
    TITLE
    "word 500 1200 600 1300 機\nword 700 1200 800 1300 関\nword 900 1200 1000 1300 コ\n"
    "word 1100 1200 1200 1300 ー\nword 1300 1200 1400 1300 ド\nword 2000 1200 2700 1300 12801\n"
    "word 2800 1200 3000 1300 10012\nword 3100 1200 3200 1300 ①\n"
    "word 500 1400 800 1500 ログイン\nword 820 1400 900 1500 ID\n"
    "word 2000 1400 2700 1500 wa000003\nword 3100 1400 3200 1500 ②\n"
    "word 500 1600 900 1700 ﾊﾟｽﾜｰﾄﾞ\nword 2000 1600 2700 1700 2lehAWd&\n"
    "word 3100 1600 3200 1700 ③\n",
    /* nothing between the cells */
    TITLE
    "word 500 1200 1900 1300 機関コード1280110012\nword 500 1400 1900 1500 ログインIDWA000003\n"
    "word 500 1600 1900 1700 パスワード2lehAWd&\n",
    /* rows a little out of line, and the name of a field inside a note */
    TITLE "word 500 1200 1000 1300 機関コード\nword 2000 1215 2700 1290 1280110012\n"
          "word 500 1400 1000 1500 ログインID\nword 2000 1385 2700 1480 WA000003\n"
          "word 500 1600 1000 1700 パスワード\nword 2000 1620 2700 1710 2lehAWd&\n"
          "word 500 1800 4000 1900 パスワードは大切に保管願います。\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (MdgSettingsReading) reading = recognise (layouts[i]);

      g_test_message ("layout %" G_GSIZE_FORMAT, i);
      assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
      g_assert_cmpint (reading->settings->kind, ==, MDG_ACCOUNT_LINKAGE);
      g_assert_cmpstr (reading->settings->institution_code, ==, "1280110012");
      g_assert_cmpstr (reading->settings->id, ==, "WA000003");
      assert_secret (reading->settings->password, "2lehAWd&");
      assert_doubt (reading, MDG_SETTINGS_INSTITUTION_CODE, MDG_SETTINGS_SURE);
      assert_doubt (reading, MDG_SETTINGS_ID, MDG_SETTINGS_SURE);
      assert_doubt (reading, MDG_SETTINGS_PASSWORD, MDG_SETTINGS_SURE);
    }
}

/* 機関名 over three lines beside its name; day and address. */
static void
test_other_fields (void)
{
  g_autoptr (MdgSettingsReading) reading = recognise (
      "word 4000 300 4300 400 ２０２４\nword 4310 300 4400 400 年\nword 4410 300 4500 400 8\n"
      "word 4510 300 4600 400 月\nword 4610 300 4700 400 5\nword 4710 300 4800 400 日\n" TITLE
      "word 500 1200 1000 1300 機関コード\nword 2000 1200 2700 1300 1280110012\n"
      "word 2000 1350 3500 1450 医療法人社団\nword 500 1500 1000 1600 機関名\n"
      "word 2000 1500 3500 1600 夕凪会\nword 2000 1650 3500 1750 ⾦沢⻘葉クリニック\n"
      "word 500 1850 1000 1950 ログインID\nword 2000 1850 2700 1950 WA000003\n"
      "word 500 2050 1000 2150 パスワード\nword 2000 2050 2700 2150 2lehAWd&\n"
      "word 500 2250 1000 2350 ユーザ種別\nword 2000 2250 2500 2350 Authenticator\n"
      "word 2510 2250 2700 2350 認証用\n"
      "word 500 2500 4000 2600 （https://hweb.skg.onshikaku.org/web/）\n");

  assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
  g_assert_cmpstr (reading->settings->institution_name, ==,
                   "医療法人社団 夕凪会 金沢⻘葉クリニック");
  g_assert_cmpstr (reading->settings->user_type, ==, MDG_USER_TYPE_AUTHENTICATOR);
  g_assert_cmpstr (reading->settings->url, ==, MDG_LINKAGE_URL);
  g_assert_cmpstr (reading->settings->issued_on, ==, "2024-08-05");
  for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    assert_doubt (reading, (MdgSettingsField)i,
                  i == MDG_SETTINGS_ACTIVATION_CODE ? MDG_SETTINGS_ABSENT : MDG_SETTINGS_SURE);
}

/* "ID" begins words that are no name of a field: a password, an addressee. */
static void
test_id_within (void)
{
  g_autoptr (MdgSettingsReading) reading
      = recognise (TITLE "word 500 1100 1500 1180 IDEALクリニック御中\n"
                         "word 500 1200 1000 1300 機関コード\nword 2000 1200 2700 1300 1280110012\n"
                         "word 500 1400 1000 1500 機関名\nword 2000 1400 2700 1500 IDEAL\n"
                         "word 500 1600 1000 1700 ログインID\nword 2000 1600 2700 1700 WA000003\n"
                         "word 500 1800 1000 1900 パスワード\nword 2000 1800 2700 1900 Id4xK&9s\n");

  assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
  g_assert_cmpstr (reading->settings->id, ==, "WA000003");
  assert_doubt (reading, MDG_SETTINGS_ID, MDG_SETTINGS_SURE);
  g_assert_cmpstr (mdg_secret_get_string (reading->settings->password), ==, "Id4xK&9s");
  g_assert_cmpstr (reading->settings->institution_name, ==, "IDEAL");
}

static void
test_app (void)
{
  g_autoptr (MdgSettingsReading) reading = recognise (
      "word 4000 300 4300 400 2023/11/8\n" APP_TITLE
      "word 500 1200 1000 1300 機関コード\nword 2000 1200 2700 1300 1180123456\n"
      "word 500 1400 1000 1500 ID\nword 2000 1400 2700 1500 W0000001\n"
      "word 500 1600 1000 1700 パスワード\nword 2000 1600 2700 1700 IQazse45\n"
      "word 500 1800 1000 1900 アクティベーションコード\nword 2000 1800 2300 1900 0123\n"
      "word 2400 1800 2700 1900 4567-\nword 2800 1800 3100 1900 ８９０１\n");

  assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
  g_assert_cmpint (reading->settings->kind, ==, MDG_ACCOUNT_APP);
  assert_secret (reading->settings->activation_code, "012345678901");
  assert_secret (reading->settings->password, "IQazse45");
  g_assert_cmpstr (reading->settings->issued_on, ==, "2023-11-08");
  assert_doubt (reading, MDG_SETTINGS_PASSWORD, MDG_SETTINGS_SURE);
  assert_doubt (reading, MDG_SETTINGS_ACTIVATION_CODE, MDG_SETTINGS_SURE);
  assert_doubt (reading, MDG_SETTINGS_URL, MDG_SETTINGS_ABSENT);
}

static void
test_doubts (void)
{
  static const struct
  {
    const char *words;
    MdgSettingsField field;
    MdgSettingsDoubt doubt;
  } cases[] = {
    { "", MDG_SETTINGS_PASSWORD, MDG_SETTINGS_MISSING },
    { "", MDG_SETTINGS_ID, MDG_SETTINGS_MISSING },
    { "", MDG_SETTINGS_INSTITUTION_CODE, MDG_SETTINGS_MISSING },
    { "", MDG_SETTINGS_INSTITUTION_NAME, MDG_SETTINGS_ABSENT },
    { "word 1 1000 9 1100 パスワード:2leh\nword 20 1000 40 1100 AWd&\n", MDG_SETTINGS_PASSWORD,
      MDG_SETTINGS_JOINED },
    { "word 1 1000 9 1100 パスワード:abcdefgh\n", MDG_SETTINGS_PASSWORD, MDG_SETTINGS_UNUSUAL },
    { "word 1 1000 9 1100 パスワード:2le\n", MDG_SETTINGS_PASSWORD, MDG_SETTINGS_MALFORMED },
    { "word 1 1000 9 1100 パスワード\nword 20 1000 40 1100 ひみつのことば\n", MDG_SETTINGS_PASSWORD,
      MDG_SETTINGS_MALFORMED },
    { "word 1 1000 9 1100 パスワード:2lehAWd&\nword 1 2000 9 2100 パスワード:3lehAWd&\n",
      MDG_SETTINGS_PASSWORD, MDG_SETTINGS_SEVERAL },
    { "word 1 1000 9 1100 ログインID:W0000001\n", MDG_SETTINGS_ID, MDG_SETTINGS_MALFORMED },
    { "word 1 1000 9 1100 ログインID:WA00003\n", MDG_SETTINGS_ID, MDG_SETTINGS_MALFORMED },
    { "word 1 1000 9 1100 機関コード:128011001\n", MDG_SETTINGS_INSTITUTION_CODE,
      MDG_SETTINGS_MALFORMED },
    { "word 1 1000 9 1100 機関コード:3410712363\n", MDG_SETTINGS_INSTITUTION_CODE,
      MDG_SETTINGS_UNUSUAL },
    { "word 1 1000 9 1100 ユーザ種別:一般\nword 1 1200 9 1300 ユーザ種別\nword 20 1200 40 1300 "
      "一般\n",
      MDG_SETTINGS_USER_TYPE, MDG_SETTINGS_UNUSUAL },
    { "word 1 1000 9 1100 https://hweb.skg.onshikaku.example/web/\n", MDG_SETTINGS_URL,
      MDG_SETTINGS_UNUSUAL },
    { "word 1 1000 9 1100 http://hweb.skg.onshikaku.org/web/\n", MDG_SETTINGS_URL,
      MDG_SETTINGS_UNUSUAL },
    { "word 1 1000 9 1100 アクティベーションコード:012345678901\n", MDG_SETTINGS_ACTIVATION_CODE,
      MDG_SETTINGS_UNUSUAL },
    { "word 1 100 9 200 2024年13月41日\n", MDG_SETTINGS_ISSUED_ON, MDG_SETTINGS_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strconcat (TITLE, cases[i].words, NULL);
      g_autoptr (MdgSettingsReading) reading = recognise (words);

      g_test_message ("%s", cases[i].words);
      assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
      assert_doubt (reading, cases[i].field, cases[i].doubt);
    }
}

/* A person fills in what was missing. */
static void
test_mended (void)
{
  g_autoptr (MdgSettingsReading) reading
      = recognise (TITLE "word 1 1000 9 1100 ログインID:WA00003\n");

  g_assert_false (mdg_settings_reading_judge (reading));
  g_free (reading->settings->id);
  reading->settings->id = g_strdup ("WA000003");
  reading->settings->institution_code = g_strdup ("1280110012");
  g_assert_false (mdg_settings_reading_judge (reading));
  reading->settings->password = mdg_secret_new_from_string ("2lehAWd&");
  g_assert_true (mdg_settings_reading_judge (reading));
  assert_doubt (reading, MDG_SETTINGS_ID, MDG_SETTINGS_SURE);
  assert_doubt (reading, MDG_SETTINGS_PASSWORD, MDG_SETTINGS_SURE);
}

static void
test_verdicts (void)
{
  static const struct
  {
    const char *words;
    MdgSettingsVerdict verdict;
  } cases[] = {
    { "", MDG_SETTINGS_NO_TEXT },
    { "word 1 2 3 4 請求書\n", MDG_SETTINGS_FOREIGN },
    { "word 1 2 3 4 ログインID:taro\nword 1 20 3 24 パスワード:x\nword 1 40 3 44 機関名\n",
      MDG_SETTINGS_FOREIGN },
    { "word 1 2 3 4 オンライン請求ユーザ設定情報\nword 1 20 3 24 パスワード:x\n",
      MDG_SETTINGS_OTHER_SYSTEM },
    /* without its title, but whole */
    { "word 1 2 3 4 ログインID:WA000003\nword 1 20 3 24 パスワード:x\nword 1 40 3 44 "
      "機関コード:1\n",
      MDG_SETTINGS_RECOGNISED },
    /* what only names the title: a table of contents, a mail */
    { "word 1 2 3 4 3.レセコン連携機能ユーザ設定情報の確認方法\nword 1 20 3 24 パスワード\n",
      MDG_SETTINGS_FOREIGN },
    { "word 1 2 3 4 「ユーザ設定情報」を確認してください\nword 1 20 3 24 レセコン連携\n",
      MDG_SETTINGS_FOREIGN },
    /* a title in two lines */
    { "word 1 2 3 4 資格確認限定型レセコン連携機能\nword 1 20 3 24 ユーザ設定情報\n",
      MDG_SETTINGS_RECOGNISED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgSettingsReading) reading = recognise (cases[i].words);

      assert_verdict (reading, cases[i].verdict);
    }
}

/* What is not of the agreed form is refused as a whole. */
static void
test_hostile_words (void)
{
  static const char *const bad[] = {
    "",
    "madoguchi-pdf 1\n",
    "madoguchi-pdf 2\npages 1\nend\n",
    "madoguchi-pdf 1\npages 1\nend",
    "madoguchi-pdf 1\npages 1\nend\nend\n",
    "madoguchi-pdf 1\npages -1\nend\n",
    "madoguchi-pdf 1\npages 99999999999\nend\n",
    "madoguchi-pdf 1\nword 1 2 3 4 x\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 4 \nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 4\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 x y\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 4 \xff\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 4 a b\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 999999 a\nend\n",
    "madoguchi-pdf 1\npages 1\npage 1 1\nword 1 2 3 4 a\x1b[\nend\n",
    "madoguchi-pdf 1\nfault encrypted\nend\n",
    "madoguchi-pdf 1\npages 1\nfault damaged\n",
    "madoguchi-pdf 1\npage 1 1\npage 1 1\npage 1 1\npage 1 1\npage 1 1\nend\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mdg_pdf_words_parse (bad[i], strlen (bad[i]), &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
    }
}

/* As many words and names as there may be, in the worst places: still at once. */
static void
test_crowd (void)
{
  g_autoptr (GString) words = g_string_new (TITLE);
  g_autoptr (MdgSettingsReading) reading = NULL;

  for (int i = 0; i < 3900; i++)
    g_string_append_printf (words, "word %d 1000 %d 1100 %s\n", i, i + 1,
                            i % 2 ? "パスワード" : "ID");
  reading = recognise (words->str);
  assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-reading/layouts", test_layouts);
  g_test_add_func ("/settings-reading/other-fields", test_other_fields);
  g_test_add_func ("/settings-reading/app", test_app);
  g_test_add_func ("/settings-reading/id-within", test_id_within);
  g_test_add_func ("/settings-reading/doubts", test_doubts);
  g_test_add_func ("/settings-reading/mended", test_mended);
  g_test_add_func ("/settings-reading/verdicts", test_verdicts);
  g_test_add_func ("/settings-reading/hostile-words", test_hostile_words);
  g_test_add_func ("/settings-reading/crowd", test_crowd);
  return g_test_run ();
}
