/* pki.h: the training service's own small certificate authority: made on first use, renewed when a
 * certificate has expired (EC P-256; server and client valid for 3 years 3 months, as the real
 * 電子証明書 are). */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef struct
{
  char *ca_file;     /* PEM, absolute path */
  char *server_file; /* PEM, certificate and key */
  char *client_file; /* .p12, AES-256 */
  MdgSecret *client_password;
} MdgTrainingPki;

/* Makes in @folder what is missing, damaged or has run out at @now (seconds since 1970, the
 * computer's time: TLS goes by that). @institution_code: what the client certificate is issued to
 * (発行先). @password: of its file; one that was made with another keeps that. All files have mode 0600. Errors: those of mdg_file_write(), MDG_ERROR_FAILED. Blocks;
 * any thread. Returns: (transfer full) (nullable) */
MdgTrainingPki *mdg_training_pki_prepare (const char *folder,
                                          const char *institution_code,
                                          const char *password,
                                          gint64 now,
                                          GError **error);
void mdg_training_pki_free (MdgTrainingPki *pki);

/* Whether @certificate (DER) may be used by a client: extended key usage clientAuth, and issued to
 * ten digits. The TLS layer checks signature and validity, but not these. */
gboolean mdg_training_pki_is_client (const guint8 *certificate, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTrainingPki, mdg_training_pki_free)

G_END_DECLS
