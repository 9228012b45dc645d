/* test-https-answers.c: answers that are not what was asked for; nothing of them is believed,
 * nothing hangs, and the main loop turns meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/endpoints.h"
#include "net-fixture.h"

typedef struct
{
  const char *name;
  BadAnswer answer;
} Case;

static const Case cases[] = {
  { "no-json", { .body = "this is not JSON" } },
  { "empty", { .body = "" } },
  { "no-content", { .status = 204, .type = "" } },
  { "half-json", { .body = "{\"name\":\"x\",\"api_ver" } },
  { "array", { .body = "[]" } },
  { "no-members", { .body = "{}" } },
  { "wrong-types", { .body = "{\"name\":5,\"api_version\":[],\"time\":\"now\",\"training\":1}" } },
  { "nul", { .body = "{\"name\":\"a\\u0000b\"}" } },
  { "not-utf8", { .body = "{\"name\":\"\xff\xfe\"}" } },
  { "10-mb", { .body = "{", .filler = 10 * 1024 * 1024 } },
  { "just-too-long", { .body = "", .filler = MDG_ANSWER_LIMIT + 1 } },
  { "wrong-content-type", { .type = "text/html", .body = "{}" } },
  { "no-content-type", { .type = "", .body = "{}" } },
  { "cut",
    { .body = "{\"name\":\"x\",\"api_version\":\"1\",\"time\":1,\"training\":true}",
      .cut = TRUE } },
  { "redirect", { .status = 302, .headers = "Location: https://127.0.0.1:1/\r\n", .body = "{}" } },
  { "permanent-redirect", { .status = 308, .headers = "Location: /v1/session\r\n", .body = "{}" } },
  { "not-modified", { .status = 304, .type = "" } },
  { "no-http", { .no_http = TRUE, .body = "SSH-2.0-OpenSSH_9.2\r\n\r\n" } },
};

static void
test_case (NetFixture *fixture, gconstpointer data)
{
  const Case *test = data;
  guint before;

  net_log_in (fixture);
  bad_service_set_answer (fixture->bad, &test->answer);
  before = bad_service_count (fixture->bad, NULL);
  for (NetCall call = NET_CHECK; call < NET_LOGOUT; call++)
    net_assert_fails (fixture, call, MDG_ERROR_BAD_ANSWER);
  /* Nobody went where a redirect led; broken-off answers are asked for again where that is safe. */
  g_assert_cmpuint (bad_service_count (fixture->bad, NULL) - before, ==,
                    NET_LOGOUT + (test->answer.cut ? 4 : 0));
  g_assert_cmpuint (bad_service_count (fixture->bad, "POST /v1/session "), ==, 2);
  g_assert_cmpuint (bad_service_count (fixture->bad, "POST /v1/session/passcode "), ==, 1);
}

/* Nesting that would exhaust the stack of a recursive reader. */
static void
test_deep (NetFixture *fixture, gconstpointer data)
{
  const char *piece = data;
  g_autoptr (GString) deep = g_string_new (NULL);
  BadAnswer answer = { 0 };

  while (deep->len + strlen (piece) < MDG_ANSWER_LIMIT)
    g_string_append (deep, piece);
  answer.body = deep->str;
  bad_service_set_answer (fixture->bad, &answer);
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_BAD_ANSWER);
  answer.status = 500;
  answer.type = "application/problem+json";
  bad_service_set_answer (fixture->bad, &answer);
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_SERVICE_FAILED);
}

/* As long as allowed: the end is still read. */
static void
test_longest (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = *net_good_status ();

  answer.filler = MDG_ANSWER_LIMIT - strlen (answer.body);
  bad_service_set_answer (fixture->bad, &answer);
  g_assert_true (net_call (fixture, NET_CHECK, NULL));
}

/* Compressed answers are not unpacked: a small one could become any size. */
static void
test_compressed (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = { .headers = "Content-Encoding: gzip\r\n", .body = "\x1f\x8b\x08\x01" };

  bad_service_set_answer (fixture->bad, &answer);
  net_assert_fails (fixture, NET_CHECK, MDG_ERROR_BAD_ANSWER);
}

static void
test_loop_stays_alive (NetFixture *fixture, gconstpointer data)
{
  BadAnswer answer = { .body = "{", .filler = 10 * 1024 * 1024, .hold = TRUE };
  NetPending *pending;
  g_autoptr (GError) error = NULL;

  bad_service_set_answer (fixture->bad, &answer);
  pending = net_start (fixture, NET_CHECK, NULL);
  net_wait_for_requests (fixture, 1);
  for (guint start = fixture->ticks; fixture->ticks < start + 20;)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (net_is_done (pending));
  bad_service_release (fixture->bad);
  g_assert_false (net_wait (pending, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
}

static void
add_tests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    net_add ("answers", cases[i].name, &cases[i], test_case);
  net_add ("answers", "deep-arrays", "[", test_deep);
  net_add ("answers", "deep-objects", "{\"a\":", test_deep);
  net_add ("answers", "longest", NULL, test_longest);
  net_add ("answers", "compressed", NULL, test_compressed);
  net_add ("answers", "loop-stays-alive", NULL, test_loop_stays_alive);
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
