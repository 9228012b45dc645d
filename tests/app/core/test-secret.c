/* test-secret.c: bytes that must not leak.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/secret-text.h"

#include <string.h>

static void
test_content (void)
{
  char original[] = "correct horse";
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (original);
  memset (original, 'x', sizeof original - 1);
  gsize length;
  g_assert_cmpmem (mdg_secret_get_data (secret, &length), length, "correct horse", 13);
  g_assert_cmpuint (mdg_secret_get_length (secret), ==, 13);
  g_assert_cmpstr (mdg_secret_get_string (secret), ==, "correct horse");
}

static void
test_any_bytes (void)
{
  g_autoptr (MdgSecret) bytes = mdg_secret_new ("a\0b", 3);
  g_autoptr (MdgSecret) empty = mdg_secret_new (NULL, 0);
  g_assert_cmpuint (mdg_secret_get_length (bytes), ==, 3);
  g_assert_cmpint (mdg_secret_get_data (bytes, NULL)[3], ==, 0);
  g_assert_cmpstr (mdg_secret_get_string (empty), ==, "");
}

static void
test_equal (void)
{
  g_autoptr (MdgSecret) a = mdg_secret_new_from_string ("abc");
  g_autoptr (MdgSecret) b = mdg_secret_new ("abcd", 3);
  g_autoptr (MdgSecret) c = mdg_secret_new_from_string ("abd");
  g_autoptr (MdgSecret) longer = mdg_secret_new_from_string ("abcd");
  g_assert_true (mdg_secret_equal (a, b));
  g_assert_false (mdg_secret_equal (a, c));
  g_assert_false (mdg_secret_equal (a, longer));
}

static void
test_random (void)
{
  g_autoptr (MdgSecret) a = mdg_secret_new_random (32);
  g_autoptr (MdgSecret) b = mdg_secret_new_random (32);
  g_assert_cmpuint (mdg_secret_get_length (a), ==, 32);
  g_assert_false (mdg_secret_equal (a, b));
}

/* As g_utf8_normalize() does it, which it is there instead of. */
static void
check_normal (const char *text)
{
  static const GNormalizeMode modes[] = { G_NORMALIZE_NFC, G_NORMALIZE_NFKC };
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);

  for (guint form = MDG_TEXT_CANONICAL; form <= MDG_TEXT_COMPATIBLE; form++)
    {
      g_autoptr (MdgSecret) normal = mdg_secret_normalise (secret, (MdgTextForm)form);
      g_autofree char *expected = g_utf8_normalize (text, -1, modes[form]);

      g_assert_cmpstr (mdg_secret_get_string (normal), ==, expected);
      g_assert_cmpuint (mdg_secret_get_length (normal), ==, strlen (expected));
    }
}

static gboolean
is_character (gunichar c)
{
  return c != 0 && g_unichar_validate (c);
}

static void
test_normalised (void)
{
  check_normal ("\u30cf\u309aスワード");        /* a mark of its own */
  check_normal ("ﾊﾟｽﾜｰﾄﾞ １２３ ㈱ é e\u0301"); /* half and full width */
  check_normal ("\u1112\u1161\u11ab 한");
  check_normal ("a\u0323\u0307 a\u0307\u0323 a\u0301\u0301 \u0301a");
  check_normal ("\u0344 \u0958 \ufb1f"); /* never composed */
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[13] = "a";

      if (!is_character (c))
        continue;
      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      check_normal (text);
    }
}

/* Marks and starters in every order. */
static void
test_normalised_in_any_order (void)
{
  static const gunichar some[] = { 'a',    'e',    0x0301, 0x0323, 0x0307, 0x0345, 0x1100, 0x1161,
                                   0x11a8, 0x30ab, 0x3099, 0x309a, 0x05b0, 0x0f71, 0x0f72, 0xac00 };

  for (guint i = 0; i < 1 << 16; i++)
    {
      GString *text = g_string_new (NULL);

      for (guint k = 0; k < 4; k++)
        g_string_append_unichar (text, some[i >> 4 * k & 15]);
      check_normal (text->str);
      g_string_free (text, TRUE);
    }
}

static void
test_not_normalised (void)
{
  static const struct
  {
    const char *text;
    gsize length;
  } cases[] = { { "", 0 }, { "\xff", 1 }, { "\xe3\x81", 2 }, { "a\0b", 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgSecret) secret = mdg_secret_new (cases[i].text, cases[i].length);

      g_assert_null (mdg_secret_normalise (secret, MDG_TEXT_CANONICAL));
    }
}

static gpointer
use_often (gpointer data)
{
  for (int i = 0; i < 10000; i++)
    mdg_secret_unref (mdg_secret_ref (data));
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("shared");
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("use", use_often, secret);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (mdg_secret_get_string (secret), ==, "shared");
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("boxed");
  g_value_init (&value, MDG_TYPE_SECRET);
  g_value_set_boxed (&value, secret);
  g_assert_true (g_value_get_boxed (&value) == secret);
}

#define MANY 10000

/* As many as a full list may hold at once, of all sizes around those that share blocks: none lies
 * in another's bytes, and those freed in between make room. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  char bytes[140];
  for (int i = 0; i < MANY; i++)
    {
      memset (bytes, i, sizeof bytes);
      if (i % 3 == 2)
        g_ptr_array_remove_index_fast (secrets, secrets->len / 2);
      g_ptr_array_add (secrets,
                       mdg_secret_new (bytes, i % 100 == 0 ? 120 + i / 100 % 20 : i % 128));
    }
  for (guint i = 0; i < secrets->len; i++)
    {
      gsize length;
      const guint8 *data = mdg_secret_get_data (g_ptr_array_index (secrets, i), &length);
      for (gsize k = 1; k < length; k++)
        g_assert_cmpint (data[k], ==, data[0]);
      g_assert_cmpint (data[length], ==, 0);
    }
}

/* A short secret's place stays readable when it is freed, and holds nothing of it. */
static void
test_wiped_when_freed (void)
{
  MdgSecret *secret = mdg_secret_new_from_string ("a passphrase that nobody may read afterwards");
  gsize length;
  const char *place = (const char *)mdg_secret_get_data (secret, &length);
  mdg_secret_unref (secret);
  for (gsize i = sizeof (gpointer); i < length; i++)
    g_assert_cmpint (place[i], ==, 0);
}

static void
test_wipe_string (void)
{
  mdg_wipe_string (NULL);
  mdg_wipe_string (g_strdup ("secret"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/secret/content", test_content);
  g_test_add_func ("/core/secret/any-bytes", test_any_bytes);
  g_test_add_func ("/core/secret/equal", test_equal);
  g_test_add_func ("/core/secret/random", test_random);
  g_test_add_func ("/core/secret/threads", test_threads);
  g_test_add_func ("/core/secret/boxed", test_boxed);
  g_test_add_func ("/core/secret/many", test_many);
  g_test_add_func ("/core/secret/wiped-when-freed", test_wiped_when_freed);
  g_test_add_func ("/core/secret/wipe-string", test_wipe_string);
  g_test_add_func ("/core/secret/normalised", test_normalised);
  g_test_add_func ("/core/secret/normalised-in-any-order", test_normalised_in_any_order);
  g_test_add_func ("/core/secret/not-normalised", test_not_normalised);
  return g_test_run ();
}
