/* test-passcode.c: which passcodes are accepted, and how wrong ones are counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "core/base32.h"
#include "core/totp.h"

/* Six digits that are no passcode of @key near @when. */
static char *
wrong_body (const char *key, gint64 when)
{
  g_autoptr (MdgSecret) secret = mdg_base32_decode (key, -1, NULL);

  for (int guess = 0;; guess++)
    {
      g_autofree char *code = g_strdup_printf ("%06d", guess);
      guint64 step;

      if (!mdg_totp_verify (secret, code, when, 0, &step))
        return g_strdup_printf ("{\"passcode\":\"%s\"}", code);
    }
}

static Reply *
try_wrong (Fixture *fixture, const char *token)
{
  g_autofree char *body
      = wrong_body (fixture_known_key (fixture, OLD_LOGIN), fixture_now (fixture));

  return fixture_ask (fixture, "POST", MDG_PATH_PASSCODE, token, body, NULL);
}

static void
fail_passcode (Fixture *fixture, const char *token, gint64 attempts_left)
{
  g_autoptr (Reply) reply = try_wrong (fixture, token);

  reply_expect (reply, 401, "invalid-passcode");
  g_assert_cmpint (reply_number (reply, "attempts_left"), ==, attempts_left);
}

static void
fail_password (Fixture *fixture, gint64 attempts_left)
{
  g_autoptr (Reply) reply = fixture_try_login (fixture, OLD_LOGIN, "Wrong-pass-0");

  reply_expect (reply, 401, "invalid-credentials");
  g_assert_cmpint (reply_number (reply, "attempts_left"), ==, attempts_left);
}

static void
expect_code (Fixture *fixture, const char *token, gint64 offset, guint status, const char *code)
{
  g_autoptr (Reply) reply = fixture_try_passcode (
      fixture, token, fixture_known_key (fixture, OLD_LOGIN), fixture_now (fixture) + offset);

  reply_expect (reply, status, code);
}

static void
test_window (void)
{
  static const struct
  {
    gint64 offset;
    gboolean accepted;
  } cases[] = { { -60, FALSE }, { -30, TRUE }, { 0, TRUE }, { 30, TRUE }, { 60, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);

      expect_code (fixture, token, cases[i].offset, cases[i].accepted ? 200 : 401,
                   cases[i].accepted ? NULL : "invalid-passcode");
    }
}

/* Neither the same one nor an earlier one, not even after a restart; and a replay is a wrong one.
 */
static void
test_never_twice (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autofree char *second = NULL;

  expect_code (fixture, first, 0, 200, NULL);
  fixture_restart (fixture);
  second = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_code (fixture, second, 0, 401, "invalid-passcode");
  expect_code (fixture, second, -30, 401, "invalid-passcode");
  expect_code (fixture, second, 30, 200, NULL);
}

static void
test_replay_counts (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autofree char *second = NULL;

  expect_code (fixture, first, 0, 200, NULL);
  second = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_code (fixture, second, 0, 401, "invalid-passcode");
  expect_code (fixture, second, 0, 401, "invalid-passcode");
  expect_code (fixture, second, 0, 423, "account-locked");
}

static void
test_lock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autoptr (Reply) third = NULL, login = NULL;

  fail_passcode (fixture, token, 2);
  fail_passcode (fixture, token, 1);
  third = try_wrong (fixture, token);
  reply_expect (third, 423, "account-locked");
  g_assert_cmpint (reply_number (third, "retry_after"), ==, 1800);
  /* The lock is the account's: the right passcode does not help, nor does a new login. */
  expect_code (fixture, token, 0, 423, "account-locked");
  login = fixture_try_login (fixture, OLD_LOGIN, OLD_PASSWORD);
  reply_expect (login, 423, "account-locked");
  /* Whoever keeps the session alive sends the right passcode when the time is over ([0] p.16). */
  fixture_wait (fixture, 29 * 60 + 59);
  expect_code (fixture, token, 0, 423, "account-locked");
  fixture_wait (fixture, 2);
  expect_code (fixture, token, 0, 200, NULL);
}

