/* flow-view.c: shows the picture of a consent flow.
 *
 * The picture is drawn once for each state into a render node; panning and zooming only put that
 * node elsewhere. SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/flow-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/flow-look.h"
#include "widgets/flow-steps.h"
#include "widgets/widget-tools.h"

#define LEAST_ZOOM 0.2
#define MOST_ZOOM 3.0
#define MOST_FITTED 1.25
#define READABLE 0.75 /* where nothing is asked for, it is no smaller */
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
  GtkWidget parent_instance;

  const MdgFlow *flow;
  MdgFlowPicture *picture;
  MdgFlowTrace trace;
  gboolean has_trace;
  GPtrArray *buttons; /* of the nodes; owned as children */
  GskRenderNode *drawn;
  double zoom;
  double x, y; /* where the picture's corner is */
  Mode mode;
  guint wanted; /* the node to pan to when the size is known; NONE */
  double drag_x, drag_y;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgFlowView, mdg_flow_view, GTK_TYPE_WIDGET)

/* where it is --------------------------------------------------------------------------------- */

static double
clamp_offset (double offset, double size, double room)
{
  if (size <= room)
    return round ((room - size) / 2);
  return round (CLAMP (offset, room - size, 0));
}

/* Whole pixels, and never past the picture's edge. */
static void
place (MdgFlowView *self, double x, double y)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);

  self->x = clamp_offset (x, layout->width * self->zoom, gtk_widget_get_width (GTK_WIDGET (self)));
  self->y
      = clamp_offset (y, layout->height * self->zoom, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fit (MdgFlowView *self, int width, int height)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);

  self->zoom = CLAMP (fmin (width / layout->width, height / layout->height),
                      self->mode == MODE_READABLE ? READABLE : LEAST_ZOOM, MOST_FITTED);
}

/* What is at (@x, @y) stays there. */
static void
zoom_at (MdgFlowView *self, double factor, double x, double y)
{
  double zoom = CLAMP (self->zoom * factor, LEAST_ZOOM, MOST_ZOOM);

  if (self->picture == NULL)
    return;
  factor = zoom / self->zoom;
  self->zoom = zoom;
  self->mode = MODE_FREE;
  place (self, x - (x - self->x) * factor, y - (y - self->y) * factor);
}

static gboolean
is_whole (MdgFlowView *self)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);

  return layout->width * self->zoom <= gtk_widget_get_width (GTK_WIDGET (self))
         && layout->height * self->zoom <= gtk_widget_get_height (GTK_WIDGET (self));
}

/* (nullable) */
static const MdgFlowTrace *
trace_of (MdgFlowView *self)
{
  return self->has_trace ? &self->trace : NULL;
}

/* looks --------------------------------------------------------------------------------------- */

static void
draw_anew (MdgFlowView *self)
{
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GskRenderNode *
draw (MdgFlowView *self)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);
  MdgFlowLook look = mdg_flow_look_of (GTK_WIDGET (self));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)layout->width, (float)layout->height));

  mdg_flow_picture_draw (self->picture, cr, &look, trace_of (self));
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
mdg_flow_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgFlowView *self = MDG_FLOW_VIEW (widget);

  if (self->picture == NULL)
    return;
  if (self->drawn == NULL)
    self->drawn = draw (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)self->x, (float)self->y));
  gtk_snapshot_scale (snapshot, (float)self->zoom, (float)self->zoom);
  gtk_snapshot_append_node (snapshot, self->drawn);
  gtk_snapshot_restore (snapshot);
  GTK_WIDGET_CLASS (mdg_flow_view_parent_class)->snapshot (widget, snapshot);
}

static void
mdg_flow_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mdg_flow_view_parent_class)->css_changed (widget, change);
  draw_anew (MDG_FLOW_VIEW (widget));
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

static void
pan_to_wanted (MdgFlowView *self, int width, int height)
{
  const MdgFlowBox *box
      = mdg_flow_layout_box (mdg_flow_picture_get_layout (self->picture), self->wanted);
  double x, y;

  self->wanted = MDG_FLOW_NONE;
  if (box == NULL)
    return;
  x = self->x + box->box.x * self->zoom - ROOM;
  y = self->y + box->box.y * self->zoom - ROOM;
  self->x += way_inside (x, x + box->box.width * self->zoom + 2 * ROOM, width);
  self->y += way_inside (y, y + box->box.height * self->zoom + 2 * ROOM, height);
}

static void
allocate_button (MdgFlowView *self, GtkWidget *button, const MdgFlowRect *box)
{
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float)floor (self->x + box->x * self->zoom),
                                                 (float)floor (self->y + box->y * self->zoom));

  gtk_widget_allocate (button, (int)ceil (box->width * self->zoom),
                       (int)ceil (box->height * self->zoom), -1,
                       gsk_transform_translate (NULL, &corner));
}

