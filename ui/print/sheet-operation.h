/* sheet-operation.h: GTK's printing of a sheet: its paper, its pages, and the dialog that belongs to it.
 *
 * What becomes of a printing is sheet-printer.h's. Main thread.
 */
#pragma once

#include "print/sheet-printer.h"

G_BEGIN_DECLS

/* An operation that draws @sheet as @kind says; it neither runs nor tells anybody of its end yet. @kind: static. @sheet: stays the
 * caller's and has to live as long as the operation. Returns: (transfer full) */
GtkPrintOperation *mdg_sheet_operation_new (const MdgSheetKind *kind, gpointer sheet);

/* Takes out of GTK's dialogs for printing, from now on, what would write the sheet into a file. */
void mdg_sheet_operation_leave_out_files (void);

/* GTK's dialog for printing that is up above @parent, where GTK has one of its own. @parent: (nullable).
 * Returns: (transfer none) (nullable) */
GtkWidget *mdg_sheet_operation_find_dialog (GtkWindow *parent);

G_END_DECLS
