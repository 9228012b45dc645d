/* test-outbox.c: what waits to be sent: with its effect, in order, under its key, until the service
 * has answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "book-fixture.h"

#define ONE "W0000001"
#define TWO "W0000002"

static void
set_up (BookFixture *f, gconstpointer data)
{
  book_set_up (f, data);
  book_load (f, 9);
}

static void
set_note (BookFixture *f, const char *id, const char *note)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_outbox_add_note (f->book, f->database, id, note, NULL, NOW, &error));
  g_assert_no_error (error);
}

static void
cancel (BookFixture *f, const char *id)
{
  g_assert_true (mdg_outbox_add_cancellation (f->book, f->database, id, NOW, NULL));
}

static MdgOutboxJob *
take (BookFixture *f)
{
  g_autoptr (GError) error = NULL;
  MdgOutboxJob *job = mdg_outbox_take (f->book, f->database, 0, &error);

  g_assert_no_error (error);
  return job;
}

static void
settle (BookFixture *f,
        const MdgOutboxJob *job,
        const char *note,
        MdgAccountStatus status,
        gint64 revision)
{
  g_autoptr (MdgAccount) account = book_account (job->account_id, note, status, revision);

  g_assert_true (mdg_outbox_settle (f->book, f->database, job->number, account, NULL, NULL));
}

static void
oppose (BookFixture *f, const MdgOutboxJob *job, const char *note, gint64 revision)
{
  g_autoptr (MdgAccount) theirs
      = book_account (job->account_id, note, MDG_ACCOUNT_USABLE, revision);

  g_assert_true (mdg_outbox_oppose (f->book, f->database, job->number, theirs, NULL));
}

static GPtrArray *
list (BookFixture *f)
{
  return mdg_outbox_list (f->book, f->database, NULL);
}

static void
assert_empty (BookFixture *f)
{
  g_autoptr (GPtrArray) entries = list (f);
  g_autoptr (MdgOutboxJob) job = take (f);

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpint (job->number, ==, 0);
}

static void
assert_row (BookFixture *f,
            const char *id,
            const char *note,
            MdgAccountStatus status,
            guint pending)
{
  g_autoptr (MdgAccountRow) row = book_row (f, id);

  g_assert_cmpstr (row->account->note, ==, note);
  g_assert_cmpint (row->account->status, ==, status);
  g_assert_cmpuint (row->pending, ==, pending);
}

static void
assert_fails (gboolean good, GError **error, MdgErrorCode code)
{
  g_assert_false (good);
  g_assert_error (*error, MDG_ERROR, (int)code);
  g_clear_error (error);
}

/* In the order of asking, each under a key of its own that stays when it is sent again. */
static void
test_order (BookFixture *f, gconstpointer data)
{
  set_note (f, TWO, "二");
  cancel (f, ONE);
  set_note (f, ONE, "一");
  g_autoptr (MdgOutboxJob) first = take (f), again = take (f);
  g_assert_cmpstr (first->account_id, ==, TWO);
  g_assert_cmpint (first->base_revision, ==, 2);
  g_assert_cmpint (again->number, ==, first->number);
  g_assert_cmpstr (again->key, ==, first->key);
  settle (f, first, "二", MDG_ACCOUNT_USABLE, 20);
  g_autoptr (MdgOutboxJob) second = take (f);
  g_assert_cmpint (second->kind, ==, MDG_OUTBOX_CANCELLATION);
  g_assert_cmpstr (second->key, !=, first->key);
  settle (f, second, "端末1", MDG_ACCOUNT_CANCELLING, 21);
  /* Our own change of the account is no reason for a conflict. */
  g_autoptr (MdgOutboxJob) third = take (f);
  g_assert_cmpint (third->base_revision, ==, 21);
  settle (f, third, "一", MDG_ACCOUNT_CANCELLING, 22);
  assert_empty (f);
  assert_row (f, ONE, "一", MDG_ACCOUNT_CANCELLING, 0);
}

/* The effect is there at once and is found by searching. */
static void
test_effect (BookFixture *f, gconstpointer data)
{
  g_assert_cmpuint (book_count (f, "れせこん"), ==, 0);
  set_note (f, ONE, "ﾚｾｺﾝ");
  cancel (f, TWO);
  assert_row (f, ONE, "ﾚｾｺﾝ", MDG_ACCOUNT_USABLE, MDG_PENDING_NOTE);
  assert_row (f, TWO, "端末2", MDG_ACCOUNT_CANCELLING, MDG_PENDING_CANCELLATION);
  g_assert_cmpuint (book_count (f, "れせこん"), ==, 1);
}

