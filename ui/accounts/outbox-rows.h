/* outbox-rows.h: what waits to be sent as a list model: of MdgOutboxItem, in the order in which it is sent. */
#pragma once

#include <gio/gio.h>

#include "accounts/outbox-entry.h"

G_BEGIN_DECLS

#define MDG_TYPE_OUTBOX_ITEM (mdg_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (MdgOutboxItem, mdg_outbox_item, MDG, OUTBOX_ITEM, GObject)

/* Owned by the item. */
const MdgOutboxEntry *mdg_outbox_item_get_entry (MdgOutboxItem *item);

/* Makes @store (of MdgOutboxItem) hold those of @entries (of MdgOutboxEntry) that are no conflicts. Items whose entries
 * say the same as before stay the same: only what lies between them is told as changed. */
void mdg_outbox_rows_fill (GListStore *store, GPtrArray *entries);

G_END_DECLS
