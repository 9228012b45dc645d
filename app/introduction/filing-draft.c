/* filing-draft.c: the data of the forms of [4].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-draft.h"

#include <json-glib/json-glib.h>
#include <string.h>

MdgFilingDraft *
mdg_filing_draft_new (void)
{
  MdgFilingDraft *draft = g_new0 (MdgFilingDraft, 1);

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    draft->values[i] = g_strdup ("");
  return draft;
}

MdgFilingDraft *
mdg_filing_draft_copy (const MdgFilingDraft *draft)
{
  MdgFilingDraft *copy = g_new0 (MdgFilingDraft, 1);

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    copy->values[i] = g_strdup (draft->values[i]);
  return copy;
}

void
mdg_filing_draft_free (MdgFilingDraft *draft)
{
  if (draft == NULL)
    return;
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    g_free (draft->values[i]);
  g_free (draft);
}

/* One line of valid text, no longer than anything is. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < MDG_FILING_TEXT_MAX; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
      n++;
    }
  return g_string_free (line, FALSE);
}

void
mdg_filing_draft_set (MdgFilingDraft *draft, MdgFilingFieldId field, const char *text)
{
  char *line;

  g_return_if_fail (field < MDG_N_FIELDS && text != NULL);

  line = one_line (text);
  g_free (draft->values[field]);
  draft->values[field] = line;
}

/* as JSON ------------------------------------------------------------------------------------- */

MdgSecret *
mdg_filing_draft_to_json (const MdgFilingDraft *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  MdgSecret *secret;
  char *text;

  json_builder_begin_object (builder);
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    if (*draft->values[i] != '\0')
      {
        json_builder_set_member_name (builder, mdg_filing_field_id ((MdgFilingFieldId)i));
        json_builder_add_string_value (builder, draft->values[i]);
      }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  secret = mdg_secret_new_from_string (text);
  mdg_wipe_string (text);
  return secret;
}

MdgFilingDraft *
mdg_filing_draft_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgFilingDraft) draft = mdg_filing_draft_new ();
  g_autoptr (GError) fault = NULL;
  JsonNode *root = NULL;
  JsonObject *object;

  if (json_parser_load_from_data (parser, json, length, &fault))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "the forms' draft is damaged: %s",
                     fault != NULL ? fault->message : "no object");
      return NULL;
    }
  object = json_node_get_object (root);
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      JsonNode *node = json_object_get_member (object, mdg_filing_field_id ((MdgFilingFieldId)i));

      if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
        mdg_filing_draft_set (draft, (MdgFilingFieldId)i, json_node_get_string (node));
    }
  return g_steal_pointer (&draft);
}

/* from the plan ------------------------------------------------------------------------------- */

static gboolean
is_done (GHashTable *progress, const char *step)
{
  const MdgPlanProgress *one = progress != NULL ? g_hash_table_lookup (progress, step) : NULL;

  return one != NULL && one->done_on != MDG_DAY_NONE;
}

static MdgDay
day_of_step (const MdgPlan *plan, const char *step)
{
  for (guint i = 0; i < plan->steps->len; i++)
    if (strcmp (mdg_plan_step_of (plan, mdg_plan_get (plan, i))->id, step) == 0)
      return mdg_plan_get (plan, i)->deadline.due;
  return MDG_DAY_NONE;
}

MdgFilingPlan *
mdg_filing_plan_new (const MdgPlan *plan, GHashTable *progress)
{
  MdgFilingPlan *known = g_new0 (MdgFilingPlan, 1);

  known->wished = known->work = known->request_by = MDG_DAY_NONE;
  if (plan == NULL)
    return known;
  known->facility = g_strdup (mdg_plan_guide_facility (plan->guide, plan->wish.facility)->id);
  known->wished = plan->wish.wished;
  if (!plan->work_assumed)
    known->work = plan->wish.work;
  known->request_by = day_of_step (plan, "number-request");
  known->account = is_done (progress, "portal-account");
  known->application
      = is_done (progress, "use-application") && is_done (progress, "certificate-application");
  return known;
}

void
mdg_filing_plan_free (MdgFilingPlan *plan)
{
  if (plan == NULL)
    return;
  g_free (plan->facility);
  g_free (plan);
}

gboolean
mdg_filing_is_for (const MdgFilingGuide *guide, const char *facility)
{
  return facility == NULL
         || mdg_filing_guide_find_option (guide, MDG_FIELD_KIND, facility) != MDG_FILING_NONE;
}

static gboolean
take (MdgFilingDraft *draft, MdgFilingFieldId field, const char *text)
{
  if (text == NULL || *draft->values[field] != '\0')
    return FALSE;
  mdg_filing_draft_set (draft, field, text);
  return TRUE;
}

static gboolean
take_day (MdgFilingDraft *draft, MdgFilingFieldId field, MdgDay day)
{
  g_autofree char *text = day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;

  return take (draft, field, text);
}

gboolean
mdg_filing_draft_take_plan (MdgFilingDraft *draft,
                            const MdgFilingGuide *guide,
                            const MdgFilingPlan *plan)
{
  gboolean taken;

  if (plan == NULL || plan->facility == NULL || !mdg_filing_is_for (guide, plan->facility))
    return FALSE;
  taken = take (draft, MDG_FIELD_KIND, plan->facility);
  taken |= take_day (draft, MDG_FIELD_WISHED, plan->wished);
  taken |= take_day (draft, MDG_FIELD_WORK, plan->work);
  taken |= take_day (draft, MDG_FIELD_OPERATION, plan->wished);
  taken |= take_day (draft, MDG_FIELD_OPENING, plan->wished);
  taken |= take (draft, MDG_FIELD_ACCOUNT, plan->account ? "done" : "open");
  taken |= take (draft, MDG_FIELD_APPLICATION, plan->application ? "done" : "open");
  return taken;
}
