/* migration-uri.c: otpauth-migration://offline?data=BASE64 as text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/migration-uri.h"

#include <sodium.h>
#include <string.h>

#include "authenticator/migration.h"

#define PREFIX MDG_MIGRATION_SCHEME "offline?"
#define MAX_TEXT 8192 /* bytes; a QR code holds at most 2953 */

gboolean
mdg_migration_refuse (GError **error, const char *why)
{
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "migration QR code: %s", why);
  return FALSE;
}

static int
base64_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  /* "+" comes as a space out of readers that take it for a form's; "-_" is the other alphabet. */
  if (c == '+' || c == ' ' || c == '-')
    return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/* Undoes percent encoding and Base64 of [@p, @end) into @out, which has room for as many bytes.
 * Returns: the length, -1 */
static gssize
decode (const char *p, const char *end, guint8 *out)
{
  guint buffer = 0, bits = 0, n = 0, padding = 0;
  gssize length = 0;

  while (p < end)
    {
      char c = *p++;
      int value;

      if (c == '%')
        {
          int high = end - p >= 2 ? g_ascii_xdigit_value (p[0]) : -1;
          int low = high >= 0 ? g_ascii_xdigit_value (p[1]) : -1;

          if (low < 0)
            return -1;
          c = (char)(high * 16 + low);
          p += 2;
        }
      if (c == '=')
        {
          padding++;
          continue;
        }
      value = base64_value (c);
      if (value < 0 || padding > 0)
        return -1;
      buffer = (buffer << 6 | (guint)value) & 0xFFFF;
      n++;
      bits += 6;
      if (bits >= 8)
        {
          bits -= 8;
          out[length++] = (guint8)(buffer >> bits);
        }
    }
  return n % 4 == 1 || padding > 2 || (padding > 0 && (n + padding) % 4 != 0) ? -1 : length;
}

/* The value of "data". */
static gboolean
find_data (const char *text, gsize length, const char **begin, const char **end, GError **error)
{
  const char *p = text + strlen (PREFIX);
  const char *stop = text + length;

  while (p < stop)
    {
      const char *next = memchr (p, '&', (gsize)(stop - p));

      next = next != NULL ? next : stop;
      if (next - p > 5 && memcmp (p, "data=", 5) == 0)
        {
          *begin = p + 5;
          *end = next;
          return TRUE;
        }
      p = next + 1;
    }
  mdg_migration_refuse (error, "no data");
  return FALSE;
}

MdgSecret *
mdg_migration_uri_decode (const char *text, gssize length, GError **error)
{
  const char *begin, *end;
  MdgSecret *data = NULL;
  guint8 *bytes;
  gssize n;
  gsize room = length < 0 ? strlen (text) : (gsize)length;

  while (room > 0 && g_ascii_isspace (text[0]))
    text++, room--;
  while (room > 0 && g_ascii_isspace (text[room - 1]))
    room--;
  if (room > MAX_TEXT || room < strlen (PREFIX)
      || g_ascii_strncasecmp (text, PREFIX, strlen (PREFIX)) != 0)
    {
      mdg_migration_refuse (error, "no such URI");
      return NULL;
    }
  if (!find_data (text, room, &begin, &end, error))
    return NULL;
  room = (gsize)(end - begin);
  bytes = g_malloc (room);
  n = decode (begin, end, bytes);
  if (n >= 0)
    data = mdg_secret_new (bytes, (gsize)n);
  else
    mdg_migration_refuse (error, "its data is not Base64");
  sodium_memzero (bytes, room);
  g_free (bytes);
  return data;
}

/* What a URI does not bear is percent-encoded. */
static gsize
put_character (guint8 *text, char c)
{
  const char *escape = c == '+' ? "%2B" : c == '/' ? "%2F" : "%3D";

  if (c != '+' && c != '/' && c != '=')
    {
      *text = (guint8)c;
      return 1;
    }
  memcpy (text, escape, 3);
  return 3;
}

MdgSecret *
mdg_migration_uri_encode (const guint8 *data, gsize length)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char begin[] = PREFIX "data=";
  guint8 *text = sodium_malloc (sizeof begin + (length / 3 + 1) * 4 * 3);
  gsize n = sizeof begin - 1;
  MdgSecret *uri;

  if (text == NULL)
    g_error ("no guarded memory for a migration QR code");
  memcpy (text, begin, n);
  for (gsize i = 0; i < length; i += 3)
    {
      gsize left = length - i;
      guint32 bits = (guint32)data[i] << 16 | (left > 1 ? (guint32)data[i + 1] << 8 : 0)
                     | (left > 2 ? data[i + 2] : 0);

      for (guint j = 0; j < 4; j++)
        n += put_character (text + n, j > left ? '=' : alphabet[bits >> (18 - 6 * j) & 63]);
    }
  uri = mdg_secret_new (text, n);
  sodium_free (text);
  return uri;
}
