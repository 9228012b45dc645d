/* import-rows.h: the rows of an import plan as a list model, all or those of one verdict. An item is made when it is first
 * looked at, so that a table of any length costs next to nothing. Main thread. */
#pragma once

#include <gio/gio.h>

#include "accounts/import-plan.h"

G_BEGIN_DECLS

#define MDG_TYPE_IMPORT_ITEM (mdg_import_item_get_type ())
G_DECLARE_FINAL_TYPE (MdgImportItem, mdg_import_item, MDG, IMPORT_ITEM, GObject)

/* Belongs to the plan, which the item holds. */
const MdgImportRow *mdg_import_item_get_row (MdgImportItem *item);

#define MDG_TYPE_IMPORT_ROWS (mdg_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (MdgImportRows, mdg_import_rows, MDG, IMPORT_ROWS, GObject)

/* A GListModel of MdgImportItem, of all rows. Returns: (transfer full) */
MdgImportRows *mdg_import_rows_new (MdgImportPlan *plan);

/* @verdict: an MdgImportVerdict; -1: all */
void mdg_import_rows_show (MdgImportRows *rows, int verdict);

G_END_DECLS
