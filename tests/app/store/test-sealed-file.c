/* test-sealed-file.c: a file of secrets opens whole, with its passphrase and for its purpose, or
 * not at all. SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "scratch-folder.h"
#include "store/sealed-file.h"

#define PURPOSE MDG_SEALED_TRANSFER
#define PASSPHRASE "引っ越しの合言葉"

static MdgSecret *
secret (const char *text)
{
  return mdg_secret_new_from_string (text);
}

static GBytes *
seal (MdgSecret *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) passphrase = secret (PASSPHRASE);
  GBytes *bytes
      = mdg_sealed_bytes_new (PURPOSE, passphrase, MDG_SEALED_COST_LOWEST, content, &error);

  g_assert_no_error (error);
  return bytes;
}

static MdgSecret *
open_with (GBytes *bytes, const char *text, GError **error)
{
  g_autoptr (MdgSecret) passphrase = secret (text);

  return mdg_sealed_bytes_open (bytes, PURPOSE, passphrase, error);
}

static void
assert_refused (GBytes *bytes, const char *passphrase, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with (bytes, passphrase, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

/* Around the blocks and the pieces. */
static void
test_lengths (void)
{
  static const gsize lengths[]
      = { 0, 1, 4095, 4096, 4097, 65535, 65536, 65537, 131072, 200000, 3 * 65536 - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) content = mdg_secret_new_random (lengths[i]);
      g_autoptr (GBytes) bytes = seal (content);
      g_autoptr (MdgSecret) back = open_with (bytes, PASSPHRASE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mdg_secret_get_length (back), ==, lengths[i]);
      g_assert_true (mdg_secret_equal (back, content));
    }
}

/* One entry or two: the file does not say. */
static void
test_length_hidden (void)
{
  g_autoptr (MdgSecret) one = secret ("one");
  g_autoptr (MdgSecret) two = mdg_secret_new_random (4000);
  g_autoptr (GBytes) a = seal (one);
  g_autoptr (GBytes) b = seal (two);

  g_assert_cmpuint (g_bytes_get_size (a), ==, g_bytes_get_size (b));
}

static void
test_passphrase (void)
{
  g_autoptr (MdgSecret) content = secret ("秘密");
  g_autoptr (GBytes) bytes = seal (content);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) passphrase = secret ("x");
  g_autoptr (MdgSecret) decomposed = secret ("ga\xcc\x80");
  g_autoptr (MdgSecret) composed = secret ("g\xc3\xa0");
  g_autoptr (MdgSecret) back = NULL;
  g_autoptr (GBytes) other = NULL;

  assert_refused (bytes, "引っ越しの合言葉 ", MDG_ERROR_WRONG_PASSPHRASE);
  assert_refused (bytes, "", MDG_ERROR_WRONG_PASSPHRASE);
  /* Of another purpose it does not open, even with the right one. */
  g_assert_null (mdg_sealed_bytes_open (bytes, MDG_SEALED_AUTHENTICATOR, passphrase, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "purpose");
  g_clear_error (&error);
  other = mdg_sealed_bytes_new (PURPOSE, decomposed, MDG_SEALED_COST_LOWEST, content, &error);
  back = mdg_sealed_bytes_open (other, PURPOSE, composed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (back), ==, "秘密");
}

/* The file with one byte changed, and its check sum as somebody who means it would make it anew. */
static GBytes *
alter (GBytes *bytes, gsize at, guint8 mask, gboolean mend)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *copy = g_memdup2 (data, length);

  copy[at] ^= mask;
  if (mend)
    crypto_generichash (copy + length - 32, 32, copy, length - 32, NULL, 0);
  return g_bytes_new_take (copy, length);
}

/* Every byte, each with one bit; without and with a check sum made anew. */
static void
test_flips (void)
{
  g_autoptr (MdgSecret) content = secret ("秘密");
  g_autoptr (GBytes) bytes = seal (content);
  gsize length = g_bytes_get_size (bytes);

  for (gsize at = 0; at < length; at++)
    {
      g_autoptr (GBytes) altered = alter (bytes, at, (guint8)(1 << (at % 8)), FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_with (altered, PASSPHRASE, &error));
      g_assert_nonnull (error);
      g_assert_false (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE));
    }
  for (gsize at = 0; at < length - 32; at += at < 96 ? 1 : 37)
    {
      g_autoptr (GBytes) altered = alter (bytes, at, (guint8)(1 << (at % 8)), TRUE);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_with (altered, PASSPHRASE, &error));
      g_assert_nonnull (error);
    }
}

static void
test_cut_and_longer (void)
{
  g_autoptr (MdgSecret) content = mdg_secret_new_random (150000);
  g_autoptr (GBytes) bytes = seal (content);
  gsize length = g_bytes_get_size (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  for (gsize n = 0; n < length; n += n < 200 ? 1 : 6553)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, n);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_with (part, PASSPHRASE, &error));
      g_assert_nonnull (error);
    }
  {
    /* A whole piece less, with a check sum that fits: the final one is missed. */
    g_autofree guint8 *cut = g_memdup2 (data, length);
    gsize piece = 64 * 1024 + 17, header = 84;
    g_autoptr (GBytes) shorter = NULL;

    crypto_generichash (cut + header + piece, 32, cut, header + piece, NULL, 0);
    shorter = g_bytes_new (cut, header + piece + 32);
    assert_refused (shorter, PASSPHRASE, MDG_ERROR_DAMAGED);
  }
}

/* What would cost hours or all memory is not even begun. */
static void
test_hostile_header (void)
{
  static const struct
  {
    gsize at;
    guint8 mask;
    MdgErrorCode code;
  } headers[] = {
    { 16, 0x40, MDG_ERROR_TOO_NEW },  { 17, 0x02, MDG_ERROR_TOO_NEW },
    { 39, 0x80, MDG_ERROR_DAMAGED }, /* operations */
    { 43, 0x80, MDG_ERROR_DAMAGED }, /* memory */
    { 0, 0x01, MDG_ERROR_NOT_FOUND },
  };
  g_autoptr (MdgSecret) content = secret ("秘密");
  g_autoptr (GBytes) bytes = seal (content);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GBytes) altered = alter (bytes, headers[i].at, headers[i].mask, TRUE);

      assert_refused (altered, PASSPHRASE, headers[i].code);
    }
}

static void
test_file (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "引っ越し.madoguchi", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) passphrase = secret (PASSPHRASE);
  g_autoptr (MdgSecret) content = secret ("the very secret content");
  g_autoptr (MdgSecret) back = NULL;

  g_assert_true (
      mdg_sealed_file_write (path, PURPOSE, passphrase, MDG_SEALED_COST_LOWEST, content, &error));
  g_assert_no_error (error);
  g_assert_false (scratch_folder_contains (folder, "secret content", 14));
  back = mdg_sealed_file_read (path, PURPOSE, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (mdg_secret_equal (back, content));
  scratch_folder_free (folder);
  g_assert_null (mdg_sealed_file_read (path, PURPOSE, passphrase, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sealed-file/lengths", test_lengths);
  g_test_add_func ("/sealed-file/length-hidden", test_length_hidden);
  g_test_add_func ("/sealed-file/passphrase", test_passphrase);
  g_test_add_func ("/sealed-file/flips", test_flips);
  g_test_add_func ("/sealed-file/cut-and-longer", test_cut_and_longer);
  g_test_add_func ("/sealed-file/hostile-header", test_hostile_header);
  g_test_add_func ("/sealed-file/file", test_file);
  return g_test_run ();
}
