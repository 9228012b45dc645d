/* certificate-info.c: from the pieces of a PKCS#12 file to what a person wants to know of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-info.h"

#include <string.h>

#include "certificates/sha256.h"
#include "core/file.h"
#include "core/institution-code.h"
#include "net/pkcs12.h"

#define CODE_DIGITS 10
#define SERIAL_MAX 64

G_DEFINE_BOXED_TYPE (MdgCertificateInfo,
                     mdg_certificate_info,
                     mdg_certificate_info_ref,
                     mdg_certificate_info_unref)

/* the certificate ---------------------------------------------------------------------------- */

static void
crt_deinit (gnutls_x509_crt_t *certificate)
{
  if (*certificate)
    gnutls_x509_crt_deinit (*certificate);
}

static void
take_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

/* The first common name, as UTF-8; "" when there is none. */
static char *
common_name (gnutls_x509_crt_t certificate, gboolean of_issuer)
{
  char name[1024];
  size_t size = sizeof name;
  int rc = of_issuer ? gnutls_x509_crt_get_issuer_dn_by_oid (
               certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size)
                     : gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                                      0, name, &size);

  return rc == 0 ? g_utf8_make_valid (name, (gssize)size) : g_strdup ("");
}

/* A run of exactly ten digits anywhere in @text: how the code stands in the subject is not laid
 * down anywhere we know (facts.md section 9, 4). Returns: (transfer full) (nullable) */
static char *
find_code (const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize n = strspn (p, "0123456789");

      if (n == CODE_DIGITS)
        return g_strndup (p, n);
      p += n > 0 ? n : 1;
    }
  return NULL;
}

static char *
institution_code (gnutls_x509_crt_t certificate, const char *subject)
{
  gnutls_datum_t name = { NULL, 0 };
  g_autofree char *whole = NULL;
  char *code = find_code (subject);

  if (code != NULL)
    return code;
  if (gnutls_x509_crt_get_dn3 (certificate, &name, 0) == 0)
    whole = g_utf8_make_valid ((const char *)name.data, (gssize)name.size);
  gnutls_free (name.data);
  code = whole != NULL ? find_code (whole) : NULL;
  return code != NULL ? code : g_strdup ("");
}

static char *
serial_text (gnutls_x509_crt_t certificate)
{
  guint8 serial[SERIAL_MAX];
  size_t size = sizeof serial;
  GString *text = g_string_new (NULL);

  if (gnutls_x509_crt_get_serial (certificate, serial, &size) == 0)
    for (size_t i = 0; i < size; i++)
      g_string_append_printf (text, "%02X", serial[i]);
  return g_string_free (text, FALSE);
}

static char *
key_algorithm (gnutls_x509_crt_t certificate)
{
  unsigned int bits = 0;
  int algorithm = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);
  const char *name
      = algorithm >= 0 ? gnutls_pk_algorithm_get_name ((gnutls_pk_algorithm_t)algorithm) : NULL;

  if (name == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s %u", strcmp (name, "EC/ECDSA") == 0 ? "ECDSA" : name, bits);
}

static char *
fingerprint (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t der = { NULL, 0 };
  char *text = NULL;

  if (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der) == 0)
    text = mdg_sha256_of (der.data, der.size);
  gnutls_free (der.data);
  return text != NULL ? text : g_strdup ("");
}

static gint64
time_or_zero (time_t time)
{
  return time == (time_t)-1 ? 0 : (gint64)time;
}

static void
describe_certificate (MdgCertificateInfo *info, gnutls_x509_crt_t certificate)
{
  const char *signature;

  info->has_certificate = TRUE;
  take_text (&info->subject, common_name (certificate, FALSE));
  take_text (&info->issuer, common_name (certificate, TRUE));
  take_text (&info->institution_code, institution_code (certificate, info->subject));
  take_text (&info->serial, serial_text (certificate));
  take_text (&info->fingerprint, fingerprint (certificate));
  take_text (&info->key_algorithm, key_algorithm (certificate));
  signature = gnutls_sign_get_name (
      (gnutls_sign_algorithm_t)gnutls_x509_crt_get_signature_algorithm (certificate));
  take_text (&info->signature_algorithm, g_strdup (signature != NULL ? signature : ""));
  info->valid_from = time_or_zero (gnutls_x509_crt_get_activation_time (certificate));
  info->valid_until = time_or_zero (gnutls_x509_crt_get_expiration_time (certificate));
}

