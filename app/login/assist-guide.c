/* assist-guide.c: what is done in the browser, page by page, as data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-guide.h"

#include <string.h>

#include "core/data-reader.h"
#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/assist/steps.json"
#define STEPS_MAX 20
#define FIELDS_MAX 6

static const char *const copy_nicks[]
    = { "institution-code", "login-id", "password", "passcode", "new-password", NULL };

static void
field_free (gpointer data)
{
  g_free (((MdgAssistField *)data)->field);
  g_free (data);
}

static void
choice_free (gpointer data)
{
  g_free (((MdgAssistChoice *)data)->words);
  g_free (data);
}

static void
step_free (gpointer data)
{
  MdgAssistStep *step = data;

  g_free (step->id);
  g_free (step->title);
  g_free (step->screen);
  g_free (step->words);
  g_ptr_array_unref (step->fields);
  g_ptr_array_unref (step->choices);
  g_free (step);
}

/* reading ------------------------------------------------------------------------------------- */

static guint
read_question (MdgDataReader *reader, JsonObject *object)
{
  const char *words[MDG_ASSIST_N_QUESTIONS + 1] = { NULL };

  for (guint i = 0; i < MDG_ASSIST_N_QUESTIONS; i++)
    words[i] = mdg_assist_question_nick ((MdgAssistQuestion)i);
  return mdg_data_word (reader, object, "question", words);
}

static guint
read_sight (MdgDataReader *reader, JsonObject *object)
{
  const char *words[MDG_ASSIST_N_SIGHTS + 1] = { NULL };

  for (guint i = 0; i < MDG_ASSIST_N_SIGHTS; i++)
    words[i] = mdg_assist_sight_nick ((MdgAssistSight)i);
  return mdg_data_word (reader, object, "sight", words);
}

static void
read_field (MdgDataReader *reader, JsonNode *node, MdgAssistStep *step)
{
  JsonObject *object = mdg_data_object (reader, node, "field", "copy field");
  MdgAssistField *field = g_new0 (MdgAssistField, 1);

  field->copy = (MdgAssistCopy)mdg_data_word (reader, object, "copy", copy_nicks);
  field->field = mdg_data_text (reader, object, "field");
  g_ptr_array_add (step->fields, field);
}

static void
read_choice (MdgDataReader *reader, JsonNode *node, MdgAssistStep *step)
{
  JsonObject *object = mdg_data_object (reader, node, "choice", "sight words");
  MdgAssistChoice *choice = g_new0 (MdgAssistChoice, 1);

  choice->sight = (MdgAssistSight)read_sight (reader, object);
  choice->words = mdg_data_text (reader, object, "words");
  g_ptr_array_add (step->choices, choice);
  if (!mdg_assist_fits (step->question, choice->sight))
    mdg_data_refuse (reader, "%s: \"%s\" does not come there", step->id,
                     mdg_assist_sight_nick (choice->sight));
}

static void
read_step (MdgDataReader *reader, JsonNode *node, MdgAssistGuide *guide)
{
  JsonObject *object = mdg_data_object (reader, node, "step",
                                        "id title screen words question opens fields choices");
  MdgAssistStep *step = g_new0 (MdgAssistStep, 1);
  JsonArray *fields = mdg_data_array (reader, object, "fields", FIELDS_MAX, TRUE);
  JsonArray *choices = mdg_data_array (reader, object, "choices", FIELDS_MAX, TRUE);

  step->fields = g_ptr_array_new_with_free_func (field_free);
  step->choices = g_ptr_array_new_with_free_func (choice_free);
  step->id = mdg_data_id (reader, object);
  step->title = mdg_data_text (reader, object, "title");
  step->screen = mdg_data_optional_text (reader, object, "screen");
  step->words = mdg_data_text (reader, object, "words");
  step->question = (MdgAssistQuestion)read_question (reader, object);
  step->opens = mdg_data_boolean (reader, object, "opens", FALSE);
  for (guint i = 0; i < mdg_data_length (fields); i++)
    read_field (reader, json_array_get_element (fields, i), step);
  for (guint i = 0; i < mdg_data_length (choices); i++)
    read_choice (reader, json_array_get_element (choices, i), step);
  if (mdg_assist_guide_find (guide, step->id) != NULL)
    mdg_data_refuse (reader, "%s: there twice", step->id);
  g_ptr_array_add (guide->steps, step);
}

