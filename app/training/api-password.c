/* api-password.c: PUT /v1/password, which may be sent again under its Idempotency-Key.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <sodium.h>
#include <string.h>
#include "contract/endpoints.h"
#include "contract/problem.h"

#define FINGERPRINT_BYTES 32

/* Keyed with the token, of which the ledger knows only a hash: the body holds passwords, and
 * whoever finds the ledger must not be able to try them fast. */
static GBytes *
take_fingerprint (MdgSecret *token, const char *body, gssize length)
{
  guint8 fingerprint[FINGERPRINT_BYTES];
  gsize token_length;
  const guint8 *key = mdg_secret_get_data (token, &token_length);

  crypto_generichash (fingerprint, sizeof fingerprint, (const guint8 *)body, (gsize)length, key,
                      MIN (token_length, crypto_generichash_KEYBYTES_MAX));
  return g_bytes_new (fingerprint, sizeof fingerprint);
}

/* What is kept is answered again; left out is a lock, which ends by itself, and a session that is
 * over, which is found out before anything is looked up. */
static void
conclude_and_keep (MdgCall *call, MdgSessionInfo *info, GError *error)
{
  g_autofree char *json = NULL;

  if (info)
    json = mdg_session_info_to_json (info);
  else if (mdg_authority_is_verdict (error) && !g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)
           && !mdg_error_ends_session (error))
    {
      g_autofree char *problem = mdg_problem_to_json (error);
      g_autoptr (GError) fault = NULL;

      if (!mdg_call_keep_answer (call, mdg_problem_status (error), problem, &fault))
        {
          g_clear_error (&error);
          error = g_steal_pointer (&fault);
        }
    }
  if (info && !mdg_call_keep_answer (call, 200, json, &error))
    g_clear_pointer (&json, g_free);
  g_clear_pointer (&info, mdg_session_info_free);
  mdg_call_conclude (call, 200, g_steal_pointer (&json), error);
}

static void
finish_password (const MdgPasswordHashes *hashes, gpointer data)
{
  MdgCall *call = data;
  MdgSessionInfo *info;
  GError *error = NULL;

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
  info = mdg_authority_finish_password (call->api->authority, &call->session, call->password,
                                        &call->attempt, hashes, &error);
  conclude_and_keep (call, info, error);
}

static void
begin_password (MdgCall *call)
{
  MdgApi *api = call->api;
  g_autoptr (MdgLedgerAccount) account = NULL;
  GError *error = NULL;

  if (!mdg_call_admit (call, &account))
    return;
  call->scope = mdg_ledger_session_scope (call->session.token_hash);
  call->kept = MDG_LEDGER_SESSION_ANSWERS;
  if (mdg_call_answer_again (call, NULL))
    return;
  if (!mdg_authority_begin_password (api->authority, &call->session, account, call->password,
                                     &call->attempt, &error)
      || !mdg_call_end_transaction (call, &error))
    {
      mdg_call_conclude (call, 0, NULL, error);
      return;
    }
  mdg_password_hasher_push (api->hasher, call->attempt.salt, call->attempt.inputs, finish_password,
                            call, mdg_call_free);
}

void
mdg_api_put_password (MdgCall *call)
{
  g_autoptr (GError) error = NULL;
  gssize length;
  const char *text = mdg_call_get_body (call, &length);

  call->password = mdg_password_request_parse (text, length, &error);
  if (!call->password || !mdg_call_read_key (call, &error))
    {
      mdg_call_answer_error (call, error);
      return;
    }
  if (call->token && call->idempotency_key)
    call->fingerprint = take_fingerprint (call->token, text, length);
  mdg_call_take_session_turn (call, begin_password);
}
