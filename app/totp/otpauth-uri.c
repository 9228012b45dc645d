/* otpauth-uri.c: reading and writing otpauth://totp/... (facts.md 4.1, 4.2).
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/otpauth-uri.h"

#include <sodium.h>
#include <string.h>

#include "totp/setup-key.h"

#define MAX_URI 4096 /* bytes; a QR code holds at most 2953 */
#define SCHEME "otpauth://"
#define TYPE "totp/"
#define MAX_PERIOD 300 /* seconds */

/* A piece of the text; not NUL-terminated. */
typedef struct
{
  const char *start;
  gsize length;
} Span;

/* The parameters a totp URI may have once. */
typedef struct
{
  Span secret, issuer, algorithm, digits, period;
} Parameters;

static gboolean
refuse (GError **error, const char *why)
{
  g_autoptr (GError) fault = mdg_error_new (MDG_ERROR_INVALID_INPUT, "otpauth URI: %s", why);

  mdg_error_set_field (fault, "otpauth_uri");
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static void
wipe_and_free (char *text, gsize size)
{
  sodium_memzero (text, size);
  g_free (text);
}

/* Undoes the percent encoding of @span into a new string of span.length + 1 bytes, which the caller
 * wipes. @plus_is_space: in parameters, where many writers put it; never in the label. NULL when
 * the encoding is broken, the text is not UTF-8 or holds a control character. */
static char *
decode (Span span, gboolean plus_is_space)
{
  char *out = g_malloc (span.length + 1);
  gsize n = 0;
  gboolean sound = TRUE;

  for (gsize i = 0; i < span.length && sound; i++)
    {
      char c = span.start[i];
      if (c == '%')
        {
          int high = i + 2 < span.length ? g_ascii_xdigit_value (span.start[i + 1]) : -1;
          int low = high >= 0 ? g_ascii_xdigit_value (span.start[i + 2]) : -1;
          sound = low >= 0;
          c = (char)(high * 16 + low);
          i += 2;
        }
      else if (c == '+' && plus_is_space)
        c = ' ';
      sound = sound && (guchar)c >= 0x20 && c != 0x7F;
      out[n++] = c;
    }
  out[n] = '\0';
  if (sound && g_utf8_validate (out, (gssize)n, NULL))
    return out;
  wipe_and_free (out, span.length + 1);
  return NULL;
}

/* The offset of the first colon of the label, bare or encoded; @width: its length. -1 without one.
 */
static gssize
find_separator (Span label, gsize *width)
{
  for (gsize i = 0; i < label.length; i++)
    {
      *width = label.start[i] == ':' ? 1 : 3;
      if (*width == 1
          || (label.length - i >= 3 && g_ascii_strncasecmp (label.start + i, "%3A", 3) == 0))
        return (gssize)i;
    }
  return -1;
}

/* Splits BEFORE decoding, at the first separator: what is decoded must hold no further colon. */
static gboolean
parse_label (MdgOtpauthUri *uri, Span label, GError **error)
{
  gsize width = 0;
  gssize at = find_separator (label, &width);
  Span account = label;

  if (at >= 0)
    {
      uri->issuer = decode ((Span){ label.start, (gsize)at }, FALSE);
      if (uri->issuer == NULL || strchr (uri->issuer, ':') != NULL)
        return refuse (error, "broken issuer in the label");
      account.start += (gsize)at + width;
      account.length -= (gsize)at + width;
    }
  g_autofree char *decoded = decode (account, FALSE);
  if (decoded == NULL || strchr (decoded, ':') != NULL)
    return refuse (error, "broken account in the label");
  uri->account = g_strdup (decoded + strspn (decoded, " "));
  return uri->account[0] != '\0' || refuse (error, "no account in the label");
}

static gboolean
take_parameter (Parameters *parameters, Span name, Span value, GError **error)
{
  const struct
  {
    const char *name;
    Span *place;
  } known[] = {
    { "secret", &parameters->secret },       { "issuer", &parameters->issuer },
    { "algorithm", &parameters->algorithm }, { "digits", &parameters->digits },
    { "period", &parameters->period },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == name.length
        && memcmp (known[i].name, name.start, name.length) == 0)
      {
        if (known[i].place->start != NULL)
          return refuse (error, "a parameter stands twice");
        *known[i].place = value;
      }
  return TRUE; /* unknown ones are ignored */
}

static gboolean
split_query (Span query, Parameters *parameters, GError **error)
{
  const char *end = query.start + query.length;

  for (const char *p = query.start; p < end;)
    {
      const char *stop = memchr (p, '&', (gsize)(end - p));
      stop = stop != NULL ? stop : end;
      const char *equals = memchr (p, '=', (gsize)(stop - p));
      if (equals != NULL
          && !take_parameter (parameters, (Span){ p, (gsize)(equals - p) },
                              (Span){ equals + 1, (gsize)(stop - equals - 1) }, error))
        return FALSE;
      p = stop + 1;
    }
  return TRUE;
}

static gboolean
parse_secret (MdgOtpauthUri *uri, Span span, GError **error)
{
  if (span.start == NULL)
    return refuse (error, "no secret");
  char *decoded = decode (span, TRUE);
  if (decoded == NULL)
    return refuse (error, "broken secret");
  uri->setup_key = mdg_setup_key_parse (decoded, -1, error);
  wipe_and_free (decoded, span.length + 1);
  return uri->setup_key != NULL;
}

static gboolean
parse_issuer (MdgOtpauthUri *uri, Span span, GError **error)
{
  if (span.start == NULL || span.length == 0)
    return TRUE;
  g_autofree char *issuer = decode (span, TRUE);
  if (issuer == NULL || strchr (issuer, ':') != NULL)
    return refuse (error, "broken issuer");
  /* It may differ from the label's prefix; it is the one that counts. */
  g_free (uri->issuer);
  uri->issuer = g_steal_pointer (&issuer);
  return TRUE;
}

static gboolean
parse_algorithm (MdgOtpauthUri *uri, Span span, GError **error)
{
  static const char *const names[] = { "SHA1", "SHA256", "SHA512" };

  if (span.start == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == span.length
        && g_ascii_strncasecmp (names[i], span.start, span.length) == 0)
      {
        uri->algorithm = (MdgTotpAlgorithm)i;
        return TRUE;
      }
  return refuse (error, "unknown algorithm");
}

/* A plain decimal number of one to three digits within [@low, @high]. */
static gboolean
parse_number (Span span, guint low, guint high, guint *number)
{
  guint value = 0;

  if (span.start == NULL)
    return TRUE;
  if (span.length < 1 || span.length > 3)
    return FALSE;
  for (gsize i = 0; i < span.length; i++)
    {
      if (!g_ascii_isdigit (span.start[i]))
        return FALSE;
      value = value * 10 + (guint)(span.start[i] - '0');
    }
  *number = value;
  return value >= low && value <= high;
}

static gboolean
parse_parameters (MdgOtpauthUri *uri, Span query, GError **error)
{
  Parameters parameters = { 0 };

  if (!split_query (query, &parameters, error) || !parse_secret (uri, parameters.secret, error)
      || !parse_issuer (uri, parameters.issuer, error)
      || !parse_algorithm (uri, parameters.algorithm, error))
    return FALSE;
  if (!parse_number (parameters.digits, 6, 8, &uri->digits) || uri->digits == 7)
    return refuse (error, "digits must be 6 or 8");
  if (!parse_number (parameters.period, 1, MAX_PERIOD, &uri->period))
    return refuse (error, "period out of range");
  return TRUE;
}

/* Takes @prefix, whatever its case, off the front of @text. */
static gboolean
take_prefix (Span *text, const char *prefix)
{
  gsize n = strlen (prefix);

  if (text->length < n || g_ascii_strncasecmp (text->start, prefix, n) != 0)
    return FALSE;
  text->start += n;
  text->length -= n;
  return TRUE;
}

/* White space around what was pasted; a fragment, which means nothing here. */
static Span
trim (Span text)
{
  const char *fragment = memchr (text.start, '#', text.length);

  if (fragment != NULL)
    text.length = (gsize)(fragment - text.start);
  while (text.length > 0 && g_ascii_isspace (text.start[text.length - 1]))
    text.length--;
  while (text.length > 0 && g_ascii_isspace (text.start[0]))
    {
      text.start++;
      text.length--;
    }
  return text;
}

static gboolean
parse (MdgOtpauthUri *uri, Span text, GError **error)
{
  if (text.length > MAX_URI)
    return refuse (error, "too long");
  text = trim (text);
  if (!take_prefix (&text, SCHEME))
    return refuse (error, "not an otpauth URI");
  if (!take_prefix (&text, TYPE))
    return refuse (error, "not of the type totp");
  const char *mark = memchr (text.start, '?', text.length);
  if (mark == NULL)
    return refuse (error, "no parameters");
  gsize label = (gsize)(mark - text.start);
  return parse_label (uri, (Span){ text.start, label }, error)
         && parse_parameters (uri, (Span){ mark + 1, text.length - label - 1 }, error);
}

MdgOtpauthUri *
mdg_otpauth_uri_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (MdgOtpauthUri) uri = g_new0 (MdgOtpauthUri, 1);

  g_return_val_if_fail (text != NULL, NULL);

  uri->digits = MDG_TOTP_DIGITS;
  uri->period = MDG_TOTP_PERIOD;
  if (!parse (uri, (Span){ text, length < 0 ? strlen (text) : (gsize)length }, error))
    return NULL;
  return g_steal_pointer (&uri);
}