static MdgAssistGuide *
read_guide (JsonNode *root, const char *language, GError **error)
{
  MdgDataReader reader = { .language = mdg_guide_language (language) };
  g_autoptr (MdgAssistGuide) guide = g_new0 (MdgAssistGuide, 1);
  JsonObject *object = mdg_data_object (&reader, root, "guide", "address source steps");
  JsonArray *steps = mdg_data_array (&reader, object, "steps", STEPS_MAX, FALSE);

  guide->steps = g_ptr_array_new_with_free_func (step_free);
  guide->address = g_strdup (mdg_data_string_member (&reader, object, "address"));
  mdg_data_string_member (&reader, object, "source");
  if (!g_str_has_prefix (guide->address, "https://"))
    mdg_data_refuse (&reader, "the address is not https");
  for (guint i = 0; i < mdg_data_length (steps); i++)
    read_step (&reader, json_array_get_element (steps, i), guide);
  if (reader.error == NULL)
    return g_steal_pointer (&guide);
  g_propagate_error (error, reader.error);
  return NULL;
}

MdgAssistGuide *
mdg_assist_guide_new (const char *language)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  g_autoptr (GError) error = NULL;
  MdgAssistGuide *guide = read_guide (root, language, &error);

  if (guide == NULL)
    g_error ("the steps beside the browser: %s", error->message);
  return guide;
}

MdgAssistGuide *
mdg_assist_guide_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;

  if (json_parser_load_from_data (parser, json, length, &fault)
      && json_parser_get_root (parser) != NULL)
    return read_guide (json_parser_get_root (parser), language, error);
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the steps are not read: %s",
                 fault != NULL ? fault->message : "nothing there");
  return NULL;
}

void
mdg_assist_guide_free (MdgAssistGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->address);
  g_clear_pointer (&guide->steps, g_ptr_array_unref);
  g_free (guide);
}

const MdgAssistStep *
mdg_assist_guide_find (const MdgAssistGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->steps->len; i++)
    {
      const MdgAssistStep *step = guide->steps->pdata[i];

      if (strcmp (step->id, id) == 0)
        return step;
    }
  return NULL;
}

const char *
mdg_assist_step_of (MdgLoginState state, MdgAssistQuestion question)
{
  switch (state)
    {
    case MDG_LOGIN_START:
    case MDG_LOGIN_CREDENTIALS:
      if (question == MDG_ASSIST_LOGIN)
        return "login";
      return question == MDG_ASSIST_REGISTRATION ? "registration" : "account";
    case MDG_LOGIN_REGISTRATION:
      return "sheet";
    case MDG_LOGIN_PASSCODE:
      return "passcode";
    case MDG_LOGIN_COMPLETED:
    case MDG_LOGIN_MENU:
    case MDG_LOGIN_PASSWORD_CHANGED:
      return "menu";
    case MDG_LOGIN_PASSWORD:
      return "password";
    case MDG_LOGIN_ENDED:
      break;
    }
  return "account";
}

/* Another day's registration; a password that is not being changed. */
static gboolean
is_left_out (const MdgAssistStep *step, MdgLoginState state, gboolean registers)
{
  gboolean later = (state == MDG_LOGIN_PASSCODE && !registers) || state == MDG_LOGIN_MENU
                   || state == MDG_LOGIN_PASSWORD;

  if (g_str_equal (step->id, "password"))
    return state != MDG_LOGIN_PASSWORD;
  return later && (g_str_equal (step->id, "registration") || g_str_equal (step->id, "sheet"));
}

MdgAssistPlace
mdg_assist_guide_place (const MdgAssistGuide *guide,
                        const MdgAssistStep *step,
                        MdgLoginState state,
                        MdgAssistQuestion question,
                        gboolean registers)
{
  const MdgAssistStep *current
      = mdg_assist_guide_find (guide, mdg_assist_step_of (state, question));
  guint here = 0, now = 0;

  if (is_left_out (step, state, registers))
    return MDG_ASSIST_LEFT_OUT;
  if (step == current)
    return MDG_ASSIST_CURRENT;
  g_ptr_array_find (guide->steps, step, &here);
  g_ptr_array_find (guide->steps, current, &now);
  return here < now ? MDG_ASSIST_DONE : MDG_ASSIST_AHEAD;
}
