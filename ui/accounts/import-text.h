/* import-text.h: what an import would do, and why not, in words. No display. */
#pragma once

#include "accounts/account-import.h"
#include "accounts/import-plan.h"

G_BEGIN_DECLS

/* 「追加」「変更」「変更なし」「取込不可」. Static. */
const char *mdg_import_verdict_text (MdgImportVerdict verdict);

/* What of the row is changed, or what stands against it. Returns: (transfer full) */
char *mdg_import_row_text (const MdgImportRow *row);

/* What the whole table is: encoding, lines and columns left out. Returns: (transfer full) */
char *mdg_import_plan_text (const MdgImportPlan *plan);

/* Why the text is no table that can be imported, and that nothing was. @fault, @error: of mdg_account_import_read_finish().
 * Returns: (transfer full) (nullable): it is another error than the table's */
char *mdg_import_unreadable_text (const MdgTableFault *fault, const GError *error);

/* What else there is to know of an import that came about: what was left alone, and when its notes are sent. @is_loaded: the whole
 * list has been here once (MdgDeskState); @has_session: what is changed is sent now. Returns: (transfer full) */
char *mdg_import_done_text (const MdgImportCount *count, gboolean is_loaded, gboolean has_session);

G_END_DECLS
