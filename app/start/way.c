/* way.c: the three ways of working.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/way.h"

static const char *const names[] = {
  [MDG_WAY_TRAINING] = "training",
  [MDG_WAY_GATEWAY] = "gateway",
  [MDG_WAY_ASSIST] = "assist",
};

const char *
mdg_way_get_name (MdgWay way)
{
  g_return_val_if_fail ((guint)way < MDG_N_WAYS, NULL);

  return names[way];
}

gboolean
mdg_way_from_name (const char *name, MdgWay *way)
{
  *way = MDG_WAY_TRAINING;
  if (name == NULL || *name == '\0')
    return TRUE;
  for (guint i = 0; i < MDG_N_WAYS; i++)
    if (g_str_equal (name, names[i]))
      {
        *way = (MdgWay)i;
        return TRUE;
      }
  return FALSE;
}

gboolean
mdg_way_is_real (MdgWay way)
{
  return way != MDG_WAY_TRAINING;
}

char *
mdg_way_get_cache_folder (MdgWay way, const char *data_folder)
{
  return g_build_filename (data_folder, mdg_way_get_name (way), "cache", NULL);
}
