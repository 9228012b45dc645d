/* lock.c: whether the window is covered, and why.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/lock.h"

#include "core/error.h"
#include "platform/screen-lock.h"

#define MINUTES_BUILT_IN 15
#define MINUTES_MAX (8 * 60)

struct _MdgLock
{
  GObject parent_instance;

  MdgClock *clock;
  MdgScreenLock *screen;
  MdgVaultDoor *door; /* (nullable) */
  gboolean with_passphrase;
  gboolean guiding;
  gboolean covered;
  gboolean busy;
  MdgLockReason reason;
  guint idle_minutes;
  gint64 touched;      /* monotonic, microseconds */
  gint64 touched_wall; /* the same moment by the clock on the wall */
  guint source;        /* of the next look at the time */
};

enum
{
  PROP_0,
  PROP_COVERED,
  PROP_BUSY,
  PROP_DOOR,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgLock, mdg_lock, G_TYPE_OBJECT)

static void
note_touch (MdgLock *self)
{
  self->touched = mdg_clock_monotonic_us (self->clock);
  self->touched_wall = mdg_clock_wall_us (self->clock);
}

/* Microseconds. Not every computer's monotonic time goes on while it sleeps; the time of day does.
 */
static gint64
get_idle_left (MdgLock *self)
{
  gint64 idle = MAX (mdg_clock_monotonic_us (self->clock) - self->touched,
                     mdg_clock_wall_us (self->clock) - self->touched_wall);

  return (gint64)self->idle_minutes * 60 * G_USEC_PER_SEC - idle;
}

/* Something is open that nobody is to see who was not there before. */
static gboolean
is_to_be_covered (MdgLock *self)
{
  return self->guiding || (self->with_passphrase && self->door != NULL);
}

static gboolean
counts_idle_time (MdgLock *self)
{
  return is_to_be_covered (self) && self->idle_minutes > 0 && !self->covered
         && self->screen != NULL;
}

static void look_at_time (MdgLock *self);

static gboolean
time_has_come (gpointer data)
{
  MdgLock *self = data;

  self->source = 0;
  look_at_time (self);
  return G_SOURCE_REMOVE;
}

/* One look at a time, at the earliest moment at which it can be over: touching only takes the time
 * down. */
static void
look_at_time (MdgLock *self)
{
  gint64 left;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!counts_idle_time (self))
    return;
  left = get_idle_left (self);
  if (left <= 0)
    mdg_lock_cover (self, MDG_LOCK_IDLE);
  else
    self->source = g_timeout_add_seconds ((guint)(left / G_USEC_PER_SEC) + 1, time_has_come, self);
}

static void
set_busy (MdgLock *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* What shows secrets covers them for the session's lock; so it does for ours. */
static void
set_covered (MdgLock *self, gboolean covered)
{
  if (self->covered == covered)
    return;
  self->covered = covered;
  note_touch (self);
  look_at_time (self);
  if (self->screen != NULL)
    mdg_screen_lock_set_covered (self->screen, covered);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVERED]);
}

static void
screen_changed (MdgLock *self)
{
  if (is_to_be_covered (self) && mdg_screen_lock_get_locked (self->screen))
    mdg_lock_cover (self, MDG_LOCK_SCREEN);
}

static void
mdg_lock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgLock *self = MDG_LOCK (object);

  if (id == PROP_COVERED)
    g_value_set_boolean (value, self->covered);
  else if (id == PROP_BUSY)
    g_value_set_boolean (value, self->busy);
  else if (id == PROP_DOOR)
    g_value_set_object (value, self->door);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_lock_dispose (GObject *object)
{
  MdgLock *self = MDG_LOCK (object);

  mdg_lock_end (self);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (mdg_lock_parent_class)->dispose (object);
}

