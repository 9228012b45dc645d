/* import-rows.c: the rows of an import plan as a list model.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/import-rows.h"

struct _MdgImportItem
{
  GObject parent_instance;

  MdgImportPlan *plan;
  guint index;
};

G_DEFINE_FINAL_TYPE (MdgImportItem, mdg_import_item, G_TYPE_OBJECT)

static void
mdg_import_item_finalize (GObject *object)
{
  mdg_import_plan_unref (MDG_IMPORT_ITEM (object)->plan);
  G_OBJECT_CLASS (mdg_import_item_parent_class)->finalize (object);
}

static void
mdg_import_item_class_init (MdgImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_import_item_finalize;
}

static void
mdg_import_item_init (MdgImportItem *self)
{
}

const MdgImportRow *
mdg_import_item_get_row (MdgImportItem *self)
{
  g_return_val_if_fail (MDG_IS_IMPORT_ITEM (self), NULL);

  return self->plan->rows->pdata[self->index];
}

struct _MdgImportRows
{
  GObject parent_instance;

  MdgImportPlan *plan;
  GPtrArray *items; /* of MdgImportItem (nullable): one for each row of the plan */
  GArray *shown;    /* (nullable): of guint: rows of the plan; NULL: all */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgImportRows,
                               mdg_import_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
count (MdgImportRows *self)
{
  return self->shown != NULL ? self->shown->len : self->plan->rows->len;
}

static GType
get_item_type (GListModel *model)
{
  return MDG_TYPE_IMPORT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return count (MDG_IMPORT_ROWS (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  MdgImportRows *self = MDG_IMPORT_ROWS (model);
  MdgImportItem *item;
  guint index = position;

  if (position >= count (self))
    return NULL;
  if (self->shown != NULL)
    index = g_array_index (self->shown, guint, position);
  if (self->items->pdata[index] == NULL)
    {
      item = g_object_new (MDG_TYPE_IMPORT_ITEM, NULL);
      item->plan = mdg_import_plan_ref (self->plan);
      item->index = index;
      self->items->pdata[index] = item;
    }
  return g_object_ref (self->items->pdata[index]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
item_unref (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static void
mdg_import_rows_finalize (GObject *object)
{
  MdgImportRows *self = MDG_IMPORT_ROWS (object);

  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->shown, g_array_unref);
  mdg_import_plan_unref (self->plan);
  G_OBJECT_CLASS (mdg_import_rows_parent_class)->finalize (object);
}

static void
mdg_import_rows_class_init (MdgImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_import_rows_finalize;
}

static void
mdg_import_rows_init (MdgImportRows *self)
{
}

MdgImportRows *
mdg_import_rows_new (MdgImportPlan *plan)
{
  MdgImportRows *self;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (MDG_TYPE_IMPORT_ROWS, NULL);
  self->plan = mdg_import_plan_ref (plan);
  self->items = g_ptr_array_new_with_free_func (item_unref);
  g_ptr_array_set_size (self->items, (int)plan->rows->len);
  return self;
}

void
mdg_import_rows_show (MdgImportRows *self, int verdict)
{
  guint before;

  g_return_if_fail (MDG_IS_IMPORT_ROWS (self));

  before = count (self);
  g_clear_pointer (&self->shown, g_array_unref);
  if (verdict >= 0)
    {
      self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < self->plan->rows->len; i++)
        if ((int)((const MdgImportRow *)self->plan->rows->pdata[i])->verdict == verdict)
          g_array_append_val (self->shown, i);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, count (self));
}
