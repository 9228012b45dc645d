/* book-fixture.h: a book over a cache in memory, and what the service would say. */
#pragma once

#include "accounts/account-book.h"
#include "accounts/outbox.h"
#include "store/cache-store.h"

G_BEGIN_DECLS

#define KEEPER "3410712362"
#define NOW 1795230000

typedef struct
{
  MdgDatabase *database;
  MdgAccountBook *book;
} BookFixture;

void book_set_up (BookFixture *fixture, gconstpointer data);
void book_tear_down (BookFixture *fixture, gconstpointer data);

/* One row as the service has it. Returns: (transfer full) */
MdgAccount *book_account (const char *id, const char *note, MdgAccountStatus status, gint64 revision);

/* Accounts W0000001 … of @n, each with its number as revision; one page. Returns: (transfer full) */
MdgPage *book_page (guint first, guint n, const char *next, gint64 revision);

/* Puts a whole list of @n rows, all 利用可, into the book. */
void book_load (BookFixture *fixture, guint n);

MdgAccountRow *book_row (BookFixture *fixture, const char *id);
MdgBookState *book_state (BookFixture *fixture);

/* How many rows a query finds. */
guint book_count (BookFixture *fixture, const char *search);

G_END_DECLS
