/* problem.c: problem documents (RFC 9457) both ways, from one table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/problem.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"
#include "core/password-rules.h"

#define TYPE_PREFIX "urn:madoguchi:problem:"
#define RETRY_MAX (7 * 24 * 60 * 60) /* seconds */
#define ATTEMPTS_MAX 1000
#define LIMIT_MAX 1000
#define RULES_MAX 64

typedef struct
{
  const char *code;
  guint status;
  MdgErrorCode error;
  const char *title;
} Kind;

/* The first of several kinds with one MdgErrorCode is the one an error is written as. */
static const Kind kinds[] = {
  { "invalid-request", 400, MDG_ERROR_INVALID_INPUT, "The request does not have the right form" },
  { "invalid-credentials", 401, MDG_ERROR_WRONG_CREDENTIALS, "Login ID or password is wrong" },
  { "account-locked", 423, MDG_ERROR_LOCKED, "The account is locked" },
  { "invalid-passcode", 401, MDG_ERROR_WRONG_PASSCODE, "The passcode is wrong" },
  { "session-required", 401, MDG_ERROR_SESSION_REQUIRED, "There is no such session" },
  { "session-expired", 401, MDG_ERROR_SESSION_EXPIRED, "The session ended for want of action" },
  { "session-superseded", 401, MDG_ERROR_SESSION_SUPERSEDED, "Another login ended the session" },
  { "password-rules", 422, MDG_ERROR_PASSWORD_RULES, "The new password breaks a rule" },
  { "password-expired", 403, MDG_ERROR_PASSWORD_EXPIRED, "The password has to be changed first" },
  { "wrong-stage", 409, MDG_ERROR_WRONG_STAGE, "The session is at another step" },
  { "not-found", 404, MDG_ERROR_NOT_FOUND, "There is no such resource" },
  { "edit-conflict", 412, MDG_ERROR_EDIT_CONFLICT, "Somebody else changed it meanwhile" },
  { "limit-exceeded", 422, MDG_ERROR_LIMIT_EXCEEDED, "More accounts than there may be" },
  { "use-not-started", 403, MDG_ERROR_USE_NOT_STARTED, "The facility has not started its use" },
  { "not-cancellable", 409, MDG_ERROR_NOT_CANCELLABLE, "The account is not in use" },
  { "list-outdated", 410, MDG_ERROR_LIST_OUTDATED, "There is no difference to so old a revision" },
  { "address-taken", 409, MDG_ERROR_ADDRESS_TAKEN, "Another user has the mail address" },
  { "facility-unknown", 404, MDG_ERROR_FACILITY_UNKNOWN, "No facility has this number" },
  { "facility-unconfirmed", 422, MDG_ERROR_FACILITY_UNCONFIRMED, "The birth date does not fit" },
  { "link-unknown", 404, MDG_ERROR_LINK_UNKNOWN, "No such link was sent" },
  { "link-expired", 410, MDG_ERROR_LINK_EXPIRED, "The link's 24 hours are over" },
  { "link-used", 409, MDG_ERROR_LINK_USED, "The link was opened before" },
  { "link-due", 403, MDG_ERROR_LINK_DUE, "The link of the mail was not opened yet" },
  { "already-applied", 409, MDG_ERROR_ALREADY_APPLIED, "The use was applied for before" },
  { "internal", 500, MDG_ERROR_SERVICE_FAILED, "The service failed" },
  { "storage-full", 500, MDG_ERROR_SERVICE_FULL, "The service has no room to write" },
  { "unavailable", 503, MDG_ERROR_SERVICE_FAILED, "The service is not available now" },
  { "method-not-allowed", 405, MDG_ERROR_SERVICE_FAILED, "The resource does not know the method" },
  { "too-large", 413, MDG_ERROR_SERVICE_FAILED, "The request is too large" },
  { "unsupported-media-type", 415, MDG_ERROR_SERVICE_FAILED, "The request is not JSON" },
  { "idempotency-conflict", 409, MDG_ERROR_SERVICE_FAILED,
    "The idempotency key was used for another request" },
  { "precondition-required", 428, MDG_ERROR_SERVICE_FAILED, "If-Match is missing" },
};

static const Kind *
kind_of_code (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (code, kinds[i].code) == 0)
      return &kinds[i];
  return NULL;
}

/* What has no kind of its own is a failure of the service. A disk that is full is one there, not
 * here. */
static const Kind *
kind_of_error (const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NO_SPACE))
    return kind_of_code ("storage-full");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_error_matches (error, MDG_ERROR, (int)kinds[i].error))
      return &kinds[i];
  return kind_of_code ("internal");
}

/* For an answer whose document says nothing. Only what a status alone makes certain: a 403, 404 or
 * 409 may come from a proxy in between. */
static MdgErrorCode
code_of_status (guint status)
{
  if (status < 400)
    return MDG_ERROR_BAD_ANSWER;
  switch (status)
    {
    case 401:
      return MDG_ERROR_SESSION_REQUIRED;
    case 423:
      return MDG_ERROR_LOCKED;
    case 429: /* the API has no code for it: what stands before a service may say so */
      return MDG_ERROR_TOO_MANY_REQUESTS;
    default:
      return MDG_ERROR_SERVICE_FAILED;
    }
}

