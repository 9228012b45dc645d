/* test-pki.c: the service's certificates: made, kept, renewed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>
#include <string.h>
#include "training/certificate-maker.h"
#include "training/pki.h"

#define CODE "3410712362"
#define PASSWORD "Renshu-2026"
#define NOW G_GINT64_CONSTANT (1768435200) /* 2026-01-15 */
#define DAY (24 * 60 * 60)
#define LATER (NOW + 4 * 365 * (gint64)DAY)

static const char *const files[]
    = { "ca-key.pem", "ca.pem", "client.p12", "client.password", "client.pem", "server.pem" };

typedef struct
{
  char *folder;
  char *before[G_N_ELEMENTS (files)];
} Pki;

static char *
content (Pki *pki, gsize file)
{
  g_autofree char *path = g_build_filename (pki->folder, files[file], NULL);
  char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autofree char *raw = text;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)raw, length);
}

static MdgTrainingPki *
prepare_with (Pki *pki, const char *password, gint64 now)
{
  g_autoptr (GError) error = NULL;
  MdgTrainingPki *made;

  made = mdg_training_pki_prepare (pki->folder, CODE, password, now, &error);
  g_assert_no_error (error);
  return made;
}

static MdgTrainingPki *
prepare (Pki *pki, gint64 now)
{
  return prepare_with (pki, PASSWORD, now);
}

static void
set_up (Pki *pki, gconstpointer data)
{
  g_autoptr (MdgTrainingPki) made = NULL;

  pki->folder = g_dir_make_tmp ("madoguchi-pki-XXXXXX", NULL);
  made = prepare (pki, NOW);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    pki->before[i] = content (pki, i);
}

static void
tear_down (Pki *pki, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (pki->folder, files[i], NULL);

      g_remove (path);
      g_free (pki->before[i]);
    }
  g_rmdir (pki->folder);
  g_free (pki->folder);
}

/* Which files are other ones than before; in the order of their names. */
static char *
changed (Pki *pki)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *now = content (pki, i);

      if (strcmp (now, pki->before[i]) != 0)
        g_string_append_printf (names, "%s ", files[i]);
    }
  return g_string_free (names, FALSE);
}

static void
damage (Pki *pki, const char *file)
{
  g_autofree char *path = g_build_filename (pki->folder, file, NULL);

  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
}

static void
test_kept (Pki *pki, gconstpointer data)
{
  g_autoptr (MdgTrainingPki) again = prepare (pki, NOW + 1000 * DAY);
  g_autofree char *names = changed (pki);

  g_assert_cmpstr (names, ==, "");
  g_assert_true (g_path_is_absolute (again->ca_file));
  g_assert_cmpstr (mdg_secret_get_string (again->client_password), ==, PASSWORD);
}

/* The file cannot be opened with another password than it was made with; the next one is. */
static void
test_other_password (Pki *pki, gconstpointer data)
{
  g_autoptr (MdgTrainingPki) again = prepare_with (pki, "Betsu-2026", NOW);
  g_autofree char *kept = changed (pki);
  g_autoptr (MdgTrainingPki) renewed = prepare_with (pki, "Betsu-2026", LATER);

  g_assert_cmpstr (mdg_secret_get_string (again->client_password), ==, PASSWORD);
  g_assert_cmpstr (kept, ==, "");
  g_assert_cmpstr (mdg_secret_get_string (renewed->client_password), ==, "Betsu-2026");
}

#ifdef G_OS_UNIX
static void
test_modes (Pki *pki, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (pki->folder, files[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}
#endif

/* The authority lives on, what it issued is new. */
static void
test_renewed (Pki *pki, gconstpointer data)
{
  g_autoptr (MdgTrainingPki) again = prepare (pki, LATER);
  g_autofree char *names = changed (pki);

  g_assert_cmpstr (names, ==, "client.p12 client.pem server.pem ");
}

static void
test_renewed_in_time (Pki *pki, gconstpointer data)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (NOW);
  g_autoptr (GDateTime) end = g_date_time_add_months (start, 39);
  g_autoptr (MdgTrainingPki) day_before = prepare (pki, g_date_time_to_unix (end) - DAY - 1);
  g_autofree char *kept = changed (pki);
  g_autoptr (MdgTrainingPki) last_day = prepare (pki, g_date_time_to_unix (end) - DAY);
  g_autofree char *renewed = changed (pki);

  g_assert_cmpstr (kept, ==, "");
  g_assert_cmpstr (renewed, ==, "client.p12 client.pem server.pem ");
}

static void
test_damaged (Pki *pki, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *renewed;
  } cases[] = {
    { "client.p12", "client.p12 client.pem " },
    { "client.pem", "client.p12 client.pem " },
    { "client.password", "client.p12 client.pem " },
    { "server.pem", "server.pem " },
    { "ca.pem", "" },
    { "ca-key.pem", "ca-key.pem ca.pem client.p12 client.pem server.pem " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgTrainingPki) again = NULL;
      g_autofree char *names = NULL;

      damage (pki, cases[i].file);
      again = prepare (pki, NOW);
      names = changed (pki);
      g_assert_cmpstr (names, ==, cases[i].renewed);
      for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
        {
          g_free (pki->before[k]);
          pki->before[k] = content (pki, k);
        }
    }
}

