/* test-login.c: password, lock and registration, over the wire.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#define WRONG "Wrong-pass-0"

static void
fail_login (Fixture *fixture, const char *login, gint64 attempts_left)
{
  g_autoptr (Reply) reply = fixture_try_login (fixture, login, WRONG);

  reply_expect (reply, 401, "invalid-credentials");
  g_assert_cmpint (reply_number (reply, "attempts_left"), ==, attempts_left);
}

static void
expect_locked (Reply *reply, gint64 seconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  reply_expect (reply, 423, "account-locked");
  g_assert_cmpint (reply_number (reply, "retry_after"), ==, seconds);
  g_assert_cmpint (reply_number (reply, "attempts_left"), ==, 0);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Retry-After"), ==, text);
}

static void
lock_out (Fixture *fixture, const char *login)
{
  g_autoptr (Reply) reply = NULL;

  fail_login (fixture, login, 2);
  fail_login (fixture, login, 1);
  reply = fixture_try_login (fixture, login, WRONG);
  expect_locked (reply, 1800);
}

static void
test_lock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = NULL;
  g_autoptr (Reply) right = NULL, last = NULL;

  lock_out (fixture, OLD_LOGIN);
  right = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_locked (right, 1800);
  fixture_wait (fixture, 29 * 60 + 59);
  last = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_locked (last, 1);
  fixture_wait (fixture, 2);
  token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
}

static void
test_clean_slate (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  lock_out (fixture, OLD_LOGIN);
  fixture_wait (fixture, 30 * 60);
  fail_login (fixture, OLD_LOGIN, 2);
}

static void
test_success_resets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = NULL;

  fail_login (fixture, OLD_LOGIN, 2);
  fail_login (fixture, OLD_LOGIN, 1);
  token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  fail_login (fixture, OLD_LOGIN, 2);
}

static void
test_counted_apart (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  lock_out (fixture, OLD_LOGIN);
  fail_login (fixture, NEW_LOGIN, 2);
}

static void
test_restart (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (Reply) reply = NULL, last = NULL;
  g_autofree char *token = NULL;

  fail_login (fixture, NEW_LOGIN, 2);
  fail_login (fixture, NEW_LOGIN, 1);
  lock_out (fixture, OLD_LOGIN);
  fixture_wait (fixture, 600);
  fixture_restart (fixture);
  reply = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_locked (reply, 1200);
  last = fixture_try_login (fixture, NEW_LOGIN, WRONG);
  expect_locked (last, 1800);
  fixture_wait (fixture, 1200);
  token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
}

/* Codes that nobody has are answered word for word like wrong passwords, and locked like them. */
static void
test_strangers (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *body = login_body ("0000000000", NEW_LOGIN, WRONG);

  for (int left = 2; left >= 0; left--)
    {
      g_autoptr (Reply) stranger = fixture_try_login (fixture, "WA999999", WRONG);
      g_autoptr (Reply) known = fixture_try_login (fixture, NEW_LOGIN, WRONG);

      g_assert_true (json_node_equal (stranger->node, known->node));
      g_assert_cmpuint (stranger->status, ==, known->status);
      g_assert_cmpint (reply_number (stranger, "attempts_left"), ==, left);
    }
  fixture_expect (fixture, "POST", MDG_PATH_SESSION, NULL, body, 401, "invalid-credentials");
  fixture_restart (fixture);
  g_autoptr (Reply) later = fixture_try_login (fixture, "WA999999", WRONG);
  expect_locked (later, 1800);
  fixture_wait (fixture, 1800);
  fail_login (fixture, "WA999999", 2);
}

static void
test_scenario_lock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *body = login_body ("1319919997", "WA000003", "Midorizaka@1319");
  g_autoptr (Reply) reply = fixture_ask (fixture, "POST", MDG_PATH_SESSION, NULL, body, NULL);

  expect_locked (reply, 1800);
  fixture_wait (fixture, 1800);
  fixture_expect (fixture, "POST", MDG_PATH_SESSION, NULL, body, 201, NULL);
}

static void
test_first_login (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (Reply) reply = fixture_try_login (fixture, NEW_LOGIN, NEW_PASSWORD);

  reply_expect (reply, 201, NULL);
  g_assert_cmpstr (reply_text (reply, "stage"), ==, "registration");
  g_assert_cmpstr (reply_text (reply, "institution_name"), ==, "しおかぜ通り接骨院");
  g_assert_cmpuint (strlen (reply_text (reply, "token")), ==, 43);
  g_assert_cmpint (reply_number (reply, "registered_at"), ==, 0);
  g_assert_cmpint (reply_number (reply, "password_expires_at"), ==, 0);
  g_assert_cmpint (reply_number (reply, "idle_seconds"), ==, 1800);
}

