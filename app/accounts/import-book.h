/* import-book.h: a judged plan carried out in the cache, and taken back. On the database's thread, inside the caller's
 * transaction, as account-book.h: all of it is done or nothing. */
#pragma once

#include "accounts/account-book.h"
#include "accounts/account-import.h"

G_BEGIN_DECLS

/* @cancellable: (nullable): is looked at row by row. @count: (out). Errors besides: G_IO_ERROR_CANCELLED; the book is
 * doubted then. */
gboolean mdg_import_book_apply (MdgAccountBook *book, MdgDatabase *database, MdgImportPlan *plan, gint64 now,
                                GCancellable *cancellable, MdgImportCount *count, GError **error);

/* Errors: MDG_ERROR_NOT_FOUND when there is no such run, or it was taken back already. */
gboolean mdg_import_book_undo (MdgAccountBook *book, MdgDatabase *database, gint64 run, gint64 now, GCancellable *cancellable, MdgImportCount *count,
                               GError **error);

/* Newest first. Returns: (transfer full) (element-type MdgImportRun) */
GPtrArray *mdg_import_book_get_runs (MdgAccountBook *book, MdgDatabase *database, GError **error);

G_END_DECLS
