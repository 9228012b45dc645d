/* test-portal.c: the portal for 施術所等 over the wire, with the service's clock moved:
 * registration, its link of 24 hours, 利用開始申請 up to its end, 運用開始日.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <sqlite3.h>
#include <string.h>
#include "contract/accounts.h"
#include "contract/portal.h"
#include "training/rules.h"

#define ADDRESS "kikin01@test.kikin.com"
#define MAILBOX MDG_PATH_PORTAL_MAILBOX "?address=" ADDRESS
#define PASSWORD "Portal26"
#define BIRTH_DATE "1984-06-21"
#define BEGINNER                                                                                   \
  "3480123458" /* こもれび助産所: on INSTITUTION's list, 利用開始申請 not complete    \
                */

static char *
key (const char *name)
{
  return g_strconcat (MDG_HEADER_IDEMPOTENCY_KEY ": ", name, NULL);
}

static char *
user_body (const char *address, MdgPortalAffiliation affiliation, const char *number)
{
  g_autoptr (MdgPortalRegistration) registration = mdg_portal_registration_new ();

  registration->family_name = g_strdup ("基金");
  registration->given_name = g_strdup ("太郎");
  registration->number.affiliation = affiliation;
  registration->number.mark = MDG_PORTAL_KYO;
  registration->number.prefecture = 34;
  registration->number.number = g_strdup (number);
  registration->phone = g_strdup ("01201234567");
  registration->mail_address = g_strdup (address);
  registration->password = mdg_secret_new_from_string (PASSWORD);
  registration->accepted = TRUE;
  return mdg_portal_registration_to_json (registration);
}

static void
expect_write (Fixture *fixture,
              const char *method,
              const char *path,
              const char *token,
              const char *body,
              const char *name,
              guint status,
              const char *code)
{
  g_autofree char *header = key (name);
  g_autoptr (Reply) reply = fixture_ask (fixture, method, path, token, body, header);

  reply_expect (reply, status, code);
}

static void
register_user (Fixture *fixture, const char *name)
{
  g_autofree char *body = user_body (ADDRESS, MDG_PORTAL_JUDO, "342200100");

  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, body, name, 201, NULL);
}

static MdgPage *
get_mails (Fixture *fixture, const char *path, const char *token)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", path, token, NULL, NULL);
  g_autofree char *json = NULL;
  MdgPage *page;

  reply_expect (reply, 200, NULL);
  json = json_to_string (reply->node, FALSE);
  page = mdg_mail_page_parse (json, -1, NULL);
  g_assert_nonnull (page);
  return page;
}

/* Returns: (transfer full): the body that the newest mail's link stands for */
static char *
get_link (Fixture *fixture)
{
  g_autoptr (MdgPage) mails = get_mails (fixture, MAILBOX, NULL);
  const MdgMail *mail = mails->items->pdata[mails->items->len - 1];

  g_assert_nonnull (mail->link);
  return mdg_portal_link_to_json (mail->link);
}

static void
open_link (Fixture *fixture, const char *link, const char *name, guint status, const char *code)
{
  expect_write (fixture, "POST", MDG_PATH_PORTAL_CONFIRMATION, NULL, link, name, status, code);
}

static Reply *
try_login (Fixture *fixture, const char *address, const char *password)
{
  g_autofree char *body
      = g_strdup_printf ("{\"mail_address\":\"%s\",\"password\":\"%s\"}", address, password);

  return fixture_ask (fixture, "POST", MDG_PATH_PORTAL_SESSION, NULL, body, NULL);
}

static char *
log_in (Fixture *fixture, const char *address)
{
  g_autoptr (Reply) reply = try_login (fixture, address, PASSWORD);

  reply_expect (reply, 201, NULL);
  return g_strdup (reply_text (reply, "token"));
}

static MdgPortalStart *
get_start (Fixture *fixture, const char *token)
{
  g_autoptr (Reply) reply = fixture_ask (fixture, "GET", MDG_PATH_PORTAL_START, token, NULL, NULL);
  g_autofree char *json = NULL;
  MdgPortalStart *start;

  reply_expect (reply, 200, NULL);
  json = json_to_string (reply->node, FALSE);
  start = mdg_portal_start_parse (json, -1, NULL);
  g_assert_nonnull (start);
  return start;
}

