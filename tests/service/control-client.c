/* control-client.c: the training service's control resources, for tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "control-client.h"

#include <libsoup/soup.h>
#include "contract/endpoints.h"

static gboolean
on_certificate (SoupMessage *message, GTlsClientConnection *tls, gpointer data)
{
  soup_message_set_tls_client_certificate (message, data);
  return TRUE;
}

static SoupSession *
get_session (const MdgConnection *connection)
{
  static SoupSession *session;
  if (session != NULL)
    return session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (connection->ca_file, &error);
  g_assert_no_error (error);
  session = soup_session_new_with_options ("tls-database", database, "timeout", 120u, NULL);
  return session;
}

void
control_advance_clock (const MdgConnection *connection, MdgIdentity *identity, gint64 seconds)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strconcat (connection->endpoint, MDG_PATH_CONTROL_CLOCK, NULL);
  g_autofree char *text = g_strdup_printf ("{\"advance_seconds\": %" G_GINT64_FORMAT "}", seconds);
  SoupSession *session = get_session (connection);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, uri);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, MDG_CONTENT_JSON, body);
  g_signal_connect (message, "request-certificate", G_CALLBACK (on_certificate),
                    mdg_identity_get_certificate (identity));
  g_autoptr (GBytes) answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}
