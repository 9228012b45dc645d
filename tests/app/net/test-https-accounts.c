/* test-https-accounts.c: the calls about 資格確認アカウント: what they ask for, and answers that
 * are not what was asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/endpoints.h"
#include "net-fixture.h"
#include "net/account-service.h"

#define ID "W0000001"
#define ROW(id, revision)                                                                          \
  "{\"id\":\"" id "\",\"institution_code\":\"3410712362\",\"institution_name\":\"x\","             \
  "\"status\":\"usable\",\"note\":\"\",\"revision\":" revision "}"
#define PAGE(rows, next, revision)                                                                 \
  "{\"items\":[" rows "],\"next\":" next ",\"revision\":" revision ",\"total\":9}"
#define PROBLEM(code, status)                                                                      \
  "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":" #status ",\"code\":\"" code "\"}"

static void
keep (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgAccountService *
service_of (NetFixture *fixture)
{
  return MDG_ACCOUNT_SERVICE (fixture->client);
}

static MdgPage *
get_page (NetFixture *fixture, const MdgListPart *part, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_service_get_page_async (service_of (fixture), part, NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_account_service_get_page_finish (service_of (fixture), result, error);
}

static MdgAccount *
get_account (NetFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_service_get_account_async (service_of (fixture), ID, NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_account_service_get_account_finish (service_of (fixture), result, error);
}

static MdgAccount *
put_note (NetFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_service_put_note_async (service_of (fixture), ID, "備考", 7, "key-1", NULL, keep,
                                      &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_account_service_put_note_finish (service_of (fixture), result, error);
}

static MdgAccountApplication *
apply (NetFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new ("3410712362", MDG_ACCOUNT_APP, 2);

  mdg_account_service_apply_async (service_of (fixture), request, "key-2", NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_account_service_apply_finish (service_of (fixture), result, error);
}

static void
assert_head (NetFixture *fixture, guint index, const char *start)
{
  g_autofree char *head = bad_service_get_head (fixture->bad, index);

  if (!g_str_has_prefix (head, start))
    g_error ("Expected %s, got %s", start, head);
}

static void
assert_header (NetFixture *fixture, guint index, const char *name, const char *value)
{
  g_autofree char *given = bad_service_get_header (fixture->bad, index, name);

  g_assert_cmpstr (given, ==, value);
}

/* What is asked for stands in the request as the contract says. */
static void
test_requests (NetFixture *fixture, gconstpointer data)
{
  BadAnswer page = { .body = PAGE (ROW (ID, "3"), "null", "9") };
  BadAnswer row = { .body = ROW (ID, "8"), .headers = "ETag: \"8\"\r\n" };
  MdgListPart whole
      = { .list = MDG_LIST_ACCOUNTS, .after = "W000 &#0", .since = -1, .limit = 10000 };
  MdgListPart changes = { .list = MDG_LIST_ACCOUNTS, .since = 2, .limit = 10 };

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &page);
  g_autoptr (MdgPage) first = get_page (fixture, &changes, NULL);
  g_assert_nonnull (first);
  mdg_page_free (get_page (fixture, &whole, NULL));
  bad_service_set_answer (fixture->bad, &row);
  g_autoptr (MdgAccount) put = put_note (fixture, NULL);
  g_assert_cmpint (put->revision, ==, 8);
  g_autofree char *body = bad_service_get_body (fixture->bad, 3);
  g_assert_cmpstr (body, ==, "{\"note\":\"備考\"}");
  assert_head (fixture, 1, "GET /v1/accounts?limit=10&since=2 HTTP/1.1");
  assert_head (fixture, 2, "GET /v1/accounts?limit=500&after=W000%20%26%230 HTTP/1.1");
  assert_head (fixture, 3, "PUT /v1/accounts/" ID "/note HTTP/1.1");
  assert_header (fixture, 3, "If-Match", "\"7\"");
  assert_header (fixture, 3, "Idempotency-Key", "key-1");
  assert_header (fixture, 3, "Authorization", "Bearer token-1");
}

static void
test_without_session (NetFixture *fixture, gconstpointer data)
{
  MdgListPart part = { .list = MDG_LIST_ACCOUNTS, .since = -1, .limit = 10 };
  g_autoptr (GError) error = NULL;

  g_assert_null (get_page (fixture, &part, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_SESSION_REQUIRED);
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL), ==, 0);
}

