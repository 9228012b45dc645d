/* test-accounts-answers.c: what is sent to a service that answers what it should not: nothing is
 * given up, nothing is sent over and over, and what changed is fetched all the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../app/net/net-fixture.h"
#include "../app/store/scratch-folder.h"
#include "accounts-terminal.h"

#define ONE "W0000001"
#define TWO "W0000002"
#define ROW(id, note, revision)                                                                    \
  "{\"id\":\"" id "\",\"institution_code\":\"" TERMINAL_KEEPER "\",\"institution_name\":\"x\","    \
  "\"status\":\"usable\",\"note\":\"" note "\",\"revision\":" revision "}"
#define PAGE(rows, revision)                                                                       \
  "{\"items\":[" rows "],\"next\":null,\"revision\":" revision ",\"total\":2}"
#define APPLICATION(count)                                                                         \
  "{\"id\":\"A1\",\"institution_code\":\"" TERMINAL_KEEPER "\",\"institution_name\":\"x\","        \
  "\"kind\":\"app\",\"count\":" count ",\"status\":\"received\",\"received_at\":1795230000,"       \
  "\"revision\":12}"
#define PROBLEM "application/problem+json"
#define OPPOSED                                                                                    \
  {                                                                                                \
    .status = 412, .type = PROBLEM, .body = "{\"code\":\"edit-conflict\"}"                         \
  }

typedef struct
{
  const char *name;
  gboolean application;
  MdgErrorCode code;
  guint sent;           /* so often */
  gboolean to_withdraw; /* nothing of it was done: the person can take it back */
  BadAnswer answers[8];
} Case;

static const Case cases[] = {
  { "failed", .code = MDG_ERROR_SERVICE_FAILED, .sent = 1,
    .answers = { { .status = 413, .type = PROBLEM, .body = "{\"code\":\"too-large\"}" } } },
  { "proxy-404", .code = MDG_ERROR_SERVICE_FAILED, .sent = 1,
    .answers = { { .status = 404, .type = "text/html", .body = "<html>" } } },
  { "unreadable", .code = MDG_ERROR_BAD_ANSWER, .sent = 1, .answers = { { .body = "no" } } },
  { "another-account", .code = MDG_ERROR_BAD_ANSWER, .sent = 1,
    .answers = { { .body = ROW (TWO, "mine", "8") } } },
  { "another-theirs", .code = MDG_ERROR_BAD_ANSWER, .sent = 1,
    .answers = { OPPOSED, { .body = ROW (TWO, "theirs", "8") } } },
  { "another-application", .application = TRUE, .code = MDG_ERROR_BAD_ANSWER, .sent = 1,
    .answers = { { .body = APPLICATION ("3") } } },
  { "opposes-application", .application = TRUE, .code = MDG_ERROR_BAD_ANSWER, .sent = 1,
    .answers = { OPPOSED } },
  { "outdated", .code = MDG_ERROR_LIST_OUTDATED, .sent = 1,
    .answers = { { .status = 410, .type = PROBLEM, .body = "{\"code\":\"list-outdated\"}" } } },
  { "opposes-itself", .code = MDG_ERROR_BAD_ANSWER, .sent = 4, .to_withdraw = TRUE,
    .answers = { OPPOSED,
                 { .body = ROW (ONE, "", "1") },
                 OPPOSED,
                 { .body = ROW (ONE, "", "1") },
                 OPPOSED,
                 { .body = ROW (ONE, "", "1") },
                 OPPOSED,
                 { .body = ROW (ONE, "", "1") } } },
};

static const MdgDeskState *
state_of (Terminal *terminal)
{
  return mdg_account_desk_get_state (terminal->desk);
}

/* The lists; @page: of accounts. There is no mailbox. */
static void
queue_lists (NetFixture *f, const char *page)
{
  BadAnswer accounts = { .body = page }, applications = { .body = PAGE ("", "9") };
  BadAnswer none = { .status = 404, .type = PROBLEM, .body = "{\"code\":\"not-found\"}" };

  bad_service_queue_answer (f->bad, &accounts);
  bad_service_queue_answer (f->bad, &applications);
  bad_service_queue_answer (f->bad, &none);
}