/* Without its key nothing says which certificate is the terminal's: the first that is no
 * authority's. */
static void
describe_any_certificate (MdgCertificateInfo *info, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      __attribute__ ((cleanup (crt_deinit))) gnutls_x509_crt_t certificate = NULL;
      gsize size = 0;
      const guint8 *der = g_bytes_get_data (list->pdata[i], &size);
      gnutls_datum_t datum = { (unsigned char *)der, (unsigned int)size };
      unsigned int critical = 0;

      if (gnutls_x509_crt_init (&certificate) < 0
          || gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_DER) < 0)
        continue;
      if (gnutls_x509_crt_get_ca_status (certificate, &critical) == 1 && i + 1 < list->len)
        continue;
      describe_certificate (info, certificate);
      return;
    }
}

/* the encryption ----------------------------------------------------------------------------- */

static MdgP12Strength
strength_of (MdgPkcs12Scheme scheme)
{
  switch (scheme)
    {
    case MDG_PKCS12_UNSEEN:
      return MDG_P12_STRENGTH_UNKNOWN;
    case MDG_PKCS12_AES_256:
    case MDG_PKCS12_AES_192:
    case MDG_PKCS12_AES_128:
      return MDG_P12_STRENGTH_STRONG;
    case MDG_PKCS12_3DES:
    case MDG_PKCS12_PBES2_3DES:
      return MDG_P12_STRENGTH_OLD;
    default:
      return MDG_P12_STRENGTH_WEAK;
    }
}

/* facts.md 5.2: Windows before 1709 knows the ways of PKCS#12 itself, with SHA-1. */
static gboolean
is_old_way (const MdgPkcs12Part *part)
{
  switch (part->scheme)
    {
    case MDG_PKCS12_OPEN:
    case MDG_PKCS12_3DES:
    case MDG_PKCS12_RC2_40:
    case MDG_PKCS12_RC4_128:
      return TRUE;
    case MDG_PKCS12_OTHER:
      return g_strcmp0 (part->name, "RC2-128") == 0 || g_strcmp0 (part->name, "3DES (2 keys)") == 0;
    default:
      return FALSE;
    }
}

static char *
encryption_text (const MdgPkcs12Survey *survey)
{
  const char *key = mdg_pkcs12_part_name (&survey->key);
  const char *certificate = mdg_pkcs12_part_name (&survey->certificate);

  if (*key == '\0' || *certificate == '\0' || strcmp (key, certificate) == 0)
    return g_strdup (*key != '\0' ? key : certificate);
  return g_strdup_printf ("%s + %s", key, certificate);
}

/* "SHA256" is what GnuTLS calls it. */
static char *
mac_text (const MdgPkcs12Survey *survey)
{
  if (!survey->has_mac)
    return g_strdup ("");
  if (survey->mac == NULL)
    return g_strdup ("?");
  if (g_str_has_prefix (survey->mac, "SHA") && survey->mac[3] != '-')
    return g_strconcat ("SHA-", survey->mac + 3, NULL);
  return g_strdup (survey->mac);
}

static void
describe_encryption (MdgCertificateInfo *info, const MdgPkcs12Survey *survey)
{
  const MdgPkcs12Part *part
      = survey->key.scheme != MDG_PKCS12_UNSEEN ? &survey->key : &survey->certificate;

  info->strength = strength_of (part->scheme);
  info->iterations = part->steps;
  take_text (&info->encryption, encryption_text (survey));
  take_text (&info->mac, mac_text (survey));
  info->old_windows = survey->has_mac && strcmp (info->mac, "SHA-1") == 0
                      && is_old_way (&survey->key) && is_old_way (&survey->certificate);
}

/* public ------------------------------------------------------------------------------------- */

