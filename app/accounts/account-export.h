/* account-export.h: rows of the list as a table (C6, issue of the list): CSV files and what is copied. Headings and statuses
 * are the documents', in every language; formulas are guarded (core/table-text.h), and the import reads it back. Main
 * thread. */
#pragma once

#include "accounts/account-columns.h"
#include "accounts/account-list.h"
#include "core/table-text.h"

G_BEGIN_DECLS

/* Writes all rows of @list's present query, in its order, as CSV: @path is complete or as it was before. @encoding:
 * MDG_TABLE_UTF8_BOM or MDG_TABLE_CP932. What is written meanwhile takes little memory, the file is written by a
 * thread. */
void mdg_account_export_async (MdgAccountList *list, const char *path, MdgTableEncoding encoding, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);

/* @n_rows: (out) (optional): without the headings. @fault: (out) (optional): the row (the headings being 1), column and
 * character that CP932 does not have. Errors: MDG_ERROR_INVALID_INPUT with @fault; as mdg_file_write(); of the
 * cache. */
gboolean mdg_account_export_finish (MdgAccountList *list, GAsyncResult *result, guint *n_rows, MdgTableFault *fault,
                                    GError **error);

/* @rows (element-type MdgAccountRow), with the headings, tab-separated: for the clipboard. Returns: (transfer full) */
char *mdg_account_rows_to_text (GPtrArray *rows);

G_END_DECLS
