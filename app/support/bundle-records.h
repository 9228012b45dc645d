/* bundle-records.h: how the cache stands, for サポート用の情報 (H3): its version, how many rows there are of what, how old the lists
 * are. Of the rows themselves nothing is read but numbers. Main thread. */
#pragma once

#include "store/cache.h"
#include "support/bundle.h"

G_BEGIN_DECLS

typedef struct _MdgBundleRecords MdgBundleRecords;

/* Returns (finish): (transfer full) (nullable) */
void mdg_bundle_records_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgBundleRecords *mdg_bundle_records_finish (MdgCache *cache, GAsyncResult *result, GError **error);
void mdg_bundle_records_free (MdgBundleRecords *records);

/* The section MDG_BUNDLE_RECORDS. @records: (nullable), @error: (nullable): why there are none. */
void mdg_bundle_records_add (MdgBundle *bundle, const MdgBundleRecords *records, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBundleRecords, mdg_bundle_records_free)

G_END_DECLS
