/* setup-key.c: what people copy and type as a set-up key (セットアップキー), made into Base32.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/setup-key.h"

#include <sodium.h>
#include <string.h>

#include "core/base32.h"
#include "core/error.h"

#define MAX_TEXT 4096 /* bytes; far more than any key with its decoration */
#define MIN_KEY 16    /* characters: 80 bits, the least that real services issue */
#define MAX_KEY 128   /* characters: 80 bytes, more than SHA-512 makes use of */

/* What surrounds the characters of a key when it is copied out of a PDF, a mail or an office
 * document: white space, line breaks, hyphens, invisible format characters. */
static gboolean
is_decoration (gunichar c)
{
  if (g_unichar_isspace (c) || c == 0xFEFF || c == 0x00AD || c == 0x2060)
    return TRUE;
  if (c >= 0x200B && c <= 0x200F)
    return TRUE;
  if (c >= 0x2010 && c <= 0x2015)
    return TRUE;
  return c == '-' || c == 0x2212 || c == 0x30FC || c == 0xFF0D || c == 0xFF70;
}

/* The Base32 character (or padding) meant by @c; 0 when it cannot be one. */
static char
narrow_upper (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    c -= 0xFEE0;
  if (c >= 'a' && c <= 'z')
    c -= 'a' - 'A';
  return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7') || c == '=' ? (char)c : 0;
}

/* Writes the bare key to @out, which has room for @length bytes; the number written, or -1. */
static gssize
strip (const char *text, gsize length, char *out)
{
  gsize n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (is_decoration (c))
        continue;
      out[n] = narrow_upper (c);
      if (out[n] == 0)
        return -1;
      n++;
    }
  return (gssize)n;
}

static MdgSecret *
refuse (GError **error, const char *why)
{
  g_autoptr (GError) fault = mdg_error_new (MDG_ERROR_INVALID_INPUT, "set-up key: %s", why);

  mdg_error_set_field (fault, "setup_key");
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

/* Validates @n characters of @key, padding included, and returns them without the padding. */
static MdgSecret *
validate (const char *key, gsize n, GError **error)
{
  g_autoptr (MdgSecret) decoded = mdg_base32_decode (key, (gssize)n, NULL);

  if (decoded == NULL)
    return refuse (error, "not Base32");
  while (n > 0 && key[n - 1] == '=')
    n--;
  if (n < MIN_KEY || n > MAX_KEY)
    return refuse (error, n < MIN_KEY ? "too short" : "too long");
  return mdg_secret_new (key, n);
}

MdgSecret *
mdg_setup_key_parse (const char *text, gssize length, GError **error)
{
  char key[MAX_TEXT];
  gsize bytes;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = length < 0 ? strlen (text) : (gsize)length;
  if (bytes > MAX_TEXT)
    return refuse (error, "too long");
  if (!g_utf8_validate (text, (gssize)bytes, NULL))
    return refuse (error, "not UTF-8");

  gssize n = strip (text, bytes, key);
  MdgSecret *result = n < 0 ? refuse (error, "a character that cannot be in a key")
                            : validate (key, (gsize)n, error);
  sodium_memzero (key, sizeof key);
  return result;
}

MdgSecret *
mdg_setup_key_group (MdgSecret *setup_key)
{
  gsize length;
  const char *key;
  gsize n = 0;

  g_return_val_if_fail (setup_key != NULL, NULL);

  key = (const char *)mdg_secret_get_data (setup_key, &length);
  gsize room = length + length / 4 + 1;
  char *grouped = g_malloc (room);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && i % 4 == 0)
        grouped[n++] = ' ';
      grouped[n++] = key[i];
    }
  MdgSecret *result = mdg_secret_new (grouped, n);
  sodium_memzero (grouped, room);
  g_free (grouped);
  return result;
}
