/* flow-view.c: shows the picture of a consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/flow-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/flow-steps.h"
#include "widgets/widget-tools.h"

#define ZOOM_STEP 1.2
#define SCROLL_STEP 48 /* pixels */
#define ROOM 48        /* around a node that is panned to */

/* How large it is. */
typedef enum
{
  MODE_READABLE, /* as large as fits, but so that it can be read */
  MODE_WHOLE,    /* as large as fits */
  MODE_FREE      /* as somebody made it */
} Mode;

struct _MdgFlowView
{
  MdgPictureView parent_instance;

  const MdgFlow *flow;
  MdgFlowPicture *picture;
  MdgFlowTrace trace;
  gboolean has_trace;
  GPtrArray *buttons; /* of the nodes; owned as children */
  Mode mode;
  guint wanted;             /* the node to pan to when the size is known; NONE */
  graphene_point_t pointer; /* where it was last */
  MdgPicturePlace dragged;  /* where it was when the drag began */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgFlowView, mdg_flow_view, MDG_TYPE_PICTURE_VIEW)

/* where it is --------------------------------------------------------------------------------- */

/* Whole pixels, and never past the picture's edge. */
static void
move_to (MdgFlowView *self, MdgPicturePlace place)
{
  GtkWidget *widget = GTK_WIDGET (self);

  mdg_picture_view_set_place (MDG_PICTURE_VIEW (self), place, gtk_widget_get_width (widget),
                              gtk_widget_get_height (widget));
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);
}

/* What is at (@x, @y) stays there. */
static void
zoom_at (MdgFlowView *self, double factor, double x, double y)
{
  MdgPicturePlace place = mdg_picture_view_get_place (MDG_PICTURE_VIEW (self));
  double zoom = CLAMP (place.zoom * factor, MDG_PICTURE_LEAST_ZOOM, MDG_PICTURE_MOST_ZOOM);

  if (self->picture == NULL)
    return;
  factor = zoom / place.zoom;
  self->mode = MODE_FREE;
  move_to (self, (MdgPicturePlace){ zoom, x - (x - place.x) * factor, y - (y - place.y) * factor });
}

static void
mdg_flow_view_zoom_by (MdgPictureView *view, double factor)
{
  zoom_at (MDG_FLOW_VIEW (view), factor, gtk_widget_get_width (GTK_WIDGET (view)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (view)) / 2.0);
}

/* Whatever the size of the view; until somebody zooms or pans. */
static void
mdg_flow_view_fit (MdgPictureView *view)
{
  MDG_FLOW_VIEW (view)->mode = MODE_WHOLE;
  gtk_widget_queue_allocate (GTK_WIDGET (view));
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static gboolean
is_whole (MdgFlowView *self)
{
  return mdg_picture_view_fitting_zoom (MDG_PICTURE_VIEW (self),
                                        gtk_widget_get_width (GTK_WIDGET (self)),
                                        gtk_widget_get_height (GTK_WIDGET (self)))
         >= mdg_picture_view_get_zoom (MDG_PICTURE_VIEW (self));
}

/* (nullable) */
static const MdgFlowTrace *
trace_of (MdgFlowView *self)
{
  return self->has_trace ? &self->trace : NULL;
}

/* looks --------------------------------------------------------------------------------------- */

static void
mdg_flow_view_draw (MdgPictureView *view, cairo_t *cr, const MdgFlowLook *look)
{
  MdgFlowView *self = MDG_FLOW_VIEW (view);

  mdg_flow_picture_draw (self->picture, cr, look, trace_of (self));
}

/* size ---------------------------------------------------------------------------------------- */

static void
mdg_flow_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 700 : 420;
}

/* How far @begin to @end has to move to lie between 0 and @room. */
static double
way_inside (double begin, double end, double room)
{
  if (begin < 0 || end - begin > room)
    return -begin;
  return end > room ? room - end : 0;
}

/* @place, moved so that the wanted node is seen. */
static void
pan_to_wanted (MdgFlowView *self, MdgPicturePlace *place, int width, int height)
{
  const MdgFlowBox *box
      = mdg_flow_layout_box (mdg_flow_picture_get_layout (self->picture), self->wanted);
  double x, y;

  self->wanted = MDG_FLOW_NONE;
  if (box == NULL)
    return;
  x = place->x + box->box.x * place->zoom - ROOM;
  y = place->y + box->box.y * place->zoom - ROOM;
  place->x += way_inside (x, x + box->box.width * place->zoom + 2 * ROOM, width);
  place->y += way_inside (y, y + box->box.height * place->zoom + 2 * ROOM, height);
}

