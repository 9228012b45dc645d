/* test-import-book.c: a plan carried out in the cache, and taken back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/import-book.h"

#include "accounts/account-history.h"

#include <string.h>

#include "book-fixture.h"

#define HEAD "アカウントID,備考,ステータス,利用開始年月日\n"

/* What the list says of every account in the plan. */
static GHashTable *
known_of (BookFixture *f, const MdgImportPlan *plan)
{
  GHashTable *known
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)mdg_account_free);

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MdgImportRow *row = plan->rows->pdata[i];
      g_autoptr (MdgAccountRow) shown
          = row->wanted->id != NULL ? book_row (f, row->wanted->id) : NULL;

      if (shown != NULL)
        {
          MdgAccount *copy = mdg_account_copy (shown->account);

          g_hash_table_replace (known, copy->id, copy);
        }
    }
  return known;
}

static MdgImportPlan *
plan_for (BookFixture *f, const char *rows)
{
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);
  g_autoptr (MdgTable) table = mdg_table_read (text, strlen (text), NULL, NULL);
  MdgImportPlan *plan = mdg_import_plan_new (table, NULL);
  g_autoptr (GHashTable) known = known_of (f, plan);
  g_autoptr (MdgBookState) state = book_state (f);

  mdg_import_plan_judge (plan, known, state->revision >= 0, KEEPER);
  return plan;
}

static MdgImportCount
apply (BookFixture *f, MdgImportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  MdgImportCount count;

  g_assert_true (mdg_import_book_apply (f->book, f->database, plan, NOW, NULL, &count, &error));
  g_assert_no_error (error);
  return count;
}

static MdgImportCount
import (BookFixture *f, const char *rows)
{
  g_autoptr (MdgImportPlan) plan = plan_for (f, rows);

  return apply (f, plan);
}

static MdgImportCount
undo (BookFixture *f, gint64 run)
{
  g_autoptr (GError) error = NULL;
  MdgImportCount count;

  g_assert_true (mdg_import_book_undo (f->book, f->database, run, NOW + 60, NULL, &count, &error));
  g_assert_no_error (error);
  return count;
}

static void
assert_count (MdgImportCount count, guint added, guint changed, guint overtaken)
{
  g_assert_cmpuint (count.n_added, ==, added);
  g_assert_cmpuint (count.n_changed, ==, changed);
  g_assert_cmpuint (count.n_overtaken, ==, overtaken);
}

static void
assert_note (BookFixture *f, const char *id, const char *note, guint pending)
{
  g_autoptr (MdgAccountRow) row = book_row (f, id);

  g_assert_nonnull (row);
  g_assert_cmpstr (row->account->note, ==, note);
  g_assert_cmpuint (row->pending, ==, pending);
}

static void
assert_absent (BookFixture *f, const char *id)
{
  g_assert_null (book_row (f, id));
}

static guint
waiting (BookFixture *f)
{
  g_autoptr (MdgBookState) state = book_state (f);

  return state->n_waiting;
}

static void
assert_rows (BookFixture *f, guint n)
{
  g_autoptr (MdgBookState) state = book_state (f);

  g_assert_cmpint (state->n_accounts, ==, n);
  g_assert_cmpuint (book_count (f, NULL), ==, n);
}

/* 備考 go through the outbox, everything else stays the service's. */
static void
test_notes (BookFixture *f, gconstpointer data)
{
  book_load (f, 3);
  MdgImportCount count = import (f, "W0000001,窓口,利用停止,2024-08-01\nW0000002,端末2,利用可,\n"
                                    "W0000009,x,利用可,\n");

  assert_count (count, 0, 1, 0);
  assert_note (f, "W0000001", "窓口", MDG_PENDING_NOTE);
  g_autoptr (MdgAccountRow) row = book_row (f, "W0000001");
  g_assert_cmpint (row->account->status, ==, MDG_ACCOUNT_USABLE);
  assert_note (f, "W0000002", "端末2", 0);
  assert_absent (f, "W0000009");
  g_assert_cmpuint (waiting (f), ==, 1);
  /* Not sent yet: nothing is left of it. */
  assert_count (undo (f, count.run), 0, 1, 0);
  assert_note (f, "W0000001", "端末1", 0);
  g_assert_cmpuint (waiting (f), ==, 0);
}

