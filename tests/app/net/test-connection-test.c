/* test-connection-test.c: what a connection test finds: against real TLS, one fault at a time.
 * Meson runs it with TLS 1.3 and 1.2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../../support/released.h"
#include "bad-service.h"
#include "net/connection-test.h"
#include "test-pki.h"

#define GOOD_STATUS                                                                                \
  "{\"name\": \"gateway\", \"api_version\": \"1.0\", \"time\": 1795230000, \"training\": false}"
#define DATE "Date: Sat, 21 Nov 2026 03:00:00 GMT\r\n"

typedef struct
{
  TestPki *pki;
  MdgClock *clock;
  BadService *service;
  const char *client_file; /* shared, too: making one takes long */
} Fixture;

static TestPki *shared_pki;
static char *shared_client_file;

/* A resolver that knows no name: no test asks the network for one. */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver *resolver,
              const char *name,
              GResolverNameLookupFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "%s is nobody",
                           name);
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
use_server (Fixture *f, TestPkiFlags flags, GTlsAuthenticationMode mode)
{
  static const BadAnswer good = { .body = GOOD_STATUS };
  g_autoptr (GTlsCertificate) certificate = test_pki_make_server (f->pki, flags);

  g_clear_pointer (&f->service, bad_service_free);
  f->service = bad_service_new (certificate, test_pki_get_ca_file (f->pki), mode);
  bad_service_set_answer (f->service, &good);
}

/* The certificates are made now, so the clock is the computer's. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->pki = shared_pki;
  f->clock = mdg_clock_new_system ();
  f->client_file = shared_client_file;
  use_server (f, TEST_PKI_PLAIN, G_TLS_AUTHENTICATION_REQUIRED);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  assert_released (f->clock);
  g_clear_pointer (&f->service, bad_service_free);
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static MdgConnectionReport *
try (Fixture *f,
     const char *endpoint,
     const char *ca_file,
     const char *client_file,
     const char *typed)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (typed);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgConnectionReport *report;

  mdg_connection_test_async (endpoint, ca_file, client_file, password, f->clock, NULL, store,
                             &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  report = mdg_connection_test_finish (result, &error);
  g_assert_no_error (error);
  return report;
}

static void
expect_with (Fixture *f,
             const char *endpoint,
             const char *ca_file,
             const char *client_file,
             const char *typed,
             MdgFinding finding)
{
  g_autoptr (MdgConnectionReport) report = try (f, endpoint, ca_file, client_file, typed);

  g_assert_cmpstr (mdg_finding_nick (report->finding), ==, mdg_finding_nick (finding));
  g_assert_cmpint (report->error == NULL, ==,
                   finding == MDG_FINDING_GOOD || finding == MDG_FINDING_CLOCK_OFF);
}

/* Of what the service is, whoever asks: opening a client's file takes longer than all the rest. */
static void
expect (Fixture *f, MdgFinding finding)
{
  expect_with (f, bad_service_get_endpoint (f->service), test_pki_get_ca_file (f->pki), NULL, "",
               finding);
}

static void
test_good (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgConnectionReport) report
      = try (f, bad_service_get_endpoint (f->service), test_pki_get_ca_file (f->pki),
             f->client_file, TEST_PKI_PASSWORD);

  g_assert_cmpstr (mdg_finding_nick (report->finding), ==, "good");
  g_assert_cmpstr (report->service_name, ==, "gateway");
  g_assert_cmpstr (report->subject, ==, "1234567890");
  g_assert_cmpint (report->expires, >, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpuint (bad_service_count (f->service, "GET /v1/service "), ==, 1);
  g_assert_cmpuint (bad_service_count (f->service, NULL), ==, 1);
}

