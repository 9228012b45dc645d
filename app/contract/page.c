/* page.c: one page of a list: accounts, applications or mails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/accounts-private.h"

#define TOTAL_MAX 10000000

static MdgPage *
page_new (GDestroyNotify free_item)
{
  MdgPage *self = g_new0 (MdgPage, 1);
  self->items = g_ptr_array_new_with_free_func (free_item);
  return self;
}

static char *
page_to_json (const MdgPage *self, void (*write) (GString *, gconstpointer))
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_name (json, "items");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->items->len; i++)
    write (json, self->items->pdata[i]);
  g_string_append_c (json, ']');
  mdg_json_add_string (json, "next", self->next);
  mdg_json_add_int (json, "revision", self->revision);
  mdg_json_add_int (json, "total", self->total);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

static void
read_item (MdgPage *self, MdgJsonReader *page, JsonNode *node, gpointer (*read) (MdgJsonReader *))
{
  if (page->error != NULL)
    return;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      mdg_json_reader_refuse (page, "items", "holds what is no object");
      return;
    }
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init_object (&reader, MDG_ERROR_BAD_ANSWER, json_node_get_object (node));
  g_ptr_array_add (self->items, read (&reader));
  mdg_json_reader_finish (&reader, &page->error);
}

static MdgPage *
page_parse (const char *json,
            gssize length,
            MdgPage *empty,
            gpointer (*read) (MdgJsonReader *),
            GError **error)
{
  g_autoptr (MdgPage) self = empty;
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  JsonArray *array = mdg_json_reader_array (&reader, "items");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  if (n > MDG_PAGE_MAX)
    mdg_json_reader_refuse (&reader, "items", "is too long");
  for (guint i = 0; i < n; i++)
    read_item (self, &reader, json_array_get_element (array, i), read);
  if (mdg_json_reader_has (&reader, "next"))
    self->next = mdg_json_reader_string (&reader, "next", MDG_JSON_NAME);
  self->revision = mdg_json_reader_int (&reader, "revision", MDG_REVISION_MAX);
  self->total = mdg_json_reader_int (&reader, "total", TOTAL_MAX);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

void
mdg_page_free (MdgPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_free (self);
}

MdgPage *
mdg_account_page_new (void)
{
  return page_new ((GDestroyNotify)mdg_account_free);
}

MdgPage *
mdg_application_page_new (void)
{
  return page_new ((GDestroyNotify)mdg_account_application_free);
}

MdgPage *
mdg_mail_page_new (void)
{
  return page_new ((GDestroyNotify)mdg_mail_free);
}

char *
mdg_account_page_to_json (const MdgPage *self)
{
  return page_to_json (self, mdg_account_write);
}

char *
mdg_application_page_to_json (const MdgPage *self)
{
  return page_to_json (self, mdg_application_write);
}

char *
mdg_mail_page_to_json (const MdgPage *self)
{
  return page_to_json (self, mdg_mail_write);
}

MdgPage *
mdg_account_page_parse (const char *json, gssize length, GError **error)
{
  return page_parse (json, length, mdg_account_page_new (), mdg_account_read, error);
}

MdgPage *
mdg_application_page_parse (const char *json, gssize length, GError **error)
{
  return page_parse (json, length, mdg_application_page_new (), mdg_application_read, error);
}

MdgPage *
mdg_mail_page_parse (const char *json, gssize length, GError **error)
{
  return page_parse (json, length, mdg_mail_page_new (), mdg_mail_read, error);
}
