/* base32.c: RFC 4648 Base32.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/base32.h"

#include "core/error.h"

#include <sodium.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static int
value_of (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a';
  return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/* How many of @length characters are data: all, or those before a padding that fills the last block
 * of eight. -1 when that cannot be. */
static gssize
unpadded_length (const char *text, gsize length)
{
  gsize data = length;
  while (data > 0 && text[data - 1] == '=')
    data--;
  gsize padding = length - data;
  if (padding > 0 && (length % 8 != 0 || padding >= 8))
    return -1;
  gsize rest = data % 8;
  return rest == 1 || rest == 3 || rest == 6 ? -1 : (gssize)data;
}

/* Fills @bytes. Returns: FALSE at a character outside the alphabet */
static gboolean
decode_into (guint8 *bytes, const char *text, gsize length)
{
  guint buffer = 0, bits = 0;
  for (gsize i = 0; i < length; i++)
    {
      int value = value_of (text[i]);
      if (value < 0)
        return FALSE;
      buffer = (buffer << 5 | (guint)value) & 0xFFF;
      bits += 5;
      if (bits >= 8)
        {
          bits -= 8;
          *bytes++ = (guint8)(buffer >> bits);
        }
    }
  return TRUE;
}

MdgSecret *
mdg_base32_encode (const guint8 *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  gsize n = (length * 8 + 4) / 5;
  char *text = g_malloc (n + 1);
  guint buffer = 0, bits = 0;
  char *out = text;
  for (gsize i = 0; i < length; i++)
    {
      buffer = (buffer << 8 | data[i]) & 0xFFF;
      for (bits += 8; bits >= 5; bits -= 5)
        *out++ = alphabet[buffer >> (bits - 5) & 31];
    }
  if (bits > 0)
    *out++ = alphabet[buffer << (5 - bits) & 31];
  MdgSecret *secret = mdg_secret_new (text, (gsize)(out - text));
  sodium_memzero (text, n);
  g_free (text);
  return secret;
}

MdgSecret *
mdg_base32_decode (const char *text, gssize text_length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  gssize length = unpadded_length (text, text_length < 0 ? strlen (text) : (gsize)text_length);
  if (length < 0)
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "Base32 text of impossible length");
      return NULL;
    }
  gsize n = (gsize)length * 5 / 8;
  guint8 *bytes = g_malloc (n + 1);
  MdgSecret *secret = NULL;
  if (decode_into (bytes, text, (gsize)length))
    secret = mdg_secret_new (bytes, n);
  else
    mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "character outside the Base32 alphabet");
  sodium_memzero (bytes, n);
  g_free (bytes);
  return secret;
}
