/* workplace.c: one profile at work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "workplace-private.h"

static guint signals[MDG_N_TELLS];

G_DEFINE_FINAL_TYPE (MdgWorkplace, mdg_workplace, G_TYPE_OBJECT)

void
mdg_workplace_tell (MdgWorkplace *self, MdgWorkplaceTell what)
{
  g_signal_emit (self, signals[what], 0);
}

/* Who has them: the login, and whoever listens. */
static void
records_changed (MdgWorkplace *self)
{
  if (self->assist != NULL)
    mdg_assist_service_set_cache (self->assist, mdg_records_get_cache (self->records));
  mdg_login_flow_set_cache (self->flow, mdg_records_get_cache (self->records));
  mdg_login_flow_set_cache_error (self->flow, mdg_records_get_error (self->records));
  mdg_workplace_tell (self, MDG_TELL_CACHE_CHANGED);
  mdg_workplace_try_kept_password (self);
}

/* Only what the records' own lock covers: training has none. */
static void
lock_changed (MdgWorkplace *self)
{
  MdgLock *lock = mdg_records_get_lock (self->records);

  if (mdg_lock_has_passphrase (lock))
    mdg_login_flow_set_covered (self->flow, mdg_lock_is_covered (lock));
}

static void
records_set_aside (MdgWorkplace *self, const char *folder)
{
  g_signal_emit (self, signals[MDG_TELL_CACHE_SET_ASIDE], 0, folder);
}

static void
new_flow (MdgWorkplace *self)
{
  if (self->flow != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->flow, self);
      mdg_login_flow_cancel (self->flow);
      mdg_login_flow_set_service (self->flow, NULL);
      mdg_login_flow_set_cache (self->flow, NULL);
    }
  g_clear_object (&self->flow);
  self->flow = mdg_login_flow_new (self->clock);
  if (self->assist != NULL)
    mdg_login_flow_set_service (self->flow, MDG_SERVICE (self->assist));
  else if (self->service != NULL)
    mdg_login_flow_set_service (self->flow, MDG_SERVICE (self->service));
  mdg_login_flow_set_cache (self->flow, mdg_records_get_cache (self->records));
  mdg_login_flow_set_cache_error (self->flow, mdg_records_get_error (self->records));
  g_signal_connect_swapped (self->flow, "notify::busy", G_CALLBACK (mdg_workplace_hear_flow), self);
}

static void
mdg_workplace_dispose (GObject *object)
{
  MdgWorkplace *self = MDG_WORKPLACE (object);

  mdg_workplace_stop (self);
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_object (&self->identity);
  g_clear_object (&self->backend);
  g_clear_object (&self->holidays);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_workplace_parent_class)->dispose (object);
}

static void
mdg_workplace_finalize (GObject *object)
{
  MdgWorkplace *self = MDG_WORKPLACE (object);

  g_clear_pointer (&self->connection, mdg_connection_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->service_error);
  g_clear_error (&self->identity_error);
  G_OBJECT_CLASS (mdg_workplace_parent_class)->finalize (object);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, MDG_TYPE_WORKPLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mdg_workplace_class_init (MdgWorkplaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_workplace_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_workplace_finalize;
  signals[MDG_TELL_SERVICE_CHANGED] = plain_signal ("service-changed");
  signals[MDG_TELL_IDENTITY_CHANGED] = plain_signal ("identity-changed");
  signals[MDG_TELL_ACCOUNTS_CHANGED] = plain_signal ("accounts-changed");
  signals[MDG_TELL_CACHE_CHANGED] = plain_signal ("cache-changed");
  signals[MDG_TELL_CACHE_SET_ASIDE]
      = g_signal_new ("cache-set-aside", MDG_TYPE_WORKPLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MDG_TELL_RESTARTED] = plain_signal ("restarted");
}

static void
mdg_workplace_init (MdgWorkplace *self)
{
  self->cancellable = g_cancellable_new ();
}

MdgWorkplace *
mdg_workplace_new (MdgBackend *backend,
                   MdgClock *clock,
                   MdgSettings *settings,
                   MdgRecords *records,
                   gboolean training)
{
  MdgWorkplace *self = g_object_new (MDG_TYPE_WORKPLACE, NULL);

  self->backend = g_object_ref (backend);
  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  self->holidays = mdg_holidays_new (settings);
  self->records = g_object_ref (records);
  self->training = training;
  g_signal_connect_object (records, "changed", G_CALLBACK (records_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mdg_records_get_lock (records), "notify::covered",
                           G_CALLBACK (lock_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (records, "set-aside", G_CALLBACK (records_set_aside), self,
                           G_CONNECT_SWAPPED);
  new_flow (self);
  return self;
}

void
mdg_workplace_start (MdgWorkplace *self)
{
  g_return_if_fail (MDG_IS_WORKPLACE (self));

  mdg_holidays_load (self->holidays);
  mdg_records_open (self->records);
  mdg_workplace_start_service (self);
}

void
mdg_workplace_stop (MdgWorkplace *self)
{
  g_return_if_fail (MDG_IS_WORKPLACE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->flow != NULL)
    {
      mdg_login_flow_cancel (self->flow);
      mdg_login_flow_set_service (self->flow, NULL);
      mdg_login_flow_set_cache (self->flow, NULL);
    }
  g_clear_object (&self->service);
  if (self->assist != NULL)
    mdg_assist_service_set_cache (self->assist, NULL);
  g_clear_object (&self->assist);
  if (self->records != NULL)
    mdg_records_close (self->records);
  if (self->backend != NULL)
    mdg_backend_stop (self->backend);
}

void
mdg_workplace_use_assist (MdgWorkplace *self)
{
  g_return_if_fail (MDG_IS_WORKPLACE (self) && self->assist == NULL);

  self->assist = mdg_assist_service_new (self->clock);
  mdg_login_flow_set_service (self->flow, MDG_SERVICE (self->assist));
}

MdgAssistService *
mdg_workplace_get_assist (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->assist;
}

MdgLoginFlow *
mdg_workplace_get_flow (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->flow;
}

MdgAccountService *
mdg_workplace_get_account_service (MdgWorkplace *self)
{
  const MdgSessionInfo *session;

  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  session = self->flow != NULL ? mdg_login_flow_get_session (self->flow) : NULL;
  if (self->service == NULL || session == NULL || session->stage != MDG_STAGE_OPEN
      || session->password_expired)
    return NULL;
  return MDG_ACCOUNT_SERVICE (self->service);
}

MdgPortalService *
mdg_workplace_get_portal_service (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->service != NULL ? MDG_PORTAL_SERVICE (self->service) : NULL;
}

MdgBackend *
mdg_workplace_get_backend (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->backend;
}

MdgClock *
mdg_workplace_get_clock (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->clock;
}

gint64
mdg_workplace_get_right_time (MdgWorkplace *self)
{
  gint64 skew = 0;
  gboolean known;

  g_return_val_if_fail (MDG_IS_WORKPLACE (self), 0);

  known = self->assist != NULL ? mdg_service_get_clock_skew (MDG_SERVICE (self->assist), &skew)
                               : mdg_login_flow_get_clock_skew (self->flow, &skew);
  return mdg_clock_wall_us (self->clock) + (known ? skew * G_USEC_PER_SEC : 0);
}

MdgSettings *
mdg_workplace_get_settings (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->settings;
}

MdgHolidays *
mdg_workplace_get_holidays (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->holidays;
}

gboolean
mdg_workplace_is_training (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), FALSE);

  return self->training;
}

MdgServiceState
mdg_workplace_get_service_state (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), MDG_SERVICE_UNAVAILABLE);

  return self->state;
}

