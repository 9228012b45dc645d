/* api-control.c: the control resources, for training and tests only: put the service's clock
 * forward, reset the scenario, look at it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <json-glib/json-glib.h>
#include "contract/endpoints.h"

#define CLOCK_OFFSET "clock-offset"
#define ADVANCE_MAX (G_GINT64_CONSTANT (10) * 366 * 24 * 60 * 60) /* ten years */

static char *
to_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (!text)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_account (JsonBuilder *builder, const MdgTrainingAccount *account)
{
  json_builder_begin_object (builder);
  add_text (builder, "institution_code", account->institution_code);
  add_text (builder, "institution_name", account->institution_name);
  add_text (builder, "login_id", account->login_id);
  add_text (builder, "password", account->password);
  add_text (builder, "setup_key", account->setup_key);
  if (account->used_step)
    {
      json_builder_set_member_name (builder, "used_step");
      json_builder_add_int_value (builder, (gint64)account->used_step);
    }
  add_text (builder, "state", mdg_training_state_nick (account->state));
  json_builder_end_object (builder);
}

static void
answer_state (MdgCall *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = mdg_authority_list_accounts (call->api->authority, &error);

  if (!accounts)
    {
      mdg_call_answer_error (call, error);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "time");
  json_builder_add_int_value (builder, mdg_training_clock_now (call->api->clock));
  json_builder_set_member_name (builder, "clock_offset_seconds");
  json_builder_add_int_value (builder, call->api->clock->offset_seconds);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    add_account (builder, accounts->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mdg_call_answer (call, 200, to_json (builder));
}

void
mdg_api_get_state (MdgCall *call)
{
  answer_state (call);
}

gboolean
mdg_api_reset (MdgApi *api, GError **error)
{
  gint64 offset = api->clock->offset_seconds;

  api->clock->offset_seconds = 0;
  if (mdg_ledger_set_number (api->ledger, CLOCK_OFFSET, 0, error)
      && mdg_authority_reset (api->authority, error))
    return TRUE;
  api->clock->offset_seconds = offset;
  return FALSE;
}

/* The body's object. Returns: (transfer full) (nullable): its node */
static JsonNode *
parse_object (MdgCall *call, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gssize length;
  const char *text = mdg_call_get_body (call, &length);
  JsonNode *root = NULL;

  if (g_utf8_validate_len (text, (gsize)length, NULL)
      && json_parser_load_from_data (parser, text, length, NULL))
    root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_copy (root);
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "The body is no JSON object");
  return NULL;
}

void
mdg_api_post_reset (MdgCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = parse_object (call, &error);

  if (body && mdg_api_reset (call->api, &error))
    answer_state (call);
  else
    mdg_call_answer_error (call, error);
}

static gboolean
read_seconds (JsonNode *body, gint64 *seconds, GError **error)
{
  JsonNode *node = json_object_get_member (json_node_get_object (body), "advance_seconds");
  GError *wrong;

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *seconds = json_node_get_int (node);
      if (*seconds >= -ADVANCE_MAX && *seconds <= ADVANCE_MAX)
        return TRUE;
    }
  wrong = mdg_error_new (MDG_ERROR_INVALID_INPUT,
                         "advance_seconds must be a whole number of at most ten years");
  mdg_error_set_field (wrong, "advance_seconds");
  g_propagate_error (error, wrong);
  return FALSE;
}

static gboolean
advance (MdgApi *api, gint64 seconds, GError **error)
{
  gint64 offset = api->clock->offset_seconds + seconds;

  if (ABS (offset) > ADVANCE_MAX)
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "The clock would be more than ten years off");
      return FALSE;
    }
  if (!mdg_ledger_set_number (api->ledger, CLOCK_OFFSET, offset, error))
    return FALSE;
  api->clock->offset_seconds = offset;
  return TRUE;
}

void
mdg_api_post_clock (MdgCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = parse_object (call, &error);
  gint64 seconds;

  if (body && read_seconds (body, &seconds, &error) && advance (call->api, seconds, &error))
    answer_state (call);
  else
    mdg_call_answer_error (call, error);
}
