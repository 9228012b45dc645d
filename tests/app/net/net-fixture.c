/* net-fixture.c: see net-fixture.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net-fixture.h"
#include "../../support/released.h"

/* Sat, 21 Nov 2026 03:00:00 GMT; the Date headers of the tests are about it. */
#define NOW (G_GINT64_CONSTANT (1795230000) * G_USEC_PER_SEC)

struct _NetPending
{
  NetFixture *fixture;
  NetCall call;
  GAsyncResult *result;
};

/* Shared by all tests of a program. */
static TestPki *shared_pki;
static GHashTable *identities;

/* papers ------------------------------------------------------------------------------------ */

static MdgIdentity *
make_identity (NetFixture *fixture, TestPkiFlags flags)
{
  g_autofree char *path = test_pki_make_client (fixture->pki, "client", "1234567890", flags);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (TEST_PKI_PASSWORD);
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  /* It was good when it was opened. */
  gint64 then = flags & TEST_PKI_EXPIRED ? now - 10 * 24 * 60 * 60 : now;
  MdgIdentity *identity = mdg_identity_open (path, password, then, &error);

  g_assert_no_error (error);
  return identity;
}

/* Each kind is made once for all tests: GnuTLS derives keys in 600,000 steps. Immutable. */
static MdgIdentity *
get_identity (NetFixture *fixture, TestPkiFlags flags)
{
  gpointer kind = GUINT_TO_POINTER (flags);
  MdgIdentity *identity = g_hash_table_lookup (identities, kind);

  if (identity == NULL)
    {
      identity = make_identity (fixture, flags);
      g_hash_table_insert (identities, kind, identity);
    }
  return g_object_ref (identity);
}

static void
make_client (NetFixture *fixture, const char *endpoint)
{
  g_autoptr (GError) error = NULL;

  if (fixture->client)
    assert_released (g_steal_pointer (&fixture->client));
  fixture->client = mdg_https_service_new (endpoint, test_pki_get_ca_file (fixture->pki),
                                           fixture->identity, fixture->clock, &error);
  g_assert_no_error (error);
}

static gboolean
on_tick (gpointer data)
{
  NetFixture *fixture = data;

  fixture->ticks++;
  return G_SOURCE_CONTINUE;
}

void
net_set_up (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  fixture->pki = shared_pki;
  fixture->clock = mdg_clock_new_manual (NOW);
  fixture->identity = get_identity (fixture, TEST_PKI_PLAIN);
  certificate = test_pki_make_server (fixture->pki, TEST_PKI_PLAIN);
  net_use_service (fixture, bad_service_new (certificate, test_pki_get_ca_file (fixture->pki),
                                             G_TLS_AUTHENTICATION_REQUIRED));
  fixture->ticker = g_timeout_add (5, on_tick, fixture);
}

/* The client first: what it leaves behind would show as an object that does not finalize. */
void
net_tear_down (NetFixture *fixture, gconstpointer data)
{
  g_source_remove (fixture->ticker);
  assert_released (g_steal_pointer (&fixture->client));
  g_clear_object (&fixture->identity);
  assert_released (g_steal_pointer (&fixture->clock));
  bad_service_free (fixture->bad);
}

int
net_run (int argc, char **argv, void (*add_tests) (void))
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  shared_pki = test_pki_new ();
  identities = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  add_tests ();
  rc = g_test_run ();
  g_hash_table_unref (identities);
  test_pki_free (shared_pki);
  return rc;
}

