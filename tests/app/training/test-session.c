/* test-session.c: how sessions end, and what is told about it ([0] ch. 7).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

static void
expect_session (Fixture *fixture, const char *token, guint status, const char *code)
{
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, status, code);
}

static void
test_idle (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);

  fixture_wait (fixture, 29 * 60 + 59);
  expect_session (fixture, token, 200, NULL);
  fixture_wait (fixture, 1);
  expect_session (fixture, token, 401, "session-expired");
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, token, NULL, 401, "session-expired");
  /* For good, whatever the clock says later. */
  fixture_wait (fixture, -600);
  expect_session (fixture, token, 401, "session-expired");
}

static void
test_idle_after (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);

  fixture_wait (fixture, 30 * 60 + 1);
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, token, NULL, 401, "session-expired");
}

/* An action keeps the session; asking how it stands does not. */
static void
test_actions (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);

  fixture_wait (fixture, 29 * 60);
  fixture_expect (fixture, "GET", MDG_PATH_REGISTRATION, token, NULL, 200, NULL);
  fixture_wait (fixture, 29 * 60);
  expect_session (fixture, token, 200, NULL);
  fixture_wait (fixture, 60);
  expect_session (fixture, token, 401, "session-expired");
}

static void
test_idle_over_restart (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  fixture_restart (fixture);
  expect_session (fixture, token, 200, NULL);
  fixture_wait (fixture, 30 * 60);
  fixture_restart (fixture);
  expect_session (fixture, token, 401, "session-expired");
}

static void
test_superseded (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *second = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);

  expect_session (fixture, first, 401, "session-superseded");
  fixture_expect (fixture, "DELETE", MDG_PATH_SESSION, first, NULL, 401, "session-superseded");
  fixture_restart (fixture);
  expect_session (fixture, first, 401, "session-superseded");
  expect_session (fixture, second, 200, NULL);
}

/* A wrong password must not throw anybody out; nor does the login of another account. */
static void
test_not_superseded (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *other = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  g_autoptr (Reply) wrong = fixture_try_login (fixture, OLD_LOGIN, "Wrong-pass-0");

  reply_expect (wrong, 401, "invalid-credentials");
  expect_session (fixture, token, 200, NULL);
  expect_session (fixture, other, 200, NULL);
}

/* A session that had run out before the second login ran out; it was not pushed. */
static void
test_expired_before_second (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *first = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *second = NULL;

  fixture_wait (fixture, 30 * 60);
  second = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  expect_session (fixture, first, 401, "session-expired");
  expect_session (fixture, second, 200, NULL);
}

static void
test_logout (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  fixture_expect (fixture, "DELETE", MDG_PATH_SESSION, token, NULL, 204, NULL);
  expect_session (fixture, token, 401, "session-required");
  fixture_expect (fixture, "DELETE", MDG_PATH_SESSION, token, NULL, 401, "session-required");
}

static void
test_tokens (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD);
  g_autofree char *changed = g_strdup (token), *longer = g_strconcat (token, "A", NULL);
  g_autofree char *basic = g_strconcat ("Authorization: Basic ", token, NULL);
  g_autofree char *lower = g_strconcat ("Authorization: bearer ", token, NULL);
  g_autoptr (Reply) other_scheme
      = fixture_ask (fixture, "GET", MDG_PATH_SESSION, NULL, NULL, basic);
  g_autoptr (Reply) other_case = fixture_ask (fixture, "GET", MDG_PATH_SESSION, NULL, NULL, lower);

  changed[0] = changed[0] == 'A' ? 'B' : 'A';
  expect_session (fixture, NULL, 401, "session-required");
  expect_session (fixture, changed, 401, "session-required");
  expect_session (fixture, longer, 401, "session-required");
  expect_session (fixture, "x", 401, "session-required");
  reply_expect (other_scheme, 401, "session-required");
  g_assert_nonnull (soup_message_headers_get_one (other_scheme->headers, "WWW-Authenticate"));
  reply_expect (other_case, 200, NULL);
  g_assert_null (reply_text (other_case, "token"));
}

static gboolean
contains (const char *content, gsize length, const char *needle)
{
  gsize n = strlen (needle);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (content + i, needle, n) == 0)
      return TRUE;
  return FALSE;
}

/* Neither token nor password can be found in what the service keeps. */
static void
test_nothing_in_clear (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (Reply) change = fixture_change (fixture, token, OLD_PASSWORD, "Kawatta!Toki-99");
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *secrets[] = { token, OLD_PASSWORD, "Kawatta!Toki-99", "Kawat", NEW_PASSWORD };
  const char *name;

  reply_expect (change, 200, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL), *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
        g_assert_false (contains (content, length, secrets[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/session/idle", test_idle);
  g_test_add_func ("/training/session/idle-after", test_idle_after);
  g_test_add_func ("/training/session/actions", test_actions);
  g_test_add_func ("/training/session/idle-over-restart", test_idle_over_restart);
  g_test_add_func ("/training/session/superseded", test_superseded);
  g_test_add_func ("/training/session/not-superseded", test_not_superseded);
  g_test_add_func ("/training/session/expired-before-second", test_expired_before_second);
  g_test_add_func ("/training/session/logout", test_logout);
  g_test_add_func ("/training/session/tokens", test_tokens);
  g_test_add_func ("/training/session/nothing-in-clear", test_nothing_in_clear);
  return g_test_run ();
}