/* What was sent already is set back by another edit. */
static void
test_undo_after_sending (BookFixture *f, gconstpointer data)
{
  book_load (f, 1);
  MdgImportCount count = import (f, "W0000001,窓口,,\n");
  g_autoptr (MdgOutboxJob) job = mdg_outbox_take (f->book, f->database, 0, NULL);
  g_autoptr (MdgAccount) sent = book_account ("W0000001", "窓口", MDG_ACCOUNT_USABLE, 2);

  g_assert_cmpstr (job->note, ==, "窓口");
  g_assert_true (mdg_outbox_settle (f->book, f->database, job->number, sent, NULL, NULL));
  assert_count (undo (f, count.run), 0, 1, 0);
  assert_note (f, "W0000001", "端末1", MDG_PENDING_NOTE);
  g_assert_cmpuint (waiting (f), ==, 1);
}

static void
test_nothing_to_do (BookFixture *f, gconstpointer data)
{
  book_load (f, 2);
  MdgImportCount count = import (f, "W0000001,端末1,利用可,2024-08-01\nWA000001,x,利用可,\n");
  g_autoptr (GPtrArray) runs = mdg_import_book_get_runs (f->book, f->database, NULL);

  assert_count (count, 0, 0, 0);
  g_assert_cmpint (count.run, ==, 0);
  g_assert_cmpuint (runs->len, ==, 0);
}

/* Without the service: rows are added and changed here, and go again. */
static void
test_alone (BookFixture *f, gconstpointer data)
{
  MdgImportCount first
      = import (f, "W0000001,受付,利用可,2024-08-01\nWA000002,窓口,利用停止,2024/8/2\n");

  assert_count (first, 2, 0, 0);
  assert_rows (f, 2);
  g_autoptr (MdgAccountRow) row = book_row (f, "WA000002");
  g_assert_cmpint (row->account->status, ==, MDG_ACCOUNT_SUSPENDED);
  g_assert_cmpstr (row->account->started_on, ==, "2024-08-02");
  g_assert_cmpint (row->account->revision, ==, 0);
  MdgImportCount second
      = import (f, "W0000001,受付 1,利用終了,2024-08-01\nW0000003,,利用可,2024-08-03\n");

  assert_count (second, 1, 1, 0);
  assert_note (f, "W0000001", "受付 1", 0);
  g_assert_cmpuint (waiting (f), ==, 0);
  assert_count (undo (f, second.run), 1, 1, 0);
  assert_note (f, "W0000001", "受付", 0);
  assert_absent (f, "W0000003");
  assert_rows (f, 2);
  assert_count (undo (f, first.run), 2, 0, 0);
  assert_rows (f, 0);
  /* A number that is free again is another account's now. */
  assert_count (import (f, "W0000007,z,利用可,\n"), 1, 0, 0);
  assert_rows (f, 1);
}

/* When an import changed a row, and when it was taken back, stands in its history; without the
 * service nothing was ever heard of from there. */
static void
test_dates (BookFixture *f, gconstpointer data)
{
  import (f, "W0000001,受付,利用可,\n");
  MdgImportCount count = import (f, "W0000001,窓口,利用可,\n");

  undo (f, count.run);
  g_autoptr (GPtrArray) events = mdg_account_history_list (f->book, f->database, "W0000001", NULL);
  g_assert_cmpuint (events->len, ==, 2);
  const MdgAccountEvent *back = events->pdata[0], *changed = events->pdata[1];
  g_assert_cmpint (changed->at, ==, NOW);
  g_assert_cmpint (changed->side, ==, MDG_SIDE_IMPORT);
  g_assert_cmpstr (changed->after, ==, "窓口");
  g_assert_cmpint (back->at, ==, NOW + 60);
  g_assert_cmpint (back->side, ==, MDG_SIDE_IMPORT);
  g_assert_cmpstr (back->after, ==, "受付");
}

/* The first whole list takes the place of what was imported. */
static void
test_first_list (BookFixture *f, gconstpointer data)
{
  MdgImportCount count
      = import (f, "W0000001,受付,利用停止,\nW0000009,x,利用可,\nW0000008,y,利用可,\n");

  assert_count (count, 3, 0, 0);
  book_load (f, 2);
  assert_rows (f, 2);
  assert_note (f, "W0000001", "端末1", 0);
  assert_absent (f, "W0000009");
  /* Nothing of it is taken back: it is the service's now, or gone. */
  assert_count (undo (f, count.run), 0, 0, 3);
  assert_rows (f, 2);
}

