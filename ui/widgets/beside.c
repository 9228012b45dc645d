/* beside.c: two scrolled parts of a page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/beside.h"

#include "widgets/widget-tools.h"

#define GAP 20
#define FIRST_SHARE 0.42 /* of the width */
#define SECOND_LEAST 440 /* pixels: narrower than that the second stands below */
#define HEIGHT_LEAST 320 /* beside each other */
#define HEIGHT_MOST 900  /* asked for */

struct _MdgBeside
{
  GtkWidget parent_instance;
};

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgBeside,
                               mdg_beside,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
mdg_beside_add_child (GtkBuildable *buildable,
                      GtkBuilder *builder,
                      GObject *child,
                      const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mdg_beside_add_child;
}

static GtkSizeRequestMode
mdg_beside_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
least_width (GtkWidget *child)
{
  int minimum = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Of all that scrolls in @child. */
static int
full_height (GtkWidget *child, int width)
{
  GtkWidget *content = GTK_IS_SCROLLED_WINDOW (child)
                           ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))
                           : child;
  int natural = 0;

  if (GTK_IS_VIEWPORT (content))
    content = gtk_viewport_get_child (GTK_VIEWPORT (content));
  if (content != NULL)
    gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The first one's width where both stand beside each other in @width; 0: they do not. */
static int
first_width (GtkWidget *widget, int width)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int wanted = MAX (least_width (first), (int)(FIRST_SHARE * width));

  return width - GAP - wanted >= MAX (SECOND_LEAST, least_width (second)) ? wanted : 0;
}

static void
mdg_beside_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (least_width (first), least_width (second));
      *natural = MAX (*minimum, least_width (first) + GAP + SECOND_LEAST);
    }
  else if (for_size < 0 || first_width (widget, for_size) > 0)
    {
      *minimum = HEIGHT_LEAST;
      *natural = HEIGHT_MOST;
    }
  else
    *minimum = *natural = full_height (first, for_size) + GAP + full_height (second, for_size);
}

static void
mdg_beside_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int left = first_width (widget, width);
  GtkAllocation one = { 0, 0, left, height };
  GtkAllocation other = { left + GAP, 0, width - left - GAP, height };

  if (left == 0)
    {
      one.width = other.width = width;
      one.height = full_height (first, width);
      other.x = 0;
      other.y = one.height + GAP;
      other.height = MAX (height - other.y, 1);
    }
  if (first != NULL)
    gtk_widget_size_allocate (first, &one, -1);
  if (second != NULL && second != first)
    gtk_widget_size_allocate (second, &other, -1);
}

static void
mdg_beside_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_beside_parent_class)->dispose (object);
}

static void
mdg_beside_class_init (MdgBesideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_beside_dispose;
  widget_class->get_request_mode = mdg_beside_get_request_mode;
  widget_class->measure = mdg_beside_measure;
  widget_class->size_allocate = mdg_beside_size_allocate;
}

static void
mdg_beside_init (MdgBeside *self)
{
}

GtkWidget *
mdg_beside_new (void)
{
  return g_object_new (MDG_TYPE_BESIDE, NULL);
}
