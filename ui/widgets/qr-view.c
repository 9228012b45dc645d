/* qr-view.c: shows a QR code that a phone reads from the screen.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "widgets/qr-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "platform/screen-lock.h"
#include "widgets/capture-guard.h"
#include "widgets/widget-tools.h"

#define MIN_SIDE 190     /* pixels, of what is black: 5 cm at 96 dpi */
#define NATURAL_SIDE 260 /* pixels */

struct _MdgQrView
{
  GtkWidget parent_instance;

  MdgQrCode *code;
  GtkWidget *show;       /* in its place after the screen was locked */
  MdgScreenLock *screen; /* once it was seen */
};

enum
{
  PROP_0,
  PROP_CODE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgQrView, mdg_qr_view, GTK_TYPE_WIDGET)

/* The largest side within @room whose modules are whole pixels of a screen with @scale pixels to
 * one of the toolkit's. */
static double
whole_side (guint modules, double room, int scale)
{
  double pixels = floor (room * scale / modules);

  return pixels >= 1 ? pixels * modules / scale : room;
}

/* The least side at which the code itself, without its quiet zone, is MIN_SIDE wide. */
static int
least_side (MdgQrView *self)
{
  guint size = self->code != NULL ? mdg_qr_code_get_size (self->code) : 0;

  if (size == 0)
    return MIN_SIDE;
  return (int)((MIN_SIDE + size - 1) / size * (size + 2 * MDG_QR_QUIET_ZONE));
}

static gboolean
is_covered (MdgQrView *self)
{
  return gtk_widget_get_visible (self->show);
}

static void
update_guard (MdgQrView *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self));

  mdg_capture_guard_set (GTK_WIDGET (self), seen && self->code != NULL && !is_covered (self));
}

static void
set_covered (MdgQrView *self, gboolean covered)
{
  mdg_widget_set_shown (self->show, covered);
  update_guard (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_clicked (MdgQrView *self)
{
  set_covered (self, FALSE);
}

/* Who unlocks it need not be who scanned. */
static void
screen_changed (MdgQrView *self)
{
  if (self->code != NULL && mdg_screen_lock_get_locked (self->screen))
    set_covered (self, TRUE);
}

static void
mdg_qr_view_map (GtkWidget *widget)
{
  MdgQrView *self = MDG_QR_VIEW (widget);

  GTK_WIDGET_CLASS (mdg_qr_view_parent_class)->map (widget);
  update_guard (self);
  if (self->screen != NULL)
    return;
  self->screen = mdg_screen_lock_get ();
  g_signal_connect_object (self->screen, "notify::locked", G_CALLBACK (screen_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
mdg_qr_view_unmap (GtkWidget *widget)
{
  mdg_capture_guard_set (widget, FALSE);
  GTK_WIDGET_CLASS (mdg_qr_view_parent_class)->unmap (widget);
}

static GtkSizeRequestMode
mdg_qr_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mdg_qr_view_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = least_side (MDG_QR_VIEW (widget));
  *natural = MAX (*minimum, NATURAL_SIDE);
}

/* The button has the size it wants, in the middle. */
static void
mdg_qr_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MdgQrView *self = MDG_QR_VIEW (widget);
  GtkRequisition minimum, natural;
  GtkAllocation place;

  if (!is_covered (self))
    return;
  gtk_widget_get_preferred_size (self->show, &minimum, &natural);
  place.width = MAX (minimum.width, MIN (natural.width, width));
  place.height = MAX (minimum.height, MIN (natural.height, height));
  place.x = (width - place.width) / 2;
  place.y = (height - place.height) / 2;
  gtk_widget_size_allocate (self->show, &place, -1);
}

static void
mdg_qr_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgQrView *self = MDG_QR_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->code == NULL || width <= 0 || height <= 0)
    return;
  if (is_covered (self))
    {
      gtk_widget_snapshot_child (widget, self->show, snapshot);
      return;
    }

  guint modules = mdg_qr_code_get_size (self->code) + 2 * MDG_QR_QUIET_ZONE;
  double side = whole_side (modules, MIN (width, height), gtk_widget_get_scale_factor (widget));
  double x = floor ((width - side) / 2);
  double y = floor ((height - side) / 2);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  mdg_qr_code_draw (self->code, cr, x, y, side);
  cairo_destroy (cr);
}

static void
mdg_qr_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CODE)
    g_value_set_boxed (value, MDG_QR_VIEW (object)->code);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_qr_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CODE)
    mdg_qr_view_set_code (MDG_QR_VIEW (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_qr_view_dispose (GObject *object)
{
  g_clear_pointer (&MDG_QR_VIEW (object)->code, mdg_qr_code_unref);
  g_clear_object (&MDG_QR_VIEW (object)->screen);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_qr_view_parent_class)->dispose (object);
}

static void
mdg_qr_view_class_init (MdgQrViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_qr_view_get_property;
  object_class->set_property = mdg_qr_view_set_property;
  object_class->dispose = mdg_qr_view_dispose;
  widget_class->get_request_mode = mdg_qr_view_get_request_mode;
  widget_class->map = mdg_qr_view_map;
  widget_class->unmap = mdg_qr_view_unmap;
  widget_class->measure = mdg_qr_view_measure;
  widget_class->size_allocate = mdg_qr_view_size_allocate;
  widget_class->snapshot = mdg_qr_view_snapshot;

  properties[PROP_CODE]
      = g_param_spec_boxed ("code", NULL, NULL, MDG_TYPE_QR_CODE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "qr-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mdg_qr_view_init (MdgQrView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("QR code for the authenticator app"), -1);
  self->show = gtk_button_new_with_mnemonic (_ ("Show the _QR code"));
  gtk_widget_set_parent (self->show, GTK_WIDGET (self));
  mdg_widget_set_shown (self->show, FALSE);
  g_signal_connect_object (self->show, "clicked", G_CALLBACK (show_clicked), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_qr_view_new (void)
{
  return g_object_new (MDG_TYPE_QR_VIEW, NULL);
}

void
mdg_qr_view_set_code (MdgQrView *self, MdgQrCode *code)
{
  g_return_if_fail (MDG_IS_QR_VIEW (self));

  if (self->code == code)
    return;
  g_clear_pointer (&self->code, mdg_qr_code_unref);
  self->code = code != NULL ? mdg_qr_code_ref (code) : NULL;
  set_covered (self, FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

MdgQrCode *
mdg_qr_view_get_code (MdgQrView *self)
{
  g_return_val_if_fail (MDG_IS_QR_VIEW (self), NULL);

  return self->code;
}
