/* filing-book.h: the forms' draft in the cache, as one secret in its vault: it says where people live and how they are reached. One
 * draft for a cache. Main thread. */
#pragma once

#include "introduction/filing-draft.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* An empty one where none is kept. Errors: MDG_ERROR_VAULT_LOCKED, _DAMAGED. Returns (finish): (transfer full) */
void mdg_filing_book_load_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgFilingDraft *mdg_filing_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* In place of what was kept. Errors: MDG_ERROR_VAULT_LOCKED, those of the cache. */
void mdg_filing_book_save_async (MdgCache *cache,
                                 const MdgFilingDraft *draft,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean mdg_filing_book_save_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_END_DECLS
