/* api-portal.c: the resources of the portal for 施術所等.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <sodium.h>
#include <string.h>
#include "contract/endpoints.h"
#include "training/office-portal.h"

#define PUBLIC_SCOPE "portal" /* of keys that come before there is a user */

static void
answer_and_free (MdgCall *call, GError *error)
{
  mdg_call_answer_error (call, error);
  g_error_free (error);
}

/* Begins the transaction and carries out what fell due. Returns: FALSE when it concluded @call
 * instead */
static gboolean
begin (MdgCall *call)
{
  GError *error = NULL;

  if (!mdg_ledger_begin (call->api->ledger, &error))
    {
      answer_and_free (call, error);
      return FALSE;
    }
  if (mdg_office_settle (call->api->office, &error))
    return TRUE;
  mdg_call_conclude (call, 0, NULL, error);
  return FALSE;
}

/* The same, and lets the portal's session in. */
static gboolean
enter (MdgCall *call, gboolean action)
{
  GError *error = NULL;

  if (!begin (call))
    return FALSE;
  call->user = mdg_office_admit (call->api->office, call->token, action, &error);
  if (call->user)
    return TRUE;
  mdg_call_conclude (call, 0, NULL, error);
  return FALSE;
}

static gboolean
enter_to_write (MdgCall *call)
{
  gssize length;
  const char *body = mdg_call_get_body (call, &length);

  if (!mdg_call_require_key (call))
    return FALSE;
  mdg_call_take_fingerprint (call, body, (gsize)length, NULL);
  if (!enter (call, TRUE))
    return FALSE;
  call->scope = g_strdup_printf (PUBLIC_SCOPE "-%" G_GINT64_FORMAT, call->user->id);
  call->kept = MDG_LEDGER_KEEPER_ANSWERS;
  return !mdg_call_answer_again (call, NULL);
}

/* The same for who has no session yet. */
static gboolean
begin_to_write (MdgCall *call)
{
  if (!begin (call))
    return FALSE;
  call->scope = g_strdup (PUBLIC_SCOPE);
  call->kept = MDG_LEDGER_KEEPER_ANSWERS;
  return !mdg_call_answer_again (call, NULL);
}

/* Facilities and mails */

void
mdg_api_get_portal_facilities (MdgCall *call)
{
  GError *error = NULL;
  const GPtrArray *directory = mdg_office_get_directory (call->api->office, &error);

  if (directory)
    mdg_call_answer (call, 200, mdg_portal_facilities_to_json (directory));
  else
    answer_and_free (call, error);
}

void
mdg_api_get_portal_facility (MdgCall *call)
{
  GError *error = NULL;
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (call->api->office, call->id, &error);
  g_autoptr (MdgPortalFacility) shown = facility ? mdg_portal_facility_copy (facility) : NULL;

  if (!shown)
    {
      answer_and_free (call, error);
      return;
    }
  g_clear_pointer (&shown->birth_date, g_free);
  mdg_call_answer (call, 200, mdg_portal_facility_to_json (shown));
}

void
mdg_api_get_portal_mailbox (MdgCall *call)
{
  g_autoptr (GHashTable) query = mdg_call_read_query (call);
  const char *address = query ? g_hash_table_lookup (query, "address") : NULL;
  g_autoptr (MdgPage) page = NULL;
  MdgLedgerPart part;
  GError *error = NULL;

  if (!begin (call))
    return;
  if (!address || mdg_portal_check_mail (address) != MDG_PORTAL_FINE)
    mdg_refuse_field (&error, "address", "is no mail address");
  else if (mdg_call_read_part (query, &part, &error))
    page = mdg_ledger_get_mail_page (call->api->ledger, address, &part, &error);
  mdg_call_conclude (call, 200, page ? mdg_mail_page_to_json (page) : NULL, error);
}

/* 新規ユーザー登録 */

/* The password is in the fingerprint as what it was derived to: whoever finds the ledger cannot try
 * any fast. */
static void
take_registration_fingerprint (MdgCall *call, const guint8 *hash)
{
  g_autoptr (MdgPortalRegistration) open = mdg_portal_registration_copy (call->registration);
  g_autofree char *json = NULL;

  g_clear_pointer (&open->password, mdg_secret_unref);
  json = mdg_portal_registration_to_json (open);
  mdg_call_take_fingerprint (call, json, strlen (json), hash);
}

static void
finish_registration (const MdgPasswordHashes *hashes, gpointer data)
{
  MdgCall *call = data;
  g_autoptr (MdgPortalReceipt) receipt = NULL;
  GError *error = NULL;

  if (hashes->failed)
    {
      mdg_call_answer_problem (call, "internal");
      return;
    }
  take_registration_fingerprint (call, hashes->hash[0]);
  if (!begin_to_write (call))
    return;
  receipt = mdg_office_register (call->api->office, call->registration, call->attempt.salt,
                                 hashes->hash[0], &error);
  mdg_call_conclude_write (call, 201, receipt ? mdg_portal_receipt_to_json (receipt) : NULL, error);
}

/* The salt comes from the key, so that the same request is derived to the same. */
static void
make_salt (MdgCall *call)
{
  const char *key = call->idempotency_key;

  crypto_generichash (call->attempt.salt, sizeof call->attempt.salt, (const guint8 *)key,
                      strlen (key), NULL, 0);
}

