/* test-text.c: what people type, made into what is meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/phone.h"
#include "core/source-words.h"
#include "core/text.h"

typedef char *(*Change) (const char *text);

typedef struct
{
  const char *typed;
  const char *meant;
} Pair;

static void
check_pairs (Change change, const Pair *pairs, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *result = change (pairs[i].typed);
      g_assert_cmpstr (result, ==, pairs[i].meant);
      g_autofree char *again = change (result);
      g_assert_cmpstr (again, ==, result);
    }
}

static void
test_narrow (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { "plain", "plain" },
    { "０１２３４５６７８９", "0123456789" },
    { "ＷＡ１２３ａｚ", "WA123az" },
    { "！～＠＃（）", "!~@#()" },
    { "全角　空白", "全角 空白" },
    { "ｶﾀｶﾅ カタカナ", "ｶﾀｶﾅ カタカナ" },
    { "a\xFFz", "a\xEF\xBF\xBDz" },
    { "cut \xE3\x81", "cut \xEF\xBF\xBD\xEF\xBF\xBD" },
  };
  check_pairs (mdg_text_narrow, pairs, G_N_ELEMENTS (pairs));
}

static void
test_code (void)
{
  static const Pair pairs[] = {
    { "1280110012", "1280110012" },
    { " 123 456\t\r\n", "123456" },
    { "１２３　４５６", "123456" },
    { "12-34‐56‑78‒90–12—34―56−78－90", "12345678901234567890" },
    { "12ー34", "1234" },    /* the hyphen key of an IME */
    { "１２ｰ３４", "1234" }, /* and its half width */
    { "12 ー 34", "1234" },
    { "ユーザー1", "ユーザー1" }, /* a long vowel stays */
    { "12ー", "12ー" },
    { "12ーW", "12ーW" },
    { "12ー"
      "\xE2\x80\x8B"
      "W",
      "12ーW" },
    { "\xEF\xBB\xBF"
      "123\xE2\x80\x8B"
      "456",
      "123456" }, /* BOM, zero width space */
    { "12\xC2\xAD"
      "34\xE2\x81\xA0"
      "56",
      "123456" }, /* soft hyphen, word joiner */
    { "\xE2\x80\xAA"
      "123\xE2\x80\xAC",
      "123" }, /* direction marks */
    { "\xC2\xA0"
      "1\xE2\x80\x83"
      "2\xE2\x80\xA8"
      "3\xC2\x85",
      "123" }, /* other spaces */
    { "１\xFF２", "1\xEF\xBF\xBD"
                  "2" },
    { "Ｗ１２３４５６７", "W1234567" },
  };
  check_pairs (mdg_text_code, pairs, G_N_ELEMENTS (pairs));
}

static void
test_letters_digits (void)
{
  static const Pair pairs[] = {
    { "", "" },           { "WA000001", "WA000001" }, { "../WA 0/1:\\x*?.pdf", "WA01xpdf" },
    { "ＷＡ１機関", "" }, { "a\xFFz\n", "az" },
  };
  check_pairs (mdg_text_letters_digits, pairs, G_N_ELEMENTS (pairs));
}

static void
test_any_bytes (void)
{
  for (int round = 0; round < 2000; round++)
    {
      char bytes[33];
      for (int i = 0; i < 32; i++)
        bytes[i] = (char)g_test_rand_int_range (-128, 128);
      bytes[32] = '\0';
      g_autofree char *narrow = mdg_text_narrow (bytes);
      g_autofree char *code = mdg_text_code (bytes);
      g_assert_true (g_utf8_validate (narrow, -1, NULL));
      g_assert_true (g_utf8_validate (code, -1, NULL));
    }
}

static void
test_is_digits (void)
{
  g_assert_true (mdg_text_is_digits ("123456", 6));
  g_assert_true (mdg_text_is_digits ("", 0));
  g_assert_false (mdg_text_is_digits ("12345", 6));
  g_assert_false (mdg_text_is_digits ("1234567", 6));
  g_assert_false (mdg_text_is_digits ("12345a", 6));
  g_assert_false (mdg_text_is_digits ("123456 ", 6));
  g_assert_false (mdg_text_is_digits ("１２３４５６", 6));
  g_assert_false (mdg_text_is_digits ("１２", 6));
  g_assert_false (mdg_text_is_digits ("-12345", 6));
}

static void
test_has_control (void)
{
  g_assert_false (mdg_text_has_control (""));
  g_assert_false (mdg_text_has_control ("受付 1"));
  g_assert_true (mdg_text_has_control ("受\n付"));
  g_assert_true (mdg_text_has_control ("\x7F"));
  g_assert_true (mdg_text_has_control ("a\xC2\x85"));
}

