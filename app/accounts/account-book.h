/* account-book.h: one institution's accounts as they lie in the cache, with the index for looking
 * through them. Everything but new, ref, unref and doubt: on the database's thread, inside the
 * caller's transaction (mdg_cache_run_async). Errors: those of database.h and as said. */
#pragma once

#include "accounts/account-query.h"
#include "accounts/account-row.h"
#include "accounts/outbox-entry.h"
#include "store/statement.h"

G_BEGIN_DECLS

typedef struct _MdgAccountBook MdgAccountBook;

/* Any thread. Returns: (transfer full) */
MdgAccountBook *mdg_account_book_new (const char *keeper);
MdgAccountBook *mdg_account_book_ref (MdgAccountBook *book);
void mdg_account_book_unref (MdgAccountBook *book);

/* Something was rolled back: what the book knows of the database is to be read anew. Any thread. */
void mdg_account_book_doubt (MdgAccountBook *book);

/* How it stands. */
typedef struct
{
  gint64 revision;              /* every change up to it is here; -1: never loaded */
  char *load_after;             /* (nullable): a whole load goes on after this ID */
  gint64 applications_revision; /* -1: never loaded */
  char *mail_after;             /* (nullable): the last mail */
  gint64 synced_at, n_accounts, n_expected;
  guint n_waiting, n_conflicts, n_refused;
} MdgBookState;

/* Returns: (transfer full) (nullable) */
MdgBookState *mdg_account_book_get_state (MdgAccountBook *book, MdgDatabase *database, GError **error);
void mdg_book_state_free (MdgBookState *state);

/* A whole load: begins (anew), goes on page by page, and with the last page takes away what is not
 * on the list any more. Broken off, it goes on where it was. */
gboolean mdg_account_book_begin_load (MdgAccountBook *book, MdgDatabase *database, GError **error);
gboolean mdg_account_book_add_page (MdgAccountBook *book, MdgDatabase *database, const MdgPage *page, GError **error);

/* A page of changes. */
gboolean mdg_account_book_add_changes (MdgAccountBook *book, MdgDatabase *database, const MdgPage *page, GError **error);

/* What the service says of one account now; with revision 0 an imported row, until the next whole list has come. */
gboolean mdg_account_book_put (MdgAccountBook *book, MdgDatabase *database, const MdgAccount *account, GError **error);

/* Everything is as the service has it at @now. */
gboolean mdg_account_book_set_synced (MdgAccountBook *book, MdgDatabase *database, gint64 now, GError **error);

/* The other lists. @first: of a whole one, which replaces what is there. */
gboolean mdg_account_book_add_applications (MdgAccountBook *book, MdgDatabase *database, const MdgPage *page,
                                            gboolean first, GError **error);
gboolean mdg_account_book_set_applications_revision (MdgAccountBook *book, MdgDatabase *database, gint64 revision,
                                                     GError **error);
gboolean mdg_account_book_put_application (MdgAccountBook *book, MdgDatabase *database,
                                           const MdgAccountApplication *application, GError **error);
gboolean mdg_account_book_add_mail (MdgAccountBook *book, MdgDatabase *database, const MdgPage *page, GError **error);
GPtrArray *mdg_account_book_get_applications (MdgAccountBook *book, MdgDatabase *database, GError **error);
GPtrArray *mdg_account_book_get_mail (MdgAccountBook *book, MdgDatabase *database, GError **error);
gboolean mdg_account_book_put_facility (MdgAccountBook *book, MdgDatabase *database, const MdgFacility *facility,
                                        gint64 now, GError **error);

/* @fetched_at: (out). Errors: MDG_ERROR_NOT_FOUND */
MdgFacility *mdg_account_book_get_facility (MdgAccountBook *book, MdgDatabase *database, const char *institution_code,
                                            gint64 *fetched_at, GError **error);
GPtrArray *mdg_account_book_get_facilities (MdgAccountBook *book, MdgDatabase *database, GError **error);

/* @several: (out): whether there is more than one facility on the list: quick where there are many. */
gboolean mdg_account_book_has_facilities (MdgAccountBook *book, MdgDatabase *database, gboolean *several, GError **error);

/* Looking: rows by number (NULL for one that is not there), one by ID (MDG_ERROR_NOT_FOUND), numbers by query. */
GPtrArray *mdg_account_book_get_rows (MdgAccountBook *book, MdgDatabase *database, const gint64 *numbers, guint n,
                                      GError **error);
MdgAccountRow *mdg_account_book_get_account (MdgAccountBook *book, MdgDatabase *database, const char *account_id,
                                             GError **error);
GArray *mdg_account_book_query (MdgAccountBook *book, MdgDatabase *database, const MdgAccountQuery *query, GError **error);

/* Numbers of the first accounts by ID. @most: -1: of all */
GArray *mdg_account_book_first (MdgAccountBook *book, MdgDatabase *database, gint64 most, GError **error);

/* Reads on into the index, some thousand rows. @more: (out): whether there are more. */
gboolean mdg_account_book_warm_up (MdgAccountBook *book, MdgDatabase *database, gboolean *more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountBook, mdg_account_book_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBookState, mdg_book_state_free)

G_END_DECLS
