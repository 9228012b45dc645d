/* totp.c: one-time passwords.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/totp.h"

#include "core/text.h"

#include <gnutls/crypto.h>
#include <sodium.h>

#define DIGEST_MAX 64
#define WINDOW 1 /* steps accepted on either side, RFC 6238 5.2 */

static const struct
{
  gnutls_mac_algorithm_t mac;
  gsize bytes;
} algorithms[] = {
  [MDG_TOTP_SHA1] = { GNUTLS_MAC_SHA1, 20 },
  [MDG_TOTP_SHA256] = { GNUTLS_MAC_SHA256, 32 },
  [MDG_TOTP_SHA512] = { GNUTLS_MAC_SHA512, 64 },
};

/* The dynamic truncation of RFC 4226 5.3. */
static guint32
truncate_digest (const guint8 *digest, gsize length)
{
  const guint8 *p = digest + (digest[length - 1] & 15);
  return (guint32)(p[0] & 0x7F) << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

void
mdg_hotp (MdgSecret *key,
          MdgTotpAlgorithm algorithm,
          guint64 counter,
          guint digits,
          char code[MDG_TOTP_CODE_MAX])
{
  gsize key_length;

  g_return_if_fail (key != NULL);

  const guint8 *data = mdg_secret_get_data (key, &key_length);
  mdg_hotp_bytes (data, key_length, algorithm, counter, digits, code);
}

void
mdg_hotp_bytes (const guint8 *key_data,
                gsize key_length,
                MdgTotpAlgorithm algorithm,
                guint64 counter,
                guint digits,
                char code[MDG_TOTP_CODE_MAX])
{
  g_return_if_fail (key_data != NULL && (guint)algorithm < G_N_ELEMENTS (algorithms));
  g_return_if_fail (digits >= 6 && digits <= 8);
  guint64 message = GUINT64_TO_BE (counter);
  guint8 digest[DIGEST_MAX];
  if (gnutls_hmac_fast (algorithms[algorithm].mac, key_data, key_length, &message, sizeof message,
                        digest)
      < 0)
    g_error ("GnuTLS cannot compute an HMAC");
  guint32 value = truncate_digest (digest, algorithms[algorithm].bytes);
  sodium_memzero (digest, sizeof digest);
  for (guint i = digits; i-- > 0; value /= 10)
    code[i] = (char)('0' + value % 10);
  code[digits] = '\0';
}

guint64
mdg_totp_step (gint64 wall, guint period)
{
  g_return_val_if_fail (period > 0, 0);
  return wall > 0 ? (guint64)wall / period : 0;
}

gint64
mdg_totp_remaining_ms (gint64 wall_us, guint period)
{
  g_return_val_if_fail (period > 0, 0);
  gint64 period_us = (gint64)period * G_USEC_PER_SEC;
  gint64 elapsed_us = ((wall_us % period_us) + period_us) % period_us;
  return (period_us - elapsed_us + 999) / 1000;
}

gboolean
mdg_totp_verify (MdgSecret *key, const char *code, gint64 wall, guint64 last_step, guint64 *step)
{
  g_return_val_if_fail (key != NULL && code != NULL, FALSE);
  if (!mdg_text_is_digits (code, MDG_TOTP_DIGITS))
    return FALSE;
  guint64 now = mdg_totp_step (wall, MDG_TOTP_PERIOD);
  guint64 matched = 0;
  gboolean found = FALSE;
  /* Every step is computed and compared, and the latest match is kept: were it the earliest, a code
   * that two steps share could be used twice. */
  for (guint64 candidate = now > WINDOW ? now - WINDOW : 0; candidate <= now + WINDOW; candidate++)
    {
      char expected[MDG_TOTP_CODE_MAX];
      mdg_hotp (key, MDG_TOTP_SHA1, candidate, MDG_TOTP_DIGITS, expected);
      gboolean match = sodium_memcmp (expected, code, MDG_TOTP_DIGITS) == 0;
      match &= candidate > last_step;
      matched = match ? candidate : matched;
      found |= match;
      sodium_memzero (expected, sizeof expected);
    }
  if (found && step != NULL)
    *step = matched;
  return found;
}
