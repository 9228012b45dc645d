/* https-login.c: the calls of MdgService, from 《システムの利用を始める》 to ログアウト, as
 * requests of the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/https-service-private.h"

#include "contract/endpoints.h"
#include "core/error.h"
#include "net/transport.h"

/* reading ----------------------------------------------------------------------------------- */

static gpointer
read_status (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_service_status_parse (answer->body, (gssize)answer->length, error);
}

static gpointer
read_session (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_session_info_parse (answer->body, (gssize)answer->length, error);
}

static gpointer
read_registration (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_registration_parse (answer->body, (gssize)answer->length, error);
}

/* The token stays here: callers get the rest. */
static gpointer
read_login (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  g_autoptr (MdgSessionInfo) info
      = mdg_session_info_parse (answer->body, (gssize)answer->length, error);

  if (info == NULL)
    return NULL;
  if (info->token == NULL || mdg_secret_get_length (info->token) == 0)
    {
      mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The answer to the login holds no token");
      return NULL;
    }
  mdg_https_service_forget_session (self);
  self->token = g_steal_pointer (&info->token);
  return g_steal_pointer (&info);
}

/* 《システムの利用を始める》 ------------------------------------------------------------------ */

static void
check_async (MdgService *service,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  mdg_https_service_start (
      mdg_https_service_task (service, check_async, cancellable, callback, data),
      mdg_request_new ("GET", MDG_PATH_SERVICE), read_status,
      (GDestroyNotify)mdg_service_status_free);
}

static MdgServiceStatus *
check_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return mdg_https_service_finish (service, result, check_async, error);
}

/* ログイン ----------------------------------------------------------------------------------- */

static void
login_async (MdgService *service,
             const MdgLoginRequest *login,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  MdgRequest *request = mdg_request_new ("POST", MDG_PATH_SESSION);

  request->body = mdg_login_request_to_json (login);
  mdg_https_service_start (
      mdg_https_service_task (service, login_async, cancellable, callback, data), request,
      read_login, (GDestroyNotify)mdg_session_info_free);
}

static MdgSessionInfo *
login_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return mdg_https_service_finish (service, result, login_async, error);
}

static void
session_async (MdgService *service,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, session_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_SESSION,
                       .read = read_session,
                       .free_value = (GDestroyNotify)mdg_session_info_free });
}

static MdgSessionInfo *
session_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return mdg_https_service_finish (service, result, session_async, error);
}

/* Authenticator 登録, パスコード ------------------------------------------------------------- */

static void
registration_async (MdgService *service,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, registration_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_REGISTRATION,
                       .read = read_registration,
                       .free_value = (GDestroyNotify)mdg_registration_free });
}

static MdgRegistration *
registration_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return mdg_https_service_finish (service, result, registration_async, error);
}

static void
passcode_async (MdgService *service,
                const char *passcode,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, passcode_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "POST",
                       .path = MDG_PATH_PASSCODE,
                       .body = mdg_passcode_request_to_json (passcode),
                       .read = read_session,
                       .free_value = (GDestroyNotify)mdg_session_info_free });
}

static MdgSessionInfo *
passcode_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return mdg_https_service_finish (service, result, passcode_async, error);
}

/* パスワード変更 ------------------------------------------------------------------------------ */

static gboolean
is_unsettled (MdgHttpsService *self, const MdgPasswordRequest *change)
{
  return self->unsettled != NULL
         && mdg_secret_equal (self->unsettled->current_password, change->current_password)
         && mdg_secret_equal (self->unsettled->new_password, change->new_password);
}

/* Owned by the service. */
static const char *
idempotency_key (MdgHttpsService *self, const MdgPasswordRequest *change)
{
  if (!is_unsettled (self, change))
    {
      mdg_https_service_forget_unsettled (self);
      self->unsettled = mdg_password_request_new (change->current_password, change->new_password);
      self->unsettled_key = g_uuid_string_random ();
    }
  return self->unsettled_key;
}

static void
password_async (MdgService *service,
                const MdgPasswordRequest *change,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  MdgHttpsService *self = MDG_HTTPS_SERVICE (service);

  /* Without a session nothing is begun that would have to be settled. */
  mdg_https_service_call (
      mdg_https_service_task (service, password_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "PUT",
                       .path = MDG_PATH_PASSWORD,
                       .body = mdg_password_request_to_json (change),
                       .idempotency_key
                       = g_strdup (self->token != NULL ? idempotency_key (self, change) : NULL),
                       .read = read_session,
                       .free_value = (GDestroyNotify)mdg_session_info_free });
}

/* Whether the service has said what became of the change. */
static gboolean
is_settled (const GError *error)
{
  if (error == NULL)
    return TRUE;
  if (error->domain != MDG_ERROR)
    return FALSE;
  return error->code != MDG_ERROR_UNREACHABLE && error->code != MDG_ERROR_TIMED_OUT
         && error->code != MDG_ERROR_BAD_ANSWER && error->code != MDG_ERROR_SERVICE_FAILED
         && error->code != MDG_ERROR_SERVICE_FULL && error->code != MDG_ERROR_CERTIFICATE_REFUSED;
}

static MdgSessionInfo *
password_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MdgSessionInfo *info = mdg_https_service_finish (service, result, password_async, &problem);

  if (is_settled (problem))
    mdg_https_service_forget_unsettled (MDG_HTTPS_SERVICE (service));
  if (problem)
    g_propagate_error (error, g_steal_pointer (&problem));
  return info;
}

/* ログアウト --------------------------------------------------------------------------------- */

static void
logout_async (MdgService *service,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  MdgHttpsService *self = MDG_HTTPS_SERVICE (service);

  mdg_https_service_forget_unsettled (self);
  mdg_https_service_end_session (
      mdg_https_service_task (service, logout_async, cancellable, callback, data), MDG_PATH_SESSION,
      g_steal_pointer (&self->token));
}

static gboolean
logout_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
get_clock_skew (MdgService *service, gint64 *seconds)
{
  return mdg_transport_get_clock_skew (MDG_HTTPS_SERVICE (service)->transport, seconds);
}

void
mdg_https_login_iface_init (MdgServiceInterface *iface)
{
  iface->check_async = check_async;
  iface->check_finish = check_finish;
  iface->login_async = login_async;
  iface->login_finish = login_finish;
  iface->session_async = session_async;
  iface->session_finish = session_finish;
  iface->registration_async = registration_async;
  iface->registration_finish = registration_finish;
  iface->passcode_async = passcode_async;
  iface->passcode_finish = passcode_finish;
  iface->password_async = password_async;
  iface->password_finish = password_finish;
  iface->logout_async = logout_async;
  iface->logout_finish = logout_finish;
  iface->get_clock_skew = get_clock_skew;
}
