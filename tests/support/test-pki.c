/* test-pki.c: a small certification authority out of GnuTLS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "test-pki.h"

#include <glib/gstdio.h>
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>

#define DAY (24 * 60 * 60)

typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Pair;

struct _TestPki
{
  char *folder;
  char *ca_file;
  char *other_ca_file;
  Pair ca;
  Pair other_ca;
  guint serial;
};

/* Every call of GnuTLS in here must work. */
static void
must (int rc)
{
  if (rc < 0)
    g_error ("test-pki: %s", gnutls_strerror (rc));
}

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  must (gnutls_x509_privkey_init (&key));
  must (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  return key;
}

static void
set_serial (TestPki *pki, gnutls_x509_crt_t certificate)
{
  guint8 serial[4] = { 0x10, 0, 0, 0 };

  pki->serial++;
  serial[2] = (guint8)(pki->serial >> 8);
  serial[3] = (guint8)pki->serial;
  must (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
}

static gnutls_x509_crt_t
make_certificate (TestPki *pki,
                  const char *common_name,
                  gnutls_x509_privkey_t key,
                  TestPkiFlags flags)
{
  gnutls_x509_crt_t certificate;
  time_t now = time (NULL), from = now - DAY, until = now + 365 * DAY;

  if (flags & TEST_PKI_EXPIRED)
    from = now - 30 * DAY, until = now - DAY;
  if (flags & TEST_PKI_FUTURE)
    from = now + DAY;
  must (gnutls_x509_crt_init (&certificate));
  must (gnutls_x509_crt_set_version (certificate, 3));
  set_serial (pki, certificate);
  must (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, common_name,
                                       strlen (common_name)));
  must (gnutls_x509_crt_set_activation_time (certificate, from));
  must (gnutls_x509_crt_set_expiration_time (certificate, until));
  must (gnutls_x509_crt_set_key (certificate, key));
  return certificate;
}

static Pair
make_ca (TestPki *pki, const char *common_name)
{
  Pair ca = { make_key (), NULL };

  ca.certificate = make_certificate (pki, common_name, ca.key, TEST_PKI_PLAIN);
  must (gnutls_x509_crt_set_basic_constraints (ca.certificate, 1, -1));
  must (gnutls_x509_crt_set_key_usage (ca.certificate,
                                       GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN));
  must (gnutls_x509_crt_sign2 (ca.certificate, ca.certificate, ca.key, GNUTLS_DIG_SHA256, 0));
  return ca;
}

