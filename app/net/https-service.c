/* https-service.c: how a call is made and answered, the tokens of its sessions, and what a service
 * is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/https-service-private.h"

#include "contract/endpoints.h"
#include "core/error.h"
#include "net/transport.h"

#define DEFAULT_TIMEOUT 30

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgHttpsService,
                               mdg_https_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SERVICE, mdg_https_login_iface_init)
                                   G_IMPLEMENT_INTERFACE (MDG_TYPE_ACCOUNT_SERVICE,
                                                          mdg_https_accounts_iface_init)
                                       G_IMPLEMENT_INTERFACE (MDG_TYPE_PORTAL_SERVICE,
                                                              mdg_https_portal_iface_init))

typedef struct
{
  MdgTransport *transport; /* the one it was sent with */
  MdgSecret *token;        /* (nullable): the session it was sent in */
  const char *accept;      /* what a good answer is */
  gboolean optional;       /* as in MdgRequest */
  MdgAnswerReader read;
  GDestroyNotify free;
} Operation;

static void
operation_free (gpointer data)
{
  Operation *operation = data;

  g_clear_object (&operation->transport);
  g_clear_pointer (&operation->token, mdg_secret_unref);
  g_free (operation);
}

static void
forget_token (MdgHttpsService *self)
{
  g_clear_pointer (&self->token, mdg_secret_unref);
}

void
mdg_https_service_forget_unsettled (MdgHttpsService *self)
{
  g_clear_pointer (&self->unsettled, mdg_password_request_free);
  g_clear_pointer (&self->unsettled_key, g_free);
}

/* With its passwords: a change that is not settled is never taken up in another session. */
void
mdg_https_service_forget_session (MdgHttpsService *self)
{
  forget_token (self);
  mdg_https_service_forget_unsettled (self);
}

/* ending ------------------------------------------------------------------------------------ */

/* The answer may be about a session that is not the present one any more. */
static void
note_error (MdgHttpsService *self, const Operation *operation, const GError *error)
{
  if (!mdg_error_ends_session (error) || operation->token == NULL)
    return;
  if (operation->token == self->token)
    mdg_https_service_forget_session (self);
  if (operation->token == self->portal_token)
    g_clear_pointer (&self->portal_token, mdg_secret_unref);
}

static gpointer
read_answer (MdgHttpsService *self,
             const Operation *operation,
             const MdgAnswer *answer,
             GError **error)
{
  if (operation->optional && answer->status == 404)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "The service does not have it");
      return NULL;
    }
  if (!mdg_answer_check (answer, error)
      || !mdg_answer_check_type (answer, operation->accept, error))
    return NULL;
  return operation->read (self, answer, error);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgHttpsService *self = g_task_get_source_object (task);
  Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = NULL;
  g_autoptr (MdgAnswer) answer = mdg_transport_send_finish (MDG_TRANSPORT (source), result, &error);

  if (answer && operation->transport != self->transport)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The identity was changed");
  else if (answer)
    value = read_answer (self, operation, answer, &error);
  if (value)
    {
      g_task_return_pointer (task, value, operation->free);
      return;
    }
  note_error (self, operation, error);
  g_task_return_error (task, error);
}

/* Takes over @task and @request. */
void
mdg_https_service_start (GTask *task,
                         MdgRequest *request,
                         MdgAnswerReader read,
                         GDestroyNotify free_value)
{
  MdgHttpsService *self = g_task_get_source_object (task);
  Operation *operation = g_new0 (Operation, 1);

  operation->transport = g_object_ref (self->transport);
  operation->token = request->token ? mdg_secret_ref (request->token) : NULL;
  operation->accept = request->accept;
  operation->optional = request->optional;
  operation->read = read;
  operation->free = free_value;
  g_task_set_task_data (task, operation, operation_free);
  mdg_transport_send_async (self->transport, request, self->timeout, g_task_get_cancellable (task),
                            on_answer, task);
}

/* "/v1/accounts/{id}/note" with @part for what stands in braces, escaped. */
static char *
fill_path (const char *pattern, const char *part)
{
  const char *open = strchr (pattern, '{'), *close = strchr (pattern, '}');
  g_autofree char *escaped = g_uri_escape_string (part, NULL, FALSE);

  return g_strdup_printf ("%.*s%s%s", (int)(open - pattern), pattern, escaped, close + 1);
}

static MdgSecret *
token_of (MdgHttpsService *self, const MdgHttpsCall *call)
{
  return call->realm == MDG_REALM_PORTAL ? self->portal_token : self->token;
}

