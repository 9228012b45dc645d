/* cure-guide.c: what helps against which error.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/cure-guide.h"

#include <string.h>

#include "core/data-reader.h"

#define RESOURCE "/org/madoguchi/Madoguchi/support/cures.json"
#define CURES_MAX 100

struct _MdgCureGuide
{
  GHashTable *targets; /* nick -> GStrv */
};

static gboolean
is_target (const char *text)
{
  gsize length = strlen (text);

  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-/") == length && *text != '/'
         && strchr (text, '/') != NULL && text[length - 1] != '/' && strstr (text, "//") == NULL;
}

/* Returns: (transfer full) */
static GStrv
read_targets (MdgDataReader *reader, JsonObject *object)
{
  g_autoptr (GStrvBuilder) targets = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = mdg_data_array (reader, object, "targets", MDG_CURE_TARGETS_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      const char *text = mdg_data_string (reader, json_array_get_element (array, i), "targets");

      if (!is_target (text))
        mdg_data_refuse (reader, "\"%s\" is no target", text);
      if (!g_hash_table_add (seen, (gpointer)text))
        mdg_data_refuse (reader, "\"%s\" twice", text);
      g_strv_builder_add (targets, text);
    }
  return g_strv_builder_end (targets);
}

static void
read_cure (MdgDataReader *reader, MdgCureGuide *guide, JsonNode *node)
{
  JsonObject *object = mdg_data_object (reader, node, "cure", "error targets");
  const char *nick = mdg_data_string_member (reader, object, "error");
  GStrv targets = read_targets (reader, object);

  if (strcmp (mdg_error_code_nick (mdg_error_code_from_nick (nick)), nick) != 0)
    mdg_data_refuse (reader, "error: \"%s\" is not known", nick);
  if (!g_hash_table_insert (guide->targets, g_strdup (nick), targets))
    mdg_data_refuse (reader, "error: \"%s\" twice", nick);
}

MdgCureGuide *
mdg_cure_guide_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgCureGuide) guide = g_new0 (MdgCureGuide, 1);
  g_autoptr (GError) fault = NULL;
  MdgDataReader reader = { .language = "en" };
  JsonArray *cures;

  guide->targets
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  cures = mdg_data_array (
      &reader, mdg_data_object (&reader, json_parser_get_root (parser), "cures", "cures"), "cures",
      CURES_MAX, FALSE);
  for (guint i = 0; i < mdg_data_length (cures); i++)
    read_cure (&reader, guide, json_array_get_element (cures, i));
  if (reader.error == NULL)
    return g_steal_pointer (&guide);
  g_propagate_error (error, reader.error);
  return NULL;
}

MdgCureGuide *
mdg_cure_guide_new (void)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgCureGuide *guide = NULL;

  if (data != NULL)
    guide = mdg_cure_guide_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                  &error);
  if (guide == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "not there");
  return guide;
}

void
mdg_cure_guide_free (MdgCureGuide *guide)
{
  if (guide == NULL)
    return;
  g_hash_table_unref (guide->targets);
  g_free (guide);
}

const char *const *
mdg_cure_guide_get (const MdgCureGuide *guide, const char *code)
{
  g_return_val_if_fail (guide != NULL, NULL);

  return code != NULL ? g_hash_table_lookup (guide->targets, code) : NULL;
}
