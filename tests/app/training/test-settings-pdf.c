/* test-settings-pdf.c: 「ユーザ設定情報」 over the wire, and what other programs read in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "run-program.h"
#include "training/rules.h"

#define KEY(text) "Idempotency-Key: " text

/* Returns: (transfer full): the PDF */
static GBytes *
fetch (Fixture *fixture, const char *token, const char *id, SoupMessageHeaders **headers)
{
  g_autofree char *uri = g_strdup_printf ("%s" MDG_PATH_ACCOUNTS "/%s/settings.pdf",
                                          fixture->connection->endpoint, id);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  bytes = soup_session_send_and_read (fixture->client, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpstr (
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL), ==,
      MDG_CONTENT_PDF);
  if (headers)
    *headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return bytes;
}

static void
expect_none (Fixture *fixture, const char *token, const char *id, guint status, const char *code)
{
  g_autofree char *path = g_strdup_printf (MDG_PATH_ACCOUNTS "/%s/settings.pdf", id);
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", path, token, NULL, NULL);

  reply_expect (reply, status, code);
}

/* What @command, in which FILE is the PDF, says. */
static char *
look (GBytes *pdf, const char *command)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-pdf-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "FILE", NULL);
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  char *output = NULL;

  g_assert_true (g_file_set_contents (file, g_bytes_get_data (pdf, NULL),
                                      (gssize)g_bytes_get_size (pdf), NULL));
  g_assert_true (run_program (folder, argv, &output));
  g_remove (file);
  g_rmdir (folder);
  return output;
}

/* @value stands in @text beside its name, whole and in one piece. */
static void
assert_field (const char *text, const char *name, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line; line++)
    if (g_str_has_prefix (g_strchug (*line), name)
        && strcmp (g_strstrip (*line + strlen (name)), value) == 0)
      return;
  g_error ("“%s” is not “%s” in\n%s", name, value, text);
}

static gboolean
can_look (void)
{
  if (run_program_is_there ("pdftotext"))
    return TRUE;
  g_test_skip ("there is no pdftotext");
  return FALSE;
}

static void
test_linkage (void)
{
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *token = NULL, *text = NULL, *raw = NULL;
  g_autoptr (SoupMessageHeaders) headers = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!can_look ())
    return;
  fixture = fixture_new ();
  token = fixture_open (fixture, OLD_PASSWORD);
  pdf = fetch (fixture, token, NEW_LOGIN, &headers);
  text = look (pdf, "pdftotext -layout FILE -");
  assert_field (text, "機関コード", INSTITUTION);
  assert_field (text, "機関名", "しおかぜ通り接骨院");
  assert_field (text, "ログインID", NEW_LOGIN);
  assert_field (text, "パスワード", NEW_PASSWORD);
  assert_field (text, "ユーザ種別", "Authenticator認証用");
  raw = look (pdf, "pdftotext -raw FILE -");
  g_assert_nonnull (strstr (raw, "資格確認限定型レセコン連携機能 ユーザ設定情報"));
  g_assert_nonnull (strstr (raw, "2024年8月28日"));
  g_assert_nonnull (strstr (raw, "しおかぜ通り接骨院 御中"));
  g_assert_nonnull (strstr (raw, "https://hweb.skg.onshikaku.org/web/\n"));
  g_assert_nonnull (strstr (raw, "訓練"));
  g_assert_null (strstr (raw, "アクティベーションコード"));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Content-Disposition"), ==,
                   "attachment; filename=\"WA000001_skg_account.pdf\"");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
}

static void
test_app (void)
{
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *token = NULL, *text = NULL;
  g_autoptr (GBytes) pdf = NULL, again = NULL, other = NULL;
  g_autoptr (GRegex) password = g_regex_new ("パスワード +[A-Za-z0-9]{8}\n", 0, 0, NULL);
  g_autoptr (GRegex) code = g_regex_new ("アクティベーションコード +[0-9]{12}\n", 0, 0, NULL);

  if (!can_look ())
    return;
  fixture = fixture_new ();
  token = fixture_open (fixture, OLD_PASSWORD);
  pdf = fetch (fixture, token, "W0000001", NULL);
  text = look (pdf, "pdftotext -layout FILE -");
  g_assert_nonnull (strstr (text, "マイナ資格確認アプリ ユーザ設定情報"));
  g_assert_nonnull (strstr (text, "2024/08/01"));
  assert_field (text, "機関コード", INSTITUTION);
  assert_field (text, "ID", "W0000001");
  g_assert_true (g_regex_match (password, text, 0, NULL));
  g_assert_true (g_regex_match (code, text, 0, NULL));
  g_assert_null (strstr (text, "http"));

  /* It is the same one every time, also of another run of the service. */
  fixture_restart (fixture);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  again = fetch (fixture, token, "W0000001", NULL);
  g_assert_true (g_bytes_equal (pdf, again));
  other = fetch (fixture, token, "W0000002", NULL);
  g_assert_false (g_bytes_equal (pdf, other));
}

