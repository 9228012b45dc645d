/* pkcs12.c: opens PKCS#12 files with GnuTLS and tells apart what can be wrong with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/pkcs12.h"

#include <gnutls/pkcs12.h>

#include "core/error.h"

/* Key derivation steps in the whole file, all its parts together; a second's worth. Real files
 * ask for 2,000 to 600,000 per part; a hostile one may ask for thousands of millions. */
#define STEPS_LIMIT (5 * 1000 * 1000)

/* What there is to decrypt, and what came out as far as it could be. */
typedef struct
{
  guint64 steps;
  guint keys;
  guint certificates;
} Survey;

static void
pkcs12_deinit (gnutls_pkcs12_t *p12)
{
  if (*p12)
    gnutls_pkcs12_deinit (*p12);
}

static void
bag_deinit (gnutls_pkcs12_bag_t *bag)
{
  if (*bag)
    gnutls_pkcs12_bag_deinit (*bag);
}

static void
free_list (gnutls_x509_crt_t *list, unsigned int length)
{
  for (unsigned int i = 0; i < length; i++)
    gnutls_x509_crt_deinit (list[i]);
  gnutls_free (list);
}

/* how much work it is ------------------------------------------------------------------------ */

static gboolean
add_steps (Survey *survey, unsigned int steps, GError **error)
{
  survey->steps += steps;
  if (survey->steps <= STEPS_LIMIT)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_P12_UNSUPPORTED,
                 "The PKCS#12 file asks for more than %d steps of key derivation", STEPS_LIMIT);
  return FALSE;
}

static gboolean
survey_mac (gnutls_pkcs12_t p12, Survey *survey, GError **error)
{
  gnutls_mac_algorithm_t mac;
  unsigned int salt_size = 0, steps = 0;
  char *oid = NULL;

  gnutls_pkcs12_mac_info (p12, &mac, NULL, &salt_size, &steps, &oid);
  gnutls_free (oid);
  return add_steps (survey, steps, error);
}

static gboolean
survey_key (gnutls_pkcs12_bag_t bag, int element, Survey *survey, GError **error)
{
  gnutls_datum_t data = { NULL, 0 };
  unsigned int schema, cipher, salt_size = 0, steps = 0;
  char *oid = NULL;

  if (gnutls_pkcs12_bag_get_data (bag, element, &data) < 0)
    return TRUE;
  gnutls_pkcs8_info (&data, GNUTLS_X509_FMT_DER, &schema, &cipher, NULL, &salt_size, &steps, &oid);
  gnutls_free (oid);
  return add_steps (survey, steps, error);
}

