/* reception-export.h: receptions as a CSV file (資格確認履歴), in the documents' terms in every language, with what the cache has of
 * them and nothing else. Main thread. */
#pragma once

#include "consent/reception-list.h"
#include "core/table-text.h"

G_BEGIN_DECLS

/* How many rows are through so far. Main thread. */
typedef void (*MdgReceptionProgress) (guint n_rows, gpointer data);

/* Writes all rows of @list's present query, in its order: @path is complete or as it was before. @encoding:
 * MDG_TABLE_UTF8_BOM or MDG_TABLE_CP932. @progress: (nullable). Errors: as mdg_file_write(); of the cache; MDG_ERROR_FAILED
 * when it was cancelled.
 * @n_rows: (out) (optional): without the headings */
void mdg_reception_export_async (MdgReceptionList *list, const char *path, MdgTableEncoding encoding,
                                 GCancellable *cancellable, MdgReceptionProgress progress, gpointer progress_data,
                                 GAsyncReadyCallback callback, gpointer data);
gboolean mdg_reception_export_finish (MdgReceptionList *list, GAsyncResult *result, guint *n_rows, GError **error);

G_END_DECLS
