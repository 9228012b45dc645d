/* test-password.c: changing the password: rules, history, expiry, and sending it twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>
#ifdef __linux__
#include <dlfcn.h>
#endif

#define DAY (24 * 60 * 60)
#define EXPIRED_INSTITUTION "2730139991"
#define EXPIRED_LOGIN "WA000004"
#define EXPIRED_PASSWORD "Naniwa:27?"

static gboolean
has_rule (Reply *reply, const char *rule)
{
  JsonArray *rules = json_object_get_array_member (reply->json, "rules");

  for (guint i = 0; i < json_array_get_length (rules); i++)
    if (g_strcmp0 (json_array_get_string_element (rules, i), rule) == 0)
      return TRUE;
  return FALSE;
}

/* Expects the rules in @broken (comma between them), and no others, to be broken. */
static void
expect_broken (Fixture *fixture,
               const char *token,
               const char *current,
               const char *changed,
               const char *broken)
{
  g_autoptr (Reply) reply = fixture_change (fixture, token, current, changed);
  g_auto (GStrv) names = g_strsplit (broken, ",", -1);

  reply_expect (reply, 422, "password-rules");
  for (int i = 0; names[i]; i++)
    g_assert_true (has_rule (reply, names[i]));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (reply->json, "rules")), ==,
                    g_strv_length (names));
}

static void
expect_changed (Fixture *fixture, const char *token, const char *current, const char *changed)
{
  g_autoptr (Reply) reply = fixture_change (fixture, token, current, changed);

  reply_expect (reply, 200, NULL);
}

static void
test_change (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD), *again = NULL;
  g_autoptr (Reply) reply = fixture_change (fixture, token, OLD_PASSWORD, "Atarashii!7");
  g_autoptr (Reply) before = NULL;

  reply_expect (reply, 200, NULL);
  g_assert_cmpstr (reply_text (reply, "stage"), ==, "open");
  g_assert_cmpint (reply_number (reply, "password_changed_at"), ==, fixture_now (fixture));
  g_assert_cmpint (reply_number (reply, "password_expires_at"), ==,
                   fixture_now (fixture) + 60 * DAY);
  before = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  reply_expect (before, 401, "invalid-credentials");
  fixture_restart (fixture);
  again = fixture_open (fixture, "Atarashii!7");
  /* 13 characters or more: it never expires. */
  g_autoptr (Reply) longer = fixture_change (fixture, again, "Atarashii!7", "Atarashii!7-2");
  reply_expect (longer, 200, NULL);
  g_assert_cmpint (reply_number (longer, "password_expires_at"), ==, 0);
}

static void
test_rules (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  expect_broken (fixture, token, OLD_PASSWORD, "Ab1!xyz", "length");
  expect_broken (fixture, token, OLD_PASSWORD, "Ab1!xyzAb1!xyzAb1!xyz", "length");
  expect_broken (fixture, token, OLD_PASSWORD, "Abcdefg!", "digit");
  expect_broken (fixture, token, OLD_PASSWORD, "ABCDEF1!", "lower");
  expect_broken (fixture, token, OLD_PASSWORD, "abcdef1!", "upper");
  expect_broken (fixture, token, OLD_PASSWORD, "Abcdefg1", "special");
  expect_broken (fixture, token, OLD_PASSWORD, "Abcdef1+", "special,allowed-only");
  expect_broken (fixture, token, OLD_PASSWORD, OLD_PASSWORD, "not-recent,not-similar");
  expect_broken (fixture, token, OLD_PASSWORD, "Uketsu-778", "not-similar");
  /* Long ones are held against no history. */
  expect_changed (fixture, token, OLD_PASSWORD, "Uketsuke#26-77");
  expect_changed (fixture, token, "Uketsuke#26-77", "Uketsuke#26-77");
}

/* Five generations back counts, six does not; restarts forget nothing. */
static void
test_history (void)
{
  static const char *const passwords[]
      = { OLD_PASSWORD, "Aaaaa-111", "Bbbbb-222", "Ccccc-333", "Ddddd-444", "Eeeee-555" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  for (gsize i = 1; i < G_N_ELEMENTS (passwords) - 1; i++)
    expect_changed (fixture, token, passwords[i - 1], passwords[i]);
  fixture_restart (fixture);
  /* Five: the first and four changes. */
  expect_broken (fixture, token, passwords[4], OLD_PASSWORD, "not-recent,not-similar");
  expect_broken (fixture, token, passwords[4], "Uketsuu-1", "not-similar");
  expect_broken (fixture, token, passwords[4], "Aaaaa-999", "not-similar");
  expect_changed (fixture, token, passwords[4], passwords[5]);
  /* Now the first one is the sixth. */
  expect_broken (fixture, token, passwords[5], "Aaaaa-111", "not-recent,not-similar");
  expect_changed (fixture, token, passwords[5], OLD_PASSWORD);
}

static void
test_wrong_current (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  for (int left = 2; left >= 1; left--)
    {
      g_autoptr (Reply) reply = fixture_change (fixture, token, "Wrong-pass-0", "Atarashii!7-22");

      reply_expect (reply, 401, "invalid-credentials");
      g_assert_cmpint (reply_number (reply, "attempts_left"), ==, left);
    }
  g_autoptr (Reply) third = fixture_change (fixture, token, "Wrong-pass-0", "Atarashii!7-22");
  g_autoptr (Reply) right = fixture_change (fixture, token, OLD_PASSWORD, "Atarashii!7-22");
  reply_expect (third, 423, "account-locked");
  reply_expect (right, 423, "account-locked");
  /* The session itself goes on. */
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, 200, NULL);
}

