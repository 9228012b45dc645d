/* test-https-calls.c: what MdgHttpsService asks for, what it keeps, and what it tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net-fixture.h"
#include "../../support/released.h"

#ifdef G_OS_UNIX
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#define PROBLEM(code, status)                                                                      \
  "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":" #status ",\"code\":\"" code "\"}"

static void
assert_request (NetFixture *fixture, guint index, const char *start, const char *authorization)
{
  g_autofree char *head = bad_service_get_head (fixture->bad, index);
  g_autofree char *agent = bad_service_get_header (fixture->bad, index, "User-Agent");
  g_autofree char *language = bad_service_get_header (fixture->bad, index, "Accept-Language");
  g_autofree char *encoding = bad_service_get_header (fixture->bad, index, "Accept-Encoding");
  g_autofree char *cookie = bad_service_get_header (fixture->bad, index, "Cookie");
  g_autofree char *bearer = bad_service_get_header (fixture->bad, index, "Authorization");

  g_assert_nonnull (head);
  if (!g_str_has_prefix (head, start))
    g_error ("Expected %s, got %s", start, head);
  g_assert_true (g_str_has_prefix (agent, "madoguchi/"));
  g_assert_null (language);
  g_assert_null (encoding);
  g_assert_null (cookie);
  g_assert_cmpstr (bearer, ==, authorization);
}

static void
test_whole_session (NetFixture *fixture, gconstpointer data)
{
  static const NetCall calls[] = { NET_CHECK,    NET_LOGIN,    NET_SESSION, NET_REGISTRATION,
                                   NET_PASSCODE, NET_PASSWORD, NET_LOGOUT };
  static const char *const starts[]
      = { "GET /v1/service HTTP/1.1",   "POST /v1/session HTTP/1.1",
          "GET /v1/session HTTP/1.1",   "GET /v1/session/registration HTTP/1.1",
          "POST /v1/session/passcode ", "PUT /v1/password ",
          "DELETE /v1/session " };
  const BadAnswer *answers[] = { net_good_status (),
                                 net_good_login (),
                                 net_good_session (),
                                 net_good_registration (),
                                 net_good_session (),
                                 net_good_session (),
                                 &(BadAnswer){ .status = 204, .type = "" } };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;

      bad_service_queue_answer (fixture->bad, answers[i]);
      g_assert_true (net_call (fixture, calls[i], &error));
      g_assert_no_error (error);
      assert_request (fixture, i, starts[i], i < 2 ? NULL : "Bearer token-1");
    }
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, G_N_ELEMENTS (calls));
  g_assert_cmpuint (bad_service_count_connections (fixture->bad), ==, 1);
}

static void
test_bodies (NetFixture *fixture, gconstpointer data)
{
  g_autofree char *login = NULL;
  g_autofree char *passcode = NULL;
  g_autofree char *type = NULL;

  net_log_in (fixture);
  bad_service_queue_answer (fixture->bad, net_good_session ());
  g_assert_true (net_call (fixture, NET_PASSCODE, NULL));
  login = bad_service_get_body (fixture->bad, 0);
  passcode = bad_service_get_body (fixture->bad, 1);
  type = bad_service_get_header (fixture->bad, 1, "Content-Type");
  g_assert_nonnull (strstr (login, "Passw0rd+Passw0rd"));
  g_assert_nonnull (strstr (passcode, "123456"));
  g_assert_cmpstr (type, ==, "application/json");
}

static void
test_no_cookies (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = *net_good_status ();

  answer.headers = "Set-Cookie: who=me; Path=/\r\n";
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
  assert_request (fixture, 1, "GET /v1/service ", NULL);
}

/* A session that is not there is not asked about; leaving it always works. */
static void
test_without_session (NetFixture *fixture, gconstpointer data)
{
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
  net_assert_fails (fixture, NET_REGISTRATION, MDG_ERROR_SESSION_REQUIRED);
  net_assert_fails (fixture, NET_PASSCODE, MDG_ERROR_SESSION_REQUIRED);
  net_assert_fails (fixture, NET_PASSWORD, MDG_ERROR_SESSION_REQUIRED);
  g_assert_true (net_call (fixture, NET_LOGOUT, NULL));
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 0);
}

static void
test_login_without_token (NetFixture *fixture, gconstpointer data)
{
  bad_service_set_answer (fixture->bad, net_good_session ());
  net_assert_fails (fixture, NET_LOGIN, MDG_ERROR_BAD_ANSWER);
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
}

