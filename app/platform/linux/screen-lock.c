/* screen-lock.c: logind tells of the lock: by its signal when somebody else asks for it, by the
 * hint that the desktop sets when it is done. SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/screen-lock-private.h"

#include <unistd.h>

#define LOGIND "org.freedesktop.login1"
#define MANAGER "/org/freedesktop/login1"
#define SESSION LOGIND ".Session"

struct _MdgScreenListener
{
  MdgScreenLock *lock; /* NULL: freed, but for the bus that was asked for */
  gboolean waits_for_bus;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint signals;
  guint hint;
};

static void
on_signal (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer data)
{
  MdgScreenListener *self = data;

  if (g_str_equal (name, "Lock"))
    mdg_screen_lock_report (self->lock, TRUE);
  else if (g_str_equal (name, "Unlock"))
    mdg_screen_lock_report (self->lock, FALSE);
}

static void
on_properties (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *name,
               GVariant *parameters,
               gpointer data)
{
  MdgScreenListener *self = data;
  g_autoptr (GVariant) changed = NULL;
  gboolean locked;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (changed, "LockedHint", "b", &locked))
    mdg_screen_lock_report (self->lock, locked);
}

static void
listen_to (MdgScreenListener *self, const char *path)
{
  self->signals
      = g_dbus_connection_signal_subscribe (self->bus, LOGIND, SESSION, NULL, path, NULL,
                                            G_DBUS_SIGNAL_FLAGS_NONE, on_signal, self, NULL);
  self->hint = g_dbus_connection_signal_subscribe (
      self->bus, LOGIND, "org.freedesktop.DBus.Properties", "PropertiesChanged", path, SESSION,
      G_DBUS_SIGNAL_FLAGS_NONE, on_properties, self, NULL);
}

static void
on_session (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      g_info ("nobody tells when the session is locked: %s", error->message);
      return;
    }
  g_variant_get (answer, "(&o)", &path);
  listen_to (data, path);
}

static void
free_all (MdgScreenListener *self)
{
  g_object_unref (self->cancellable);
  g_clear_object (&self->bus);
  g_free (self);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);
  MdgScreenListener *self = data;

  self->waits_for_bus = FALSE;
  self->bus = bus;
  if (self->lock == NULL)
    {
      free_all (self);
      return;
    }
  if (bus == NULL)
    {
      g_info ("nobody tells when the session is locked: %s", error->message);
      return;
    }
  /* Its end is not ours. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_dbus_connection_call (bus, LOGIND, MANAGER, LOGIND ".Manager", "GetSessionByPID",
                          g_variant_new ("(u)", (guint)getpid ()), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, on_session, self);
}

MdgScreenListener *
mdg_screen_listener_new (MdgScreenLock *lock)
{
  MdgScreenListener *self = g_new0 (MdgScreenListener, 1);

  self->lock = lock;
  self->cancellable = g_cancellable_new ();
  self->waits_for_bus = TRUE;
  /* Never cancelled: the connection is the process's only one, and would stay cancelled for all. */
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, self);
  return self;
}

void
mdg_screen_listener_free (MdgScreenListener *self)
{
  g_cancellable_cancel (self->cancellable);
  self->lock = NULL;
  if (self->signals != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->signals);
  if (self->hint != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->hint);
  if (!self->waits_for_bus)
    free_all (self);
}
