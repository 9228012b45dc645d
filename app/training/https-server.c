/* https-server.c: HTTPS with mutual TLS on 127.0.0.1, by SoupServer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/https-server.h"

#include <string.h>
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "core/trust.h"

/* A client that goes on sending after this much is cut off instead of answered. */
#define PATIENCE (16 * MDG_REQUEST_LIMIT + MDG_DOCUMENT_REQUEST_LIMIT)

#define RETRY_SOON_SECONDS 1

struct _MdgHttpsServer
{
  SoupServer *soup;
  const MdgTrainingClock *clock;
  MdgHttpsHandler handler;
  gpointer data;
  guint port;
  GHashTable *sockets; /* GSocket (weak): every connection there is */
};

/* How much of a request's body has come; belongs to the message. */
typedef struct
{
  goffset received;
  gboolean too_large;
} Intake;

static Intake *
get_intake (SoupServerMessage *message)
{
  Intake *intake = g_object_get_data (G_OBJECT (message), "mdg-intake");

  if (!intake)
    {
      intake = g_new0 (Intake, 1);
      g_object_set_data_full (G_OBJECT (message), "mdg-intake", intake, g_free);
    }
  return intake;
}

static void
refuse_body (SoupServerMessage *message)
{
  get_intake (message)->too_large = TRUE;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

/* One resource takes a document along. */
static goffset
limit_of (SoupServerMessage *message)
{
  return g_strcmp0 (g_uri_get_path (soup_server_message_get_uri (message)), MDG_PATH_PORTAL_START)
                 == 0
             ? MDG_DOCUMENT_REQUEST_LIMIT
             : MDG_REQUEST_LIMIT;
}

static void
on_got_headers (SoupServerMessage *message, gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  /* Nobody gets a piece of an answer: libsoup would cut it by itself. */
  soup_message_headers_remove (headers, "Range");
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > limit_of (message))
    refuse_body (message);
}

/* libsoup forgets that an answer without a body has an end, and would close the connection,
 * unannounced, under the client's next request. */
static void
on_wrote_headers (SoupServerMessage *message, gpointer data)
{
  if (soup_server_message_get_status (message) == SOUP_STATUS_NO_CONTENT)
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                       SOUP_ENCODING_NONE);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Intake *intake = get_intake (message);

  intake->received += (goffset)g_bytes_get_size (chunk);
  if (intake->received > limit_of (message) && !intake->too_large)
    refuse_body (message);
  if (intake->received > PATIENCE)
    g_socket_close (soup_server_message_get_socket (message), NULL);
}

/* The signal comes for every client certificate, a valid one too, and without a handler all are
 * refused. Extended key usage is not looked at by anybody else. The connection's later requests do
 * not know their certificate any more: the mark stays with the socket. */
static gboolean
on_accept_certificate (SoupServerMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer data)
{
  g_autoptr (GByteArray) der = NULL;
  GSocket *socket = soup_server_message_get_socket (message);

  g_object_get (certificate, "certificate", &der, NULL);
  if (flags != 0 || !der || !mdg_training_pki_is_client (der->data, der->len))
    {
      g_info ("Refused a client certificate (flags 0x%x)", flags);
      return FALSE;
    }
  g_object_set_data (G_OBJECT (socket), "mdg-accepted", GINT_TO_POINTER (TRUE));
  return TRUE;
}

static void
socket_gone (gpointer data, GObject *socket)
{
  g_hash_table_remove (((MdgHttpsServer *)data)->sockets, socket);
}

static void
on_request_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  MdgHttpsServer *server = data;
  GSocket *socket = soup_server_message_get_socket (message);

  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), NULL);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), NULL);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), NULL);
  if (socket && g_hash_table_add (server->sockets, socket))
    g_object_weak_ref (G_OBJECT (socket), socket_gone, server);
}

/* libsoup stamps answers with the computer's time; ours are to tell the service's. */
static void
stamp (MdgHttpsServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GDateTime) now
      = g_date_time_new_from_unix_utc (mdg_training_clock_now (server->clock));
  g_autofree char *date = now ? soup_date_time_to_string (now, SOUP_DATE_HTTP) : NULL;

  if (date)
    soup_message_headers_replace (headers, "Date", date);
}

/* What libsoup refuses by itself (a path that climbs out) still gets a problem document. */
static void
on_request_read (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  stamp (data, message);
  if (soup_server_message_get_status (message) != 0)
    {
      g_autoptr (GError) error
          = mdg_error_new (MDG_ERROR_INVALID_INPUT, "The request does not have the right form");

      mdg_https_answer_error (message, error);
    }
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  MdgHttpsServer *server = data;
  GSocket *socket = soup_server_message_get_socket (message);

  if (!socket || !g_object_get_data (G_OBJECT (socket), "mdg-accepted"))
    {
      g_warning ("A request came over a connection without an accepted certificate");
      mdg_https_answer_problem (message, "internal");
      return;
    }
  server->handler (message, path, get_intake (message)->too_large, server->data);
}