/* Answers that are none ----------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  BadAnswer answer;
} Case;

static const Case cases[] = {
  { "no-json", { .body = "no" } },
  { "half", { .body = "{\"items\":[{\"id\":\"W00" } },
  { "no-items", { .body = "{}" } },
  { "items-no-list", { .body = PAGE ("", "null", "1") "x" } },
  { "strange-item", { .body = PAGE ("5", "null", "1") } },
  { "bad-id", { .body = PAGE (ROW ("W1", "1"), "null", "1") } },
  { "bad-revision", { .body = PAGE (ROW (ID, "-1"), "null", "1") } },
  { "out-of-order",
    { .body = PAGE (ROW ("W0000002", "2") "," ROW ("W0000001", "1"), "null", "9") } },
  { "twice", { .body = PAGE (ROW (ID, "2") "," ROW (ID, "3"), "null", "9") } },
  { "leads-nowhere", { .body = PAGE ("", "\"W0000001\"", "9") } },
  { "leads-back", { .body = PAGE (ROW (ID, "1"), "\"W0000000\"", "9") } },
  { "too-many",
    { .body = PAGE (ROW ("W0000001", "1") "," ROW ("W0000002", "2") "," ROW ("W0000003", "3"),
                    "null",
                    "9") } },
  { "too-long", { .body = PAGE ("", "null", "1"), .filler = MDG_ANSWER_LIMIT } },
  { "cut", { .body = PAGE (ROW (ID, "1"), "null", "1"), .cut = TRUE } },
  { "html", { .type = "text/html", .body = PAGE ("", "null", "1") } },
};

static void
test_page (NetFixture *fixture, gconstpointer data)
{
  const Case *test = data;
  MdgListPart part = { .list = MDG_LIST_ACCOUNTS, .since = -1, .limit = 2 };
  g_autoptr (GError) error = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &test->answer);
  g_assert_null (get_page (fixture, &part, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
}

static void
take_next (const char *after, gpointer data)
{
  g_assert_null (*(char **)data);
  *(char **)data = g_strdup (after);
}

/* Where the list goes on is told by the answer's head already; the page must say the same. */
static void
test_goes_on (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer
      = { .headers = "Next-After: " ID "\r\n", .body = PAGE (ROW (ID, "3"), "\"" ID "\"", "9") };
  g_autofree char *told = NULL;
  MdgListPart part = {
    .list = MDG_LIST_ACCOUNTS, .since = -1, .limit = 2, .goes_on = take_next, .goes_on_data = &told
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPage) page = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &answer);
  page = get_page (fixture, &part, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (page->next, ==, ID);
  g_assert_cmpstr (told, ==, ID);
  for (int i = 0; i < 2; i++)
    {
      answer.body = i == 0 ? PAGE (ROW (ID, "3"), "null", "9") : "no";
      bad_service_set_answer (fixture->bad, &answer);
      g_clear_pointer (&told, g_free);
      g_assert_null (get_page (fixture, &part, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
      g_assert_cmpstr (told, ==, ID);
      g_clear_error (&error);
    }
}

/* Neither by a refusal, nor by changes, nor by a service that does not say so. */
static void
test_goes_on_untold (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer
      = { .headers = "Next-After: " ID "\r\n", .body = PAGE (ROW (ID, "3"), "null", "9") };
  g_autofree char *told = NULL;
  MdgListPart part = {
    .list = MDG_LIST_ACCOUNTS, .since = 2, .limit = 2, .goes_on = take_next, .goes_on_data = &told
  };
  g_autoptr (GError) error = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &answer);
  mdg_page_free (get_page (fixture, &part, &error));
  g_assert_no_error (error);
  part.since = -1;
  answer.status = 500;
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_null (get_page (fixture, &part, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
  g_clear_error (&error);
  answer = (BadAnswer){ .body = PAGE (ROW (ID, "3"), "\"" ID "\"", "9") };
  bad_service_set_answer (fixture->bad, &answer);
  mdg_page_free (get_page (fixture, &part, &error));
  g_assert_no_error (error);
  g_assert_null (told);
}

/* Changes that go back, or beyond what the page itself says, would be followed for ever. */
static void
test_changes (NetFixture *fixture, gconstpointer data)
{
  static const char *const bodies[]
      = { PAGE (ROW (ID, "5"), "null", "9"), PAGE (ROW (ID, "10"), "null", "9"),
          PAGE (ROW ("W0000001", "8") "," ROW ("W0000002", "7"), "null", "9") };
  MdgListPart part = { .list = MDG_LIST_ACCOUNTS, .since = 5, .limit = 10 };

  net_log_in (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      BadAnswer answer = { .body = bodies[i] };
      g_autoptr (GError) error = NULL;

      bad_service_set_answer (fixture->bad, &answer);
      g_assert_null (get_page (fixture, &part, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
    }
}

static void
test_tag (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = { .body = ROW (ID, "8"), .headers = "ETag: \"9\"\r\n" };
  g_autoptr (GError) error = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_null (get_account (fixture, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
  answer.headers = NULL;
  bad_service_set_answer (fixture->bad, &answer);
  g_autoptr (MdgAccount) account = get_account (fixture, NULL);
  g_assert_nonnull (account);
}

/* Refusals ------------------------------------------------------------------------------------ */

static void
assert_refused (NetFixture *fixture, guint status, const char *body, MdgErrorCode code)
{
  BadAnswer answer = { .status = status,
                       .type = body ? "application/problem+json" : "text/html",
                       .headers = "Retry-After: 33\r\n",
                       .body = body ? body : "<html>" };
  g_autoptr (GError) error = NULL;

  bad_service_set_answer (fixture->bad, &answer);
  g_assert_null (put_note (fixture, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_cmpint (mdg_error_get_retry_after (error), ==, 33);
}

static void
test_refusals (NetFixture *fixture, gconstpointer data)
{
  net_log_in (fixture);
  assert_refused (fixture, 412, PROBLEM ("edit-conflict", 412), MDG_ERROR_EDIT_CONFLICT);
  assert_refused (fixture, 409, PROBLEM ("not-cancellable", 409), MDG_ERROR_NOT_CANCELLABLE);
  assert_refused (fixture, 410, PROBLEM ("list-outdated", 410), MDG_ERROR_LIST_OUTDATED);
  assert_refused (fixture, 422, PROBLEM ("limit-exceeded", 422), MDG_ERROR_LIMIT_EXCEEDED);
  assert_refused (fixture, 429, PROBLEM ("too-many-requests", 429), MDG_ERROR_TOO_MANY_REQUESTS);
  assert_refused (fixture, 429, NULL, MDG_ERROR_TOO_MANY_REQUESTS);
  /* Without the service's own word a proxy may have said it: nothing is decided by that. */
  assert_refused (fixture, 412, NULL, MDG_ERROR_SERVICE_FAILED);
  assert_refused (fixture, 409, NULL, MDG_ERROR_SERVICE_FAILED);
  assert_refused (fixture, 404, NULL, MDG_ERROR_SERVICE_FAILED);
  assert_refused (fixture, 404, PROBLEM ("not-found", 404), MDG_ERROR_NOT_FOUND);
}

/* Only the training has a mailbox. */
static void
test_no_mailbox (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = { .status = 404, .type = "text/html", .body = "<html>" };
  MdgListPart mail = { .list = MDG_LIST_MAIL, .since = -1, .limit = 10 },
              list = { .list = MDG_LIST_ACCOUNTS, .since = -1, .limit = 10 };
  g_autoptr (GError) absent = NULL, failed = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_null (get_page (fixture, &mail, &absent));
  g_assert_error (absent, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_null (get_page (fixture, &list, &failed));
  g_assert_error (failed, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
}

/* A POST that breaks off is not sent a second time by itself, a PUT with its key is. */
static void
test_breaks (NetFixture *fixture, gconstpointer data)
{
  BadAnswer cut = { .body = ROW (ID, "8"), .cut = TRUE };
  g_autoptr (GError) error = NULL;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &cut);
  g_assert_null (apply (fixture, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (bad_service_count (fixture->bad, "POST /v1/applications "), ==, 1);
  g_clear_error (&error);
  g_assert_null (put_note (fixture, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (bad_service_count (fixture->bad, "PUT /v1/accounts/"), ==, 2);
  assert_header (fixture, 2, "Idempotency-Key", "key-1");
  assert_header (fixture, 3, "Idempotency-Key", "key-1");
}

static void
add_tests (void)
{
  net_add ("accounts", "requests", NULL, test_requests);
  net_add ("accounts", "without-session", NULL, test_without_session);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    net_add ("accounts/page", cases[i].name, &cases[i], test_page);
  net_add ("accounts", "goes-on", NULL, test_goes_on);
  net_add ("accounts", "goes-on-untold", NULL, test_goes_on_untold);
  net_add ("accounts", "changes", NULL, test_changes);
  net_add ("accounts", "tag", NULL, test_tag);
  net_add ("accounts", "refusals", NULL, test_refusals);
  net_add ("accounts", "no-mailbox", NULL, test_no_mailbox);
  net_add ("accounts", "breaks", NULL, test_breaks);
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
