/* clamp.c: keeps its child from growing wider than a person reads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/clamp.h"

#include "widgets/widget-tools.h"

struct _MdgClamp
{
  GtkWidget parent_instance;

  int maximum_width;
};

enum
{
  PROP_0,
  PROP_MAXIMUM_WIDTH,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgClamp, mdg_clamp, GTK_TYPE_WIDGET)

static int
clamp_width (MdgClamp *self, GtkWidget *child, int width)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, MIN (width, self->maximum_width));
}

static GtkSizeRequestMode
mdg_clamp_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mdg_clamp_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  MdgClamp *self = MDG_CLAMP (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (child == NULL)
    return;
  /* Of whatever width it is, it is as high as at the largest at least. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    for_size = clamp_width (self, child, for_size >= 0 ? for_size : self->maximum_width);
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, MIN (*natural, self->maximum_width));
}

static void
mdg_clamp_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkAllocation place = { 0, 0, 0, height };

  if (child == NULL)
    return;
  place.width = clamp_width (MDG_CLAMP (widget), child, width);
  place.x = MAX (0, (width - place.width) / 2);
  gtk_widget_size_allocate (child, &place, -1);
}

static void
mdg_clamp_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MAXIMUM_WIDTH)
    g_value_set_int (value, MDG_CLAMP (object)->maximum_width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_clamp_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_MAXIMUM_WIDTH)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  MDG_CLAMP (object)->maximum_width = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
mdg_clamp_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_clamp_parent_class)->dispose (object);
}

static void
mdg_clamp_class_init (MdgClampClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_clamp_get_property;
  object_class->set_property = mdg_clamp_set_property;
  object_class->dispose = mdg_clamp_dispose;
  widget_class->get_request_mode = mdg_clamp_get_request_mode;
  widget_class->measure = mdg_clamp_measure;
  widget_class->size_allocate = mdg_clamp_size_allocate;

  properties[PROP_MAXIMUM_WIDTH] = g_param_spec_int ("maximum-width", NULL, NULL, 0, G_MAXINT, 880,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_clamp_init (MdgClamp *self)
{
  self->maximum_width = 880;
}

GtkWidget *
mdg_clamp_new (int maximum_width)
{
  return g_object_new (MDG_TYPE_CLAMP, "maximum-width", maximum_width, NULL);
}

void
mdg_clamp_set_child (MdgClamp *self, GtkWidget *child)
{
  g_return_if_fail (MDG_IS_CLAMP (self));

  mdg_widget_clear (GTK_WIDGET (self));
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}
