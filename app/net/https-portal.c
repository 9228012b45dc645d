/* https-portal.c: the calls of MdgPortalService as requests of the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/https-service-private.h"

#include "contract/endpoints.h"

#define READER(name, parse)                                                                        \
  static gpointer read_##name (MdgHttpsService *self, const MdgAnswer *answer, GError **error)     \
  {                                                                                                \
    return parse (answer->body, (gssize)answer->length, error);                                    \
  }

READER (facilities, mdg_portal_facilities_parse)
READER (facility, mdg_portal_facility_parse)
READER (mailbox, mdg_mail_page_parse)
READER (receipt, mdg_portal_receipt_parse)
READER (user, mdg_portal_user_parse)
READER (start, mdg_portal_start_parse)

/* The token stays in the service: callers get the rest. */
static gpointer
read_login (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  g_autoptr (MdgPortalUser) user
      = mdg_portal_user_parse (answer->body, (gssize)answer->length, error);

  if (user == NULL)
    return NULL;
  if (user->token == NULL)
    {
      mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The answer to the login holds no token");
      return NULL;
    }
  mdg_https_service_set_portal_token (self, user->token);
  g_clear_pointer (&user->token, mdg_secret_unref);
  return g_steal_pointer (&user);
}

#define START(name) mdg_https_service_task (service, name##_async, cancellable, callback, data)

static void
get_facilities_async (MdgPortalService *service,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  mdg_https_service_call (START (get_facilities),
                          &(MdgHttpsCall){ .method = "GET",
                                           .path = MDG_PATH_PORTAL_FACILITIES,
                                           .realm = MDG_REALM_OPEN,
                                           .optional = TRUE,
                                           .read = read_facilities,
                                           .free_value = (GDestroyNotify)g_ptr_array_unref });
}

static void
get_facility_async (MdgPortalService *service,
                    const char *word,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  mdg_https_service_call (
      START (get_facility),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_PORTAL_FACILITY,
                       .part = word,
                       .realm = MDG_REALM_OPEN,
                       .read = read_facility,
                       .free_value = (GDestroyNotify)mdg_portal_facility_free });
}

static void
get_mailbox_async (MdgPortalService *service,
                   const char *mail_address,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_autofree char *escaped = g_uri_escape_string (mail_address, NULL, FALSE);
  g_autofree char *path = g_strconcat (MDG_PATH_PORTAL_MAILBOX "?address=", escaped, NULL);

  mdg_https_service_call (START (get_mailbox),
                          &(MdgHttpsCall){ .method = "GET",
                                           .path = path,
                                           .realm = MDG_REALM_OPEN,
                                           .optional = TRUE,
                                           .read = read_mailbox,
                                           .free_value = (GDestroyNotify)mdg_page_free });
}

static void
register_async (MdgPortalService *service,
                const MdgPortalRegistration *registration,
                const char *key,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  mdg_https_service_call (START (register),
                          &(MdgHttpsCall){ .method = "POST",
                                           .path = MDG_PATH_PORTAL_USERS,
                                           .realm = MDG_REALM_OPEN,
                                           .body = mdg_portal_registration_to_json (registration),
                                           .idempotency_key = g_strdup (key),
                                           .read = read_receipt,
                                           .free_value = (GDestroyNotify)mdg_portal_receipt_free });
}

static void
open_link_async (MdgPortalService *service,
                 const char *link,
                 const char *key,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  mdg_https_service_call (START (open_link),
                          &(MdgHttpsCall){ .method = "POST",
                                           .path = MDG_PATH_PORTAL_CONFIRMATION,
                                           .realm = MDG_REALM_OPEN,
                                           .body = mdg_portal_link_to_json (link),
                                           .idempotency_key = g_strdup (key),
                                           .read = read_user,
                                           .free_value = (GDestroyNotify)mdg_portal_user_free });
}

