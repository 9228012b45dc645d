/* test-account-book.c: the list in the cache: loads, changes, and looking through it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/facility-use.h"
#include "book-fixture.h"

#include "../store/scratch-folder.h"

static void
add_page (BookFixture *f, guint first, guint n, const char *next, gint64 revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPage) page = book_page (first, n, next, revision);

  g_assert_true (mdg_account_book_add_page (f->book, f->database, page, &error));
  g_assert_no_error (error);
}

static void
begin_load (BookFixture *f)
{
  g_assert_true (mdg_account_book_begin_load (f->book, f->database, NULL));
}

static void
assert_state (BookFixture *f, gint64 revision, const char *load_after, gint64 n_accounts)
{
  g_autoptr (MdgBookState) state = book_state (f);

  g_assert_cmpint (state->revision, ==, revision);
  g_assert_cmpstr (state->load_after, ==, load_after);
  g_assert_cmpint (state->n_accounts, ==, n_accounts);
}

/* Another book over the same file: the program was ended and started. */
static void
reopen (BookFixture *f)
{
  mdg_account_book_unref (f->book);
  f->book = mdg_account_book_new (KEEPER);
}

/* The changes begin where the first page was made, wherever the load was broken off. */
static void
test_load (BookFixture *f, gconstpointer data)
{
  assert_state (f, -1, NULL, 0);
  begin_load (f);
  assert_state (f, -1, "", 0);
  add_page (f, 1, 10, "W0000010", 50);
  assert_state (f, -1, "W0000010", 10);
  reopen (f);
  assert_state (f, -1, "W0000010", 10);
  add_page (f, 11, 10, "W0000020", 60);
  add_page (f, 21, 5, NULL, 70);
  assert_state (f, 50, NULL, 25);
}

static void
assert_facilities (BookFixture *f, guint n)
{
  g_autoptr (GPtrArray) facilities = mdg_account_book_get_facilities (f->book, f->database, NULL);
  gboolean several = n < 2;

  g_assert_cmpuint (facilities->len, ==, n);
  g_assert_true (mdg_account_book_has_facilities (f->book, f->database, &several, NULL));
  g_assert_cmpint (several, ==, n > 1);
}

static void
test_facilities (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) page = book_page (11, 1, NULL, 60);
  MdgAccount *other = page->items->pdata[0];

  assert_facilities (f, 0);
  book_load (f, 10);
  assert_facilities (f, 1);
  g_free (other->institution_code);
  other->institution_code = g_strdup ("1310712364");
  g_assert_true (mdg_account_book_add_page (f->book, f->database, page, NULL));
  assert_facilities (f, 2);
}

static void
assert_use (BookFixture *f,
            MdgAccountKind kind,
            MdgAccountStatus status,
            const char *started_on,
            const char *ended_on)
{
  MdgFacilityUse use;

  g_assert_true (mdg_facility_use_get (f->book, f->database, KEEPER, kind, &use, NULL));
  g_assert_cmpint (use.status, ==, status);
  g_assert_cmpstr (use.started_on, ==, started_on);
  g_assert_cmpstr (use.ended_on, ==, ended_on);
}

static void
put_linkage (BookFixture *f,
             const char *id,
             MdgAccountStatus status,
             const char *started_on,
             const char *ended_on)
{
  g_autoptr (MdgAccount) account = book_account (id, "", status, 90);

  g_free (account->started_on);
  account->started_on = g_strdup (started_on);
  account->ended_on = g_strdup (ended_on);
  g_assert_true (mdg_account_book_put (f->book, f->database, account, NULL));
}