static void
test_group (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { "ABC", "ABC" },
    { "ABCD", "ABCD" },
    { "ABCDE", "ABCD E" },
    { "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *grouped = mdg_text_group (pairs[i].typed, 4);
      g_assert_cmpstr (grouped, ==, pairs[i].meant);
      g_autofree char *back = mdg_text_code (grouped);
      g_assert_cmpstr (back, ==, pairs[i].typed);
    }
}

/* What a person takes for the same. */
static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "ﾚｾｺﾝ　３号機", "れせこん 3号機" },
    { "レセコン 3号機", "れせこん 3号機" },
    { "れせこん\t 3号機 ", "れせこん 3号機" },
    { "ﾊﾟｿｺﾝ", "ぱそこん" },
    { "パソコン", "ぱそこん" },
    { "ＷＡ００００１２", "wa000012" },
    { "Wa000012", "wa000012" },
    { "㈱窓口", "(株)窓口" },
    { "ヴィラ", "ゔぃら" },
    { "ｻｰﾊﾞｰ", "さーばー" },
    { "A‐1−2－3", "a-1-2-3" },
    { "受\u200B付", "受付" },
    { "は\u3099", "ば" },
    { "ÉÀ", "éà" },
    { "  ", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = mdg_text_fold (cases[i].text);
      g_autofree char *twice = mdg_text_fold (folded);
      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (twice, ==, folded);
    }
  /* What is no UTF-8 is still a text. */
  g_autofree char *broken = mdg_text_fold ("a\xff\xe3\x81z");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_true (g_str_has_prefix (broken, "a") && g_str_has_suffix (broken, "z"));
}

static void
test_phones (void)
{
  static const char *const good[]
      = { "0800-080-4583", "0120-60-7210", "06-6941-5702", "050-3116-3019", "113", "09012345678" };
  static const char *const bad[] = { "",
                                     "-",
                                     "0800--0804583",
                                     "-0800-080-4583",
                                     "0800-080-4583-",
                                     "0800-080-45",
                                     "+81-3-1234-5678",
                                     "0800 080 4583",
                                     "119a" };
  static const char *const typed[][2] = { { "03-1234-5678", "03-1234-5678" },
                                          { "（０３）１２３４ー５６７８", "03-1234-5678" },
                                          { " 03 1234 5678 ", "03-1234-5678" },
                                          { "03-1234-5678ー", "03-1234-5678" },
                                          { "0120ｰ60ｰ7210", "0120-60-7210" },
                                          { "045‐123−4567", "045-123-4567" },
                                          { "()ー", "" },
                                          { "内線12", "内線12" },
                                          { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (mdg_phone_is_number (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (mdg_phone_is_number (bad[i]));
  g_autofree char *uri = mdg_phone_to_uri ("0800-080-4583");
  g_assert_cmpstr (uri, ==, "tel:08000804583");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *phone = mdg_phone_hyphened (typed[i][0]);
      g_assert_cmpstr (phone, ==, typed[i][1]);
    }
}

static void
test_mail (void)
{
  static const char *const cases[][2] = {
    { "info@example.com", "info@example.com" },
    { " ｉｎｆｏ＠example．com　", "info@example.com" },
    { "@example.com", NULL },
    { "info@", NULL },
    { "info", NULL },
    { "a@b@c", NULL },
    { "info@窓口.jp", NULL },
    { "in fo@example.com", NULL },
    { "<info@example.com>", NULL },
    { "info@example\t.com", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *mail = mdg_text_mail (cases[i][0]);
      g_assert_cmpstr (mail, ==, cases[i][1]);
    }
}

/* What a person reads of where something is written: titles, not the numbers that the data has. */
static void
test_sources (void)
{
  static const char *const cases[][2] = {
    { "[4] 別紙3 ②、手引き p.7–8",
      "Ministry of Health notice of December 26, 2023 別紙3 ②, 手引き p.7–8" },
    { "[3]、facts 6.1", "guide for therapy clinics" },
    { "[1] p.12, facts 1.5, 2.6, 6.3", "quick guide of the terminal's installer p.12" },
    { "facts 2.4, [2]", "guide to linkage accounts" },
    { "[0] 第3章、[3]", "operating manual of the linkage 第3章, guide for therapy clinics" },
    { "[9]", "[9]" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = mdg_source_words (cases[i][0]);
      g_assert_cmpstr (words, ==, cases[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/narrow", test_narrow);
  g_test_add_func ("/core/text/code", test_code);
  g_test_add_func ("/core/text/letters-digits", test_letters_digits);
  g_test_add_func ("/core/text/any-bytes", test_any_bytes);
  g_test_add_func ("/core/text/is-digits", test_is_digits);
  g_test_add_func ("/core/text/has-control", test_has_control);
  g_test_add_func ("/core/text/group", test_group);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/phones", test_phones);
  g_test_add_func ("/core/text/mail", test_mail);
  g_test_add_func ("/core/text/sources", test_sources);
  return g_test_run ();
}
