/* account-index.c: sorting, filtering and searching of a list of accounts.
 *
 * Notes and facilities repeat a lot: each distinct one is kept, searched and ranked once. An ID is
 * a number of 25 bits that sorts as the ID does. Sorting is a radix sort by rank, day or status of
 * rows that stand by ID already.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-index.h"

#include <stdlib.h>
#include <string.h>

#include "accounts/text-pool.h"
#include "core/text.h"

#define ID_WIDTH 9 /* with a line feed */
#define ID_LETTERS "wa0123456789"
#define WORDS_MAX 8
#define NO_VALUE G_MAXUINT32
#define DIGIT_BITS 16
#define GONE 0xff

typedef struct
{
  gint64 number;
  guint32 id; /* kind and digits */
  guint32 note;
  guint32 facility;
  guint32 started, ended, suspended; /* YYYYMMDD, or NO_VALUE */
  guint8 status;                     /* GONE: there is no such row any more */
  guint8 kind;
  guint8 pending;
} Slot;

struct _MdgAccountIndex
{
  GArray *slots; /* of Slot, by number */
  GString *ids;  /* folded, a line of ID_WIDTH for each slot */
  GArray *by_id; /* of guint32: slots; fewer than there are: to be worked out */
  MdgTextPool notes;
  MdgTextPool facilities;
  guint32 empty_note;
  guint n_gone;
};

MdgAccountIndex *
mdg_account_index_new (void)
{
  MdgAccountIndex *self = g_new0 (MdgAccountIndex, 1);

  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->by_id = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ids = g_string_new (NULL);
  mdg_text_pool_init (&self->notes);
  mdg_text_pool_init (&self->facilities);
  self->empty_note = mdg_text_pool_add (&self->notes, "");
  return self;
}

void
mdg_account_index_free (MdgAccountIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slots);
  g_array_unref (self->by_id);
  g_string_free (self->ids, TRUE);
  mdg_text_pool_clear (&self->notes);
  mdg_text_pool_clear (&self->facilities);
  g_free (self);
}

/* Rows ---------------------------------------------------------------------------------------- */

static Slot *
slot_at (MdgAccountIndex *self, guint i)
{
  return &g_array_index (self->slots, Slot, i);
}

