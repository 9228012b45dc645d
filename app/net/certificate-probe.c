/* certificate-probe.c: a handshake, and then silence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/certificate-probe.h"

#include "net/network-error.h"

/* A refusal comes with the next packet after the handshake. */
#define SILENCE_MS 1000
#define CONNECT_SECONDS 5

typedef struct
{
  GSocketConnectable *service;
  GTlsDatabase *database;
  GTlsCertificate *certificate;
  GIOStream *tls;
  GCancellable *silence; /* ends the listening: by the timer or by the caller */
  GSource *timer;
  gulong forward;
  guint8 byte;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_clear_object (&probe->service);
  g_clear_object (&probe->database);
  g_clear_object (&probe->certificate);
  g_clear_object (&probe->tls);
  g_clear_object (&probe->silence);
  g_free (probe);
}

static void
stop_listening (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (probe->timer)
    g_source_destroy (probe->timer);
  g_clear_pointer (&probe->timer, g_source_unref);
  if (probe->forward)
    g_cancellable_disconnect (g_task_get_cancellable (task), probe->forward);
  probe->forward = 0;
}

/* Takes over @task. */
static void
finish (GTask *task, MdgCertificateVerdict verdict)
{
  Probe *probe = g_task_get_task_data (task);

  stop_listening (task);
  if (probe->tls)
    g_io_stream_close_async (probe->tls, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_task_return_int (task, (gssize)verdict);
  g_object_unref (task);
}

static void
on_heard (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  gboolean silent = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  finish (data, silent || count > 0 ? MDG_CERTIFICATE_ACCEPTED : MDG_CERTIFICATE_REFUSED);
}

static gboolean
on_silence (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
forward_cancel (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Takes over @task. */
static void
listen (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  probe->silence = g_cancellable_new ();
  probe->timer = g_timeout_source_new (SILENCE_MS);
  g_source_set_callback (probe->timer, on_silence, g_object_ref (probe->silence), g_object_unref);
  g_source_attach (probe->timer, g_task_get_context (task));
  if (cancellable)
    probe->forward = g_cancellable_connect (cancellable, G_CALLBACK (forward_cancel),
                                            g_object_ref (probe->silence), g_object_unref);
  g_input_stream_read_async (g_io_stream_get_input_stream (probe->tls), &probe->byte, 1,
                             G_PRIORITY_DEFAULT, probe->silence, on_heard, task);
}

/* A service that breaks off the handshake itself (TLS 1.2) refuses as well. That its certificate
 * was seen again is not asked for: in a resumed session it is not shown. */
static void
on_handshake (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgConnectionState state = { .server_trusted = TRUE };

  if (g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error))
    listen (data);
  else if (mdg_network_error_is_break (error, &state))
    finish (data, MDG_CERTIFICATE_REFUSED);
  else
    finish (data, MDG_CERTIFICATE_UNKNOWN);
}

/* Takes over @task. */
static void
start_tls (GTask *task, GSocketConnection *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  Probe *probe = g_task_get_task_data (task);
  GIOStream *tls = g_tls_client_connection_new (G_IO_STREAM (connection), probe->service, NULL);

  if (tls == NULL)
    {
      finish (task, MDG_CERTIFICATE_UNKNOWN);
      return;
    }
  probe->tls = tls;
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), probe->database);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls), protocols);
  if (probe->certificate)
    g_tls_connection_set_certificate (G_TLS_CONNECTION (tls), probe->certificate);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), on_handshake, task);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);

  if (connection)
    start_tls (data, connection);
  else
    finish (data, MDG_CERTIFICATE_UNKNOWN);
}

const char *
mdg_certificate_verdict_nick (MdgCertificateVerdict verdict)
{
  static const char *const nicks[] = { "took it", "refused it", "was not there" };

  return nicks[verdict];
}

void
mdg_certificate_probe_async (GSocketConnectable *service,
                             GTlsDatabase *database,
                             GTlsCertificate *certificate,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Probe *probe = g_new0 (Probe, 1);

  g_task_set_source_tag (task, mdg_certificate_probe_async);
  probe->service = g_object_ref (service);
  probe->database = g_object_ref (database);
  g_set_object (&probe->certificate, certificate);
  g_task_set_task_data (task, probe, probe_free);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  g_socket_client_connect_async (client, service, cancellable, on_connected, task);
}

gboolean
mdg_certificate_probe_finish (GAsyncResult *result, MdgCertificateVerdict *verdict, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gssize value = g_task_propagate_int (G_TASK (result), &problem);

  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *verdict = (MdgCertificateVerdict)value;
  return TRUE;
}
