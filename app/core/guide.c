/* guide.c: reads the guides in resources/guide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/guide.h"

#include <gio/gio.h>

JsonNode *
mdg_guide_load (const char *resource)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (resource, 0, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (data == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (data, NULL),
                                      (gssize)g_bytes_get_size (data), NULL))
    g_error ("%s cannot be read", resource);
  return json_parser_steal_root (parser);
}

const char *
mdg_guide_language (const char *language)
{
  return g_strcmp0 (language, "ja") == 0 ? "ja" : "en";
}

char *
mdg_guide_text (JsonObject *object, const char *name, const char *language)
{
  return g_strdup (
      json_object_get_string_member (json_object_get_object_member (object, name), language));
}

GStrv
mdg_guide_list (JsonObject *object, const char *name, const char *language)
{
  JsonArray *array
      = json_object_get_array_member (json_object_get_object_member (object, name), language);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}
