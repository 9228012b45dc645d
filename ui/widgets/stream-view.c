/* stream-view.c: shows the streams of receptions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/stream-view.h"

#include <math.h>

#include "widgets/flow-look.h"
#include "widgets/widget-tools.h"

#define LEAST_ZOOM 0.2
#define MOST_ZOOM 3.0
#define MOST_FITTED 1.25
#define READABLE 0.75

struct _MdgStreamView
{
  GtkWidget parent_instance;

  MdgStreamPicture *picture; /* (nullable) */
  GtkWidget *buttons[MDG_N_NODES];
  GskRenderNode *drawn; /* (nullable) */
  MdgReceptionNode lit; /* MDG_N_NODES: none */
  double least;         /* the zoom that is asked for */
  double zoom;
  double x, y; /* where the picture's corner is */
};

G_DEFINE_FINAL_TYPE (MdgStreamView, mdg_stream_view, GTK_TYPE_WIDGET)

/* drawing ------------------------------------------------------------------------------------- */

static void
draw_anew (MdgStreamView *self)
{
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GskRenderNode *
draw (MdgStreamView *self)
{
  const MdgStreamLayout *layout = mdg_stream_picture_get_layout (self->picture);
  MdgFlowLook look = mdg_flow_look_of (GTK_WIDGET (self));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)layout->width, (float)layout->height));

  mdg_stream_picture_draw (self->picture, cr, &look, self->lit);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
mdg_stream_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgStreamView *self = MDG_STREAM_VIEW (widget);

  if (self->picture == NULL)
    return;
  if (self->drawn == NULL)
    self->drawn = draw (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)self->x, (float)self->y));
  gtk_snapshot_scale (snapshot, (float)self->zoom, (float)self->zoom);
  gtk_snapshot_append_node (snapshot, self->drawn);
  gtk_snapshot_restore (snapshot);
  GTK_WIDGET_CLASS (mdg_stream_view_parent_class)->snapshot (widget, snapshot);
}

static void
mdg_stream_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mdg_stream_view_parent_class)->css_changed (widget, change);
  draw_anew (MDG_STREAM_VIEW (widget));
}

static void
light (MdgStreamView *self, MdgReceptionNode node)
{
  if (self->lit == node)
    return;
  self->lit = node;
  draw_anew (self);
}

/* size ---------------------------------------------------------------------------------------- */

static void
mdg_stream_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  MdgStreamView *self = MDG_STREAM_VIEW (widget);
  const MdgStreamLayout *layout
      = self->picture != NULL ? mdg_stream_picture_get_layout (self->picture) : NULL;
  double size = layout == NULL                              ? 0
                : orientation == GTK_ORIENTATION_HORIZONTAL ? layout->width
                                                            : layout->height;

  *minimum = *natural = (int)ceil (size * self->least);
}

static void
allocate_button (MdgStreamView *self, const MdgStreamBox *box)
{
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float)floor (self->x + box->box.x * self->zoom),
                                                 (float)floor (self->y + box->box.y * self->zoom));

  gtk_widget_allocate (self->buttons[box->node], (int)ceil (box->box.width * self->zoom),
                       (int)ceil (box->box.height * self->zoom), -1,
                       gsk_transform_translate (NULL, &corner));
}

static void
mdg_stream_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MdgStreamView *self = MDG_STREAM_VIEW (widget);
  const MdgStreamLayout *layout;

  if (self->picture == NULL)
    return;
  layout = mdg_stream_picture_get_layout (self->picture);
  self->zoom = CLAMP (fmin (width / layout->width, height / layout->height), self->least,
                      fmax (MOST_FITTED, self->least));
  self->x = round (fmax (0, (width - layout->width * self->zoom) / 2));
  self->y = round (fmax (0, (height - layout->height * self->zoom) / 2));
  for (guint i = 0; i < layout->boxes->len; i++)
    allocate_button (self, &g_array_index (layout->boxes, MdgStreamBox, i));
}

static void
set_least (MdgStreamView *self, double least)
{
  self->least = CLAMP (least, LEAST_ZOOM, MOST_ZOOM);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* choices ------------------------------------------------------------------------------------- */

static MdgReceptionNode
node_of (MdgStreamView *self, GtkWidget *button)
{
  guint node = 0;

  while (node < MDG_N_NODES && self->buttons[node] != button)
    node++;
  return (MdgReceptionNode)node;
}

static void
entered (GtkEventController *controller, MdgStreamView *self)
{
  light (self, node_of (self, gtk_event_controller_get_widget (controller)));
}

static void
pointed_at (GtkEventController *controller, double x, double y, MdgStreamView *self)
{
  entered (controller, self);
}

static void
left (GtkEventController *controller, MdgStreamView *self)
{
  light (self, MDG_N_NODES);
}

static GtkWidget *
add_button (MdgStreamView *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_add_css_class (button, "flow-node");
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left), self, 0);
  g_signal_connect_object (motion, "enter", G_CALLBACK (pointed_at), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left), self, 0);
  gtk_widget_add_controller (button, focus);
  gtk_widget_add_controller (button, motion);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  mdg_widget_set_shown (button, FALSE);
  return button;
}

