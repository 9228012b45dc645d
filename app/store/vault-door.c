/* vault-door.c: the door of a person's cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-door.h"

#include "store/door-request.h"

#define CONFIRMED_US (5 * 60 * (gint64)G_USEC_PER_SEC)

struct _MdgVaultDoor
{
  GObject parent_instance;

  MdgCache *cache;
  MdgClock *clock;
  char *user;           /* (nullable) */
  MdgVaultTries *tries; /* used on the cache's thread only */
  gboolean locked;
  gboolean recovered;
  gint64 wait_until;      /* monotonic, microseconds */
  gint64 confirmed_until; /* monotonic, microseconds; 0: not */
  guint generation;       /* of the lock: who began to open it before opens nothing */
  guint n_copies;         /* that the former passphrase opens still */
  gboolean needs_code;    /* the recovery code's wrap is damaged */
};

enum
{
  PROP_0,
  PROP_LOCKED,
  PROP_WAIT_UNTIL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgVaultDoor, mdg_vault_door, G_TYPE_OBJECT)

static MdgDoorRequest *
request_new (MdgVaultDoor *self)
{
  MdgDoorRequest *request = mdg_door_request_new (self->clock, self->user, self->tries);

  request->wait_until = self->wait_until;
  request->generation = self->generation;
  return request;
}

static void
set_locked (MdgVaultDoor *self, gboolean locked)
{
  if (self->locked == locked)
    return;
  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
set_wait_until (MdgVaultDoor *self, gint64 until)
{
  if (self->wait_until == until)
    return;
  self->wait_until = until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT_UNTIL]);
}

/* An act of ours: the task of the caller, and what was asked. */
typedef struct
{
  GTask *task;
  MdgDoorRequest *request;
} Act;

static void
act_free (Act *act)
{
  g_object_unref (act->task);
  mdg_door_request_free (act->request);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

/* Sends @request (transfer full); @done gets the Act. */
static void
send (MdgVaultDoor *self,
      GTask *task,
      MdgDoorRequest *request,
      MdgCacheFunc work,
      GAsyncReadyCallback done)
{
  Act *act = g_new0 (Act, 1);

  act->task = task;
  act->request = request;
  mdg_cache_run_plain_async (self->cache, self, work, request, NULL, NULL, work, NULL, done, act);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;

  if (mdg_cache_run_finish (result, mdg_door_look, &error) != NULL)
    set_wait_until (MDG_VAULT_DOOR (source), act->request->wait_until);
  else
    g_warning ("how often was tried cannot be read: %s", error->message);
}

static void
locked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;

  if (mdg_cache_run_finish (result, mdg_door_lock, &error) == NULL)
    g_debug ("the key went with the cache: %s", error->message);
  g_task_return_boolean (act->task, TRUE);
}

static void
unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  MdgVaultDoor *self = MDG_VAULT_DOOR (source);
  GError *error = NULL;
  gboolean opened = mdg_cache_run_finish (result, mdg_door_unlock, &error) != NULL;

  set_wait_until (self, MAX (self->wait_until, act->request->wait_until));
  if (!opened)
    {
      g_task_return_error (act->task, error);
      return;
    }
  /* It was locked while it was opened: that lock stands behind us in the queue. */
  if (act->request->generation != self->generation)
    {
      g_task_return_new_error (act->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "locked meanwhile");
      return;
    }
  self->recovered = act->request->typed != NULL;
  self->needs_code = act->request->needs_code;
  set_locked (self, FALSE);
  g_task_return_boolean (act->task, TRUE);
}

static void
confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  MdgVaultDoor *self = MDG_VAULT_DOOR (source);
  GError *error = NULL;
  gboolean right = mdg_cache_run_finish (result, mdg_door_confirm, &error) != NULL;

  set_wait_until (self, MAX (self->wait_until, act->request->wait_until));
  if (!right)
    g_task_return_error (act->task, error);
  else if (act->request->generation != self->generation)
    g_task_return_new_error (act->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "locked meanwhile");
  else
    {
      self->confirmed_until = mdg_clock_monotonic_us (self->clock) + CONFIRMED_US;
      g_task_return_boolean (act->task, TRUE);
    }
}

static void
changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  MdgVaultDoor *self = MDG_VAULT_DOOR (source);
  GError *error = NULL;
  gboolean done = mdg_cache_run_finish (result, mdg_door_change, &error) != NULL;

  set_wait_until (self, MAX (self->wait_until, act->request->wait_until));
  if (!done)
    {
      g_task_return_error (act->task, error);
      return;
    }
  self->recovered = FALSE;
  self->n_copies = act->request->n_copies;
  self->needs_code = act->request->needs_code;
  g_task_return_boolean (act->task, TRUE);
}

