/* test-error.c: the error domain and its details.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/error.h"

static void
test_nicks_are_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int code = MDG_ERROR_FAILED; code <= MDG_ERROR_SEVERAL_QR_CODES; code++)
    {
      const char *nick = mdg_error_code_nick (code);
      g_assert_nonnull (nick);
      g_assert_true (g_hash_table_add (seen, (gpointer)nick));
    }
  g_assert_cmpstr (mdg_error_code_nick (MDG_ERROR_WRONG_CREDENTIALS), ==, "wrong-credentials");
  g_assert_cmpstr (mdg_error_code_nick (9999), ==, "failed");
  g_assert_cmpstr (mdg_error_code_nick (-1), ==, "failed");
  g_assert_cmpint (mdg_error_code_from_nick ("wrong-credentials"), ==, MDG_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (mdg_error_code_from_nick ("no such"), ==, MDG_ERROR_FAILED);
  g_assert_cmpint (mdg_error_code_from_nick (NULL), ==, MDG_ERROR_FAILED);
}

static void
test_details (void)
{
  g_autoptr (GError) error = mdg_error_new (MDG_ERROR_LOCKED, "locked after %d tries", 3);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_LOCKED);
  g_assert_cmpstr (error->message, ==, "locked after 3 tries");
  g_assert_cmpint (mdg_error_get_retry_after (error), ==, 0);
  g_assert_cmpint (mdg_error_get_attempts_left (error), ==, -1);
  g_assert_null (mdg_error_get_field (error));
  g_assert_cmpuint (mdg_error_get_rules (error), ==, 0);

  mdg_error_set_retry_after (error, 1800);
  mdg_error_set_attempts_left (error, 2);
  mdg_error_set_field (error, "login_id");
  mdg_error_set_field (error, "password");
  mdg_error_set_rules (error, 5);
  g_assert_false (mdg_error_is_final (error));
  mdg_error_set_final (error);

  g_autoptr (GError) copy = g_error_copy (error);
  g_prefix_error (&copy, "login: ");
  g_clear_error (&error);
  g_assert_cmpint (mdg_error_get_retry_after (copy), ==, 1800);
  g_assert_cmpint (mdg_error_get_attempts_left (copy), ==, 2);
  g_assert_cmpstr (mdg_error_get_field (copy), ==, "password");
  g_assert_cmpuint (mdg_error_get_rules (copy), ==, 5);
  g_assert_true (mdg_error_is_final (copy));
}

static void
test_values_out_of_range (void)
{
  g_autoptr (GError) error = mdg_error_new (MDG_ERROR_LOCKED, "locked");
  mdg_error_set_retry_after (error, -5);
  mdg_error_set_attempts_left (error, -5);
  g_assert_cmpint (mdg_error_get_retry_after (error), ==, 0);
  g_assert_cmpint (mdg_error_get_attempts_left (error), ==, -1);
}

static void
test_other_domains_are_neutral (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  const GError *none = NULL;
  g_assert_cmpint (mdg_error_get_retry_after (error), ==, 0);
  g_assert_cmpint (mdg_error_get_attempts_left (error), ==, -1);
  g_assert_null (mdg_error_get_field (error));
  g_assert_cmpuint (mdg_error_get_rules (error), ==, 0);
  g_assert_cmpint (mdg_error_get_attempts_left (none), ==, -1);
  g_assert_false (mdg_error_is_final (error));
  g_assert_false (mdg_error_is_final (none));
}

static void
test_set (void)
{
  g_autoptr (GError) error = NULL;
  mdg_set_error (NULL, MDG_ERROR_FAILED, "nobody asked");
  mdg_set_error (&error, MDG_ERROR_NO_SPACE, "disk %s", "full");
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, "disk full");
}

static void
test_refuse_field (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (mdg_refuse_field (NULL, "phone", NULL));
  g_assert_false (mdg_refuse_field (&error, "deadline", "is no date"));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "deadline");
  g_assert_cmpstr (error->message, ==, "deadline is no date");
  g_clear_error (&error);
  g_assert_false (mdg_refuse_field (&error, "phone", NULL));
  g_assert_cmpstr (error->message, ==, "phone does not have the right form");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/error/nicks-are-unique", test_nicks_are_unique);
  g_test_add_func ("/core/error/details", test_details);
  g_test_add_func ("/core/error/values-out-of-range", test_values_out_of_range);
  g_test_add_func ("/core/error/other-domains-are-neutral", test_other_domains_are_neutral);
  g_test_add_func ("/core/error/set", test_set);
  g_test_add_func ("/core/error/refuse-field", test_refuse_field);
  return g_test_run ();
}
