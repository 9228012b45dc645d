/* pkcs12.c: opens PKCS#12 files with GnuTLS and tells apart what can be wrong with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/pkcs12.h"

#include <gnutls/pkcs12.h>

#include "core/error.h"

static void
pkcs12_deinit (gnutls_pkcs12_t *p12)
{
  if (*p12)
    gnutls_pkcs12_deinit (*p12);
}

static void
free_list (gnutls_x509_crt_t *list, unsigned int length)
{
  for (unsigned int i = 0; i < length; i++)
    gnutls_x509_crt_deinit (list[i]);
  gnutls_free (list);
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
 * right. So is a MAC of a kind this GnuTLS does not know (PBMAC1, RFC 9579).
 * @vouched: the password is known to be right */
static gboolean
verify_mac (gnutls_pkcs12_t p12, const char *password, gboolean *vouched, GError **error)
{
  int rc = gnutls_pkcs12_verify_mac (p12, password);

  *vouched = rc >= 0;
  if (rc != GNUTLS_E_MAC_VERIFY_FAILED)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_P12_WRONG_PASSWORD, "The PKCS#12 password is wrong");
  return FALSE;
}

static gboolean
is_encrypted (const MdgPkcs12Survey *survey)
{
  return survey->key.scheme > MDG_PKCS12_OPEN || survey->certificate.scheme > MDG_PKCS12_OPEN;
}

/* @doubted: nothing but the decryption speaks for the password. One wrong password in 256 passes
 * that by chance, and gives nonsense. */
static void
set_parse_error (int rc, gboolean doubted, GError **error)
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
      mdg_set_error (error, doubted ? MDG_ERROR_P12_WRONG_PASSWORD : MDG_ERROR_P12_DAMAGED,
                     "Cannot read the PKCS#12 file: %s (%d)", gnutls_strerror (rc), rc);
      break;
    }
}

static gboolean
parse (gnutls_pkcs12_t p12,
       const char *password,
       gboolean doubted,
       MdgPkcs12 *contents,
       GError **error)
{
  int rc = gnutls_pkcs12_simple_parse (p12, password, &contents->key, &contents->chain,
                                       &contents->chain_length, &contents->extra,
                                       &contents->extra_length, NULL, 0);

  /* "Not available" is GnuTLS's word for a file without key or without certificate. */
  if (rc >= 0 || rc == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return TRUE;
  set_parse_error (rc, doubted, error);
  return FALSE;
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
check_contents (const MdgPkcs12 *contents, const MdgPkcs12Survey *survey, GError **error)
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
mdg_pkcs12_look (GBytes *file,
                 MdgSecret *password,
                 MdgPkcs12 *contents,
                 MdgPkcs12Survey *survey,
                 GError **error)
{
  __attribute__ ((cleanup (pkcs12_deinit))) gnutls_pkcs12_t p12 = NULL;
  /* NULL would not open a file whose password is empty. */
  const char *text = password ? mdg_secret_get_string (password) : "";
  gboolean vouched;

  g_return_val_if_fail (file != NULL && contents != NULL && survey != NULL, FALSE);
  if (gnutls_pkcs12_init (&p12) < 0)
    g_error ("Out of memory for PKCS#12");
  if (!import (p12, file, error) || !mdg_pkcs12_survey_mac (p12, survey, error))
    return FALSE;
  /* With a wrong password at least what can be seen without is told. */
  if (!verify_mac (p12, text, &vouched, error))
    {
      mdg_pkcs12_survey (p12, NULL, survey, NULL);
      return FALSE;
    }
  return mdg_pkcs12_survey (p12, text, survey, error)
         && parse (p12, text, !vouched && is_encrypted (survey), contents, error)
         && check_contents (contents, survey, error);
}

gboolean
mdg_pkcs12_read (GBytes *file, MdgSecret *password, MdgPkcs12 *contents, GError **error)
{
  g_auto (MdgPkcs12) found = { 0 };
  g_auto (MdgPkcs12Survey) survey = { 0 };

  if (!mdg_pkcs12_look (file, password, &found, &survey, error))
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
