/* row.c: one row of a row window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-private.h"

struct _MdgRow
{
  GObject parent_instance;
  gint64 number;
  gpointer value;
  GDestroyNotify free_value;
};

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgRow, mdg_row, G_TYPE_OBJECT)

static void
clear_value (MdgRow *self)
{
  if (self->value != NULL && self->free_value != NULL)
    self->free_value (self->value);
  self->value = NULL;
}

static void
mdg_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  MdgRow *self = MDG_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_pointer (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
mdg_row_finalize (GObject *object)
{
  clear_value (MDG_ROW (object));
  G_OBJECT_CLASS (mdg_row_parent_class)->finalize (object);
}

static void
mdg_row_class_init (MdgRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_row_get_property;
  object_class->finalize = mdg_row_finalize;
  props[PROP_VALUE]
      = g_param_spec_pointer ("value", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mdg_row_init (MdgRow *self)
{
}

MdgRow *
mdg_row_new (gint64 number)
{
  MdgRow *self = g_object_new (MDG_TYPE_ROW, NULL);

  self->number = number;
  return self;
}

void
mdg_row_set_value (MdgRow *self, gpointer value, GDestroyNotify free_value)
{
  clear_value (self);
  self->value = value;
  self->free_value = free_value;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

gint64
mdg_row_get_number (MdgRow *self)
{
  g_return_val_if_fail (MDG_IS_ROW (self), -1);
  return self->number;
}

gconstpointer
mdg_row_get_value (MdgRow *self)
{
  g_return_val_if_fail (MDG_IS_ROW (self), NULL);
  return self->value;
}
