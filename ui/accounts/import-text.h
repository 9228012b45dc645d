/* import-text.h: what an import would do, and why not, in words. No display. */
#pragma once

#include "accounts/import-plan.h"

G_BEGIN_DECLS

/* 「追加」「変更」「変更なし」「取込不可」. Static. */
const char *mdg_import_verdict_text (MdgImportVerdict verdict);

/* What of the row is changed, or what stands against it. Returns: (transfer full) */
char *mdg_import_row_text (const MdgImportRow *row);

/* What the whole table is: encoding, lines and columns left out. Returns: (transfer full) */
char *mdg_import_plan_text (const MdgImportPlan *plan);

/* Why the text is no table. Returns: (transfer full) */
char *mdg_import_fault_text (const MdgTableFault *fault);

G_END_DECLS
