/* test-https-breaks.c: services that are not there, go away, or take their time. What counts as a
 * try is never sent twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net-fixture.h"

static const BadAnswer drop = { .drop = TRUE };
static const BadAnswer reset = { .reset = TRUE };
static const BadAnswer cut_head = { .cut_head = TRUE };
static const BadAnswer hold = { .hold = TRUE };
static const BadAnswer trickle = { .trickle = TRUE, .body = "{\"name\":\"something long\"}" };

static const char *const starts[NET_N_CALLS] = {
  [NET_CHECK] = "GET /v1/service ",
  [NET_LOGIN] = "POST /v1/session ",
  [NET_SESSION] = "GET /v1/session ",
  [NET_REGISTRATION] = "GET /v1/session/registration ",
  [NET_PASSCODE] = "POST /v1/session/passcode ",
  [NET_PASSWORD] = "PUT /v1/password ",
  [NET_LOGOUT] = "DELETE /v1/session ",
};

/* gone -------------------------------------------------------------------------------------- */

static void
test_down (NetFixture *fixture, gconstpointer data)
{
  g_autofree char *endpoint = g_strdup (bad_service_get_endpoint (fixture->bad));

  net_log_in (fixture);
  bad_service_free (g_steal_pointer (&fixture->bad));
  for (NetCall call = NET_CHECK; call < NET_N_CALLS; call++)
    net_assert_fails (fixture, call, MDG_ERROR_UNREACHABLE);
  net_use_endpoint (fixture, endpoint);
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_UNREACHABLE);
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_UNREACHABLE);
  fixture->bad = bad_service_new (NULL, NULL, G_TLS_AUTHENTICATION_NONE);
}

/* On a connection of its own: the first thing ever said on it. */
static void
test_break_at_once (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, data);
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_UNREACHABLE);
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 2);
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_UNREACHABLE);
  g_assert_cmpuint (bad_service_count (fixture->bad, starts[NET_LOGIN]), ==, 1);
}

/* On a connection that has been used: libsoup by itself sends idempotent requests again then. */
static void
test_break_later (NetFixture *fixture, gconstpointer data)
{
  guint rounds = 0;

  for (NetCall call = NET_CHECK; call < NET_N_CALLS; call++)
    {
      /* Those that are sent again take a probe of their own each time; once is enough. */
      if (data != &drop && call != NET_LOGIN && call != NET_PASSCODE)
        continue;
      rounds++;
      bad_service_set_answer (fixture->bad, net_good_status ());
      net_log_in (fixture);
      g_assert_true (net_call (fixture, NET_CHECK, NULL));
      bad_service_set_answer (fixture->bad, data);
      net_assert_fails (fixture, call, MDG_ERROR_UNREACHABLE);
    }
  /* One login in each round besides. */
  g_assert_cmpuint (bad_service_count (fixture->bad, starts[NET_LOGIN]), ==, rounds + 1);
  g_assert_cmpuint (bad_service_count (fixture->bad, starts[NET_PASSCODE]), ==, 1);
}

/* A service that closes connections between requests is no trouble at all. */
static void
test_close_between (NetFixture *fixture, gconstpointer data)
{
  BadAnswer status = *net_good_status (), login = *net_good_login ();
  g_autoptr (GError) error = NULL;

  status.then_close = login.then_close = TRUE;
  status.headers = login.headers = "Connection: close\r\n";
  for (guint round = 0; round < 10; round++)
    {
      bad_service_queue_answer (fixture->bad, &status);
      bad_service_queue_answer (fixture->bad, &login);
      g_assert_true (net_call (fixture, NET_CHECK, &error));
      g_assert_no_error (error);
      g_assert_true (net_call (fixture, NET_LOGIN, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 20);
  g_assert_cmpuint (bad_service_count_connections (fixture->bad), ==, 20);
}

static void
test_retry_succeeds (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bad_service_queue_answer (fixture->bad, data);
  bad_service_set_answer (fixture->bad, net_good_status ());
  net_call (fixture, NET_CHECK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 2);
}

/* パスワード変更 ------------------------------------------------------------------------------ */

static char *
key_of (NetFixture *fixture, guint index)
{
  char *key = bad_service_get_header (fixture->bad, index, "Idempotency-Key");

  g_assert_nonnull (key);
  g_assert_cmpuint (strlen (key), ==, 36);
  return key;
}

static void
test_password_resent (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  net_log_in (fixture);
  bad_service_queue_answer (fixture->bad, data);
  bad_service_set_answer (fixture->bad, net_good_session ());
  net_call (fixture, NET_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad_service_count (fixture->bad, starts[NET_PASSWORD]), ==, 2);
  first = key_of (fixture, 1);
  second = key_of (fixture, 2);
  g_assert_cmpstr (first, ==, second);
}

/* The person tries the same again: for the service it is the same act. A new act has a new key. */
static void
test_password_tried_again (NetFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;
  guint before;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &drop);
  net_assert_fails (fixture, NET_PASSWORD, MDG_ERROR_UNREACHABLE);
  first = key_of (fixture, 1);
  before = bad_service_count (fixture->bad, NULL);
  bad_service_set_answer (fixture->bad, net_good_session ());
  g_assert_true (net_call (fixture, NET_PASSWORD, NULL));
  again = key_of (fixture, before);
  g_assert_true (net_call (fixture, NET_PASSWORD, NULL));
  other = key_of (fixture, before + 1);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

/* The session ends in between: the passwords of the open change are not kept for the next one. */
static void
test_password_in_another_session (NetFixture *fixture, gconstpointer data)
{
  static const BadAnswer ended
      = { .status = 401,
          .type = "application/problem+json",
          .body = "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":401,"
                  "\"code\":\"session-expired\"}" };
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  guint before;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &drop);
  net_assert_fails (fixture, NET_PASSWORD, MDG_ERROR_UNREACHABLE);
  first = key_of (fixture, 1);
  bad_service_set_answer (fixture->bad, &ended);
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_EXPIRED);
  net_log_in (fixture);
  before = bad_service_count (fixture->bad, NULL);
  bad_service_set_answer (fixture->bad, net_good_session ());
  g_assert_true (net_call (fixture, NET_PASSWORD, NULL));
  other = key_of (fixture, before);
  g_assert_cmpstr (first, !=, other);
}