void
net_add (const char *group,
         const char *name,
         gconstpointer data,
         void (*test) (NetFixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/https/%s/%s", group, name);

  g_test_add (path, NetFixture, data, net_set_up, test, net_tear_down);
}

void
net_use_service (NetFixture *fixture, BadService *bad)
{
  if (fixture->bad)
    bad_service_free (fixture->bad);
  fixture->bad = bad;
  make_client (fixture, bad_service_get_endpoint (bad));
}

void
net_use_identity (NetFixture *fixture, TestPkiFlags flags)
{
  g_autoptr (MdgIdentity) identity = get_identity (fixture, flags);

  g_set_object (&fixture->identity, identity);
  mdg_https_service_set_identity (fixture->client, identity);
}

void
net_use_no_identity (NetFixture *fixture)
{
  g_clear_object (&fixture->identity);
  mdg_https_service_set_identity (fixture->client, NULL);
}

void
net_use_endpoint (NetFixture *fixture, const char *endpoint)
{
  make_client (fixture, endpoint);
}

/* good answers -------------------------------------------------------------------------------- */

const BadAnswer *
net_good_status (void)
{
  static BadAnswer answer;

  if (answer.body == NULL)
    {
      g_autoptr (MdgServiceStatus) status = mdg_service_status_new ();

      status->name = g_strdup ("試験");
      status->api_version = g_strdup ("1");
      status->time = NOW / G_USEC_PER_SEC;
      answer.body = mdg_service_status_to_json (status);
    }
  return &answer;
}

static char *
session_json (const char *token)
{
  g_autoptr (MdgSessionInfo) info = mdg_session_info_new ();

  info->stage = MDG_STAGE_PASSCODE;
  info->token = token ? mdg_secret_new_from_string (token) : NULL;
  info->institution_code = g_strdup ("1319919997");
  info->institution_name = g_strdup ("窓口診療所");
  info->login_id = g_strdup ("W1234567");
  info->password_changed_at = NOW / G_USEC_PER_SEC;
  info->idle_seconds = 1800;
  return mdg_session_info_to_json (info);
}

const BadAnswer *
net_good_login (void)
{
  static BadAnswer answer;

  if (answer.body == NULL)
    answer.body = session_json ("token-1");
  return &answer;
}

const BadAnswer *
net_good_session (void)
{
  static BadAnswer answer;

  if (answer.body == NULL)
    answer.body = session_json (NULL);
  return &answer;
}

const BadAnswer *
net_good_registration (void)
{
  static BadAnswer answer;

  if (answer.body == NULL)
    {
      g_autoptr (MdgRegistration) registration = mdg_registration_new ();

      registration->institution_code = g_strdup ("1319919997");
      registration->institution_name = g_strdup ("窓口診療所");
      registration->login_id = g_strdup ("W1234567");
      registration->setup_key = mdg_secret_new_from_string ("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
      registration->otpauth_uri = mdg_secret_new_from_string (
          "otpauth://totp/W1234567?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
      answer.body = mdg_registration_to_json (registration);
    }
  return &answer;
}

/* calls ------------------------------------------------------------------------------------- */

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  NetPending *pending = data;

  g_assert_null (pending->result);
  pending->result = g_object_ref (result);
}

static void
start_login (MdgService *service, GCancellable *cancellable, NetPending *pending)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string ("Passw0rd+Passw0rd");
  g_autoptr (MdgLoginRequest) request = mdg_login_request_new ("1319919997", "W1234567", password);

  mdg_service_login_async (service, request, cancellable, on_result, pending);
}

static void
start_password (MdgService *service, GCancellable *cancellable, NetPending *pending)
{
  g_autoptr (MdgSecret) current = mdg_secret_new_from_string ("Passw0rd+Passw0rd");
  g_autoptr (MdgSecret) changed = mdg_secret_new_from_string ("Changed0+Changed0");
  g_autoptr (MdgPasswordRequest) request = mdg_password_request_new (current, changed);

  mdg_service_password_async (service, request, cancellable, on_result, pending);
}

NetPending *
net_start (NetFixture *fixture, NetCall call, GCancellable *cancellable)
{
  MdgService *service = MDG_SERVICE (fixture->client);
  NetPending *pending = g_new0 (NetPending, 1);

  pending->fixture = fixture;
  pending->call = call;
  switch (call)
    {
    case NET_CHECK:
      mdg_service_check_async (service, cancellable, on_result, pending);
      break;
    case NET_LOGIN:
      start_login (service, cancellable, pending);
      break;
    case NET_SESSION:
      mdg_service_session_async (service, cancellable, on_result, pending);
      break;
    case NET_REGISTRATION:
      mdg_service_registration_async (service, cancellable, on_result, pending);
      break;
    case NET_PASSCODE:
      mdg_service_passcode_async (service, "123456", cancellable, on_result, pending);
      break;
    case NET_PASSWORD:
      start_password (service, cancellable, pending);
      break;
    case NET_LOGOUT:
      mdg_service_logout_async (service, cancellable, on_result, pending);
      break;
    case NET_N_CALLS:
    default:
      g_assert_not_reached ();
    }
  return pending;
}

gboolean
net_is_done (NetPending *pending)
{
  return pending->result != NULL;
}

/* No session token ever reaches the caller. */
static gboolean
finish_session (MdgSessionInfo *info)
{
  gboolean good = info != NULL;

  g_assert_true (info == NULL || info->token == NULL);
  g_clear_pointer (&info, mdg_session_info_free);
  return good;
}

static gboolean
finish_status (MdgServiceStatus *status)
{
  gboolean good = status != NULL;

  g_clear_pointer (&status, mdg_service_status_free);
  return good;
}

static gboolean
finish_registration (MdgRegistration *registration)
{
  gboolean good = registration != NULL;

  g_clear_pointer (&registration, mdg_registration_free);
  return good;
}

static gboolean
finish_call (NetPending *pending, GError **error)
{
  MdgService *service = MDG_SERVICE (pending->fixture->client);
  GAsyncResult *result = pending->result;

  switch (pending->call)
    {
    case NET_CHECK:
      return finish_status (mdg_service_check_finish (service, result, error));
    case NET_LOGIN:
      return finish_session (mdg_service_login_finish (service, result, error));
    case NET_SESSION:
      return finish_session (mdg_service_session_finish (service, result, error));
    case NET_REGISTRATION:
      return finish_registration (mdg_service_registration_finish (service, result, error));
    case NET_PASSCODE:
      return finish_session (mdg_service_passcode_finish (service, result, error));
    case NET_PASSWORD:
      return finish_session (mdg_service_password_finish (service, result, error));
    case NET_LOGOUT:
      return mdg_service_logout_finish (service, result, error);
    case NET_N_CALLS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
net_wait (NetPending *pending, GError **error)
{
  gboolean good;

  while (pending->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  good = finish_call (pending, error);
  g_object_unref (pending->result);
  g_free (pending);
  return good;
}

gboolean
net_call (NetFixture *fixture, NetCall call, GError **error)
{
  return net_wait (net_start (fixture, call, NULL), error);
}

void
net_log_in (NetFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  bad_service_queue_answer (fixture->bad, net_good_login ());
  net_call (fixture, NET_LOGIN, &error);
  g_assert_no_error (error);
}

void
net_wait_for_requests (NetFixture *fixture, guint count)
{
  while (bad_service_count (fixture->bad, NULL) < count)
    g_main_context_iteration (NULL, TRUE); /* the ticker keeps it turning */
}

void
net_assert_fails (NetFixture *fixture, NetCall call, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (net_call (fixture, call, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}
