/* contact-guide.c: whom to call for what, in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/contact-guide.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/madoguchi/Madoguchi/support/contacts.json"

void
mdg_contact_guide_free (MdgContactGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->checked);
  g_free (guide->sources);
  g_array_unref (guide->own);
  g_array_unref (guide->contacts);
  g_array_unref (guide->topics);
  g_free (guide);
}

MdgContactGuide *
mdg_contact_guide_new (const char *language)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgContactGuide *guide = NULL;

  if (data != NULL)
    guide = mdg_contact_guide_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                     language, &error);
  if (guide == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "not there");
  return guide;
}

const MdgContact *
mdg_contact_guide_contact (const MdgContactGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->contacts->len, NULL);
  return &g_array_index (guide->contacts, MdgContact, number);
}

const MdgOwnKind *
mdg_contact_guide_own (const MdgContactGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->own->len, NULL);
  return &g_array_index (guide->own, MdgOwnKind, number);
}

const MdgTopic *
mdg_contact_guide_topic (const MdgContactGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->topics->len, NULL);
  return &g_array_index (guide->topics, MdgTopic, number);
}

guint
mdg_contact_guide_find_own (const MdgContactGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->own->len; i++)
    if (g_strcmp0 (mdg_contact_guide_own (guide, i)->id, id) == 0)
      return i;
  return G_MAXUINT;
}
