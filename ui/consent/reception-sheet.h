/* reception-sheet.h: 資格確認履歴 on paper: what stands on the sheet, filled row by row. No display. */
#pragma once

#include "consent/reception.h"
#include "paper/table-sheet.h"

G_BEGIN_DECLS

/* @looked_for: (nullable): what the receptions were chosen by, in words. @printed_at: seconds since 1970. Returns: (transfer full):
 * without rows */
MdgTableSheet *mdg_reception_sheet_new (const char *looked_for, gint64 printed_at, gboolean training);
void mdg_reception_sheet_add (MdgTableSheet *sheet, const MdgReception *reception);

/* All rows are on it: says how many. */
void mdg_reception_sheet_conclude (MdgTableSheet *sheet);

G_END_DECLS