static void
test_registration (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  g_autofree char *key = fixture_get_key (fixture, first), *again = NULL, *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (Reply) confirmed = NULL, next = NULL;

  g_assert_cmpuint (strlen (key), ==, 32);
  /* The same one while it is not confirmed: in the next session, after a restart. */
  fixture_restart (fixture);
  second = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  again = fixture_get_key (fixture, second);
  g_assert_cmpstr (again, ==, key);
  confirmed = fixture_try_passcode (fixture, second, key, fixture_now (fixture));
  reply_expect (confirmed, 200, NULL);
  g_assert_cmpstr (reply_text (confirmed, "stage"), ==, "open");
  g_assert_true (json_object_get_boolean_member (confirmed->json, "first_registration"));
  g_assert_cmpint (reply_number (confirmed, "registered_at"), ==, fixture_now (fixture));
  g_assert_null (reply_text (confirmed, "token"));
  /* Never again afterwards. */
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, second, NULL, 409, "wrong-stage");
  third = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, third, NULL, 409, "wrong-stage");
  fixture_wait (fixture, 30);
  next = fixture_try_passcode (fixture, third, key, fixture_now (fixture));
  reply_expect (next, 200, NULL);
  g_assert_false (json_object_get_boolean_member (next->json, "first_registration"));
}

static void
test_otpauth_uri (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_REGISTRATION, token, NULL, NULL);
  const char *issuer = "%E7%AA%93%E5%8F%A3%E8%A8%93%E7%B7%B4";
  g_autofree char *expected = g_strdup_printf (
      "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30", issuer,
      NEW_LOGIN, reply_text (reply, "setup_key"), issuer);

  g_assert_cmpstr (reply_text (reply, "otpauth_uri"), ==, expected);
  g_assert_cmpstr (reply_text (reply, "login_id"), ==, NEW_LOGIN);
}

/* Several at once */

#define CROWD 6

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  *(char **)data = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
log_in_at_once (Fixture *fixture, const char *password, char *answers[CROWD])
{
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, MDG_PATH_SESSION, NULL);
  g_autofree char *body = login_body (INSTITUTION, OLD_LOGIN, password);

  for (int i = 0; i < CROWD; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      answers[i] = NULL;
      soup_message_set_request_body_from_bytes (message, MDG_CONTENT_JSON, bytes);
      soup_session_send_and_read_async (fixture->client, message, G_PRIORITY_DEFAULT, NULL,
                                        on_answered, &answers[i]);
    }
  for (int i = 0; i < CROWD; i++)
    while (!answers[i])
      g_main_context_iteration (NULL, TRUE);
}

/* All passwords are right, one session is left, and the other ones know why they ended. */
static void
test_concurrent_logins (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  char *answers[CROWD];
  int alive = 0, superseded = 0;

  log_in_at_once (fixture, OLD_PASSWORD, answers);
  for (int i = 0; i < CROWD; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (answers[i], NULL);
      const char *token = json_object_get_string_member (json_node_get_object (node), "token");
      g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_SESSION, token, NULL, NULL);

      alive += reply->status == 200;
      superseded += g_strcmp0 (reply_text (reply, "code"), "session-superseded") == 0;
      g_free (answers[i]);
    }
  g_assert_cmpint (alive, ==, 1);
  g_assert_cmpint (superseded, ==, CROWD - 1);
}

/* Wrong ones are counted one by one: being quick does not buy a fourth try. */
static void
test_concurrent_failures (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  char *answers[CROWD];
  int wrong = 0, locked = 0;

  log_in_at_once (fixture, WRONG, answers);
  for (int i = 0; i < CROWD; i++)
    {
      wrong += strstr (answers[i], "invalid-credentials") != NULL;
      locked += strstr (answers[i], "account-locked") != NULL;
      g_free (answers[i]);
    }
  g_assert_cmpint (wrong, ==, 2);
  g_assert_cmpint (locked, ==, CROWD - 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/login/lock", test_lock);
  g_test_add_func ("/training/login/clean-slate", test_clean_slate);
  g_test_add_func ("/training/login/success-resets", test_success_resets);
  g_test_add_func ("/training/login/counted-apart", test_counted_apart);
  g_test_add_func ("/training/login/restart", test_restart);
  g_test_add_func ("/training/login/strangers", test_strangers);
  g_test_add_func ("/training/login/scenario-lock", test_scenario_lock);
  g_test_add_func ("/training/login/first-login", test_first_login);
  g_test_add_func ("/training/login/registration", test_registration);
  g_test_add_func ("/training/login/otpauth-uri", test_otpauth_uri);
  g_test_add_func ("/training/login/concurrent-logins", test_concurrent_logins);
  g_test_add_func ("/training/login/concurrent-failures", test_concurrent_failures);
  return g_test_run ();
}
