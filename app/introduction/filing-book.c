/* filing-book.c: the forms' draft in the vault.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-book.h"

#include "store/vault.h"

#define KIND "introduction-forms"
#define OWNER "draft"

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgSecret) json = mdg_vault_load (vault, KIND, OWNER, &fault);
  gsize length;

  if (json != NULL)
    {
      const guint8 *bytes = mdg_secret_get_data (json, &length);
      return mdg_filing_draft_parse ((const char *)bytes, (gssize)length, error);
    }
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return mdg_filing_draft_new ();
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_vault_store (vault, KIND, OWNER, data, error) ? MDG_CACHE_DONE : NULL;
}

void
mdg_filing_book_load_async (MdgCache *cache,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  mdg_cache_run_async (cache, cache, load, NULL, NULL, (GDestroyNotify)mdg_filing_draft_free,
                       mdg_filing_book_load_async, cancellable, callback, data);
}

MdgFilingDraft *
mdg_filing_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_filing_book_load_async, error);
}

void
mdg_filing_book_save_async (MdgCache *cache,
                            const MdgFilingDraft *draft,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && draft != NULL);

  mdg_cache_run_async (cache, cache, save, mdg_filing_draft_to_json (draft),
                       (GDestroyNotify)mdg_secret_unref, NULL, mdg_filing_book_save_async,
                       cancellable, callback, data);
}

gboolean
mdg_filing_book_save_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_filing_book_save_async, error) != NULL;
}