/* 利用状況 of each kind, from before the start to when all are over. */
static void
test_use (BookFixture *f, gconstpointer data)
{
  assert_use (f, MDG_ACCOUNT_APP, MDG_ACCOUNT_NOT_STARTED, "", "");
  book_load (f, 3);
  assert_use (f, MDG_ACCOUNT_APP, MDG_ACCOUNT_USABLE, "2024-08-01", "");
  assert_use (f, MDG_ACCOUNT_LINKAGE, MDG_ACCOUNT_NOT_STARTED, "", "");
  put_linkage (f, "WA000001", MDG_ACCOUNT_NOT_STARTED, NULL, NULL);
  assert_use (f, MDG_ACCOUNT_LINKAGE, MDG_ACCOUNT_NOT_STARTED, "", "");
  put_linkage (f, "WA000002", MDG_ACCOUNT_ENDED, "2023-01-10", "2025-03-31");
  put_linkage (f, "WA000001", MDG_ACCOUNT_SUSPENDED, "2024-12-23", NULL);
  assert_use (f, MDG_ACCOUNT_LINKAGE, MDG_ACCOUNT_SUSPENDED, "2023-01-10", "");
  put_linkage (f, "WA000003", MDG_ACCOUNT_CANCELLING, "2025-01-01", NULL);
  assert_use (f, MDG_ACCOUNT_LINKAGE, MDG_ACCOUNT_USABLE, "2023-01-10", "");
  put_linkage (f, "WA000001", MDG_ACCOUNT_ENDED, "2024-12-23", "2026-01-31");
  put_linkage (f, "WA000003", MDG_ACCOUNT_ENDED, "2025-01-01", "2025-12-01");
  assert_use (f, MDG_ACCOUNT_LINKAGE, MDG_ACCOUNT_ENDED, "2023-01-10", "2026-01-31");
  assert_use (f, MDG_ACCOUNT_APP, MDG_ACCOUNT_USABLE, "2024-08-01", "");
}

static MdgPage *
one_change (const char *id, const char *note, gint64 revision)
{
  MdgPage *page = mdg_account_page_new ();

  g_ptr_array_add (page->items, book_account (id, note, MDG_ACCOUNT_USABLE, revision));
  page->revision = revision;
  page->total = 26;
  return page;
}

static void
assert_note (BookFixture *f, const char *id, const char *note)
{
  g_autoptr (MdgAccountRow) row = book_row (f, id);

  g_assert_nonnull (row);
  g_assert_cmpstr (row->account->note, ==, note);
}

static void
test_changes (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) change = one_change ("W0000003", "変更後", 90);
  g_autoptr (MdgPage) fresh = one_change ("WA000001", "新規", 91);
  g_autoptr (MdgPage) old = one_change ("W0000003", "古い", 40);

  book_load (f, 25);
  g_assert_cmpuint (book_count (f, "端末"), ==, 25);
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, change, NULL));
  assert_state (f, 90, NULL, 25);
  assert_note (f, "W0000003", "変更後");
  g_assert_cmpuint (book_count (f, "変更"), ==, 1);
  g_assert_cmpuint (book_count (f, "端末"), ==, 24);
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, fresh, NULL));
  assert_state (f, 91, NULL, 26);
  g_assert_cmpuint (book_count (f, "wa"), ==, 1);
  /* What was on its way before the change does not bring the old row back. */
  g_assert_true (mdg_account_book_put (f->book, f->database, old->items->pdata[0], NULL));
  assert_note (f, "W0000003", "変更後");
  /* How many are to come is not known before the first page. */
  begin_load (f);
  g_autoptr (MdgBookState) state = book_state (f);
  g_assert_cmpint (state->n_expected, ==, 0);
}

/* Doubted as by another thread, when the index is there and the changed rows are about to be read.
 */
static int
doubt_once (gpointer data, int action, const char *a, const char *b, const char *c, const char *d)
{
  MdgAccountBook **book = data;

  if (*book != NULL)
    mdg_account_book_doubt (*book);
  *book = NULL;
  return SQLITE_OK;
}

static void
test_doubted_meanwhile (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) change = one_change ("W0000003", "変更後", 90);
  MdgAccountBook *book = f->book;

  book_load (f, 25);
  g_assert_cmpuint (book_count (f, "端末"), ==, 25);
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, change, NULL));
  sqlite3_set_authorizer (mdg_database_get_handle (f->database), doubt_once, &book);
  g_assert_cmpuint (book_count (f, "変更"), ==, 1);
  g_assert_null (book);
  sqlite3_set_authorizer (mdg_database_get_handle (f->database), NULL, NULL);
  g_assert_cmpuint (book_count (f, "端末"), ==, 24);
}