/* slow -------------------------------------------------------------------------------------- */

/* Long enough for a handshake, which is slow in a sanitized build (sanitizers.env sets this). */
static guint
short_timeout (void)
{
  return g_getenv ("MDG_TEST_PATIENCE") != NULL ? 3 : 1;
}

static void
test_timeout (NetFixture *fixture, gconstpointer data)
{
  guint ticks;

  bad_service_set_answer (fixture->bad, data);
  mdg_https_service_set_timeout (fixture->client, short_timeout ());
  ticks = fixture->ticks;
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_TIMED_OUT);
  g_assert_cmpuint (fixture->ticks - ticks, >, 1);
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_TIMED_OUT);
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 2);
  bad_service_set_answer (fixture->bad, net_good_status ());
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
}

static void
test_slow_but_good (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = *net_good_status ();
  g_autoptr (GError) error = NULL;
  NetPending *pending;

  answer.hold = TRUE;
  bad_service_set_answer (fixture->bad, &answer);
  pending = net_start (fixture, NET_CHECK, NULL);
  net_wait_for_requests (fixture, 1);
  for (guint start = fixture->ticks; fixture->ticks < start + 40;)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (net_is_done (pending));
  bad_service_release (fixture->bad);
  net_wait (pending, &error);
  g_assert_no_error (error);
}

static void
test_cancel (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, data);
  for (NetCall call = NET_CHECK; call < NET_N_CALLS; call++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      NetPending *pending;
      gint64 when;

      if (call != NET_CHECK)
        net_log_in (fixture);
      pending = net_start (fixture, call, cancellable);
      for (guint want = bad_service_count (fixture->bad, starts[call]) + 1;
           bad_service_count (fixture->bad, starts[call]) < want && !net_is_done (pending);)
        g_main_context_iteration (NULL, TRUE);
      when = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      g_assert_false (net_wait (pending, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - when, <, G_USEC_PER_SEC);
    }
}

/* Cancelled before anything was sent, and at any moment of the way. */
static void
test_cancel_anywhen (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, net_good_login ());
  for (guint turns = 0; turns < 40; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      NetPending *pending;

      net_use_identity (fixture, TEST_PKI_PLAIN);
      pending = net_start (fixture, NET_LOGIN, cancellable);
      for (guint i = 0; i < turns && !net_is_done (pending); i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      if (!net_wait (pending, &error))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Another identity ends what was under way with the old one, and the session. */
static void
test_identity_changed (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NetPending *pending;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &hold);
  pending = net_start (fixture, NET_SESSION, NULL);
  net_wait_for_requests (fixture, 2);
  net_use_identity (fixture, TEST_PKI_PLAIN);
  g_assert_false (net_wait (pending, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
}

static void
add_tests (void)
{
  net_add ("breaks", "down", NULL, test_down);
  net_add ("breaks", "at-once/drop", &drop, test_break_at_once);
  net_add ("breaks", "at-once/reset", &reset, test_break_at_once);
  net_add ("breaks", "at-once/cut-head", &cut_head, test_break_at_once);
  net_add ("breaks", "later/drop", &drop, test_break_later);
  net_add ("breaks", "later/reset", &reset, test_break_later);
  net_add ("breaks", "later/cut-head", &cut_head, test_break_later);
  net_add ("breaks", "close-between", NULL, test_close_between);
  net_add ("breaks", "retry/drop", &drop, test_retry_succeeds);
  net_add ("breaks", "retry/reset", &reset, test_retry_succeeds);
  net_add ("password", "resent/drop", &drop, test_password_resent);
  net_add ("password", "resent/reset", &reset, test_password_resent);
  net_add ("password", "tried-again", NULL, test_password_tried_again);
  net_add ("password", "in-another-session", NULL, test_password_in_another_session);
  net_add ("slow", "timeout", &hold, test_timeout);
  net_add ("slow", "timeout-in-answer", &trickle, test_timeout);
  net_add ("slow", "good", NULL, test_slow_but_good);
  net_add ("cancel", "waiting", &hold, test_cancel);
  net_add ("cancel", "in-answer", &trickle, test_cancel);
  net_add ("cancel", "anywhen", NULL, test_cancel_anywhen);
  net_add ("cancel", "identity-changed", NULL, test_identity_changed);
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