/* The first slot whose number is not below @number. */
static guint
find_place (MdgAccountIndex *self, gint64 number)
{
  guint low = 0, high = self->slots->len;

  if (high > 0 && slot_at (self, high - 1)->number < number)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (slot_at (self, middle)->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint32
parse_day (const char *day)
{
  guint32 value = 0;

  if (day == NULL)
    return NO_VALUE;
  for (; *day != '\0'; day++)
    if (g_ascii_isdigit (*day))
      value = value * 10 + (guint32)(*day - '0');
  return value;
}

/* "W" sorts before "WA", as its digits do before the letter. */
static guint32
parse_id (const char *id, MdgAccountKind *kind)
{
  mdg_account_id_check (id, kind);
  return (guint32)*kind << 24 | (guint32)strtoul (id + 1 + *kind, NULL, 10);
}

static guint32
pool_text (MdgTextPool *pool, const char *text, const char *more)
{
  g_autofree char *whole = more != NULL ? g_strconcat (text, " ", more, NULL) : NULL;
  g_autofree char *folded = mdg_text_fold (whole != NULL ? whole : text);

  return mdg_text_pool_add (pool, folded);
}

/* Makes room at @place. */
static void
insert_slot (MdgAccountIndex *self, guint place, const Slot *slot)
{
  static const char nothing[ID_WIDTH + 1] = "         ";

  g_array_insert_vals (self->slots, place, slot, 1);
  g_string_insert_len (self->ids, (gssize)place * ID_WIDTH, nothing, ID_WIDTH);
  g_array_set_size (self->by_id, 0);
}

void
mdg_account_index_put (MdgAccountIndex *self, const MdgIndexed *row)
{
  guint place = find_place (self, row->number);
  MdgAccountKind kind = MDG_ACCOUNT_APP;
  Slot slot = { .number = row->number,
                .id = parse_id (row->id, &kind),
                .note = *row->note ? pool_text (&self->notes, row->note, NULL) : self->empty_note,
                .started = parse_day (row->started_on),
                .ended = parse_day (row->ended_on),
                .suspended = parse_day (row->suspended_on),
                .status = (guint8)row->status,
                .kind = (guint8)kind,
                .pending = row->pending != FALSE };

  slot.facility = pool_text (&self->facilities, row->institution_name, row->institution_code);
  if (place == self->slots->len || slot_at (self, place)->number != row->number)
    insert_slot (self, place, &slot);
  else
    {
      Slot *old = slot_at (self, place);

      self->n_gone -= old->status == GONE;
      if (old->id != slot.id)
        g_array_set_size (self->by_id, 0);
      *old = slot;
    }
  for (gsize i = 0; i < ID_WIDTH - 1; i++)
    self->ids->str[(gsize)place * ID_WIDTH + i] = g_ascii_tolower (row->id[i]);
  self->ids->str[(gsize)place * ID_WIDTH + ID_WIDTH - 1] = '\n';
}

void
mdg_account_index_remove (MdgAccountIndex *self, gint64 number)
{
  guint place = find_place (self, number);

  if (place == self->slots->len || slot_at (self, place)->number != number
      || slot_at (self, place)->status == GONE)
    return;
  slot_at (self, place)->status = GONE;
  self->n_gone++;
}

guint
mdg_account_index_count (MdgAccountIndex *self)
{
  return self->slots->len - self->n_gone;
}

/* Sorting ------------------------------------------------------------------------------------- */

/* Sorts @n slots by their @keys, which stand by slot; what is alike stays as it stands. */
static void
sort_slots (guint32 *slots, guint n, const guint32 *keys)
{
  g_autofree guint32 *other = g_new (guint32, n + 1);
  g_autofree guint32 *counts = g_new (guint32, 1 << DIGIT_BITS);
  const guint32 mask = (1 << DIGIT_BITS) - 1;

  for (guint shift = 0; shift < 32; shift += DIGIT_BITS)
    {
      guint32 total = 0;

      memset (counts, 0, sizeof *counts << DIGIT_BITS);
      for (guint i = 0; i < n; i++)
        counts[keys[slots[i]] >> shift & mask]++;
      for (guint i = 0; i <= mask; i++)
        {
          guint32 count = counts[i];

          counts[i] = total;
          total += count;
        }
      for (guint i = 0; i < n; i++)
        other[counts[keys[slots[i]] >> shift & mask]++] = slots[i];
      if (n > 0)
        memcpy (slots, other, n * sizeof *slots);
    }
}

static void
order_by_id (MdgAccountIndex *self)
{
  guint n = self->slots->len;
  g_autofree guint32 *keys = NULL;

  if (self->by_id->len == n)
    return;
  keys = g_new (guint32, n);
  g_array_set_size (self->by_id, n);
  for (guint32 i = 0; i < n; i++)
    {
      g_array_index (self->by_id, guint32, i) = i;
      keys[i] = slot_at (self, i)->id;
    }
  sort_slots ((guint32 *)(gpointer)self->by_id->data, n, keys);
}

static guint32
key_of (const Slot *slot, MdgAccountSort sort, guint32 empty_note, const guint32 *ranks)
{
  switch (sort)
    {
    case MDG_SORT_NOTE:
      return slot->note == empty_note ? NO_VALUE : ranks[slot->note];
    case MDG_SORT_STATUS:
      return slot->status;
    case MDG_SORT_STARTED:
      return slot->started;
    case MDG_SORT_ENDED:
      return slot->ended;
    case MDG_SORT_SUSPENDED:
      return slot->suspended;
    case MDG_SORT_FACILITY:
      return ranks[slot->facility];
    case MDG_SORT_ID:
    default:
      return slot->id;
    }
}

/* @found: of guint32, by ID. */
static void
sort_found (MdgAccountIndex *self, const MdgAccountQuery *query, GArray *found)
{
  g_autofree guint32 *keys = NULL;
  const guint32 *ranks = query->sort == MDG_SORT_NOTE ? mdg_text_pool_get_ranks (&self->notes)
                         : query->sort == MDG_SORT_FACILITY
                             ? mdg_text_pool_get_ranks (&self->facilities)
                             : NULL;

  if (query->sort == MDG_SORT_ID && !query->descending)
    return;
  keys = g_new (guint32, self->slots->len);
  for (guint i = 0; i < found->len; i++)
    {
      guint32 slot = g_array_index (found, guint32, i);
      guint32 key = key_of (slot_at (self, slot), query->sort, self->empty_note, ranks);

      keys[slot] = query->descending && key != NO_VALUE ? NO_VALUE - 1 - key : key;
    }
  sort_slots ((guint32 *)(gpointer)found->data, found->len, keys);
}

/* Searching ----------------------------------------------------------------------------------- */

/* Where one word of a search stands. */
typedef struct
{
  guint8 *notes;
  guint8 *facilities;
  guint8 *ids; /* (nullable): in no ID */
} Hits;

static void
clear_hits (gpointer data)
{
  Hits *hits = data;

  g_free (hits->notes);
  g_free (hits->facilities);
  g_free (hits->ids);
}

/* Returns: (transfer full): of Hits, one for each word */
static GArray *
search (MdgAccountIndex *self, const char *text)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Hits));
  g_autofree char *folded = mdg_text_fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", WORDS_MAX);

  g_array_set_clear_func (all, clear_hits);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      Hits hits = { 0 };

      if (*words[i] == '\0')
        continue;
      hits.notes = mdg_text_pool_search (&self->notes, words[i]);
      hits.facilities = mdg_text_pool_search (&self->facilities, words[i]);
      if (strspn (words[i], ID_LETTERS) == strlen (words[i]))
        hits.ids
            = mdg_text_search_lines (self->ids->str, self->slots->len, ID_WIDTH, words[i], NULL);
      g_array_append_val (all, hits);
    }
  return all;
}

static gboolean
is_hit (const GArray *all, const Slot *slot, guint32 place)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Hits *hits = &g_array_index (all, Hits, i);

      if (!hits->notes[slot->note] && !hits->facilities[slot->facility]
          && !(hits->ids != NULL && hits->ids[place]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
passes (const MdgAccountQuery *query, const Slot *slot)
{
  return slot->status != GONE && (query->kinds == 0 || (query->kinds & 1u << slot->kind))
         && (query->statuses == 0 || (query->statuses & 1u << slot->status))
         && (!query->pending || slot->pending);
}

GArray *
mdg_account_index_query (MdgAccountIndex *self, const MdgAccountQuery *query)
{
  g_autoptr (GArray) all = search (self, query->search);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *numbers;

  order_by_id (self);
  for (guint i = 0; i < self->by_id->len; i++)
    {
      guint32 place = g_array_index (self->by_id, guint32, i);
      const Slot *slot = slot_at (self, place);

      if (passes (query, slot) && is_hit (all, slot, place))
        g_array_append_val (found, place);
    }
  sort_found (self, query, found);
  numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found->len);
  for (guint i = 0; i < found->len; i++)
    {
      gint64 number = slot_at (self, g_array_index (found, guint32, i))->number;

      g_array_append_val (numbers, number);
    }
  return numbers;
}
