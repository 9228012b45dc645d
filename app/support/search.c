/* search.c: one search over all that can help.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/search.h"

#include <string.h>

#include "core/text.h"

#define QUERY_MAX 200 /* bytes */

typedef struct
{
  MdgSearchItem item;
  char *title; /* folded */
  char *text;  /* folded: title, text, and the numbers in them without hyphens */
} Entry;

struct _MdgSearch
{
  GPtrArray *entries; /* of Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->item.title);
  g_free (entry->item.text);
  g_free (entry->item.target);
  g_free (entry->title);
  g_free (entry->text);
  g_free (entry);
}

MdgSearch *
mdg_search_new (void)
{
  MdgSearch *search = g_new0 (MdgSearch, 1);

  search->entries = g_ptr_array_new_with_free_func (entry_free);
  return search;
}

void
mdg_search_free (MdgSearch *search)
{
  if (search == NULL)
    return;
  g_ptr_array_unref (search->entries);
  g_free (search);
}

/* @folded without its hyphens between digits. */
static char *
without_hyphens (const char *folded)
{
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != '-' || p == folded || !g_ascii_isdigit (p[-1]) || !g_ascii_isdigit (p[1]))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

void
mdg_search_add (MdgSearch *search,
                MdgSearchKind kind,
                const char *title,
                const char *text,
                const char *target)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *whole = g_strjoin (" ", title, text, NULL);
  g_autofree char *folded = mdg_text_fold (whole);
  g_autofree char *numbers = without_hyphens (folded);

  entry->item = (MdgSearchItem){ kind, g_strdup (title), g_strdup (text != NULL ? text : ""),
                                 g_strdup (target) };
  entry->title = mdg_text_fold (title);
  entry->text = g_strjoin (" ", folded, numbers, NULL);
  g_ptr_array_add (search->entries, entry);
}

const MdgSearchItem *
mdg_search_get (MdgSearch *search, const char *target)
{
  for (guint i = 0; i < search->entries->len; i++)
    {
      const Entry *entry = search->entries->pdata[i];

      if (strcmp (entry->item.target, target) == 0)
        return &entry->item;
    }
  return NULL;
}

GPtrArray *
mdg_search_list (MdgSearch *search)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < search->entries->len; i++)
    g_ptr_array_add (items, &((Entry *)search->entries->pdata[i])->item);
  return items;
}

static gboolean
has_all (const char *text, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *number = without_hyphens (words[i]);

      if (strstr (text, words[i]) == NULL && strstr (text, number) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The words of @query, folded. Returns: (transfer full) */
static GStrv
words_of (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, (gssize)strnlen (query, QUERY_MAX));
  g_autofree char *folded = mdg_text_fold (valid);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

GPtrArray *
mdg_search_find (MdgSearch *search, const char *query)
{
  g_auto (GStrv) words = words_of (query);
  GPtrArray *found = g_ptr_array_new ();

  if (*words == NULL)
    return found;
  for (int in_title = 1; in_title >= 0; in_title--)
    for (guint i = 0; i < search->entries->len; i++)
      {
        Entry *entry = search->entries->pdata[i];

        if (has_all (entry->title, words) == in_title && has_all (entry->text, words))
          g_ptr_array_add (found, &entry->item);
      }
  return found;
}
