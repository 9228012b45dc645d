/* flow-read.c: reads a flow's JSON, both languages of it, member by member.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-private.h"

#include <string.h>

#include "core/data-reader.h"

/* The first fault sticks; what is read after it is empty. */
typedef struct
{
  MdgFlow *flow;
  MdgDataReader data;
  JsonArray *nodes; /* (nullable) */
} Reader;

/* conditions and texts ------------------------------------------------------------------------ */

static void
read_condition (Reader *r, const char *option_id, JsonNode *value, MdgFlowWhen *when)
{
  const char *wanted = mdg_data_string (&r->data, value, option_id);
  MdgFlowVariant variant = { { 0 } };

  for (guint i = 0; i < r->flow->options->len; i++)
    {
      const MdgFlowOption *option = mdg_flow_option (r->flow, i);

      if (strcmp (option->id, option_id) != 0)
        continue;
      if (!mdg_flow_choose (r->flow, &variant, option_id, wanted))
        mdg_data_refuse (&r->data, "when: %s is never \"%s\"", option_id, wanted);
      when->allowed[i] = (guint8)(1u << variant.value[i]);
      return;
    }
  mdg_data_refuse (&r->data, "when: there is no option \"%s\"", option_id);
}

static MdgFlowWhen
read_when (Reader *r, JsonObject *object)
{
  MdgFlowWhen when;
  JsonNode *node = object != NULL ? json_object_get_member (object, "when") : NULL;
  g_autoptr (GList) members = NULL;

  memset (&when, 0xFF, sizeof when);
  if (node == NULL)
    return when;
  if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) == 0)
    {
      mdg_data_refuse (&r->data, "when: no conditions");
      return when;
    }
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    read_condition (r, l->data, json_object_get_member (json_node_get_object (node), l->data),
                    &when);
  return when;
}

static void
add_case (Reader *r, GPtrArray *cases, JsonNode *node, const char *name, const char *members)
{
  JsonObject *object = mdg_data_object (&r->data, node, name, members);
  MdgFlowCase *one = g_new0 (MdgFlowCase, 1);

  one->when = read_when (r, object);
  one->text = mdg_data_text_of (&r->data, object, name);
  g_ptr_array_add (cases, one);
}

/* One wording, or a list of them with conditions. (transfer full) */
static GPtrArray *
cases_member (Reader *r, JsonObject *object, const char *name)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (mdg_flow_case_free);
  JsonNode *node = mdg_data_member (&r->data, object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    add_case (r, cases, node, name, "ja en");
  for (guint i = 0; i < mdg_data_length (array); i++)
    add_case (r, cases, json_array_get_element (array, i), name, "when ja en");
  return cases;
}

/* options, stages, information ---------------------------------------------------------------- */

static void
read_values (Reader *r, MdgFlowOption *option, JsonObject *object)
{
  JsonArray *array = mdg_data_array (&r->data, object, "values", MDG_FLOW_VALUES_MAX, FALSE);
  const char *standard = mdg_data_string_member (&r->data, object, "standard");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *value
          = mdg_data_object (&r->data, json_array_get_element (array, i), "values", "id name");
      g_autofree char *id = mdg_data_id (&r->data, value);
      g_autofree char *name = mdg_data_text (&r->data, value, "name");

      if (strcmp (id, standard) == 0)
        {
          option->standard = (guint8)i;
          found = TRUE;
        }
      g_strv_builder_add (ids, id);
      g_strv_builder_add (names, name);
    }
  option->values = g_strv_builder_end (ids);
  option->value_names = g_strv_builder_end (names);
  if (!found)
    mdg_data_refuse (&r->data, "%s: \"%s\" is none of the values", option->id, standard);
}

static void
read_options (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "options", MDG_FLOW_OPTIONS_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "option",
                                            "id name standard values");
      MdgFlowOption option = { 0 };

      option.id = mdg_data_id (&r->data, object);
      option.name = mdg_data_text (&r->data, object, "name");
      read_values (r, &option, object);
      g_array_append_val (r->flow->options, option);
    }
}

static void
read_stages (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "stages", MDG_FLOW_STAGES_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object
          = mdg_data_object (&r->data, json_array_get_element (array, i), "stage", "id name");
      MdgFlowStage stage = { 0 };

      stage.id = mdg_data_id (&r->data, object);
      stage.name = mdg_data_text (&r->data, object, "name");
      g_array_append_val (r->flow->stages, stage);
    }
}

static void
read_information (Reader *r, JsonObject *root)
{
  JsonArray *array
      = mdg_data_array (&r->data, root, "information", MDG_FLOW_INFORMATION_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i),
                                            "information", "id name asked hours code seen");
      MdgFlowInformation information = { 0 };

      information.id = mdg_data_id (&r->data, object);
      information.name = mdg_data_text (&r->data, object, "name");
      information.seen = mdg_data_text (&r->data, object, "seen");
      information.code = g_strdup (mdg_data_string_member (&r->data, object, "code"));
      information.asked = mdg_data_boolean (&r->data, object, "asked", FALSE);
      information.hours = (guint)mdg_data_int (&r->data, object, "hours", 0, 24 * 366);
      g_array_append_val (r->flow->information, information);
    }
}

/* nodes --------------------------------------------------------------------------------------- */

static gboolean
has_id (JsonNode *node, const char *wanted)
{
  JsonNode *id = JSON_NODE_HOLDS_OBJECT (node)
                     ? json_object_get_member (json_node_get_object (node), "id")
                     : NULL;

  return id != NULL && json_node_get_value_type (id) == G_TYPE_STRING
         && strcmp (json_node_get_string (id), wanted) == 0;
}

