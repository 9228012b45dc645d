/* workplace.c: one profile at work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "workplace.h"

#include "net/https-service.h"
#include "start/gateway-password.h"

struct _MdgWorkplace
{
  GObject parent_instance;

  MdgBackend *backend;
  MdgClock *clock;
  MdgSettings *settings;
  MdgHolidays *holidays;
  MdgRecords *records;
  gboolean training;

  GCancellable *cancellable;
  MdgConnection *connection;
  MdgIdentity *identity;
  MdgHttpsService *service;
  MdgAssistService *assist; /* (nullable) */
  MdgLoginFlow *flow;

  MdgServiceState state;
  gboolean starting;
  gboolean identity_is_new; /* it came after the service was asked for */
  gboolean describing;      /* the backend is asked how the accounts stand */
  gboolean describe_again;  /* and once more when it has answered */
  GError *service_error;
  GError *identity_error;
};

enum
{
  SERVICE_CHANGED,
  IDENTITY_CHANGED,
  ACCOUNTS_CHANGED,
  CACHE_CHANGED,
  CACHE_SET_ASIDE,
  RESTARTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWorkplace, mdg_workplace, G_TYPE_OBJECT)

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Takes @error. */
static void
set_state (MdgWorkplace *self, MdgServiceState state, GError *error)
{
  static const char *const words[] = { [MDG_SERVICE_PREPARING] = "is prepared",
                                       [MDG_SERVICE_READY] = "answers",
                                       [MDG_SERVICE_UNAVAILABLE] = "cannot be used" };

  if (error != NULL)
    g_info ("the service %s (%s): %s", words[state],
            error->domain == MDG_ERROR ? mdg_error_code_nick (error->code) : "?", error->message);
  else if (state != self->state)
    g_info ("the service %s", words[state]);
  g_clear_error (&self->service_error);
  self->service_error = error;
  self->state = state;
  g_signal_emit (self, signals[SERVICE_CHANGED], 0);
}

/* Whether @error says that the way to the service is broken, not that the service said no. */
static gboolean
breaks_the_way (const GError *error)
{
  if (error->domain != MDG_ERROR)
    return FALSE;
  switch (error->code)
    {
    case MDG_ERROR_UNREACHABLE:
    case MDG_ERROR_TIMED_OUT:
    case MDG_ERROR_SERVER_UNTRUSTED:
    case MDG_ERROR_CERTIFICATE_MISSING:
    case MDG_ERROR_CERTIFICATE_REFUSED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether @error is what the service itself said. */
static gboolean
was_answered (const GError *error)
{
  if (error->domain != MDG_ERROR)
    return FALSE;
  switch ((MdgErrorCode)error->code)
    {
    case MDG_ERROR_WRONG_CREDENTIALS:
    case MDG_ERROR_WRONG_PASSCODE:
    case MDG_ERROR_LOCKED:
    case MDG_ERROR_SESSION_REQUIRED:
    case MDG_ERROR_SESSION_EXPIRED:
    case MDG_ERROR_SESSION_SUPERSEDED:
    case MDG_ERROR_WRONG_STAGE:
    case MDG_ERROR_SERVICE_FULL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What an act of the flow tells about the service. */
static void
flow_busy_changed (MdgWorkplace *self)
{
  const GError *error = mdg_login_flow_get_error (self->flow);

  if (mdg_login_flow_get_busy (self->flow) || self->service == NULL || self->starting)
    return;
  if (error != NULL && breaks_the_way (error))
    set_state (self, MDG_SERVICE_UNAVAILABLE, g_error_copy (error));
  else if (self->state == MDG_SERVICE_UNAVAILABLE
           && (error != NULL ? was_answered (error)
                             : mdg_login_flow_get_session (self->flow) != NULL))
    set_state (self, MDG_SERVICE_READY, NULL);
}

static void check (MdgWorkplace *self);

static void
checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgServiceStatus) status
      = mdg_service_check_finish (MDG_SERVICE (source), result, &error);

  if (is_cancelled (error))
    {
      /* Not by us: another certificate was chosen meanwhile, and the question is open again. */
      if (!g_cancellable_is_cancelled (self->cancellable) && self->service != NULL)
        check (self);
      return;
    }
  self->starting = FALSE;
  if (status != NULL)
    set_state (self, MDG_SERVICE_READY, NULL);
  else
    set_state (self, MDG_SERVICE_UNAVAILABLE, g_steal_pointer (&error));
}

static void
check (MdgWorkplace *self)
{
  mdg_service_check_async (MDG_SERVICE (self->service), self->cancellable, checked,
                           g_object_ref (self));
}

/* Another certificate may have been chosen while the service was made. */
static void
service_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgHttpsService) service = mdg_https_service_new_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (service != NULL && self->identity_is_new)
    mdg_https_service_set_identity (service, self->identity);
  g_set_object (&self->service, service);
  mdg_login_flow_set_service (self->flow, MDG_SERVICE (service));
  if (service != NULL)
    {
      g_signal_emit (self, signals[SERVICE_CHANGED], 0);
      check (self);
      return;
    }
  self->starting = FALSE;
  set_state (self, MDG_SERVICE_UNAVAILABLE, g_steal_pointer (&error));
}