/* "処方箋: 電子処方箋, 1,234 (56 %)", and where they go from there. */
static void
name_button (MdgStreamView *self,
             const MdgReceptionTotals *totals,
             const MdgStreamWords *words,
             const MdgStreamBox *box)
{
  g_autofree char *count = words->count (box->n, totals->n);
  g_autofree char *name
      = g_strdup_printf ("%s: %s, %s", words->stations[mdg_reception_node_station (box->node)],
                         words->nodes[box->node], count);
  g_autoptr (GString) onwards = g_string_new (NULL);
  GtkWidget *button = self->buttons[box->node];

  for (guint i = 0; i < totals->links->len; i++)
    {
      const MdgReceptionLink *link = &g_array_index (totals->links, MdgReceptionLink, i);
      g_autofree char *of_it = link->from == box->node ? words->count (link->n, box->n) : NULL;

      if (of_it != NULL)
        g_string_append_printf (onwards, "%s→ %s: %s, %s", onwards->len > 0 ? "\n" : "",
                                words->stations[mdg_reception_node_station (link->to)],
                                words->nodes[link->to], of_it);
    }
  mdg_widget_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  onwards->str, -1);
  gtk_widget_set_tooltip_text (button, onwards->len > 0 ? onwards->str : NULL);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_stream_view_dispose (GObject *object)
{
  MdgStreamView *self = MDG_STREAM_VIEW (object);

  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  g_clear_pointer (&self->picture, mdg_stream_picture_free);
  G_OBJECT_CLASS (mdg_stream_view_parent_class)->dispose (object);
}

static void
mdg_stream_view_class_init (MdgStreamViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_stream_view_dispose;
  widget_class->measure = mdg_stream_view_measure;
  widget_class->size_allocate = mdg_stream_view_size_allocate;
  widget_class->snapshot = mdg_stream_view_snapshot;
  widget_class->css_changed = mdg_stream_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "streamview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_stream_view_init (MdgStreamView *self)
{
  self->least = READABLE;
  self->zoom = 1;
  self->lit = MDG_N_NODES;
  for (guint node = 0; node < MDG_N_NODES; node++)
    self->buttons[node] = add_button (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
mdg_stream_view_new (void)
{
  return g_object_new (MDG_TYPE_STREAM_VIEW, NULL);
}

void
mdg_stream_view_set_totals (MdgStreamView *self,
                            const MdgReceptionTotals *totals,
                            const MdgStreamWords *words)
{
  const MdgStreamLayout *layout;

  g_return_if_fail (MDG_IS_STREAM_VIEW (self) && (totals == NULL || totals->n > 0));

  g_clear_pointer (&self->picture, mdg_stream_picture_free);
  if (totals != NULL)
    self->picture = mdg_stream_picture_new (totals, words);
  layout = self->picture != NULL ? mdg_stream_picture_get_layout (self->picture) : NULL;
  for (guint node = 0; node < MDG_N_NODES; node++)
    {
      const MdgStreamBox *box
          = layout != NULL ? mdg_stream_layout_box (layout, (MdgReceptionNode)node) : NULL;

      mdg_widget_set_shown (self->buttons[node], box != NULL);
      if (box != NULL)
        name_button (self, totals, words, box);
    }
  draw_anew (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
mdg_stream_view_zoom_by (MdgStreamView *self, double factor)
{
  g_return_if_fail (MDG_IS_STREAM_VIEW (self));

  set_least (self, self->zoom * factor);
}

void
mdg_stream_view_fit (MdgStreamView *self)
{
  g_return_if_fail (MDG_IS_STREAM_VIEW (self));

  set_least (self, LEAST_ZOOM);
}

double
mdg_stream_view_get_zoom (MdgStreamView *self)
{
  g_return_val_if_fail (MDG_IS_STREAM_VIEW (self), 1);

  return self->zoom;
}

GtkWidget *
mdg_stream_view_get_button (MdgStreamView *self, MdgReceptionNode node)
{
  g_return_val_if_fail (MDG_IS_STREAM_VIEW (self) && node < MDG_N_NODES, NULL);

  return gtk_widget_get_visible (self->buttons[node]) ? self->buttons[node] : NULL;
}
