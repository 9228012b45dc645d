/* flow-read.c: reads a flow's JSON, both languages of it, member by member.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-private.h"

#include <json-glib/json-glib.h>
#include <stdarg.h>
#include <string.h>

#define TEXT_MAX 1000 /* bytes */

/* The first fault sticks; what is read after it is empty. */
typedef struct
{
  MdgFlow *flow;
  const char *language;
  JsonArray *nodes; /* (nullable) */
  GError *error;
} Reader;

static void G_GNUC_PRINTF (2, 3) refuse (Reader *r, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  if (r->error != NULL)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mdg_set_error (&r->error, MDG_ERROR_DAMAGED, "%s", message);
}

/* members ------------------------------------------------------------------------------------- */

/* An object with no other members than @names, which are parted by spaces. (nullable) */
static JsonObject *
as_object (Reader *r, JsonNode *node, const char *what, const char *names)
{
  g_auto (GStrv) known = g_strsplit (names, " ", -1);
  g_autoptr (GList) members = NULL;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (r, "%s: no object", what);
      return NULL;
    }
  object = json_node_get_object (node);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *)known, l->data))
      refuse (r, "%s: \"%s\" is not known", what, (const char *)l->data);
  return object;
}

static JsonNode *
member (Reader *r, JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL)
    refuse (r, "%s: absent", name);
  return node;
}

static const char *
as_string (Reader *r, JsonNode *node, const char *what)
{
  const char *text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  if (text == NULL || strlen (text) > TEXT_MAX)
    {
      refuse (r, "%s: no text", what);
      return "";
    }
  return text;
}

static const char *
string_member (Reader *r, JsonObject *object, const char *name)
{
  return as_string (r, member (r, object, name), name);
}

/* Lower-case letters, digits and hyphens. Returns: (transfer full) */
static char *
id_member (Reader *r, JsonObject *object)
{
  const char *id = string_member (r, object, "id");

  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    refuse (r, "\"%s\" is no id", id);
  return g_strdup (id);
}

static gboolean
boolean_member (Reader *r, JsonObject *object, const char *name, gboolean otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL)
    return otherwise;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  refuse (r, "%s: neither true nor false", name);
  return otherwise;
}

/* Of 1 to @max elements (0 to @max with @empty); NULL after a fault */
static JsonArray *
array_member (Reader *r, JsonObject *object, const char *name, guint max, gboolean empty)
{
  JsonNode *node = member (r, object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > max
      || (!empty && json_array_get_length (array) == 0))
    {
      refuse (r, "%s: no list, or too long or too short a one", name);
      return NULL;
    }
  return array;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/* The place of the member's word in @words; 0 after a fault. */
static guint
word_member (Reader *r, JsonObject *object, const char *name, const char *const *words)
{
  const char *word = string_member (r, object, name);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  refuse (r, "%s: \"%s\" is not known", name, word);
  return 0;
}

/* conditions and texts ------------------------------------------------------------------------ */

static void
read_condition (Reader *r, const char *option_id, JsonNode *value, MdgFlowWhen *when)
{
  const char *wanted = as_string (r, value, option_id);
  MdgFlowVariant variant = { { 0 } };

  for (guint i = 0; i < r->flow->options->len; i++)
    {
      const MdgFlowOption *option = mdg_flow_option (r->flow, i);

      if (strcmp (option->id, option_id) != 0)
        continue;
      if (!mdg_flow_choose (r->flow, &variant, option_id, wanted))
        refuse (r, "when: %s is never \"%s\"", option_id, wanted);
      when->allowed[i] = (guint8)(1u << variant.value[i]);
      return;
    }
  refuse (r, "when: there is no option \"%s\"", option_id);
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
      refuse (r, "when: no conditions");
      return when;
    }
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    read_condition (r, l->data, json_object_get_member (json_node_get_object (node), l->data),
                    &when);
  return when;
}

/* { "ja": …, "en": … }: neither may be empty. (transfer full) */
static char *
text_in_language (Reader *r, JsonObject *object, const char *what)
{
  static const char *const languages[] = { "ja", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (*string_member (r, object, languages[i]) == '\0')
      refuse (r, "%s: nothing in %s", what, languages[i]);
  return g_strdup (string_member (r, object, r->language));
}

static char *
text_member (Reader *r, JsonObject *object, const char *name)
{
  return text_in_language (r, as_object (r, member (r, object, name), name, "ja en"), name);
}

static void
add_case (Reader *r, GPtrArray *cases, JsonNode *node, const char *name, const char *members)
{
  JsonObject *object = as_object (r, node, name, members);
  MdgFlowCase *one = g_new0 (MdgFlowCase, 1);

  one->when = read_when (r, object);
  one->text = text_in_language (r, object, name);
  g_ptr_array_add (cases, one);
}

/* One wording, or a list of them with conditions. (transfer full) */
static GPtrArray *
cases_member (Reader *r, JsonObject *object, const char *name)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (mdg_flow_case_free);
  JsonNode *node = member (r, object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    add_case (r, cases, node, name, "ja en");
  for (guint i = 0; i < length_of (array); i++)
    add_case (r, cases, json_array_get_element (array, i), name, "when ja en");
  return cases;
}

/* options, stages, information ---------------------------------------------------------------- */

static void
read_values (Reader *r, MdgFlowOption *option, JsonObject *object)
{
  JsonArray *array = array_member (r, object, "values", MDG_FLOW_VALUES_MAX, FALSE);
  const char *standard = string_member (r, object, "standard");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *value = as_object (r, json_array_get_element (array, i), "values", "id name");
      g_autofree char *id = id_member (r, value);
      g_autofree char *name = text_member (r, value, "name");

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
    refuse (r, "%s: \"%s\" is none of the values", option->id, standard);
}

static void
read_options (Reader *r, JsonObject *root)
{
  JsonArray *array = array_member (r, root, "options", MDG_FLOW_OPTIONS_MAX, FALSE);

  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *object
          = as_object (r, json_array_get_element (array, i), "option", "id name standard values");
      MdgFlowOption option = { 0 };

      option.id = id_member (r, object);
      option.name = text_member (r, object, "name");
      read_values (r, &option, object);
      g_array_append_val (r->flow->options, option);
    }
}