static void
mdg_flow_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MdgFlowView *self = MDG_FLOW_VIEW (widget);
  MdgPictureView *view = MDG_PICTURE_VIEW (widget);
  MdgPicturePlace place = mdg_picture_view_get_place (view);
  const MdgFlowLayout *layout;

  if (self->picture == NULL)
    return;
  layout = mdg_flow_picture_get_layout (self->picture);
  if (self->mode != MODE_FREE)
    place.zoom = CLAMP (mdg_picture_view_fitting_zoom (view, width, height),
                        self->mode == MODE_READABLE ? MDG_PICTURE_READABLE : MDG_PICTURE_LEAST_ZOOM,
                        MDG_PICTURE_MOST_FITTED);
  if (self->wanted != MDG_FLOW_NONE)
    pan_to_wanted (self, &place, width, height);
  mdg_picture_view_set_place (view, place, width, height);
  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = &g_array_index (layout->boxes, MdgFlowBox, i);

      mdg_picture_view_allocate_button (view, self->buttons->pdata[box->node], &box->box);
    }
}

/* nodes --------------------------------------------------------------------------------------- */

static guint
node_of (MdgFlowView *self, GtkWidget *button)
{
  guint node;

  return button != NULL && g_ptr_array_find (self->buttons, button, &node) ? node : MDG_FLOW_NONE;
}

static void
button_clicked (GtkWidget *button, MdgFlowView *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, node_of (self, button));
}

static void
button_focused (GtkEventController *controller, MdgFlowView *self)
{
  mdg_flow_view_show_node (self, node_of (self, gtk_event_controller_get_widget (controller)));
}

static GtkWidget *
add_button (MdgFlowView *self)
{
  GtkWidget *button = mdg_picture_view_add_button (MDG_PICTURE_VIEW (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (button_focused), self, 0);
  gtk_widget_add_controller (button, focus);
  return button;
}

/* As a screen reader says it: what it is, whether one is there, what the reader shows, and where
 * its answers lead. */
static void
name_button (MdgFlowView *self, guint node)
{
  const MdgFlowNode *one = mdg_flow_node (self->flow, node);
  const MdgFlowVariant *variant = mdg_flow_picture_get_variant (self->picture);
  GtkWidget *button = self->buttons->pdata[node];
  gboolean here = self->has_trace && self->trace.here == node;
  gboolean been = !here && mdg_flow_trace_visited (trace_of (self), node);
  g_autofree char *answers = mdg_flow_steps_describe (
      self->flow, mdg_flow_picture_get_layout (self->picture), variant, node);
  g_autofree char *name
      = g_strconcat (mdg_flow_text (one->title, variant), here ? _ (" (you are here)") : "",
                     been ? _ (" (on the way)") : "", NULL);
  g_autofree char *rest = g_strconcat (mdg_flow_text (one->words, variant), " ", answers, NULL);

  mdg_widget_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rest, -1);
}

/* After another variant, or another way. */
static void
update (MdgFlowView *self)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);

  for (guint n = 0; n < self->buttons->len; n++)
    {
      gboolean shown = mdg_flow_layout_box (layout, n) != NULL;

      mdg_widget_set_shown (self->buttons->pdata[n], shown);
      if (shown)
        name_button (self, n);
    }
  mdg_picture_view_set_size (MDG_PICTURE_VIEW (self), layout->width, layout->height);
}

/* input --------------------------------------------------------------------------------------- */