/* The link: a second before 24 hours it is good, then it is over; once; and no other one. */
static void
test_link (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *link = NULL, *second = NULL;

  register_user (fixture, "a");
  link = get_link (fixture);
  open_link (fixture, "{\"link\":\"JiPfll17kBfFQXBlZvf7ghZm\"}", "x", 404, "link-unknown");
  fixture_wait (fixture, MDG_RULE_LINK_SECONDS);
  open_link (fixture, link, "b", 410, "link-expired");
  {
    g_autoptr (Reply) reply = try_login (fixture, ADDRESS, PASSWORD);

    reply_expect (reply, 403, "link-due");
  }
  /* [3]: then the registration begins anew; the old link is none any more. */
  register_user (fixture, "c");
  second = get_link (fixture);
  g_assert_cmpstr (second, !=, link);
  open_link (fixture, link, "d", 404, "link-unknown");
  fixture_restart (fixture);
  fixture_wait (fixture, MDG_RULE_LINK_SECONDS - 1);
  open_link (fixture, second, "e", 200, NULL);
  open_link (fixture, second, "e", 200, NULL); /* the same once more: the same answer */
  open_link (fixture, second, "f", 409, "link-used");
  g_free (log_in (fixture, ADDRESS));
}

/* What was registered: nobody else can have the address, whoever has not opened the link yet can
 * correct himself. */
static void
test_address (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *typo = user_body (ADDRESS, MDG_PORTAL_JUDO, "342200101"),
                  *other = user_body (ADDRESS, MDG_PORTAL_MIDWIFERY, "0123458"), *link = NULL;

  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, typo, "a", 404, "facility-unknown");
  register_user (fixture, "a");
  register_user (fixture, "a"); /* lost on its way back, sent again */
  {
    g_autoptr (MdgPage) mails = get_mails (fixture, MAILBOX, NULL);

    g_assert_cmpuint (mails->items->len, ==, 1);
  }
  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, other, "a", 409,
                "idempotency-conflict");
  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, other, "b", 201, NULL);
  register_user (fixture, "c");
  link = get_link (fixture);
  open_link (fixture, link, "d", 200, NULL);
  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, other, "e", 409, "address-taken");
  {
    g_autoptr (Reply) wrong = try_login (fixture, ADDRESS, "Portal27");
    g_autoptr (Reply) nobody = try_login (fixture, "nobody@test.jp", PASSWORD);
    g_autoptr (Reply) right = try_login (fixture, ADDRESS, PASSWORD);

    reply_expect (wrong, 401, "invalid-credentials");
    reply_expect (nobody, 401, "invalid-credentials");
    reply_expect (right, 201, NULL);
    g_assert_cmpstr (reply_text (right, "family_name"), ==, "基金");
  }
}

/* Up to the portal's session of a facility. */
static char *
begin (Fixture *fixture, const char *address, MdgPortalAffiliation affiliation, const char *number)
{
  g_autofree char *body = user_body (address, affiliation, number), *link = NULL;
  g_autofree char *path = g_strconcat (MDG_PATH_PORTAL_MAILBOX "?address=", address, NULL);
  g_autoptr (MdgPage) mails = NULL;

  expect_write (fixture, "POST", MDG_PATH_PORTAL_USERS, NULL, body, address, 201, NULL);
  mails = get_mails (fixture, path, NULL);
  link = mdg_portal_link_to_json (((MdgMail *)mails->items->pdata[0])->link);
  open_link (fixture, link, address + 1, 200, NULL);
  return log_in (fixture, address);
}

static char *
start_body (const char *birth_date, int terminals)
{
  return g_strdup_printf ("{\"proof\":\"birth-date\",\"birth_date\":\"%s\",\"staff\":2,"
                          "\"terminals\":%d,\"accepted\":true}",
                          birth_date, terminals);
}

static void
assert_usable (Fixture *fixture, const char *token, char *const *accounts, guint n)
{
  g_assert_cmpuint (g_strv_length ((char **)accounts), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (MDG_PATH_ACCOUNTS "/", accounts[i], NULL);
      g_autoptr (Reply) reply = fixture_ask (fixture, "GET", path, token, NULL, NULL);

      reply_expect (reply, 200, NULL);
      g_assert_cmpstr (reply_text (reply, "status"), ==, "usable");
      g_assert_cmpstr (reply_text (reply, "started_on"), ==, "2026-01-20");
    }
}

