/* test-https-trust.c: who is believed to be who. Meson runs it with TLS 1.3 and with TLS 1.2, which
 * tell about a refused client at different moments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net-fixture.h"

static void
use_server (NetFixture *fixture, TestPkiFlags flags, GTlsAuthenticationMode mode)
{
  g_autoptr (GTlsCertificate) certificate = test_pki_make_server (fixture->pki, flags);

  net_use_service (fixture,
                   bad_service_new (certificate, test_pki_get_ca_file (fixture->pki), mode));
  bad_service_set_answer (fixture->bad, net_good_status ());
}

/* Both kinds of call: one that is sent again, and one that never is. */
static void
assert_refused (NetFixture *fixture, MdgErrorCode code)
{
  net_assert_fails (fixture, NET_CHECK, code);
  net_assert_fails (fixture, NET_LOGIN, code);
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 0);
}

static void
test_good (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bad_service_set_answer (fixture->bad, net_good_status ());
  net_call (fixture, NET_CHECK, &error);
  g_assert_no_error (error);
}

/* the service's certificate ------------------------------------------------------------------ */

static void
test_server (NetFixture *fixture, gconstpointer data)
{
  use_server (fixture, (TestPkiFlags)GPOINTER_TO_UINT (data), G_TLS_AUTHENTICATION_REQUIRED);
  assert_refused (fixture, MDG_ERROR_SERVER_UNTRUSTED);
  use_server (fixture, (TestPkiFlags)GPOINTER_TO_UINT (data), G_TLS_AUTHENTICATION_NONE);
  assert_refused (fixture, MDG_ERROR_SERVER_UNTRUSTED);
}

static void
test_host_name (NetFixture *fixture, gconstpointer data)
{
  const char *port = strrchr (bad_service_get_endpoint (fixture->bad), ':') + 1;
  g_autofree char *endpoint = g_strconcat ("https://localhost:", port, NULL);

  net_use_endpoint (fixture, endpoint);
  assert_refused (fixture, MDG_ERROR_SERVER_UNTRUSTED);
}

/* Plain text, while we wait for a word of TLS. */
static void
test_plain_text (NetFixture *fixture, gconstpointer data)
{
  net_use_service (fixture, bad_service_new (NULL, NULL, G_TLS_AUTHENTICATION_NONE));
  mdg_https_service_set_timeout (fixture->client, 1);
  assert_refused (fixture, MDG_ERROR_TIMED_OUT);
}

static void
test_closing (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_closing (fixture->bad, TRUE);
  assert_refused (fixture, MDG_ERROR_UNREACHABLE);
}

/* ours -------------------------------------------------------------------------------------- */

static void
test_identity_missing (NetFixture *fixture, gconstpointer data)
{
  net_use_no_identity (fixture);
  assert_refused (fixture, MDG_ERROR_CERTIFICATE_MISSING);
}

static void
test_identity_refused (NetFixture *fixture, gconstpointer data)
{
  net_use_identity (fixture, (TestPkiFlags)GPOINTER_TO_UINT (data));
  assert_refused (fixture, MDG_ERROR_CERTIFICATE_REFUSED);
}

/* A service that looks at certificates itself and hangs up without an alert. */
static void
test_hung_up (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_refusing (fixture->bad, TRUE);
  assert_refused (fixture, MDG_ERROR_CERTIFICATE_REFUSED);
  net_use_no_identity (fixture);
  use_server (fixture, TEST_PKI_PLAIN, G_TLS_AUTHENTICATION_REQUESTED);
  bad_service_set_refusing (fixture->bad, TRUE);
  assert_refused (fixture, MDG_ERROR_CERTIFICATE_MISSING);
}

/* It takes the certificate and dies over the request: not the certificate's fault. */
static void
test_died (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, &(BadAnswer){ .reset = TRUE });
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_UNREACHABLE);
  bad_service_set_answer (fixture->bad, &(BadAnswer){ .drop = TRUE });
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_UNREACHABLE);
}

static void
test_cancel_probe (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NetPending *pending;
  gint64 when;

  bad_service_set_answer (fixture->bad, &(BadAnswer){ .drop = TRUE });
  pending = net_start (fixture, NET_LOGIN, cancellable);
  while (bad_service_count_connections (fixture->bad) < 2)
    g_main_context_iteration (NULL, TRUE);
  when = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_false (net_wait (pending, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - when, <, G_USEC_PER_SEC);
}

/* After a refused identity a good one works at once, and the other way round: nothing of one TLS
 * session is taken over into the next. */
static void
test_switch (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, net_good_status ());
  for (guint round = 0; round < 3; round++)
    {
      net_use_identity (fixture, TEST_PKI_PLAIN);
      g_assert_true (net_call (fixture, NET_CHECK, NULL));
      net_use_identity (fixture, TEST_PKI_OTHER_CA);
      net_assert_fails (fixture, NET_CHECK, MDG_ERROR_CERTIFICATE_REFUSED);
      net_use_no_identity (fixture);
      net_assert_fails (fixture, NET_CHECK, MDG_ERROR_CERTIFICATE_MISSING);
    }
}

/* An authority that the operating system believes in means nothing here. */
static void
test_nobody_else (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) system
      = g_tls_certificate_new_from_file ("/etc/ssl/certs/ca-certificates.crt", NULL);
  g_autoptr (GTlsDatabase) database
      = g_tls_backend_get_default_database (g_tls_backend_get_default ());

  if (system == NULL)
    {
      g_test_skip ("this computer has no list of authorities");
      return;
    }
  g_assert_cmpint (g_tls_database_verify_chain (database, system,
                                                G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, NULL,
                                                NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL),
                   ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

static void
add_tests (void)
{
  net_add ("trust", "nobody-else", NULL, test_nobody_else);
  net_add ("trust", "good", NULL, test_good);
  net_add ("trust", "server/other-ca", GUINT_TO_POINTER (TEST_PKI_OTHER_CA), test_server);
  net_add ("trust", "server/expired", GUINT_TO_POINTER (TEST_PKI_EXPIRED), test_server);
  net_add ("trust", "server/not-yet-valid", GUINT_TO_POINTER (TEST_PKI_FUTURE), test_server);
  net_add ("trust", "server/other-host", GUINT_TO_POINTER (TEST_PKI_OTHER_HOST), test_server);
  net_add ("trust", "server/host-name", NULL, test_host_name);
  net_add ("trust", "server/plain-text", NULL, test_plain_text);
  net_add ("trust", "server/closing", NULL, test_closing);
  net_add ("trust", "identity/missing", NULL, test_identity_missing);
  net_add ("trust", "identity/other-ca", GUINT_TO_POINTER (TEST_PKI_OTHER_CA),
           test_identity_refused);
  net_add ("trust", "identity/expired", GUINT_TO_POINTER (TEST_PKI_EXPIRED), test_identity_refused);
  net_add ("trust", "identity/hung-up", NULL, test_hung_up);
  net_add ("trust", "identity/died", NULL, test_died);
  net_add ("trust", "identity/cancel-probe", NULL, test_cancel_probe);
  net_add ("trust", "identity/switch", NULL, test_switch);
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
