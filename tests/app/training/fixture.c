/* fixture.c: a training service in a throw-away folder, and a client that asks it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <gnutls/pkcs12.h>
#include <string.h>
#include "core/base32.h"
#include "core/totp.h"
#include "../../support/released.h"

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

/* The certificates of the first fixture serve all others of the process: making a .p12 is slow on
 * purpose, and test-pki is about that. */
static void
share_certificates (const char *folder, gboolean keep)
{
  static const char *const names[]
      = { "ca-key.pem", "ca.pem", "client.p12", "client.password", "client.pem", "server.pem" };
  static char *contents[G_N_ELEMENTS (names)];
  static gsize lengths[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (keep && !contents[i])
        g_assert_true (g_file_get_contents (path, &contents[i], &lengths[i], NULL));
      else if (!keep && contents[i])
        g_assert_true (g_file_set_contents (path, contents[i], (gssize)lengths[i], NULL));
    }
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

gboolean
fixture_start (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture->service = mdg_training_service_new (fixture->folder, fixture->clock, 0,
                                               fixture->accounts, fixture->seed);
  mdg_backend_start_async (MDG_BACKEND (fixture->service), NULL, on_started, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  fixture->connection = mdg_backend_start_finish (MDG_BACKEND (fixture->service), result, error);
  if (!fixture->connection)
    return FALSE;
  fixture->client = fixture_connect (fixture, NULL, NULL);
  return TRUE;
}

void
fixture_stop (Fixture *fixture)
{
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->connection, mdg_connection_free);
  if (!fixture->service)
    return;
  mdg_backend_stop (MDG_BACKEND (fixture->service));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (g_steal_pointer (&fixture->service));
}

Fixture *
fixture_new_with (guint accounts, guint seed)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("madoguchi-training-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->clock = mdg_clock_new_manual (FIXTURE_START * G_USEC_PER_SEC);
  fixture->accounts = accounts;
  fixture->seed = seed;
  share_certificates (fixture->folder, FALSE);
  fixture_start (fixture, &error);
  g_assert_no_error (error);
  share_certificates (fixture->folder, TRUE);
  return fixture;
}

Fixture *
fixture_new (void)
{
  return fixture_new_with (0, 1);
}

void
fixture_free (Fixture *fixture)
{
  fixture_stop (fixture);
  assert_released (fixture->clock);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture);
}

void
fixture_restart (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture_stop (fixture);
  fixture_start (fixture, &error);
  g_assert_no_error (error);
}

void
fixture_wait (Fixture *fixture, gint64 seconds)
{
  mdg_clock_advance (fixture->clock, seconds * G_USEC_PER_SEC);
}

gint64
fixture_now (Fixture *fixture)
{
  return mdg_clock_wall (fixture->clock);
}

static gboolean
send_certificate (SoupMessage *message, GTlsClientConnection *connection, gpointer data)
{
  soup_message_set_tls_client_certificate (message, data);
  return TRUE;
}

static void
on_queued (SoupSession *session, SoupMessage *message, gpointer certificate)
{
  g_signal_connect (message, "request-certificate", G_CALLBACK (send_certificate), certificate);
}

static void
unref_closure (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/* Certificate and key of a .p12. Not with GIO's own way: glib-networking 2.74 refuses one sound
 * file in some hundreds ("ASN1 parser: Error in TAG"), always the same. */
static GTlsCertificate *
open_p12 (const char *path, const char *password, GError **error)
{
  gnutls_datum_t file = { 0 }, key_pem = { 0 }, certificate_pem = { 0 };
  gnutls_x509_privkey_t key = NULL;
  gnutls_x509_crt_t *chain = NULL;
  unsigned n = 0;
  gnutls_pkcs12_t p12;
  GTlsCertificate *certificate = NULL;

  gnutls_pkcs12_init (&p12);
  if (gnutls_load_file (path, &file) >= 0
      && gnutls_pkcs12_import (p12, &file, GNUTLS_X509_FMT_DER, 0) >= 0
      && gnutls_pkcs12_simple_parse (p12, password, &key, &chain, &n, NULL, NULL, NULL, 0) >= 0
      && gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                            &key_pem)
             >= 0
      && gnutls_x509_crt_export2 (chain[0], GNUTLS_X509_FMT_PEM, &certificate_pem) >= 0)
    {
      g_autofree char *pem
          = g_strdup_printf ("%s\n%s", (char *)certificate_pem.data, (char *)key_pem.data);
      certificate = g_tls_certificate_new_from_pem (pem, -1, error);
    }
  else
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "%s does not open", path);
  for (unsigned i = 0; i < n; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  gnutls_x509_privkey_deinit (key);
  gnutls_pkcs12_deinit (p12);
  gnutls_free (file.data);
  gnutls_free (key_pem.data);
  gnutls_free (certificate_pem.data);
  return certificate;
}

/* The terminal's own certificate: the same for all fixtures, and as slow to open as it is to make.
 */
static GTlsCertificate *
open_own (const MdgConnection *connection)
{
  static GTlsCertificate *opened;
  static char *opened_bytes;
  static gsize opened_length;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (connection->client_file, &bytes, &length, NULL));
  if (!opened || length != opened_length || memcmp (bytes, opened_bytes, length) != 0)
    {
      g_clear_object (&opened);
      g_free (opened_bytes);
      opened_bytes = g_steal_pointer (&bytes);
      opened_length = length;
      opened = open_p12 (connection->client_file,
                         mdg_secret_get_string (connection->client_password), &error);
      g_assert_no_error (error);
    }
  return g_object_ref (opened);
}

