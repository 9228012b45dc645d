/* pki.c: the training service's certificates, by GnuTLS. What the certificates say is in
 * certificate-maker.c; here is which files there are and when they are renewed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/pki.h"

#include <gnutls/x509.h>
#include <string.h>
#include "core/file.h"
#include "core/text.h"
#include "training/certificate-maker.h"

#define FILE_LIMIT (64 * 1024)

/* What is left of a certificate's life when it is renewed. */
#define RENEWAL_SECONDS (24 * 60 * 60)

/* A certificate and its key, loaded. */
typedef struct
{
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
} Pair;

static void
pair_clear (Pair *pair)
{
  if (pair->certificate)
    gnutls_x509_crt_deinit (pair->certificate);
  if (pair->key)
    gnutls_x509_privkey_deinit (pair->key);
  *pair = (Pair){ 0 };
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

/* Reads a certificate, and its key if wished, out of one PEM file; FALSE when it is not there or
 * not whole. */
static gboolean
pair_load (Pair *pair, const char *path, gboolean with_key)
{
  g_autoptr (MdgSecret) file = mdg_file_read_secret (path, FILE_LIMIT, NULL);
  gnutls_datum_t pem;
  gsize length;

  if (!file)
    return FALSE;
  pem.data = (unsigned char *)mdg_secret_get_data (file, &length);
  pem.size = (unsigned)length;
  gnutls_x509_crt_init (&pair->certificate);
  gnutls_x509_privkey_init (&pair->key);
  return gnutls_x509_crt_import (pair->certificate, &pem, GNUTLS_X509_FMT_PEM) == 0
         && (!with_key || gnutls_x509_privkey_import (pair->key, &pem, GNUTLS_X509_FMT_PEM) == 0);
}

static gboolean
pair_save (const Pair *pair, const char *path, GError **error)
{
  gnutls_datum_t certificate = { 0 }, key = { 0 };
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gboolean done;

  gnutls_x509_crt_export2 (pair->certificate, GNUTLS_X509_FMT_PEM, &certificate);
  gnutls_x509_privkey_export2 (pair->key, GNUTLS_X509_FMT_PEM, &key);
  g_byte_array_append (all, certificate.data, certificate.size);
  g_byte_array_append (all, key.data, key.size);
  done = mdg_file_write (path, all->data, all->len, error);
  gnutls_memset (all->data, 0, all->len);
  gnutls_memset (key.data, 0, key.size);
  gnutls_free (certificate.data);
  gnutls_free (key.data);
  return done;
}

static gboolean
still_valid (gnutls_x509_crt_t certificate, gint64 now)
{
  return gnutls_x509_crt_get_activation_time (certificate) <= now
         && gnutls_x509_crt_get_expiration_time (certificate) > now + RENEWAL_SECONDS;
}

/* The authority whose name it bears may be an earlier one: the signature counts. */
static gboolean
issued_by (gnutls_x509_crt_t certificate, gnutls_x509_crt_t ca)
{
  unsigned int status = 0;
  int result
      = gnutls_x509_crt_verify (certificate, &ca, 1, GNUTLS_VERIFY_DISABLE_TIME_CHECKS, &status);

  return result == 0 && status == 0;
}

static gboolean
save_certificate (gnutls_x509_crt_t certificate, const char *path, GError **error)
{
  gnutls_datum_t pem = { 0 };
  gboolean done;

  gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem);
  done = mdg_file_write (path, pem.data, pem.size, error);
  gnutls_free (pem.data);
  return done;
}

/* The file of the certificate alone is for clients. */
static gboolean
prepare_ca (Pair *ca, const char *folder, const char *ca_file, gint64 now, GError **error)
{
  g_autofree char *key_file = g_build_filename (folder, "ca-key.pem", NULL);
  g_auto (Pair) shown = { 0 };

  if (pair_load (ca, key_file, TRUE) && still_valid (ca->certificate, now))
    return (pair_load (&shown, ca_file, FALSE)
            && gnutls_x509_crt_equals (shown.certificate, ca->certificate))
           || save_certificate (ca->certificate, ca_file, error);
  pair_clear (ca);
  return mdg_certificate_make_ca (now, &ca->certificate, &ca->key, error)
         && pair_save (ca, key_file, error) && save_certificate (ca->certificate, ca_file, error);
}

static gboolean
prepare_server (const Pair *ca, const char *path, gint64 now, GError **error)
{
  g_auto (Pair) server = { 0 };

  if (pair_load (&server, path, TRUE) && still_valid (server.certificate, now)
      && issued_by (server.certificate, ca->certificate))
    return TRUE;
  pair_clear (&server);
  return mdg_certificate_make_server (ca->certificate, ca->key, now, &server.certificate,
                                      &server.key, error)
         && pair_save (&server, path, error);
}

/* The certificate's copy beside the .p12 says how long it is valid: the .p12 itself is opened
 * slowly on purpose, and at every start that would be the slowest thing done. */