void
mdg_api_post_portal_user (MdgCall *call)
{
  MdgPortalRegistration *registration
      = mdg_call_parse (call, (MdgCallParse)mdg_portal_registration_parse);

  if (!registration)
    return;
  call->registration = registration;
  if (!mdg_call_require_key (call))
    return;
  make_salt (call);
  call->attempt.inputs[0] = mdg_secret_ref (call->registration->password);
  mdg_password_hasher_push (call->api->hasher, call->attempt.salt, call->attempt.inputs,
                            finish_registration, call, mdg_call_free);
}

void
mdg_api_post_portal_confirmation (MdgCall *call)
{
  g_autofree char *link = mdg_call_parse (call, (MdgCallParse)mdg_portal_link_parse);
  g_autoptr (MdgPortalUser) user = NULL;
  GError *error = NULL;
  gssize length;
  const char *body;

  if (!link || !mdg_call_require_key (call))
    return;
  body = mdg_call_get_body (call, &length);
  mdg_call_take_fingerprint (call, body, (gsize)length, NULL);
  if (!begin_to_write (call))
    return;
  user = mdg_office_open_link (call->api->office, link, &error);
  mdg_call_conclude_write (call, 200, user ? mdg_portal_user_to_json (user) : NULL, error);
}

/* ログイン */

static void
finish_login (const MdgPasswordHashes *hashes, gpointer data)
{
  MdgCall *call = data;
  g_autoptr (MdgLedgerUser) user = NULL;
  g_autoptr (MdgPortalUser) shown = NULL;
  GError *error = NULL;

  if (hashes->failed)
    {
      mdg_call_answer_problem (call, "internal");
      return;
    }
  if (!begin (call))
    return;
  user = mdg_ledger_find_user (call->api->ledger, call->portal_login->mail_address, &error);
  if (!error)
    shown = mdg_office_log_in (call->api->office, user, hashes->hash[0], &error);
  mdg_call_conclude (call, 201, shown ? mdg_portal_user_to_json (shown) : NULL, error);
}

/* An address that nobody has takes as long as another. */
void
mdg_api_post_portal_session (MdgCall *call)
{
  MdgPortalLogin *login = mdg_call_parse (call, (MdgCallParse)mdg_portal_login_parse);
  g_autoptr (MdgLedgerUser) user = NULL;
  GError *error = NULL;

  if (!login)
    return;
  call->portal_login = login;
  user = mdg_ledger_find_user (call->api->ledger, login->mail_address, &error);
  if (error)
    {
      answer_and_free (call, error);
      return;
    }
  if (user)
    memcpy (call->attempt.salt, user->salt, sizeof user->salt);
  call->attempt.inputs[0] = mdg_secret_ref (call->portal_login->password);
  mdg_password_hasher_push (call->api->hasher, call->attempt.salt, call->attempt.inputs,
                            finish_login, call, mdg_call_free);
}

void
mdg_api_delete_portal_session (MdgCall *call)
{
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  mdg_office_log_out (call->api->office, call->token, &error);
  mdg_call_conclude (call, 204, NULL, error);
}

/* 利用開始申請, 運用開始日登録 */

static void
conclude_start (MdgCall *call, guint status, MdgPortalStart *start, GError *error)
{
  mdg_call_conclude_write (call, status, start ? mdg_portal_start_to_json (start) : NULL, error);
  mdg_portal_start_free (start);
}

void
mdg_api_get_portal_start (MdgCall *call)
{
  g_autoptr (MdgPortalStart) start = NULL;
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  start = mdg_office_get_start (call->api->office, call->user, &error);
  mdg_call_conclude (call, 200, start ? mdg_portal_start_to_json (start) : NULL, error);
}

/* Asks only, so that it needs no key. */
void
mdg_api_post_portal_proof (MdgCall *call)
{
  g_autofree char *birth_date = mdg_call_parse (call, (MdgCallParse)mdg_portal_birth_date_parse);
  g_autoptr (MdgPortalFacility) facility = NULL;
  GError *error = NULL;

  if (!birth_date || !enter (call, TRUE))
    return;
  facility = mdg_office_confirm_facility (call->api->office, call->user, birth_date, &error);
  mdg_call_conclude (call, 200, facility ? mdg_portal_facility_to_json (facility) : NULL, error);
}

void
mdg_api_post_portal_start (MdgCall *call)
{
  g_autoptr (MdgPortalStartRequest) request
      = mdg_call_parse (call, (MdgCallParse)mdg_portal_start_request_parse);
  MdgPortalStart *start;
  GError *error = NULL;

  if (!request || !enter_to_write (call))
    return;
  start = mdg_office_start_use (call->api->office, call->user, request, &error);
  conclude_start (call, 201, start, error);
}

void
mdg_api_put_portal_operation (MdgCall *call)
{
  g_autofree char *day = mdg_call_parse (call, (MdgCallParse)mdg_portal_operation_parse);
  MdgPortalStart *start;
  GError *error = NULL;

  if (!day || !enter_to_write (call))
    return;
  start = mdg_office_set_operation (call->api->office, call->user, day, &error);
  conclude_start (call, 200, start, error);
}
