/* plan-guide-read.c: reads the steps' JSON, both languages of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/data-reader.h"
#include "introduction/plan-guide-private.h"

/* Of a rule, either way. */
#define MONTHS_MAX 24
#define DAYS_MAX 366

typedef struct
{
  MdgPlanGuide *guide;
  MdgDataReader data;
  JsonArray *steps; /* (nullable) */
} Reader;

static void
read_facilities (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "facilities", MDG_PLAN_FACILITIES_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "facility",
                                            "id name note month");
      MdgPlanFacility facility = { 0 };

      facility.id = mdg_data_id (&r->data, object);
      facility.name = mdg_data_text (&r->data, object, "name");
      facility.note = mdg_data_optional_text (&r->data, object, "note");
      facility.month = mdg_data_boolean (&r->data, object, "month", FALSE);
      g_array_append_val (r->guide->facilities, facility);
    }
}

static void
read_people (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "people", MDG_PLAN_PEOPLE_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "people",
                                            "id name topic");
      MdgPlanPerson person = { 0 };

      person.id = mdg_data_id (&r->data, object);
      person.name = mdg_data_text (&r->data, object, "name");
      if (object != NULL && json_object_has_member (object, "topic"))
        person.topic = g_strdup (mdg_data_string_member (&r->data, object, "topic"));
      g_array_append_val (r->guide->people, person);
    }
}

/* By id; all steps are in the array, read or not. */
static guint
find_step (Reader *r, const char *wanted)
{
  for (guint i = 0; i < mdg_data_length (r->steps); i++)
    {
      JsonNode *node = json_array_get_element (r->steps, i);
      JsonNode *id = JSON_NODE_HOLDS_OBJECT (node)
                         ? json_object_get_member (json_node_get_object (node), "id")
                         : NULL;

      if (id != NULL && json_node_get_value_type (id) == G_TYPE_STRING
          && strcmp (json_node_get_string (id), wanted) == 0)
        return i;
    }
  mdg_data_refuse (&r->data, "there is no step \"%s\"", wanted);
  return MDG_PLAN_NONE;
}

static guint
person_member (Reader *r, JsonObject *object, const char *name)
{
  const char *wanted = mdg_data_string_member (&r->data, object, name);

  for (guint i = 0; i < r->guide->people->len; i++)
    if (strcmp (mdg_plan_guide_person (r->guide, i)->id, wanted) == 0)
      return i;
  mdg_data_refuse (&r->data, "%s: nobody is \"%s\"", name, wanted);
  return 0;
}

static guint
facilities_member (Reader *r, JsonObject *object)
{
  JsonArray *array
      = mdg_data_array (&r->data, object, "facilities", MDG_PLAN_FACILITIES_MAX, FALSE);
  guint bits = 0;

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      const char *id = mdg_data_string (&r->data, json_array_get_element (array, i), "facilities");
      guint n = mdg_plan_guide_find_facility (r->guide, id);

      if (n == MDG_PLAN_NONE)
        mdg_data_refuse (&r->data, "there is no facility \"%s\"", id);
      else
        bits |= 1u << n;
    }
  return bits;
}

/* rules --------------------------------------------------------------------------------------- */

static guint
of_member (Reader *r, JsonObject *object)
{
  const char *of = mdg_data_string_member (&r->data, object, "of");

  if (strcmp (of, "start") == 0)
    return MDG_OF_START;
  return strcmp (of, "work") == 0 ? MDG_OF_WORK : find_step (r, of);
}

/* One unit at most. */
static void
read_distance (Reader *r, JsonObject *object, MdgPlanRule *rule)
{
  static const struct
  {
    const char *name;
    MdgRuleKind kind;
    int most;
  } units[] = { { "months", MDG_RULE_MONTHS, MONTHS_MAX },
                { "open-days", MDG_RULE_OPEN_DAYS, DAYS_MAX },
                { "days", MDG_RULE_DAYS, DAYS_MAX } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (object == NULL || !json_object_has_member (object, units[i].name))
        continue;
      if (rule->kind != MDG_RULE_DAY)
        mdg_data_refuse (&r->data, "two units in one rule");
      rule->kind = units[i].kind;
      rule->n = mdg_data_int (&r->data, object, units[i].name, -units[i].most, units[i].most);
      if (rule->n == 0)
        mdg_data_refuse (&r->data, "%s: a rule of nothing", units[i].name);
    }
}

static MdgPlanRule
read_rule (Reader *r, JsonObject *parent, const char *name)
{
  static const char *const rolls[] = { "unsaid", "forward", NULL };
  JsonObject *object = mdg_data_object (&r->data, mdg_data_member (&r->data, parent, name), name,
                                        "of months open-days days day roll");
  MdgPlanRule rule = { .kind = MDG_RULE_DAY, .of = of_member (r, object) };

  read_distance (r, object, &rule);
  if (object != NULL
      && (json_object_has_member (object, "day") || json_object_has_member (object, "roll")))
    {
      if (rule.kind != MDG_RULE_MONTHS)
        mdg_data_refuse (&r->data, "%s: a day of no month", name);
      rule.kind = MDG_RULE_MONTH_DAY;
      rule.month_day = mdg_data_int (&r->data, object, "day", 1, 31);
      rule.roll = mdg_data_word (&r->data, object, "roll", rolls) == 1 ? MDG_ROLL_FORWARD
                                                                       : MDG_ROLL_UNSAID;
    }
  return rule;
}

