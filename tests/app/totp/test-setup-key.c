/* test-setup-key.c: set-up keys as they come out of PDFs, mails and fingers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/setup-key.h"

#include <string.h>

#include "core/error.h"

#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" /* RFC 6238's, in Base32 */

static void
assert_key (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_setup_key_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (key), ==, expected);
  g_assert_cmpuint (mdg_secret_get_length (key), ==, strlen (expected));
}

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_setup_key_parse (text, length, &error);

  g_assert_null (key);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "setup_key");
  /* The message goes into logs: nothing of the key may be in it. */
  if (length != 0 && text[0] != '\0')
    g_assert_null (strstr (error->message, "GEZD"));
}

static void
test_decorated (void)
{
  const char *const written[] = {
    KEY,
    "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
    "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
    "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
    "GEZDGNBVGY3TQOJQ\r\nGEZDGNBVGY3TQOJQ\r\n",     /* the line break of [0] p.8 */
    "GEZDGNBVGY3TQOJQ\xE2\x80\xA8GEZDGNBVGY3TQOJQ", /* U+2028 */
    "\xEF\xBB\xBF" KEY,                             /* a byte order mark */
    "\tGEZDGNBV　GY3TQOJQ　GEZDGNBV\xC2\xA0GY3TQOJQ ",
    "ＧＥＺＤＧＮＢＶＧＹ３ＴＱＯＪＱＧＥＺＤＧＮＢＶＧＹ３ＴＱＯＪＱ",
    "ｇｅｚｄ　ｇｎｂｖ－ｇｙ３ｔ‐ｑｏｊｑ―gezdー gnbv−gy3t qojq",
    "GEZD\xE2\x80\x8BGNBV\xC2\xADGY3TQOJQGEZDGNBVGY3TQOJQ", /* zero width space, soft hyphen */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    assert_key (written[i], KEY);
}

static void
test_lengths (void)
{
  assert_key ("JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"); /* 80 bits */
  assert_key ("JBSWY3DPEHPK3PXPJBSWY3DP", "JBSWY3DPEHPK3PXPJBSWY3DP");
  assert_key ("JBSWY3DPEHPK3PXPGE======", "JBSWY3DPEHPK3PXPGE"); /* padding is dropped */
  assert_key ("ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰＧＥ＝＝＝＝＝＝", "JBSWY3DPEHPK3PXPGE");
}

static void
test_only_length_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_setup_key_parse (KEY "!!!", strlen (KEY), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (key), ==, KEY);
}

static void
test_refused (void)
{
  const char *const written[] = {
    "",
    "   \n",
    "GEZDGNBV",              /* 40 bits */
    "GEZDGNBVGY3TQOJ",       /* 15 characters */
    "GEZDGNBVGY3TQOJQG",     /* a length that cannot be, 17 */
    "GEZDGNBVGY3TQOJ0",      /* zero */
    "GEZDGNBVGY3TQOJ1GEZD1", /* one */
    "GEZD=GNBVGY3TQOJQ===",  /* padding inside */
    "GEZDGNBVGY3TQOJQ.",
    "GEZDGNBVGY3TQOJQé",
    "GEZDGNBVGY3TQOJQ鍵",
    "otpauth://totp/a?secret=" KEY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    assert_refused (written[i], -1);
  assert_refused ("GEZDGNBVGY3TQOJQ\xFF\xFE", -1);
  assert_refused ("GEZDGNBVGY3TQOJQ\0GEZDGNBV", 25);
  assert_refused ("GEZDGNBVGY3TQOJQ\xE3\x80", -1);
}

static void
test_too_long (void)
{
  g_autofree char *spaces = g_strnfill (5000, ' ');
  g_autofree char *long_key = g_strnfill (100000, 'A');
  g_autofree char *longest = g_strnfill (128, 'A');
  g_autofree char *longer = g_strnfill (136, 'A');

  assert_refused (spaces, -1);
  assert_refused (long_key, -1);
  assert_refused (longer, -1);
  assert_key (longest, longest);
}

static void
test_groups (void)
{
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (KEY);
  g_autoptr (MdgSecret) odd = mdg_secret_new_from_string ("ABCDEFGHIJ");
  g_autoptr (MdgSecret) none = mdg_secret_new_from_string ("");
  g_autoptr (MdgSecret) grouped = mdg_setup_key_group (key);
  g_autoptr (MdgSecret) odd_grouped = mdg_setup_key_group (odd);
  g_autoptr (MdgSecret) none_grouped = mdg_setup_key_group (none);
  g_autoptr (MdgSecret) again = NULL;

  g_assert_cmpstr (mdg_secret_get_string (grouped), ==, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  g_assert_cmpstr (mdg_secret_get_string (odd_grouped), ==, "ABCD EFGH IJ");
  g_assert_cmpstr (mdg_secret_get_string (none_grouped), ==, "");
  again = mdg_setup_key_parse (mdg_secret_get_string (grouped), -1, NULL);
  g_assert_true (mdg_secret_equal (again, key));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totp/setup-key/decorated", test_decorated);
  g_test_add_func ("/totp/setup-key/lengths", test_lengths);
  g_test_add_func ("/totp/setup-key/only-length-bytes", test_only_length_bytes);
  g_test_add_func ("/totp/setup-key/refused", test_refused);
  g_test_add_func ("/totp/setup-key/too-long", test_too_long);
  g_test_add_func ("/totp/setup-key/groups", test_groups);
  return g_test_run ();
}
