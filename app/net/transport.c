/* transport.c: libsoup, kept on a short leash.
 *
 * HTTP/1.1 only: libsoup 3.2 sends a request again on a new connection when an HTTP/2 service says
 * goodbye, even a POST; over HTTP/1.1 it does so for idempotent methods alone. A passcode that is
 * sent twice would count as a second try.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "version.h"

#include "net/transport.h"

#include "contract/endpoints.h"
#include "core/error.h"
#include "core/trust.h"
#include "net/certificate-probe.h"
#include "net/clock-skew.h"
#include "net/network-error.h"
#include "net/wiping-stream.h"

/* Kept-alive connections are left after so long: routers forget them without telling. */
#define IDLE_SECONDS 20

struct _MdgTransport
{
  GObject parent_instance;
  SoupSession *session;
  GUri *endpoint;
  GTlsDatabase *database;
  GTlsCertificate *certificate;
  MdgClock *clock;
  gboolean known; /* the service's certificate was found good once */
  gboolean skew_known;
  gint64 skew;
  GCancellable *closed;
};

G_DEFINE_FINAL_TYPE (MdgTransport, mdg_transport, G_TYPE_OBJECT)

/* One request on its way. */
typedef struct
{
  GTask *task; /* not owned: it owns this */
  MdgRequest *request;
  SoupMessage *message; /* of the current try */
  GCancellable *cancellable;
  gulong from_caller, from_close;
  GSource *deadline;
  gboolean timed_out, resent;
  gboolean fresh;  /* this try made its own connection */
  gint64 sent_us;  /* wall time when the request was out */
  GError *failure; /* while the certificate is being probed */
} Call;

static void
disconnect (GCancellable *cancellable, gulong *handler)
{
  if (*handler)
    g_cancellable_disconnect (cancellable, *handler);
  *handler = 0;
}

static void
drop_message (Call *call)
{
  if (call->message)
    g_signal_handlers_disconnect_matched (call->message, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                          call->task);
  g_clear_object (&call->message);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  drop_message (call);
  g_clear_pointer (&call->request, mdg_request_free);
  g_clear_object (&call->cancellable);
  g_clear_error (&call->failure);
  g_free (call);
}

/* ending ------------------------------------------------------------------------------------ */

static void
stop_waiting (GTask *task)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (call->deadline)
    g_source_destroy (call->deadline);
  g_clear_pointer (&call->deadline, g_source_unref);
  disconnect (g_task_get_cancellable (task), &call->from_caller);
  disconnect (self->closed, &call->from_close);
}

/* Takes over @task and @error. */
static void
fail (GTask *task, GError *error)
{
  stop_waiting (task);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes over @task. The libraries' words go to the log; people get the code's sentence. */
static void
fail_with_code (GTask *task, MdgErrorCode code, const GError *cause)
{
  fail (task, mdg_error_new (code, "%s", cause->message));
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);
  MdgTransport *self = g_task_get_source_object (task);
  MdgCertificateVerdict verdict;
  g_autoptr (GError) error = NULL;

  gboolean told = mdg_certificate_probe_finish (result, &verdict, &error);

  if (told)
    g_info ("The connection broke (%s); asked about the certificate, the service %s",
            call->failure->message, mdg_certificate_verdict_nick (verdict));
  if (!told && !call->timed_out)
    fail (task, g_steal_pointer (&error));
  else if (error != NULL || verdict != MDG_CERTIFICATE_REFUSED)
    fail_with_code (task, MDG_ERROR_UNREACHABLE, call->failure);
  else
    fail_with_code (
        task, self->certificate ? MDG_ERROR_CERTIFICATE_REFUSED : MDG_ERROR_CERTIFICATE_MISSING,
        call->failure);
}

/* Takes over @task. The connection broke before an answer: was it because of our certificate? */
static void
probe (GTask *task, const GError *error)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *uri = g_uri_to_string (self->endpoint);
  g_autoptr (GSocketConnectable) service = g_network_address_parse_uri (uri, 443, NULL);

  call->failure = g_error_copy (error);
  mdg_certificate_probe_async (service, self->database, self->certificate, call->cancellable,
                               on_probed, task);
}

static void send (GTask *task);

/* A POST may have counted as a try. All others mean the same when said twice: GET and DELETE by
 * nature, PUT by its Idempotency-Key. */
static gboolean
can_resend (const MdgRequest *request)
{
  return !g_str_equal (request->method, "POST");
}

