/* vault-door.c: the door of a person's cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-door.h"

#include "store/audit.h"
#include "store/renewal.h"
#include "store/vault-delay.h"
#include "store/vault-tries.h"
#include "store/vault.h"

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

/* What is asked of the cache's thread, and what it says besides an error. */
typedef struct
{
  MdgClock *clock;
  char *user; /* (nullable) */
  MdgVaultTries *tries;
  MdgSecret *passphrase; /* (nullable) */
  MdgSecret *typed;      /* (nullable): a recovery code */
  MdgSecret *changed;    /* (nullable): the new passphrase */
  MdgSecret *code;       /* (nullable): the new recovery code */
  gint64 wait_until;     /* monotonic: not before; from then on the answer's */
  guint generation;
  guint n_copies;      /* out: that the former passphrase opens still */
  gboolean needs_code; /* out: the recovery code's wrap is damaged */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->clock);
  g_free (request->user);
  mdg_vault_tries_unref (request->tries);
  g_clear_pointer (&request->passphrase, mdg_secret_unref);
  g_clear_pointer (&request->typed, mdg_secret_unref);
  g_clear_pointer (&request->changed, mdg_secret_unref);
  g_clear_pointer (&request->code, mdg_secret_unref);
  g_free (request);
}

static Request *
request_new (MdgVaultDoor *self)
{
  Request *request = g_new0 (Request, 1);

  request->clock = g_object_ref (self->clock);
  request->user = g_strdup (self->user);
  request->tries = mdg_vault_tries_ref (self->tries);
  request->wait_until = self->wait_until;
  request->generation = self->generation;
  return request;
}

/* On the cache's thread ------------------------------------------------------------------------ */

/* In 操作の記録. What cannot be written there keeps nobody in or out. */
static void
note (MdgDatabase *database,
      MdgVault *vault,
      const Request *request,
      const char *act,
      const char *what)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_audit_append (database, vault, mdg_clock_wall (request->clock), request->user, act, what,
                         NULL, &error))
    g_log (G_LOG_DOMAIN,
           g_error_matches (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED) ? G_LOG_LEVEL_INFO
                                                                      : G_LOG_LEVEL_WARNING,
           "%s is not in the record: %s", act, error->message);
}

/* Until when there is to wait, as the disk and this run of the program say: whichever is later. A
 * try that stands in the future was made while the clock was wrong, or it is now: it counts as made
 * now, once and for all. Else all of the wait would be left at each look, for as long as the clock
 * is behind. */
static gint64
find_wait_until (MdgDatabase *database, const Request *request)
{
  MdgVaultTries *tries = request->tries;
  gint64 now = mdg_clock_wall (request->clock);
  gint64 left = mdg_vault_delay_left (tries->n_wrong, tries->tried_at, now);

  if (left > 0 && tries->tried_at > now)
    mdg_vault_tries_write (tries, database, tries->n_wrong, now);
  if (left == 0)
    return request->wait_until;
  return MAX (request->wait_until, mdg_clock_monotonic_us (request->clock) + left * G_USEC_PER_SEC);
}

