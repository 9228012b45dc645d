/* certificate-maker.c: what the training certificates say, made with GnuTLS.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/certificate-maker.h"

#include <gnutls/crypto.h>
#include <gnutls/pkcs12.h>
#include <string.h>

#define ORGANISATION "Madoguchi Training"
#define UNIT "訓練用"
#define CA_NAME "Madoguchi Training CA"

#define CA_MONTHS (20 * 12)
#define LEAF_MONTHS (3 * 12 + 3) /* facts.md 5: three years and three months */

/* Clocks of computers differ a little; what was issued just now must be valid. */
#define BACKDATE_SECONDS (60 * 60)

#define CHECK(call) (check ((call), error))

static gboolean
check (int result, GError **error)
{
  if (result >= 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "A training certificate cannot be made: %s",
                 gnutls_strerror (result));
  return FALSE;
}

static gint64
months_later (gint64 now, int months)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) end = g_date_time_add_months (start, months);

  return g_date_time_to_unix (end);
}

static gboolean
set_name (gnutls_x509_crt_t certificate, const char *name, GError **error)
{
  static const struct
  {
    const char *oid;
    const char *value;
  } fixed[] = { { GNUTLS_OID_X520_COUNTRY_NAME, "JP" },
                { GNUTLS_OID_X520_ORGANIZATION_NAME, ORGANISATION },
                { GNUTLS_OID_X520_ORGANIZATIONAL_UNIT_NAME, UNIT } };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (!CHECK (gnutls_x509_crt_set_dn_by_oid (certificate, fixed[i].oid, 0, fixed[i].value,
                                               (unsigned)strlen (fixed[i].value))))
      return FALSE;
  return CHECK (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                               (unsigned)strlen (name)));
}

/* What all have in common: a fresh key, a random serial number, name and validity. */
static gboolean
begin (gnutls_x509_crt_t certificate,
       gnutls_x509_privkey_t key,
       const char *name,
       gint64 now,
       int months,
       GError **error)
{
  unsigned char serial[16], key_id[64];
  size_t key_id_size = sizeof key_id;

  if (!CHECK (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial)))
    return FALSE;
  serial[0] = (serial[0] & 0x7f) | 0x40; /* positive, and always as long */
  return CHECK (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                              GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0))
         && CHECK (gnutls_x509_crt_set_version (certificate, 3))
         && CHECK (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial))
         && CHECK (gnutls_x509_crt_set_key (certificate, key))
         && CHECK (
             gnutls_x509_crt_set_activation_time (certificate, (time_t)(now - BACKDATE_SECONDS)))
         && CHECK (
             gnutls_x509_crt_set_expiration_time (certificate, (time_t)months_later (now, months)))
         && CHECK (
             gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA1, key_id, &key_id_size))
         && CHECK (gnutls_x509_crt_set_subject_key_id (certificate, key_id, key_id_size))
         && set_name (certificate, name, error);
}

static gboolean
sign (gnutls_x509_crt_t certificate,
      gnutls_x509_crt_t ca,
      gnutls_x509_privkey_t ca_key,
      GError **error)
{
  unsigned char id[64];
  size_t size = sizeof id;

  return CHECK (gnutls_x509_crt_get_subject_key_id (ca, id, &size, NULL))
         && CHECK (gnutls_x509_crt_set_authority_key_id (certificate, id, size))
         && CHECK (gnutls_x509_crt_sign2 (certificate, ca, ca_key, GNUTLS_DIG_SHA256, 0));
}

static gboolean
finish_leaf (gnutls_x509_crt_t certificate,
             const char *purpose,
             gnutls_x509_crt_t ca,
             gnutls_x509_privkey_t ca_key,
             GError **error)
{
  return CHECK (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1))
         && CHECK (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE))
         && CHECK (gnutls_x509_crt_set_key_purpose_oid (certificate, purpose, 0))
         && sign (certificate, ca, ca_key, error);
}

static void
init_pair (gnutls_x509_crt_t *certificate, gnutls_x509_privkey_t *key)
{
  gnutls_x509_crt_init (certificate);
  gnutls_x509_privkey_init (key);
}

gboolean
mdg_certificate_make_ca (gint64 now,
                         gnutls_x509_crt_t *certificate,
                         gnutls_x509_privkey_t *key,
                         GError **error)
{
  init_pair (certificate, key);
  return begin (*certificate, *key, CA_NAME, now, CA_MONTHS, error)
         && CHECK (gnutls_x509_crt_set_basic_constraints (*certificate, 1, 0))
         && CHECK (gnutls_x509_crt_set_key_usage (*certificate,
                                                  GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN))
         && sign (*certificate, *certificate, *key, error);
}

static gboolean
set_loopback_names (gnutls_x509_crt_t certificate, GError **error)
{
  static const unsigned char v4[4] = { 127, 0, 0, 1 }, v6[16] = { [15] = 1 };

  return CHECK (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, v4,
                                                      sizeof v4, GNUTLS_FSAN_SET))
         && CHECK (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, v6,
                                                         sizeof v6, GNUTLS_FSAN_APPEND))
         && CHECK (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME,
                                                         "localhost", strlen ("localhost"),
                                                         GNUTLS_FSAN_APPEND));
}

