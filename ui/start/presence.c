/* presence.c: notices that somebody is at the program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/presence.h"

#include <gtk/gtk.h>

struct _MdgPresence
{
  MdgLock *lock;
  GListModel *windows;
  GPtrArray *controllers; /* one a window, which may be gone */
};

/* GTK may make a motion by itself, of no time, where the layout changes under a pointer that rests:
 * a countdown must not keep the window open for ever. */
static gboolean
is_of_somebody (GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_MOTION_NOTIFY:
      return gdk_event_get_time (event) != GDK_CURRENT_TIME;
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
event_came (GtkEventControllerLegacy *controller, GdkEvent *event, MdgPresence *self)
{
  if (is_of_somebody (event))
    mdg_lock_touch (self->lock);
  return GDK_EVENT_PROPAGATE;
}

static void
watch (MdgPresence *self, GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_came), self);
  g_ptr_array_add (self->controllers, g_object_ref (controller));
  gtk_widget_add_controller (window, controller);
}

static void
forget_closed (MdgPresence *self)
{
  for (guint i = self->controllers->len; i > 0; i--)
    if (gtk_event_controller_get_widget (g_ptr_array_index (self->controllers, i - 1)) == NULL)
      g_ptr_array_remove_index_fast (self->controllers, i - 1);
}

static void
windows_changed (GListModel *windows, guint position, guint removed, guint added, MdgPresence *self)
{
  forget_closed (self);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch (self, window);
    }
}

MdgPresence *
mdg_presence_new (MdgLock *lock)
{
  MdgPresence *self = g_new0 (MdgPresence, 1);

  self->lock = g_object_ref (lock);
  self->windows = gtk_window_get_toplevels ();
  self->controllers = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->windows, "items-changed", G_CALLBACK (windows_changed), self);
  windows_changed (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);
  return self;
}

void
mdg_presence_free (MdgPresence *self)
{
  g_signal_handlers_disconnect_by_data (self->windows, self);
  forget_closed (self);
  for (guint i = 0; i < self->controllers->len; i++)
    {
      GtkEventController *controller = g_ptr_array_index (self->controllers, i);

      gtk_widget_remove_controller (gtk_event_controller_get_widget (controller), controller);
    }
  g_ptr_array_unref (self->controllers);
  g_object_unref (self->lock);
  g_free (self);
}
