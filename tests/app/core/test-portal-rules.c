/* test-portal-rules.c: the fields of the portal, [3]: for every rule values that hold and such that
 * break it, each with its own answer. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/portal-rules.h"

#include <string.h>

#define TODAY "2026-11-22"

typedef struct
{
  const char *text;
  MdgPortalFault fault;
} Value;

#define assert_values(values, check)                                                               \
  for (gsize i_ = 0; i_ < G_N_ELEMENTS (values); i_++)                                             \
    {                                                                                              \
      MdgPortalFault found_ = check (values[i_].text);                                             \
      g_test_message ("“%s”: %s", values[i_].text, mdg_portal_fault_nick (found_));                \
      g_assert_cmpint (found_, ==, values[i_].fault);                                              \
    }

static void
test_name (void)
{
  static const char *const longest
      = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
  g_autofree char *too_long = g_strconcat (longest, "一", NULL);
  const Value values[] = {
    { "基金", MDG_PORTAL_FINE },       { "太郎", MDG_PORTAL_FINE },
    { "O'Neil", MDG_PORTAL_FINE },     { longest, MDG_PORTAL_FINE },
    { "", MDG_PORTAL_EMPTY },          { "   ", MDG_PORTAL_EMPTY },
    { too_long, MDG_PORTAL_TOO_LONG }, { "基\n金", MDG_PORTAL_ONE_LINE },
    { "基金\t", MDG_PORTAL_ONE_LINE },
  };

  assert_values (values, mdg_portal_check_name);
}

static MdgPortalFault
check_judo (const char *text)
{
  return mdg_portal_check_number (MDG_PORTAL_JUDO, text);
}

static MdgPortalFault
check_ahaki (const char *text)
{
  return mdg_portal_check_number (MDG_PORTAL_AHAKI, text);
}

static MdgPortalFault
check_midwifery (const char *text)
{
  return mdg_portal_check_number (MDG_PORTAL_MIDWIFERY, text);
}

static MdgPortalFault
check_screening (const char *text)
{
  return mdg_portal_check_number (MDG_PORTAL_SCREENING, text);
}

/* 接骨院は9桁、あはきは10桁, both without hyphens; 機関コード(7桁). */
static void
test_number (void)
{
  const Value judo[] = {
    { "012345678", MDG_PORTAL_FINE },         { "", MDG_PORTAL_EMPTY },
    { "0123456-7-8", MDG_PORTAL_HYPHEN },     { "0123456−7−8", MDG_PORTAL_HYPHEN },
    { "01234567", MDG_PORTAL_DIGITS_COUNT },  { "0123456789", MDG_PORTAL_DIGITS_COUNT },
    { "契012345678", MDG_PORTAL_NOT_DIGITS }, { "01234567a", MDG_PORTAL_NOT_DIGITS },
    { "０12345678", MDG_PORTAL_NOT_DIGITS },  { "012 345678", MDG_PORTAL_NOT_DIGITS },
  };
  const Value ahaki[] = {
    { "0123456789", MDG_PORTAL_FINE },
    { "012345678", MDG_PORTAL_DIGITS_COUNT },
    { "01234567890", MDG_PORTAL_DIGITS_COUNT },
    { "01234-56789", MDG_PORTAL_HYPHEN },
  };
  const Value screening[] = {
    { "0123456", MDG_PORTAL_FINE },
    { "012345", MDG_PORTAL_DIGITS_COUNT },
    { "3412345678", MDG_PORTAL_DIGITS_COUNT },
  };

  assert_values (judo, check_judo);
  assert_values (ahaki, check_ahaki);
  assert_values (screening, check_screening);
  assert_values (screening, check_midwifery);
  g_assert_true (mdg_portal_has_mark (MDG_PORTAL_JUDO) && mdg_portal_has_mark (MDG_PORTAL_AHAKI));
  g_assert_false (mdg_portal_has_mark (MDG_PORTAL_SCREENING)
                  || mdg_portal_has_mark (MDG_PORTAL_MIDWIFERY));
}

