/* item-list.h: objects in a row, as a GListModel: for types that are such a list and more. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MDG_TYPE_ITEM_LIST (mdg_item_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (MdgItemList, mdg_item_list, MDG, ITEM_LIST, GObject)

struct _MdgItemListClass
{
  GObjectClass parent_class;

  GType item_type; /* of the objects; set by the subclass */
};

guint mdg_item_list_get_length (MdgItemList *list);

/* The one at @position, which must be there. (transfer none) */
gpointer mdg_item_list_get (MdgItemList *list, guint position);

/* Both tell "items-changed". @item: (transfer full) */
void mdg_item_list_insert (MdgItemList *list, guint position, gpointer item);
void mdg_item_list_remove (MdgItemList *list, guint position);

G_END_DECLS
