/* test-account-history.c: 履歴: what changes in the list writes itself down, with its side; what is
 * done here is added; all of it as one with what it tells of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-history.h"

#include "book-fixture.h"

#define ONE "W0000001"
#define TWO "W0000002"

static void
set_up (BookFixture *f, gconstpointer data)
{
  book_set_up (f, data);
  g_assert_true (mdg_account_history_set_heard (f->book, f->database, NOW, NULL));
  book_load (f, 3);
}

/* "kind/side before>after", the newest first, one a line. */
static char *
history (BookFixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = mdg_account_history_list (f->book, f->database, id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      const MdgAccountEvent *event = events->pdata[i];

      g_string_append_printf (text, "%s%d/%d %s>%s", i > 0 ? "\n" : "", event->kind,
                              (int)event->side, event->before != NULL ? event->before : "-",
                              event->after != NULL ? event->after : "-");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_history (BookFixture *f, const char *id, const char *expected)
{
  g_autofree char *text = history (f, id);

  g_assert_cmpstr (text, ==, expected);
}

/* The service tells of one changed row. */
static void
tell (BookFixture *f, MdgAccount *account)
{
  g_autoptr (MdgPage) page = mdg_account_page_new ();
  g_autoptr (GError) error = NULL;

  page->revision = account->revision;
  page->total = 3;
  g_ptr_array_add (page->items, account);
  g_assert_true (mdg_account_history_set_heard (f->book, f->database, NOW + 60, &error));
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, page, &error));
  g_assert_no_error (error);
}

static void
test_service (BookFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;
  MdgAccount *account;

  assert_history (f, ONE, ""); /* that it came with the list is no change */
  tell (f, book_account (ONE, "受付", MDG_ACCOUNT_USABLE, 10));
  assert_history (f, ONE, "0/1 端末1>受付");
  tell (f, book_account (ONE, "受付", MDG_ACCOUNT_USABLE, 11));
  assert_history (f, ONE, "0/1 端末1>受付"); /* told again, nothing new */
  account = book_account (ONE, "", MDG_ACCOUNT_ENDED, 12);
  account->ended_on = g_strdup ("2026-11-22");
  g_free (account->institution_name);
  account->institution_name = g_strdup ("別の施設");
  tell (f, account);
  assert_history (f, ONE,
                  "5/1 しおかぜ通り接骨院>別の施設\n3/1 ->2026-11-22\n1/1 1>4\n0/1 受付>\n"
                  "0/1 端末1>受付");
  assert_history (f, TWO, "");
  events = mdg_account_history_list (f->book, f->database, ONE, NULL);
  g_assert_cmpint (((MdgAccountEvent *)events->pdata[0])->at, ==, NOW + 60);
  g_assert_cmpstr (((MdgAccountEvent *)events->pdata[0])->by_whom, ==, "");
}

/* What arrived as it was asked for is no change by somebody else; what came otherwise is. */
static void
test_asked_for (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgOutboxJob) note = NULL;
  g_autoptr (MdgOutboxJob) end = NULL;
  g_autoptr (MdgAccount) noted = book_account (ONE, "窓口", MDG_ACCOUNT_USABLE, 10);
  g_autoptr (MdgAccount) ended = book_account (ONE, "窓口", MDG_ACCOUNT_CANCELLING, 11);

  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "窓口", NULL, NOW, &error));
  g_assert_true (mdg_account_history_add (f->book, f->database, ONE, MDG_EVENT_NOTE_SAVED, "窓口",
                                          "yamada", NOW, &error));
  g_assert_true (mdg_outbox_add_cancellation (f->book, f->database, ONE, NOW, &error));
  assert_history (f, ONE, "10/0 ->窓口"); /* the service's row is as it was */
  note = mdg_outbox_take (f->book, f->database, 0, &error);
  g_assert_true (mdg_outbox_settle (f->book, f->database, note->number, noted, NULL, &error));
  assert_history (f, ONE, "0/3 端末1>窓口\n10/0 ->窓口");
  end = mdg_outbox_take (f->book, f->database, 0, &error);
  g_assert_true (mdg_outbox_settle (f->book, f->database, end->number, ended, NULL, &error));
  assert_history (f, ONE, "1/3 1>2\n0/3 端末1>窓口\n10/0 ->窓口");
  tell (f, book_account (ONE, "別の人", MDG_ACCOUNT_CANCELLING, 12));
  assert_history (f, ONE, "0/1 窓口>別の人\n1/3 1>2\n0/3 端末1>窓口\n10/0 ->窓口");
}

