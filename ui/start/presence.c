/* presence.c: notices that somebody is at the program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/presence.h"

#include <gtk/gtk.h>

#define WATCHED "mdg-presence"

struct _MdgPresence
{
  MdgLock *lock;
  GListModel *windows;
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
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), WATCHED) != NULL)
    return;
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_came), self);
  g_object_set_data (G_OBJECT (window), WATCHED, controller);
  gtk_widget_add_controller (window, controller);
}

static void
windows_changed (GListModel *windows, guint position, guint removed, guint added, MdgPresence *self)
{
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
  g_signal_connect (self->windows, "items-changed", G_CALLBACK (windows_changed), self);
  windows_changed (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);
  return self;
}

void
mdg_presence_free (MdgPresence *self)
{
  g_signal_handlers_disconnect_by_data (self->windows, self);
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);
      GtkEventController *controller = g_object_steal_data (G_OBJECT (window), WATCHED);

      if (controller != NULL)
        gtk_widget_remove_controller (window, controller);
    }
  g_object_unref (self->lock);
  g_free (self);
}