/* 半角数字・ハイフン無し */
static void
test_phone (void)
{
  const Value values[] = {
    { "01201234567", MDG_PORTAL_FINE },
    { "0312345678", MDG_PORTAL_FINE },
    { "", MDG_PORTAL_EMPTY },
    { "03-1234-5678", MDG_PORTAL_HYPHEN },
    { "03ー1234ー5678", MDG_PORTAL_HYPHEN },
    { "03(1234)5678", MDG_PORTAL_NOT_DIGITS },
    { "+81312345678", MDG_PORTAL_NOT_DIGITS },
    { "０312345678", MDG_PORTAL_NOT_DIGITS },
    { "1234567890", MDG_PORTAL_NO_ZERO },
    { "031234567", MDG_PORTAL_DIGITS_COUNT },
    { "012345678901", MDG_PORTAL_DIGITS_COUNT },
  };

  assert_values (values, mdg_portal_check_phone);
}

/* 英小文字、数字、ピリオド(.)、ハイフン(-)、アンダーバー(_)を使用可能です */
static void
test_mail (void)
{
  g_autofree char *local = g_strnfill (64, 'a'), *label = g_strnfill (63, 'b');
  g_autofree char *longest_local = g_strconcat (local, "@b.jp", NULL);
  g_autofree char *long_local = g_strconcat ("a", local, "@b.jp", NULL);
  g_autofree char *longest_label = g_strconcat ("a@", label, ".jp", NULL);
  g_autofree char *long_label = g_strconcat ("a@b", label, ".jp", NULL);
  g_autofree char *too_long = g_strdup_printf ("%s@%s.%s.%s.jp", local, label, label, label);
  const Value values[] = {
    { "kikin01@test.kikin.com", MDG_PORTAL_FINE },
    { "a_b-c.d@clinic-1.example.jp", MDG_PORTAL_FINE },
    { longest_local, MDG_PORTAL_FINE },
    { longest_label, MDG_PORTAL_FINE },
    { "", MDG_PORTAL_EMPTY },
    { "Kikin01@test.kikin.com", MDG_PORTAL_UPPER_CASE },
    { "kikin01@Test.kikin.com", MDG_PORTAL_UPPER_CASE },
    { "kikin+01@test.kikin.com", MDG_PORTAL_CHARACTER },
    { "kikin 01@test.kikin.com", MDG_PORTAL_CHARACTER },
    { "基金@test.kikin.com", MDG_PORTAL_CHARACTER },
    { "kikin01＠test.kikin.com", MDG_PORTAL_CHARACTER },
    { "kikin01.test.kikin.com", MDG_PORTAL_NO_AT },
    { "@test.kikin.com", MDG_PORTAL_NO_AT },
    { "a@b@test.kikin.com", MDG_PORTAL_NO_AT },
    { long_local, MDG_PORTAL_NO_AT },
    { "kikin01@", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@localhost", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@test..com", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@test.com.", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@-test.com", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@test-.com", MDG_PORTAL_NO_DOMAIN },
    { "kikin01@te_st.com", MDG_PORTAL_NO_DOMAIN },
    { long_label, MDG_PORTAL_NO_DOMAIN },
    { too_long, MDG_PORTAL_TOO_LONG },
  };

  assert_values (values, mdg_portal_check_mail);
}

/* 大小英文字・数字をそれぞれ1文字以上、8文字以上100文字以下 */
static void
test_password (void)
{
  g_autofree char *rest = g_strnfill (97, 'x');
  g_autofree char *hundred = g_strconcat ("Aa1", rest, NULL),
                  *more = g_strconcat (hundred, "x", NULL);
  const Value values[] = {
    { "Portal26", MDG_PORTAL_FINE },
    { "Portal-2026!", MDG_PORTAL_FINE },
    { hundred, MDG_PORTAL_FINE },
    { "", MDG_PORTAL_EMPTY },
    { "Porta26", MDG_PORTAL_TOO_SHORT },
    { more, MDG_PORTAL_TOO_LONG },
    { "PORTAL26", MDG_PORTAL_NO_LOWER },
    { "portal26", MDG_PORTAL_NO_UPPER },
    { "PortalPortal", MDG_PORTAL_NO_DIGIT },
    { "Portal 26", MDG_PORTAL_CHARACTER },
    { "Ｐortal26", MDG_PORTAL_CHARACTER },
  };

  g_assert_cmpuint (strlen (hundred), ==, 100);
  assert_values (values, mdg_portal_check_password);
  /* Apart, as the list beside the field shows them. */
  g_assert_cmpuint (mdg_portal_password_holds (""), ==, 0);
  g_assert_cmpuint (mdg_portal_password_holds ("abcdefg"), ==, MDG_PORTAL_PASSWORD_LOWER);
  g_assert_cmpuint (mdg_portal_password_holds ("A1"), ==,
                    MDG_PORTAL_PASSWORD_UPPER | MDG_PORTAL_PASSWORD_DIGIT);
  g_assert_cmpuint (mdg_portal_password_holds ("--------"), ==, MDG_PORTAL_PASSWORD_LENGTH);
  g_assert_cmpuint (mdg_portal_password_holds (more) & MDG_PORTAL_PASSWORD_LENGTH, ==, 0);
}

static MdgPortalFault
check_birth_date (const char *text)
{
  return mdg_portal_check_birth_date (text, mdg_day_parse (TODAY));
}

static MdgPortalFault
check_staff (const char *text)
{
  return mdg_portal_check_staff (text, NULL);
}

static MdgPortalFault
check_terminals (const char *text)
{
  return mdg_portal_check_terminals (text, NULL);
}

static void
test_application (void)
{
  const Value dates[] = {
    { "1990-01-01", MDG_PORTAL_FINE },      { TODAY, MDG_PORTAL_FINE },
    { "1900-01-01", MDG_PORTAL_FINE },      { "", MDG_PORTAL_EMPTY },
    { "1990-02-30", MDG_PORTAL_NO_DATE },   { "1990/01/01", MDG_PORTAL_NO_DATE },
    { "2026-11-23", MDG_PORTAL_IN_FUTURE }, { "1899-12-31", MDG_PORTAL_TOO_EARLY },
  };
  const Value staff[] = {
    { "1", MDG_PORTAL_FINE },
    { "9999", MDG_PORTAL_FINE },
    { "", MDG_PORTAL_EMPTY },
    { "0", MDG_PORTAL_OUT_OF_RANGE },
    { "10000", MDG_PORTAL_OUT_OF_RANGE },
    { "-1", MDG_PORTAL_NOT_DIGITS },
    { "2人", MDG_PORTAL_NOT_DIGITS },
    { "99999999999999999999", MDG_PORTAL_OUT_OF_RANGE },
    { "4294967297", MDG_PORTAL_OUT_OF_RANGE }, /* 1 in 32 bits */
  };
  const Value terminals[] = {
    { "1", MDG_PORTAL_FINE },          { "20", MDG_PORTAL_FINE }, { "0", MDG_PORTAL_OUT_OF_RANGE },
    { "21", MDG_PORTAL_OUT_OF_RANGE }, { "", MDG_PORTAL_EMPTY },  { "３", MDG_PORTAL_NOT_DIGITS },
  };
  int value = 0;

  assert_values (dates, check_birth_date);
  assert_values (staff, check_staff);
  assert_values (terminals, check_terminals);
  g_assert_cmpint (mdg_portal_check_terminals ("020", &value), ==, MDG_PORTAL_FINE);
  g_assert_cmpint (value, ==, 20);
}

/* What an IME makes of it is taken for what is meant; a hyphen is not. */
static void
test_tidy (void)
{
  g_autofree char *number = mdg_portal_tidy ("　０１２３４５６－７－８ ");
  g_autofree char *mail = mdg_portal_tidy ("ｋｉｋｉｎ０１＠ｔｅｓｔ．ｊｐ");

  g_assert_cmpstr (number, ==, "0123456-7-8");
  g_assert_cmpstr (mail, ==, "kikin01@test.jp");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal-rules/name", test_name);
  g_test_add_func ("/portal-rules/number", test_number);
  g_test_add_func ("/portal-rules/phone", test_phone);
  g_test_add_func ("/portal-rules/mail", test_mail);
  g_test_add_func ("/portal-rules/password", test_password);
  g_test_add_func ("/portal-rules/application", test_application);
  g_test_add_func ("/portal-rules/tidy", test_tidy);
  return g_test_run ();
}
