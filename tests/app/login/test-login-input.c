/* test-login-input.c: what is typed into [ログイン], as people type it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/error.h"
#include "core/password-rules.h"
#include "login/login-input.h"

static void
test_accounts (void)
{
  static const char *cases[][4] = {
    { "1312345678", "WA000008", "1312345678", "WA000008" },
    { "１３１２３４５６７８", "ＷＡ０００００８", "1312345678", "WA000008" },
    { " 13 1234-5678\n", "wa 000008", "1312345678", "WA000008" },
    { "13-1234-567-8", "ｗ１２３４５６７", "1312345678", "W1234567" },
    { "131234ー5678", "w0000001", "1312345678", "W0000001" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = NULL, *id = NULL;
      g_autoptr (GError) error = NULL;
      mdg_login_input_account (cases[i][0], cases[i][1], &code, &id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (code, ==, cases[i][2]);
      g_assert_cmpstr (id, ==, cases[i][3]);
    }
}

static void
test_wrong_accounts (void)
{
  static const char *cases[][3] = {
    { "", "WA000008", "institution_code" },
    { NULL, "WA000008", "institution_code" },
    { "131234567", "WA000008", "institution_code" },
    { "13123456789", "WA000008", "institution_code" },
    { "13123a5678", "WA000008", "institution_code" },
    { "1312345678", "", "login_id" },
    { "1312345678", NULL, "login_id" },
    { "1312345678", "WA00008", "login_id" },
    { "1312345678", "WA0000008", "login_id" },
    { "1312345678", "W000001", "login_id" },
    { "1312345678", "X0000001", "login_id" },
    { "1312345678", "Ｗあ000008", "login_id" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = NULL, *id = NULL;
      g_autoptr (GError) error = NULL;
      g_assert_false (mdg_login_input_account (cases[i][0], cases[i][1], &code, &id, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (error), ==, cases[i][2]);
      g_assert_null (code);
      g_assert_null (id);
    }
}

static void
test_passcodes (void)
{
  static const char *good[]
      = { "123456", "123 456", " １２３　４５６\n", "123-456", "１２３－４５６" };
  static const char *bad[] = { "", NULL, "12345", "1234567", "12345a", "一二三四五六" };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      char *code = mdg_login_input_passcode (good[i], NULL);
      g_assert_cmpstr (code, ==, "123456");
      mdg_wipe_string (code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (mdg_login_input_passcode (bad[i], &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (error), ==, "passcode");
    }
}

static void
test_new_passwords (void)
{
  g_autoptr (MdgSecret) empty = mdg_secret_new_from_string ("");
  g_autoptr (MdgSecret) weak = mdg_secret_new_from_string ("short");
  g_autoptr (MdgSecret) good = mdg_secret_new_from_string ("Window-55x");
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_login_input_new_password (good, &error));
  g_assert_no_error (error);

  g_assert_false (mdg_login_input_new_password (empty, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "new_password");
  g_clear_error (&error);

  g_assert_false (mdg_login_input_new_password (weak, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_PASSWORD_RULES);
  g_assert_cmpuint (mdg_error_get_rules (error), ==,
                    1u << MDG_PASSWORD_RULE_LENGTH | 1u << MDG_PASSWORD_RULE_DIGIT
                        | 1u << MDG_PASSWORD_RULE_UPPER | 1u << MDG_PASSWORD_RULE_SPECIAL);
  g_assert_null (strstr (error->message, "short"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login-input/accounts", test_accounts);
  g_test_add_func ("/login-input/wrong-accounts", test_wrong_accounts);
  g_test_add_func ("/login-input/passcodes", test_passcodes);
  g_test_add_func ("/login-input/new-passwords", test_new_passwords);
  return g_test_run ();
}