static MdgPlanRule
read_lead (Reader *r, JsonObject *parent)
{
  MdgPlanRule lead = { .kind = MDG_RULE_DAY, .of = MDG_PLAN_NONE };
  JsonObject *object;

  if (parent == NULL || !json_object_has_member (parent, "lead"))
    return lead;
  object = mdg_data_object (&r->data, json_object_get_member (parent, "lead"), "lead",
                            "open-days days");
  read_distance (r, object, &lead);
  if (lead.kind == MDG_RULE_DAY || lead.n <= 0)
    mdg_data_refuse (&r->data, "lead: no days after");
  return lead;
}

/* steps and things ---------------------------------------------------------------------------- */

static void
read_after (Reader *r, JsonObject *object, MdgPlanStep *step)
{
  JsonArray *array = mdg_data_array (&r->data, object, "after", MDG_PLAN_AFTER_MAX, TRUE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      const char *id = mdg_data_string (&r->data, json_array_get_element (array, i), "after");
      guint found = find_step (r, id);

      if (found != MDG_PLAN_NONE)
        step->after[step->n_after++] = found;
    }
}

static GStrv
read_needs (Reader *r, JsonObject *object)
{
  JsonArray *array = mdg_data_array (&r->data, object, "needs", MDG_PLAN_NEEDS_MAX, FALSE);
  g_autoptr (GStrvBuilder) needs = g_strv_builder_new ();

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      g_autofree char *need = mdg_data_text_of (
          &r->data, mdg_data_object (&r->data, json_array_get_element (array, i), "needs", "ja en"),
          "needs");

      g_strv_builder_add (needs, need);
    }
  return g_strv_builder_end (needs);
}

static void
read_step (Reader *r, JsonNode *node)
{
  JsonObject *object
      = mdg_data_object (&r->data, node, "step",
                         "id facilities who with source binding assumed optional title "
                         "words needs lasts doubt after lead due otherwise");
  MdgPlanStep step = { .with = MDG_PLAN_NONE, .otherwise = { .of = MDG_PLAN_NONE } };

  step.id = mdg_data_id (&r->data, object);
  step.facilities = facilities_member (r, object);
  step.who = person_member (r, object, "who");
  if (object != NULL && json_object_has_member (object, "with"))
    step.with = person_member (r, object, "with");
  step.source = g_strdup (mdg_data_string_member (&r->data, object, "source"));
  step.binding = mdg_data_boolean (&r->data, object, "binding", FALSE);
  step.assumed = mdg_data_boolean (&r->data, object, "assumed", FALSE);
  step.optional = mdg_data_boolean (&r->data, object, "optional", FALSE);
  step.title = mdg_data_text (&r->data, object, "title");
  step.words = mdg_data_text (&r->data, object, "words");
  step.lasts = mdg_data_optional_text (&r->data, object, "lasts");
  step.doubt = mdg_data_optional_text (&r->data, object, "doubt");
  step.needs = read_needs (r, object);
  read_after (r, object, &step);
  step.lead = read_lead (r, object);
  step.due = read_rule (r, object, "due");
  if (object != NULL && json_object_has_member (object, "otherwise"))
    step.otherwise = read_rule (r, object, "otherwise");
  g_array_append_val (r->guide->steps, step);
}

static void
read_things (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "things", MDG_PLAN_THINGS_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object
          = mdg_data_object (&r->data, json_array_get_element (array, i), "thing", "id name steps");
      JsonArray *steps = mdg_data_array (&r->data, object, "steps", MDG_PLAN_STEPS_MAX, FALSE);
      MdgPlanThing thing = { 0 };

      thing.id = mdg_data_id (&r->data, object);
      thing.name = mdg_data_text (&r->data, object, "name");
      for (guint k = 0; k < mdg_data_length (steps); k++)
        {
          guint found = find_step (
              r, mdg_data_string (&r->data, json_array_get_element (steps, k), "steps"));

          if (found == MDG_PLAN_NONE || found >= r->guide->steps->len)
            continue;
          thing.steps |= G_GUINT64_CONSTANT (1) << found;
          thing.facilities |= mdg_plan_guide_step (r->guide, found)->facilities;
        }
      g_array_append_val (r->guide->things, thing);
    }
}

static void
read_guide (Reader *r, JsonNode *json)
{
  JsonObject *root = mdg_data_object (&r->data, json, "steps",
                                      "checked sources facilities people work things steps");
  JsonObject *work
      = mdg_data_object (&r->data, mdg_data_member (&r->data, root, "work"), "work", "due");

  r->guide->checked = g_strdup (mdg_data_string_member (&r->data, root, "checked"));
  r->guide->sources = g_strdup (mdg_data_string_member (&r->data, root, "sources"));
  read_facilities (r, root);
  read_people (r, root);
  r->steps = mdg_data_array (&r->data, root, "steps", MDG_PLAN_STEPS_MAX, FALSE);
  r->guide->work = read_rule (r, work, "due");
  for (guint i = 0; i < mdg_data_length (r->steps); i++)
    read_step (r, json_array_get_element (r->steps, i));
  read_things (r, root);
}

MdgPlanGuide *
mdg_plan_guide_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_alloc ();
  g_autoptr (GError) fault = NULL;
  Reader r
      = { .guide = guide, .data = { .language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en" } };

  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  read_guide (&r, json_parser_get_root (parser));
  if (r.data.error != NULL)
    {
      g_propagate_error (error, r.data.error);
      return NULL;
    }
  return mdg_plan_guide_check (guide, error) ? g_steal_pointer (&guide) : NULL;
}
