/* test-accounts.c: 資格確認アカウント over the wire: list, 備考, 追加申請, 解除申請, and what comes
 * about as the service's clock goes on. SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <sqlite3.h>
#include <string.h>
#include "contract/accounts.h"
#include "training/rules.h"
#include "training/scenario.h"

#define KEY(text) "Idempotency-Key: " text
#define NEIGHBOUR "1319919997" /* keeps a list of its own */
#define BEGINNER "3480123458"  /* on INSTITUTION's list, 利用開始申請 not complete */

static MdgPage *
get_page (Fixture *fixture, const char *token, const char *path)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", path, token, NULL, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  MdgPage *page;

  reply_expect (reply, 200, NULL);
  json = json_to_string (reply->node, FALSE);
  page = g_str_has_prefix (path, MDG_PATH_ACCOUNTS) ? mdg_account_page_parse (json, -1, &error)
         : g_str_has_prefix (path, MDG_PATH_APPLICATIONS)
             ? mdg_application_page_parse (json, -1, &error)
             : mdg_mail_page_parse (json, -1, &error);
  g_assert_no_error (error);
  return page;
}

static MdgAccount *
get_account (Fixture *fixture, const char *token, const char *id)
{
  g_autofree char *path = g_strconcat (MDG_PATH_ACCOUNTS "/", id, NULL);
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", path, token, NULL, NULL);
  g_autofree char *json = NULL;
  MdgAccount *account;

  reply_expect (reply, 200, NULL);
  json = json_to_string (reply->node, FALSE);
  account = mdg_account_parse (json, -1, NULL);
  g_assert_nonnull (account);
  return account;
}

static Reply *
apply (Fixture *fixture,
       const char *token,
       const char *institution,
       MdgAccountKind kind,
       int count,
       const char *header)
{
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new (institution, kind, count);
  g_autofree char *body = mdg_application_request_to_json (request);

  return fixture_ask (fixture, "POST", MDG_PATH_APPLICATIONS, token, body, header);
}

static void
expect_apply (Fixture *fixture,
              const char *token,
              MdgAccountKind kind,
              int count,
              const char *header,
              guint status,
              gint64 limit)
{
  g_autoptr (Reply) reply = apply (fixture, token, INSTITUTION, kind, count, header);

  reply_expect (reply, status, status == 422 ? "limit-exceeded" : NULL);
  g_assert_cmpint (reply_number (reply, "limit"), ==, limit);
}

static void
cancel (Fixture *fixture, const char *token, const char *id, guint status, const char *code)
{
  g_autofree char *path = g_strdup_printf (MDG_PATH_ACCOUNTS "/%s/cancellation", id);
  g_autofree char *header = g_strconcat (KEY ("cancel-"), id, NULL);
  g_autoptr (Reply) reply = fixture_ask (fixture, "POST", path, token, NULL, header);

  reply_expect (reply, status, code);
}

/* The whole list, page by page, is each account once, in order; and both kinds are in it. */
static void
test_pages (void)
{
  g_autoptr (Fixture) fixture = fixture_new_with (50, 7);
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *after = g_strdup ("");
  g_autoptr (GString) seen = g_string_new (NULL);
  guint n = 0, kinds[2] = { 0 }, statuses[5] = { 0 };

  while (after)
    {
      g_autofree char *path
          = g_strdup_printf (MDG_PATH_ACCOUNTS "?limit=7%s%s", *after ? "&after=" : "", after);
      g_autoptr (MdgPage) page = get_page (fixture, token, path);

      g_assert_cmpuint (page->items->len, <=, 7);
      g_assert_cmpint (page->total, ==, 56);
      for (guint i = 0; i < page->items->len; i++)
        {
          const MdgAccount *account = page->items->pdata[i];
          MdgAccountKind kind;

          g_assert_cmpstr (account->id, >, seen->str);
          g_string_assign (seen, account->id);
          g_assert_true (mdg_account_id_check (account->id, &kind));
          kinds[kind]++;
          statuses[account->status]++;
          n++;
        }
      g_free (after);
      after = g_strdup (page->next);
    }
  g_assert_cmpuint (n, ==, 56);
  g_assert_cmpuint (kinds[0], ==, 29);
  g_assert_cmpuint (kinds[1], ==, 27);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_cmpuint (statuses[i], >=, 1);
}