static void
test_stage (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autoptr (Reply) reply = fixture_change (fixture, token, OLD_PASSWORD, "Atarashii!7-22");

  reply_expect (reply, 409, "wrong-stage");
}

static gboolean
is_expired (Fixture *fixture, const char *token)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_SESSION, token, NULL, NULL);

  reply_expect (reply, 200, NULL);
  return json_object_get_boolean_member (reply->json, "password_expired");
}

static void
test_day_60 (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD), *last = NULL, *after = NULL;
  gint64 changed = fixture_now (fixture);

  expect_changed (fixture, token, OLD_PASSWORD, "Atarashii!7");
  fixture_wait (fixture, changed + 60 * DAY - 31 - fixture_now (fixture));
  last = fixture_open (fixture, "Atarashii!7");
  g_assert_false (is_expired (fixture, last));
  fixture_wait (fixture, 1);
  g_assert_true (is_expired (fixture, last));
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, last, NULL, 403, "password-expired");
  expect_changed (fixture, last, "Atarashii!7", "Sonotsugi-8");
  g_assert_false (is_expired (fixture, last));
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, last, NULL, 409, "wrong-stage");
}

/* Expired from the beginning: login and passcode as ever, then only the password. */
static void
test_expired_account (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *body = login_body (EXPIRED_INSTITUTION, EXPIRED_LOGIN, EXPIRED_PASSWORD);
  g_autoptr (Reply) login = fixture_ask (fixture, "POST", MDG_PATH_SESSION, NULL, body, NULL);
  g_autofree char *token = g_strdup (reply_text (login, "token"));
  g_autoptr (Reply) passcode = NULL;

  reply_expect (login, 201, NULL);
  g_assert_true (json_object_get_boolean_member (login->json, "password_expired"));
  passcode = fixture_try_passcode (fixture, token, fixture_known_key (fixture, EXPIRED_LOGIN),
                                   fixture_now (fixture));
  reply_expect (passcode, 200, NULL);
  fixture_expect (fixture, "POST", MDG_PATH_PASSCODE, token, "{\"passcode\":\"000000\"}", 403,
                  "password-expired");
  expect_changed (fixture, token, EXPIRED_PASSWORD, "Naniwabashi-2026");
  g_assert_false (is_expired (fixture, token));
  fixture_expect (fixture, "DELETE", MDG_PATH_SESSION, token, NULL, 204, NULL);
}

static Reply *
change_with_key (Fixture *fixture,
                 const char *token,
                 const char *key,
                 const char *current,
                 const char *changed)
{
  g_autofree char *header = g_strdup_printf ("Idempotency-Key: %s", key);
  g_autofree char *body = password_body (current, changed);

  return fixture_ask (fixture, "PUT", MDG_PATH_PASSWORD, token, body, header);
}

static void
test_sent_again (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (Reply) first
      = change_with_key (fixture, token, "key-1", OLD_PASSWORD, "Atarashii!7-22");
  g_autoptr (Reply) again = NULL, other = NULL, next = NULL;

  reply_expect (first, 200, NULL);
  fixture_wait (fixture, 5);
  fixture_restart (fixture);
  again = change_with_key (fixture, token, "key-1", OLD_PASSWORD, "Atarashii!7-22");
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_true (json_node_equal (first->node, again->node));
  other = change_with_key (fixture, token, "key-1", OLD_PASSWORD, "Atarashii!7-33");
  reply_expect (other, 409, "idempotency-conflict");
  next = change_with_key (fixture, token, "key-2", "Atarashii!7-22", "Atarashii!7-33");
  reply_expect (next, 200, NULL);
}

/* A wrong password sent again under its key is the same try. */
static void
test_failure_sent_again (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (Reply) reply
          = change_with_key (fixture, token, "key-1", "Wrong-pass-0", "Atarashii!7-22");

      reply_expect (reply, 401, "invalid-credentials");
      g_assert_cmpint (reply_number (reply, "attempts_left"), ==, 2);
    }
  g_autoptr (Reply) rules = change_with_key (fixture, token, "key-2", OLD_PASSWORD, "short");
  g_autoptr (Reply) again = change_with_key (fixture, token, "key-2", OLD_PASSWORD, "short");
  reply_expect (rules, 422, "password-rules");
  g_assert_true (json_node_equal (rules->node, again->node));
}