static void
test_clock (Fixture *f, gconstpointer data)
{
  static const BadAnswer dated = { .body = GOOD_STATUS, .headers = DATE };
  g_autoptr (MdgConnectionReport) report = NULL;

  bad_service_set_answer (f->service, &dated);
  report = try (f, bad_service_get_endpoint (f->service), test_pki_get_ca_file (f->pki),
                f->client_file, TEST_PKI_PASSWORD);
  g_assert_true (report->skew_known);
  if (ABS (report->skew) <= 30)
    {
      g_test_skip ("it is that moment now");
      return;
    }
  g_assert_cmpstr (mdg_finding_nick (report->finding), ==, "clock-off");
}

static void
test_address (Fixture *f, gconstpointer data)
{
  const char *const wrong[]
      = { "",           "gateway", "http://127.0.0.1", "https://", "https:///v1", "https://[::1",
          "file:///etc" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    expect_with (f, wrong[i], test_pki_get_ca_file (f->pki), NULL, "", MDG_FINDING_ADDRESS_WRONG);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  const char *endpoint = bad_service_get_endpoint (f->service);
  const char *ca = test_pki_get_ca_file (f->pki);
  g_autofree char *expired
      = test_pki_make_client (f->pki, "expired", "1234567890", TEST_PKI_EXPIRED);
  g_autofree char *keyless
      = test_pki_make_client (f->pki, "keyless", "1234567890", TEST_PKI_NO_KEY);

  expect_with (f, endpoint, "/nowhere/ca.pem", f->client_file, TEST_PKI_PASSWORD,
               MDG_FINDING_CA_UNUSABLE);
  expect_with (f, endpoint, f->client_file, f->client_file, TEST_PKI_PASSWORD,
               MDG_FINDING_CA_UNUSABLE);
  expect_with (f, endpoint, ca, f->client_file, "wrong", MDG_FINDING_WRONG_PASSWORD);
  expect_with (f, endpoint, ca, "/nowhere/terminal.p12", TEST_PKI_PASSWORD,
               MDG_FINDING_CLIENT_FILE);
  expect_with (f, endpoint, ca, ca, TEST_PKI_PASSWORD, MDG_FINDING_CLIENT_FILE);
  expect_with (f, endpoint, ca, expired, TEST_PKI_PASSWORD, MDG_FINDING_CLIENT_FILE);
  expect_with (f, endpoint, ca, keyless, TEST_PKI_PASSWORD, MDG_FINDING_CLIENT_FILE);
  g_assert_cmpuint (bad_service_count_connections (f->service), ==, 0);
}

static void
test_nobody_there (Fixture *f, gconstpointer data)
{
  g_autofree char *endpoint = g_strdup (bad_service_get_endpoint (f->service));

  g_clear_pointer (&f->service, bad_service_free);
  expect_with (f, endpoint, test_pki_get_ca_file (f->pki), NULL, "", MDG_FINDING_REFUSED);
  expect_with (f, "https://gateway.invalid:8443", test_pki_get_ca_file (f->pki), NULL, "",
               MDG_FINDING_NAME_NOT_FOUND);
}

static void
test_server (Fixture *f, gconstpointer data)
{
  const char *endpoint;

  use_server (f, TEST_PKI_OTHER_CA, G_TLS_AUTHENTICATION_REQUIRED);
  expect (f, MDG_FINDING_UNTRUSTED);
  use_server (f, TEST_PKI_OTHER_CA | TEST_PKI_EXPIRED, G_TLS_AUTHENTICATION_REQUIRED);
  expect (f, MDG_FINDING_UNTRUSTED);
  use_server (f, TEST_PKI_EXPIRED, G_TLS_AUTHENTICATION_REQUIRED);
  expect (f, MDG_FINDING_SERVER_EXPIRED);
  use_server (f, TEST_PKI_FUTURE, G_TLS_AUTHENTICATION_REQUIRED);
  expect (f, MDG_FINDING_SERVER_EXPIRED);
  use_server (f, TEST_PKI_OTHER_HOST, G_TLS_AUTHENTICATION_REQUIRED);
  expect (f, MDG_FINDING_OTHER_NAME);
  use_server (f, TEST_PKI_PLAIN, G_TLS_AUTHENTICATION_REQUIRED);
  endpoint = bad_service_get_endpoint (f->service);
  expect_with (f, endpoint, test_pki_get_other_ca_file (f->pki), NULL, "", MDG_FINDING_UNTRUSTED);
  g_assert_cmpuint (bad_service_count (f->service, NULL), ==, 0);
}

static void
test_client (Fixture *f, gconstpointer data)
{
  g_autofree char *other = test_pki_make_client (f->pki, "other", "1234567890", TEST_PKI_OTHER_CA);
  const char *endpoint = bad_service_get_endpoint (f->service);

  expect_with (f, endpoint, test_pki_get_ca_file (f->pki), NULL, "",
               MDG_FINDING_CERTIFICATE_MISSING);
  expect_with (f, endpoint, test_pki_get_ca_file (f->pki), other, TEST_PKI_PASSWORD,
               MDG_FINDING_CERTIFICATE_REFUSED);
  g_assert_cmpuint (bad_service_count (f->service, NULL), ==, 0);
}

static void
test_other_service (Fixture *f, gconstpointer data)
{
  static const BadAnswer answers[] = {
    { .body = "<html></html>", .type = "text/html" },
    { .status = 404, .body = "<html></html>", .type = "text/html" },
    { .status = 302, .headers = "Location: /login\r\n" },
    { .body = "{\"hello\": 1}" },
    { .no_http = TRUE, .body = "220 mail ready\r\n" },
  };
  static const BadAnswer ill
      = { .status = 503,
          .type = "application/problem+json",
          .body = "{\"code\": \"service-failed\", \"status\": 503, \"title\": \"x\"}" };

  use_server (f, TEST_PKI_PLAIN, G_TLS_AUTHENTICATION_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      bad_service_set_answer (f->service, &answers[i]);
      expect (f, MDG_FINDING_OTHER_SERVICE);
    }
  bad_service_set_answer (f->service, &ill);
  expect (f, MDG_FINDING_SERVICE_FAILED);
}

/* Plain text that speaks first is no TLS. */
static gpointer
greet (gpointer data)
{
  g_autoptr (GSocketConnection) connection
      = g_socket_listener_accept (G_SOCKET_LISTENER (data), NULL, NULL, NULL);

  if (connection != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                               "220 mail ready\r\n", 16, NULL, NULL, NULL);
  return NULL;
}

static void
test_not_tls (Fixture *f, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) here = NULL;
  g_autofree char *endpoint = NULL;
  GThread *thread;

  g_assert_true (g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &here, NULL));
  endpoint = g_strdup_printf ("https://127.0.0.1:%u",
                              g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (here)));
  thread = g_thread_new ("greeter", greet, listener);
  expect_with (f, endpoint, test_pki_get_ca_file (f->pki), NULL, "", MDG_FINDING_NOT_TLS);
  g_thread_join (thread);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  static const BadAnswer hold = { .hold = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bad_service_set_answer (f->service, &hold);
  mdg_connection_test_async (bad_service_get_endpoint (f->service), test_pki_get_ca_file (f->pki),
                             f->client_file, NULL, f->clock, cancellable, store, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mdg_connection_test_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autoptr (GResolver) resolver = NULL;
  int rc;

#define ADD(name, test)                                                                            \
  g_test_add ("/connection-test/" name, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  shared_pki = test_pki_new ();
  shared_client_file = test_pki_make_client (shared_pki, "terminal", "1234567890", TEST_PKI_PLAIN);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);
  ADD ("good", test_good);
  ADD ("clock", test_clock);
  ADD ("address", test_address);
  ADD ("files", test_files);
  ADD ("nobody-there", test_nobody_there);
  ADD ("server", test_server);
  ADD ("client", test_client);
  ADD ("other-service", test_other_service);
  ADD ("not-tls", test_not_tls);
  ADD ("cancelled", test_cancelled);
  rc = g_test_run ();
  g_free (shared_client_file);
  test_pki_free (shared_pki);
  return rc;
}