/* A list that began anew: lower revisions count, and what is not on it goes. */
static void
test_anew (BookFixture *f, gconstpointer data)
{
  g_autoptr (MdgPage) change = one_change ("W0000003", "変更後", 9000);

  book_load (f, 25);
  g_assert_true (mdg_account_book_add_changes (f->book, f->database, change, NULL));
  g_assert_cmpuint (book_count (f, "w"), ==, 25);
  begin_load (f);
  assert_note (f, "W0000003", "変更後");
  add_page (f, 1, 20, NULL, 20);
  assert_state (f, 20, NULL, 20);
  assert_note (f, "W0000003", "端末3");
  g_assert_cmpuint (book_count (f, "w"), ==, 20);
  g_assert_null (book_row (f, "W0000021"));
}

static gboolean
note_of_rolled_back (BookFixture *f)
{
  g_autoptr (MdgPage) change = one_change ("W0000003", "取消", 95);
  gboolean good;

  g_assert_true (mdg_database_begin (f->database, NULL));
  good = mdg_account_book_add_changes (f->book, f->database, change, NULL);
  mdg_database_rollback (f->database);
  mdg_account_book_doubt (f->book);
  return good;
}

/* What was rolled back was never there, for the index either. */
static void
test_rolled_back (BookFixture *f, gconstpointer data)
{
  book_load (f, 25);
  g_assert_cmpuint (book_count (f, "取消"), ==, 0);
  g_assert_true (note_of_rolled_back (f));
  g_assert_cmpuint (book_count (f, "取消"), ==, 0);
  g_assert_cmpuint (book_count (f, "端末"), ==, 25);
  assert_state (f, 25, NULL, 25);
}

/* Lists of two institutions in one cache do not mix. */
static void
test_two_lists (BookFixture *f, gconstpointer data)
{
  BookFixture other = { f->database, mdg_account_book_new ("1319919997") };

  book_load (f, 25);
  book_load (&other, 5);
  assert_state (f, 25, NULL, 25);
  assert_state (&other, 5, NULL, 5);
  g_assert_cmpuint (book_count (f, "端末"), ==, 25);
  g_assert_cmpuint (book_count (&other, "端末"), ==, 5);
  mdg_account_book_unref (other.book);
}

/* Without the index, with it, and with it half read: the same rows in the same order. */
static void
test_warm_up (BookFixture *f, gconstpointer data)
{
  MdgAccountQuery by_id = { 0 }, all = { .search = "端末" };
  gboolean more = TRUE;
  guint pieces = 0;

  begin_load (f);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *next = g_strdup_printf ("W%07u", (i + 1) * 500);

      add_page (f, i * 500 + 1, 500, i < 11 ? next : NULL, 6000);
    }
  g_autoptr (GArray) cold = mdg_account_book_query (f->book, f->database, &by_id, NULL);
  g_assert_cmpuint (cold->len, ==, 6000);
  while (more)
    {
      g_assert_true (mdg_account_book_warm_up (f->book, f->database, &more, NULL));
      pieces++;
    }
  g_assert_cmpuint (pieces, >, 1);
  g_autoptr (GArray) warm = mdg_account_book_query (f->book, f->database, &by_id, NULL);
  g_autoptr (GArray) found = mdg_account_book_query (f->book, f->database, &all, NULL);
  g_assert_cmpmem (cold->data, cold->len * sizeof (gint64), warm->data,
                   warm->len * sizeof (gint64));
  g_assert_cmpmem (cold->data, cold->len * sizeof (gint64), found->data,
                   found->len * sizeof (gint64));
}

static void
test_rows (BookFixture *f, gconstpointer data)
{
  book_load (f, 3);
  g_autoptr (MdgAccountRow) second = book_row (f, "W0000002");
  gint64 numbers[] = { second->number, 999999, second->number };
  g_autoptr (GPtrArray) rows
      = mdg_account_book_get_rows (f->book, f->database, numbers, G_N_ELEMENTS (numbers), NULL);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_null (rows->pdata[1]);
  g_assert_cmpstr (((MdgAccountRow *)rows->pdata[2])->account->id, ==, "W0000002");
  g_assert_cmpstr (((MdgAccountRow *)rows->pdata[0])->account->started_on, ==, "2024-08-01");
  g_assert_null (((MdgAccountRow *)rows->pdata[0])->account->ended_on);
}