static void
make_service (MdgWorkplace *self)
{
  self->identity_is_new = FALSE;
  g_clear_object (&self->service);
  mdg_https_service_new_async (self->connection->endpoint, self->connection->ca_file,
                               self->identity, self->clock, self->cancellable, service_made,
                               g_object_ref (self));
}

static void
take_identity (MdgWorkplace *self, MdgIdentity *identity, const GError *error)
{
  self->identity_is_new = TRUE;
  g_set_object (&self->identity, identity);
  g_clear_error (&self->identity_error);
  self->identity_error = error != NULL ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[IDENTITY_CHANGED], 0);
}

static void
password_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (MdgSecret) password = mdg_gateway_password_load_finish (result, NULL);

  if (password != NULL && !g_cancellable_is_cancelled (self->cancellable)
      && self->connection != NULL && self->connection->client_file != NULL)
    mdg_workplace_choose_certificate_async (self, self->connection->client_file, password,
                                            self->cancellable, NULL, NULL);
}

/* A gateway's certificate that did not open by itself: the vault may have its password. */
static void
try_kept_password (MdgWorkplace *self)
{
  MdgCache *cache = mdg_records_get_cache (self->records);

  if (cache != NULL && self->identity_error != NULL && self->connection != NULL
      && !self->connection->training && self->connection->client_file != NULL)
    mdg_gateway_password_load_async (cache, self->connection->client_file, self->cancellable,
                                     password_loaded, g_object_ref (self));
}

static void
identity_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity = mdg_identity_open_finish (result, &error);

  if (is_cancelled (error))
    return;
  take_identity (self, identity, error);
  if (identity != NULL)
    {
      make_service (self);
      return;
    }
  self->starting = FALSE;
  set_state (self, MDG_SERVICE_UNAVAILABLE, g_steal_pointer (&error));
  try_kept_password (self);
}

static void
open_identity (MdgWorkplace *self)
{
  if (self->identity != NULL || self->connection->client_file == NULL)
    {
      make_service (self);
      return;
    }
  mdg_identity_open_async (self->connection->client_file, self->connection->client_password,
                           mdg_clock_wall (self->clock), self->cancellable, identity_opened,
                           g_object_ref (self));
}

static void
take_connection (MdgWorkplace *self, MdgConnection *connection)
{
  g_clear_pointer (&self->connection, mdg_connection_free);
  self->connection = connection;
  self->training = connection->training;
  g_signal_emit (self, signals[ACCOUNTS_CHANGED], 0);
}