static Pair
make_leaf (TestPki *pki, const char *common_name, const char *purpose, TestPkiFlags flags)
{
  Pair *ca = flags & TEST_PKI_OTHER_CA ? &pki->other_ca : &pki->ca;
  Pair leaf = { make_key (), NULL };

  leaf.certificate = make_certificate (pki, common_name, leaf.key, flags);
  must (gnutls_x509_crt_set_basic_constraints (leaf.certificate, 0, -1));
  must (gnutls_x509_crt_set_key_usage (leaf.certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
  must (gnutls_x509_crt_set_key_purpose_oid (leaf.certificate, purpose, 0));
  if (g_str_equal (purpose, GNUTLS_KP_TLS_WWW_SERVER))
    {
      static const guint8 loopback[] = { 127, 0, 0, 1 }, other[] = { 127, 9, 9, 9 };

      must (gnutls_x509_crt_set_subject_alt_name (leaf.certificate, GNUTLS_SAN_IPADDRESS,
                                                  flags & TEST_PKI_OTHER_HOST ? other : loopback, 4,
                                                  GNUTLS_FSAN_SET));
    }
  must (gnutls_x509_crt_sign2 (leaf.certificate, ca->certificate, ca->key, GNUTLS_DIG_SHA256, 0));
  return leaf;
}

static void
pair_clear (Pair *pair)
{
  gnutls_x509_privkey_deinit (pair->key);
  gnutls_x509_crt_deinit (pair->certificate);
}

/* Takes over @datum's bytes. */
static void
write_file (TestPki *pki, const char *name, gnutls_datum_t *datum, char **path)
{
  g_autofree char *full = g_build_filename (pki->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (full, (const char *)datum->data, datum->size, &error);
  g_assert_no_error (error);
  gnutls_free (datum->data);
  datum->data = NULL;
  if (path)
    *path = g_steal_pointer (&full);
}

static void
write_certificate (TestPki *pki, const char *name, gnutls_x509_crt_t certificate, char **path)
{
  gnutls_datum_t pem;

  must (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  write_file (pki, name, &pem, path);
}

static void
write_key (TestPki *pki, const char *name, gnutls_x509_privkey_t key)
{
  gnutls_datum_t pem;

  must (
      gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem));
  write_file (pki, name, &pem, NULL);
}

/* Both bags bear the certificate's id, also when the key is another's: that is the fault. */
static void
add_key (gnutls_pkcs12_t p12, gnutls_x509_privkey_t key, gnutls_datum_t *id)
{
  gnutls_pkcs12_bag_t bag;
  gnutls_datum_t pkcs8;
  int index;

  must (gnutls_pkcs12_bag_init (&bag));
  must (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_DER, TEST_PKI_PASSWORD,
                                           GNUTLS_PKCS_PBES2_AES_256, &pkcs8));
  must (index = gnutls_pkcs12_bag_set_data (bag, GNUTLS_BAG_PKCS8_ENCRYPTED_KEY, &pkcs8));
  must (gnutls_pkcs12_bag_set_key_id (bag, index, id));
  must (gnutls_pkcs12_set_bag (p12, bag));
  gnutls_free (pkcs8.data);
  gnutls_pkcs12_bag_deinit (bag);
}

static void
add_certificate (gnutls_pkcs12_t p12, gnutls_x509_crt_t certificate, gnutls_datum_t *id)
{
  gnutls_pkcs12_bag_t bag;
  int index;

  must (gnutls_pkcs12_bag_init (&bag));
  must (index = gnutls_pkcs12_bag_set_crt (bag, certificate));
  must (gnutls_pkcs12_bag_set_key_id (bag, index, id));
  must (gnutls_pkcs12_bag_encrypt (bag, TEST_PKI_PASSWORD, GNUTLS_PKCS_PBES2_AES_256));
  must (gnutls_pkcs12_set_bag (p12, bag));
  gnutls_pkcs12_bag_deinit (bag);
}

static void
export_p12 (Pair *leaf, TestPkiFlags flags, gnutls_datum_t *out)
{
  gnutls_pkcs12_t p12;
  guint8 id[20];
  size_t id_size = sizeof id;
  gnutls_x509_privkey_t key = flags & TEST_PKI_FOREIGN_KEY ? make_key () : leaf->key;

  must (gnutls_x509_crt_get_key_id (leaf->certificate, 0, id, &id_size));
  must (gnutls_pkcs12_init (&p12));
  if (!(flags & TEST_PKI_NO_CERTIFICATE))
    add_certificate (p12, leaf->certificate, &(gnutls_datum_t){ id, (unsigned int)id_size });
  if (!(flags & TEST_PKI_NO_KEY))
    add_key (p12, key, &(gnutls_datum_t){ id, (unsigned int)id_size });
  must (gnutls_pkcs12_generate_mac (p12, TEST_PKI_PASSWORD));
  must (gnutls_pkcs12_export2 (p12, GNUTLS_X509_FMT_DER, out));
  gnutls_pkcs12_deinit (p12);
  if (key != leaf->key)
    gnutls_x509_privkey_deinit (key);
}

/* public ------------------------------------------------------------------------------------ */

TestPki *
test_pki_new (void)
{
  g_autoptr (GError) error = NULL;
  TestPki *pki = g_new0 (TestPki, 1);

  pki->folder = g_dir_make_tmp ("madoguchi-pki-XXXXXX", &error);
  g_assert_no_error (error);
  pki->ca = make_ca (pki, "Test CA 試験");
  pki->other_ca = make_ca (pki, "Other CA");
  write_certificate (pki, "ca.pem", pki->ca.certificate, &pki->ca_file);
  write_certificate (pki, "other-ca.pem", pki->other_ca.certificate, &pki->other_ca_file);
  return pki;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_pki_free (TestPki *pki)
{
  remove_folder (pki->folder);
  pair_clear (&pki->ca);
  pair_clear (&pki->other_ca);
  g_free (pki->folder);
  g_free (pki->ca_file);
  g_free (pki->other_ca_file);
  g_free (pki);
}

const char *
test_pki_get_folder (TestPki *pki)
{
  return pki->folder;
}

const char *
test_pki_get_ca_file (TestPki *pki)
{
  return pki->ca_file;
}

const char *
test_pki_get_other_ca_file (TestPki *pki)
{
  return pki->other_ca_file;
}

GTlsCertificate *
test_pki_make_server (TestPki *pki, TestPkiFlags flags)
{
  Pair leaf = make_leaf (pki, "server", GNUTLS_KP_TLS_WWW_SERVER, flags);
  gnutls_datum_t certificate, key;
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *made;

  must (gnutls_x509_crt_export2 (leaf.certificate, GNUTLS_X509_FMT_PEM, &certificate));
  must (gnutls_x509_privkey_export2_pkcs8 (leaf.key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                           &key));
  pem = g_strconcat ((const char *)certificate.data, (const char *)key.data, NULL);
  made = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  gnutls_free (certificate.data);
  gnutls_free (key.data);
  pair_clear (&leaf);
  return made;
}

char *
test_pki_make_client (TestPki *pki, const char *name, const char *common_name, TestPkiFlags flags)
{
  Pair leaf = make_leaf (pki, common_name, GNUTLS_KP_TLS_WWW_CLIENT, flags);
  g_autofree char *p12_name = g_strconcat (name, ".p12", NULL);
  g_autofree char *pem_name = g_strconcat (name, ".pem", NULL);
  g_autofree char *key_name = g_strconcat (name, ".key", NULL);
  gnutls_datum_t p12;
  char *path = NULL;

  write_certificate (pki, pem_name, leaf.certificate, NULL);
  write_key (pki, key_name, leaf.key);
  export_p12 (&leaf, flags, &p12);
  write_file (pki, p12_name, &p12, &path);
  pair_clear (&leaf);
  return path;
}
