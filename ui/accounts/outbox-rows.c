/* outbox-rows.c: what waits to be sent as a list model.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/outbox-rows.h"

struct _MdgOutboxItem
{
  GObject parent_instance;

  GPtrArray *entries; /* that hold it */
  const MdgOutboxEntry *entry;
};

G_DEFINE_FINAL_TYPE (MdgOutboxItem, mdg_outbox_item, G_TYPE_OBJECT)

static void
mdg_outbox_item_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_OUTBOX_ITEM (object)->entries);
  G_OBJECT_CLASS (mdg_outbox_item_parent_class)->finalize (object);
}

static void
mdg_outbox_item_class_init (MdgOutboxItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_outbox_item_finalize;
}

static void
mdg_outbox_item_init (MdgOutboxItem *self)
{
}

const MdgOutboxEntry *
mdg_outbox_item_get_entry (MdgOutboxItem *self)
{
  g_return_val_if_fail (MDG_IS_OUTBOX_ITEM (self), NULL);

  return self->entry;
}

static MdgOutboxItem *
item_new (GPtrArray *entries, const MdgOutboxEntry *entry)
{
  MdgOutboxItem *item = g_object_new (MDG_TYPE_OUTBOX_ITEM, NULL);

  item->entries = g_ptr_array_ref (entries);
  item->entry = entry;
  return item;
}

/* All that is shown of it; what an application asks for never changes. */
static gboolean
says_the_same (const MdgOutboxEntry *a, const MdgOutboxEntry *b)
{
  return a->number == b->number && a->state == b->state && a->made_at == b->made_at
         && a->reason == b->reason && a->limit == b->limit && g_strcmp0 (a->note, b->note) == 0
         && g_strcmp0 (a->institution_name, b->institution_name) == 0;
}

static gboolean
is_shown_by (GListStore *store, guint position, const MdgOutboxEntry *entry)
{
  g_autoptr (MdgOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return says_the_same (item->entry, entry);
}

/* Returns: (transfer full): of MdgOutboxEntry, which @entries holds */
static GPtrArray *
without_conflicts (GPtrArray *entries)
{
  GPtrArray *rows = g_ptr_array_sized_new (entries->len);

  for (guint i = 0; i < entries->len; i++)
    if (((const MdgOutboxEntry *)entries->pdata[i])->state != MDG_OUTBOX_CONFLICT)
      g_ptr_array_add (rows, entries->pdata[i]);
  return rows;
}

void
mdg_outbox_rows_fill (GListStore *store, GPtrArray *entries)
{
  g_autoptr (GPtrArray) rows = NULL, items = NULL;
  guint before, first = 0, last = 0;

  g_return_if_fail (G_IS_LIST_STORE (store) && entries != NULL);

  rows = without_conflicts (entries);
  before = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (first < MIN (before, rows->len) && is_shown_by (store, first, rows->pdata[first]))
    first++;
  while (last < MIN (before, rows->len) - first
         && is_shown_by (store, before - 1 - last, rows->pdata[rows->len - 1 - last]))
    last++;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < rows->len - last; i++)
    g_ptr_array_add (items, item_new (entries, rows->pdata[i]));
  if (before > first + last || items->len > 0)
    g_list_store_splice (store, first, before - first - last, items->pdata, items->len);
}
