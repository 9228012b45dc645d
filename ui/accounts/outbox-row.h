/* outbox-row.h: one thing that was asked for and has not come to its end: what, how it stands, and
 * 《取り消す》 as long as it was not sent. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_OUTBOX_ROW (mdg_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgOutboxRow, mdg_outbox_row, MDG, OUTBOX_ROW, GtkWidget)

/* Signal: "failed" (GError *). */
/* A card of @entry; or the row of a list, which shows nothing yet: both NULL. */
GtkWidget *mdg_outbox_row_new (MdgAccountDesk *desk, const MdgOutboxEntry *entry);

/* Shows @entry, copied where needed; or nothing: both NULL. */
void mdg_outbox_row_set (MdgOutboxRow *self, MdgAccountDesk *desk, const MdgOutboxEntry *entry);

G_END_DECLS
