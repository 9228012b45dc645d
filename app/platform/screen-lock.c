/* screen-lock.c: the lock of the person's session, whoever tells of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/screen-lock-private.h"

struct _MdgScreenLock
{
  GObject parent_instance;

  MdgScreenListener *listener;
  gboolean locked;  /* the session */
  gboolean covered; /* the program's own window */
};

enum
{
  PROP_0,
  PROP_LOCKED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
static MdgScreenLock *shared; /* as long as somebody holds it */

G_DEFINE_FINAL_TYPE (MdgScreenLock, mdg_screen_lock, G_TYPE_OBJECT)

static void
mdg_screen_lock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOCKED)
    g_value_set_boolean (value, mdg_screen_lock_get_locked (MDG_SCREEN_LOCK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_screen_lock_dispose (GObject *object)
{
  g_clear_pointer (&MDG_SCREEN_LOCK (object)->listener, mdg_screen_listener_free);
  G_OBJECT_CLASS (mdg_screen_lock_parent_class)->dispose (object);
}

static void
mdg_screen_lock_class_init (MdgScreenLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_screen_lock_get_property;
  object_class->dispose = mdg_screen_lock_dispose;
  properties[PROP_LOCKED]
      = g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_screen_lock_init (MdgScreenLock *self)
{
  self->listener = mdg_screen_listener_new (self);
}

MdgScreenLock *
mdg_screen_lock_get (void)
{
  if (shared != NULL)
    return g_object_ref (shared);
  shared = g_object_new (MDG_TYPE_SCREEN_LOCK, NULL);
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *)&shared);
  return shared;
}

gboolean
mdg_screen_lock_get_locked (MdgScreenLock *self)
{
  g_return_val_if_fail (MDG_IS_SCREEN_LOCK (self), FALSE);

  return self->locked || self->covered;
}

static void
tell_if_changed (MdgScreenLock *self, gboolean before)
{
  if (mdg_screen_lock_get_locked (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

void
mdg_screen_lock_set_covered (MdgScreenLock *self, gboolean covered)
{
  gboolean before;

  g_return_if_fail (MDG_IS_SCREEN_LOCK (self));

  before = mdg_screen_lock_get_locked (self);
  self->covered = covered;
  tell_if_changed (self, before);
}

void
mdg_screen_lock_report (MdgScreenLock *self, gboolean locked)
{
  gboolean before;

  g_return_if_fail (MDG_IS_SCREEN_LOCK (self));

  if (self->locked == locked)
    return;
  before = mdg_screen_lock_get_locked (self);
  self->locked = locked;
  g_info ("the session was %s", locked ? "locked" : "unlocked");
  tell_if_changed (self, before);
}
