/* pkcs12-survey.c: looks through the bags of a PKCS#12 file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/pkcs12-survey.h"

#include "core/error.h"

/* Key derivation steps in the whole file, all its parts together; a second's worth. Real files
 * ask for 2,000 to 600,000 per part; a hostile one may ask for thousands of millions. */
#define STEPS_LIMIT (5 * 1000 * 1000)

static void
bag_deinit (gnutls_pkcs12_bag_t *bag)
{
  if (*bag)
    gnutls_pkcs12_bag_deinit (*bag);
}

/* how it is encrypted ------------------------------------------------------------------------ */

static MdgPkcs12Scheme
scheme_of (unsigned int schema)
{
  switch (schema & ~(unsigned int)GNUTLS_PKCS_NULL_PASSWORD)
    {
    case GNUTLS_PKCS_PLAIN:
      return MDG_PKCS12_OPEN;
    case GNUTLS_PKCS_PKCS12_3DES:
      return MDG_PKCS12_3DES;
    case GNUTLS_PKCS_PKCS12_ARCFOUR:
      return MDG_PKCS12_RC4_128;
    case GNUTLS_PKCS_PKCS12_RC2_40:
      return MDG_PKCS12_RC2_40;
    case GNUTLS_PKCS_PBES2_3DES:
      return MDG_PKCS12_PBES2_3DES;
    case GNUTLS_PKCS_PBES2_AES_128:
      return MDG_PKCS12_AES_128;
    case GNUTLS_PKCS_PBES2_AES_192:
      return MDG_PKCS12_AES_192;
    case GNUTLS_PKCS_PBES2_AES_256:
      return MDG_PKCS12_AES_256;
    default:
      return MDG_PKCS12_OTHER;
    }
}

/* RFC 7292 appendix C, those GnuTLS has no name for. */
static const char *
name_of_oid (const char *oid)
{
  static const char *const names[][2] = {
    { "1.2.840.113549.1.12.1.2", "RC4-40" },  { "1.2.840.113549.1.12.1.4", "3DES (2 keys)" },
    { "1.2.840.113549.1.12.1.5", "RC2-128" }, { "1.2.840.113549.1.5.3", "DES-MD5" },
    { "1.2.840.113549.1.5.10", "DES-SHA1" },  { "1.2.840.113549.1.5.13", "PBES2" },
  };

  for (gsize i = 0; oid != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (oid, names[i][0]))
      return names[i][1];
  return oid;
}

/* @rc: of the call that gave the rest. The weakest key is what counts; of certificates the last. */
static void
note_part (MdgPkcs12Part *part, int rc, unsigned int schema, unsigned int steps, const char *oid)
{
  MdgPkcs12Scheme scheme = rc >= 0 ? scheme_of (schema) : MDG_PKCS12_OTHER;

  if (part->scheme == MDG_PKCS12_OPEN || (part->scheme > scheme && scheme != MDG_PKCS12_OPEN))
    return;
  g_free (part->name);
  part->name = scheme == MDG_PKCS12_OTHER ? g_strdup (name_of_oid (oid)) : NULL;
  part->scheme = scheme;
  part->steps = steps;
}

static gboolean
add_steps (MdgPkcs12Survey *survey, unsigned int steps, GError **error)
{
  survey->steps += steps;
  if (survey->steps <= STEPS_LIMIT)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_P12_UNSUPPORTED,
                 "The PKCS#12 file asks for more than %d steps of key derivation", STEPS_LIMIT);
  return FALSE;
}

/* the bags ----------------------------------------------------------------------------------- */

static gboolean
survey_key (gnutls_pkcs12_bag_t bag, int element, MdgPkcs12Survey *survey, GError **error)
{
  gnutls_datum_t data = { NULL, 0 };
  unsigned int schema = 0, cipher, salt_size = 0, steps = 0;
  char *oid = NULL;
  int rc;

  if (gnutls_pkcs12_bag_get_data (bag, element, &data) < 0)
    return TRUE;
  rc = gnutls_pkcs8_info (&data, GNUTLS_X509_FMT_DER, &schema, &cipher, NULL, &salt_size, &steps,
                          &oid);
  note_part (&survey->key, rc, schema, steps, oid);
  gnutls_free (oid);
  return add_steps (survey, steps, error);
}

static void
survey_certificate (gnutls_pkcs12_bag_t bag, int element, MdgPkcs12Survey *survey)
{
  gnutls_datum_t data = { NULL, 0 };

  survey->certificates++;
  if (survey->certificate.scheme == MDG_PKCS12_UNSEEN)
    survey->certificate.scheme = MDG_PKCS12_OPEN;
  if (gnutls_pkcs12_bag_get_data (bag, element, &data) >= 0)
    g_ptr_array_add (survey->list, g_bytes_new (data.data, data.size));
}

