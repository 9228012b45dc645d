/* call.c: one call, from request to answer: its turn, its transaction, its end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <string.h>
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "training/https-server.h"

#define ID_LENGTH_MAX 256

void
mdg_call_free (gpointer data)
{
  MdgCall *call = data;

  g_clear_signal_handler (&call->gone_id, call->message);
  g_object_unref (call->message);
  g_free (call->account);
  g_clear_pointer (&call->token, mdg_secret_unref);
  g_clear_pointer (&call->login, mdg_login_request_free);
  g_clear_pointer (&call->password, mdg_password_request_free);
  g_clear_pointer (&call->registration, mdg_portal_registration_free);
  g_clear_pointer (&call->portal_login, mdg_portal_login_free);
  g_clear_pointer (&call->user, mdg_ledger_user_free);
  mdg_wipe_string (call->passcode);
  mdg_authority_try_clear (&call->attempt);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->id);
  g_free (call->keeper);
  g_free (call->idempotency_key);
  g_clear_pointer (&call->fingerprint, g_bytes_unref);
  g_free (call->scope);
  g_free (call);
}

/* After the answer has been set: on with the message, on with whoever waits for the account. */
static void
finish (MdgCall *call)
{
  MdgApi *api = call->api;
  g_autofree char *account = g_steal_pointer (&call->account);

  if (call->paused && !call->gone)
    soup_server_message_unpause (call->message);
  mdg_call_free (call);
  if (account && !api->closing)
    mdg_account_queue_next (api->queue, account);
}

void
mdg_call_answer (MdgCall *call, guint status, char *json)
{
  if (call->gone)
    mdg_wipe_string (json);
  else
    mdg_https_answer (call->message, status, json);
  finish (call);
}

void
mdg_call_answer_error (MdgCall *call, const GError *error)
{
  if (mdg_problem_status (error) >= 500)
    g_warning ("%s", error->message);
  if (!call->gone)
    mdg_https_answer_error (call->message, error);
  finish (call);
}

void
mdg_call_answer_problem (MdgCall *call, const char *code)
{
  if (!call->gone)
    mdg_https_answer_problem (call->message, code);
  finish (call);
}

gboolean
mdg_call_end_transaction (MdgCall *call, GError **error)
{
  if (!*error || mdg_authority_is_verdict (*error))
    {
      g_autoptr (GError) fault = NULL;

      if (mdg_ledger_commit (call->api->ledger, &fault))
        return TRUE;
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  mdg_ledger_rollback (call->api->ledger);
  return TRUE;
}

void
mdg_call_conclude (MdgCall *call, guint status, char *json, GError *error)
{
  g_autoptr (GError) outcome = error;

  mdg_call_end_transaction (call, &outcome);
  if (!outcome)
    {
      mdg_call_answer (call, status, json);
      return;
    }
  mdg_wipe_string (json);
  mdg_call_answer_error (call, outcome);
}

void
mdg_call_conclude_pdf (MdgCall *call, const char *name, MdgSecret *pdf, GError *error)
{
  g_autoptr (GError) outcome = error;

  mdg_call_end_transaction (call, &outcome);
  if (outcome)
    {
      mdg_call_answer_error (call, outcome);
      return;
    }
  if (!call->gone)
    mdg_https_answer_file (call->message, MDG_CONTENT_PDF, name, pdf);
  finish (call);
}

GHashTable *
mdg_call_read_query (MdgCall *call)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (call->message));

  return text ? soup_form_decode (text) : NULL;
}

static gboolean
read_number (GHashTable *query, const char *name, gint64 max, gint64 *number, GError **error)
{
  const char *text = query ? g_hash_table_lookup (query, name) : NULL;
  guint64 value;

  if (!text)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 0, (guint64)max, &value, NULL))
    {
      *number = (gint64)value;
      return TRUE;
    }
  mdg_refuse_field (error, name, "is no number in its range");
  return FALSE;
}

