/* api.c: which resources exist, and how a request becomes a call.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <string.h>
#include "contract/endpoints.h"
#include "training/https-server.h"

typedef struct
{
  const char *path;
  const char *method;
  gboolean has_body;
  void (*func) (MdgCall *call);
} Route;

static const Route routes[] = {
  { MDG_PATH_SERVICE, "GET", FALSE, mdg_api_get_service },
  { MDG_PATH_SESSION, "POST", TRUE, mdg_api_post_session },
  { MDG_PATH_SESSION, "GET", FALSE, mdg_api_get_session },
  { MDG_PATH_SESSION, "DELETE", FALSE, mdg_api_delete_session },
  { MDG_PATH_REGISTRATION, "GET", FALSE, mdg_api_get_registration },
  { MDG_PATH_PASSCODE, "POST", TRUE, mdg_api_post_passcode },
  { MDG_PATH_PASSWORD, "PUT", TRUE, mdg_api_put_password },
  { MDG_PATH_ACCOUNTS, "GET", FALSE, mdg_api_get_accounts },
  { MDG_PATH_ACCOUNT, "GET", FALSE, mdg_api_get_account },
  { MDG_PATH_SETTINGS_PDF, "GET", FALSE, mdg_api_get_settings_pdf },
  { MDG_PATH_NOTE, "PUT", TRUE, mdg_api_put_note },
  { MDG_PATH_CANCELLATION, "POST", FALSE, mdg_api_post_cancellation },
  { MDG_PATH_APPLICATIONS, "GET", FALSE, mdg_api_get_applications },
  { MDG_PATH_APPLICATIONS, "POST", TRUE, mdg_api_post_application },
  { MDG_PATH_FACILITY, "GET", FALSE, mdg_api_get_facility },
  { MDG_PATH_MAIL, "GET", FALSE, mdg_api_get_mail },
  { MDG_PATH_PORTAL_FACILITIES, "GET", FALSE, mdg_api_get_portal_facilities },
  { MDG_PATH_PORTAL_FACILITY, "GET", FALSE, mdg_api_get_portal_facility },
  { MDG_PATH_PORTAL_USERS, "POST", TRUE, mdg_api_post_portal_user },
  { MDG_PATH_PORTAL_CONFIRMATION, "POST", TRUE, mdg_api_post_portal_confirmation },
  { MDG_PATH_PORTAL_MAILBOX, "GET", FALSE, mdg_api_get_portal_mailbox },
  { MDG_PATH_PORTAL_SESSION, "POST", TRUE, mdg_api_post_portal_session },
  { MDG_PATH_PORTAL_SESSION, "DELETE", FALSE, mdg_api_delete_portal_session },
  { MDG_PATH_PORTAL_START, "GET", FALSE, mdg_api_get_portal_start },
  { MDG_PATH_PORTAL_START, "POST", TRUE, mdg_api_post_portal_start },
  { MDG_PATH_PORTAL_PROOF, "POST", TRUE, mdg_api_post_portal_proof },
  { MDG_PATH_PORTAL_OPERATION, "PUT", TRUE, mdg_api_put_portal_operation },
  { MDG_PATH_CONTROL_CLOCK, "POST", TRUE, mdg_api_post_clock },
  { MDG_PATH_CONTROL_RESET, "POST", TRUE, mdg_api_post_reset },
  { MDG_PATH_CONTROL_STATE, "GET", FALSE, mdg_api_get_state },
};

MdgApi *
mdg_api_new (MdgAuthority *authority,
             MdgOffice *office,
             MdgLedger *ledger,
             MdgTrainingClock *clock,
             GMainContext *context)
{
  MdgApi *api = g_new0 (MdgApi, 1);

  api->authority = authority;
  api->office = office;
  api->ledger = ledger;
  api->clock = clock;
  api->hasher = mdg_password_hasher_new (context);
  api->queue = mdg_account_queue_new ();
  return api;
}

void
mdg_api_free (MdgApi *api)
{
  if (!api)
    return;
  api->closing = TRUE;
  mdg_password_hasher_free (api->hasher);
  mdg_account_queue_free (api->queue);
  g_free (api);
}

/* Whether @path is @pattern, in which one {part} stands for anything without a slash. @id: (out)
 * (optional) (nullable): what stands there. */
static gboolean
fits (const char *pattern, const char *path, char **id)
{
  const char *open = strchr (pattern, '{');
  gsize start = open ? (gsize)(open - pattern) : 0, length;

  if (!open)
    return strcmp (pattern, path) == 0;
  if (strncmp (pattern, path, start) != 0)
    return FALSE;
  length = strcspn (path + start, "/");
  if (length == 0 || strcmp (path + start + length, strchr (open, '}') + 1) != 0)
    return FALSE;
  if (id)
    *id = g_strndup (path + start, length);
  return TRUE;
}

/* Puts the methods that @path knows into Allow. */
static void
answer_wrong_method (SoupServerMessage *message, const char *path)
{
  g_autoptr (GString) allow = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (fits (routes[i].path, path, NULL))
      g_string_append_printf (allow, "%s%s", allow->len ? ", " : "", routes[i].method);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                allow->str);
  mdg_https_answer_problem (message, "method-not-allowed");
}

static const Route *
find_route (SoupServerMessage *message, const char *path)
{
  gboolean known = FALSE;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (fits (routes[i].path, path, NULL))
      {
        if (strcmp (routes[i].method, soup_server_message_get_method (message)) == 0)
          return &routes[i];
        known = TRUE;
      }
  if (known)
    {
      answer_wrong_method (message, path);
      return NULL;
    }
  error = mdg_error_new (MDG_ERROR_NOT_FOUND, "There is no such resource");
  mdg_https_answer_error (message, error);
  return NULL;
}

static gboolean
check_body (SoupServerMessage *message, const Route *route, gboolean too_large)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (too_large)
    mdg_https_answer_problem (message, "too-large");
  else if (route->has_body && (!type || g_ascii_strcasecmp (type, MDG_CONTENT_JSON) != 0))
    mdg_https_answer_problem (message, "unsupported-media-type");
  else
    return TRUE;
  return FALSE;
}

/* "Bearer TOKEN"; NULL for anything else. */
static MdgSecret *
read_token (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  return value && g_ascii_strncasecmp (value, "Bearer ", 7) == 0
             ? mdg_secret_new_from_string (value + 7)
             : NULL;
}

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  ((MdgCall *)data)->gone = TRUE;
}

void
mdg_api_handle (SoupServerMessage *message, const char *path, gboolean too_large, gpointer data)
{
  const Route *route = find_route (message, path);
  MdgCall *call;

  if (!route || !check_body (message, route, too_large))
    return;
  call = g_new0 (MdgCall, 1);
  call->api = data;
  call->message = g_object_ref (message);
  call->gone_id = g_signal_connect (message, "finished", G_CALLBACK (on_finished), call);
  call->token = read_token (message);
  fits (route->path, path, &call->id);
  route->func (call);
  /* An answered call is no more. */
  if (soup_server_message_get_status (message) != 0)
    return;
  call->paused = TRUE;
  soup_server_message_pause (message);
}