static void
read_stages (Reader *r, JsonObject *root)
{
  JsonArray *array = array_member (r, root, "stages", MDG_FLOW_STAGES_MAX, FALSE);

  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *object = as_object (r, json_array_get_element (array, i), "stage", "id name");
      MdgFlowStage stage = { 0 };

      stage.id = id_member (r, object);
      stage.name = text_member (r, object, "name");
      g_array_append_val (r->flow->stages, stage);
    }
}

static void
read_information (Reader *r, JsonObject *root)
{
  JsonArray *array = array_member (r, root, "information", MDG_FLOW_INFORMATION_MAX, FALSE);

  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *object = as_object (r, json_array_get_element (array, i), "information",
                                      "id name asked hours code seen");
      MdgFlowInformation information = { 0 };
      JsonNode *hours = member (r, object, "hours");

      information.id = id_member (r, object);
      information.name = text_member (r, object, "name");
      information.seen = text_member (r, object, "seen");
      information.code = g_strdup (string_member (r, object, "code"));
      information.asked = boolean_member (r, object, "asked", FALSE);
      if (hours == NULL || json_node_get_value_type (hours) != G_TYPE_INT64
          || json_node_get_int (hours) < 0 || json_node_get_int (hours) > 24 * 366)
        refuse (r, "%s: hours is no number of hours", information.id);
      else
        information.hours = (guint)json_node_get_int (hours);
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
  const char *wanted = string_member (r, object, name);

  for (guint i = 0; i < length_of (r->nodes); i++)
    if (has_id (json_array_get_element (r->nodes, i), wanted))
      return i;
  refuse (r, "%s: there is no node \"%s\"", name, wanted);
  return 0;
}

static guint32
information_member (Reader *r, JsonObject *object, const char *name)
{
  JsonArray *array;
  guint32 bits = 0;

  if (object == NULL || !json_object_has_member (object, name))
    return 0;
  array = array_member (r, object, name, MDG_FLOW_INFORMATION_MAX, FALSE);
  for (guint i = 0; i < length_of (array); i++)
    {
      const char *id = as_string (r, json_array_get_element (array, i), name);
      guint n = 0;

      while (n < r->flow->information->len
             && strcmp (mdg_flow_information (r->flow, n)->id, id) != 0)
        n++;
      if (n == r->flow->information->len)
        refuse (r, "%s: there is no information \"%s\"", name, id);
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
  return (MdgFlowTone)word_member (r, object, "tone", tones);
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
  JsonArray *array = array_member (r, node, "answers", MDG_FLOW_ANSWERS_MAX, TRUE);

  g_array_set_clear_func (answers, answer_clear);
  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *object = as_object (r, json_array_get_element (array, i), "answer",
                                      "id label to tone when grants refuses");
      MdgFlowAnswer answer = { 0 };

      answer.id = id_member (r, object);
      answer.label = text_member (r, object, "label");
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
  const char *wanted = string_member (r, object, "stage");

  for (guint i = 0; i < r->flow->stages->len; i++)
    if (strcmp (g_array_index (r->flow->stages, MdgFlowStage, i).id, wanted) == 0)
      return i;
  refuse (r, "there is no stage \"%s\"", wanted);
  return 0;
}

static void
read_node (Reader *r, JsonNode *json)
{
  static const char *const kinds[] = { "start", "step", "question", "end", NULL };
  static const char *const people[] = { "patient", "staff", "reader", NULL };
  JsonObject *object = as_object (
      r, json, "node",
      "id kind stage who source assumed tone when skip title words meaning after answers");
  MdgFlowNode node = { .skip = MDG_FLOW_NONE };

  node.id = id_member (r, object);
  node.kind = (MdgFlowKind)word_member (r, object, "kind", kinds);
  node.who = (MdgFlowWho)word_member (r, object, "who", people);
  node.stage = stage_member (r, object);
  node.source = g_strdup (string_member (r, object, "source"));
  node.assumed = boolean_member (r, object, "assumed", FALSE);
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
  JsonObject *root
      = as_object (r, json, "flow", "checked sources options stages information nodes");

  r->flow->checked = g_strdup (string_member (r, root, "checked"));
  r->flow->sources = g_strdup (string_member (r, root, "sources"));
  read_options (r, root);
  read_stages (r, root);
  read_information (r, root);
  r->nodes = array_member (r, root, "nodes", MDG_FLOW_NODES_MAX, FALSE);
  for (guint i = 0; i < length_of (r->nodes); i++)
    read_node (r, json_array_get_element (r->nodes, i));
}

MdgFlow *
mdg_flow_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgFlow) flow = mdg_flow_alloc ();
  g_autoptr (GError) fault = NULL;
  Reader r = { .flow = flow, .language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en" };

  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  read_flow (&r, json_parser_get_root (parser));
  if (r.error != NULL)
    {
      g_propagate_error (error, r.error);
      return NULL;
    }
  return mdg_flow_check (flow, error) ? g_steal_pointer (&flow) : NULL;
}