static void
save_note (Fixture *fixture,
           const char *token,
           gint64 revision,
           const char *note,
           guint status,
           const char *code)
{
  g_autofree char *body = mdg_note_request_to_json (note);
  static guint count;
  g_autofree char *header
      = g_strdup_printf (KEY ("note-%u\nIf-Match: \"%" G_GINT64_FORMAT "\""), count++, revision);
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);
  g_autoptr (Reply) reply
      = fixture_ask (fixture, "PUT", MDG_PATH_ACCOUNTS "/WA000001/note", token, body, header);

  reply_expect (reply, status, code);
  if (status == 200)
    g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "ETag"), !=, tag);
}

/* 備考: only over what the person saw; each change is in the next delta, and in no other. */
static void
test_note (void)
{
  static const char *const path = MDG_PATH_ACCOUNTS "/WA000001/note";
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (MdgPage) before = get_page (fixture, token, MDG_PATH_ACCOUNTS);
  g_autofree char *since
      = g_strdup_printf (MDG_PATH_ACCOUNTS "?since=%" G_GINT64_FORMAT, before->revision);
  g_autoptr (MdgPage) nothing = get_page (fixture, token, since);
  g_autoptr (MdgPage) delta = NULL;
  g_autoptr (MdgAccount) account = get_account (fixture, token, "WA000001");
  const MdgAccount *changed;

  g_assert_cmpuint (nothing->items->len, ==, 0);
  fixture_expect (fixture, "PUT", path, token, "{\"note\":\"x\"}", 428, "precondition-required");
  g_assert_cmpstr (account->note, ==, "");
  save_note (fixture, token, account->revision, "一台目", 200, NULL);
  save_note (fixture, token, account->revision, "もう一人の", 412, "edit-conflict");
  delta = get_page (fixture, token, since);
  g_assert_cmpuint (delta->items->len, ==, 1);
  changed = delta->items->pdata[0];
  g_assert_cmpstr (changed->id, ==, "WA000001");
  g_assert_cmpstr (changed->note, ==, "一台目");
  g_assert_cmpint (changed->revision, ==, delta->revision);
  save_note (fixture, token, changed->revision, "", 200, NULL);
}

/* 備考 of an account that is about to end changes nothing about its end. */
static void
test_note_of_cancelled (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (MdgAccount) account = NULL, ended = NULL;

  cancel (fixture, token, NEW_LOGIN, 200, NULL);
  account = get_account (fixture, token, NEW_LOGIN);
  save_note (fixture, token, account->revision, "廃棄予定", 200, NULL);
  fixture_wait (fixture, MDG_RULE_CANCEL_SECONDS);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  ended = get_account (fixture, token, NEW_LOGIN);
  g_assert_cmpint (ended->status, ==, MDG_ACCOUNT_ENDED);
  g_assert_cmpstr (ended->note, ==, "廃棄予定");
}

/* 追加申請(レセコン): five in all, those applied for before included ([2] p.11). */
static void
test_linkage_limit (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 4, KEY ("1"), 422, 3);
  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 2, KEY ("2"), 201, -1);
  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 2, KEY ("3"), 422, 1);
  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 1, KEY ("4"), 201, -1);
  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 1, KEY ("5"), 422, 0);
  /* An account that is given up makes no room for another one. */
  cancel (fixture, token, "WA000001", 200, NULL);
  fixture_wait (fixture, MDG_RULE_CANCEL_SECONDS);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 1, KEY ("6"), 422, 0);
}

/* 追加申請(アプリ): twenty in one application, as many applications as wished ([3]). */
static void
test_app_limit (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  expect_apply (fixture, token, MDG_ACCOUNT_APP, 21, KEY ("1"), 422, 20);
  expect_apply (fixture, token, MDG_ACCOUNT_APP, 20, KEY ("2"), 201, -1);
  expect_apply (fixture, token, MDG_ACCOUNT_APP, 20, KEY ("3"), 201, -1);
}

static void
test_before_use (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (Reply) linkage = apply (fixture, token, BEGINNER, MDG_ACCOUNT_LINKAGE, 1, KEY ("1"));
  g_autoptr (Reply) app = apply (fixture, token, BEGINNER, MDG_ACCOUNT_APP, 1, KEY ("2"));
  g_autoptr (Reply) elsewhere = apply (fixture, token, NEIGHBOUR, MDG_ACCOUNT_APP, 1, KEY ("3"));

  reply_expect (linkage, 403, "use-not-started");
  reply_expect (app, 403, "use-not-started");
  reply_expect (elsewhere, 404, "not-found");
  fixture_expect (fixture, "GET", MDG_PATH_ACCOUNTS "/WA000003", token, NULL, 404, "not-found");
}