SoupSession *
fixture_connect (Fixture *fixture, const char *p12, const char *password)
{
  MdgConnection *connection = fixture->connection;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (connection->ca_file, &error);
  g_autoptr (GTlsCertificate) certificate = NULL;
  SoupSession *session;

  g_assert_no_error (error);
  if (p12)
    certificate = open_p12 (p12, password, &error);
  else
    certificate = open_own (connection);
  g_assert_no_error (error);
  session = soup_session_new_with_options ("tls-database", database, "timeout", 120, NULL);
  g_signal_connect_data (session, "request-queued", G_CALLBACK (on_queued),
                         g_steal_pointer (&certificate), unref_closure, 0);
  return session;
}

static void
set_headers (SoupMessage *message, const char *token, const char *body, const char *header)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (token)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", value);
    }
  if (body)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, MDG_CONTENT_JSON, bytes);
    }
  g_auto (GStrv) lines = g_strsplit (header ? header : "", "\n", -1);

  for (char **line = lines; *line; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, ": ", 2);

      soup_message_headers_replace (headers, parts[0], parts[1]);
    }
}

static Reply *
read_reply (SoupMessage *message, GBytes *bytes)
{
  Reply *reply = g_new0 (Reply, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (length == 0)
    return reply;
  g_assert_true (json_parser_load_from_data (parser, text, (gssize)length, NULL));
  reply->node = json_parser_steal_root (parser);
  reply->json = json_node_get_object (reply->node);
  g_assert_cmpstr (soup_message_headers_get_content_type (reply->headers, NULL), ==,
                   reply->status >= 400 ? MDG_CONTENT_PROBLEM : MDG_CONTENT_JSON);
  return reply;
}

Reply *
fixture_ask (Fixture *fixture,
             const char *method,
             const char *path,
             const char *token,
             const char *body,
             const char *header)
{
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  set_headers (message, token, body, header);
  bytes = soup_session_send_and_read (fixture->client, message, NULL, &error);
  g_assert_no_error (error);
  return read_reply (message, bytes);
}

void
reply_free (Reply *reply)
{
  g_clear_pointer (&reply->node, json_node_unref);
  soup_message_headers_unref (reply->headers);
  g_free (reply);
}

const char *
reply_text (Reply *reply, const char *member)
{
  return reply->json ? json_object_get_string_member_with_default (reply->json, member, NULL)
                     : NULL;
}

gint64
reply_number (Reply *reply, const char *member)
{
  return reply->json ? json_object_get_int_member_with_default (reply->json, member, -1) : -1;
}

char *
login_body (const char *institution, const char *login, const char *password)
{
  return g_strdup_printf ("{\"institution_code\":\"%s\",\"login_id\":\"%s\",\"password\":\"%s\"}",
                          institution, login, password);
}

char *
passcode_body (const char *key, gint64 when)
{
  g_autoptr (MdgSecret) secret = mdg_base32_decode (key, -1, NULL);
  char code[MDG_TOTP_CODE_MAX];

  mdg_hotp (secret, MDG_TOTP_SHA1, mdg_totp_step (when, MDG_TOTP_PERIOD), MDG_TOTP_DIGITS, code);
  return g_strdup_printf ("{\"passcode\":\"%s\"}", code);
}

char *
password_body (const char *current, const char *changed)
{
  return g_strdup_printf ("{\"current_password\":\"%s\",\"new_password\":\"%s\"}", current,
                          changed);
}

Reply *
fixture_try_login (Fixture *fixture, const char *login, const char *password)
{
  g_autofree char *body = login_body (INSTITUTION, login, password);

  return fixture_ask (fixture, "POST", MDG_PATH_SESSION, NULL, body, NULL);
}

char *
fixture_log_in (Fixture *fixture, const char *login, const char *password)
{
  g_autoptr (Reply) reply = fixture_try_login (fixture, login, password);

  reply_expect (reply, 201, NULL);
  return g_strdup (reply_text (reply, "token"));
}

Reply *
fixture_try_passcode (Fixture *fixture, const char *token, const char *key, gint64 when)
{
  g_autofree char *body = passcode_body (key, when);

  return fixture_ask (fixture, "POST", MDG_PATH_PASSCODE, token, body, NULL);
}

char *
fixture_get_key (Fixture *fixture, const char *token)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_REGISTRATION, token, NULL, NULL);

  reply_expect (reply, 200, NULL);
  return g_strdup (reply_text (reply, "setup_key"));
}

const char *
fixture_known_key (Fixture *fixture, const char *login)
{
  for (guint i = 0; i < fixture->connection->accounts->len; i++)
    {
      MdgTrainingAccount *account = fixture->connection->accounts->pdata[i];

      if (strcmp (account->login_id, login) == 0)
        return account->setup_key;
    }
  g_assert_not_reached ();
}

char *
fixture_open (Fixture *fixture, const char *password)
{
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, password);
  g_autoptr (Reply) reply = NULL;

  /* A passcode is accepted once: each opening takes a new one. */
  fixture_wait (fixture, 30);
  reply = fixture_try_passcode (fixture, token, fixture_known_key (fixture, OLD_LOGIN),
                                fixture_now (fixture));
  reply_expect (reply, 200, NULL);
  g_assert_cmpstr (reply_text (reply, "stage"), ==, "open");
  return g_steal_pointer (&token);
}

Reply *
fixture_change (Fixture *fixture, const char *token, const char *current, const char *changed)
{
  g_autofree char *body = password_body (current, changed);

  return fixture_ask (fixture, "PUT", MDG_PATH_PASSWORD, token, body, NULL);
}