/* [0] p.16: the right passcode may be sent when the 30 minutes are over: in the session that waits
 * for it, whose own 30 minutes without action begin only then. */
static void
test_after_the_lock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);

  fail_passcode (fixture, token, 2);
  fail_passcode (fixture, token, 1);
  g_autoptr (Reply) third = try_wrong (fixture, token);
  reply_expect (third, 423, "account-locked");
  fixture_wait (fixture, 30 * 60 + 1);
  expect_code (fixture, token, 0, 200, NULL);
}

static void
test_idle_after_the_lock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);

  fail_passcode (fixture, token, 2);
  fail_passcode (fixture, token, 1);
  reply_free (try_wrong (fixture, token));
  fixture_wait (fixture, 60 * 60 + 1);
  expect_code (fixture, token, 0, 401, "session-expired");
}

/* Passwords and passcodes are counted apart; 2 + 2 lock nothing. */
static void
test_mixture (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = NULL;

  fail_password (fixture, 2);
  fail_password (fixture, 1);
  token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  fail_passcode (fixture, token, 2);
  fail_passcode (fixture, token, 1);
  expect_code (fixture, token, 0, 200, NULL);
  fail_password (fixture, 2);
}

/* The right password does not forgive wrong passcodes: else whoever knows it could guess for ever.
 */
static void
test_password_does_not_forgive (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autofree char *second = NULL;
  g_autoptr (Reply) third = NULL;

  fail_passcode (fixture, first, 2);
  fail_passcode (fixture, first, 1);
  second = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  third = try_wrong (fixture, second);
  reply_expect (third, 423, "account-locked");
}

static void
test_failures_survive_restart (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autoptr (Reply) third = NULL;

  fail_passcode (fixture, token, 2);
  fail_passcode (fixture, token, 1);
  fixture_restart (fixture);
  third = try_wrong (fixture, token);
  reply_expect (third, 423, "account-locked");
}

/* While the registration is not confirmed wrong passcodes count all the same. */
static void
test_registering (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  g_autofree char *key = fixture_get_key (fixture, token);
  g_autofree char *body = wrong_body (key, fixture_now (fixture));

  fixture_expect (fixture, "POST", MDG_PATH_PASSCODE, token, body, 401, "invalid-passcode");
  fixture_expect (fixture, "POST", MDG_PATH_PASSCODE, token, body, 401, "invalid-passcode");
  fixture_expect (fixture, "POST", MDG_PATH_PASSCODE, token, body, 423, "account-locked");
}

static void
test_form (void)
{
  static const char *const bodies[] = {
    "{\"passcode\":\"12345\"}",
    "{\"passcode\":\"1234567\"}",
    "{\"passcode\":\"12345a\"}",
    "{\"passcode\":123456}",
    "{\"passcode\":null}",
    "{}",
    "[]",
    "",
    "{\"passcode\":\"１２３４５６\"}",
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    fixture_expect (fixture, "POST", MDG_PATH_PASSCODE, token, bodies[i], 400, "invalid-request");
  /* What has not the right form was no try. */
  fail_passcode (fixture, token, 2);
}

static void
test_stage (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  fixture_wait (fixture, 30);
  expect_code (fixture, token, 0, 409, "wrong-stage");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/passcode/window", test_window);
  g_test_add_func ("/training/passcode/never-twice", test_never_twice);
  g_test_add_func ("/training/passcode/replay-counts", test_replay_counts);
  g_test_add_func ("/training/passcode/lock", test_lock);
  g_test_add_func ("/training/passcode/after-the-lock", test_after_the_lock);
  g_test_add_func ("/training/passcode/idle-after-the-lock", test_idle_after_the_lock);
  g_test_add_func ("/training/passcode/mixture", test_mixture);
  g_test_add_func ("/training/passcode/password-does-not-forgive", test_password_does_not_forgive);
  g_test_add_func ("/training/passcode/failures-survive-restart", test_failures_survive_restart);
  g_test_add_func ("/training/passcode/registering", test_registering);
  g_test_add_func ("/training/passcode/form", test_form);
  g_test_add_func ("/training/passcode/stage", test_stage);
  return g_test_run ();
}