static void
assert_application (Fixture *fixture, const char *token, MdgApplicationStatus status)
{
  g_autoptr (MdgPage) page = get_page (fixture, token, MDG_PATH_APPLICATIONS);
  const MdgAccountApplication *application;

  g_assert_cmpuint (page->items->len, ==, 1);
  application = page->items->pdata[0];
  g_assert_cmpint (application->status, ==, status);
  g_assert_true ((application->done_at != 0) == (status == MDG_APPLICATION_DONE));
}

/* 受付 → 手続き中 → 完了 with mail and accounts; what was issued can log in. */
static void
test_application (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (MdgPage) before = get_page (fixture, token, MDG_PATH_ACCOUNTS);
  g_autofree char *since
      = g_strdup_printf (MDG_PATH_ACCOUNTS "?since=%" G_GINT64_FORMAT, before->revision);
  g_autoptr (MdgPage) delta = NULL, mails = NULL;
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);
  g_autoptr (MdgScenarioAccount) issued
      = mdg_scenario_get (scenario, MDG_SCENARIO_FIRST_ISSUED + 1);
  const MdgAccount *account;
  const MdgMail *mail;
  gint64 received = fixture_now (fixture);

  expect_apply (fixture, token, MDG_ACCOUNT_LINKAGE, 2, KEY ("1"), 201, -1);
  assert_application (fixture, token, MDG_APPLICATION_RECEIVED);
  fixture_wait (fixture, MDG_RULE_WORK_SECONDS);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  assert_application (fixture, token, MDG_APPLICATION_IN_PROGRESS);
  mails = get_page (fixture, token, MDG_PATH_MAIL);
  g_assert_cmpuint (mails->items->len, ==, 0);
  /* Over a restart, and long after it was due: the dates are those of the day it was done. */
  fixture_wait (fixture, 10 * MDG_RULE_DAY_SECONDS);
  fixture_restart (fixture);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  assert_application (fixture, token, MDG_APPLICATION_DONE);
  delta = get_page (fixture, token, since);
  g_assert_cmpuint (delta->items->len, ==, 2);
  account = delta->items->pdata[0];
  g_assert_cmpstr (account->id, ==, "WA000101");
  g_assert_cmpstr (account->started_on, ==, "2026-01-20");
  g_assert_cmpint (account->status, ==, MDG_ACCOUNT_USABLE);
  g_clear_pointer (&mails, mdg_page_free);
  mails = get_page (fixture, token, MDG_PATH_MAIL);
  g_assert_cmpuint (mails->items->len, ==, 1);
  mail = mails->items->pdata[0];
  g_assert_cmpint (mail->sent_at, ==, received + MDG_RULE_DONE_SECONDS);
  g_assert_true (g_strv_contains ((const char *const *)mail->lines, "追加申請台数：2"));
  g_free (fixture_log_in (fixture, account->id, issued->account.password));
}

/* 解除申請: 利用可（解除予定）, then 利用終了; then it cannot log in any more. */
static void
test_cancellation (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (MdgAccount) cancelled = NULL, ended = NULL;

  cancel (fixture, token, "W0000002", 409, "not-cancellable"); /* 利用停止 */
  cancel (fixture, token, "W0000005", 409, "not-cancellable"); /* 利用不可（開始前） */
  cancel (fixture, token, NEW_LOGIN, 200, NULL);
  cancel (fixture, token, NEW_LOGIN, 200, NULL); /* the same once more: the same answer */
  cancelled = get_account (fixture, token, NEW_LOGIN);
  g_assert_cmpint (cancelled->status, ==, MDG_ACCOUNT_CANCELLING);
  g_assert_null (cancelled->ended_on);
  g_free (fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD));
  fixture_wait (fixture, MDG_RULE_CANCEL_SECONDS);
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, 401, "session-expired");
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  ended = get_account (fixture, token, NEW_LOGIN);
  g_assert_cmpint (ended->status, ==, MDG_ACCOUNT_ENDED);
  g_assert_cmpstr (ended->ended_on, ==, "2026-01-22");
  g_assert_cmpint (ended->revision, >, cancelled->revision);
  {
    g_autoptr (Reply) reply = fixture_try_login (fixture, NEW_LOGIN, NEW_PASSWORD);

    reply_expect (reply, 401, "invalid-credentials");
  }
}

