/* item-list.c: objects in a row, as a GListModel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/item-list.h"

typedef struct
{
  GPtrArray *items;
} MdgItemListPrivate;

static void list_model_init (GListModelInterface *interface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (MdgItemList,
                                  mdg_item_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (MdgItemList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
items_of (gpointer self)
{
  return ((MdgItemListPrivate *)mdg_item_list_get_instance_private (self))->items;
}

static GType
get_item_type (GListModel *model)
{
  return MDG_ITEM_LIST_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return items_of (model)->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = items_of (model);

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
mdg_item_list_finalize (GObject *object)
{
  g_ptr_array_unref (items_of (object));
  G_OBJECT_CLASS (mdg_item_list_parent_class)->finalize (object);
}

static void
mdg_item_list_class_init (MdgItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_item_list_finalize;
  klass->item_type = G_TYPE_OBJECT;
}

static void
mdg_item_list_init (MdgItemList *self)
{
  MdgItemListPrivate *private = mdg_item_list_get_instance_private (self);

  private->items = g_ptr_array_new_with_free_func (g_object_unref);
}

guint
mdg_item_list_get_length (MdgItemList *self)
{
  g_return_val_if_fail (MDG_IS_ITEM_LIST (self), 0);
  return items_of (self)->len;
}

gpointer
mdg_item_list_get (MdgItemList *self, guint position)
{
  g_return_val_if_fail (MDG_IS_ITEM_LIST (self) && position < items_of (self)->len, NULL);
  return items_of (self)->pdata[position];
}

void
mdg_item_list_insert (MdgItemList *self, guint position, gpointer item)
{
  g_return_if_fail (MDG_IS_ITEM_LIST (self) && position <= items_of (self)->len);
  g_ptr_array_insert (items_of (self), (int)position, item);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
mdg_item_list_remove (MdgItemList *self, guint position)
{
  g_return_if_fail (MDG_IS_ITEM_LIST (self) && position < items_of (self)->len);
  g_ptr_array_remove_index (items_of (self), position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}