static void
begin (NetFixture *f, Terminal *terminal, const char *folder)
{
  BadAnswer whole = { .body = PAGE (ROW (ONE, "", "1") "," ROW (TWO, "", "2"), "9") };

  terminal_open (terminal, folder, f->clock);
  net_log_in (f);
  bad_service_queue_answer (f->bad, &whole);
  queue_lists (f, PAGE ("", "9"));
  mdg_account_desk_set_service (terminal->desk, MDG_ACCOUNT_SERVICE (f->client));
  terminal_until (state_of (terminal)->synced_at > 0
                  && state_of (terminal)->phase == MDG_SYNC_IDLE);
  g_assert_null (state_of (terminal)->problem);
}

static void
end (Terminal *terminal)
{
  mdg_account_desk_set_service (terminal->desk, NULL);
  terminal_until (state_of (terminal)->phase == MDG_SYNC_IDLE);
  terminal_close (terminal);
}

static void
test_answer (NetFixture *f, gconstpointer data)
{
  const Case *test = data;
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  begin (f, &terminal, folder);
  for (guint i = 0; i < G_N_ELEMENTS (test->answers); i++)
    if (test->answers[i].body != NULL)
      bad_service_queue_answer (f->bad, &test->answers[i]);
  queue_lists (f, PAGE (ROW (TWO, "changed", "10"), "10"));
  if (test->application)
    g_assert_cmpint (terminal_apply (&terminal, TERMINAL_KEEPER, MDG_ACCOUNT_APP, 2), ==, -1);
  else
    g_assert_cmpint (terminal_set_note (&terminal, ONE, "mine"), ==, -1);
  terminal_until (state_of (&terminal)->problem != NULL);
  g_assert_error (state_of (&terminal)->problem, MDG_ERROR, (int)test->code);
  g_assert_cmpuint (bad_service_count (f->bad, test->application ? "POST /v1/app" : "PUT "), ==,
                    test->sent);
  g_assert_cmpuint (state_of (&terminal)->n_waiting, ==, 1);
  g_assert_cmpuint (state_of (&terminal)->n_refused, ==, 0);
  g_assert_cmpuint (state_of (&terminal)->n_conflicts, ==, 0);
  g_autoptr (MdgAccountRow) one = terminal_account (&terminal, ONE);
  g_autoptr (MdgAccountRow) two = terminal_account (&terminal, TWO);
  g_assert_cmpuint (one->pending, ==, test->application ? 0 : MDG_PENDING_NOTE);
  g_assert_cmpstr (two->account->note, ==, "changed");
  if (test->to_withdraw)
    {
      g_autoptr (GPtrArray) entries = terminal_outbox (&terminal);

      queue_lists (f, PAGE ("", "10"));
      g_assert_cmpint (
          terminal_dismiss (&terminal, ((const MdgOutboxEntry *)entries->pdata[0])->number), ==,
          -1);
    }
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

#define FAILED                                                                                     \
  {                                                                                                \
    .status = 413, .type = PROBLEM, .body = "{\"code\":\"too-large\"}"                             \
  }

/* What is about another account is sent although an earlier entry is not answered well. */
static void
test_others_go_on (NetFixture *f, gconstpointer data)
{
  static const BadAnswer failed = FAILED, good = { .body = ROW (TWO, "two", "10") };
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  begin (f, &terminal, folder);
  bad_service_queue_answer (f->bad, &failed);
  queue_lists (f, PAGE ("", "9"));
  g_assert_cmpint (terminal_set_note (&terminal, ONE, "one"), ==, -1);
  terminal_until (state_of (&terminal)->problem != NULL);
  bad_service_queue_answer (f->bad, &failed);
  bad_service_queue_answer (f->bad, &good);
  queue_lists (f, PAGE (ROW (TWO, "two", "10"), "10"));
  g_assert_cmpint (terminal_set_note (&terminal, TWO, "two"), ==, -1);
  terminal_until (state_of (&terminal)->n_waiting == 1
                  && state_of (&terminal)->phase == MDG_SYNC_IDLE);
  g_assert_error (state_of (&terminal)->problem, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
  g_assert_cmpuint (bad_service_count (f->bad, "PUT "), ==, 3);
  g_autoptr (MdgAccountRow) one = terminal_account (&terminal, ONE);
  g_autoptr (MdgAccountRow) two = terminal_account (&terminal, TWO);
  g_assert_cmpuint (one->pending, ==, MDG_PENDING_NOTE);
  g_assert_cmpuint (two->pending, ==, 0);
  g_assert_cmpstr (two->account->note, ==, "two");
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

/* A service that answers nothing well is not asked about each of many entries. */
static void
test_left_alone (NetFixture *f, gconstpointer data)
{
  static const BadAnswer failed = FAILED;
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  begin (f, &terminal, folder);
  mdg_account_desk_set_service (terminal.desk, NULL);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *code = g_strdup_printf ("%010u", i);

      g_assert_cmpint (terminal_apply (&terminal, code, MDG_ACCOUNT_APP, 1), ==, -1);
    }
  for (guint i = 0; i < 3; i++)
    bad_service_queue_answer (f->bad, &failed);
  queue_lists (f, PAGE (ROW (TWO, "changed", "10"), "10"));
  mdg_account_desk_set_service (terminal.desk, MDG_ACCOUNT_SERVICE (f->client));
  terminal_until (state_of (&terminal)->problem != NULL);
  g_assert_cmpuint (bad_service_count (f->bad, "POST /v1/app"), ==, 3);
  g_assert_cmpuint (state_of (&terminal)->n_waiting, ==, 5);
  g_autoptr (MdgAccountRow) two = terminal_account (&terminal, TWO);
  g_assert_cmpstr (two->account->note, ==, "changed");
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

typedef struct
{
  const char *name;
  BadAnswer answer;
} Never;

static const Never nevers[] = {
  { "too-large", FAILED },
  { "idempotency",
    { .status = 409, .type = PROBLEM, .body = "{\"code\":\"idempotency-conflict\"}" } },
};

/* What the service will never take does not wait for ever: it becomes a refusal that the person
 * sees and takes off the list, and what was asked for after it is sent. */
static void
test_never (NetFixture *f, gconstpointer data)
{
  static const BadAnswer good = { .body = ROW (ONE, "two", "10") };
  static const char *const notes[] = { "one", "two" };
  const Never *never = data;
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  begin (f, &terminal, folder);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      bad_service_queue_answer (f->bad, &never->answer);
      queue_lists (f, PAGE ("", "9"));
      g_assert_cmpint (terminal_set_note (&terminal, ONE, notes[i]), ==, -1);
      terminal_until (bad_service_count (f->bad, "PUT ") == i + 1
                      && state_of (&terminal)->phase == MDG_SYNC_IDLE);
      g_assert_error (state_of (&terminal)->problem, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
      g_assert_cmpuint (state_of (&terminal)->n_refused, ==, 0);
    }
  bad_service_queue_answer (f->bad, &never->answer);
  bad_service_queue_answer (f->bad, &good);
  queue_lists (f, PAGE (ROW (ONE, "two", "10"), "10"));
  g_assert_cmpint (terminal_sync (&terminal), ==, -1);
  g_assert_cmpuint (bad_service_count (f->bad, "PUT "), ==, 4);
  g_assert_cmpuint (state_of (&terminal)->n_waiting, ==, 0);
  g_assert_cmpuint (state_of (&terminal)->n_refused, ==, 1);
  g_autoptr (GPtrArray) entries = terminal_outbox (&terminal);
  const MdgOutboxEntry *entry = entries->pdata[0];
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_REFUSED);
  g_assert_cmpint (entry->reason, ==, MDG_ERROR_SERVICE_FAILED);
  g_assert_cmpstr (entry->note, ==, "one");
  queue_lists (f, PAGE ("", "10"));
  g_assert_cmpint (terminal_dismiss (&terminal, entry->number), ==, -1);
  terminal_until (state_of (&terminal)->n_refused == 0
                  && state_of (&terminal)->phase == MDG_SYNC_IDLE);
  g_autoptr (MdgAccountRow) one = terminal_account (&terminal, ONE);
  g_assert_cmpstr (one->account->note, ==, "two");
  g_assert_cmpuint (one->pending, ==, 0);
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

/* What is asked for while a run is fetching goes out in a run at once, although an entry of the run
 * before was not taken: the clock stands still, no pause ever ends. */
static void
test_asked_meanwhile (NetFixture *f, gconstpointer data)
{
  static const BadAnswer failed = FAILED, good = { .body = ROW (TWO, "two", "10") };
  static const BadAnswer held = { .body = PAGE ("", "9"), .hold = TRUE };
  static const BadAnswer applications = { .body = PAGE ("", "9") };
  static const BadAnswer none
      = { .status = 404, .type = PROBLEM, .body = "{\"code\":\"not-found\"}" };
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };
  guint fetched;

  begin (f, &terminal, folder);
  fetched = bad_service_count (f->bad, "GET /v1/accounts");
  bad_service_queue_answer (f->bad, &failed);
  bad_service_queue_answer (f->bad, &held);
  bad_service_queue_answer (f->bad, &applications);
  bad_service_queue_answer (f->bad, &none);
  bad_service_queue_answer (f->bad, &failed);
  bad_service_queue_answer (f->bad, &good);
  queue_lists (f, PAGE (ROW (TWO, "two", "10"), "10"));
  g_assert_cmpint (terminal_set_note (&terminal, ONE, "one"), ==, -1);
  terminal_until (bad_service_count (f->bad, "GET /v1/accounts") == fetched + 1);
  g_assert_cmpint (terminal_set_note (&terminal, TWO, "two"), ==, -1);
  bad_service_release (f->bad);
  terminal_until (bad_service_count (f->bad, "PUT ") == 3
                  && state_of (&terminal)->phase == MDG_SYNC_IDLE);
  g_assert_error (state_of (&terminal)->problem, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
  g_assert_cmpuint (state_of (&terminal)->n_waiting, ==, 1);
  g_autoptr (MdgAccountRow) two = terminal_account (&terminal, TWO);
  g_assert_cmpuint (two->pending, ==, 0);
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

/* Whoever hears that a run is over hears how it ended: a good one never shows the fault before it.
 */
static void
on_changed (MdgAccountDesk *desk, gpointer data)
{
  const MdgDeskState *state = mdg_account_desk_get_state (desk);

  if (state->phase == MDG_SYNC_IDLE)
    g_assert_no_error (state->problem);
}

static void
test_problem_goes (NetFixture *f, gconstpointer data)
{
  static const BadAnswer failed = FAILED, good = { .body = ROW (ONE, "one", "10") };
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  begin (f, &terminal, folder);
  bad_service_queue_answer (f->bad, &failed);
  queue_lists (f, PAGE ("", "9"));
  g_assert_cmpint (terminal_set_note (&terminal, ONE, "one"), ==, -1);
  terminal_until (state_of (&terminal)->problem != NULL);
  bad_service_queue_answer (f->bad, &good);
  queue_lists (f, PAGE (ROW (ONE, "one", "10"), "10"));
  g_signal_connect (terminal.desk, "changed", G_CALLBACK (on_changed), NULL);
  g_assert_cmpint (terminal_sync (&terminal), ==, -1);
  g_assert_cmpuint (state_of (&terminal)->n_waiting, ==, 0);
  g_signal_handlers_disconnect_by_func (terminal.desk, on_changed, NULL);
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

#define PART(id, revision, next)                                                                   \
  "{\"items\":[" ROW (id, "", revision) "],\"next\":" next ",\"revision\":9,\"total\":3}"
#define GOES_ON(id) "Next-After: " id "\r\n"
#define THREE "W0000003"

static guint
count_asked (NetFixture *f, const char *after)
{
  g_autofree char *head = g_strdup_printf ("GET /v1/accounts?limit=500&after=%s ", after);

  return bad_service_count (f->bad, head);
}

/* Pages of a first load are asked for before the one before was looked into. What came before one
 * that is none stays, and the next run goes on there; whether the service says beforehand where the
 * list goes on makes no difference. */
static void
test_first_load (NetFixture *f, gconstpointer data)
{
  static const BadAnswer broken[] = {
    { .headers = GOES_ON (ONE), .body = PART (ONE, "1", "\"" ONE "\"") },
    { .headers = GOES_ON (TWO), .body = "no" },
    { .body = PART (THREE, "3", "null") },
  };
  static const BadAnswer contradictory[] = {
    { .headers = GOES_ON (THREE), .body = PART (TWO, "2", "\"" TWO "\"") },
    { .body = PART (THREE, "3", "null") },
  };
  static const BadAnswer good[]
      = { { .body = PART (TWO, "2", "\"" TWO "\"") }, { .body = PART (THREE, "3", "null") } };
  g_autofree char *folder = scratch_folder_new ();
  Terminal terminal = { 0 };

  terminal_open (&terminal, folder, f->clock);
  net_log_in (f);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    bad_service_queue_answer (f->bad, &broken[i]);
  mdg_account_desk_set_service (terminal.desk, MDG_ACCOUNT_SERVICE (f->client));
  terminal_until (state_of (&terminal)->problem != NULL);
  g_assert_error (state_of (&terminal)->problem, MDG_ERROR, MDG_ERROR_BAD_ANSWER);
  g_assert_cmpint (state_of (&terminal)->n_accounts, ==, 1);
  g_assert_cmpuint (count_asked (f, ONE), ==, 1);
  g_assert_cmpuint (count_asked (f, TWO), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (contradictory); i++)
    bad_service_queue_answer (f->bad, &contradictory[i]);
  g_assert_cmpint (terminal_sync (&terminal), ==, MDG_ERROR_BAD_ANSWER);
  g_assert_cmpint (state_of (&terminal)->n_accounts, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    bad_service_queue_answer (f->bad, &good[i]);
  queue_lists (f, PAGE ("", "9"));
  g_assert_cmpint (terminal_sync (&terminal), ==, -1);
  g_assert_cmpint (state_of (&terminal)->n_accounts, ==, 3);
  g_assert_cmpuint (count_asked (f, ONE), ==, 3);
  g_assert_cmpuint (count_asked (f, TWO), ==, 2);
  g_assert_cmpuint (count_asked (f, THREE), ==, 1);
  end (&terminal);
  scratch_folder_free (g_steal_pointer (&folder));
}

static void
add_tests (void)
{
  net_add ("accounts-answers", "first-load", NULL, test_first_load);
  net_add ("accounts-answers", "others-go-on", NULL, test_others_go_on);
  net_add ("accounts-answers", "left-alone", NULL, test_left_alone);
  net_add ("accounts-answers", "problem-goes", NULL, test_problem_goes);
  net_add ("accounts-answers", "asked-meanwhile", NULL, test_asked_meanwhile);
  for (gsize i = 0; i < G_N_ELEMENTS (nevers); i++)
    net_add ("accounts-answers/never", nevers[i].name, &nevers[i], test_never);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    net_add ("accounts-answers", cases[i].name, &cases[i], test_answer);
}

int
main (int argc, char **argv)
{
  return net_run (argc, argv, add_tests);
}
