/* browser-guide.c: 《ブラウザーで行う》 as data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/browser-guide.h"

#include <gio/gio.h>

#include "core/data-reader.h"
#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/portal/browser.json"

static const char *const copies[MDG_BROWSER_N_COPIES + 1] = {
  [MDG_BROWSER_FAMILY_NAME] = "family-name",
  [MDG_BROWSER_GIVEN_NAME] = "given-name",
  [MDG_BROWSER_NUMBER] = "number",
  [MDG_BROWSER_PHONE] = "phone",
  [MDG_BROWSER_MAIL] = "mail",
  [MDG_BROWSER_PASSWORD] = "password",
  [MDG_BROWSER_REPEATED] = "repeated",
};

const char *
mdg_browser_copy_nick (MdgBrowserCopy copy)
{
  g_return_val_if_fail ((guint)copy < MDG_BROWSER_N_COPIES, NULL);
  return copies[copy];
}

static void
step_free (gpointer data)
{
  MdgBrowserStep *step = data;

  g_free (step->id);
  g_free (step->title);
  g_free (step->words);
  g_free (step);
}

/* All of them, in the order of the portal's page. */
static void
read_labels (MdgDataReader *reader, MdgBrowserGuide *guide, JsonObject *root)
{
  JsonArray *array = mdg_data_array (reader, root, "copies", MDG_BROWSER_N_COPIES, FALSE);
  guint n = mdg_data_length (array);

  if (n != MDG_BROWSER_N_COPIES)
    mdg_data_refuse (reader, "copies: %u, not %d", n, MDG_BROWSER_N_COPIES);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object
          = mdg_data_object (reader, json_array_get_element (array, i), "copy", "id label");

      if (mdg_data_word (reader, object, "id", copies) != i)
        mdg_data_refuse (reader, "copies: not in the order of the portal's page");
      guide->labels[i] = mdg_data_text (reader, object, "label");
    }
}

static MdgBrowserCopy
read_copy (MdgDataReader *reader, JsonNode *node)
{
  const char *nick = mdg_data_string (reader, node, "copies");

  for (guint i = 0; i < MDG_BROWSER_N_COPIES; i++)
    if (g_str_equal (nick, copies[i]))
      return (MdgBrowserCopy)i;
  mdg_data_refuse (reader, "copies: \"%s\" is not known", nick);
  return MDG_BROWSER_FAMILY_NAME;
}

/* What a step copies is in the page's order, too, and nothing is twice. */
static void
read_copies (MdgDataReader *reader, MdgBrowserStep *step, JsonObject *object)
{
  JsonArray *array;

  if (object == NULL || !json_object_has_member (object, "copies"))
    return;
  array = mdg_data_array (reader, object, "copies", MDG_BROWSER_N_COPIES, FALSE);
  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      MdgBrowserCopy copy = read_copy (reader, json_array_get_element (array, i));

      if (i > 0 && copy <= step->copies[i - 1])
        mdg_data_refuse (reader, "%s: copies not in the page's order", step->id);
      step->copies[step->n_copies++] = copy;
    }
}

static gboolean
has_step (MdgBrowserGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->steps->len; i++)
    if (g_str_equal (((MdgBrowserStep *)guide->steps->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
read_step (MdgDataReader *reader, MdgBrowserGuide *guide, JsonNode *node)
{
  JsonObject *object = mdg_data_object (reader, node, "step", "id title words opens form copies");
  MdgBrowserStep *step = g_new0 (MdgBrowserStep, 1);

  step->id = mdg_data_id (reader, object);
  if (has_step (guide, step->id))
    mdg_data_refuse (reader, "step \"%s\" twice", step->id);
  step->title = mdg_data_text (reader, object, "title");
  step->words = mdg_data_text (reader, object, "words");
  step->opens = mdg_data_boolean (reader, object, "opens", FALSE);
  step->form = mdg_data_boolean (reader, object, "form", FALSE);
  read_copies (reader, step, object);
  g_ptr_array_add (guide->steps, step);
}

static void
read_root (MdgDataReader *reader, MdgBrowserGuide *guide, JsonNode *node)
{
  JsonObject *root = mdg_data_object (reader, node, "guide", "checked sources url copies steps");
  JsonArray *steps = mdg_data_array (reader, root, "steps", MDG_BROWSER_STEPS_MAX, FALSE);

  guide->checked = g_strdup (mdg_data_string_member (reader, root, "checked"));
  guide->sources = g_strdup (mdg_data_string_member (reader, root, "sources"));
  guide->url = g_strdup (mdg_data_string_member (reader, root, "url"));
  if (!g_str_has_prefix (guide->url, "https://"))
    mdg_data_refuse (reader, "url: not https");
  read_labels (reader, guide, root);
  for (guint i = 0; i < mdg_data_length (steps); i++)
    read_step (reader, guide, json_array_get_element (steps, i));
}

MdgBrowserGuide *
mdg_browser_guide_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgBrowserGuide) guide = g_new0 (MdgBrowserGuide, 1);
  g_autoptr (GError) fault = NULL;
  MdgDataReader reader = { .language = mdg_guide_language (language) };

  guide->steps = g_ptr_array_new_with_free_func (step_free);
  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  read_root (&reader, guide, json_parser_get_root (parser));
  if (reader.error == NULL)
    return g_steal_pointer (&guide);
  g_propagate_error (error, reader.error);
  return NULL;
}

MdgBrowserGuide *
mdg_browser_guide_new (const char *language)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgBrowserGuide *guide = NULL;

  if (data != NULL)
    guide = mdg_browser_guide_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                     language, &error);
  if (guide == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "not there");
  return guide;
}

void
mdg_browser_guide_free (MdgBrowserGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->checked);
  g_free (guide->sources);
  g_free (guide->url);
  for (guint i = 0; i < MDG_BROWSER_N_COPIES; i++)
    g_free (guide->labels[i]);
  g_ptr_array_unref (guide->steps);
  g_free (guide);
}