/* Seconds, never 0 before it is time. */
static gint64
seconds_until (MdgClock *clock, gint64 until)
{
  gint64 left = until - mdg_clock_monotonic_us (clock);

  return left > 0 ? (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC : 0;
}

static gpointer
look (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;
  MdgAuditEnd end;

  if (!mdg_vault_tries_read (request->tries, database, error))
    return NULL;
  request->wait_until = find_wait_until (database, request);
  if (!mdg_vault_is_locked (vault) && !mdg_audit_get_end (database, &end, NULL))
    note (database, vault, request, MDG_ACT_CREATED, MDG_MATTER_VAULT);
  return MDG_CACHE_DONE;
}

static gboolean
open_vault (MdgVault *vault, Request *request, GError **error)
{
  if (request->typed != NULL)
    return mdg_vault_unlock_with_recovery_code (vault, mdg_secret_get_string (request->typed),
                                                error);
  return mdg_vault_unlock (vault, request->passphrase, error);
}

/* Takes @fault, of a try behind those of @before, which is counted. */
static void
judge (Request *request, MdgDatabase *database, const MdgVaultTries *before, GError *fault)
{
  gint64 delay = mdg_vault_delay_after (request->tries->n_wrong);

  if (!g_error_matches (fault, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    {
      /* It was nobody's fault. */
      mdg_vault_tries_write (request->tries, database, before->n_wrong, before->tried_at);
      return;
    }
  if (delay == 0)
    return;
  request->wait_until = mdg_clock_monotonic_us (request->clock) + delay * G_USEC_PER_SEC;
  mdg_error_set_retry_after (fault, delay);
}

/* One try, which counts as a wrong one on the disk until it turns out to be right. */
static gboolean
try_to_open (MdgDatabase *database, MdgVault *vault, Request *request, GError **error)
{
  GError *fault = NULL;
  MdgVaultTries before;

  if (!mdg_vault_tries_read (request->tries, database, error))
    return FALSE;
  request->wait_until = find_wait_until (database, request);
  before = *request->tries;
  if (seconds_until (request->clock, request->wait_until) > 0)
    {
      fault = mdg_error_new (MDG_ERROR_LOCKED, "%u wrong tries", before.n_wrong);
      mdg_error_set_retry_after (fault, seconds_until (request->clock, request->wait_until));
      g_propagate_error (error, fault);
      return FALSE;
    }
  mdg_vault_tries_write (request->tries, database, before.n_wrong + 1,
                         mdg_clock_wall (request->clock));
  if (open_vault (vault, request, &fault))
    {
      mdg_vault_tries_write (request->tries, database, 0, 0);
      return TRUE;
    }
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    note (database, vault, request, MDG_ACT_WRONG_PASSPHRASE, MDG_MATTER_VAULT);
  judge (request, database, &before, fault);
  g_propagate_error (error, fault);
  return FALSE;
}

/* Copies that the former passphrase opens: it may have been changed because somebody knows it. What
 * a kill or a full disk put off is done here as well. */
static void
renew (MdgDatabase *database, MdgVault *vault, Request *request)
{
  guint n_left = mdg_renewal_run (database, mdg_clock_wall (request->clock));
  g_autofree char *number = g_strdup_printf ("%u", n_left);

  request->n_copies = n_left;
  if (n_left > 0)
    note (database, vault, request, MDG_ACT_COPIES_STAY, number);
}

/* One wrap is enough to open by: that the other is damaged would be learnt on the day it is needed.
 */
static void
look_at_recovery (MdgDatabase *database, MdgVault *vault, Request *request)
{
  request->needs_code = mdg_vault_has_damaged_recovery (vault);
  if (request->needs_code)
    note (database, vault, request, MDG_ACT_RECOVERY_DAMAGED, MDG_MATTER_RECOVERY_CODE);
}

static gpointer
unlock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;

  if (!try_to_open (database, vault, data, error))
    return NULL;
  note (database, vault, request, request->typed != NULL ? MDG_ACT_RECOVERY_USED : MDG_ACT_UNLOCKED,
        MDG_MATTER_VAULT);
  renew (database, vault, request);
  look_at_recovery (database, vault, request);
  return MDG_CACHE_DONE;
}

static gpointer
lock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  if (!mdg_vault_is_locked (vault))
    note (database, vault, data, MDG_ACT_LOCKED, MDG_MATTER_VAULT);
  mdg_vault_lock (vault);
  return MDG_CACHE_DONE;
}

static gboolean
rewrap (MdgDatabase *database, MdgVault *vault, Request *request, GError **error)
{
  if (!mdg_database_begin (database, error))
    return FALSE;
  if (mdg_vault_change_passphrase (vault, request->changed, MDG_VAULT_COST_MODERATE, error)
      && (request->code == NULL || mdg_vault_change_recovery_code (vault, request->code, error))
      && mdg_renewal_begin (database, mdg_clock_wall (request->clock), error))
    return mdg_database_commit (database, error);
  mdg_database_rollback (database);
  return FALSE;
}

static gpointer
change (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Request *request = data;

  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  if (request->passphrase != NULL && !try_to_open (database, vault, request, error))
    return NULL;
  if (!rewrap (database, vault, request, error))
    return NULL;
  note (database, vault, request, MDG_ACT_PASSPHRASE_CHANGED,
        request->code != NULL ? MDG_MATTER_RECOVERY_CODE : MDG_MATTER_VAULT);
  renew (database, vault, request);
  request->n_copies += mdg_renewal_count_set_aside (database);
  look_at_recovery (database, vault, request);
  return MDG_CACHE_DONE;
}

static gpointer
confirm (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  return try_to_open (database, vault, data, error) ? MDG_CACHE_DONE : NULL;
}

/* The object ----------------------------------------------------------------------------------- */

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
  Request *request;
} Act;