static MdgRequest *
make_request (MdgHttpsService *self, const MdgHttpsCall *call)
{
  g_autofree char *path = call->part ? fill_path (call->path, call->part) : g_strdup (call->path);
  MdgRequest *request = mdg_request_new (call->method, path);

  if (call->realm != MDG_REALM_OPEN)
    request->token = mdg_secret_ref (token_of (self, call));
  request->body = call->body;
  request->if_match = call->if_match;
  request->idempotency_key = call->idempotency_key;
  request->optional = call->optional;
  if (call->accept)
    request->accept = call->accept;
  return request;
}

void
mdg_https_service_call (GTask *task, const MdgHttpsCall *call)
{
  MdgHttpsService *self = g_task_get_source_object (task);

  if (call->realm == MDG_REALM_OPEN || token_of (self, call) != NULL)
    {
      mdg_https_service_start (task, make_request (self, call), call->read, call->free_value);
      return;
    }
  mdg_wipe_string (call->body);
  g_free (call->if_match);
  g_free (call->idempotency_key);
  g_task_return_error (task, mdg_error_new (MDG_ERROR_SESSION_REQUIRED, "Not logged in"));
  g_object_unref (task);
}

GTask *
mdg_https_service_task (gpointer service,
                        gpointer tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GTask *task = g_task_new (service, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  return task;
}

gpointer
mdg_https_service_finish (gpointer service, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ending a session ----------------------------------------------------------------------- */

static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAnswer) answer = mdg_transport_send_finish (MDG_TRANSPORT (source), result, &error);

  if (answer)
    mdg_answer_check (answer, &error);
  if (error == NULL || mdg_error_ends_session (error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @token: (transfer full) (nullable): none is no session any more. Takes over @task. */
void
mdg_https_service_end_session (GTask *task, const char *path, MdgSecret *token)
{
  MdgHttpsService *self = g_task_get_source_object (task);
  MdgRequest *request;

  if (token == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  request = mdg_request_new ("DELETE", path);
  request->token = token;
  mdg_transport_send_async (self->transport, request, self->timeout, g_task_get_cancellable (task),
                            on_logged_out, task);
}

void
mdg_https_service_log_out_of_portal (GTask *task)
{
  MdgHttpsService *self = g_task_get_source_object (task);

  mdg_https_service_end_session (task, MDG_PATH_PORTAL_SESSION,
                                 g_steal_pointer (&self->portal_token));
}

void
mdg_https_service_set_portal_token (MdgHttpsService *self, MdgSecret *token)
{
  g_clear_pointer (&self->portal_token, mdg_secret_unref);
  self->portal_token = mdg_secret_ref (token);
}

/* overrides --------------------------------------------------------------------------------- */

static void
mdg_https_service_dispose (GObject *object)
{
  MdgHttpsService *self = MDG_HTTPS_SERVICE (object);

  if (self->transport)
    mdg_transport_close (self->transport);
  g_clear_object (&self->transport);
  g_clear_object (&self->database);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->endpoint, g_uri_unref);
  mdg_https_service_forget_session (self);
  g_clear_pointer (&self->portal_token, mdg_secret_unref);
  G_OBJECT_CLASS (mdg_https_service_parent_class)->dispose (object);
}

static void
mdg_https_service_class_init (MdgHttpsServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_https_service_dispose;
}

static void
mdg_https_service_init (MdgHttpsService *self)
{
  self->timeout = DEFAULT_TIMEOUT;
}

/* making ------------------------------------------------------------------------------------ */

static GUri *
parse_endpoint (const char *endpoint, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (endpoint, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 && g_uri_get_host (uri) != NULL
      && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL
      && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL
      && (*g_uri_get_path (uri) == '\0' || g_str_equal (g_uri_get_path (uri), "/")))
    return g_steal_pointer (&uri);
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT,
                 "The endpoint is not of the form https://host:port");
  return NULL;
}

/* GTlsFileDatabase takes a file without certificates for an empty list; that would look like a
 * service that is not to be trusted. */
static GTlsDatabase *
open_database (const char *ca_file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GList *anchors;
  GTlsDatabase *database = NULL;

  if (!g_file_test (ca_file, G_FILE_TEST_EXISTS))
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no CA file %s", ca_file);
      return NULL;
    }
  anchors = g_tls_certificate_list_new_from_file (ca_file, &problem);
  if (anchors)
    database = g_tls_file_database_new (ca_file, &problem);
  if (database == NULL)
    mdg_set_error (error, MDG_ERROR_DAMAGED, "Cannot use the CA file: %s",
                   problem ? problem->message : "it holds no certificate");
  g_list_free_full (anchors, g_object_unref);
  return database;
}

static void
renew_transport (MdgHttpsService *self, MdgIdentity *identity)
{
  g_autoptr (MdgTransport) former = g_steal_pointer (&self->transport);

  self->transport
      = mdg_transport_new (self->endpoint, self->database,
                           identity ? mdg_identity_get_certificate (identity) : NULL, self->clock);
  if (former == NULL)
    return;
  mdg_transport_inherit (self->transport, former);
  mdg_transport_close (former);
}

/* What a service is made of. */
typedef struct
{
  GUri *endpoint;
  char *ca_file;
  GTlsDatabase *database; /* (nullable): not opened yet */
  MdgIdentity *identity;  /* (nullable) */
  MdgClock *clock;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->endpoint, g_uri_unref);
  g_clear_object (&parts->database);
  g_clear_object (&parts->identity);
  g_clear_object (&parts->clock);
  g_clear_pointer (&parts->ca_file, g_free);
}

