/* icon.c: shows one of our symbolic icons in the colour of the text around it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/icon.h"

#include "widgets/icon-shape.h"
#include "widgets/widget-tools.h"

#define ICON_PATH "/org/madoguchi/Madoguchi/shapes/"

struct _MdgIcon
{
  GtkWidget parent_instance;

  char *icon;
  int size;
  MdgIconShape *shape;
};

enum
{
  PROP_0,
  PROP_ICON,
  PROP_SIZE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgIcon, mdg_icon, GTK_TYPE_WIDGET)

static void
mdg_icon_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = *natural = MDG_ICON (widget)->size;
}

static void
mdg_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgIcon *self = MDG_ICON (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA color;
  cairo_t *cr;

  if (self->shape == NULL || width <= 0 || height <= 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_translate (cr, (width - self->size) / 2, (height - self->size) / 2);
  mdg_icon_shape_draw (self->shape, cr, self->size);
  cairo_destroy (cr);
}

static void
mdg_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgIcon *self = MDG_ICON (object);

  if (id == PROP_ICON)
    g_value_set_string (value, self->icon);
  else if (id == PROP_SIZE)
    g_value_set_int (value, self->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MdgIcon *self = MDG_ICON (object);

  if (id == PROP_ICON)
    mdg_icon_set_icon (self, g_value_get_string (value));
  else if (id == PROP_SIZE)
    {
      self->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_icon_finalize (GObject *object)
{
  MdgIcon *self = MDG_ICON (object);

  g_free (self->icon);
  mdg_icon_shape_free (self->shape);
  G_OBJECT_CLASS (mdg_icon_parent_class)->finalize (object);
}

static void
mdg_icon_class_init (MdgIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_icon_get_property;
  object_class->set_property = mdg_icon_set_property;
  object_class->finalize = mdg_icon_finalize;
  widget_class->measure = mdg_icon_measure;
  widget_class->snapshot = mdg_icon_snapshot;

  properties[PROP_ICON]
      = g_param_spec_string ("icon", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 8, 512, 16,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "mdgicon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mdg_icon_init (MdgIcon *self)
{
  self->size = 16;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  mdg_widget_set_accessible_hidden (GTK_WIDGET (self), TRUE);
}

GtkWidget *
mdg_icon_new (const char *name, int size)
{
  return g_object_new (MDG_TYPE_ICON, "icon", name, "size", size, NULL);
}

void
mdg_icon_set_icon (MdgIcon *self, const char *name)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MDG_IS_ICON (self));

  if (g_strcmp0 (self->icon, name) == 0)
    return;
  g_free (self->icon);
  self->icon = g_strdup (name);
  g_clear_pointer (&self->shape, mdg_icon_shape_free);
  if (name != NULL)
    {
      path = g_strconcat (ICON_PATH, name, ".svg", NULL);
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes != NULL)
        self->shape = mdg_icon_shape_parse (g_bytes_get_data (bytes, NULL),
                                            (gssize)g_bytes_get_size (bytes), &error);
      if (self->shape == NULL)
        g_warning ("icon %s: %s", name, error->message);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON]);
}