static gboolean
client_is_good (const Pair *ca, const MdgTrainingPki *pki, const char *copy, gint64 now)
{
  g_autoptr (GBytes) bytes = mdg_file_read (pki->client_file, FILE_LIMIT, NULL);
  g_auto (Pair) client = { 0 };

  return bytes && pair_load (&client, copy, FALSE) && still_valid (client.certificate, now)
         && issued_by (client.certificate, ca->certificate)
         && mdg_certificate_check_p12 (bytes, mdg_secret_get_string (pki->client_password));
}

/* The password lies beside the certificate, both for the owner's eyes only: a training service
 * hands them to whoever starts it. */
static MdgSecret *
load_password (const char *path)
{
  g_autoptr (MdgSecret) text = mdg_file_read_secret (path, FILE_LIMIT, NULL);
  gsize length = 0;
  const guint8 *data = text ? mdg_secret_get_data (text, &length) : NULL;

  return length && g_utf8_validate_len ((const char *)data, length, NULL) ? g_steal_pointer (&text)
                                                                          : NULL;
}

static MdgSecret *
save_password (const char *path, const char *password, GError **error)
{
  return mdg_file_write (path, password, strlen (password), error)
             ? mdg_secret_new_from_string (password)
             : NULL;
}

static gboolean
make_client (const Pair *ca,
             const MdgTrainingPki *pki,
             const char *copy,
             const char *institution_code,
             gint64 now,
             GError **error)
{
  g_auto (Pair) client = { 0 };
  g_autoptr (GBytes) p12 = mdg_certificate_make_client (
      ca->certificate, ca->key, now, institution_code, mdg_secret_get_string (pki->client_password),
      &client.certificate, error);

  return p12
         && mdg_file_write (pki->client_file, g_bytes_get_data (p12, NULL), g_bytes_get_size (p12),
                            error)
         && save_certificate (client.certificate, copy, error);
}

static gboolean
prepare_client (const Pair *ca,
                MdgTrainingPki *pki,
                const char *folder,
                const char *institution_code,
                const char *password,
                gint64 now,
                GError **error)
{
  g_autofree char *password_file = g_build_filename (folder, "client.password", NULL);
  g_autofree char *copy = g_build_filename (folder, "client.pem", NULL);

  pki->client_password = load_password (password_file);
  if (pki->client_password && client_is_good (ca, pki, copy, now))
    return TRUE;
  g_clear_pointer (&pki->client_password, mdg_secret_unref);
  pki->client_password = save_password (password_file, password, error);
  return pki->client_password && make_client (ca, pki, copy, institution_code, now, error);
}

MdgTrainingPki *
mdg_training_pki_prepare (const char *folder,
                          const char *institution_code,
                          const char *password,
                          gint64 now,
                          GError **error)
{
  g_autoptr (MdgTrainingPki) pki = g_new0 (MdgTrainingPki, 1);
  g_auto (Pair) ca = { 0 };

  pki->ca_file = g_build_filename (folder, "ca.pem", NULL);
  pki->server_file = g_build_filename (folder, "server.pem", NULL);
  pki->client_file = g_build_filename (folder, "client.p12", NULL);
  if (!mdg_file_make_folder (folder, error) || !prepare_ca (&ca, folder, pki->ca_file, now, error)
      || !prepare_server (&ca, pki->server_file, now, error)
      || !prepare_client (&ca, pki, folder, institution_code, password, now, error))
    return NULL;
  return g_steal_pointer (&pki);
}

void
mdg_training_pki_free (MdgTrainingPki *pki)
{
  if (!pki)
    return;
  g_free (pki->ca_file);
  g_free (pki->server_file);
  g_free (pki->client_file);
  g_clear_pointer (&pki->client_password, mdg_secret_unref);
  g_free (pki);
}

static gboolean
may_be_client (gnutls_x509_crt_t certificate)
{
  char oid[64];
  size_t size = sizeof oid;

  for (unsigned i = 0; gnutls_x509_crt_get_key_purpose_oid (certificate, i, oid, &size, NULL) == 0;
       i++, size = sizeof oid)
    if (strcmp (oid, GNUTLS_KP_TLS_WWW_CLIENT) == 0)
      return TRUE;
  return FALSE;
}

gboolean
mdg_training_pki_is_client (const guint8 *data, gsize length)
{
  gnutls_datum_t der = { (unsigned char *)data, (unsigned)length };
  gnutls_x509_crt_t certificate;
  char name[64] = "";
  size_t size = sizeof name;
  gboolean good;

  gnutls_x509_crt_init (&certificate);
  good = gnutls_x509_crt_import (certificate, &der, GNUTLS_X509_FMT_DER) == 0
         && may_be_client (certificate)
         && gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name,
                                           &size)
                == 0
         && mdg_text_is_digits (name, 10);
  gnutls_x509_crt_deinit (certificate);
  return good;
}