/* A resumed TLS session shows no certificate: what was found out before counts. */
static gboolean
is_server_trusted (MdgTransport *self, SoupMessage *message)
{
  if (soup_message_get_tls_peer_certificate (message) != NULL)
    self->known = soup_message_get_tls_peer_certificate_errors (message) == 0;
  return self->known;
}

/* Takes over @task. @answering: the answer's head had arrived. */
static void
judge (GTask *task, const GError *error, gboolean answering)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  MdgConnectionState state = {
    .server_trusted = is_server_trusted (self, call->message),
    .with_identity = self->certificate != NULL,
    .answering = answering,
  };
  gboolean broke = mdg_network_error_is_break (error, &state);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && call->timed_out)
    fail (task, mdg_error_new (MDG_ERROR_TIMED_OUT, "No answer in time"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_error_copy (error));
  else if (broke && can_resend (call->request) && !call->resent)
    {
      call->resent = TRUE;
      send (task);
    }
  else if (broke && !answering && call->fresh && state.server_trusted)
    probe (task, error);
  else
    fail_with_code (task, mdg_network_error_code (error, &state), error);
}

/* what libsoup tells ------------------------------------------------------------------------- */

static void
on_network_event (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  GTask *task)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  Call *call = g_task_get_task_data (task);

  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKING || !G_IS_TLS_CONNECTION (connection))
    return;
  call->fresh = TRUE;
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

/* Some services ask for the certificate late; the answer stays the same. */
static gboolean
on_request_certificate (SoupMessage *message, GTlsClientConnection *connection, GTask *task)
{
  MdgTransport *self = g_task_get_source_object (task);

  soup_message_set_tls_client_certificate (message, self->certificate);
  return TRUE;
}

static void
on_wrote_body (SoupMessage *message, GTask *task)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->sent_us = mdg_clock_wall_us (self->clock);
}

/* Only over TLS whose other end was found good does one get here. */
static void
on_got_headers (SoupMessage *message, GTask *task)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  self->known = TRUE;
  if (mdg_clock_skew_measure (soup_message_headers_get_one (headers, "Date"), call->sent_us,
                              mdg_clock_wall_us (self->clock), &self->skew))
    self->skew_known = TRUE;
}

static void
on_answer_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;
  MdgAnswer *answer = mdg_answer_read_finish (result, &error);

  if (answer == NULL)
    {
      judge (task, error, TRUE);
      return;
    }
  stop_waiting (task);
  g_task_return_pointer (task, answer, (GDestroyNotify)mdg_answer_free);
  g_object_unref (task);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
      = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream)
    mdg_answer_read_async (call->message, stream, call->cancellable, on_answer_read, task);
  else
    judge (task, error, FALSE);
}

/* sending ----------------------------------------------------------------------------------- */

static void
set_body (SoupMessage *message, const char *body)
{
  g_autoptr (GInputStream) stream = mdg_wiping_stream_new (body);

  soup_message_set_request_body (message, MDG_CONTENT_JSON, stream, (gssize)strlen (body));
}

static void
set_headers (SoupMessage *message, const MdgRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *accept = g_strdup_printf ("%s, %s", request->accept, MDG_CONTENT_PROBLEM);

  soup_message_headers_replace (headers, "Accept", accept);
  if (request->token)
    {
      char *bearer = g_strconcat ("Bearer ", mdg_secret_get_string (request->token), NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      mdg_wipe_string (bearer);
    }
  if (request->idempotency_key)
    soup_message_headers_replace (headers, MDG_HEADER_IDEMPOTENCY_KEY, request->idempotency_key);
  if (request->if_match)
    soup_message_headers_replace (headers, "If-Match", request->if_match);
}

static SoupMessage *
make_message (MdgTransport *self, const MdgRequest *request)
{
  g_autoptr (GUri) uri
      = g_uri_parse_relative (self->endpoint, request->path, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);

  /* "Idempotent" only lets a POST use the connection that is already there. Whether libsoup sends a
   * request again by itself goes by the method, and a test holds it to that. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  set_headers (message, request);
  if (request->body)
    set_body (message, request->body);
  return message;
}

/* Takes over @task. Another try makes a connection of its own: the others may be as dead. */
static void
send (GTask *task)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  SoupMessage *message = make_message (self, call->request);

  drop_message (call);
  call->message = message;
  call->fresh = FALSE;
  call->sent_us = mdg_clock_wall_us (self->clock);
  if (call->resent)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (self->certificate)
    soup_message_set_tls_client_certificate (message, self->certificate);
  g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), task);
  g_signal_connect (message, "request-certificate", G_CALLBACK (on_request_certificate), task);
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), task);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), task);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, call->cancellable, on_sent,
                           task);
}