static void
mdg_flow_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MdgFlowView *self = MDG_FLOW_VIEW (widget);
  const MdgFlowLayout *layout;

  if (self->picture == NULL)
    return;
  layout = mdg_flow_picture_get_layout (self->picture);
  if (self->mode != MODE_FREE)
    fit (self, width, height);
  if (self->wanted != MDG_FLOW_NONE)
    pan_to_wanted (self, width, height);
  self->x = clamp_offset (self->x, layout->width * self->zoom, width);
  self->y = clamp_offset (self->y, layout->height * self->zoom, height);
  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = &g_array_index (layout->boxes, MdgFlowBox, i);
      allocate_button (self, self->buttons->pdata[box->node], &box->box);
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
  GtkWidget *button = gtk_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (button, "flow-node");
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (button_focused), self, 0);
  gtk_widget_add_controller (button, focus);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
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

static void
update_buttons (MdgFlowView *self)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (self->picture);

  for (guint n = 0; n < self->buttons->len; n++)
    {
      gboolean shown = mdg_flow_layout_box (layout, n) != NULL;

      mdg_widget_set_shown (self->buttons->pdata[n], shown);
      if (shown)
        name_button (self, n);
    }
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
      mdg_flow_view_zoom_by (self, ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      mdg_flow_view_zoom_by (self, 1 / ZOOM_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      mdg_flow_view_fit (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* With Ctrl it zooms at the pointer. What is seen whole leaves the wheel to the page. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, MdgFlowView *self)
{
  GtkEventController *any = GTK_EVENT_CONTROLLER (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (any);
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if ((gtk_event_controller_get_current_event_state (any) & GDK_CONTROL_MASK) == 0)
    {
      if (self->picture == NULL || is_whole (self))
        return FALSE;
      mdg_flow_view_pan_by (self, -dx * SCROLL_STEP, -dy * SCROLL_STEP);
      return TRUE;
    }
  if (event != NULL && gdk_event_get_position (event, &x, &y))
    {
      GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
      double shift_x, shift_y;

      gtk_native_get_surface_transform (native, &shift_x, &shift_y);
      gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - shift_x,
                                        y - shift_y, &x, &y);
    }
  zoom_at (self, pow (ZOOM_STEP, -dy), x, y);
  return TRUE;
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, MdgFlowView *self)
{
  self->drag_x = self->x;
  self->drag_y = self->y;
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, MdgFlowView *self)
{
  if (self->picture == NULL)
    return;
  if (!is_whole (self))
    self->mode = MODE_FREE;
  place (self, self->drag_x + dx, self->drag_y + dy);
}

static void
add_controllers (MdgFlowView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();

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
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  g_clear_pointer (&self->picture, mdg_flow_picture_free);
  G_OBJECT_CLASS (mdg_flow_view_parent_class)->dispose (object);
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

  G_OBJECT_CLASS (klass)->dispose = mdg_flow_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_flow_view_finalize;
  widget_class->measure = mdg_flow_view_measure;
  widget_class->size_allocate = mdg_flow_view_size_allocate;
  widget_class->snapshot = mdg_flow_view_snapshot;
  widget_class->css_changed = mdg_flow_view_css_changed;
  signals[CHOSEN] = g_signal_new ("chosen", MDG_TYPE_FLOW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "flowview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_flow_view_init (MdgFlowView *self)
{
  self->buttons = g_ptr_array_new ();
  self->zoom = 1;
  self->wanted = MDG_FLOW_NONE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
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
  update_buttons (self);
}

void
mdg_flow_view_set_variant (MdgFlowView *self, const MdgFlowVariant *variant)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL);

  mdg_flow_picture_set_variant (self->picture, variant);
  update_buttons (self);
  draw_anew (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
mdg_flow_view_set_walk (MdgFlowView *self, const MdgWalk *walk)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL);

  if (walk != NULL)
    mdg_flow_trace_walk (&self->trace, walk);
  self->has_trace = walk != NULL;
  update_buttons (self);
  draw_anew (self);
}

void
mdg_flow_view_set_trace (MdgFlowView *self, const MdgFlowTrace *trace)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self) && self->picture != NULL && trace != NULL);

  self->trace = *trace;
  self->has_trace = TRUE;
  update_buttons (self);
  draw_anew (self);
}

void
mdg_flow_view_fit (MdgFlowView *self)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self));

  self->mode = MODE_WHOLE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mdg_flow_view_zoom_by (MdgFlowView *self, double factor)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self));

  zoom_at (self, factor, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

double
mdg_flow_view_get_zoom (MdgFlowView *self)
{
  g_return_val_if_fail (MDG_IS_FLOW_VIEW (self), 1);

  return self->zoom;
}

void
mdg_flow_view_pan_by (MdgFlowView *self, double x, double y)
{
  g_return_if_fail (MDG_IS_FLOW_VIEW (self));

  if (self->picture == NULL)
    return;
  self->mode = MODE_FREE;
  place (self, self->x + x, self->y + y);
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