static void
test_key_form (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD), *longest = g_strnfill (129, 'k');
  g_autoptr (Reply) longer
      = change_with_key (fixture, token, longest, OLD_PASSWORD, "Atarashii!7-22");
  g_autoptr (Reply) spaced
      = change_with_key (fixture, token, "a b", OLD_PASSWORD, "Atarashii!7-22");

  reply_expect (longer, 400, "invalid-request");
  g_assert_cmpstr (reply_text (longer, "field"), ==, "Idempotency-Key");
  reply_expect (spaced, 400, "invalid-request");
}

#ifdef __linux__
/* Passwords are derived when the gate is open. */
static struct
{
  GMutex lock;
  GCond opened;
  gboolean shut;
  guint waiting;
} gate;

/* In libsodium's place: so the test says how long it takes. */
int crypto_pwhash (unsigned char *out,
                   unsigned long long out_length,
                   const char *password,
                   unsigned long long length,
                   const unsigned char *salt,
                   unsigned long long passes,
                   size_t memory,
                   int algorithm);
int
crypto_pwhash (unsigned char *out,
               unsigned long long out_length,
               const char *password,
               unsigned long long length,
               const unsigned char *salt,
               unsigned long long passes,
               size_t memory,
               int algorithm)
{
  int (*real) (unsigned char *, unsigned long long, const char *, unsigned long long,
               const unsigned char *, unsigned long long, size_t, int);

  g_mutex_lock (&gate.lock);
  gate.waiting++;
  g_main_context_wakeup (NULL);
  while (gate.shut)
    g_cond_wait (&gate.opened, &gate.lock);
  gate.waiting--;
  g_mutex_unlock (&gate.lock);
  *(void **)&real = dlsym (RTLD_NEXT, "crypto_pwhash");
  return real (out, out_length, password, length, salt, passes, memory, algorithm);
}

static void
set_gate (gboolean shut)
{
  g_mutex_lock (&gate.lock);
  gate.shut = shut;
  g_cond_broadcast (&gate.opened);
  g_mutex_unlock (&gate.lock);
}

static guint
count_waiting (void)
{
  guint n;

  g_mutex_lock (&gate.lock);
  n = gate.waiting;
  g_mutex_unlock (&gate.lock);
  return n;
}

/* One request under way. */
typedef struct
{
  SoupMessage *message;
  gboolean answered;
} Flight;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  ((Flight *)data)->answered = TRUE;
}

static void
send_change (Fixture *fixture, Flight *flight, const char *token, const char *body)
{
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, MDG_PATH_PASSWORD, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  flight->message = soup_message_new ("PUT", uri);
  soup_message_headers_append (soup_message_get_request_headers (flight->message), "Authorization",
                               bearer);
  soup_message_set_request_body_from_bytes (flight->message, MDG_CONTENT_JSON, bytes);
  soup_session_send_and_read_async (fixture->client, flight->message, G_PRIORITY_DEFAULT, NULL,
                                    on_answered, flight);
}

/* Returns: the status */
static guint
land (Flight *flight)
{
  guint status;

  while (!flight->answered)
    g_main_context_iteration (NULL, TRUE);
  status = soup_message_get_status (flight->message);
  g_clear_object (&flight->message);
  return status;
}

/* While passwords are derived the session ends: nothing is changed. */
static void
test_session_ends_meanwhile (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *body = password_body (OLD_PASSWORD, "Atarashii!7");
  g_autoptr (Reply) login = NULL;
  Flight change = { 0 };

  set_gate (TRUE);
  send_change (fixture, &change, token, body);
  while (count_waiting () == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, 200, NULL);
  fixture_wait (fixture, 30 * 60);
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, 401, "session-expired");
  g_assert_false (change.answered);
  set_gate (FALSE);
  g_assert_cmpuint (land (&change), ==, 401);
  login = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  reply_expect (login, 201, NULL);
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/password/change", test_change);
  g_test_add_func ("/training/password/rules", test_rules);
  g_test_add_func ("/training/password/history", test_history);
  g_test_add_func ("/training/password/wrong-current", test_wrong_current);
  g_test_add_func ("/training/password/stage", test_stage);
#ifdef __linux__
  g_test_add_func ("/training/password/session-ends-meanwhile", test_session_ends_meanwhile);
#endif
  g_test_add_func ("/training/password/day-60", test_day_60);
  g_test_add_func ("/training/password/expired-account", test_expired_account);
  g_test_add_func ("/training/password/sent-again", test_sent_again);
  g_test_add_func ("/training/password/failure-sent-again", test_failure_sent_again);
  g_test_add_func ("/training/password/key-form", test_key_form);
  return g_test_run ();
}