static void
mdg_vault_door_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgVaultDoor *self = MDG_VAULT_DOOR (object);

  if (id == PROP_LOCKED)
    g_value_set_boolean (value, self->locked);
  else if (id == PROP_WAIT_UNTIL)
    g_value_set_int64 (value, self->wait_until);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_vault_door_dispose (GObject *object)
{
  MdgVaultDoor *self = MDG_VAULT_DOOR (object);

  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_vault_door_parent_class)->dispose (object);
}

static void
mdg_vault_door_finalize (GObject *object)
{
  MdgVaultDoor *self = MDG_VAULT_DOOR (object);

  g_free (self->user);
  mdg_vault_tries_unref (self->tries);
  G_OBJECT_CLASS (mdg_vault_door_parent_class)->finalize (object);
}

static void
mdg_vault_door_class_init (MdgVaultDoorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_vault_door_get_property;
  object_class->dispose = mdg_vault_door_dispose;
  object_class->finalize = mdg_vault_door_finalize;
  properties[PROP_LOCKED]
      = g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAIT_UNTIL]
      = g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_vault_door_init (MdgVaultDoor *self)
{
  self->tries = mdg_vault_tries_new ();
}

MdgVaultDoor *
mdg_vault_door_new (MdgCache *cache, MdgClock *clock, const char *user, gboolean is_locked)
{
  MdgVaultDoor *self = g_object_new (MDG_TYPE_VAULT_DOOR, NULL);

  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  self->user = g_strdup (user);
  self->locked = is_locked;
  send (self, g_task_new (self, NULL, NULL, NULL), request_new (self), mdg_door_look, looked);
  return self;
}

MdgCache *
mdg_vault_door_get_cache (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), NULL);

  return self->cache;
}

gboolean
mdg_vault_door_get_locked (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), TRUE);

  return self->locked;
}

guint
mdg_vault_door_get_n_copies (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), 0);

  return self->n_copies;
}

gboolean
mdg_vault_door_needs_recovery_code (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), FALSE);

  return self->needs_code;
}

gint64
mdg_vault_door_get_wait (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), 0);

  return mdg_door_seconds_until (self->clock, self->wait_until);
}

void
mdg_vault_door_lock (MdgVaultDoor *self)
{
  g_return_if_fail (MDG_IS_VAULT_DOOR (self));

  self->generation++;
  self->recovered = FALSE;
  self->confirmed_until = 0;
  send (self, g_task_new (self, NULL, NULL, NULL), request_new (self), mdg_door_lock, locked);
  set_locked (self, TRUE);
}

/* Takes @request. */
static void
begin_unlocking (MdgVaultDoor *self,
                 MdgDoorRequest *request,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, mdg_vault_door_unlock_async);
  send (self, task, request, mdg_door_unlock, unlocked);
}

void
mdg_vault_door_unlock_async (MdgVaultDoor *self,
                             MdgSecret *passphrase,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  MdgDoorRequest *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && passphrase != NULL);

  request = request_new (self);
  request->passphrase = mdg_secret_ref (passphrase);
  begin_unlocking (self, request, callback, data);
}

void
mdg_vault_door_unlock_with_recovery_code_async (MdgVaultDoor *self,
                                                MdgSecret *typed,
                                                GAsyncReadyCallback callback,
                                                gpointer data)
{
  MdgDoorRequest *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && typed != NULL);

  request = request_new (self);
  request->typed = mdg_secret_ref (typed);
  begin_unlocking (self, request, callback, data);
}

gboolean
mdg_vault_door_unlock_finish (MdgVaultDoor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_vault_door_unlock_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
mdg_vault_door_was_recovered (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), FALSE);

  return self->recovered;
}

void
mdg_vault_door_confirm_async (MdgVaultDoor *self,
                              MdgSecret *passphrase,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  MdgDoorRequest *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && passphrase != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, mdg_vault_door_confirm_async);
  request = request_new (self);
  request->passphrase = mdg_secret_ref (passphrase);
  send (self, task, request, mdg_door_confirm, confirmed);
}

gboolean
mdg_vault_door_confirm_finish (MdgVaultDoor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_vault_door_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
mdg_vault_door_is_confirmed (MdgVaultDoor *self)
{
  g_return_val_if_fail (MDG_IS_VAULT_DOOR (self), FALSE);

  return mdg_clock_monotonic_us (self->clock) < self->confirmed_until;
}

void
mdg_vault_door_change_async (MdgVaultDoor *self,
                             MdgSecret *old,
                             MdgSecret *passphrase,
                             MdgSecret *recovery_code,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;
  MdgDoorRequest *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && passphrase != NULL);
  g_return_if_fail (old != NULL || self->recovered);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, mdg_vault_door_change_async);
  request = request_new (self);
  request->passphrase = old != NULL ? mdg_secret_ref (old) : NULL;
  request->changed = mdg_secret_ref (passphrase);
  request->code = recovery_code != NULL ? mdg_secret_ref (recovery_code) : NULL;
  send (self, task, request, mdg_door_change, changed);
}

gboolean
mdg_vault_door_change_finish (MdgVaultDoor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_vault_door_change_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