/* One page, A4, for everybody to open; every font is embedded and knows its characters. */
static void
test_file (void)
{
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *token = NULL, *fonts = NULL, *info = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!can_look ())
    return;
  fixture = fixture_new ();
  token = fixture_open (fixture, OLD_PASSWORD);
  pdf = fetch (fixture, token, NEW_LOGIN, NULL);
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 200 * 1024);
  info = look (pdf, "pdfinfo FILE");
  g_assert_true (g_regex_match_simple ("^Pages: +1$", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Page size:.*\\(A4\\)", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Encrypted: +no$", info, G_REGEX_MULTILINE, 0));
  g_assert_nonnull (strstr (info, "ユーザ設定情報"));
  fonts = look (pdf, "pdffonts FILE");
  lines = g_strsplit (fonts, "\n", -1);
  for (char **line = lines; *line; line++)
    if (strstr (*line, "CID") || strstr (*line, "TrueType") || strstr (*line, "Type 1"))
      {
        g_assert_true (g_regex_match_simple (" yes yes yes ", *line, 0, 0));
        n++;
      }
  g_assert_cmpuint (n, >=, 2);
}

/* Whose list it is not on sees nothing, nor who has not shown a passcode; and what is over or has
 * not begun has none. */
static void
test_rights (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *early = fixture_log_in (fixture, OLD_LOGIN, OLD_PASSWORD), *token = NULL;
  g_autoptr (Reply) cancelled = NULL;

  expect_none (fixture, NULL, NEW_LOGIN, 401, "session-required");
  expect_none (fixture, early, NEW_LOGIN, 409, "wrong-stage");
  token = fixture_open (fixture, OLD_PASSWORD);
  expect_none (fixture, token, "WA000003", 404, "not-found"); /* another's */
  expect_none (fixture, token, "W0000004", 404, "not-found"); /* another's */
  expect_none (fixture, token, "W0000003", 404, "not-found"); /* 利用終了 */
  expect_none (fixture, token, "W0000005", 404, "not-found"); /* 利用不可（開始前） */
  expect_none (fixture, token, "WA999999", 404, "not-found");
  cancelled = fixture_ask (fixture, "POST", MDG_PATH_ACCOUNTS "/WA000001/cancellation", token, NULL,
                           KEY ("1"));
  reply_expect (cancelled, 200, NULL);
  g_bytes_unref (fetch (fixture, token, "WA000001", NULL)); /* 利用可（解除予定） */
  fixture_wait (fixture, MDG_RULE_CANCEL_SECONDS);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  expect_none (fixture, token, "WA000001", 404, "not-found");
}

/* With what the PDF of a new account says its owner can log in. */
static void
test_applied (void)
{
  static const char body[]
      = "{\"institution_code\":\"" INSTITUTION "\",\"kind\":\"linkage\",\"count\":1}";
  g_autoptr (Fixture) fixture = NULL;
  g_autofree char *token = NULL, *text = NULL, *password = NULL, *theirs = NULL;
  g_autoptr (Reply) applied = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("パスワード +(\\S+)\n", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!can_look ())
    return;
  fixture = fixture_new ();
  token = fixture_open (fixture, OLD_PASSWORD);
  applied = fixture_ask (fixture, "POST", MDG_PATH_APPLICATIONS, token, body, KEY ("1"));
  reply_expect (applied, 201, NULL);
  fixture_wait (fixture, MDG_RULE_DONE_SECONDS);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  pdf = fetch (fixture, token, "WA000101", NULL);
  text = look (pdf, "pdftotext -layout FILE -");
  assert_field (text, "ログインID", "WA000101");
  g_assert_true (g_regex_match (regex, text, 0, &match));
  password = g_match_info_fetch (match, 1);
  theirs = fixture_log_in (fixture, "WA000101", password);
  g_assert_nonnull (theirs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-pdf/linkage", test_linkage);
  g_test_add_func ("/settings-pdf/app", test_app);
  g_test_add_func ("/settings-pdf/file", test_file);
  g_test_add_func ("/settings-pdf/rights", test_rights);
  g_test_add_func ("/settings-pdf/applied", test_applied);
  return g_test_run ();
}