/* Before it was sent a text may change; taken back, nothing is left to send. */
static void
test_merged (BookFixture *f, gconstpointer data)
{
  set_note (f, ONE, "い");
  set_note (f, ONE, "ろ");
  g_autoptr (GPtrArray) entries = list (f);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((MdgOutboxEntry *)entries->pdata[0])->note, ==, "ろ");
  set_note (f, ONE, "端末1");
  assert_empty (f);
  assert_row (f, ONE, "端末1", MDG_ACCOUNT_USABLE, 0);
}

/* Once it was sent it must not: what is written then is another entry, over the first. */
static void
test_while_sent (BookFixture *f, gconstpointer data)
{
  set_note (f, ONE, "い");
  g_autoptr (MdgOutboxJob) first = take (f);
  set_note (f, ONE, "ろ");
  assert_row (f, ONE, "ろ", MDG_ACCOUNT_USABLE, MDG_PENDING_NOTE);
  g_autoptr (MdgOutboxJob) again = take (f);
  g_assert_cmpint (again->number, ==, first->number);
  g_assert_cmpstr (again->note, ==, "い");
  settle (f, first, "い", MDG_ACCOUNT_USABLE, 30);
  g_autoptr (MdgOutboxJob) second = take (f);
  g_assert_cmpstr (second->note, ==, "ろ");
  g_assert_cmpint (second->base_revision, ==, 30);
  settle (f, second, "ろ", MDG_ACCOUNT_USABLE, 31);
  assert_empty (f);
}

/* Both sides are kept, with what was written after; nothing else for that account is sent. */
static void
test_conflict (BookFixture *f, gconstpointer data)
{
  set_note (f, ONE, "い");
  g_autoptr (MdgOutboxJob) job = take (f);
  set_note (f, ONE, "ろ");
  cancel (f, ONE);
  oppose (f, job, "他", 40);
  g_autoptr (GPtrArray) entries = list (f);
  const MdgOutboxEntry *entry = entries->pdata[0];
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_CONFLICT);
  g_assert_cmpstr (entry->note, ==, "ろ");
  g_assert_cmpstr (entry->base_note, ==, "端末1");
  g_assert_cmpstr (entry->their_note, ==, "他");
  assert_row (f, ONE, "ろ", MDG_ACCOUNT_CANCELLING,
              MDG_PENDING_NOTE | MDG_PENDING_CANCELLATION | MDG_PENDING_CONFLICT);
  g_autoptr (MdgOutboxJob) none = take (f);
  g_assert_cmpint (none->number, ==, 0);
  set_note (f, ONE, "は");
  g_assert_true (
      mdg_outbox_decide (f->book, f->database, entry->number, MDG_DECIDE_MINE, NULL, NULL));
  g_autoptr (MdgOutboxJob) decided = take (f);
  g_assert_cmpstr (decided->note, ==, "は");
  g_assert_cmpint (decided->base_revision, ==, 40);
  g_assert_cmpstr (decided->key, !=, job->key);
}

static void
test_theirs (BookFixture *f, gconstpointer data)
{
  set_note (f, ONE, "い");
  g_autoptr (MdgOutboxJob) job = take (f);
  oppose (f, job, "他", 40);
  g_assert_true (
      mdg_outbox_decide (f->book, f->database, job->number, MDG_DECIDE_THEIRS, NULL, NULL));
  assert_row (f, ONE, "他", MDG_ACCOUNT_USABLE, 0);
  assert_empty (f);
}

/* Written over a text that had changed without the person's seeing it: nothing is overwritten. Over
 * the one that stands there it is an ordinary note. */
