/* account-export.h: rows of the list as a table (C6, issue of the list): CSV files and what is copied. Headings and statuses
 * are the documents', in every language; formulas are guarded (core/table-text.h), and the import reads it back. Main
 * thread. */
#pragma once

#include "accounts/account-columns.h"
#include "accounts/account-list.h"
#include "core/table-text.h"

G_BEGIN_DECLS

/* How many rows are through so far. Main thread. */
typedef void (*MdgAccountProgress) (guint n_rows, gpointer data);

/* Writes all rows of @list's present query, in its order, or those of @numbers (nullable, as in
 * mdg_account_list_for_each_async()), as CSV: @path is complete or as it was before. @encoding: MDG_TABLE_UTF8_BOM or
 * MDG_TABLE_CP932. What is written meanwhile takes little memory, the file is written by a thread.
 * @progress: (nullable) */
void mdg_account_export_async (MdgAccountList *list, const GArray *numbers, const char *path, MdgTableEncoding encoding,
                               GCancellable *cancellable, MdgAccountProgress progress, gpointer progress_data,
                               GAsyncReadyCallback callback, gpointer data);

#define MDG_EXPORT_UNWRITABLE_MAX 20

/* What came of it. */
typedef struct
{
  guint n_rows;        /* without the headings */
  guint n_unwritable;  /* rows with a character that CP932 does not have: nothing is written then */
  MdgTableFault fault; /* of the first of them: row (the headings being 1), column and character */
  char *fault_id;      /* (nullable): its account */
  GPtrArray *unwritable; /* (nullable): the accounts of these rows, the first MDG_EXPORT_UNWRITABLE_MAX of them */
} MdgExportOutcome;

void mdg_export_outcome_clear (MdgExportOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgExportOutcome, mdg_export_outcome_clear)

/* @outcome: (out) (optional). Errors: MDG_ERROR_INVALID_INPUT with @outcome's fault; as mdg_file_write(); of the cache. */
gboolean mdg_account_export_finish (MdgAccountList *list, GAsyncResult *result, MdgExportOutcome *outcome, GError **error);

/* The rows of @numbers with the headings, tab-separated: for the clipboard. Errors: of the cache.
 * Returns (finish): (transfer full) (nullable) */
void mdg_account_copy_async (MdgAccountList *list, const GArray *numbers, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
char *mdg_account_copy_finish (MdgAccountList *list, GAsyncResult *result, GError **error);

G_END_DECLS