static void
parts_free (Parts *parts)
{
  parts_clear (parts);
  g_free (parts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parts, parts_free)

/* Returns: NULL when @endpoint is none */
static Parts *
parts_new (const char *endpoint,
           const char *ca_file,
           MdgIdentity *identity,
           MdgClock *clock,
           GError **error)
{
  GUri *uri = parse_endpoint (endpoint, error);
  Parts *parts;

  if (uri == NULL)
    return NULL;
  parts = g_new0 (Parts, 1);
  parts->endpoint = uri;
  parts->ca_file = g_strdup (ca_file);
  g_set_object (&parts->identity, identity);
  parts->clock = g_object_ref (clock);
  return parts;
}

/* Every TLS connection begins with the process's default trust before it is given its own. Reading
 * the system's authorities, whom we never trust, would hold up the main thread for 10 ms each time.
 */
static MdgHttpsService *
assemble (Parts *parts)
{
  MdgHttpsService *self = g_object_new (MDG_TYPE_HTTPS_SERVICE, NULL);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), parts->database);
  self->endpoint = g_steal_pointer (&parts->endpoint);
  self->database = g_steal_pointer (&parts->database);
  self->clock = g_steal_pointer (&parts->clock);
  renew_transport (self, parts->identity);
  return self;
}

MdgHttpsService *
mdg_https_service_new (const char *endpoint,
                       const char *ca_file,
                       MdgIdentity *identity,
                       MdgClock *clock,
                       GError **error)
{
  g_autoptr (Parts) parts = NULL;

  g_return_val_if_fail (endpoint != NULL && ca_file != NULL, NULL);
  g_return_val_if_fail (MDG_IS_CLOCK (clock), NULL);
  parts = parts_new (endpoint, ca_file, identity, clock, error);
  if (parts == NULL || !(parts->database = open_database (ca_file, error)))
    return NULL;
  return assemble (parts);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Parts *parts = data; /* not touched by anybody while this runs */
  GError *error = NULL;

  parts->database = open_database (parts->ca_file, &error);
  if (parts->database)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mdg_https_service_new_async (const char *endpoint,
                             const char *ca_file,
                             MdgIdentity *identity,
                             MdgClock *clock,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  GError *error = NULL;
  Parts *parts;

  g_return_if_fail (endpoint != NULL && ca_file != NULL);
  g_return_if_fail (MDG_IS_CLOCK (clock));
  g_task_set_source_tag (task, mdg_https_service_new_async);
  parts = parts_new (endpoint, ca_file, identity, clock, &error);
  if (parts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, parts, (GDestroyNotify)parts_free);
  g_task_run_in_thread (task, open_in_thread);
}

MdgHttpsService *
mdg_https_service_new_finish (GAsyncResult *result, GError **error)
{
  MdgHttpsService *service = NULL;
  Parts *parts;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_https_service_new_async), NULL);
  parts = g_task_get_task_data (G_TASK (result));
  if (g_task_propagate_boolean (G_TASK (result), error))
    service = assemble (parts);
  /* Here, not whenever the worker lets go of the task. */
  if (parts)
    parts_clear (parts);
  return service;
}

void
mdg_https_service_set_identity (MdgHttpsService *service, MdgIdentity *identity)
{
  g_return_if_fail (MDG_IS_HTTPS_SERVICE (service));
  mdg_https_service_forget_session (service);
  g_clear_pointer (&service->portal_token, mdg_secret_unref);
  renew_transport (service, identity);
}

void
mdg_https_service_set_timeout (MdgHttpsService *service, guint seconds)
{
  g_return_if_fail (MDG_IS_HTTPS_SERVICE (service));
  g_return_if_fail (seconds > 0);
  service->timeout = seconds;
}