static void
mdg_lock_class_init (MdgLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mdg_lock_get_property;
  object_class->dispose = mdg_lock_dispose;
  properties[PROP_COVERED] = g_param_spec_boolean ("covered", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_DOOR] = g_param_spec_object ("door", NULL, NULL, MDG_TYPE_VAULT_DOOR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_lock_init (MdgLock *self)
{
}

MdgLock *
mdg_lock_new (MdgClock *clock, gboolean with_passphrase, guint idle_minutes)
{
  MdgLock *self = g_object_new (MDG_TYPE_LOCK, NULL);

  self->clock = g_object_ref (clock);
  self->with_passphrase = with_passphrase;
  self->idle_minutes = idle_minutes;
  self->reason = MDG_LOCK_START;
  note_touch (self);
  self->screen = mdg_screen_lock_get ();
  g_signal_connect_object (self->screen, "notify::locked", G_CALLBACK (screen_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (look_at_time), self, G_CONNECT_SWAPPED);
  set_covered (self, with_passphrase);
  return self;
}

void
mdg_lock_set_door (MdgLock *self, MdgVaultDoor *door)
{
  g_return_if_fail (MDG_IS_LOCK (self));

  if (!self->with_passphrase)
    return;
  g_set_object (&self->door, door);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOOR]);
  set_covered (self, door != NULL && mdg_vault_door_get_locked (door));
  look_at_time (self);
}

void
mdg_lock_end (MdgLock *self)
{
  g_return_if_fail (MDG_IS_LOCK (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->screen == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->screen, self);
  mdg_screen_lock_set_covered (self->screen, FALSE);
  g_clear_object (&self->screen);
}

MdgVaultDoor *
mdg_lock_get_door (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), NULL);

  return self->door;
}

gboolean
mdg_lock_has_passphrase (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), FALSE);

  return self->with_passphrase && (self->door != NULL || !self->guiding);
}

gboolean
mdg_lock_is_covered (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), TRUE);

  return self->covered;
}

gboolean
mdg_lock_is_busy (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), FALSE);

  return self->busy;
}

MdgLockReason
mdg_lock_get_reason (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), MDG_LOCK_START);

  return self->reason;
}

guint
mdg_lock_get_idle_minutes (MdgLock *self)
{
  g_return_val_if_fail (MDG_IS_LOCK (self), 0);

  return self->idle_minutes;
}

void
mdg_lock_set_guiding (MdgLock *self, gboolean guiding)
{
  g_return_if_fail (MDG_IS_LOCK (self));

  if (self->guiding == guiding)
    return;
  self->guiding = guiding;
  note_touch (self);
  look_at_time (self);
}

void
mdg_lock_touch (MdgLock *self)
{
  g_return_if_fail (MDG_IS_LOCK (self));

  if (counts_idle_time (self) && get_idle_left (self) <= 0)
    mdg_lock_cover (self,
                    MDG_LOCK_IDLE); /* the computer slept: who wakes it up is not who left it */
  else
    note_touch (self);
}

void
mdg_lock_cover (MdgLock *self, MdgLockReason reason)
{
  g_return_if_fail (MDG_IS_LOCK (self));

  /* A real profile without a door has nothing open; one whose passphrase is being tried is shut
   * again all the same. */
  if (mdg_lock_has_passphrase (self) && self->door == NULL)
    return;
  if (self->door != NULL && (!self->covered || self->busy))
    mdg_vault_door_lock (self->door);
  if (self->covered || self->screen == NULL)
    return;
  g_info ("locked (%d)", reason);
  self->reason = reason;
  set_covered (self, TRUE);
}

void
mdg_lock_uncover (MdgLock *self)
{
  g_return_if_fail (MDG_IS_LOCK (self) && !mdg_lock_has_passphrase (self));

  set_covered (self, FALSE);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgLock *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean is_open = mdg_vault_door_unlock_finish (MDG_VAULT_DOOR (source), result, &error);

  set_busy (self, FALSE);
  if (!is_open)
    {
      g_task_return_error (task, error);
      return;
    }
  g_info ("unlocked");
  set_covered (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

void
mdg_lock_open_async (MdgLock *self,
                     MdgSecret *known,
                     gboolean by_recovery_code,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_LOCK (self) && known != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, mdg_lock_open_async);
  if (self->door == NULL || self->busy)
    {
      g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_IN_USE, "there is nothing to open now");
      g_object_unref (task);
      return;
    }
  set_busy (self, TRUE);
  if (by_recovery_code)
    mdg_vault_door_unlock_with_recovery_code_async (self->door, known, opened, task);
  else
    mdg_vault_door_unlock_async (self->door, known, opened, task);
}

gboolean
mdg_lock_open_finish (MdgLock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_lock_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
mdg_lock_read_minutes (const char *setting)
{
  guint64 minutes;

  if (!g_ascii_string_to_unsigned (setting, 10, 0, G_MAXUINT, &minutes, NULL))
    return MINUTES_BUILT_IN;
  return (guint)MIN (minutes, MINUTES_MAX);
}
