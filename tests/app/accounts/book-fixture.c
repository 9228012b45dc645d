/* book-fixture.c: see book-fixture.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "book-fixture.h"

void
book_set_up (BookFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->database = mdg_database_open (NULL, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                   mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
  f->book = mdg_account_book_new (KEEPER);
}

void
book_tear_down (BookFixture *f, gconstpointer data)
{
  mdg_account_book_unref (f->book);
  mdg_database_close (f->database);
}

MdgAccount *
book_account (const char *id, const char *note, MdgAccountStatus status, gint64 revision)
{
  MdgAccount *account = mdg_account_new ();

  account->id = g_strdup (id);
  account->institution_code = g_strdup (KEEPER);
  account->institution_name = g_strdup ("しおかぜ通り接骨院");
  account->status = status;
  account->note = g_strdup (note);
  account->started_on = g_strdup ("2024-08-01");
  account->revision = revision;
  return account;
}

MdgPage *
book_page (guint first, guint n, const char *next, gint64 revision)
{
  MdgPage *page = mdg_account_page_new ();

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("W%07u", i);
      g_autofree char *note = g_strdup_printf ("端末%u", i);

      g_ptr_array_add (page->items, book_account (id, note, MDG_ACCOUNT_USABLE, i));
    }
  page->next = g_strdup (next);
  page->revision = revision;
  page->total = first + n - 1;
  return page;
}

void
book_load (BookFixture *f, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPage) page = book_page (1, n, NULL, n);

  g_assert_true (mdg_account_book_begin_load (f->book, f->database, &error));
  g_assert_true (mdg_account_book_add_page (f->book, f->database, page, &error));
  g_assert_no_error (error);
}

MdgAccountRow *
book_row (BookFixture *f, const char *id)
{
  return mdg_account_book_get_account (f->book, f->database, id, NULL);
}

MdgBookState *
book_state (BookFixture *f)
{
  g_autoptr (GError) error = NULL;
  MdgBookState *state = mdg_account_book_get_state (f->book, f->database, &error);

  g_assert_no_error (error);
  return state;
}

guint
book_count (BookFixture *f, const char *search)
{
  g_autoptr (GError) error = NULL;
  MdgAccountQuery query = { .search = search };
  g_autoptr (GArray) numbers = mdg_account_book_query (f->book, f->database, &query, &error);

  g_assert_no_error (error);
  return numbers->len;
}
