/* api-accounts.c: the resources of 資格確認アカウント: list, 備考, 解除申請, 追加申請, mailbox.
 * Each is answered at once, in one transaction. SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <sodium.h>
#include <string.h>
#include "contract/accounts.h"
#include "contract/endpoints.h"
#include "training/settings-pdf.h"

/* Begins the transaction, lets the session in and carries out what fell due. Reading does not keep
 * a session alive: a list in the background would do so for ever. Returns: FALSE when it concluded
 * @call instead */
static gboolean
enter (MdgCall *call, gboolean action)
{
  g_autoptr (MdgLedgerAccount) account = NULL;
  MdgAuthority *authority = call->api->authority;
  GError *error = NULL;

  if (!mdg_ledger_begin (call->api->ledger, &error))
    {
      mdg_call_answer_error (call, error);
      g_error_free (error);
      return FALSE;
    }
  if (mdg_authority_admit (authority, call->token, action, &call->session, &account, &error)
      && mdg_authority_check_open (authority, &call->session, account, &error)
      && mdg_office_settle (call->api->office, &error))
    {
      call->keeper = g_strdup (account->institution_code);
      return TRUE;
    }
  mdg_call_conclude (call, 0, NULL, error);
  return FALSE;
}

/* Lists */

typedef MdgPage *(*PageFunc) (MdgLedger *, const char *, const MdgLedgerPart *, GError **);

static void
answer_page (MdgCall *call, PageFunc get_page, char *(*to_json) (const MdgPage *))
{
  g_autoptr (GHashTable) query = mdg_call_read_query (call);
  g_autoptr (MdgPage) page = NULL;
  MdgLedgerPart part;
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  if (mdg_call_read_part (query, &part, &error)
      && (part.since < 0 || mdg_office_check_since (call->api->office, part.since, &error)))
    page = get_page (call->api->ledger, call->keeper, &part, &error);
  if (page && page->next && part.since < 0)
    soup_message_headers_replace (soup_server_message_get_response_headers (call->message),
                                  MDG_HEADER_NEXT_AFTER, page->next);
  mdg_call_conclude (call, 200, page ? to_json (page) : NULL, error);
}

void
mdg_api_get_accounts (MdgCall *call)
{
  answer_page (call, mdg_ledger_get_listed_page, mdg_account_page_to_json);
}

void
mdg_api_get_applications (MdgCall *call)
{
  answer_page (call, mdg_ledger_get_application_page, mdg_application_page_to_json);
}

void
mdg_api_get_mail (MdgCall *call)
{
  answer_page (call, mdg_ledger_get_mail_page, mdg_mail_page_to_json);
}

/* One of them */

static void
set_etag (MdgCall *call, gint64 revision)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);

  soup_message_headers_replace (soup_server_message_get_response_headers (call->message), "ETag",
                                tag);
}

void
mdg_api_get_account (MdgCall *call)
{
  g_autoptr (MdgAccount) account = NULL;
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  account = mdg_office_get_account (call->api->office, call->keeper, call->id, &error);
  if (account)
    set_etag (call, account->revision);
  mdg_call_conclude (call, 200, account ? mdg_account_to_json (account) : NULL, error);
}

/* No ETag: it holds a password, and nobody is to keep it but where the person says. */
void
mdg_api_get_settings_pdf (MdgCall *call)
{
  g_autoptr (MdgAccountSettings) settings = NULL;
  g_autoptr (MdgSecret) pdf = NULL;
  g_autofree char *name = NULL;
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  settings = mdg_office_get_settings (call->api->office, call->keeper, call->id, &error);
  if (settings)
    {
      name = mdg_account_settings_file_name (settings->id);
      pdf = mdg_settings_pdf_issue (settings, &error);
    }
  mdg_call_conclude_pdf (call, name, pdf, error);
}

void
mdg_api_get_facility (MdgCall *call)
{
  g_autoptr (MdgFacility) facility = NULL;
  GError *error = NULL;

  if (!enter (call, FALSE))
    return;
  facility = mdg_office_get_facility (call->api->office, call->keeper, call->id, &error);
  mdg_call_conclude (call, 200, facility ? mdg_facility_to_json (facility) : NULL, error);
}

/* Writes */

static const char *
get_header (MdgCall *call, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (call->message),
                                       name);
}

/* An account's revision is its tag. */
static void
tag_again (MdgCall *call, const char *body)
{
  g_autoptr (MdgAccount) account = mdg_account_parse (body, -1, NULL);

  if (account)
    set_etag (call, account->revision);
}

/* Returns: FALSE when it ended @call instead */
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
  call->scope = g_strdup (call->keeper);
  call->kept = MDG_LEDGER_KEEPER_ANSWERS;
  return !mdg_call_answer_again (call, tag_again);
}

static void
conclude_account (MdgCall *call, MdgAccount *account, GError *error)
{
  if (account)
    set_etag (call, account->revision);
  mdg_call_conclude_write (call, 200, account ? mdg_account_to_json (account) : NULL, error);
  mdg_account_free (account);
}

/* "12" with its quotation marks. */
static gboolean
read_match (const char *value, gint64 *revision)
{
  g_autofree char *digits = NULL;
  gsize length = strlen (value);
  guint64 number;

  if (length < 3 || value[0] != '"' || value[length - 1] != '"')
    return FALSE;
  digits = g_strndup (value + 1, length - 2);
  if (!g_ascii_string_to_unsigned (digits, 10, 0, (guint64)MDG_REVISION_MAX, &number, NULL))
    return FALSE;
  *revision = (gint64)number;
  return TRUE;
}

void
mdg_api_put_note (MdgCall *call)
{
  g_autoptr (GError) wrong = NULL;
  gssize length;
  const char *text = mdg_call_get_body (call, &length);
  g_autofree char *note = mdg_note_request_parse (text, length, &wrong);
  const char *match = get_header (call, "If-Match");
  gint64 revision = 0;
  GError *error = NULL;
  MdgAccount *account;

  if (!wrong && match && !read_match (match, &revision))
    mdg_refuse_field (&wrong, "If-Match", "is no revision");
  if (wrong)
    mdg_call_answer_error (call, wrong);
  else if (!match)
    mdg_call_answer_problem (call, "precondition-required");
  else if (enter_to_write (call))
    {
      account
          = mdg_office_set_note (call->api->office, call->keeper, call->id, revision, note, &error);
      conclude_account (call, account, error);
    }
}

void
mdg_api_post_cancellation (MdgCall *call)
{
  GError *error = NULL;
  MdgAccount *account;

  if (!enter_to_write (call))
    return;
  account = mdg_office_cancel (call->api->office, call->keeper, call->id, &error);
  conclude_account (call, account, error);
}

void
mdg_api_post_application (MdgCall *call)
{
  g_autoptr (MdgApplicationRequest) request
      = mdg_call_parse (call, (MdgCallParse)mdg_application_request_parse);
  g_autoptr (MdgAccountApplication) application = NULL;
  GError *error = NULL;

  if (!request || !enter_to_write (call))
    return;
  application = mdg_office_apply (call->api->office, call->keeper, request, &error);
  mdg_call_conclude_write (
      call, 201, application ? mdg_account_application_to_json (application) : NULL, error);
}
