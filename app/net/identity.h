/* identity.h: the terminal's client certificate (電子証明書, .p12) as TLS needs it ([1] p.7, A2,
 * facts.md 5.1). Immutable; thread-safe. */
#pragma once

#include <gio/gio.h>
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_IDENTITY (mdg_identity_get_type ())
G_DECLARE_FINAL_TYPE (MdgIdentity, mdg_identity, MDG, IDENTITY, GObject)

/* Opens a PKCS#12 file: import → MAC → parse, so that a wrong password, a damaged file, an unsupported
 * cipher and a missing key are told apart; also checks that the key belongs to the certificate.
 * @password: (nullable). @now: seconds since 1970; expired or not yet valid certificates are errors.
 * Errors: MDG_ERROR_P12_*, _NOT_FOUND. Blocks (key derivation); any thread.
 * Returns: (transfer full) (nullable) */
MdgIdentity *mdg_identity_open (const char *path, MdgSecret *password, gint64 now, GError **error);

/* The same in a worker thread. */
void mdg_identity_open_async (const char *path, MdgSecret *password, gint64 now,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgIdentity *mdg_identity_open_finish (GAsyncResult *result, GError **error);

GTlsCertificate *mdg_identity_get_certificate (MdgIdentity *identity); /* (transfer none) */
const char *mdg_identity_get_path (MdgIdentity *identity);
const char *mdg_identity_get_subject (MdgIdentity *identity); /* common name: 発行先 */
const char *mdg_identity_get_issuer (MdgIdentity *identity);  /* common name */
gint64 mdg_identity_get_expires (MdgIdentity *identity);      /* seconds since 1970 */

G_END_DECLS