static void
test_unseen (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgAccount) changed = book_account (ONE, "他", MDG_ACCOUNT_USABLE, 50);

  g_assert_true (mdg_account_book_put (f->book, f->database, changed, NULL));
  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "い", "端末1", NOW, NULL));
  assert_row (f, ONE, "い", MDG_ACCOUNT_USABLE, MDG_PENDING_NOTE);
  g_autoptr (MdgOutboxJob) job = take (f);
  g_assert_cmpint (job->base_revision, ==, 0);
  oppose (f, job, "他", 50);
  g_autoptr (GPtrArray) entries = list (f);
  const MdgOutboxEntry *entry = entries->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_CONFLICT);
  g_assert_cmpstr (entry->base_note, ==, "端末1");
  g_assert_cmpstr (entry->their_note, ==, "他");
  g_assert_true (mdg_outbox_add_note (f->book, f->database, TWO, "ろ", "端末2", NOW, NULL));
  g_autoptr (MdgOutboxJob) ordinary = take (f);
  g_assert_cmpstr (ordinary->account_id, ==, TWO);
  g_assert_cmpint (ordinary->base_revision, ==, 2);
}

/* Where the other side left the text alone, or wrote the same, nobody is asked. */
static void
test_no_conflict (BookFixture *f, gconstpointer data)
{
  set_note (f, ONE, "い");
  set_note (f, TWO, "ろ");
  g_autoptr (MdgOutboxJob) first = take (f);
  oppose (f, first, "端末1", 40);
  g_autoptr (MdgOutboxJob) anew = take (f);
  g_assert_cmpint (anew->number, ==, first->number);
  g_assert_cmpint (anew->base_revision, ==, 40);
  g_assert_cmpstr (anew->key, !=, first->key);
  settle (f, anew, "い", MDG_ACCOUNT_USABLE, 41);
  g_autoptr (MdgOutboxJob) second = take (f);
  oppose (f, second, "ろ", 42);
  assert_empty (f);
  assert_row (f, TWO, "ろ", MDG_ACCOUNT_USABLE, 0);
}

static void
test_refused (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) reason = mdg_error_new (MDG_ERROR_LIMIT_EXCEEDED, "too many");
  g_autoptr (GError) error = NULL;

  mdg_error_set_limit (reason, 3);
  cancel (f, ONE);
  g_autoptr (MdgOutboxJob) job = take (f);
  assert_fails (mdg_outbox_dismiss (f->book, f->database, job->number, &error), &error,
                MDG_ERROR_IN_USE);
  g_assert_true (mdg_outbox_refuse (f->book, f->database, job->number, reason, NULL));
  assert_row (f, ONE, "端末1", MDG_ACCOUNT_USABLE, 0);
  g_autoptr (GPtrArray) entries = list (f);
  const MdgOutboxEntry *entry = entries->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_REFUSED);
  g_assert_cmpint (entry->reason, ==, MDG_ERROR_LIMIT_EXCEEDED);
  g_assert_cmpint (entry->limit, ==, 3);
  g_assert_cmpstr (entry->institution_name, ==, "しおかぜ通り接骨院");
  g_assert_true (mdg_outbox_dismiss (f->book, f->database, job->number, NULL));
  assert_empty (f);
}

static void
test_bad_input (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *longest = g_strnfill (MDG_ACCOUNT_NOTE_MAX, 'x');
  g_autofree char *longer = g_strnfill (MDG_ACCOUNT_NOTE_MAX + 1, 'x');
  const char *bad[] = { longer, "二\n行", "\x01", "\xff" };

  set_note (f, ONE, longest);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_fails (mdg_outbox_add_note (f->book, f->database, TWO, bad[i], NULL, NOW, &error),
                  &error, MDG_ERROR_INVALID_INPUT);
  assert_fails (mdg_outbox_add_note (f->book, f->database, "W9999999", "x", NULL, NOW, &error),
                &error, MDG_ERROR_NOT_FOUND);
  cancel (f, TWO);
  assert_fails (mdg_outbox_add_cancellation (f->book, f->database, TWO, NOW, &error), &error,
                MDG_ERROR_NOT_CANCELLABLE);
  assert_fails (mdg_outbox_decide (f->book, f->database, 1, MDG_DECIDE_MINE, NULL, &error), &error,
                MDG_ERROR_NOT_FOUND);
}

static gboolean
apply (BookFixture *f, MdgAccountKind kind, int count, GError **error)
{
  g_autoptr (MdgApplicationRequest) request = mdg_application_request_new (KEEPER, kind, count);

  return mdg_outbox_add_application (f->book, f->database, request, NOW, error);
}

