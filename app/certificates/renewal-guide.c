/* renewal-guide.c: reads resources/guide/renewal.json, which is ours: a fault in it is a fault of
 * the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/renewal-guide.h"

#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/guide/renewal.json"

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

      way->title = mdg_guide_text (object, "title", language);
      way->steps = mdg_guide_list (object, "steps", language);
      g_ptr_array_add (guide->ways, way);
    }
}

MdgRenewalGuide *
mdg_renewal_guide_new (const char *language)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  JsonObject *object = json_node_get_object (root);
  MdgRenewalGuide *guide = g_new0 (MdgRenewalGuide, 1);

  language = mdg_guide_language (language);
  guide->fee_yen = (guint)json_object_get_int_member (object, "fee_yen");
  guide->window_days = (guint)json_object_get_int_member (object, "window_days");
  guide->checked = g_strdup (json_object_get_string_member (object, "checked"));
  guide->fee_text = mdg_guide_text (object, "fee_text", language);
  guide->validity_text = mdg_guide_text (object, "validity_text", language);
  guide->after_expiry = mdg_guide_text (object, "after_expiry", language);
  guide->afterwards = mdg_guide_list (object, "afterwards", language);
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
