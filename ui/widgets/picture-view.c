/* picture-view.c: what the pictures of consent have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/picture-view.h"

#include <math.h>

#include "widgets/flow-look.h"
#include "widgets/widget-tools.h"

typedef struct
{
  double width, height; /* at zoom 1; 0: there is no picture */
  GskRenderNode *drawn; /* (nullable) */
  MdgPicturePlace place;
} MdgPictureViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MdgPictureView, mdg_picture_view, GTK_TYPE_WIDGET)

#define ZOOM_STEP 1.25
#define PRIVATE(view)                                                                              \
  ((MdgPictureViewPrivate *)mdg_picture_view_get_instance_private (MDG_PICTURE_VIEW (view)))

/* drawing ------------------------------------------------------------------------------------- */

void
mdg_picture_view_draw_anew (MdgPictureView *self)
{
  g_clear_pointer (&PRIVATE (self)->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mdg_picture_view_set_size (MdgPictureView *self, double width, double height)
{
  PRIVATE (self)->width = width;
  PRIVATE (self)->height = height;
  mdg_picture_view_draw_anew (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
mdg_picture_view_get_size (MdgPictureView *self, GtkOrientation orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? PRIVATE (self)->width : PRIVATE (self)->height;
}

static GskRenderNode *
draw (MdgPictureView *self)
{
  const MdgPictureViewPrivate *own = PRIVATE (self);
  MdgFlowLook look = mdg_flow_look_of (GTK_WIDGET (self));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)own->width, (float)own->height));

  MDG_PICTURE_VIEW_GET_CLASS (self)->draw (self, cr, &look);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
mdg_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgPictureViewPrivate *own = PRIVATE (widget);

  if (own->width <= 0)
    return;
  if (own->drawn == NULL)
    own->drawn = draw (MDG_PICTURE_VIEW (widget));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)own->place.x, (float)own->place.y));
  gtk_snapshot_scale (snapshot, (float)own->place.zoom, (float)own->place.zoom);
  gtk_snapshot_append_node (snapshot, own->drawn);
  gtk_snapshot_restore (snapshot);
  GTK_WIDGET_CLASS (mdg_picture_view_parent_class)->snapshot (widget, snapshot);
}

static void
mdg_picture_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mdg_picture_view_parent_class)->css_changed (widget, change);
  mdg_picture_view_draw_anew (MDG_PICTURE_VIEW (widget));
}

/* where it is --------------------------------------------------------------------------------- */

static double
clamp_offset (double offset, double size, double room)
{
  if (size <= room)
    return round ((room - size) / 2);
  return round (fmin (fmax (offset, room - size), 0));
}

void
mdg_picture_view_set_place (MdgPictureView *self, MdgPicturePlace place, int width, int height)
{
  MdgPictureViewPrivate *own = PRIVATE (self);

  own->place = (MdgPicturePlace){
    place.zoom,
    clamp_offset (place.x, own->width * place.zoom, width),
    clamp_offset (place.y, own->height * place.zoom, height),
  };
}

MdgPicturePlace
mdg_picture_view_get_place (MdgPictureView *self)
{
  return PRIVATE (self)->place;
}

double
mdg_picture_view_get_zoom (MdgPictureView *self)
{
  g_return_val_if_fail (MDG_IS_PICTURE_VIEW (self), 1);

  return PRIVATE (self)->place.zoom;
}

double
mdg_picture_view_fitting_zoom (MdgPictureView *self, int width, int height)
{
  return fmin (width / PRIVATE (self)->width, height / PRIVATE (self)->height);
}

void
mdg_picture_view_zoom_by (MdgPictureView *self, double factor)
{
  g_return_if_fail (MDG_IS_PICTURE_VIEW (self));

  MDG_PICTURE_VIEW_GET_CLASS (self)->zoom_by (self, factor);
}

void
mdg_picture_view_larger (MdgPictureView *self)
{
  mdg_picture_view_zoom_by (self, ZOOM_STEP);
}

void
mdg_picture_view_smaller (MdgPictureView *self)
{
  mdg_picture_view_zoom_by (self, 1 / ZOOM_STEP);
}

void
mdg_picture_view_fit (MdgPictureView *self)
{
  g_return_if_fail (MDG_IS_PICTURE_VIEW (self));

  MDG_PICTURE_VIEW_GET_CLASS (self)->fit (self);
}

/* buttons ------------------------------------------------------------------------------------- */

GtkWidget *
mdg_picture_view_add_button (MdgPictureView *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "flow-node");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

void
mdg_picture_view_allocate_button (MdgPictureView *self, GtkWidget *button, const MdgFlowRect *box)
{
  const MdgPicturePlace *place = &PRIVATE (self)->place;
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float)floor (place->x + box->x * place->zoom),
                                                 (float)floor (place->y + box->y * place->zoom));

  gtk_widget_allocate (button, (int)ceil (box->width * place->zoom),
                       (int)ceil (box->height * place->zoom), -1,
                       gsk_transform_translate (NULL, &corner));
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_picture_view_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_pointer (&PRIVATE (object)->drawn, gsk_render_node_unref);
  G_OBJECT_CLASS (mdg_picture_view_parent_class)->dispose (object);
}

static void
mdg_picture_view_class_init (MdgPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_picture_view_dispose;
  widget_class->snapshot = mdg_picture_view_snapshot;
  widget_class->css_changed = mdg_picture_view_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_picture_view_init (MdgPictureView *self)
{
  PRIVATE (self)->place.zoom = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}