/* problems ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  BadAnswer answer;
  MdgErrorCode code;
  gboolean ends;
} Problem;

static const Problem problems[] = {
  { "session-expired",
    { .status = 401, .type = "application/problem+json", .body = PROBLEM ("session-expired", 401) },
    MDG_ERROR_SESSION_EXPIRED,
    TRUE },
  { "session-superseded",
    { .status = 401,
      .type = "application/problem+json",
      .body = PROBLEM ("session-superseded", 401) },
    MDG_ERROR_SESSION_SUPERSEDED,
    TRUE },
  { "session-required",
    { .status = 401,
      .type = "application/problem+json",
      .body = PROBLEM ("session-required", 401) },
    MDG_ERROR_SESSION_REQUIRED,
    TRUE },
  { "invalid-passcode",
    { .status = 401,
      .type = "application/problem+json; charset=utf-8",
      .body = PROBLEM ("invalid-passcode", 401) },
    MDG_ERROR_WRONG_PASSCODE,
    FALSE },
  { "wrong-stage",
    { .status = 409, .type = "application/problem+json", .body = PROBLEM ("wrong-stage", 409) },
    MDG_ERROR_WRONG_STAGE,
    FALSE },
  { "html-500",
    { .status = 500, .type = "text/html", .body = "<html>sorry</html>" },
    MDG_ERROR_SERVICE_FAILED,
    FALSE },
};

static void
test_problem (NetFixture *fixture, gconstpointer data)
{
  const Problem *problem = data;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &problem->answer);
  net_assert_fails (fixture, NET_PASSCODE, problem->code);
  bad_service_set_answer (fixture->bad, net_good_session ());
  if (problem->ends)
    net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
  else
    g_assert_true (net_call (fixture, NET_SESSION, NULL));
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, problem->ends ? 2 : 3);
}

static gint64
retry_after (NetFixture *fixture, const BadAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  bad_service_set_answer (fixture->bad, answer);
  g_assert_false (net_call (fixture, NET_LOGIN, &error));
  return mdg_error_get_retry_after (error);
}

static void
test_retry_after (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = { .status = 503, .type = "text/plain", .headers = "Retry-After: 120\r\n" };

  g_assert_cmpint (retry_after (fixture, &answer), ==, 120);
  answer.headers = "Retry-After: -5\r\n";
  g_assert_cmpint (retry_after (fixture, &answer), ==, 0);
  answer.headers = "Retry-After: 99999999999999999999\r\n";
  g_assert_cmpint (retry_after (fixture, &answer), ==, 0);
  answer.headers = "Retry-After: Sat, 21 Nov 2026 03:00:00 GMT\r\n";
  g_assert_cmpint (retry_after (fixture, &answer), ==, 0);
}

/* 《ログアウト》 ---------------------------------------------------------------------------------
 */

static void
test_logout_gone (NetFixture *fixture, gconstpointer data)
{
  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &problems[0].answer);
  g_assert_true (net_call (fixture, NET_LOGOUT, NULL));
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
}

static void
test_logout_failed (NetFixture *fixture, gconstpointer data)
{
  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &(BadAnswer){ .status = 500 });
  net_assert_fails (fixture, NET_LOGOUT, MDG_ERROR_SERVICE_FAILED);
  net_assert_fails (fixture, NET_SESSION, MDG_ERROR_SESSION_REQUIRED);
}

/* clock (A11) --------------------------------------------------------------------------------- */

static void
assert_skew (NetFixture *fixture, const char *date, gint64 expected)
{
  g_autofree char *line = g_strdup_printf ("Date: %s\r\n", date);
  BadAnswer answer = *net_good_status ();
  gint64 skew = G_MAXINT64;

  answer.headers = line;
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
  g_assert_true (mdg_service_get_clock_skew (MDG_SERVICE (fixture->client), &skew));
  g_assert_cmpint (skew, ==, expected);
}