/* Between looking and doing, the world went on: what is not as it was seen is left. */
static void
test_overtaken (BookFixture *f, gconstpointer data)
{
  book_load (f, 3);
  g_autoptr (MdgImportPlan) plan = plan_for (f, "W0000001,a,,\nW0000002,b,,\nW0000003,c,,\n");
  g_autoptr (MdgAccount) theirs = book_account ("W0000001", "他", MDG_ACCOUNT_USABLE, 9);

  g_assert_true (mdg_account_book_put (f->book, f->database, theirs, NULL));
  g_assert_true (mdg_outbox_add_note (f->book, f->database, "W0000002", "私", NULL, NOW, NULL));
  MdgImportCount count = apply (f, plan);
  assert_count (count, 0, 1, 2);
  assert_note (f, "W0000001", "他", 0);
  assert_note (f, "W0000002", "私", MDG_PENDING_NOTE);
  assert_note (f, "W0000003", "c", MDG_PENDING_NOTE);
  /* The same on the way back. */
  g_assert_true (mdg_outbox_add_note (f->book, f->database, "W0000003", "後", NULL, NOW, NULL));
  assert_count (undo (f, count.run), 0, 0, 1);
  assert_note (f, "W0000003", "後", MDG_PENDING_NOTE);
}

/* The service's list came after the look: nothing is added to it any more. */
static void
test_list_came (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgImportPlan) plan = plan_for (f, "W0000001,a,利用可,\nW0000009,b,利用可,\n");

  g_assert_cmpuint (plan->count[MDG_IMPORT_ADD], ==, 2);
  book_load (f, 2);
  assert_count (apply (f, plan), 0, 0, 2);
  assert_absent (f, "W0000009");
  assert_note (f, "W0000001", "端末1", 0);
}

/* While it is coming: what is imported then goes with its last page. */
static void
test_list_coming (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) first = book_page (1, 2, "W0000002", 3), last = book_page (3, 1, NULL, 3);

  g_assert_true (mdg_account_book_begin_load (f->book, f->database, NULL));
  g_assert_true (mdg_account_book_add_page (f->book, f->database, first, NULL));
  assert_count (import (f, "W0000003,a,利用停止,\nW0000009,b,利用可,\n"), 2, 0, 0);
  assert_note (f, "W0000009", "b", 0);
  g_assert_true (mdg_account_book_add_page (f->book, f->database, last, NULL));
  assert_absent (f, "W0000009");
  assert_note (f, "W0000003", "端末3", 0);
  assert_rows (f, 3);
}

static void
test_once (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgImportCount count = import (f, "W0000001,受付,利用可,\n"), again;

  undo (f, count.run);
  g_assert_false (
      mdg_import_book_undo (f->book, f->database, count.run, NOW, NULL, &again, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (mdg_import_book_undo (f->book, f->database, 99, NOW, NULL, &again, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* Broken off, nothing of it was taken back: the caller rolls it back, and it can be asked for
 * again. */
static void
test_undo_cancelled (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  MdgImportCount count = import (f, "W0000001,受付,利用可,\n"), again;

  g_cancellable_cancel (cancellable);
  g_assert_true (mdg_database_begin (f->database, NULL));
  g_assert_false (
      mdg_import_book_undo (f->book, f->database, count.run, NOW, cancellable, &again, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mdg_database_rollback (f->database);
  assert_note (f, "W0000001", "受付", 0);
  assert_count (undo (f, count.run), 1, 0, 0);
  assert_absent (f, "W0000001");
}

static void
test_runs (BookFixture *f, gconstpointer data)
{
  MdgImportCount count = { 0 };

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *row = g_strdup_printf ("W%07u,n,利用可,\n", i);

      count = import (f, row);
    }
  undo (f, count.run);
  g_autoptr (GPtrArray) runs = mdg_import_book_get_runs (f->book, f->database, NULL);
  g_assert_cmpuint (runs->len, ==, 10);
  const MdgImportRun *last = runs->pdata[0], *first = runs->pdata[9];
  g_assert_cmpint (last->run, ==, count.run);
  g_assert_cmpint (last->applied_at, ==, NOW);
  g_assert_cmpint (last->undone_at, ==, NOW + 60);
  g_assert_cmpuint (last->n_added, ==, 1);
  g_assert_cmpint (first->run, ==, count.run - 9);
  g_assert_cmpint (first->undone_at, ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/import-book/" name, BookFixture, NULL, book_set_up, test, book_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("notes", test_notes);
  ADD ("undo-after-sending", test_undo_after_sending);
  ADD ("nothing-to-do", test_nothing_to_do);
  ADD ("alone", test_alone);
  ADD ("dates", test_dates);
  ADD ("first-list", test_first_list);
  ADD ("overtaken", test_overtaken);
  ADD ("list-came", test_list_came);
  ADD ("list-coming", test_list_coming);
  ADD ("once", test_once);
  ADD ("undo-cancelled", test_undo_cancelled);
  ADD ("runs", test_runs);
  return g_test_run ();
}