/* By what is known of the facility; what waits counts. */
static void
test_limits (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgFacility) facility = mdg_facility_new ();
  g_autoptr (GError) error = NULL;

  facility->institution_code = g_strdup (KEEPER);
  facility->institution_name = g_strdup ("しおかぜ通り接骨院");
  facility->use_started = TRUE;
  facility->app_limit = 20;
  facility->linkage_left = 3;
  g_assert_true (mdg_account_book_put_facility (f->book, f->database, facility, NOW, NULL));
  g_assert_true (apply (f, MDG_ACCOUNT_LINKAGE, 2, NULL));
  g_assert_false (apply (f, MDG_ACCOUNT_LINKAGE, 2, &error));
  g_assert_cmpint (mdg_error_get_limit (error), ==, 1);
  assert_fails (FALSE, &error, MDG_ERROR_LIMIT_EXCEEDED);
  assert_fails (apply (f, MDG_ACCOUNT_APP, 21, &error), &error, MDG_ERROR_LIMIT_EXCEEDED);
  g_assert_true (apply (f, MDG_ACCOUNT_APP, 20, NULL));
  g_autoptr (MdgOutboxJob) job = take (f);
  g_assert_cmpint (job->request->count, ==, 2);
  g_assert_cmpint (job->request->kind, ==, MDG_ACCOUNT_LINKAGE);
  facility->use_started = FALSE;
  g_assert_true (mdg_account_book_put_facility (f->book, f->database, facility, NOW, NULL));
  assert_fails (apply (f, MDG_ACCOUNT_APP, 1, &error), &error, MDG_ERROR_USE_NOT_STARTED);
}

static gint64
take_after (BookFixture *f, gint64 after)
{
  g_autoptr (MdgOutboxJob) job = mdg_outbox_take (f->book, f->database, after, NULL);

  g_assert_nonnull (job);
  return job->number;
}

static void
apply_for (BookFixture *f, const char *code)
{
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new (code, MDG_ACCOUNT_APP, 1);

  g_assert_true (mdg_outbox_add_application (f->book, f->database, request, NOW, NULL));
}

/* An entry that was sent and not answered holds up what is about the same account or facility, in
 * its order, and nothing else; what was never sent can be taken back meanwhile. */
static void
test_independent (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_note (f, ONE, "い");     /* 1 */
  cancel (f, ONE);             /* 2 */
  apply_for (f, KEEPER);       /* 3 */
  apply_for (f, KEEPER);       /* 4 */
  set_note (f, TWO, "ろ");     /* 5 */
  apply_for (f, "1280110012"); /* 6 */
  cancel (f, TWO);             /* 7 */
  g_assert_cmpint (take_after (f, 0), ==, 1);
  g_assert_cmpint (take_after (f, 1), ==, 3);
  g_assert_cmpint (take_after (f, 3), ==, 5);
  g_assert_cmpint (take_after (f, 5), ==, 6);
  g_assert_cmpint (take_after (f, 6), ==, 0);
  assert_fails (mdg_outbox_dismiss (f->book, f->database, 1, &error), &error, MDG_ERROR_IN_USE);
  assert_fails (mdg_outbox_dismiss (f->book, f->database, 3, &error), &error, MDG_ERROR_IN_USE);
  g_assert_true (mdg_outbox_dismiss (f->book, f->database, 2, NULL));
  assert_row (f, ONE, "い", MDG_ACCOUNT_USABLE, MDG_PENDING_NOTE);
  /* Sent again first, under its key. */
  g_autoptr (MdgOutboxJob) again = take (f);
  g_assert_cmpint (again->number, ==, 1);
  g_assert_cmpuint (again->tries, ==, 2);
  settle (f, again, "い", MDG_ACCOUNT_USABLE, 20);
  g_assert_cmpint (take_after (f, 0), ==, 3);
  g_assert_true (mdg_outbox_settle (f->book, f->database, 3, NULL, NULL, NULL));
  g_assert_cmpint (take_after (f, 0), ==, 4);
}

/* An account that went from the list and came back: what waits for it is shown again, and is sent
 * over the revision that came. */
