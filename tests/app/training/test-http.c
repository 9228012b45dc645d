/* test-http.c: who is let in, and what HTTP itself demands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>
#include "training/certificate-maker.h"

#define P12_PASSWORD "probe"

/* A certificate and key of the service's own authority. */
static void
load_authority (Fixture *fixture, gnutls_x509_crt_t *certificate, gnutls_x509_privkey_t *key)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ca-key.pem", NULL), *text = NULL;
  gnutls_datum_t pem;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  pem.data = (unsigned char *)text;
  pem.size = (unsigned)strlen (text);
  gnutls_x509_crt_init (certificate);
  gnutls_x509_privkey_init (key);
  g_assert_cmpint (gnutls_x509_crt_import (*certificate, &pem, GNUTLS_X509_FMT_PEM), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_import (*key, &pem, GNUTLS_X509_FMT_PEM), ==, 0);
}

/* Whether the service lets in who comes with a certificate issued to @name at @when by its own
 * authority or another. */
static gboolean
is_let_in (Fixture *fixture, gboolean own_authority, const char *name, gint64 when)
{
  gnutls_x509_crt_t ca = NULL, certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) p12 = NULL, answer = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "probe.p12", NULL);
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, MDG_PATH_SERVICE, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (SoupSession) session = NULL;

  if (own_authority)
    load_authority (fixture, &ca, &key);
  else
    g_assert_true (mdg_certificate_make_ca (g_get_real_time () / G_USEC_PER_SEC, &ca, &key, NULL));
  p12 = mdg_certificate_make_client (ca, key, when, name, P12_PASSWORD, &certificate, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (p12, NULL),
                                      (gssize)g_bytes_get_size (p12), NULL));
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_crt_deinit (ca);
  gnutls_x509_privkey_deinit (key);
  session = fixture_connect (fixture, path, P12_PASSWORD);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  return answer && soup_message_get_status (message) == 200;
}

static void
test_certificates (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, year = 365 * 24 * 60 * 60;

  g_assert_true (is_let_in (fixture, TRUE, "1319919997", now));
  g_assert_false (is_let_in (fixture, FALSE, "1319919997", now));
  g_assert_false (is_let_in (fixture, TRUE, "1319919997", now - 4 * year));
  g_assert_false (is_let_in (fixture, TRUE, "1319919997", now + year));
  g_assert_false (is_let_in (fixture, TRUE, "131991999", now));
  g_assert_false (is_let_in (fixture, TRUE, "Somebody", now));
}

/* One client after the other in one process: the second one's TLS session is resumed, and it is
 * known all the same. */
static void
test_resumption (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  for (int i = 0; i < 4; i++)
    {
      fixture_expect (fixture, "GET", MDG_PATH_SERVICE, NULL, NULL, 200, NULL);
      fixture_expect (fixture, "GET", MDG_PATH_SERVICE, NULL, NULL, 200, NULL);
      g_clear_object (&fixture->client);
      fixture->client = fixture_connect (fixture, NULL, NULL);
    }
}

static void
test_only_the_loopback (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GUri) uri = g_uri_parse (fixture->connection->endpoint, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  guint16 port = (guint16)g_uri_get_port (uri);
  g_autoptr (GSocketConnection) six
      = g_socket_client_connect_to_host (client, "::1", port, NULL, NULL);
  /* All of 127/8 is this computer: whoever listens everywhere answers here too. */
  g_autoptr (GSocketConnection) other
      = g_socket_client_connect_to_host (client, "127.0.0.2", port, NULL, NULL);
  g_autoptr (GSocketConnection) own
      = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  g_assert_null (six);
  g_assert_null (other);
  g_assert_nonnull (own);
}

static void
expect_date (Fixture *fixture, gint64 expected)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_SERVICE, NULL, NULL, NULL);
  const char *text = soup_message_headers_get_one (reply->headers, "Date");
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);

  g_assert_cmpint (g_date_time_to_unix (date), ==, expected);
  g_assert_cmpint (reply_number (reply, "time"), ==, expected);
}

/* Date tells the service's clock, the one that is put forward: the client measures its skew by it.
 */
static void
test_date (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  expect_date (fixture, FIXTURE_START);
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_CLOCK, NULL, "{\"advance_seconds\":300}", 200,
                  NULL);
  expect_date (fixture, FIXTURE_START + 300);
  /* The clock of the program around is left alone. */
  g_assert_cmpint (fixture_now (fixture), ==, FIXTURE_START);
  fixture_restart (fixture);
  expect_date (fixture, FIXTURE_START + 300);
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_CLOCK, NULL, "{\"advance_seconds\":-600}", 200,
                  NULL);
  expect_date (fixture, FIXTURE_START - 300);
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_RESET, NULL, "{}", 200, NULL);
  expect_date (fixture, FIXTURE_START);
}

static void
test_clock_limits (void)
{
  static const char *const bodies[] = { "{\"advance_seconds\":316224001}",
                                        "{\"advance_seconds\":9223372036854775807}",
                                        "{\"advance_seconds\":1e30}",
                                        "{\"advance_seconds\":null}",
                                        "{}",
                                        "[" };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    fixture_expect (fixture, "POST", MDG_PATH_CONTROL_CLOCK, NULL, bodies[i], 400,
                    "invalid-request");
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_CLOCK, NULL, "{\"advance_seconds\":316224000}",
                  200, NULL);
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_CLOCK, NULL, "{\"advance_seconds\":1}", 400,
                  "invalid-request");
}

static void
test_limits (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *longest = g_strnfill (MDG_REQUEST_LIMIT, ' ');
  g_autofree char *longer = g_strnfill (MDG_REQUEST_LIMIT + 1, ' ');
  g_autoptr (Reply) text
      = fixture_ask (fixture, "POST", MDG_PATH_SESSION, NULL, "{}", "Content-Type: text/plain");
  g_autoptr (Reply) charset = fixture_ask (fixture, "POST", MDG_PATH_SESSION, NULL, "{}",
                                           "Content-Type: application/json; charset=utf-8");

  fixture_expect (fixture, "POST", MDG_PATH_SESSION, NULL, longest, 400, "invalid-request");
  fixture_expect (fixture, "POST", MDG_PATH_SESSION, NULL, longer, 413, "too-large");
  reply_expect (text, 415, "unsupported-media-type");
  reply_expect (charset, 400, "invalid-request");
  fixture_expect (fixture, "GET", "/v1/session/", NULL, NULL, 404, "not-found");
  fixture_expect (fixture, "PATCH", MDG_PATH_SESSION, NULL, "{}", 405, "method-not-allowed");
}

/* A body without a length that does not end: not kept, and cut off in the end. */
static void
test_endless_body (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, MDG_PATH_SESSION, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autofree char *much = g_strnfill (8 * 1024 * 1024, ' ');
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (much, 8 * 1024 * 1024, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  soup_message_set_request_body (message, MDG_CONTENT_JSON, stream, -1);
  bytes = soup_session_send_and_read (fixture->client, message, NULL, &error);
  g_assert_null (bytes);
  g_assert_nonnull (error);
  fixture_expect (fixture, "GET", MDG_PATH_SERVICE, NULL, NULL, 200, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/http/certificates", test_certificates);
  g_test_add_func ("/training/http/resumption", test_resumption);
  g_test_add_func ("/training/http/only-the-loopback", test_only_the_loopback);
  g_test_add_func ("/training/http/date", test_date);
  g_test_add_func ("/training/http/clock-limits", test_clock_limits);
  g_test_add_func ("/training/http/limits", test_limits);
  g_test_add_func ("/training/http/endless-body", test_endless_body);
  return g_test_run ();
}