static void
backend_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (GError) error = NULL;
  MdgConnection *connection = mdg_backend_start_finish (MDG_BACKEND (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&connection, mdg_connection_free);
      return;
    }
  if (connection != NULL)
    {
      take_connection (self, connection);
      open_identity (self);
      return;
    }
  self->starting = FALSE;
  set_state (self, MDG_SERVICE_UNAVAILABLE, g_steal_pointer (&error));
}

static void
start_service (MdgWorkplace *self)
{
  if (self->assist != NULL)
    {
      set_state (self, MDG_SERVICE_READY, NULL);
      return;
    }
  if (self->starting)
    return;
  self->starting = TRUE;
  set_state (self, MDG_SERVICE_PREPARING, NULL);
  if (self->connection == NULL)
    mdg_backend_start_async (self->backend, self->cancellable, backend_started,
                             g_object_ref (self));
  else if (self->service == NULL || self->identity == NULL)
    open_identity (self);
  else
    check (self);
}

/* Who has them: the login, and whoever listens. */
static void
records_changed (MdgWorkplace *self)
{
  if (self->assist != NULL)
    mdg_assist_service_set_cache (self->assist, mdg_records_get_cache (self->records));
  mdg_login_flow_set_cache (self->flow, mdg_records_get_cache (self->records));
  mdg_login_flow_set_cache_error (self->flow, mdg_records_get_error (self->records));
  g_signal_emit (self, signals[CACHE_CHANGED], 0);
  try_kept_password (self);
}

static void
records_set_aside (MdgWorkplace *self, const char *folder)
{
  g_signal_emit (self, signals[CACHE_SET_ASIDE], 0, folder);
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
  g_signal_connect_swapped (self->flow, "notify::busy", G_CALLBACK (flow_busy_changed), self);
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
  signals[SERVICE_CHANGED] = plain_signal ("service-changed");
  signals[IDENTITY_CHANGED] = plain_signal ("identity-changed");
  signals[ACCOUNTS_CHANGED] = plain_signal ("accounts-changed");
  signals[CACHE_CHANGED] = plain_signal ("cache-changed");
  signals[CACHE_SET_ASIDE] = g_signal_new ("cache-set-aside", MDG_TYPE_WORKPLACE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESTARTED] = plain_signal ("restarted");
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
  start_service (self);
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

static void
certificate_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgWorkplace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity = mdg_identity_open_finish (result, &error);

  if (identity == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_identity (self, identity, NULL);
  if (self->service != NULL)
    mdg_https_service_set_identity (self->service, identity);
  start_service (self);
  g_task_return_boolean (task, TRUE);
}

void
mdg_workplace_choose_certificate_async (MdgWorkplace *self,
                                        const char *path,
                                        MdgSecret *password,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_WORKPLACE (self));

  task = g_task_new (self, cancellable, callback, data);
  mdg_identity_open_async (path, password, mdg_clock_wall (self->clock), cancellable,
                           certificate_opened, task);
}

gboolean
mdg_workplace_choose_certificate_finish (MdgWorkplace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
mdg_workplace_get_accounts (MdgWorkplace *self)
{
  g_return_val_if_fail (MDG_IS_WORKPLACE (self), NULL);

  return self->connection != NULL ? self->connection->accounts : NULL;
}

static void
described (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWorkplace) self = data;
  g_autoptr (GError) error = NULL;
  MdgConnection *connection = mdg_backend_describe_finish (MDG_BACKEND (source), result, &error);

  self->describing = FALSE;
  if (connection != NULL)
    take_connection (self, connection);
  else
    g_debug ("how the accounts stand is not known: %s", error->message);
  if (self->describe_again)
    mdg_workplace_refresh_accounts (self);
}

void
mdg_workplace_refresh_accounts (MdgWorkplace *self)
{
  g_return_if_fail (MDG_IS_WORKPLACE (self));

  self->describe_again = self->describing;
  if (self->connection == NULL || self->describing)
    return;
  self->describing = TRUE;
  mdg_backend_describe_async (self->backend, self->cancellable, described, g_object_ref (self));
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
  g_signal_emit (self, signals[RESTARTED], 0);
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