gboolean
mdg_certificate_make_server (gnutls_x509_crt_t ca,
                             gnutls_x509_privkey_t ca_key,
                             gint64 now,
                             gnutls_x509_crt_t *certificate,
                             gnutls_x509_privkey_t *key,
                             GError **error)
{
  init_pair (certificate, key);
  return begin (*certificate, *key, "localhost", now, LEAF_MONTHS, error)
         && set_loopback_names (*certificate, error)
         && finish_leaf (*certificate, GNUTLS_KP_TLS_WWW_SERVER, ca, ca_key, error);
}

/* The bag of certificates: the client's, which belongs to the key of @id, and the authority's. */
static gboolean
add_certificates (gnutls_pkcs12_t p12,
                  gnutls_x509_crt_t certificate,
                  gnutls_x509_crt_t ca,
                  const gnutls_datum_t *id,
                  const char *name,
                  const char *password,
                  GError **error)
{
  gnutls_pkcs12_bag_t bag;
  gboolean done;

  gnutls_pkcs12_bag_init (&bag);
  done = CHECK (gnutls_pkcs12_bag_set_crt (bag, certificate))
         && CHECK (gnutls_pkcs12_bag_set_key_id (bag, 0, id))
         && CHECK (gnutls_pkcs12_bag_set_friendly_name (bag, 0, name))
         && CHECK (gnutls_pkcs12_bag_set_crt (bag, ca))
         && CHECK (gnutls_pkcs12_bag_encrypt (bag, password, GNUTLS_PKCS_PBES2_AES_256))
         && CHECK (gnutls_pkcs12_set_bag (p12, bag));
  gnutls_pkcs12_bag_deinit (bag);
  return done;
}

static gboolean
add_key (gnutls_pkcs12_t p12,
         gnutls_x509_privkey_t key,
         const gnutls_datum_t *id,
         const char *name,
         const char *password,
         GError **error)
{
  gnutls_datum_t encrypted = { 0 };
  gnutls_pkcs12_bag_t bag;
  gboolean done;

  gnutls_pkcs12_bag_init (&bag);
  done = CHECK (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_DER, password,
                                                   GNUTLS_PKCS_PBES2_AES_256, &encrypted))
         && CHECK (gnutls_pkcs12_bag_set_data (bag, GNUTLS_BAG_PKCS8_ENCRYPTED_KEY, &encrypted))
         && CHECK (gnutls_pkcs12_bag_set_key_id (bag, 0, id))
         && CHECK (gnutls_pkcs12_bag_set_friendly_name (bag, 0, name))
         && CHECK (gnutls_pkcs12_set_bag (p12, bag));
  gnutls_pkcs12_bag_deinit (bag);
  gnutls_free (encrypted.data);
  return done;
}

static GBytes *
pack (gnutls_x509_crt_t certificate,
      gnutls_x509_privkey_t key,
      gnutls_x509_crt_t ca,
      const char *name,
      const char *password,
      GError **error)
{
  unsigned char key_id[64];
  size_t size = sizeof key_id;
  gnutls_datum_t id = { key_id, 0 }, der = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  gnutls_pkcs12_t p12;

  if (!CHECK (gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA1, key_id, &size)))
    return NULL;
  id.size = (unsigned)size;
  gnutls_pkcs12_init (&p12);
  if (add_certificates (p12, certificate, ca, &id, name, password, error)
      && add_key (p12, key, &id, name, password, error)
      && CHECK (gnutls_pkcs12_generate_mac2 (p12, GNUTLS_MAC_SHA256, password))
      && CHECK (gnutls_pkcs12_export2 (p12, GNUTLS_X509_FMT_DER, &der)))
    bytes = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  gnutls_pkcs12_deinit (p12);
  return g_steal_pointer (&bytes);
}

GBytes *
mdg_certificate_make_client (gnutls_x509_crt_t ca,
                             gnutls_x509_privkey_t ca_key,
                             gint64 now,
                             const char *institution_code,
                             const char *password,
                             gnutls_x509_crt_t *certificate,
                             GError **error)
{
  gnutls_x509_privkey_t key;
  g_autoptr (GBytes) bytes = NULL;

  init_pair (certificate, &key);
  if (begin (*certificate, key, institution_code, now, LEAF_MONTHS, error)
      && finish_leaf (*certificate, GNUTLS_KP_TLS_WWW_CLIENT, ca, ca_key, error))
    bytes = pack (*certificate, key, ca, institution_code, password, error);
  gnutls_x509_privkey_deinit (key);
  return g_steal_pointer (&bytes);
}

gboolean
mdg_certificate_check_p12 (GBytes *bytes, const char *password)
{
  gsize length;
  gnutls_datum_t der = { (unsigned char *)g_bytes_get_data (bytes, &length), 0 };
  gnutls_pkcs12_t p12;
  gboolean good;

  der.size = (unsigned)length;
  gnutls_pkcs12_init (&p12);
  good = gnutls_pkcs12_import (p12, &der, GNUTLS_X509_FMT_DER, 0) == 0
         && gnutls_pkcs12_verify_mac (p12, password) == 0;
  gnutls_pkcs12_deinit (p12);
  return good;
}