/* @around: (nullable): the encryption that lay around the whole bag */
static gboolean
survey_elements (gnutls_pkcs12_bag_t bag,
                 const MdgPkcs12Part *around,
                 MdgPkcs12Survey *survey,
                 GError **error)
{
  int count = gnutls_pkcs12_bag_get_count (bag);

  for (int i = 0; i < count; i++)
    switch (gnutls_pkcs12_bag_get_type (bag, i))
      {
      case GNUTLS_BAG_CERTIFICATE:
        survey_certificate (bag, i, survey);
        break;
      case GNUTLS_BAG_PKCS8_KEY:
        survey->keys++;
        if (around == NULL)
          note_part (&survey->key, 0, GNUTLS_PKCS_PLAIN, 0, NULL);
        else if (survey->key.scheme == MDG_PKCS12_UNSEEN)
          survey->key = (MdgPkcs12Part){ around->scheme, g_strdup (around->name), around->steps };
        break;
      case GNUTLS_BAG_PKCS8_ENCRYPTED_KEY:
        survey->keys++;
        if (!survey_key (bag, i, survey, error))
          return FALSE;
        break;
      default:
        break;
      }
  return TRUE;
}

static gboolean
survey_bag (gnutls_pkcs12_bag_t bag, const char *password, MdgPkcs12Survey *survey, GError **error)
{
  unsigned int schema = 0, cipher, salt_size = 0, steps = 0;
  char *oid = NULL;
  int rc;

  if (gnutls_pkcs12_bag_get_type (bag, 0) != GNUTLS_BAG_ENCRYPTED)
    return survey_elements (bag, NULL, survey, error);
  rc = gnutls_pkcs12_bag_enc_info (bag, &schema, &cipher, NULL, &salt_size, &steps, &oid);
  note_part (&survey->certificate, rc, schema, steps, oid);
  gnutls_free (oid);
  if (!add_steps (survey, steps, error))
    return FALSE;
  if (password == NULL || gnutls_pkcs12_bag_decrypt (bag, password) < 0)
    return TRUE; /* the opening will say why */
  return survey_elements (bag, &survey->certificate, survey, error);
}

/* public ------------------------------------------------------------------------------------- */

gboolean
mdg_pkcs12_survey_mac (gnutls_pkcs12_t p12, MdgPkcs12Survey *survey, GError **error)
{
  gnutls_mac_algorithm_t mac = GNUTLS_MAC_UNKNOWN;
  unsigned int salt_size = 0, steps = 0;
  char *oid = NULL;
  int rc = gnutls_pkcs12_mac_info (p12, &mac, NULL, &salt_size, &steps, &oid);

  survey->has_mac = rc != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE;
  survey->mac = rc >= 0 && mac != GNUTLS_MAC_UNKNOWN ? gnutls_mac_get_name (mac) : NULL;
  gnutls_free (oid);
  return add_steps (survey, steps, error);
}

gboolean
mdg_pkcs12_survey (gnutls_pkcs12_t p12,
                   const char *password,
                   MdgPkcs12Survey *survey,
                   GError **error)
{
  if (survey->list == NULL)
    survey->list = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  for (int i = 0;; i++)
    {
      __attribute__ ((cleanup (bag_deinit))) gnutls_pkcs12_bag_t bag = NULL;

      if (gnutls_pkcs12_bag_init (&bag) < 0 || gnutls_pkcs12_get_bag (p12, i, bag) < 0)
        return TRUE;
      if (!survey_bag (bag, password, survey, error))
        return FALSE;
    }
}

void
mdg_pkcs12_survey_clear (MdgPkcs12Survey *survey)
{
  g_free (survey->key.name);
  g_free (survey->certificate.name);
  g_clear_pointer (&survey->list, g_ptr_array_unref);
  *survey = (MdgPkcs12Survey){ 0 };
}

const char *
mdg_pkcs12_part_name (const MdgPkcs12Part *part)
{
  static const char *const names[] = {
    [MDG_PKCS12_UNSEEN] = "",         [MDG_PKCS12_OPEN] = "–",
    [MDG_PKCS12_AES_256] = "AES-256", [MDG_PKCS12_AES_192] = "AES-192",
    [MDG_PKCS12_AES_128] = "AES-128", [MDG_PKCS12_PBES2_3DES] = "3DES (PBES2)",
    [MDG_PKCS12_3DES] = "3DES",       [MDG_PKCS12_RC2_40] = "RC2-40",
    [MDG_PKCS12_RC4_128] = "RC4-128", [MDG_PKCS12_OTHER] = "?",
  };

  return part->name != NULL ? part->name : names[part->scheme];
}
