/* transport.h: the way to one service with one identity: requests out, bounded answers back, over
 * HTTP/1.1 and TLS that trusts one CA. A client certificate is bound to its connection, so another
 * identity needs another transport. Main thread. */
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "net/answer.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRANSPORT (mdg_transport_get_type ())
G_DECLARE_FINAL_TYPE (MdgTransport, mdg_transport, MDG, TRANSPORT, GObject)

/* @endpoint: https. @certificate: (nullable). Returns: (transfer full) */
MdgTransport *mdg_transport_new (GUri *endpoint, GTlsDatabase *database,
                                 GTlsCertificate *certificate, MdgClock *clock);

typedef struct
{
  const char *method; /* static */
  const char *accept; /* static: what a good answer is; MDG_CONTENT_JSON unless set */
  char *path;         /* owned; with its query, escaped */
  char *body;         /* (nullable): JSON, owned, wiped */
  MdgSecret *token;   /* (nullable): owned */
  char *idempotency_key; /* (nullable): owned */
  char *if_match;     /* (nullable): an entity tag, owned */
  gboolean optional;  /* not every service has it: a 404 without a problem document says that it is not there */
} MdgRequest;

MdgRequest *mdg_request_new (const char *method, const char *path);
void mdg_request_free (MdgRequest *request);

/* Sends @request (transfer full) and waits at most @timeout seconds for the whole answer, whatever
 * its status. When the connection breaks before all of it is there, the request is sent once more on
 * a new one; a POST never is, and reaches the service at most once.
 * Errors: MDG_ERROR_UNREACHABLE, _TIMED_OUT, _SERVER_UNTRUSTED, _CERTIFICATE_MISSING,
 * _CERTIFICATE_REFUSED, _BAD_ANSWER; G_IO_ERROR_CANCELLED. Returns (finish): (transfer full) */
void mdg_transport_send_async (MdgTransport *transport, MdgRequest *request, guint timeout,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
MdgAnswer *mdg_transport_send_finish (MdgTransport *transport, GAsyncResult *result, GError **error);

/* See mdg_service_get_clock_skew(). */
gboolean mdg_transport_get_clock_skew (MdgTransport *transport, gint64 *seconds);

/* Takes over what @former, a transport to the same service, found out about it. */
void mdg_transport_inherit (MdgTransport *transport, MdgTransport *former);

/* Ends everything under way with G_IO_ERROR_CANCELLED and closes the connections. */
void mdg_transport_close (MdgTransport *transport);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRequest, mdg_request_free)

G_END_DECLS
