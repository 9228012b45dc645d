/* card-answer.c: what a card's answers mean.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/card-answer.h"

#include <gnutls/x509.h>
#include <string.h>

#define TRIES_LEFT 0x63c0 /* and their number in the last digit */
#define DER_SEQUENCE 0x30

MdgCardToken
mdg_card_token_of (const guint8 *bytes, gsize length)
{
  static const struct
  {
    const char *name;
    MdgCardToken token;
  } tokens[] = { { "JPKIAPICCTOKEN2", MDG_CARD_TOKEN_MY_NUMBER },
                 { "JPKIAPICCTOKEN", MDG_CARD_TOKEN_JUKI },
                 { "JPKIAPGPSETOKEN", MDG_CARD_TOKEN_ANDROID },
                 { "JPKIAPIOSTOKEN", MDG_CARD_TOKEN_IPHONE } };
  gsize end = MDG_CARD_TOKEN_LENGTH;

  if (length < MDG_CARD_TOKEN_LENGTH)
    return MDG_CARD_TOKEN_UNKNOWN;
  while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == 0))
    end--;
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (strlen (tokens[i].name) == end && memcmp (tokens[i].name, bytes, end) == 0)
      return tokens[i].token;
  return MDG_CARD_TOKEN_UNKNOWN;
}

MdgCardPin
mdg_card_pin_of (guint16 status, int *tries)
{
  *tries = 0;
  switch (status)
    {
    case 0x9000: /* given already: nothing is used up by asking */
    case 0x6300:
      *tries = MDG_CARD_TRIES_UNKNOWN;
      return MDG_CARD_PIN_OPEN;
    case TRIES_LEFT:
    case 0x6983: /* ISO 7816-4: the method is blocked */
    case 0x6984:
      return MDG_CARD_PIN_BLOCKED;
    case 0x6a82:
    case 0x6a88: /* ISO 7816-4: no such reference */
      return MDG_CARD_PIN_ABSENT;
    default:
      break;
    }
  if ((status & 0xfff0) != TRIES_LEFT)
    return MDG_CARD_PIN_UNKNOWN;
  *tries = status & 0x000f;
  return MDG_CARD_PIN_OPEN;
}

gsize
mdg_card_certificate_length (const guint8 *head, gsize length)
{
  gsize header = 2, body;

  if (length < 4 || head[0] != DER_SEQUENCE)
    return 0;
  if (head[1] < 0x80)
    body = head[1];
  else if (head[1] == 0x81)
    {
      header = 3;
      body = head[2];
    }
  else if (head[1] == 0x82)
    {
      header = 4;
      body = (gsize)head[2] << 8 | head[3];
    }
  else
    return 0;
  return body > 0 && header + body <= MDG_CARD_CERTIFICATE_MAX ? header + body : 0;
}

gboolean
mdg_card_certificate_end (const guint8 *der, gsize length, gint64 *valid_until)
{
  gnutls_datum_t datum = { (unsigned char *)der, (unsigned int)length };
  gnutls_x509_crt_t certificate = NULL;
  time_t begin = -1, end = -1;

  if (length == 0 || length > MDG_CARD_CERTIFICATE_MAX || gnutls_x509_crt_init (&certificate) < 0)
    return FALSE;
  if (gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_DER) >= 0)
    {
      begin = gnutls_x509_crt_get_activation_time (certificate);
      end = gnutls_x509_crt_get_expiration_time (certificate);
    }
  gnutls_x509_crt_deinit (certificate);
  if (begin == (time_t)-1 || end == (time_t)-1 || end < begin)
    return FALSE;
  *valid_until = end;
  return TRUE;
}