static gboolean
move_focus (MdgFlowView *self, GtkDirectionType direction)
{
  guint node = node_of (self, gtk_widget_get_focus_child (GTK_WIDGET (self)));

  if (node == MDG_FLOW_NONE)
    return FALSE;
  node = mdg_flow_steps_next (mdg_flow_picture_get_layout (self->picture), trace_of (self), node,
                              direction);
  if (node != MDG_FLOW_NONE)
    gtk_widget_grab_focus (self->buttons->pdata[node]);
  return TRUE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             MdgFlowView *self)
{
  switch (key)
    {
    case GDK_KEY_Left:
      return move_focus (self, GTK_DIR_LEFT);
    case GDK_KEY_Right:
      return move_focus (self, GTK_DIR_RIGHT);
    case GDK_KEY_Up:
      return move_focus (self, GTK_DIR_UP);
    case GDK_KEY_Down:
      return move_focus (self, GTK_DIR_DOWN);
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (self), ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (self), 1 / ZOOM_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      mdg_picture_view_fit (MDG_PICTURE_VIEW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
pointed (GtkEventControllerMotion *controller, double x, double y, MdgFlowView *self)
{
  self->pointer = GRAPHENE_POINT_INIT ((float)x, (float)y);
}

/* With Ctrl it zooms at the pointer: a turn of the wheel itself has no place. What is seen whole
 * leaves the wheel to the page. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, MdgFlowView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    {
      if (self->picture == NULL || is_whole (self))
        return FALSE;
      mdg_flow_view_pan_by (self, -dx * SCROLL_STEP, -dy * SCROLL_STEP);
      return TRUE;
    }
  zoom_at (self, pow (ZOOM_STEP, -dy), (double)self->pointer.x, (double)self->pointer.y);
  return TRUE;
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, MdgFlowView *self)
{
  self->dragged = mdg_picture_view_get_place (MDG_PICTURE_VIEW (self));
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, MdgFlowView *self)
{
  MdgPicturePlace place = mdg_picture_view_get_place (MDG_PICTURE_VIEW (self));

  if (self->picture == NULL)
    return;
  if (!is_whole (self))
    self->mode = MODE_FREE;
  move_to (self, (MdgPicturePlace){ place.zoom, self->dragged.x + dx, self->dragged.y + dy });
}

static void
add_controllers (MdgFlowView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (pointed), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_flow_view_dispose (GObject *object)
{
  MdgFlowView *self = MDG_FLOW_VIEW (object);

  g_ptr_array_set_size (self->buttons, 0);
  G_OBJECT_CLASS (mdg_flow_view_parent_class)->dispose (object);
  g_clear_pointer (&self->picture, mdg_flow_picture_free);
}

static void
mdg_flow_view_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_FLOW_VIEW (object)->buttons);
  G_OBJECT_CLASS (mdg_flow_view_parent_class)->finalize (object);
}

static void
mdg_flow_view_class_init (MdgFlowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPictureViewClass *view_class = MDG_PICTURE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_flow_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_flow_view_finalize;
  widget_class->measure = mdg_flow_view_measure;
  widget_class->size_allocate = mdg_flow_view_size_allocate;
  view_class->draw = mdg_flow_view_draw;
  view_class->zoom_by = mdg_flow_view_zoom_by;
  view_class->fit = mdg_flow_view_fit;
  signals[CHOSEN] = g_signal_new ("chosen", MDG_TYPE_FLOW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "flowview");
}

static void
mdg_flow_view_init (MdgFlowView *self)
{
  self->buttons = g_ptr_array_new ();
  self->wanted = MDG_FLOW_NONE;
  add_controllers (self);
}

GtkWidget *
mdg_flow_view_new (void)
{
  return g_object_new (MDG_TYPE_FLOW_VIEW, NULL);
}

void
mdg_flow_view_set_flow (MdgFlowView *self, const MdgFlow *flow, const MdgFlowVariant *variant)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->flow == NULL);

  self->flow = flow;
  self->picture = mdg_flow_picture_new (flow, variant);
  for (guint n = 0; n < flow->nodes->len; n++)
    g_ptr_array_add (self->buttons, add_button (self));
  update (self);
}

void
mdg_flow_view_set_variant (MdgFlowView *self, const MdgFlowVariant *variant)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL);

  mdg_flow_picture_set_variant (self->picture, variant);
  update (self);
}

void
mdg_flow_view_set_walk (MdgFlowView *self, const MdgWalk *walk)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL);

  if (walk != NULL)
    mdg_flow_trace_walk (&self->trace, walk);
  self->has_trace = walk != NULL;
  update (self);
}

void
mdg_flow_view_set_trace (MdgFlowView *self, const MdgFlowTrace *trace)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL && trace != NULL);

  self->trace = *trace;
  self->has_trace = TRUE;
  update (self);
}

void
mdg_flow_view_pan_by (MdgFlowView *self, double x, double y)
{
  MdgPicturePlace place = mdg_picture_view_get_place (MDG_PICTURE_VIEW (self));

  g_return_if_fail (MDG_IS_FLOW_VIEW (self));

  if (self->picture == NULL)
    return;
  self->mode = MODE_FREE;
  move_to (self, (MdgPicturePlace){ place.zoom, place.x + x, place.y + y });
}

void
mdg_flow_view_show_node (MdgFlowView *self, guint node)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self));

  self->wanted = node;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
mdg_flow_view_get_button (MdgFlowView *self, guint node)
{
  g_return_val_if_fail (MDG_IS_FLOW_VIEW (self) && node < self->buttons->len, NULL);

  return self->buttons->pdata[node];
}

MdgFlowPicture *
mdg_flow_view_get_picture (MdgFlowView *self)
{
  g_return_val_if_fail (MDG_IS_FLOW_VIEW (self), NULL);

  return self->picture;
}