/* 利用開始申請 of a facility whose accounts nobody could apply for before: then they can (C3). */
static void
test_start_of_use (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *portal = begin (fixture, ADDRESS, MDG_PORTAL_MIDWIFERY, "0123458");
  g_autofree char *wrong = start_body (BIRTH_DATE, 3), *right = start_body ("1979-03-12", 3);
  g_autofree char *token = NULL;
  g_autoptr (MdgPortalStart) before = get_start (fixture, portal), done = NULL;
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new (BEGINNER, MDG_ACCOUNT_LINKAGE, 1);
  g_autofree char *application = mdg_application_request_to_json (request);

  g_assert_cmpint (before->use, ==, MDG_PORTAL_USE_NONE);
  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, wrong, "a", 422,
                "facility-unconfirmed");
  expect_write (fixture, "PUT", MDG_PATH_PORTAL_OPERATION, portal,
                "{\"operation_on\":\"2026-02-01\"}", "b", 403, "use-not-started");
  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, right, "c", 201, NULL);
  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, right, "c", 201, NULL);
  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, right, "d", 409, "already-applied");
  /* A second before its end nobody can apply for more accounts; the mail says only that it was
   * received. */
  fixture_wait (fixture, MDG_RULE_DONE_SECONDS - 31);
  token = fixture_open (fixture, OLD_PASSWORD);
  expect_write (fixture, "POST", MDG_PATH_APPLICATIONS, token, application, "e", 403,
                "use-not-started");
  {
    g_autoptr (MdgPage) mails = get_mails (fixture, MAILBOX, NULL);

    g_assert_cmpuint (mails->items->len, ==, 2);
    fixture_wait (fixture, 31);
    fixture_restart (fixture);
    g_clear_pointer (&mails, mdg_page_free);
    mails = get_mails (fixture, MAILBOX, NULL);
    g_assert_cmpuint (mails->items->len, ==, 3);
    g_assert_cmpint (((MdgMail *)mails->items->pdata[2])->sent_at, ==,
                     FIXTURE_START + MDG_RULE_DONE_SECONDS);
  }
  g_free (portal);
  portal = log_in (fixture, ADDRESS);
  done = get_start (fixture, portal);
  g_assert_cmpint (done->use, ==, MDG_PORTAL_USE_DONE);
  g_free (token);
  token = fixture_open (fixture, OLD_PASSWORD);
  g_assert_cmpstr (done->accounts[0], ==, "W0000005"); /* the one that waited */
  assert_usable (fixture, token, done->accounts, 3);
  expect_write (fixture, "POST", MDG_PATH_APPLICATIONS, token, application, "f", 201, NULL);
}

static void
expect_operation (Fixture *fixture,
                  const char *token,
                  const char *day,
                  guint status,
                  const char *code)
{
  g_autofree char *body = mdg_portal_operation_to_json (day);

  expect_write (fixture, "PUT", MDG_PATH_PORTAL_OPERATION, token, body, day, status, code);
}

static void
test_operation_start (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *portal = begin (fixture, ADDRESS, MDG_PORTAL_JUDO, "342200100");
  g_autofree char *body = start_body (BIRTH_DATE, 20);
  g_autoptr (MdgPortalStart) start = NULL;

  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, body, "a", 201, NULL);
  fixture_wait (fixture, 8 * MDG_RULE_DAY_SECONDS);
  fixture_expect (fixture, "GET", MDG_PATH_PORTAL_START, portal, NULL, 401, "session-expired");
  g_free (portal);
  portal = log_in (fixture, ADDRESS);
  expect_operation (fixture, portal, "2026-01-19", 400, "invalid-request");
  expect_operation (fixture, portal, "2026-01-20", 200, NULL);
  expect_operation (fixture, portal, "2026-02-02", 200, NULL);
  start = get_start (fixture, portal);
  g_assert_cmpstr (start->operation_on, ==, "2026-02-02");
  g_assert_cmpuint (g_strv_length (start->accounts), ==, 20);
}

/* A document of any size that may be attached comes through; the training takes it for a good one.
 */
static void
test_document (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *portal = begin (fixture, ADDRESS, MDG_PORTAL_JUDO, "342200100");
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();
  g_autofree guint8 *bytes = g_malloc (MDG_PORTAL_DOCUMENT_MAX);
  g_autofree char *body = NULL;

  memset (bytes, 0xA5, MDG_PORTAL_DOCUMENT_MAX);
  request->proof = MDG_PORTAL_BY_DOCUMENT;
  request->document_name = g_strdup ("承諾通知書.pdf");
  request->document = g_bytes_new (bytes, MDG_PORTAL_DOCUMENT_MAX);
  request->staff = request->terminals = 1;
  request->accepted = TRUE;
  body = mdg_portal_start_request_to_json (request);
  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, body, "a", 201, NULL);
}

