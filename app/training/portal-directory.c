/* portal-directory.c: the facilities that the training's portal knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/portal-directory.h"

#include <string.h>

#define RESOURCE "/org/madoguchi/Madoguchi/training/portal.json"

/* The file is written as the contract lists facilities. */
GPtrArray *
mdg_portal_directory_read (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, 0, error);
  gsize length;
  const char *text;

  if (!bytes)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return mdg_portal_facilities_parse (text, (gssize)length, error);
}

const MdgPortalFacility *
mdg_portal_directory_find (const GPtrArray *directory, const char *word)
{
  for (guint i = 0; i < directory->len; i++)
    {
      const MdgPortalFacility *facility = directory->pdata[i];
      g_autofree char *own = mdg_portal_number_to_word (&facility->number);

      if (strcmp (own, word) == 0)
        return facility;
    }
  return NULL;
}