/* The node that the member names; they are all in the array, read or not. */
static guint
node_member (Reader *r, JsonObject *object, const char *name)
{
  const char *wanted = mdg_data_string_member (&r->data, object, name);

  for (guint i = 0; i < mdg_data_length (r->nodes); i++)
    if (has_id (json_array_get_element (r->nodes, i), wanted))
      return i;
  mdg_data_refuse (&r->data, "%s: there is no node \"%s\"", name, wanted);
  return 0;
}

static guint32
information_member (Reader *r, JsonObject *object, const char *name)
{
  JsonArray *array;
  guint32 bits = 0;

  if (object == NULL || !json_object_has_member (object, name))
    return 0;
  array = mdg_data_array (&r->data, object, name, MDG_FLOW_INFORMATION_MAX, FALSE);
  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      const char *id = mdg_data_string (&r->data, json_array_get_element (array, i), name);
      guint n = 0;

      while (n < r->flow->information->len
             && strcmp (mdg_flow_information (r->flow, n)->id, id) != 0)
        n++;
      if (n == r->flow->information->len)
        mdg_data_refuse (&r->data, "%s: there is no information \"%s\"", name, id);
      bits |= n < r->flow->information->len ? 1u << n : 0;
    }
  return bits;
}

static MdgFlowTone
tone_member (Reader *r, JsonObject *object)
{
  static const char *const tones[] = { "plain", "yes", "no", NULL };

  if (object == NULL || !json_object_has_member (object, "tone"))
    return MDG_FLOW_PLAIN;
  return (MdgFlowTone)mdg_data_word (&r->data, object, "tone", tones);
}

static void
answer_clear (gpointer data)
{
  MdgFlowAnswer *answer = data;

  g_free (answer->id);
  g_free (answer->label);
}

static GArray *
read_answers (Reader *r, JsonObject *node)
{
  GArray *answers = g_array_new (FALSE, TRUE, sizeof (MdgFlowAnswer));
  JsonArray *array = mdg_data_array (&r->data, node, "answers", MDG_FLOW_ANSWERS_MAX, TRUE);

  g_array_set_clear_func (answers, answer_clear);
  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "answer",
                                            "id label to tone when grants refuses");
      MdgFlowAnswer answer = { 0 };

      answer.id = mdg_data_id (&r->data, object);
      answer.label = mdg_data_text (&r->data, object, "label");
      answer.to = node_member (r, object, "to");
      answer.tone = tone_member (r, object);
      answer.when = read_when (r, object);
      answer.grants = information_member (r, object, "grants");
      answer.refuses = information_member (r, object, "refuses");
      g_array_append_val (answers, answer);
    }
  return answers;
}

static guint
stage_member (Reader *r, JsonObject *object)
{
  const char *wanted = mdg_data_string_member (&r->data, object, "stage");

  for (guint i = 0; i < r->flow->stages->len; i++)
    if (strcmp (g_array_index (r->flow->stages, MdgFlowStage, i).id, wanted) == 0)
      return i;
  mdg_data_refuse (&r->data, "there is no stage \"%s\"", wanted);
  return 0;
}

static void
read_node (Reader *r, JsonNode *json)
{
  static const char *const kinds[] = { "start", "step", "question", "end", NULL };
  static const char *const people[] = { "patient", "staff", "reader", NULL };
  JsonObject *object = mdg_data_object (
      &r->data, json, "node",
      "id kind stage who source assumed tone when skip title words meaning after answers");
  MdgFlowNode node = { .skip = MDG_FLOW_NONE };

  node.id = mdg_data_id (&r->data, object);
  node.kind = (MdgFlowKind)mdg_data_word (&r->data, object, "kind", kinds);
  node.who = (MdgFlowWho)mdg_data_word (&r->data, object, "who", people);
  node.stage = stage_member (r, object);
  node.source = g_strdup (mdg_data_string_member (&r->data, object, "source"));
  node.assumed = mdg_data_boolean (&r->data, object, "assumed", FALSE);
  node.tone = tone_member (r, object);
  node.when = read_when (r, object);
  if (object != NULL && json_object_has_member (object, "skip"))
    node.skip = node_member (r, object, "skip");
  node.title = cases_member (r, object, "title");
  node.words = cases_member (r, object, "words");
  node.meaning = cases_member (r, object, "meaning");
  node.after = cases_member (r, object, "after");
  node.answers = read_answers (r, object);
  g_array_append_val (r->flow->nodes, node);
}

static void
read_flow (Reader *r, JsonNode *json)
{
  JsonObject *root = mdg_data_object (&r->data, json, "flow",
                                      "checked sources options stages information nodes");

  r->flow->checked = g_strdup (mdg_data_string_member (&r->data, root, "checked"));
  r->flow->sources = g_strdup (mdg_data_string_member (&r->data, root, "sources"));
  read_options (r, root);
  read_stages (r, root);
  read_information (r, root);
  r->nodes = mdg_data_array (&r->data, root, "nodes", MDG_FLOW_NODES_MAX, FALSE);
  for (guint i = 0; i < mdg_data_length (r->nodes); i++)
    read_node (r, json_array_get_element (r->nodes, i));
}

MdgFlow *
mdg_flow_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgFlow) flow = mdg_flow_alloc ();
  g_autoptr (GError) fault = NULL;
  Reader r
      = { .flow = flow, .data = { .language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en" } };

  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  read_flow (&r, json_parser_get_root (parser));
  if (r.data.error != NULL)
    {
      g_propagate_error (error, r.data.error);
      return NULL;
    }
  return mdg_flow_check (flow, error) ? g_steal_pointer (&flow) : NULL;
}