/* Two 備考 after each other: the first one arrives while the second is what is shown. */
static void
test_two_wait (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgOutboxJob) first = NULL;
  g_autoptr (MdgOutboxJob) second = NULL;
  g_autoptr (MdgAccount) one = book_account (ONE, "い", MDG_ACCOUNT_USABLE, 10);
  g_autoptr (MdgAccount) two = book_account (ONE, "ろ", MDG_ACCOUNT_USABLE, 11);

  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "い", NULL, NOW, &error));
  first = mdg_outbox_take (f->book, f->database, 0, &error);
  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "ろ", NULL, NOW, &error));
  g_assert_true (mdg_outbox_settle (f->book, f->database, first->number, one, NULL, &error));
  assert_history (f, ONE, "0/3 端末1>い");
  second = mdg_outbox_take (f->book, f->database, 0, &error);
  g_assert_true (mdg_outbox_settle (f->book, f->database, second->number, two, NULL, &error));
  assert_history (f, ONE, "0/3 い>ろ\n0/3 端末1>い");
}

/* The answer was lost, and what changed was fetched before the entry could be sent again. */
static void
test_answer_lost (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgOutboxJob) first = NULL;

  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "い", NULL, NOW, NULL));
  first = mdg_outbox_take (f->book, f->database, 0, NULL);
  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "ろ", NULL, NOW, NULL));
  tell (f, book_account (ONE, "い", MDG_ACCOUNT_USABLE, 10));
  assert_history (f, ONE, "0/3 端末1>い");
}

/* Somebody wrote the same before it was sent from here: it was not sent from here. */
static void
test_not_sent_yet (BookFixture *f, gconstpointer data)
{
  g_assert_true (mdg_outbox_add_note (f->book, f->database, ONE, "い", NULL, NOW, NULL));
  tell (f, book_account (ONE, "い", MDG_ACCOUNT_USABLE, 10));
  assert_history (f, ONE, "0/1 端末1>い");
}

static void
test_entries (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new (KEEPER, MDG_ACCOUNT_APP, 1);
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (mdg_outbox_add_note (f->book, f->database, TWO, "窓口", NULL, NOW, &error));
  g_assert_true (mdg_outbox_add_application (f->book, f->database, request, NOW, &error));
  entries = mdg_outbox_list (f->book, f->database, &error);
  for (guint i = 0; i < entries->len; i++)
    g_assert_true (mdg_account_history_add_for_entry (
        f->book, f->database, ((MdgOutboxEntry *)entries->pdata[i])->number, MDG_EVENT_REFUSED,
        "not-found", NULL, NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  assert_history (f, TWO, "14/1 ->not-found"); /* an application is about no account */
}

/* A list that is loaded anew tells what is other, and only that; one that is emptied takes its
 * history along. */
static void
test_anew (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) page = book_page (1, 3, NULL, 3);
  MdgAccount *second = page->items->pdata[1];

  g_free (second->note);
  second->note = g_strdup ("新しい備考");
  g_assert_true (mdg_account_book_begin_load (f->book, f->database, NULL));
  g_assert_true (mdg_account_book_add_page (f->book, f->database, page, NULL));
  assert_history (f, ONE, "");
  assert_history (f, TWO, "0/1 端末2>新しい備考");
  g_assert_true (mdg_database_exec (f->database, "DELETE FROM account_list", NULL));
  mdg_account_book_doubt (f->book);
  assert_history (f, TWO, "");
}

/* A row that no service knows, from a copied table. */
static void
test_import (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgAccount) before = book_account ("W0000077", "表", MDG_ACCOUNT_USABLE, 0);
  g_autoptr (MdgAccount) after = book_account ("W0000077", "新しい表", MDG_ACCOUNT_USABLE, 0);

  g_assert_true (mdg_account_book_put (f->book, f->database, before, NULL));
  g_assert_true (mdg_account_book_put (f->book, f->database, after, NULL));
  assert_history (f, "W0000077", "0/2 表>新しい表");
}

static void
test_many (BookFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;

  for (int i = 0; i < MDG_HISTORY_MAX + 5; i++)
    g_assert_true (mdg_account_history_add (f->book, f->database, ONE, MDG_EVENT_SETTINGS_SHOWN,
                                            NULL, NULL, NOW + i, NULL));
  events = mdg_account_history_list (f->book, f->database, ONE, NULL);
  g_assert_cmpuint (events->len, ==, MDG_HISTORY_MAX);
  g_assert_cmpint (((MdgAccountEvent *)events->pdata[0])->at, ==, NOW + MDG_HISTORY_MAX + 4);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/accounts/history/" name, BookFixture, NULL, set_up, func, book_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("service", test_service);
  ADD ("asked-for", test_asked_for);
  ADD ("two-wait", test_two_wait);
  ADD ("answer-lost", test_answer_lost);
  ADD ("not-sent-yet", test_not_sent_yet);
  ADD ("entries", test_entries);
  ADD ("anew", test_anew);
  ADD ("import", test_import);
  ADD ("many", test_many);
  return g_test_run ();
}
