/* api-session.c: the resources of service and session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include "contract/endpoints.h"

#define SERVICE_NAME "Madoguchi Training"

void
mdg_api_get_service (MdgCall *call)
{
  g_autoptr (MdgServiceStatus) status = mdg_service_status_new ();

  status->name = g_strdup (SERVICE_NAME);
  status->api_version = g_strdup (MDG_API_VERSION);
  status->time = mdg_training_clock_now (call->api->clock);
  status->training = TRUE;
  mdg_call_answer (call, 200, mdg_service_status_to_json (status));
}

/* Ends the call with how the session now stands, or why not. */
static void
conclude_with_session (MdgCall *call, guint status, MdgSessionInfo *info, GError *error)
{
  mdg_call_conclude (call, status, info ? mdg_session_info_to_json (info) : NULL, error);
  g_clear_pointer (&info, mdg_session_info_free);
}

static void
finish_login (const MdgPasswordHashes *hashes, gpointer data)
{
  MdgCall *call = data;
  GError *error = NULL;
  MdgSessionInfo *info = NULL;

  if (hashes->failed)
    {
      mdg_call_answer_problem (call, "unavailable");
      return;
    }
  if (!mdg_ledger_begin (call->api->ledger, &error))
    {
      mdg_call_answer_error (call, error);
      g_error_free (error);
      return;
    }
  info = mdg_authority_finish_login (call->api->authority, call->login, &call->attempt, hashes,
                                     &error);
  conclude_with_session (call, 201, info, error);
}

static void
begin_login (MdgCall *call)
{
  MdgApi *api = call->api;
  GError *error = NULL;

  if (!mdg_authority_begin_login (api->authority, call->login, &call->attempt, &error)
      || !mdg_call_end_transaction (call, &error))
    {
      mdg_call_conclude (call, 0, NULL, error);
      return;
    }
  mdg_password_hasher_push (api->hasher, call->attempt.salt, call->attempt.inputs, finish_login,
                            call, mdg_call_free);
}

void
mdg_api_post_session (MdgCall *call)
{
  MdgLoginRequest *login = mdg_call_parse (call, (MdgCallParse)mdg_login_request_parse);

  if (!login)
    return;
  call->login = login;
  mdg_call_take_turn (call, login->institution_code, login->login_id, begin_login);
}

void
mdg_api_get_session (MdgCall *call)
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  g_autoptr (MdgSessionInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  MdgAuthority *authority = call->api->authority;

  if (!mdg_authority_admit (authority, call->token, FALSE, &call->session, &account, &error))
    {
      mdg_call_answer_error (call, error);
      return;
    }
  info = mdg_authority_describe_session (authority, &call->session, account);
  mdg_call_answer (call, 200, mdg_session_info_to_json (info));
}

static void
log_out (MdgCall *call)
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  GError *error = NULL;

  if (!mdg_call_admit (call, &account))
    return;
  mdg_authority_log_out (call->api->authority, &call->session, &error);
  mdg_call_conclude (call, 204, NULL, error);
}

void
mdg_api_delete_session (MdgCall *call)
{
  mdg_call_take_session_turn (call, log_out);
}

static void
show_registration (MdgCall *call)
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  g_autoptr (MdgRegistration) registration = NULL;
  GError *error = NULL;

  if (!mdg_call_admit (call, &account))
    return;
  registration
      = mdg_authority_show_registration (call->api->authority, &call->session, account, &error);
  mdg_call_conclude (call, 200, registration ? mdg_registration_to_json (registration) : NULL,
                     error);
}

void
mdg_api_get_registration (MdgCall *call)
{
  mdg_call_take_session_turn (call, show_registration);
}

static void
take_passcode (MdgCall *call)
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  MdgSessionInfo *info;
  GError *error = NULL;

  if (!mdg_call_admit (call, &account))
    return;
  info = mdg_authority_take_passcode (call->api->authority, &call->session, account, call->passcode,
                                      &error);
  conclude_with_session (call, 200, info, error);
}

void
mdg_api_post_passcode (MdgCall *call)
{
  char *passcode = mdg_call_parse (call, (MdgCallParse)mdg_passcode_request_parse);

  if (!passcode)
    return;
  call->passcode = passcode;
  mdg_call_take_session_turn (call, take_passcode);
}
