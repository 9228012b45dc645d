/* test-institution-code.c: 機関コード (facts.md 7.1).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/institution-code.h"

static void
test_check (void)
{
  static const struct
  {
    const char *code;
    const char *login_id;
    MdgInstitutionCodeVerdict verdict;
  } cases[] = {
    { NULL, NULL, MDG_INSTITUTION_CODE_EMPTY },
    { "", "W1234567", MDG_INSTITUTION_CODE_EMPTY },
    { "123456789", NULL, MDG_INSTITUTION_CODE_NOT_TEN_DIGITS },
    { "12345678901", NULL, MDG_INSTITUTION_CODE_NOT_TEN_DIGITS },
    { "123456789x", "W1234567", MDG_INSTITUTION_CODE_NOT_TEN_DIGITS },
    { "3410712362", NULL, MDG_INSTITUTION_CODE_OK },
    { "1319919997", NULL, MDG_INSTITUTION_CODE_OK },
    { "2730139991", "M0001", MDG_INSTITUTION_CODE_OK },
    { "0140540006", NULL, MDG_INSTITUTION_CODE_OK },
    { "3410712363", NULL, MDG_INSTITUTION_CODE_CHECK_DIGIT },
    { "0010712362", NULL, MDG_INSTITUTION_CODE_PREFECTURE },
    { "4810712362", NULL, MDG_INSTITUTION_CODE_PREFECTURE },
    /* the documents' samples: third digit 8 */
    { "1280110012", NULL, MDG_INSTITUTION_CODE_CHECK_DIGIT },
    { "1180123456", "", MDG_INSTITUTION_CODE_CHECK_DIGIT },
    { "1280110012", "W1234567", MDG_INSTITUTION_CODE_OK },
    { "1180123456", "WA123456", MDG_INSTITUTION_CODE_OK },
    { "1180123456", "wa123456", MDG_INSTITUTION_CODE_OK },
    { "0080123456", "W1234567", MDG_INSTITUTION_CODE_OK },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mdg_institution_code_check (cases[i].code, cases[i].login_id), ==,
                     cases[i].verdict);
}

static void
test_check_digit (void)
{
  g_assert_cmpint (mdg_institution_code_check_digit ("341071236"), ==, 2);
  g_assert_cmpint (mdg_institution_code_check_digit ("1280110012"), ==, 4);
  g_assert_cmpint (mdg_institution_code_check_digit ("1180123456"), ==, 5);
  g_assert_cmpint (mdg_institution_code_check_digit ("000000000"), ==, 0);
  g_assert_cmpint (mdg_institution_code_check_digit ("12345678"), ==, -1);
  g_assert_cmpint (mdg_institution_code_check_digit ("12345678x0"), ==, -1);
  g_assert_cmpint (mdg_institution_code_check_digit (""), ==, -1);
}

/* Any one wrong digit is noticed. */
static void
test_one_wrong_digit (void)
{
  for (int round = 0; round < 500; round++)
    {
      char code[11] = "1310000000";
      for (int i = 3; i < 9; i++)
        code[i] = (char)('0' + g_test_rand_int_range (0, 10));
      code[9] = (char)('0' + mdg_institution_code_check_digit (code));
      g_assert_cmpint (mdg_institution_code_check (code, NULL), ==, MDG_INSTITUTION_CODE_OK);
      int place = g_test_rand_int_range (2, 10);
      code[place] = (char)('0' + (code[place] - '0' + g_test_rand_int_range (1, 10)) % 10);
      g_assert_cmpint (mdg_institution_code_check (code, NULL), ==,
                       MDG_INSTITUTION_CODE_CHECK_DIGIT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/institution-code/check", test_check);
  g_test_add_func ("/core/institution-code/check-digit", test_check_digit);
  g_test_add_func ("/core/institution-code/one-wrong-digit", test_one_wrong_digit);
  return g_test_run ();
}