static gboolean
on_deadline (gpointer data)
{
  Call *call = data;

  call->timed_out = TRUE;
  g_cancellable_cancel (call->cancellable);
  return G_SOURCE_REMOVE;
}

static void
forward_cancel (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

static gulong
follow (GCancellable *leader, GCancellable *follower)
{
  if (leader == NULL)
    return 0;
  return g_cancellable_connect (leader, G_CALLBACK (forward_cancel), g_object_ref (follower),
                                g_object_unref);
}

/* A timer over everything, connecting and resending included: libsoup's own time-out begins anew
 * with every byte. */
static void
start_waiting (GTask *task, guint timeout)
{
  MdgTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->cancellable = g_cancellable_new ();
  call->from_close = follow (self->closed, call->cancellable);
  call->from_caller = follow (g_task_get_cancellable (task), call->cancellable);
  call->deadline = g_timeout_source_new (timeout * 1000);
  g_source_set_callback (call->deadline, on_deadline, call, NULL);
  g_source_attach (call->deadline, g_task_get_context (task));
}

/* overrides --------------------------------------------------------------------------------- */

static void
mdg_transport_dispose (GObject *object)
{
  MdgTransport *self = MDG_TRANSPORT (object);

  if (self->session)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->database);
  g_clear_object (&self->certificate);
  g_clear_object (&self->clock);
  g_clear_object (&self->closed);
  g_clear_pointer (&self->endpoint, g_uri_unref);
  G_OBJECT_CLASS (mdg_transport_parent_class)->dispose (object);
}

static void
mdg_transport_class_init (MdgTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_transport_dispose;
}

static void
mdg_transport_init (MdgTransport *self)
{
  self->closed = g_cancellable_new ();
}

/* public ------------------------------------------------------------------------------------ */

MdgRequest *
mdg_request_new (const char *method, const char *path)
{
  MdgRequest *request = g_new0 (MdgRequest, 1);

  request->method = method;
  request->accept = MDG_CONTENT_JSON;
  request->path = g_strdup (path);
  return request;
}

void
mdg_request_free (MdgRequest *request)
{
  if (request == NULL)
    return;
  mdg_wipe_string (request->body);
  g_clear_pointer (&request->token, mdg_secret_unref);
  g_free (request->path);
  g_free (request->idempotency_key);
  g_free (request->if_match);
  g_free (request);
}

MdgTransport *
mdg_transport_new (GUri *endpoint,
                   GTlsDatabase *database,
                   GTlsCertificate *certificate,
                   MdgClock *clock)
{
  MdgTransport *self = g_object_new (MDG_TYPE_TRANSPORT, NULL);

  mdg_trust_nobody ();
  self->endpoint = g_uri_ref (endpoint);
  self->database = g_object_ref (database);
  g_set_object (&self->certificate, certificate);
  self->clock = g_object_ref (clock);
  self->session = soup_session_new_with_options ("tls-database", database, "user-agent",
                                                 "madoguchi/" MDG_VERSION, "timeout", 0,
                                                 "idle-timeout", IDLE_SECONDS, NULL);
  soup_session_set_proxy_resolver (self->session, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  return self;
}

void
mdg_transport_send_async (MdgTransport *transport,
                          MdgRequest *request,
                          guint timeout,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task = g_task_new (transport, cancellable, callback, data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, mdg_transport_send_async);
  call->task = task;
  call->request = request;
  g_task_set_task_data (task, call, call_free);
  start_waiting (task, timeout);
  send (task);
}

MdgAnswer *
mdg_transport_send_finish (MdgTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
mdg_transport_get_clock_skew (MdgTransport *transport, gint64 *seconds)
{
  if (transport->skew_known && seconds)
    *seconds = transport->skew;
  return transport->skew_known;
}

void
mdg_transport_inherit (MdgTransport *transport, MdgTransport *former)
{
  transport->known = former->known;
  transport->skew_known = former->skew_known;
  transport->skew = former->skew;
}

void
mdg_transport_close (MdgTransport *transport)
{
  g_cancellable_cancel (transport->closed);
  soup_session_abort (transport->session);
}