static void
on_request_finished (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  g_info ("%s %s %u", soup_server_message_get_method (message),
          g_uri_get_path (soup_server_message_get_uri (message)),
          soup_server_message_get_status (message));
}

static gboolean
set_up_tls (MdgHttpsServer *server, const MdgTrainingPki *pki, GError **error)
{
  g_autoptr (GTlsCertificate) certificate
      = g_tls_certificate_new_from_file (pki->server_file, error);
  g_autoptr (GTlsDatabase) database
      = certificate ? g_tls_file_database_new (pki->ca_file, error) : NULL;

  if (!database)
    return FALSE;
  mdg_trust_nobody ();
  server->soup = soup_server_new ("tls-certificate", certificate, "tls-database", database,
                                  "tls-auth-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
  return TRUE;
}

static gboolean
listen_on (MdgHttpsServer *server, guint port, GError **error)
{
  g_autoptr (GError) fault = NULL;
  GSList *uris;

  if (!soup_server_listen_local (server->soup, port,
                                 SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &fault))
    {
      gboolean taken = g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);

      mdg_set_error (error, taken ? MDG_ERROR_IN_USE : MDG_ERROR_FAILED, "Port %u of 127.0.0.1: %s",
                     port, fault->message);
      return FALSE;
    }
  uris = soup_server_get_uris (server->soup);
  server->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return TRUE;
}

MdgHttpsServer *
mdg_https_server_new (const MdgTrainingPki *pki,
                      guint port,
                      const MdgTrainingClock *clock,
                      MdgHttpsHandler handler,
                      gpointer data,
                      GError **error)
{
  g_autoptr (MdgHttpsServer) server = g_new0 (MdgHttpsServer, 1);

  server->clock = clock;
  server->handler = handler;
  server->data = data;
  server->sockets = g_hash_table_new (NULL, NULL);
  if (!set_up_tls (server, pki, error))
    return NULL;
  g_signal_connect (server->soup, "request-started", G_CALLBACK (on_request_started), server);
  g_signal_connect (server->soup, "request-read", G_CALLBACK (on_request_read), server);
  g_signal_connect (server->soup, "request-finished", G_CALLBACK (on_request_finished), server);
  soup_server_add_handler (server->soup, NULL, on_request, server, NULL);
  return listen_on (server, port, error) ? g_steal_pointer (&server) : NULL;
}

static void
close_connections (MdgHttpsServer *server)
{
  GHashTableIter iter;
  gpointer socket;

  g_hash_table_iter_init (&iter, server->sockets);
  while (g_hash_table_iter_next (&iter, &socket, NULL))
    {
      g_object_weak_unref (socket, socket_gone, server);
      g_socket_close (socket, NULL);
    }
  g_hash_table_remove_all (server->sockets);
}

void
mdg_https_server_free (MdgHttpsServer *server)
{
  if (!server)
    return;
  if (server->soup)
    {
      g_signal_handlers_disconnect_by_data (server->soup, server);
      soup_server_remove_handler (server->soup, NULL);
      soup_server_disconnect (server->soup);
    }
  close_connections (server);
  g_clear_object (&server->soup);
  g_hash_table_unref (server->sockets);
  g_free (server);
}

guint
mdg_https_server_get_port (MdgHttpsServer *server)
{
  return server->port;
}

static void
set_body (SoupServerMessage *message, const char *type, char *json)
{
  g_autoptr (GBytes) bytes
      = g_bytes_new_with_free_func (json, strlen (json), (GDestroyNotify)mdg_wipe_string, json);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Content-Type", type);
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

void
mdg_https_answer (SoupServerMessage *message, guint status, char *json)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"madoguchi\"");
  if (json)
    set_body (message, status >= 400 ? MDG_CONTENT_PROBLEM : MDG_CONTENT_JSON, json);
}

void
mdg_https_answer_file (SoupServerMessage *message,
                       const char *type,
                       const char *name,
                       MdgSecret *file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename=\"%s\"", name);
  gsize length;
  const guint8 *data = mdg_secret_get_data (file, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      data, length, (GDestroyNotify)mdg_secret_unref, mdg_secret_ref (file));

  soup_message_headers_replace (headers, "Content-Disposition", disposition);
  mdg_https_answer (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Content-Type", type);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static void
set_retry_after (SoupServerMessage *message, gint64 seconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                text);
}

void
mdg_https_answer_error (SoupServerMessage *message, const GError *error)
{
  gint64 retry_after = mdg_error_get_retry_after (error);

  if (retry_after > 0)
    set_retry_after (message, retry_after);
  mdg_https_answer (message, mdg_problem_status (error), mdg_problem_to_json (error));
}

void
mdg_https_answer_problem (SoupServerMessage *message, const char *code)
{
  guint status;
  char *json = mdg_problem_to_json_for_code (code, &status);

  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    set_retry_after (message, RETRY_SOON_SECONDS);
  mdg_https_answer (message, status, json);
}
