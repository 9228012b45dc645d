/* certificate-maker.h: what the training certificates say, made with GnuTLS. Any thread. */
#pragma once

#include <gnutls/x509.h>
#include "core/error.h"

G_BEGIN_DECLS

/* @now: seconds since 1970. Certificates and keys are (out) (transfer full). Errors:
 * MDG_ERROR_FAILED. */
gboolean mdg_certificate_make_ca (gint64 now,
                                  gnutls_x509_crt_t *certificate,
                                  gnutls_x509_privkey_t *key,
                                  GError **error);

/* For 127.0.0.1, ::1 and localhost. */
gboolean mdg_certificate_make_server (gnutls_x509_crt_t ca,
                                      gnutls_x509_privkey_t ca_key,
                                      gint64 now,
                                      gnutls_x509_crt_t *certificate,
                                      gnutls_x509_privkey_t *key,
                                      GError **error);

/* As .p12 with AES-256, the authority's certificate in it. @certificate: (out) (transfer full):
 * what is in it. Returns: (transfer full) (nullable) */
GBytes *mdg_certificate_make_client (gnutls_x509_crt_t ca,
                                     gnutls_x509_privkey_t ca_key,
                                     gint64 now,
                                     const char *institution_code,
                                     const char *password,
                                     gnutls_x509_crt_t *certificate,
                                     GError **error);

/* Whether a .p12 is whole and has this password. Opening it takes ten times as long. */
gboolean mdg_certificate_check_p12 (GBytes *p12, const char *password);

G_END_DECLS
