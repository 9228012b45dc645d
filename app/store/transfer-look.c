/* transfer-look.c: what a transfer file has, so that a person recognises it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

/* Which columns of a table say what it is. */
typedef struct
{
  const char *table;
  guint institution_code; /* the field of the row; 0: none */
  guint institution_name; /* same */
  guint name;
  guint qualifier; /* before the name; 0: none */
} Naming;

static const Naming namings[] = {
  { "account", 1, 3, 2, 0 },     { "otp_entry", 3, 0, 2, 1 },        { "listed", 3, 4, 2, 0 },
  { "own_contact", 0, 0, 2, 0 }, { "terminal_account", 0, 0, 2, 3 },
};

static const Naming *
find_naming (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    if (g_str_equal (namings[i].table, table))
      return &namings[i];
  return NULL;
}

static const char *
text_of (const MdgTransferRow *row, guint field)
{
  return field > 0 && row->fields[field].type == MDG_FIELD_TEXT ? row->fields[field].text : "";
}

void
mdg_transfer_item_free (MdgTransferItem *item)
{
  g_free (item->institution_code);
  g_free (item->institution_name);
  g_free (item->name);
  g_free (item);
}

/* Returns: (nullable): NULL beyond the limit */
static MdgTransferItem *
add (MdgTransferWork *work, MdgTransferPart part, MdgTransferState state, gboolean is_here)
{
  MdgTransferItem *item;

  work->look->n_items++;
  if (work->look->items->len >= MDG_TRANSFER_ITEMS_MAX)
    return NULL;
  item = g_new0 (MdgTransferItem, 1);
  item->part = part;
  item->state = state;
  item->is_here = is_here;
  g_ptr_array_add (work->look->items, item);
  return item;
}

/* What owns secrets has them in the fields behind its columns. */
static gboolean
has_owned_key (const MdgTransferTable *table, const MdgTransferRow *row)
{
  return table->owned[0] != NULL
         && row->fields[1 + mdg_transfer_table_n_columns (table)].type == MDG_FIELD_SECRET;
}

void
mdg_transfer_list_row (MdgTransferWork *work,
                       const MdgTransferTable *table,
                       const MdgTransferRow *row,
                       MdgTransferState state,
                       gboolean is_here)
{
  const Naming *naming = find_naming (table->name);
  const char *qualifier;
  MdgTransferItem *item;

  if (naming == NULL)
    return;
  work->look->n_keys += has_owned_key (table, row);
  item = add (work, table->part, state, is_here);
  if (item == NULL)
    return;
  qualifier = text_of (row, naming->qualifier);
  item->has_key = has_owned_key (table, row);
  item->institution_code = g_strdup (text_of (row, naming->institution_code));
  item->institution_name = g_strdup (text_of (row, naming->institution_name));
  item->name
      = g_strconcat (qualifier, *qualifier != '\0' ? ": " : "", text_of (row, naming->name), NULL);
  if (table->part == MDG_TRANSFER_ACCOUNTS)
    g_hash_table_insert (work->items, g_strconcat (item->institution_code, "/", item->name, NULL),
                         item);
}

/* An account is as its key and its password are. */
static MdgTransferState
join (MdgTransferState a, MdgTransferState b)
{
  static const int weight[] = { [MDG_TRANSFER_SAME] = 0,
                                [MDG_TRANSFER_NEW] = 1,
                                [MDG_TRANSFER_NEWER] = 2,
                                [MDG_TRANSFER_DIFFERENT] = 3 };

  return weight[a] >= weight[b] ? a : b;
}

void
mdg_transfer_list_secret (MdgTransferWork *work,
                          const char *kind,
                          const char *owner,
                          MdgTransferState state)
{
  MdgTransferItem *item = g_hash_table_lookup (work->items, owner);
  gboolean is_key = g_str_equal (kind, "setup-key");

  work->look->n_keys += is_key;
  if (item == NULL)
    return;
  item->has_key |= is_key;
  if (item->is_here)
    item->state = join (item->state, state);
}

void
mdg_transfer_list_file (MdgTransferWork *work, const char *name, MdgTransferState state)
{
  MdgTransferItem *item = add (work, MDG_TRANSFER_FILES, state, state == MDG_TRANSFER_SAME);

  if (item == NULL)
    return;
  item->institution_code = g_strdup ("");
  item->institution_name = g_strdup ("");
  item->name = g_strdup (name);
}
