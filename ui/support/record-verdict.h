/* record-verdict.h: what is said of 操作の記録 as a whole. */
#pragma once

#include <gtk/gtk.h>
#include "store/record.h"

G_BEGIN_DECLS

/* One sentence. Returns: (transfer full) */
char *mdg_record_verdict_text (const MdgRecord *record);

/* Fills @box with what is to be said. @record: (nullable): nothing */
void mdg_record_verdict_fill (GtkWidget *box, const MdgRecord *record);

G_END_DECLS