static void
act_free (Act *act)
{
  g_object_unref (act->task);
  request_free (act->request);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

/* Sends @request (transfer full); @done gets the Act. */
static void
send (MdgVaultDoor *self,
      GTask *task,
      Request *request,
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

  if (mdg_cache_run_finish (result, look, &error) != NULL)
    set_wait_until (MDG_VAULT_DOOR (source), act->request->wait_until);
  else
    g_warning ("how often was tried cannot be read: %s", error->message);
}

static void
locked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;

  if (mdg_cache_run_finish (result, lock, &error) == NULL)
    g_debug ("the key went with the cache: %s", error->message);
  g_task_return_boolean (act->task, TRUE);
}

static void
unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  MdgVaultDoor *self = MDG_VAULT_DOOR (source);
  GError *error = NULL;
  gboolean opened = mdg_cache_run_finish (result, unlock, &error) != NULL;

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
  gboolean right = mdg_cache_run_finish (result, confirm, &error) != NULL;

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
  gboolean done = mdg_cache_run_finish (result, change, &error) != NULL;

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
  send (self, g_task_new (self, NULL, NULL, NULL), request_new (self), look, looked);
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

  return seconds_until (self->clock, self->wait_until);
}

void
mdg_vault_door_lock (MdgVaultDoor *self)
{
  g_return_if_fail (MDG_IS_VAULT_DOOR (self));

  self->generation++;
  self->recovered = FALSE;
  self->confirmed_until = 0;
  send (self, g_task_new (self, NULL, NULL, NULL), request_new (self), lock, locked);
  set_locked (self, TRUE);
}

/* Takes @request. */
static void
begin_unlocking (MdgVaultDoor *self, Request *request, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, mdg_vault_door_unlock_async);
  send (self, task, request, unlock, unlocked);
}

void
mdg_vault_door_unlock_async (MdgVaultDoor *self,
                             MdgSecret *passphrase,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Request *request;

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
  Request *request;

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
  Request *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && passphrase != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, mdg_vault_door_confirm_async);
  request = request_new (self);
  request->passphrase = mdg_secret_ref (passphrase);
  send (self, task, request, confirm, confirmed);
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
  Request *request;

  g_return_if_fail (MDG_IS_VAULT_DOOR (self) && passphrase != NULL);
  g_return_if_fail (old != NULL || self->recovered);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, mdg_vault_door_change_async);
  request = request_new (self);
  request->passphrase = old != NULL ? mdg_secret_ref (old) : NULL;
  request->changed = mdg_secret_ref (passphrase);
  request->code = recovery_code != NULL ? mdg_secret_ref (recovery_code) : NULL;
  send (self, task, request, change, changed);
}

gboolean
mdg_vault_door_change_finish (MdgVaultDoor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_vault_door_change_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
