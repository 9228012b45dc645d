/* drive-list.c: the drives as a list that follows what is plugged and pulled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/drive-list.h"

struct _MdgDriveItem
{
  GObject parent_instance;
  MdgDrive *drive;
};

G_DEFINE_FINAL_TYPE (MdgDriveItem, mdg_drive_item, G_TYPE_OBJECT)

struct _MdgDriveList
{
  GObject parent_instance;
  GPtrArray *items;
  MdgDriveWatch *watch;
  GCancellable *cancellable;
  gboolean is_asking; /* one question at a time; a change meanwhile asks again */
  gboolean ask_again;
  gboolean is_looking;
};

enum
{
  PROP_LOOKING = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return MDG_TYPE_DRIVE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return MDG_DRIVE_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MdgDriveList *self = MDG_DRIVE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgDriveList,
                               mdg_drive_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* an item ------------------------------------------------------------------------------------- */

static void
mdg_drive_item_finalize (GObject *object)
{
  mdg_drive_free (MDG_DRIVE_ITEM (object)->drive);
  G_OBJECT_CLASS (mdg_drive_item_parent_class)->finalize (object);
}

static void
mdg_drive_item_class_init (MdgDriveItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_drive_item_finalize;
}

static void
mdg_drive_item_init (MdgDriveItem *self)
{
}

const MdgDrive *
mdg_drive_item_get_drive (MdgDriveItem *self)
{
  g_return_val_if_fail (MDG_IS_DRIVE_ITEM (self), NULL);
  return self->drive;
}

static gboolean
is_same (const MdgDriveItem *item, const MdgDrive *drive)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new ();
  g_autoptr (GPtrArray) b = g_ptr_array_new ();

  g_ptr_array_add (a, item->drive);
  g_ptr_array_add (b, (gpointer)drive);
  return item->drive->free == drive->free && mdg_drives_equal (a, b);
}

/* asking -------------------------------------------------------------------------------------- */

/* Puts @drives in place of what was there; what stayed the same at both ends is not touched, so
 * that a chosen row stays chosen. */
static void
replace (MdgDriveList *self, GPtrArray *drives)
{
  guint before = self->items->len, after = drives->len, head = 0, tail = 0;

  while (head < MIN (before, after) && is_same (self->items->pdata[head], drives->pdata[head]))
    head++;
  while (tail < MIN (before, after) - head
         && is_same (self->items->pdata[before - 1 - tail], drives->pdata[after - 1 - tail]))
    tail++;
  if (head == before && before == after)
    return;
  if (before > head + tail)
    g_ptr_array_remove_range (self->items, head, before - head - tail);
  for (guint i = head; i < after - tail; i++)
    {
      MdgDriveItem *item = g_object_new (MDG_TYPE_DRIVE_ITEM, NULL);

      item->drive = mdg_drive_copy (drives->pdata[i]);
      g_ptr_array_insert (self->items, (int)i, item);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), head, before - head - tail, after - head - tail);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drives = mdg_drives_list_finish (result, &error);
  MdgDriveList *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asking = FALSE;
  if (drives != NULL)
    replace (self, drives);
  else
    g_warning ("the drives cannot be listed: %s", error->message);
  if (self->is_looking)
    {
      self->is_looking = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
    }
  if (self->ask_again)
    mdg_drive_list_refresh (self);
}

void
mdg_drive_list_refresh (MdgDriveList *self)
{
  g_return_if_fail (MDG_IS_DRIVE_LIST (self));
  self->ask_again = self->is_asking;
  if (self->is_asking)
    return;
  self->is_asking = TRUE;
  mdg_drives_list_async (self->cancellable, on_listed, self);
}

static void
on_changed (gpointer data)
{
  mdg_drive_list_refresh (data);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_drive_list_dispose (GObject *object)
{
  MdgDriveList *self = MDG_DRIVE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->watch, mdg_drive_watch_free);
  G_OBJECT_CLASS (mdg_drive_list_parent_class)->dispose (object);
}

static void
mdg_drive_list_finalize (GObject *object)
{
  MdgDriveList *self = MDG_DRIVE_LIST (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (mdg_drive_list_parent_class)->finalize (object);
}

static void
mdg_drive_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, MDG_DRIVE_LIST (object)->is_looking);
}

static void
mdg_drive_list_class_init (MdgDriveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_drive_list_dispose;
  object_class->finalize = mdg_drive_list_finalize;
  object_class->get_property = mdg_drive_list_get_property;
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, TRUE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_drive_list_init (MdgDriveList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->is_looking = TRUE;
}

MdgDriveList *
mdg_drive_list_new (void)
{
  MdgDriveList *self = g_object_new (MDG_TYPE_DRIVE_LIST, NULL);

  self->watch = mdg_drive_watch_new (on_changed, self);
  mdg_drive_list_refresh (self);
  return self;
}

gboolean
mdg_drive_list_is_looking (MdgDriveList *self)
{
  g_return_val_if_fail (MDG_IS_DRIVE_LIST (self), FALSE);
  return self->is_looking;
}
