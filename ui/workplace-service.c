/* workplace-service.c: the way to the service, brought up step by step: backend, certificate, HTTPS
 * service, its answer; and what is heard of it afterwards.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "workplace-private.h"

#include "start/gateway-password.h"

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
  mdg_workplace_tell (self, MDG_TELL_SERVICE_CHANGED);
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
void
mdg_workplace_hear_flow (MdgWorkplace *self)
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
      mdg_workplace_tell (self, MDG_TELL_SERVICE_CHANGED);
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
  mdg_workplace_tell (self, MDG_TELL_IDENTITY_CHANGED);
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
void
mdg_workplace_try_kept_password (MdgWorkplace *self)
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
  mdg_workplace_try_kept_password (self);
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
  mdg_workplace_tell (self, MDG_TELL_ACCOUNTS_CHANGED);
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

void
mdg_workplace_start_service (MdgWorkplace *self)
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
  mdg_workplace_start_service (self);
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
