/* row-copy.h: rows of the list as a table for the clipboard: tab-separated, with the headers, in the
 * portal's words, so that the import reads them again. What a spreadsheet would take for a formula is disarmed. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-list.h"

G_BEGIN_DECLS

/* @positions: which rows of the present query; copied. Errors: those of account-list.h.
 * Returns (finish): (transfer full) (nullable) */
void mdg_row_copy_async (MdgAccountList *list, const GtkBitset *positions, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data);
char *mdg_row_copy_finish (MdgAccountList *list, GAsyncResult *result, GError **error);

G_END_DECLS