static void
test_came_back (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) page = mdg_account_page_new ();

  set_note (f, "W0000009", "い");
  cancel (f, "W0000009");
  book_load (f, 8);
  page->revision = page->total = 61;
  g_ptr_array_add (page->items, book_account ("W0000009", "端末9", MDG_ACCOUNT_USABLE, 60));
  g_ptr_array_add (page->items, book_account ("W0000010", "新", MDG_ACCOUNT_USABLE, 61));
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, page, NULL));
  assert_row (f, "W0000009", "い", MDG_ACCOUNT_CANCELLING,
              MDG_PENDING_NOTE | MDG_PENDING_CANCELLATION);
  assert_row (f, "W0000010", "新", MDG_ACCOUNT_USABLE, 0);
  g_assert_cmpuint (book_count (f, "い"), ==, 1);
  g_autoptr (MdgOutboxJob) job = take (f);
  g_assert_cmpint (job->base_revision, ==, 60);
}

/* A change by somebody else comes while an edit waits: the edit stays what is shown. */
static void
test_changed_below (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) page = mdg_account_page_new ();

  set_note (f, ONE, "い");
  page->revision = page->total = 60;
  g_ptr_array_add (page->items, book_account (ONE, "他", MDG_ACCOUNT_SUSPENDED, 60));
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, page, NULL));
  assert_row (f, ONE, "い", MDG_ACCOUNT_SUSPENDED, MDG_PENDING_NOTE);
}

static void
assert_counts (BookFixture *f, guint waiting, guint conflicts, guint refused)
{
  g_autoptr (MdgBookState) state = book_state (f);

  g_assert_cmpuint (state->n_waiting, ==, waiting);
  g_assert_cmpuint (state->n_conflicts, ==, conflicts);
  g_assert_cmpuint (state->n_refused, ==, refused);
}

/* What is counted along is what there is. */
static void
test_counts (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) reason = mdg_error_new (MDG_ERROR_NOT_FOUND, "gone");

  assert_counts (f, 0, 0, 0);
  set_note (f, ONE, "い");
  set_note (f, TWO, "ろ");
  cancel (f, TWO);
  assert_counts (f, 3, 0, 0);
  g_autoptr (MdgOutboxJob) first = take (f);
  assert_counts (f, 3, 0, 0);
  oppose (f, first, "他", 40);
  assert_counts (f, 2, 1, 0);
  g_autoptr (MdgOutboxJob) second = take (f);
  g_assert_true (mdg_outbox_refuse (f->book, f->database, second->number, reason, NULL));
  assert_counts (f, 1, 1, 1);
  g_assert_true (
      mdg_outbox_decide (f->book, f->database, first->number, MDG_DECIDE_MINE, NULL, NULL));
  assert_counts (f, 2, 0, 1);
  g_assert_true (mdg_outbox_dismiss (f->book, f->database, second->number, NULL));
  assert_counts (f, 2, 0, 0);
  g_autoptr (MdgOutboxJob) again = take (f);
  settle (f, again, "い", MDG_ACCOUNT_USABLE, 41);
  assert_counts (f, 1, 0, 0);
}

/* An entry whose account went away meanwhile is still there to be read. */
static void
test_account_gone (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) reason = mdg_error_new (MDG_ERROR_NOT_FOUND, "gone");

  set_note (f, "W0000009", "い");
  book_load (f, 8);
  g_assert_null (book_row (f, "W0000009"));
  g_autoptr (MdgOutboxJob) job = take (f);
  g_assert_true (mdg_outbox_refuse (f->book, f->database, job->number, reason, NULL));
  g_autoptr (GPtrArray) entries = list (f);
  g_assert_cmpstr (((MdgOutboxEntry *)entries->pdata[0])->note, ==, "い");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/accounts/outbox/" name, BookFixture, NULL, set_up, func, book_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("effect", test_effect);
  ADD ("merged", test_merged);
  ADD ("while-sent", test_while_sent);
  ADD ("conflict", test_conflict);
  ADD ("theirs", test_theirs);
  ADD ("unseen", test_unseen);
  ADD ("no-conflict", test_no_conflict);
  ADD ("refused", test_refused);
  ADD ("bad-input", test_bad_input);
  ADD ("limits", test_limits);
  ADD ("independent", test_independent);
  ADD ("account-gone", test_account_gone);
  ADD ("came-back", test_came_back);
  ADD ("changed-below", test_changed_below);
  ADD ("counts", test_counts);
  return g_test_run ();
}
