/* stream-view.c: shows the streams of receptions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/stream-view.h"

#include <math.h>

#include "widgets/widget-tools.h"

struct _MdgStreamView
{
  MdgPictureView parent_instance;

  MdgStreamPicture *picture; /* (nullable) */
  GtkWidget *buttons[MDG_N_NODES];
  MdgReceptionNode lit; /* MDG_N_NODES: none */
  double least;         /* the zoom that is asked for */
};

G_DEFINE_FINAL_TYPE (MdgStreamView, mdg_stream_view, MDG_TYPE_PICTURE_VIEW)

/* drawing ------------------------------------------------------------------------------------- */

static void
mdg_stream_view_draw (MdgPictureView *view, cairo_t *cr, const MdgFlowLook *look)
{
  MdgStreamView *self = MDG_STREAM_VIEW (view);

  mdg_stream_picture_draw (self->picture, cr, look, self->lit);
}

static void
light (MdgStreamView *self, MdgReceptionNode node)
{
  if (self->lit == node)
    return;
  self->lit = node;
  mdg_picture_view_draw_anew (MDG_PICTURE_VIEW (self));
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
  *minimum = *natural
      = (int)ceil (mdg_picture_view_get_size (MDG_PICTURE_VIEW (widget), orientation)
                   * MDG_STREAM_VIEW (widget)->least);
}

static void
mdg_stream_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MdgStreamView *self = MDG_STREAM_VIEW (widget);
  MdgPictureView *view = MDG_PICTURE_VIEW (widget);
  const MdgStreamLayout *layout;
  MdgPicturePlace place = { 0 };

  if (self->picture == NULL)
    return;
  layout = mdg_stream_picture_get_layout (self->picture);
  place.zoom = CLAMP (mdg_picture_view_fitting_zoom (view, width, height), self->least,
                      fmax (MDG_PICTURE_MOST_FITTED, self->least));
  mdg_picture_view_set_place (view, place, width, height);
  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgStreamBox *box = &g_array_index (layout->boxes, MdgStreamBox, i);

      mdg_picture_view_allocate_button (view, self->buttons[box->node], &box->box);
    }
}

static void
set_least (MdgStreamView *self, double least)
{
  self->least = CLAMP (least, MDG_PICTURE_LEAST_ZOOM, MDG_PICTURE_MOST_ZOOM);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Larger or smaller than it is, but never smaller than the place that there is. */
static void
mdg_stream_view_zoom_by (MdgPictureView *view, double factor)
{
  set_least (MDG_STREAM_VIEW (view), mdg_picture_view_get_zoom (view) * factor);
}

static void
mdg_stream_view_fit (MdgPictureView *view)
{
  set_least (MDG_STREAM_VIEW (view), MDG_PICTURE_LEAST_ZOOM);
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
  GtkWidget *button = mdg_picture_view_add_button (MDG_PICTURE_VIEW (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left), self, 0);
  g_signal_connect_object (motion, "enter", G_CALLBACK (pointed_at), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left), self, 0);
  gtk_widget_add_controller (button, focus);
  gtk_widget_add_controller (button, motion);
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
  G_OBJECT_CLASS (mdg_stream_view_parent_class)->dispose (object);
  g_clear_pointer (&MDG_STREAM_VIEW (object)->picture, mdg_stream_picture_free);
}

static void
mdg_stream_view_class_init (MdgStreamViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPictureViewClass *view_class = MDG_PICTURE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_stream_view_dispose;
  widget_class->measure = mdg_stream_view_measure;
  widget_class->size_allocate = mdg_stream_view_size_allocate;
  view_class->draw = mdg_stream_view_draw;
  view_class->zoom_by = mdg_stream_view_zoom_by;
  view_class->fit = mdg_stream_view_fit;
  gtk_widget_class_set_css_name (widget_class, "streamview");
}

static void
mdg_stream_view_init (MdgStreamView *self)
{
  self->least = MDG_PICTURE_READABLE;
  self->lit = MDG_N_NODES;
  for (guint node = 0; node < MDG_N_NODES; node++)
    self->buttons[node] = add_button (self);
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
    self->picture = mdg_stream_picture_new (totals, words, MDG_STREAM_HEIGHT);
  layout = self->picture != NULL ? mdg_stream_picture_get_layout (self->picture) : NULL;
  for (guint node = 0; node < MDG_N_NODES; node++)
    {
      const MdgStreamBox *box
          = layout != NULL ? mdg_stream_layout_box (layout, (MdgReceptionNode)node) : NULL;

      mdg_widget_set_shown (self->buttons[node], box != NULL);
      if (box != NULL)
        name_button (self, totals, words, box);
    }
  mdg_picture_view_set_size (MDG_PICTURE_VIEW (self), layout != NULL ? layout->width : 0,
                             layout != NULL ? layout->height : 0);
}

GtkWidget *
mdg_stream_view_get_button (MdgStreamView *self, MdgReceptionNode node)
{
  g_return_val_if_fail (MDG_IS_STREAM_VIEW (self) && node < MDG_N_NODES, NULL);

  return gtk_widget_get_visible (self->buttons[node]) ? self->buttons[node] : NULL;
}