/* A reset of the training empties the cache under the book. */
static void
test_emptied (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  book_load (f, 25);
  g_assert_true (mdg_database_exec (f->database, "DELETE FROM account_list", &error));
  g_assert_null (mdg_account_book_get_state (f->book, f->database, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  assert_state (f, -1, NULL, 0);
  book_load (f, 4);
  assert_state (f, 4, NULL, 4);
}

static MdgDatabase *
open_file (const char *path, int n_migrations)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             n_migrations, &error);

  g_assert_no_error (error);
  return database;
}

/* A cache from before there were lists keeps what it has and takes one up. */
static void
test_migrated (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);
  BookFixture f = { open_file (path, 2), NULL };

  g_assert_true (mdg_database_exec (
      f.database, "INSERT INTO account (institution_code, login_id) VALUES ('1', 'WA000001')",
      NULL));
  mdg_database_close (f.database);
  f = (BookFixture){ open_file (path, mdg_cache_n_migrations), mdg_account_book_new (KEEPER) };
  book_load (&f, 3);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (f.database, "SELECT login_id FROM account", NULL);
  gboolean row = FALSE;
  g_assert_true (mdg_statement_step (statement, &row, NULL));
  g_assert_true (row);
  g_assert_cmpstr (mdg_statement_get_text (statement, 0), ==, "WA000001");
  g_clear_pointer (&statement, mdg_statement_free);
  mdg_account_book_unref (f.book);
  mdg_database_close (f.database);
  /* And it is all there the next time. */
  f = (BookFixture){ open_file (path, mdg_cache_n_migrations), mdg_account_book_new (KEEPER) };
  assert_state (&f, 3, NULL, 3);
  book_tear_down (&f, NULL);
  scratch_folder_free (folder);
}

/* What waited before it was counted along is counted. */
static void
test_migrated_outbox (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);
  BookFixture f = { open_file (path, 6), NULL };

  g_assert_true (mdg_database_exec (
      f.database,
      "INSERT INTO account_list (keeper) VALUES ('" KEEPER "');"
      "INSERT INTO outbox (list, kind, state, key, made_at, account_id, note)"
      " VALUES (1, 0, 0, 'a', 1, 'W0000001', ''), (1, 0, 1, 'b', 1, 'W0000002', ''),"
      " (1, 0, 2, 'c', 1, 'W0000003', ''), (1, 0, 3, 'd', 1, 'W0000004', ''),"
      " (1, 0, 3, 'e', 1, 'W0000005', ''), (1, 0, 3, 'f', 1, 'W0000006', '')",
      NULL));
  mdg_database_close (f.database);
  f = (BookFixture){ open_file (path, mdg_cache_n_migrations), mdg_account_book_new (KEEPER) };
  g_autoptr (MdgBookState) state = book_state (&f);
  g_assert_cmpuint (state->n_waiting, ==, 2);
  g_assert_cmpuint (state->n_conflicts, ==, 1);
  g_assert_cmpuint (state->n_refused, ==, 3);
  book_tear_down (&f, NULL);
  scratch_folder_free (folder);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/accounts/book/" name, BookFixture, NULL, book_set_up, func, book_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("load", test_load);
  ADD ("facilities", test_facilities);
  ADD ("use", test_use);
  ADD ("changes", test_changes);
  ADD ("doubted-meanwhile", test_doubted_meanwhile);
  ADD ("anew", test_anew);
  ADD ("rolled-back", test_rolled_back);
  ADD ("two-lists", test_two_lists);
  ADD ("warm-up", test_warm_up);
  ADD ("rows", test_rows);
  ADD ("emptied", test_emptied);
  g_test_add_func ("/accounts/book/migrated", test_migrated);
  g_test_add_func ("/accounts/book/migrated-outbox", test_migrated_outbox);
  return g_test_run ();
}
