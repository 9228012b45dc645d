/* text-pool.c: distinct texts in one block.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/text-pool.h"

#include <string.h>

#define FIRST_PLACES 1024

void
mdg_text_pool_init (MdgTextPool *pool)
{
  guint32 zero = 0;

  *pool = (MdgTextPool){ .n_places = FIRST_PLACES };
  pool->block = g_string_new (NULL);
  pool->begins = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (pool->begins, zero);
  pool->places = g_new0 (guint32, pool->n_places);
  pool->ranks = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
mdg_text_pool_clear (MdgTextPool *pool)
{
  g_string_free (pool->block, TRUE);
  g_array_unref (pool->begins);
  g_array_unref (pool->ranks);
  g_free (pool->places);
}

guint
mdg_text_pool_count (const MdgTextPool *pool)
{
  return pool->begins->len - 1;
}

static guint32
begin_of (const MdgTextPool *pool, guint32 place)
{
  return g_array_index (pool->begins, guint32, place);
}

/* Without its line feed. */
static gsize
length_of (const MdgTextPool *pool, guint32 place)
{
  return begin_of (pool, place + 1) - begin_of (pool, place) - 1;
}

/* FNV-1a */
static guint32
hash (const char *text, gsize length)
{
  guint32 value = 2166136261u;

  for (gsize i = 0; i < length; i++)
    value = (value ^ (guint8)text[i]) * 16777619u;
  return value;
}

/* Where @text stands in the hash table, or would. */
static guint32 *
find_slot (MdgTextPool *pool, const char *text, gsize length)
{
  guint32 mask = pool->n_places - 1, i = hash (text, length) & mask;

  while (pool->places[i] != 0)
    {
      guint32 place = pool->places[i] - 1;

      if (length_of (pool, place) == length
          && memcmp (pool->block->str + begin_of (pool, place), text, length) == 0)
        break;
      i = (i + 1) & mask;
    }
  return &pool->places[i];
}

static void
grow (MdgTextPool *pool)
{
  g_free (pool->places);
  pool->n_places *= 2;
  pool->places = g_new0 (guint32, pool->n_places);
  for (guint32 i = 0; i < mdg_text_pool_count (pool); i++)
    *find_slot (pool, pool->block->str + begin_of (pool, i), length_of (pool, i)) = i + 1;
}

guint32
mdg_text_pool_add (MdgTextPool *pool, const char *text)
{
  gsize length = strlen (text);
  guint32 *slot = find_slot (pool, text, length), place, end;

  if (*slot != 0)
    return *slot - 1;
  place = mdg_text_pool_count (pool);
  *slot = place + 1;
  g_string_append_len (pool->block, text, (gssize)length);
  g_string_append_c (pool->block, '\n');
  end = (guint32)pool->block->len;
  g_array_append_val (pool->begins, end);
  for (gsize i = 0; i < length; i++)
    pool->counts[(guint8)text[i]]++;
  g_array_set_size (pool->ranks, 0);
  if (2 * mdg_text_pool_count (pool) > pool->n_places)
    grow (pool);
  return place;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const MdgTextPool *pool = data;
  guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
  gsize length = MIN (length_of (pool, first), length_of (pool, second));
  int order = memcmp (pool->block->str + begin_of (pool, first),
                      pool->block->str + begin_of (pool, second), length);

  return order != 0 ? order : length_of (pool, first) < length_of (pool, second) ? -1 : 1;
}

const guint32 *
mdg_text_pool_get_ranks (MdgTextPool *pool)
{
  guint n = mdg_text_pool_count (pool);
  g_autoptr (GArray) order = NULL;

  if (pool->ranks->len == n)
    return (const guint32 *)(gpointer)pool->ranks->data;
  order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  for (guint32 i = 0; i < n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_places, pool);
  g_array_set_size (pool->ranks, n);
  for (guint32 i = 0; i < n; i++)
    g_array_index (pool->ranks, guint32, g_array_index (order, guint32, i)) = i;
  return (const guint32 *)(gpointer)pool->ranks->data;
}

/* Searching ----------------------------------------------------------------------------------- */

/* A word and the byte of it that is the least frequent: memchr() runs from one to the next. */
typedef struct
{
  const char *text;
  gsize length;
  gsize rare;
} Word;

static Word
make_word (const char *text, const guint *counts)
{
  Word word = { text, strlen (text), 0 };

  for (gsize i = 1; i < word.length && counts != NULL; i++)
    if (counts[(guint8)text[i]] < counts[(guint8)text[word.rare]])
      word.rare = i;
  return word;
}

/* The next place of the word between @from and @end; NULL: none. */
static const char *
find (const Word *word, const char *from, const char *end)
{
  while ((gsize)(end - from) >= word->length)
    {
      gsize room = (gsize)(end - from) - word->length + 1;
      const char *rare = memchr (from + word->rare, word->text[word->rare], room);

      if (rare == NULL)
        return NULL;
      from = rare - word->rare;
      if (memcmp (from, word->text, word->length) == 0)
        return from;
      from++;
    }
  return NULL;
}

guint8 *
mdg_text_pool_search (const MdgTextPool *pool, const char *text)
{
  Word word = make_word (text, pool->counts);
  guint8 *found = g_malloc0 (mdg_text_pool_count (pool) + 1);
  const char *block = pool->block->str, *end = block + pool->block->len, *hit = block;
  guint32 place = 0;

  while ((hit = find (&word, hit, end)) != NULL)
    {
      while (block + begin_of (pool, place + 1) <= hit)
        place++;
      found[place] = 1;
      hit = block + begin_of (pool, ++place);
    }
  return found;
}

guint8 *
mdg_text_search_lines (const char *block,
                       guint n,
                       guint width,
                       const char *text,
                       const guint *counts)
{
  Word word = make_word (text, counts);
  guint8 *found = g_malloc0 (n + 1);
  const char *end = block + (gsize)n * width, *hit = block;

  while ((hit = find (&word, hit, end)) != NULL)
    {
      gsize line = (gsize)(hit - block) / width;

      found[line] = 1;
      hit = block + (line + 1) * width;
    }
  return found;
}