/* Failures that are about the request and not about the service: the same request fails again. What
 * has an error code of its own is judged by that. */
static gboolean
is_final (const Kind *kind)
{
  return kind->status < 500
         && (kind->error == MDG_ERROR_SERVICE_FAILED || kind->error == MDG_ERROR_LIST_OUTDATED);
}

/* The same without a document: what whoever reads a request says of its form. */
static gboolean
is_final_status (guint status)
{
  static const guint about_form[] = { 400, 405, 411, 413, 414, 415, 422, 431 };

  for (gsize i = 0; i < G_N_ELEMENTS (about_form); i++)
    if (status == about_form[i])
      return TRUE;
  return FALSE;
}

static GString *
begin_document (const Kind *kind, const char *detail)
{
  GString *json = mdg_json_new ();
  g_autofree char *type = g_strconcat (TYPE_PREFIX, kind->code, NULL);
  mdg_json_open (json);
  mdg_json_add_string (json, "type", type);
  mdg_json_add_string (json, "title", kind->title);
  mdg_json_add_int (json, "status", kind->status);
  mdg_json_add_string (json, "detail", detail);
  mdg_json_add_string (json, "code", kind->code);
  return json;
}

static void
write_rules (GString *json, guint rules)
{
  mdg_json_add_name (json, "rules");
  g_string_append_c (json, '[');
  for (int rule = 0; rule < MDG_PASSWORD_N_RULES; rule++)
    if (rules & 1u << rule)
      mdg_json_append_value (json, mdg_password_rule_nick (rule));
  g_string_append_c (json, ']');
}

static guint
read_rules (MdgJsonReader *reader)
{
  guint rules = 0;
  JsonArray *array = mdg_json_reader_array (reader, "rules");
  guint n = array != NULL ? MIN (json_array_get_length (array), RULES_MAX) : 0;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      int rule = mdg_password_rule_from_nick (json_node_get_string (node));
      if (rule >= 0)
        rules |= 1u << rule;
    }
  return rules;
}

/* A number from 0 to @max; @otherwise when there is none. A detail that is not what it should be is
 * left out: the code itself still counts, and so do the other details. */
static gint64
read_number (MdgJsonReader *reader, const char *name, gint64 max, gint64 otherwise)
{
  if (!mdg_json_reader_has (reader, name))
    return otherwise;
  gint64 number = mdg_json_reader_int (reader, name, max);
  if (reader->error != NULL)
    number = otherwise;
  g_clear_error (&reader->error);
  return number;
}

static void
read_details (MdgJsonReader *reader, GError *problem)
{
  mdg_error_set_retry_after (problem, read_number (reader, "retry_after", RETRY_MAX, 0));
  mdg_error_set_attempts_left (problem,
                               (int)read_number (reader, "attempts_left", ATTEMPTS_MAX, -1));
  mdg_error_set_limit (problem, (int)read_number (reader, "limit", LIMIT_MAX, -1));
  if (mdg_json_reader_has (reader, "field"))
    mdg_error_set_field (problem, mdg_json_reader_peek (reader, "field", MDG_JSON_NAME));
  g_clear_error (&reader->error);
  if (mdg_json_reader_has (reader, "rules"))
    mdg_error_set_rules (problem, read_rules (reader));
  g_clear_error (&reader->error);
}

guint
mdg_problem_status (const GError *error)
{
  return kind_of_error (error)->status;
}

char *
mdg_problem_to_json (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  const Kind *kind = kind_of_error (error);
  /* What went wrong inside is for the service's own log. */
  GString *json = begin_document (kind, kind->status < 500 ? error->message : NULL);
  if (mdg_error_get_retry_after (error) > 0)
    mdg_json_add_int (json, "retry_after", mdg_error_get_retry_after (error));
  if (mdg_error_get_attempts_left (error) >= 0)
    mdg_json_add_int (json, "attempts_left", mdg_error_get_attempts_left (error));
  if (mdg_error_get_limit (error) >= 0)
    mdg_json_add_int (json, "limit", mdg_error_get_limit (error));
  mdg_json_add_string (json, "field", mdg_error_get_field (error));
  if (mdg_error_get_rules (error) != 0)
    write_rules (json, mdg_error_get_rules (error));
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

char *
mdg_problem_to_json_for_code (const char *code, guint *status)
{
  const Kind *kind = kind_of_code (code);
  g_return_val_if_fail (kind != NULL, NULL);
  if (status != NULL)
    *status = kind->status;
  GString *json = begin_document (kind, NULL);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

GError *
mdg_problem_parse (guint status, const char *json, gssize length)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  const Kind *kind
      = status >= 400 ? kind_of_code (mdg_json_reader_peek (&reader, "code", MDG_JSON_NAME)) : NULL;
  GError *problem
      = kind != NULL
            ? mdg_error_new (kind->error, "the service answered %u %s", status, kind->code)
            : mdg_error_new (code_of_status (status),
                             "the service answered %u without a known problem document", status);
  if (kind != NULL)
    read_details (&reader, problem);
  if (status < 500 && (kind != NULL ? is_final (kind) : is_final_status (status)))
    mdg_error_set_final (problem);
  return problem;
}