static void
test_clock_skew (NetFixture *fixture, gconstpointer data)
{
  gint64 skew;

  bad_service_set_answer (fixture->bad, net_good_status ());
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
  g_assert_false (mdg_service_get_clock_skew (MDG_SERVICE (fixture->client), &skew));
  assert_skew (fixture, "Sat, 21 Nov 2026 03:00:00 GMT", 0);
  assert_skew (fixture, "Sat, 21 Nov 2026 03:05:00 GMT", 300);
  assert_skew (fixture, "Sat, 21 Nov 2026 02:55:00 GMT", -299);
  assert_skew (fixture, "once upon a time", -299);
  mdg_clock_advance (fixture->clock, -60 * G_USEC_PER_SEC);
  assert_skew (fixture, "Sat, 21 Nov 2026 03:00:00 GMT", 60);
}

/* making -------------------------------------------------------------------------------------- */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgHttpsService *
make (NetFixture *fixture, const char *endpoint, const char *ca_file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_https_service_new_async (endpoint, ca_file, fixture->identity, fixture->clock, NULL,
                               keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_https_service_new_finish (result, error);
}

static void
assert_not_made (NetFixture *fixture, const char *endpoint, const char *ca_file, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      mdg_https_service_new (endpoint, ca_file, fixture->identity, fixture->clock, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
  g_clear_error (&error);
  g_assert_null (make (fixture, endpoint, ca_file, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

static void
test_making (NetFixture *fixture, gconstpointer data)
{
  static const char *const endpoints[] = { "",
                                           "http://127.0.0.1:1",
                                           "127.0.0.1",
                                           "https://",
                                           "https://u:p@127.0.0.1/",
                                           "https://127.0.0.1/?a",
                                           "https://127.0.0.1/#a",
                                           "https://127.0.0.1/path",
                                           "file:///etc/passwd" };
  const char *ca = test_pki_get_ca_file (fixture->pki);
  const char *folder = test_pki_get_folder (fixture->pki);
  g_autofree char *missing = g_build_filename (folder, "missing.pem", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "client.key", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    assert_not_made (fixture, endpoints[i], ca, MDG_ERROR_INVALID_INPUT);
  g_assert_true (g_file_set_contents (empty, "nothing\n", -1, NULL));
  assert_not_made (fixture, "https://127.0.0.1", missing, MDG_ERROR_NOT_FOUND);
  assert_not_made (fixture, "https://127.0.0.1", empty, MDG_ERROR_DAMAGED);
  assert_not_made (fixture, "https://127.0.0.1", key, MDG_ERROR_DAMAGED);
  assert_not_made (fixture, "https://127.0.0.1", folder, MDG_ERROR_DAMAGED);
}

static void
test_made_meanwhile (NetFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgHttpsService *made = make (fixture, bad_service_get_endpoint (fixture->bad),
                                test_pki_get_ca_file (fixture->pki), &error);

  g_assert_no_error (error);
  assert_released (g_steal_pointer (&fixture->client));
  fixture->client = made;
  bad_service_set_answer (fixture->bad, net_good_status ());
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
}

#ifdef G_OS_UNIX
/* The CA file lies on a drive that does not answer. */
static void
test_slow_file (NetFixture *fixture, gconstpointer data)
{
  g_autofree char *slow = g_build_filename (test_pki_get_folder (fixture->pki), "slow.pem", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  g_assert_cmpint (mkfifo (slow, 0600), ==, 0);
  mdg_https_service_new_async ("https://127.0.0.1", slow, NULL, fixture->clock, NULL, keep_result,
                               &result);
  for (guint start = fixture->ticks; fixture->ticks < start + 10;)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  fd = open (slow, O_WRONLY);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mdg_https_service_new_finish (result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_cmpint (g_unlink (slow), ==, 0);
}
#endif

static void
add_tests (void)
{
  net_add ("calls", "whole-session", NULL, test_whole_session);
  net_add ("calls", "bodies", NULL, test_bodies);
  net_add ("calls", "no-cookies", NULL, test_no_cookies);
  net_add ("calls", "without-session", NULL, test_without_session);
  net_add ("calls", "login-without-token", NULL, test_login_without_token);
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    net_add ("problem", problems[i].name, &problems[i], test_problem);
  net_add ("problem", "retry-after", NULL, test_retry_after);
  net_add ("logout", "gone", NULL, test_logout_gone);
  net_add ("logout", "failed", NULL, test_logout_failed);
  net_add ("clock", "skew", NULL, test_clock_skew);
  net_add ("making", "errors", NULL, test_making);
  net_add ("making", "meanwhile", NULL, test_made_meanwhile);
#ifdef G_OS_UNIX
  net_add ("making", "slow-file", NULL, test_slow_file);
#endif
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