static GBytes *
read_p12 (MdgTrainingPki *pki)
{
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (pki->client_file, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
test_p12 (Pki *pki, gconstpointer data)
{
  g_autoptr (MdgTrainingPki) made = prepare (pki, NOW);
  g_autoptr (GBytes) bytes = read_p12 (made);
  const char *password = mdg_secret_get_string (made->client_password);
  gsize length;
  gnutls_datum_t der = { (unsigned char *)g_bytes_get_data (bytes, &length), 0 };
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t *chain = NULL;
  unsigned n_chain = 0;
  gnutls_pkcs12_t p12;
  char name[64];
  size_t size = sizeof name;
  guint8 encoded[4096];
  size_t encoded_size = sizeof encoded;

  g_assert_true (mdg_certificate_check_p12 (bytes, password));
  g_assert_false (mdg_certificate_check_p12 (bytes, "another"));
  der.size = (unsigned)length;
  gnutls_pkcs12_init (&p12);
  g_assert_cmpint (gnutls_pkcs12_import (p12, &der, GNUTLS_X509_FMT_DER, 0), ==, 0);
  g_assert_cmpint (gnutls_pkcs12_simple_parse (p12, password, &key, &chain, &n_chain, NULL, NULL,
                                               NULL, GNUTLS_PKCS12_SP_INCLUDE_SELF_SIGNED),
                   ==, 0);
  g_assert_cmpuint (n_chain, ==, 2);
  g_assert_cmpint (
      gnutls_x509_crt_get_dn_by_oid (chain[0], GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size), ==,
      0);
  g_assert_cmpstr (name, ==, CODE);
  size = sizeof name;
  gnutls_x509_crt_get_issuer_dn_by_oid (chain[0], GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size);
  g_assert_cmpstr (name, ==, "Madoguchi Training CA");
  g_assert_cmpint (gnutls_x509_crt_export (chain[0], GNUTLS_X509_FMT_DER, encoded, &encoded_size),
                   ==, 0);
  g_assert_true (mdg_training_pki_is_client (encoded, encoded_size));
  g_assert_false (mdg_training_pki_is_client (encoded, encoded_size / 2));
  g_assert_cmpuint (gnutls_x509_privkey_get_pk_algorithm (key), ==, GNUTLS_PK_ECDSA);
  for (unsigned i = 0; i < n_chain; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  gnutls_x509_privkey_deinit (key);
  gnutls_pkcs12_deinit (p12);
}

static void
test_server_names (Pki *pki, gconstpointer data)
{
  g_autofree char *path = g_build_filename (pki->folder, "server.pem", NULL), *text = NULL;
  g_autofree guint8 *encoded = g_malloc (4096);
  gnutls_datum_t pem;
  gnutls_x509_crt_t certificate;
  size_t size = 4096;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  pem = (gnutls_datum_t){ (unsigned char *)text, (unsigned)strlen (text) };
  gnutls_x509_crt_init (&certificate);
  g_assert_cmpint (gnutls_x509_crt_import (certificate, &pem, GNUTLS_X509_FMT_PEM), ==, 0);
  g_assert_true (gnutls_x509_crt_check_hostname (certificate, "localhost"));
  g_assert_true (gnutls_x509_crt_check_hostname (certificate, "127.0.0.1"));
  g_assert_true (gnutls_x509_crt_check_hostname (certificate, "::1"));
  g_assert_false (gnutls_x509_crt_check_hostname (certificate, "127.0.0.2"));
  g_assert_cmpint (gnutls_x509_crt_export (certificate, GNUTLS_X509_FMT_DER, encoded, &size), ==,
                   0);
  g_assert_false (mdg_training_pki_is_client (encoded, size));
  gnutls_x509_crt_deinit (certificate);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/training/pki/" name, Pki, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("other-password", test_other_password);
#ifdef G_OS_UNIX
  ADD ("modes", test_modes);
#endif
  ADD ("renewed", test_renewed);
  ADD ("renewed-in-time", test_renewed_in_time);
  ADD ("damaged", test_damaged);
  ADD ("p12", test_p12);
  ADD ("server-names", test_server_names);
  return g_test_run ();
}