static gboolean
survey_elements (gnutls_pkcs12_bag_t bag, Survey *survey, GError **error)
{
  int count = gnutls_pkcs12_bag_get_count (bag);

  for (int i = 0; i < count; i++)
    {
      int type = gnutls_pkcs12_bag_get_type (bag, i);

      survey->certificates += type == GNUTLS_BAG_CERTIFICATE;
      if (type != GNUTLS_BAG_PKCS8_KEY && type != GNUTLS_BAG_PKCS8_ENCRYPTED_KEY)
        continue;
      survey->keys++;
      if (type == GNUTLS_BAG_PKCS8_ENCRYPTED_KEY && !survey_key (bag, i, survey, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
survey_bag (gnutls_pkcs12_bag_t bag, const char *password, Survey *survey, GError **error)
{
  unsigned int schema, cipher, salt_size = 0, steps = 0;
  char *oid = NULL;

  if (gnutls_pkcs12_bag_get_type (bag, 0) == GNUTLS_BAG_ENCRYPTED)
    {
      gnutls_pkcs12_bag_enc_info (bag, &schema, &cipher, NULL, &salt_size, &steps, &oid);
      gnutls_free (oid);
      if (!add_steps (survey, steps, error))
        return FALSE;
      if (gnutls_pkcs12_bag_decrypt (bag, password) < 0)
        return TRUE; /* parse() will say why */
    }
  return survey_elements (bag, survey, error);
}

static gboolean
survey_bags (gnutls_pkcs12_t p12, const char *password, Survey *survey, GError **error)
{
  for (int i = 0;; i++)
    {
      __attribute__ ((cleanup (bag_deinit))) gnutls_pkcs12_bag_t bag = NULL;

      if (gnutls_pkcs12_bag_init (&bag) < 0 || gnutls_pkcs12_get_bag (p12, i, bag) < 0)
        return TRUE;
      if (!survey_bag (bag, password, survey, error))
        return FALSE;
    }
}

/* import → MAC → parse ----------------------------------------------------------------------- */

static gboolean
import (gnutls_pkcs12_t p12, GBytes *file, GError **error)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (file, &size);
  gnutls_datum_t datum = { (unsigned char *)bytes, (unsigned int)size };
  int rc = GNUTLS_E_ASN1_DER_ERROR;

  if (size > 0)
    rc = gnutls_pkcs12_import (p12, &datum, GNUTLS_X509_FMT_DER, 0);
  if (rc < 0)
    mdg_set_error (error, MDG_ERROR_P12_DAMAGED, "Not a PKCS#12 file: %s (%d)",
                   gnutls_strerror (rc), rc);
  return rc >= 0;
}

/* A file without MAC is unusual but allowed: then decryption has to tell whether the password is
 * right. So is a MAC of a kind this GnuTLS does not know (PBMAC1, RFC 9579). */
static gboolean
verify_mac (gnutls_pkcs12_t p12, const char *password, GError **error)
{
  if (gnutls_pkcs12_verify_mac (p12, password) != GNUTLS_E_MAC_VERIFY_FAILED)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_P12_WRONG_PASSWORD, "The PKCS#12 password is wrong");
  return FALSE;
}

static gboolean
set_parse_error (int rc, GError **error)
{
  switch (rc)
    {
    case GNUTLS_E_DECRYPTION_FAILED:
    case GNUTLS_E_MAC_VERIFY_FAILED:
      mdg_set_error (error, MDG_ERROR_P12_WRONG_PASSWORD, "The PKCS#12 password is wrong");
      break;
    case GNUTLS_E_UNKNOWN_CIPHER_TYPE:
    case GNUTLS_E_UNKNOWN_HASH_ALGORITHM:
    case GNUTLS_E_UNKNOWN_PK_ALGORITHM:
    case GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM:
    case GNUTLS_E_UNIMPLEMENTED_FEATURE:
    case GNUTLS_E_ECC_UNSUPPORTED_CURVE:
      mdg_set_error (error, MDG_ERROR_P12_UNSUPPORTED,
                     "The PKCS#12 file uses an unsupported cipher: %s (%d)", gnutls_strerror (rc),
                     rc);
      break;
    default:
      mdg_set_error (error, MDG_ERROR_P12_DAMAGED, "Cannot read the PKCS#12 file: %s (%d)",
                     gnutls_strerror (rc), rc);
      break;
    }
  return FALSE;
}

static gboolean
parse (gnutls_pkcs12_t p12, const char *password, MdgPkcs12 *contents, GError **error)
{
  int rc = gnutls_pkcs12_simple_parse (p12, password, &contents->key, &contents->chain,
                                       &contents->chain_length, &contents->extra,
                                       &contents->extra_length, NULL, 0);

  /* "Not available" is GnuTLS's word for a file without key or without certificate. */
  if (rc < 0 && rc != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return set_parse_error (rc, error);
  return TRUE;
}

/* the key and its certificate ---------------------------------------------------------------- */

static gboolean
is_pair (gnutls_x509_privkey_t key, gnutls_x509_crt_t certificate)
{
  guint8 a[64], b[64];
  size_t a_size = sizeof a, b_size = sizeof b;

  return gnutls_x509_privkey_get_key_id (key, GNUTLS_KEYID_USE_SHA256, a, &a_size) == 0
         && gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, b, &b_size) == 0
         && a_size == b_size && memcmp (a, b, a_size) == 0;
}

static gboolean
check_contents (const MdgPkcs12 *contents, const Survey *survey, GError **error)
{
  if (survey->keys == 0 && contents->key == NULL)
    mdg_set_error (error, MDG_ERROR_P12_NO_KEY, "The PKCS#12 file holds no private key");
  else if (survey->certificates == 0 && contents->chain_length == 0)
    mdg_set_error (error, MDG_ERROR_P12_DAMAGED, "The PKCS#12 file holds no certificate");
  else if (contents->key == NULL || contents->chain_length == 0
           || !is_pair (contents->key, contents->chain[0]))
    mdg_set_error (error, MDG_ERROR_P12_FOREIGN_KEY, "The private key is not the certificate's");
  else
    return TRUE;
  return FALSE;
}

/* public ------------------------------------------------------------------------------------ */

gboolean
mdg_pkcs12_read (GBytes *file, MdgSecret *password, MdgPkcs12 *contents, GError **error)
{
  __attribute__ ((cleanup (pkcs12_deinit))) gnutls_pkcs12_t p12 = NULL;
  g_auto (MdgPkcs12) found = { 0 };
  Survey survey = { 0 };
  /* NULL would not open a file whose password is empty. */
  const char *text = password ? mdg_secret_get_string (password) : "";

  g_return_val_if_fail (file != NULL && contents != NULL, FALSE);
  if (gnutls_pkcs12_init (&p12) < 0)
    g_error ("Out of memory for PKCS#12");
  if (!import (p12, file, error) || !survey_mac (p12, &survey, error)
      || !verify_mac (p12, text, error) || !survey_bags (p12, text, &survey, error)
      || !parse (p12, text, &found, error) || !check_contents (&found, &survey, error))
    return FALSE;
  *contents = found;
  found = (MdgPkcs12){ 0 };
  return TRUE;
}

void
mdg_pkcs12_clear (MdgPkcs12 *contents)
{
  if (contents->key)
    gnutls_x509_privkey_deinit (contents->key);
  free_list (contents->chain, contents->chain_length);
  free_list (contents->extra, contents->extra_length);
  *contents = (MdgPkcs12){ 0 };
}