gboolean
mdg_call_read_part (GHashTable *query, MdgLedgerPart *part, GError **error)
{
  gint64 limit = MDG_PAGE_DEFAULT;

  part->since = -1;
  part->after = query ? g_hash_table_lookup (query, "after") : NULL;
  if (!read_number (query, "since", MDG_REVISION_MAX, &part->since, error)
      || !read_number (query, "limit", MDG_PAGE_MAX, &limit, error))
    return FALSE;
  part->limit = (int)limit;
  if (limit == 0)
    mdg_refuse_field (error, "limit", "is nothing");
  else if (part->after && (part->since >= 0 || strlen (part->after) > ID_LENGTH_MAX))
    mdg_refuse_field (error, "after", "goes with a whole list and is an ID");
  else
    return TRUE;
  return FALSE;
}

gboolean
mdg_call_answer_again (MdgCall *call, void (*prepare) (MdgCall *call, const char *body))
{
  g_autoptr (MdgLedgerAnswer) answer = NULL;
  GError *error = NULL;

  if (!call->idempotency_key)
    return FALSE;
  answer = mdg_ledger_get_answer (call->api->ledger, call->scope, call->idempotency_key, &error);
  if (!answer && !error)
    return FALSE;
  if (error || !mdg_call_end_transaction (call, &error))
    mdg_call_conclude (call, 0, NULL, error);
  else if (!g_bytes_equal (answer->fingerprint, call->fingerprint))
    mdg_call_answer_problem (call, "idempotency-conflict");
  else
    {
      if (prepare)
        prepare (call, answer->body);
      mdg_call_answer (call, answer->status, g_steal_pointer (&answer->body));
    }
  return TRUE;
}

gboolean
mdg_call_keep_answer (MdgCall *call, guint status, const char *json, GError **error)
{
  MdgLedgerAnswer answer = { call->fingerprint, status, (char *)json };

  return !call->idempotency_key
         || mdg_ledger_add_answer (call->api->ledger, call->scope, call->kept,
                                   call->idempotency_key, &answer,
                                   mdg_training_clock_now (call->api->clock), error);
}

void
mdg_call_conclude_write (MdgCall *call, guint status, char *json, GError *error)
{
  if (json && !mdg_call_keep_answer (call, status, json, &error))
    g_clear_pointer (&json, g_free);
  mdg_call_conclude (call, status, json, error);
}

typedef struct
{
  MdgCall *call;
  void (*func) (MdgCall *call);
} Turn;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  mdg_call_free (turn->call);
  g_free (turn);
}

static void
take_turn (gpointer data)
{
  g_autofree Turn *turn = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_ledger_begin (turn->call->api->ledger, &error))
    mdg_call_answer_error (turn->call, error);
  else if (mdg_office_settle (turn->call->api->office, &error))
    turn->func (turn->call);
  else
    mdg_call_conclude (turn->call, 0, NULL, g_steal_pointer (&error));
}

void
mdg_call_take_turn (MdgCall *call,
                    const char *institution_code,
                    const char *login_id,
                    void (*func) (MdgCall *call))
{
  Turn *turn = g_new (Turn, 1);

  *turn = (Turn){ call, func };
  call->account = g_strdup_printf ("%s/%s", institution_code, login_id);
  if (mdg_account_queue_push (call->api->queue, call->account, take_turn, turn, turn_free))
    return;
  g_free (turn);
  g_clear_pointer (&call->account, g_free);
  mdg_call_answer_problem (call, "unavailable");
}

void
mdg_call_take_session_turn (MdgCall *call, void (*func) (MdgCall *call))
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (mdg_authority_admit (call->api->authority, call->token, FALSE, &call->session, &account,
                           &error))
    mdg_call_take_turn (call, account->institution_code, account->login_id, func);
  else
    mdg_call_answer_error (call, error);
}

gboolean
mdg_call_admit (MdgCall *call, MdgLedgerAccount **account)
{
  g_autoptr (GError) error = NULL;

  if (mdg_authority_admit (call->api->authority, call->token, TRUE, &call->session, account,
                           &error))
    return TRUE;
  mdg_call_conclude (call, 0, NULL, g_steal_pointer (&error));
  return FALSE;
}
