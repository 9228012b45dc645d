/* test-base32.c: Base32 (RFC 4648 section 10 and what it leaves open).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/base32.h"

#include "core/error.h"

#include <string.h>

static const struct
{
  const char *plain;
  const char *padded;
  const char *bare;
} vectors[] = {
  { "", "", "" },
  { "f", "MY======", "MY" },
  { "fo", "MZXQ====", "MZXQ" },
  { "foo", "MZXW6===", "MZXW6" },
  { "foob", "MZXW6YQ=", "MZXW6YQ" },
  { "fooba", "MZXW6YTB", "MZXW6YTB" },
  { "foobar", "MZXW6YTBOI======", "MZXW6YTBOI" },
  { "12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" },
};

static void
assert_decodes (const char *text, gssize length, const char *plain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) decoded = mdg_base32_decode (text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (mdg_secret_get_data (decoded, NULL), mdg_secret_get_length (decoded), plain,
                   strlen (plain));
}

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (mdg_base32_decode (text, length, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_null (mdg_base32_decode (text, length, NULL));
}

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (MdgSecret) encoded
          = mdg_base32_encode ((const guint8 *)vectors[i].plain, strlen (vectors[i].plain));
      g_assert_cmpstr (mdg_secret_get_string (encoded), ==, vectors[i].bare);
      g_autofree char *lower = g_ascii_strdown (vectors[i].bare, -1);
      assert_decodes (vectors[i].padded, -1, vectors[i].plain);
      assert_decodes (vectors[i].bare, -1, vectors[i].plain);
      assert_decodes (lower, -1, vectors[i].plain);
    }
}

static void
test_length_counts (void)
{
  assert_decodes ("MZXW6YTBOI", 8, "fooba");
  assert_refused ("MZXW6YTB\0", 9);
  assert_refused ("MZ\0W6YTB", 8);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "M",           "MZX",
    "MZXW6Y",      "MZXW6YTBO", /* lengths that cannot be */
    "MY=",         "MY=====",
    "MY=======",   "MZXW6YQ==",
    "=", /* padding that does not fill the block */
    "========",    "MZXW6YTB========",
    "MZXW6==A",    "M=Y=====", /* padding in the wrong place */
    "MZXW6YT1",    "MZXW6YT0",
    "MZXW6YT8",    "MZXW6YT9", /* digits that are no Base32 */
    "MZXW 6YT",    "MZXW-6YT",
    "MZXW6YT\n",   "ＭＹ",
    "MZXW6YT\xFF",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], -1);
}

static void
test_unused_bits_are_ignored (void)
{
  assert_decodes ("MZ", -1, "f");
  assert_decodes ("MZ======", -1, "f");
}

static void
test_round_trip (void)
{
  for (gsize length = 0; length < 100; length++)
    {
      g_autoptr (MdgSecret) bytes = mdg_secret_new_random (length);
      g_autoptr (MdgSecret) text = mdg_base32_encode (mdg_secret_get_data (bytes, NULL), length);
      g_autoptr (MdgSecret) back = mdg_base32_decode (mdg_secret_get_string (text), -1, NULL);
      g_assert_nonnull (back);
      g_assert_true (mdg_secret_equal (bytes, back));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/base32/vectors", test_vectors);
  g_test_add_func ("/core/base32/length-counts", test_length_counts);
  g_test_add_func ("/core/base32/refused", test_refused);
  g_test_add_func ("/core/base32/unused-bits-are-ignored", test_unused_bits_are_ignored);
  g_test_add_func ("/core/base32/round-trip", test_round_trip);
  return g_test_run ();
}
