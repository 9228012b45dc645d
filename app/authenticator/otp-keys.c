/* otp-keys.c: the keys of some entries, opened.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/otp-keys.h"

#include <sodium.h>
#include <string.h>

#include "core/base32.h"

#define RECORD_VERSION 1
#define RECORD_HEAD 5 /* version, algorithm, digits, period (big endian) */
#define KEY_MAX 80

/* What is no secret. */
typedef struct
{
  gint64 number;
  guint16 period;
  guint8 algorithm;
  guint8 digits;
  guint8 length;
} Place;

struct _MdgOtpKeys
{
  guint8 *arena; /* room * KEY_MAX bytes */
  Place *places;
  guint n;
  guint room;
  GHashTable *by_number; /* (nullable): made when one is looked for; number -> index + 1 */
};

MdgOtpKeys *
mdg_otp_keys_new (guint room, GError **error)
{
  guint8 *arena;
  MdgOtpKeys *self;

  if (sodium_init () < 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "libsodium does not start");
      return NULL;
    }
  arena = sodium_allocarray (MAX (room, 1), KEY_MAX);
  if (arena == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "no guarded memory for %u keys", room);
      return NULL;
    }
  self = g_new0 (MdgOtpKeys, 1);
  self->arena = arena;
  self->room = room;
  self->places = g_new0 (Place, MAX (room, 1));
  return self;
}

void
mdg_otp_keys_free (MdgOtpKeys *self)
{
  if (self == NULL)
    return;
  sodium_free (self->arena); /* wipes */
  g_clear_pointer (&self->by_number, g_hash_table_unref);
  g_free (self->places);
  g_free (self);
}

static gboolean
add (MdgOtpKeys *self, const Place *place, const guint8 *key)
{
  g_return_val_if_fail (self->n < self->room, FALSE);

  memcpy (self->arena + (gsize)self->n * KEY_MAX, key, place->length);
  self->places[self->n++] = *place;
  g_clear_pointer (&self->by_number, g_hash_table_unref);
  return TRUE;
}

gboolean
mdg_otp_keys_add_record (MdgOtpKeys *self, gint64 number, const guint8 *record, gsize length)
{
  Place place = { .number = number };

  if (length <= RECORD_HEAD || length > RECORD_HEAD + KEY_MAX || record[0] != RECORD_VERSION)
    return FALSE;
  place.algorithm = record[1];
  place.digits = record[2];
  place.period = (guint16)(record[3] << 8 | record[4]);
  place.length = (guint8)(length - RECORD_HEAD);
  return place.algorithm <= MDG_TOTP_SHA512 && place.digits >= 6 && place.digits <= 8
         && place.period > 0 && add (self, &place, record + RECORD_HEAD);
}

gboolean
mdg_otp_keys_add_uri (MdgOtpKeys *self, gint64 number, const char *text, gsize length)
{
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (text, (gssize)length, NULL);
  g_autoptr (MdgSecret) record = uri != NULL ? mdg_otp_record_new (uri) : NULL;

  return record != NULL
         && mdg_otp_keys_add_record (self, number, mdg_secret_get_data (record, NULL),
                                     mdg_secret_get_length (record));
}

void
mdg_otp_keys_seal (MdgOtpKeys *self)
{
  sodium_mprotect_readonly (self->arena);
}

guint
mdg_otp_keys_get_length (MdgOtpKeys *self)
{
  return self->n;
}

gint64
mdg_otp_keys_get_number (MdgOtpKeys *self, guint index)
{
  g_return_val_if_fail (index < self->n, 0);

  return self->places[index].number;
}

guint
mdg_otp_keys_find (MdgOtpKeys *self, gint64 number)
{
  if (self->by_number == NULL)
    {
      self->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (guint i = 0; i < self->n; i++)
        g_hash_table_insert (self->by_number, &self->places[i].number, GUINT_TO_POINTER (i + 1));
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_number, &number)) - 1;
}

void
mdg_otp_keys_code (MdgOtpKeys *self,
                   guint index,
                   gint64 wall,
                   guint ahead,
                   char code[MDG_TOTP_CODE_MAX])
{
  const Place *place;

  g_return_if_fail (index < self->n);

  place = &self->places[index];
  mdg_hotp_bytes (self->arena + (gsize)index * KEY_MAX, place->length,
                  (MdgTotpAlgorithm)place->algorithm, mdg_totp_step (wall, place->period) + ahead,
                  place->digits, code);
}

guint
mdg_otp_keys_get_period (MdgOtpKeys *self, guint index)
{
  g_return_val_if_fail (index < self->n, MDG_TOTP_PERIOD);

  return self->places[index].period;
}

MdgOtpauthUri *
mdg_otp_keys_to_uri (MdgOtpKeys *self, guint index, const char *issuer, const char *account)
{
  const Place *place;
  MdgOtpauthUri *uri;

  g_return_val_if_fail (index < self->n, NULL);

  place = &self->places[index];
  uri = g_new0 (MdgOtpauthUri, 1);
  uri->issuer = issuer != NULL && *issuer != '\0' ? g_strdup (issuer) : NULL;
  uri->account = g_strdup (account);
  uri->setup_key = mdg_base32_encode (self->arena + (gsize)index * KEY_MAX, place->length);
  uri->algorithm = (MdgTotpAlgorithm)place->algorithm;
  uri->digits = place->digits;
  uri->period = place->period;
  return uri;
}

MdgSecret *
mdg_otp_record_new (const MdgOtpauthUri *uri)
{
  g_autoptr (MdgSecret) key = mdg_base32_decode (mdg_secret_get_string (uri->setup_key), -1, NULL);
  guint8 record[RECORD_HEAD + KEY_MAX];
  gsize length;
  const guint8 *data;
  MdgSecret *secret;

  g_return_val_if_fail (key != NULL, NULL);

  data = mdg_secret_get_data (key, &length);
  g_return_val_if_fail (length <= KEY_MAX, NULL);
  record[0] = RECORD_VERSION;
  record[1] = (guint8)uri->algorithm;
  record[2] = (guint8)uri->digits;
  record[3] = (guint8)(uri->period >> 8);
  record[4] = (guint8)uri->period;
  memcpy (record + RECORD_HEAD, data, length);
  secret = mdg_secret_new (record, RECORD_HEAD + length);
  sodium_memzero (record, sizeof record);
  return secret;
}