static gboolean
holds (const char *bytes, gsize length, const char *word)
{
  for (gsize i = 0; i + strlen (word) <= length; i++)
    if (memcmp (bytes + i, word, strlen (word)) == 0)
      return TRUE;
  return FALSE;
}

/* Neither password nor link nor token is in what the ledger keeps, but the link in its mail. */
static void
test_secrets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *portal = begin (fixture, ADDRESS, MDG_PORTAL_JUDO, "342200100");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  fixture_stop (fixture);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, "ledger.db"))
      {
        g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;

        g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
        g_assert_false (holds (bytes, length, PASSWORD));
        g_assert_false (holds (bytes, length, portal));
        n++;
      }
  g_assert_cmpuint (n, >=, 1);
}

/* A ledger with the mails of institutions and of the portal apart: they come together, each to its
 * mailbox and with its link. */
static void
test_older_mails (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.db", NULL), *token = NULL;
  g_autoptr (MdgPage) portal = NULL, own = NULL;
  sqlite3 *database;

  fixture_stop (fixture);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (database,
                    "DROP TABLE mailbox_mail;"
                    "CREATE TABLE mail (id INTEGER PRIMARY KEY, keeper TEXT, institution_code TEXT,"
                    " sent_at INTEGER, subject TEXT, body TEXT);"
                    "CREATE TABLE portal_mail (id INTEGER PRIMARY KEY, mail_address TEXT,"
                    " institution_code TEXT, sent_at INTEGER, subject TEXT, body TEXT, link TEXT);"
                    "INSERT INTO mail SELECT 7, code, code, 1, 'own', 'a' FROM institution"
                    " WHERE code = '" INSTITUTION "';"
                    "INSERT INTO portal_mail VALUES"
                    " (7, '" ADDRESS "', '3480220015', 2, 'portal', 'b', 'link'),"
                    " (8, '" ADDRESS "', '3480220015', 3, 'later', 'c', NULL);"
                    "PRAGMA user_version = 4",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (database);
  fixture_restart (fixture);
  portal = get_mails (fixture, MAILBOX, NULL);
  g_assert_cmpuint (portal->items->len, ==, 2);
  g_assert_cmpstr (((MdgMail *)portal->items->pdata[0])->link, ==, "link");
  g_assert_cmpstr (((MdgMail *)portal->items->pdata[1])->subject, ==, "later");
  g_assert_null (((MdgMail *)portal->items->pdata[1])->link);
  token = fixture_open (fixture, OLD_PASSWORD);
  own = get_mails (fixture, MDG_PATH_MAIL, token);
  g_assert_cmpuint (own->items->len, ==, 1);
  g_assert_cmpstr (((MdgMail *)own->items->pdata[0])->subject, ==, "own");
}

/* 《訓練をやり直す》 */
static void
test_reset (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *portal = begin (fixture, ADDRESS, MDG_PORTAL_JUDO, "342200100");
  g_autofree char *body = start_body (BIRTH_DATE, 2);
  g_autoptr (MdgPage) mails = NULL;

  expect_write (fixture, "POST", MDG_PATH_PORTAL_START, portal, body, "a", 201, NULL);
  fixture_expect (fixture, "POST", MDG_PATH_CONTROL_RESET, NULL, "{}", 200, NULL);
  fixture_expect (fixture, "GET", MDG_PATH_PORTAL_START, portal, NULL, 401, "session-required");
  mails = get_mails (fixture, MAILBOX, NULL);
  g_assert_cmpuint (mails->items->len, ==, 0);
  g_free (begin (fixture, ADDRESS, MDG_PORTAL_JUDO, "342200100"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/link", test_link);
  g_test_add_func ("/portal/address", test_address);
  g_test_add_func ("/portal/start-of-use", test_start_of_use);
  g_test_add_func ("/portal/operation-start", test_operation_start);
  g_test_add_func ("/portal/document", test_document);
  g_test_add_func ("/portal/secrets", test_secrets);
  g_test_add_func ("/portal/older-mails", test_older_mails);
  g_test_add_func ("/portal/reset", test_reset);
  return g_test_run ();
}