gboolean
mdg_workplace_is_connecting (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), FALSE);

  return self->service == NULL && self->state == MDG_SERVICE_PREPARING;
}

const GError *
mdg_workplace_get_service_error (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->service_error;
}

const GError *
mdg_workplace_get_cache_error (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return mdg_records_get_error (self->records);
}

const char *
mdg_workplace_get_set_aside (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return mdg_records_get_set_aside (self->records);
}

char *
mdg_workplace_get_cache_file (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return mdg_records_get_file (self->records);
}

MdgCache *
mdg_workplace_get_cache (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return mdg_records_get_cache (self->records);
}

MdgRecords *
mdg_workplace_get_records (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->records;
}

MdgLock *
mdg_workplace_get_lock (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return mdg_records_get_lock (self->records);
}

MdgWay
mdg_workplace_get_way (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), MDG_WAY_TRAINING);

  return mdg_records_get_way (self->records);
}

void
mdg_workplace_set_cache_aside (MdgWorkplace *self)
{
  g_return_if_fail (MDG_IS_WORKPLACE (self));

  mdg_records_set_aside (self->records);
}

MdgIdentity *
mdg_workplace_get_identity (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->identity;
}

const GError *
mdg_workplace_get_identity_error (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->identity_error;
}

gboolean
mdg_workplace_get_training_certificate (MdgWorkplace *self, char **path, MdgSecret **password)
{
  const MdgConnection *connection;

  g_return_val_if_fail (MDG_IS_WORKPLACE (self), FALSE);

  connection = self->connection;
  if (connection == NULL || !connection->training || connection->client_file == NULL)
    return FALSE;
  if (path != NULL)
    *path = g_strdup (connection->client_file);
  if (password != NULL)
    *password
        = connection->client_password != NULL ? mdg_secret_ref (connection->client_password) : NULL;
  return TRUE;
}

GPtrArray *
mdg_workplace_get_accounts (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->connection != NULL ? self->connection->accounts : NULL;
}

static void
training_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgWorkplace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!mdg_backend_reset_finish (MDG_BACKEND (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  mdg_records_clear (self->records);
  new_flow (self);
  mdg_workplace_refresh_accounts (self);
  mdg_workplace_tell (self, MDG_TELL_RESTARTED);
  g_task_return_boolean (task, TRUE);
}

void
mdg_workplace_reset_training_async (MdgWorkplace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_WORKPLACE (self));

  task = g_task_new (self, self->cancellable, callback, data);
  g_task_set_source_tag (task, mdg_workplace_reset_training_async);
  mdg_backend_reset_async (self->backend, self->cancellable, training_reset, task);
}

gboolean
mdg_workplace_reset_training_finish (MdgWorkplace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