/* A key holds over sessions and restarts: what waited for the service is done once. */
static void
test_key (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autoptr (MdgPage) page = NULL;

  expect_apply (fixture, token, MDG_ACCOUNT_APP, 3, KEY ("once"), 201, -1);
  fixture_restart (fixture);
  fixture_wait (fixture, 3600);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  expect_apply (fixture, token, MDG_ACCOUNT_APP, 3, KEY ("once"), 201, -1);
  page = get_page (fixture, token, MDG_PATH_APPLICATIONS);
  g_assert_cmpuint (page->items->len, ==, 1);
  {
    g_autoptr (Reply) other = apply (fixture, token, INSTITUTION, MDG_ACCOUNT_APP, 4, KEY ("once"));
    g_autoptr (Reply) none = apply (fixture, token, INSTITUTION, MDG_ACCOUNT_APP, 3, NULL);

    reply_expect (other, 409, "idempotency-conflict");
    reply_expect (none, 400, "invalid-request");
    g_assert_cmpstr (reply_text (none, "field"), ==, MDG_HEADER_IDEMPOTENCY_KEY);
  }
}

/* Looking at the list keeps no session alive; writing does. */
static void
test_idle (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);

  fixture_wait (fixture, 1000);
  fixture_expect (fixture, "GET", MDG_PATH_ACCOUNTS, token, NULL, 200, NULL);
  expect_apply (fixture, token, MDG_ACCOUNT_APP, 1, KEY ("1"), 201, -1);
  fixture_wait (fixture, 1000);
  fixture_expect (fixture, "GET", MDG_PATH_ACCOUNTS, token, NULL, 200, NULL);
  fixture_wait (fixture, 800);
  fixture_expect (fixture, "GET", MDG_PATH_ACCOUNTS, token, NULL, 401, "session-expired");
}

static void
on_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (mdg_backend_reset_finish (MDG_BACKEND (source), result, NULL));
  *(gboolean *)data = TRUE;
}

/* After a reset no older list can be brought up to date: what was issued is no more. */
static void
test_reset (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  g_autofree char *since = NULL;
  g_autoptr (MdgPage) before = NULL, after = NULL;
  gboolean done = FALSE;

  expect_apply (fixture, token, MDG_ACCOUNT_APP, 1, KEY ("1"), 201, -1);
  before = get_page (fixture, token, MDG_PATH_ACCOUNTS);
  mdg_backend_reset_async (MDG_BACKEND (fixture->service), NULL, on_reset, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  since = g_strdup_printf (MDG_PATH_ACCOUNTS "?since=%" G_GINT64_FORMAT, before->revision);
  fixture_expect (fixture, "GET", since, token, NULL, 410, "list-outdated");
  after = get_page (fixture, token, MDG_PATH_APPLICATIONS);
  g_assert_cmpuint (after->items->len, ==, 0);
  g_assert_cmpint (after->revision, >, before->revision);
}

/* A ledger of the version before lists begins one. */
static void
test_older_ledger (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.db", NULL);
  g_autofree char *token = NULL;
  g_autoptr (MdgPage) page = NULL;
  sqlite3 *database;

  fixture_stop (fixture);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "DROP TABLE mailbox_mail; DROP TABLE operation_start;"
                                 "DROP TABLE start_of_use; DROP TABLE portal_session;"
                                 "DROP TABLE portal_user;"
                                 "DROP TABLE listed; DROP TABLE application;"
                                 "DROP TRIGGER session_answers; DROP TABLE given_answer;"
                                 "CREATE TABLE answer (token_hash BLOB, key TEXT, fingerprint BLOB,"
                                 " status INTEGER, body TEXT, given_at INTEGER);"
                                 "ALTER TABLE institution DROP COLUMN keeper;"
                                 "ALTER TABLE institution DROP COLUMN use_started;"
                                 "DELETE FROM meta WHERE name IN ('listed', 'revision');"
                                 "PRAGMA user_version = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
  fixture_restart (fixture);
  token = fixture_open (fixture, OLD_PASSWORD);
  page = get_page (fixture, token, MDG_PATH_ACCOUNTS);
  g_assert_cmpuint (page->items->len, ==, 6);
  cancel (fixture, token, "WA000001", 200, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/accounts/pages", test_pages);
  g_test_add_func ("/training/accounts/note", test_note);
  g_test_add_func ("/training/accounts/note-of-cancelled", test_note_of_cancelled);
  g_test_add_func ("/training/accounts/linkage-limit", test_linkage_limit);
  g_test_add_func ("/training/accounts/app-limit", test_app_limit);
  g_test_add_func ("/training/accounts/before-use", test_before_use);
  g_test_add_func ("/training/accounts/application", test_application);
  g_test_add_func ("/training/accounts/cancellation", test_cancellation);
  g_test_add_func ("/training/accounts/key", test_key);
  g_test_add_func ("/training/accounts/idle", test_idle);
  g_test_add_func ("/training/accounts/reset", test_reset);
  g_test_add_func ("/training/accounts/older-ledger", test_older_ledger);
  return g_test_run ();
}
