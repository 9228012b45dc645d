/* certificate-probe.h: finds out whether a service takes our client certificate.
 *
 * With TLS 1.3 a client's handshake is over before the service has looked at the client's
 * certificate; one that is refused shows as a connection that breaks, with or without an alert, just
 * like a service that went away. So the handshake is done once more on a connection of its own and
 * nothing is said on it: a service that refuses the certificate hangs up at once; one that takes it waits
 * for a request. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_CERTIFICATE_ACCEPTED, /* the service kept listening */
  MDG_CERTIFICATE_REFUSED,  /* it hung up on us after a good handshake, or in it */
  MDG_CERTIFICATE_UNKNOWN   /* it cannot be reached (any more), or is not to be trusted */
} MdgCertificateVerdict;

/* For logs. Static. */
const char *mdg_certificate_verdict_nick (MdgCertificateVerdict verdict);

/* @service: one whose own certificate was found good a moment ago. @certificate: (nullable): none, to
 * find out whether one is needed. Takes at most some seconds.
 * Only error (finish): G_IO_ERROR_CANCELLED. */
void mdg_certificate_probe_async (GSocketConnectable *service, GTlsDatabase *database,
                                  GTlsCertificate *certificate, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
gboolean mdg_certificate_probe_finish (GAsyncResult *result, MdgCertificateVerdict *verdict,
                                       GError **error);

G_END_DECLS