void
mdg_otpauth_uri_free (MdgOtpauthUri *uri)
{
  if (uri == NULL)
    return;
  g_free (uri->issuer);
  g_free (uri->account);
  g_clear_pointer (&uri->setup_key, mdg_secret_unref);
  g_free (uri);
}

MdgSecret *
mdg_otpauth_uri_to_string (const MdgOtpauthUri *uri)
{
  static const char *const algorithms[] = { "SHA1", "SHA256", "SHA512" };
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *account = NULL;
  g_autofree char *issuer = NULL;

  g_return_val_if_fail (uri != NULL && uri->account != NULL && uri->setup_key != NULL, NULL);

  /* g_uri_escape_string() leaves only RFC 3986's unreserved characters: a space becomes %20. */
  account = g_uri_escape_string (uri->account, NULL, FALSE);
  issuer = uri->issuer != NULL ? g_uri_escape_string (uri->issuer, NULL, FALSE) : NULL;
  if (issuer != NULL)
    g_string_append_printf (tail, "&issuer=%s", issuer);
  if (uri->algorithm != MDG_TOTP_SHA1)
    g_string_append_printf (tail, "&algorithm=%s", algorithms[uri->algorithm]);
  if (uri->digits != MDG_TOTP_DIGITS)
    g_string_append_printf (tail, "&digits=%u", uri->digits);
  if (uri->period != MDG_TOTP_PERIOD)
    g_string_append_printf (tail, "&period=%u", uri->period);

  char *text
      = g_strconcat (SCHEME TYPE, issuer != NULL ? issuer : "", issuer != NULL ? ":" : "", account,
                     "?secret=", mdg_secret_get_string (uri->setup_key), tail->str, NULL);
  MdgSecret *result = mdg_secret_new_from_string (text);
  mdg_wipe_string (text);
  return result;
}
