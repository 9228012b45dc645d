/* bad-service.c: one thread that accepts, one for each connection, blocking calls throughout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bad-service.h"

#include <gio/gnetworking.h>

struct _BadService
{
  GSocketListener *listener;
  GTlsCertificate *certificate;
  GTlsDatabase *database;
  GTlsAuthenticationMode mode;
  char *endpoint;
  GCancellable *stop;
  GThread *acceptor;

  GMutex mutex;
  GCond changed;
  BadAnswer answer;
  GQueue queued; /* of BadAnswer, owned */
  GPtrArray *heads, *bodies, *threads;
  GPtrArray *sockets; /* of the connections that live */
  gboolean released, refusing, closing, stopped;
  guint connections;
};

typedef struct
{
  BadService *service;
  GSocketConnection *connection;
} Guest;

/* requests ----------------------------------------------------------------------------------- */

static gsize
content_length (const char *head)
{
  const char *found = strstr (head, "Content-Length: ");

  return found ? (gsize)g_ascii_strtoull (found + strlen ("Content-Length: "), NULL, 10) : 0;
}

/* Returns: FALSE at the connection's end. */
static gboolean
read_request (BadService *self, GInputStream *input, char **head, char **body)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length;
  char byte;

  while (!g_str_has_suffix (text->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (input, &byte, 1, NULL, NULL) != 1)
        return FALSE;
      g_string_append_c (text, byte);
    }
  length = content_length (text->str);
  *body = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (input, *body, length, NULL, NULL, NULL))
    {
      g_clear_pointer (body, g_free);
      return FALSE;
    }
  *head = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

/* Takes over @head and @body. */
static BadAnswer
note_request (BadService *self, char *head, char *body)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree BadAnswer *queued = g_queue_pop_head (&self->queued);

  g_ptr_array_add (self->heads, head);
  g_ptr_array_add (self->bodies, body);
  return queued ? *queued : self->answer;
}

/* Returns: FALSE when the service was stopped meanwhile. */
static gboolean
wait_for_release (BadService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->released && !self->stopped)
    g_cond_wait (&self->changed, &self->mutex);
  return !self->stopped;
}

/* answers ------------------------------------------------------------------------------------ */

static char *
make_head (const BadAnswer *answer, gsize length)
{
  const char *type = answer->type ? answer->type : "application/json";
  g_autofree char *type_line
      = *type ? g_strdup_printf ("Content-Type: %s\r\n", type) : g_strdup ("");

  return g_strdup_printf ("HTTP/1.1 %u Whatever\r\n%s%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer->status ? answer->status : 200, type_line,
                          answer->headers ? answer->headers : "", length);
}

static gboolean
write_text (BadService *self, GOutputStream *output, const char *text, gsize length)
{
  return g_output_stream_write_all (output, text, length, NULL, NULL, NULL);
}

static char *
make_body (const BadAnswer *answer, gsize *length)
{
  gsize text_length = answer->body ? strlen (answer->body) : 0;
  char *body = g_malloc (text_length + answer->filler + 1);

  memcpy (body, answer->body ? answer->body : "", text_length);
  memset (body + text_length, ' ', answer->filler);
  *length = text_length + answer->filler;
  return body;
}

/* Returns: whether the connection may live on. */
static gboolean
give_answer (BadService *self, GOutputStream *output, const BadAnswer *answer)
{
  gsize length, part;
  g_autofree char *body = make_body (answer, &length);
  g_autofree char *head = make_head (answer, length);

  if (answer->hold && !wait_for_release (self))
    return FALSE;
  if (answer->drop || answer->reset)
    return FALSE;
  if (answer->cut_head)
    return write_text (self, output, head, strlen (head) / 2) && FALSE;
  if (!answer->no_http && !write_text (self, output, head, strlen (head)))
    return FALSE;
  part = answer->cut || answer->trickle ? length / 2 : length;
  if (!write_text (self, output, body, part) || answer->cut || answer->no_http)
    return FALSE;
  if (answer->trickle && !wait_for_release (self))
    return FALSE;
  return write_text (self, output, body + part, length - part) && !answer->then_close;
}

/* connections --------------------------------------------------------------------------------- */

/* On the server's side the signal is asked about good certificates, too. */
static gboolean
accept_certificate (GTlsConnection *connection,
                    GTlsCertificate *certificate,
                    GTlsCertificateFlags errors,
                    gpointer data)
{
  return errors == 0;
}

/* What is spoken over @connection, not greeted yet. */
static GIOStream *
make_stream (BadService *self, GSocketConnection *connection)
{
  GIOStream *tls;

  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));
  tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_object_set (tls, "authentication-mode", self->mode, NULL);
  if (self->database)
    g_tls_connection_set_database (G_TLS_CONNECTION (tls), self->database);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_certificate), NULL);
  return tls;
}

static gboolean
is_set (BadService *self, const gboolean *flag)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return *flag;
}

static void
hang_up (GSocketConnection *connection, gboolean rudely)
{
  GSocket *socket = g_socket_connection_get_socket (connection);

  if (rudely)
    {
      struct linger linger = { 1, 0 };

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, (const char *)&linger,
                  sizeof linger);
    }
  g_socket_close (socket, NULL);
}

static gboolean
serve (BadService *self, GIOStream *stream)
{
  g_autoptr (GInputStream) input
      = g_buffered_input_stream_new (g_io_stream_get_input_stream (stream));
  BadAnswer answer = { 0 };
  char *head, *body;

  do
    {
      if (!read_request (self, input, &head, &body))
        return FALSE;
      answer = note_request (self, head, body);
    }
  while (give_answer (self, g_io_stream_get_output_stream (stream), &answer));
  return answer.reset;
}