static void
log_in_async (MdgPortalService *service,
              const MdgPortalLogin *login,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  mdg_https_service_call (START (log_in),
                          &(MdgHttpsCall){ .method = "POST",
                                           .path = MDG_PATH_PORTAL_SESSION,
                                           .realm = MDG_REALM_OPEN,
                                           .body = mdg_portal_login_to_json (login),
                                           .read = read_login,
                                           .free_value = (GDestroyNotify)mdg_portal_user_free });
}

static void
get_start_async (MdgPortalService *service,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  mdg_https_service_call (START (get_start),
                          &(MdgHttpsCall){ .method = "GET",
                                           .path = MDG_PATH_PORTAL_START,
                                           .realm = MDG_REALM_PORTAL,
                                           .read = read_start,
                                           .free_value = (GDestroyNotify)mdg_portal_start_free });
}

static void
confirm_async (MdgPortalService *service,
               const char *birth_date,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  mdg_https_service_call (
      START (confirm), &(MdgHttpsCall){ .method = "POST",
                                        .path = MDG_PATH_PORTAL_PROOF,
                                        .realm = MDG_REALM_PORTAL,
                                        .body = mdg_portal_birth_date_to_json (birth_date),
                                        .read = read_facility,
                                        .free_value = (GDestroyNotify)mdg_portal_facility_free });
}

static void
start_use_async (MdgPortalService *service,
                 const MdgPortalStartRequest *request,
                 const char *key,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  mdg_https_service_call (START (start_use),
                          &(MdgHttpsCall){ .method = "POST",
                                           .path = MDG_PATH_PORTAL_START,
                                           .realm = MDG_REALM_PORTAL,
                                           .body = mdg_portal_start_request_to_json (request),
                                           .idempotency_key = g_strdup (key),
                                           .read = read_start,
                                           .free_value = (GDestroyNotify)mdg_portal_start_free });
}

static void
set_operation_async (MdgPortalService *service,
                     const char *day,
                     const char *key,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  mdg_https_service_call (START (set_operation),
                          &(MdgHttpsCall){ .method = "PUT",
                                           .path = MDG_PATH_PORTAL_OPERATION,
                                           .realm = MDG_REALM_PORTAL,
                                           .body = mdg_portal_operation_to_json (day),
                                           .idempotency_key = g_strdup (key),
                                           .read = read_start,
                                           .free_value = (GDestroyNotify)mdg_portal_start_free });
}

/* ログアウト: the token is forgotten before anything is known of it. */

static void
log_out_async (MdgPortalService *service,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  mdg_https_service_log_out_of_portal (START (log_out));
}

static gboolean
log_out_finish (MdgPortalService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

#define DEFINE_FINISH(name, Value)                                                                 \
  static Value *name##_finish (MdgPortalService *service, GAsyncResult *result, GError **error)    \
  {                                                                                                \
    return mdg_https_service_finish (service, result, name##_async, error);                        \
  }

DEFINE_FINISH (get_facilities, GPtrArray)
DEFINE_FINISH (get_facility, MdgPortalFacility)
DEFINE_FINISH (get_mailbox, MdgPage)
DEFINE_FINISH (register, MdgPortalReceipt)
DEFINE_FINISH (open_link, MdgPortalUser)
DEFINE_FINISH (log_in, MdgPortalUser)
DEFINE_FINISH (get_start, MdgPortalStart)
DEFINE_FINISH (confirm, MdgPortalFacility)
DEFINE_FINISH (start_use, MdgPortalStart)
DEFINE_FINISH (set_operation, MdgPortalStart)

#define SET(name)                                                                                  \
  iface->name##_async = name##_async;                                                              \
  iface->name##_finish = name##_finish

void
mdg_https_portal_iface_init (MdgPortalServiceInterface *iface)
{
  SET (get_facilities);
  SET (get_facility);
  SET (get_mailbox);
  SET (register);
  SET (open_link);
  SET (log_in);
  SET (log_out);
  SET (get_start);
  SET (confirm);
  SET (start_use);
  SET (set_operation);
}