static MdgCertificateInfo *
info_new (GBytes *file)
{
  MdgCertificateInfo *info = g_atomic_rc_box_new0 (MdgCertificateInfo);
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (file, &size);

  info->sha256 = mdg_sha256_of (bytes, size);
  info->size = size;
  info->institution_code = g_strdup ("");
  info->subject = g_strdup ("");
  info->issuer = g_strdup ("");
  info->serial = g_strdup ("");
  info->fingerprint = g_strdup ("");
  info->key_algorithm = g_strdup ("");
  info->signature_algorithm = g_strdup ("");
  info->encryption = g_strdup ("");
  info->mac = g_strdup ("");
  return info;
}

MdgCertificateInfo *
mdg_certificate_info_new (GBytes *file, MdgSecret *password)
{
  g_autoptr (MdgCertificateInfo) info = NULL;
  g_auto (MdgPkcs12) contents = { 0 };
  g_auto (MdgPkcs12Survey) survey = { 0 };

  g_return_val_if_fail (file != NULL, NULL);
  info = info_new (file);
  mdg_pkcs12_look (file, password, &contents, &survey, &info->fault);
  describe_encryption (info, &survey);
  info->has_key = survey.keys > 0;
  info->needs_password
      = password == NULL && g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  if (info->fault != NULL)
    describe_any_certificate (info, survey.list);
  else
    {
      describe_certificate (info, contents.chain[0]);
      info->key_matches = TRUE;
      info->chain_length = survey.certificates - 1;
    }
  return g_steal_pointer (&info);
}

gboolean
mdg_certificate_info_may_be_good (const MdgCertificateInfo *info)
{
  return info->fault == NULL
         || g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD)
         || g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED);
}

MdgCertificateInfo *
mdg_certificate_info_read (const char *path, MdgSecret *password, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) file = NULL;
  MdgCertificateInfo *info;

  g_return_val_if_fail (path != NULL, NULL);
  file = mdg_file_read (path, MDG_CERTIFICATE_FILE_LIMIT, &problem);
  if (file != NULL)
    return mdg_certificate_info_new (file, password);
  if (!g_error_matches (problem, MDG_ERROR, MDG_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  file = g_bytes_new_static ("", 0);
  info = info_new (file);
  take_text (&info->sha256, g_strdup (""));
  info->fault = mdg_error_new (MDG_ERROR_P12_TOO_LONG, "%s", problem->message);
  return info;
}

MdgCertificateInfo *
mdg_certificate_info_ref (MdgCertificateInfo *info)
{
  return g_atomic_rc_box_acquire (info);
}

static void
info_clear (gpointer data)
{
  MdgCertificateInfo *info = data;

  g_clear_error (&info->fault);
  g_free (info->sha256);
  g_free (info->institution_code);
  g_free (info->subject);
  g_free (info->issuer);
  g_free (info->serial);
  g_free (info->fingerprint);
  g_free (info->key_algorithm);
  g_free (info->signature_algorithm);
  g_free (info->encryption);
  g_free (info->mac);
}

void
mdg_certificate_info_unref (MdgCertificateInfo *info)
{
  if (info != NULL)
    g_atomic_rc_box_release_full (info, info_clear);
}

int
mdg_days_between (gint64 from, gint64 until)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (from);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local (until);
  g_autoptr (GDate) a = NULL;
  g_autoptr (GDate) b = NULL;

  if (first == NULL || last == NULL)
    return 0;
  a = g_date_new_dmy ((GDateDay)g_date_time_get_day_of_month (first),
                      (GDateMonth)g_date_time_get_month (first),
                      (GDateYear)g_date_time_get_year (first));
  b = g_date_new_dmy ((GDateDay)g_date_time_get_day_of_month (last),
                      (GDateMonth)g_date_time_get_month (last),
                      (GDateYear)g_date_time_get_year (last));
  return g_date_days_between (a, b);
}

int
mdg_certificate_info_days_left (const MdgCertificateInfo *info, gint64 now)
{
  return mdg_days_between (now, info->valid_until);
}
