/* renewal-guide.c: reads resources/guide/renewal.json, which is ours: a fault in it is a fault of
 * the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/renewal-guide.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#define RESOURCE "/org/madoguchi/Madoguchi/guide/renewal.json"

static char *
text_of (JsonObject *object, const char *name, const char *language)
{
  return g_strdup (
      json_object_get_string_member (json_object_get_object_member (object, name), language));
}

static char **
list_of (JsonObject *object, const char *name, const char *language)
{
  JsonArray *array
      = json_object_get_array_member (json_object_get_object_member (object, name), language);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static void
way_free (MdgRenewalWay *way)
{
  g_free (way->title);
  g_strfreev (way->steps);
  g_free (way);
}

static void
read_ways (MdgRenewalGuide *guide, JsonArray *ways, const char *language)
{
  guide->ways = g_ptr_array_new_with_free_func ((GDestroyNotify)way_free);
  for (guint i = 0; i < json_array_get_length (ways); i++)
    {
      JsonObject *object = json_array_get_object_element (ways, i);
      MdgRenewalWay *way = g_new0 (MdgRenewalWay, 1);

      way->title = text_of (object, "title", language);
      way->steps = list_of (object, "steps", language);
      g_ptr_array_add (guide->ways, way);
    }
}

static JsonNode *
load (void)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (data == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (data, NULL),
                                      (gssize)g_bytes_get_size (data), NULL))
    g_error ("%s cannot be read", RESOURCE);
  return json_parser_steal_root (parser);
}

MdgRenewalGuide *
mdg_renewal_guide_new (const char *language)
{
  g_autoptr (JsonNode) root = load ();
  JsonObject *object = json_node_get_object (root);
  MdgRenewalGuide *guide = g_new0 (MdgRenewalGuide, 1);

  language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en";
  guide->fee_yen = (guint)json_object_get_int_member (object, "fee_yen");
  guide->window_days = (guint)json_object_get_int_member (object, "window_days");
  guide->checked = g_strdup (json_object_get_string_member (object, "checked"));
  guide->fee_text = text_of (object, "fee_text", language);
  guide->validity_text = text_of (object, "validity_text", language);
  guide->after_expiry = text_of (object, "after_expiry", language);
  guide->afterwards = list_of (object, "afterwards", language);
  read_ways (guide, json_object_get_array_member (object, "ways"), language);
  return guide;
}

void
mdg_renewal_guide_free (MdgRenewalGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->fee_text);
  g_free (guide->validity_text);
  g_free (guide->after_expiry);
  g_free (guide->checked);
  g_strfreev (guide->afterwards);
  g_ptr_array_unref (guide->ways);
  g_free (guide);
}