/* Returns: whether to hang up rudely */
static gboolean
greet_and_serve (BadService *self, GIOStream *stream)
{
  return is_set (self, &self->refusing) || serve (self, stream);
}

static gboolean
shake_hands (GIOStream *stream)
{
  return !G_IS_TLS_CONNECTION (stream)
         || g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL);
}

static void
forget_socket (BadService *self, GSocketConnection *connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_remove (self->sockets, g_socket_connection_get_socket (connection));
}

/* A socket must be closed by one thread only, or it takes the next one's number with it. After a
 * handshake that failed this is GIO's thread, which may be the last to let go of the stream. */
static gpointer
connection_thread (gpointer data)
{
  Guest *guest = data;
  BadService *self = guest->service;
  g_autoptr (GSocketConnection) connection = guest->connection;
  g_autoptr (GIOStream) stream = make_stream (self, connection);
  gboolean closing = is_set (self, &self->closing);
  gboolean good = !closing && shake_hands (stream);
  gboolean rudely = good && greet_and_serve (self, stream);

  forget_socket (self, connection);
  if (good || closing)
    hang_up (connection, rudely);
  g_free (guest);
  return NULL;
}

static void
welcome (BadService *self, GSocketConnection *connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Guest *guest = g_new0 (Guest, 1);

  guest->service = self;
  guest->connection = connection;
  self->connections++;
  g_ptr_array_add (self->sockets, g_socket_connection_get_socket (connection));
  g_ptr_array_add (self->threads, g_thread_new ("bad-connection", connection_thread, guest));
}

static gpointer
acceptor_thread (gpointer data)
{
  BadService *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)))
    welcome (self, connection);
  return NULL;
}

/* public ------------------------------------------------------------------------------------ */

static guint16
listen_on_loopback (GSocketListener *listener)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &got, &error);
  g_assert_no_error (error);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

BadService *
bad_service_new (GTlsCertificate *certificate, const char *client_ca, GTlsAuthenticationMode mode)
{
  BadService *self = g_new0 (BadService, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->queued);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->threads = g_ptr_array_new ();
  self->sockets = g_ptr_array_new ();
  self->stop = g_cancellable_new ();
  self->mode = mode;
  g_set_object (&self->certificate, certificate);
  if (client_ca)
    self->database = g_tls_file_database_new (client_ca, &error);
  g_assert_no_error (error);
  self->listener = g_socket_listener_new ();
  self->endpoint = g_strdup_printf ("https://127.0.0.1:%u", listen_on_loopback (self->listener));
  self->acceptor = g_thread_new ("bad-service", acceptor_thread, self);
  return self;
}

/* Threads that read are woken by shutting their sockets: glib-networking loses memory when a read
 * is cancelled. */
static void
stop_threads (BadService *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->acceptor);
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_shutdown (self->sockets->pdata[i], TRUE, TRUE, NULL);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
}

void
bad_service_free (BadService *service)
{
  stop_threads (service);
  g_clear_object (&service->listener);
  g_clear_object (&service->certificate);
  g_clear_object (&service->database);
  g_clear_object (&service->stop);
  g_ptr_array_unref (service->heads);
  g_ptr_array_unref (service->bodies);
  g_ptr_array_unref (service->threads);
  g_ptr_array_unref (service->sockets);
  g_queue_clear_full (&service->queued, g_free);
  g_mutex_clear (&service->mutex);
  g_cond_clear (&service->changed);
  g_free (service->endpoint);
  g_free (service);
}

const char *
bad_service_get_endpoint (BadService *service)
{
  return service->endpoint;
}

void
bad_service_set_answer (BadService *service, const BadAnswer *answer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  service->answer = *answer;
}

void
bad_service_queue_answer (BadService *service, const BadAnswer *answer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  g_queue_push_tail (&service->queued, g_memdup2 (answer, sizeof *answer));
}

void
bad_service_release (BadService *service)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  service->released = TRUE;
  g_cond_broadcast (&service->changed);
}

void
bad_service_set_refusing (BadService *service, gboolean refusing)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  service->refusing = refusing;
}

void
bad_service_set_closing (BadService *service, gboolean closing)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  service->closing = closing;
}

guint
bad_service_count (BadService *service, const char *start)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);
  guint count = 0;

  for (guint i = 0; i < service->heads->len; i++)
    count += start == NULL || g_str_has_prefix (service->heads->pdata[i], start);
  return count;
}

guint
bad_service_count_connections (BadService *service)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  return service->connections;
}

char *
bad_service_get_head (BadService *service, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  return index < service->heads->len ? g_strdup (service->heads->pdata[index]) : NULL;
}

char *
bad_service_get_body (BadService *service, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->mutex);

  return index < service->bodies->len ? g_strdup (service->bodies->pdata[index]) : NULL;
}

char *
bad_service_get_header (BadService *service, guint index, const char *name)
{
  g_autofree char *head = bad_service_get_head (service, index);
  g_auto (GStrv) lines = g_strsplit (head ? head : "", "\r\n", -1);
  g_autofree char *start = g_strconcat (name, ": ", NULL);

  for (guint i = 0; lines[i]; i++)
    if (g_ascii_strncasecmp (lines[i], start, strlen (start)) == 0)
      return g_strdup (lines[i] + strlen (start));
  return NULL;
}
