/* test-gateway-text.c: each finding of a connection test has words of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/gateway-page.h"

static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < MDG_N_FINDINGS; i++)
    {
      g_autoptr (GError) error = mdg_error_new (MDG_ERROR_P12_DAMAGED, "damaged");
      MdgConnectionReport report = { .finding = (MdgFinding)i, .error = error, .skew = 90 };
      g_autofree char *next = mdg_gateway_text_next (&report);

      g_assert_cmpstr (next, !=, "");
      g_assert_nonnull (mdg_finding_nick ((MdgFinding)i));
      g_assert_true (g_hash_table_add (seen, mdg_gateway_text_found (&report)));
    }
}

/* Which way the clock is off, and by how much; whose certificate it is, and until when. */
static void
test_numbers (void)
{
  MdgConnectionReport slow = { .finding = MDG_FINDING_CLOCK_OFF, .skew = 90 };
  MdgConnectionReport fast = { .finding = MDG_FINDING_CLOCK_OFF, .skew = -90 };
  MdgConnectionReport good
      = { .finding = MDG_FINDING_GOOD, .subject = (char *)"1234567890", .expires = 1795305600 };
  g_autofree char *slow_text = mdg_gateway_text_next (&slow);
  g_autofree char *fast_text = mdg_gateway_text_next (&fast);
  g_autofree char *good_text = mdg_gateway_text_next (&good);

  g_assert_nonnull (strstr (slow_text, "slow"));
  g_assert_nonnull (strstr (fast_text, "fast"));
  g_assert_nonnull (strstr (slow_text, "30 s"));
  g_assert_nonnull (strstr (good_text, "1234567890"));
  g_assert_nonnull (strstr (good_text, "2026"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway-text/words", test_words);
  g_test_add_func ("/gateway-text/numbers", test_numbers);
  return g_test_run ();
}
