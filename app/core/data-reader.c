/* data-reader.c: reads the program's own data files, strictly.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data-reader.h"

#include <stdarg.h>
#include <string.h>

void
mdg_data_refuse (MdgDataReader *reader, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  if (reader->error != NULL)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mdg_set_error (&reader->error, MDG_ERROR_DAMAGED, "%s", message);
}

JsonObject *
mdg_data_object (MdgDataReader *reader, JsonNode *node, const char *what, const char *names)
{
  g_auto (GStrv) known = g_strsplit (names, " ", -1);
  g_autoptr (GList) members = NULL;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      mdg_data_refuse (reader, "%s: no object", what);
      return NULL;
    }
  object = json_node_get_object (node);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *)known, l->data))
      mdg_data_refuse (reader, "%s: \"%s\" is not known", what, (const char *)l->data);
  return object;
}

JsonNode *
mdg_data_member (MdgDataReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL)
    mdg_data_refuse (reader, "%s: absent", name);
  return node;
}

const char *
mdg_data_string (MdgDataReader *reader, JsonNode *node, const char *what)
{
  const char *text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  if (text == NULL || strlen (text) > MDG_DATA_TEXT_MAX)
    {
      mdg_data_refuse (reader, "%s: no text", what);
      return "";
    }
  return text;
}

const char *
mdg_data_string_member (MdgDataReader *reader, JsonObject *object, const char *name)
{
  return mdg_data_string (reader, mdg_data_member (reader, object, name), name);
}

char *
mdg_data_id (MdgDataReader *reader, JsonObject *object)
{
  const char *id = mdg_data_string_member (reader, object, "id");

  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    mdg_data_refuse (reader, "\"%s\" is no id", id);
  return g_strdup (id);
}

gboolean
mdg_data_boolean (MdgDataReader *reader, JsonObject *object, const char *name, gboolean otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL)
    return otherwise;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  mdg_data_refuse (reader, "%s: neither true nor false", name);
  return otherwise;
}

int
mdg_data_int (MdgDataReader *reader, JsonObject *object, const char *name, int least, int most)
{
  JsonNode *node = mdg_data_member (reader, object, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= least && json_node_get_int (node) <= most)
    return (int)json_node_get_int (node);
  mdg_data_refuse (reader, "%s: no number from %d to %d", name, least, most);
  return least;
}

JsonArray *
mdg_data_array (MdgDataReader *reader,
                JsonObject *object,
                const char *name,
                guint max,
                gboolean empty)
{
  JsonNode *node = mdg_data_member (reader, object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > max
      || (!empty && json_array_get_length (array) == 0))
    {
      mdg_data_refuse (reader, "%s: no list, or too long or too short a one", name);
      return NULL;
    }
  return array;
}

guint
mdg_data_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

guint
mdg_data_word (MdgDataReader *reader,
               JsonObject *object,
               const char *name,
               const char *const *words)
{
  const char *word = mdg_data_string_member (reader, object, name);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  mdg_data_refuse (reader, "%s: \"%s\" is not known", name, word);
  return 0;
}

char *
mdg_data_text_of (MdgDataReader *reader, JsonObject *object, const char *what)
{
  static const char *const languages[] = { "ja", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (*mdg_data_string_member (reader, object, languages[i]) == '\0')
      mdg_data_refuse (reader, "%s: nothing in %s", what, languages[i]);
  return g_strdup (mdg_data_string_member (reader, object, reader->language));
}

char *
mdg_data_text (MdgDataReader *reader, JsonObject *object, const char *name)
{
  return mdg_data_text_of (
      reader, mdg_data_object (reader, mdg_data_member (reader, object, name), name, "ja en"),
      name);
}

char *
mdg_data_optional_text (MdgDataReader *reader, JsonObject *object, const char *name)
{
  if (object == NULL || !json_object_has_member (object, name))
    return NULL;
  return mdg_data_text (reader, object, name);
}
