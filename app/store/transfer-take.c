/* transfer-take.c: rows of a transfer file into the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

#define DIFFERENT_MAX 100

typedef MdgTransferState State;
typedef MdgTransferWork Work;
#define NEW MDG_TRANSFER_NEW
#define DIFFERENT MDG_TRANSFER_DIFFERENT
#define NEWER MDG_TRANSFER_NEWER
#define SAME MDG_TRANSFER_SAME

static gboolean
damaged (const char *what, GError **error)
{
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the transfer file holds %s that cannot be", what);
  return FALSE;
}

static MdgFieldType
type_of (char letter)
{
  if (letter == 'i')
    return MDG_FIELD_NUMBER;
  return letter == 'b' ? MDG_FIELD_SECRET : MDG_FIELD_TEXT;
}

/* Whether the fields are of the table's types. */
static gboolean
fits (const MdgTransferTable *table, const MdgTransferRow *row)
{
  guint n_columns = mdg_transfer_table_n_columns (table);
  guint n_owned = mdg_transfer_table_n_owned (table);

  if (row->n_fields != 1 + n_columns + n_owned)
    return FALSE;
  for (guint i = 0; i < n_columns + n_owned; i++)
    {
      MdgFieldType wanted = type_of (i < n_columns ? table->types[i] : 'b');
      MdgFieldType type = row->fields[1 + i].type;

      if (type != wanted && (type != MDG_FIELD_NOTHING || i < table->n_keys))
        return FALSE;
    }
  return TRUE;
}

static void
bind (MdgStatement *statement, const MdgTransferRow *row, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const MdgTransferField *field = &row->fields[1 + i];

      if (field->type == MDG_FIELD_NUMBER)
        mdg_statement_bind_int (statement, (int)i, field->number);
      else if (field->type == MDG_FIELD_SECRET)
        mdg_statement_bind_blob (statement, (int)i, field->text, field->length);
      else
        mdg_statement_bind_text (statement, (int)i, field->text);
    }
}

static gboolean
is_alike (const MdgTransferField *a, const MdgTransferField *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == MDG_FIELD_NUMBER)
    return a->number == b->number;
  return a->type == MDG_FIELD_NOTHING
         || (a->length == b->length && memcmp (a->text, b->text, a->length) == 0);
}

/* Whether (@kind, @owner) is what @field says. Of one that the file has not, it says nothing: there
 * it may be damaged. @there: (out): whether there is any. */
static gboolean
compare_secret (Work *work,
                const char *kind,
                const char *owner,
                const MdgTransferField *field,
                gboolean *there,
                gboolean *same,
                GError **error)
{
  MdgSecret *loaded;
  g_autoptr (MdgSecret) kept = NULL;
  g_autoptr (MdgSecret) offered = NULL;

  if (!mdg_transfer_load_secret (work->vault, kind, owner, &loaded, error))
    return FALSE;
  kept = loaded;
  *there = kept != NULL;
  if (field->type == MDG_FIELD_SECRET)
    offered = mdg_secret_new (field->text, field->length);
  *same = offered == NULL || (kept != NULL && mdg_secret_equal (kept, offered));
  return TRUE;
}

/* Whether what is here is newer than what the file says. */
static gboolean
is_newer (MdgStatement *statement, const MdgTransferTable *table, const MdgTransferRow *row)
{
  return table->time > 0
         && mdg_statement_get_int (statement, (int)table->time - 1)
                > row->fields[table->time].number;
}

/* @owner: (out) (nullable): of the row's secrets, if it is there */
static gboolean
find_row (Work *work,
          const MdgTransferTable *table,
          const MdgTransferRow *row,
          State *state,
          char **owner,
          GError **error)
{
  guint n_columns = mdg_transfer_table_n_columns (table);
  g_autoptr (MdgStatement) statement = mdg_statement_new (work->database, table->find, error);
  gboolean found;

  *owner = NULL;
  if (statement == NULL)
    return FALSE;
  bind (statement, row, table->n_keys);
  if (!mdg_statement_step (statement, &found, error))
    return FALSE;
  *state = found ? SAME : NEW;
  for (guint i = table->n_keys; found && i < n_columns; i++)
    {
      MdgTransferField field = mdg_transfer_column_field (statement, table, i);

      if (!is_alike (&field, &row->fields[1 + i]))
        *state = is_newer (statement, table, row) ? NEWER : DIFFERENT;
    }
  if (found && table->owned[0] != NULL)
    *owner = g_strdup (mdg_statement_get_text (statement, (int)n_columns));
  return TRUE;
}

static gboolean
compare_owned (Work *work,
               const MdgTransferTable *table,
               const MdgTransferRow *row,
               const char *owner,
               State *state,
               GError **error)
{
  guint first = 1 + mdg_transfer_table_n_columns (table);

  for (guint i = 0; owner != NULL && table->owned[i] != NULL; i++)
    {
      gboolean there, same;

      if (!compare_secret (work, table->owned[i], owner, &row->fields[first + i], &there, &same,
                           error))
        return FALSE;
      if (!same && *state != NEWER)
        *state = DIFFERENT;
    }
  return TRUE;
}

static gboolean
put_secret (Work *work,
            const char *kind,
            const char *owner,
            const MdgTransferField *field,
            GError **error)
{
  g_autoptr (MdgSecret) secret = NULL;

  /* What there is nothing of in the file takes nothing away here. */
  if (field->type != MDG_FIELD_SECRET)
    return TRUE;
  secret = mdg_secret_new (field->text, field->length);
  return mdg_vault_store (work->vault, kind, owner, secret, error);
}

static gboolean
put_owned (Work *work, const MdgTransferTable *table, const MdgTransferRow *row, GError **error)
{
  guint first = 1 + mdg_transfer_table_n_columns (table);
  g_autofree char *owner = NULL;
  State state;

  if (table->owned[0] == NULL)
    return TRUE;
  if (!find_row (work, table, row, &state, &owner, error))
    return FALSE;
  for (guint i = 0; owner != NULL && table->owned[i] != NULL; i++)
    if (!put_secret (work, table->owned[i], owner, &row->fields[first + i], error))
      return FALSE;
  return owner != NULL || damaged ("a row", error);
}

static gboolean
put_row (Work *work,
         const MdgTransferTable *table,
         const MdgTransferRow *row,
         const char *sql,
         GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (work->database, sql, error);

  if (statement == NULL)
    return FALSE;
  bind (statement, row, mdg_transfer_table_n_columns (table));
  return mdg_statement_run (statement, error) && put_owned (work, table, row, error);
}

gboolean
mdg_transfer_is_wanted (const MdgTransferWork *work, MdgTransferPart part, MdgTransferState state)
{
  return (work->parts & 1u << part) != 0 && (state == NEW || (state == DIFFERENT && work->replace));
}

void
mdg_transfer_remember (MdgTransferWork *work,
                       MdgTransferPart part,
                       MdgTransferState state,
                       char *name)
{
  MdgTransferCount *count = &work->look->parts[part];

  count->n_new += state == NEW;
  count->n_different += state == DIFFERENT;
  count->n_newer += state == NEWER;
  count->n_same += state == SAME;
  if (state == DIFFERENT && work->different->len < DIFFERENT_MAX)
    g_ptr_array_add (work->different, name);
  else
    g_free (name);
}

/* "3410712362 WA000001" */
static char *
name_row (const MdgTransferTable *table, const MdgTransferRow *row)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < table->n_keys; i++)
    if (row->fields[1 + i].type == MDG_FIELD_TEXT && row->fields[1 + i].length > 0)
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", row->fields[1 + i].text);
  return g_string_free (name, FALSE);
}

/* There may be newer things on both sides of an account. */
static gboolean
take_account (Work *work, const MdgTransferTable *table, const MdgTransferRow *row, GError **error)
{
  State state;

  if (!mdg_transfer_compare_account (work, row, &state, error))
    return FALSE;
  mdg_transfer_remember (work, table->part, state, name_row (table, row));
  mdg_transfer_list_row (work, table, row, state, TRUE);
  return (work->parts & 1u << table->part) == 0 || mdg_transfer_merge_account (work, row, error);
}

static gboolean
take_row (Work *work, const MdgTransferTable *table, const MdgTransferRow *row, GError **error)
{
  g_autofree char *owner = NULL;
  State state;

  if (!fits (table, row))
    return damaged ("a row", error);
  /* Of another version's table, which this one does not have. */
  if (!mdg_transfer_table_exists (table, work->database))
    return TRUE;
  if (g_str_equal (table->name, "account") && mdg_transfer_has_account (work, row))
    return take_account (work, table, row, error);
  if (!find_row (work, table, row, &state, &owner, error)
      || !compare_owned (work, table, row, owner, &state, error))
    return FALSE;
  /* What happened is not replaced by what else happened. */
  if (state == DIFFERENT && table->update == NULL && table->owned[0] == NULL)
    state = SAME;
  mdg_transfer_remember (work, table->part, state, name_row (table, row));
  mdg_transfer_list_row (work, table, row, state, state != NEW);
  if (!mdg_transfer_is_wanted (work, table->part, state))
    return TRUE;
  if (state == NEW)
    return put_row (work, table, row, table->insert, error);
  return table->update != NULL ? put_row (work, table, row, table->update, error)
                               : put_owned (work, table, row, error);
}

static gboolean
take_secret (Work *work, const MdgTransferRow *row, GError **error)
{
  const char *kind, *owner;
  MdgTransferPart part;
  gboolean there, same, wanted;
  State state;

  if (row->n_fields != 4 || row->fields[1].type != MDG_FIELD_TEXT
      || row->fields[2].type != MDG_FIELD_TEXT || row->fields[3].type != MDG_FIELD_SECRET)
    return damaged ("a secret", error);
  kind = row->fields[1].text;
  owner = row->fields[2].text;
  if (g_str_equal (kind, MDG_TRANSFER_KIND_GATEWAY))
    return TRUE; /* of an earlier version's file: a path of the other terminal */
  if (!mdg_transfer_part_of_kind (kind, &part))
    return damaged ("a secret", error);
  if (!compare_secret (work, kind, owner, &row->fields[3], &there, &same, error))
    return FALSE;
  state = mdg_transfer_state_of_secret (work, kind, owner, there, same, &wanted);
  mdg_transfer_remember (work, part, state, g_strdup (owner));
  mdg_transfer_list_secret (work, kind, owner, state);
  if (same || !wanted || (work->parts & 1u << part) == 0)
    return TRUE;
  return put_secret (work, kind, owner, &row->fields[3], error);
}

static gboolean
take_head (Work *work, const MdgTransferRow *row, GError **error)
{
  if (row->n_fields != 3 || row->fields[1].type != MDG_FIELD_NUMBER)
    return damaged ("a head", error);
  work->look->made_at = row->fields[1].number;
  g_free (work->look->by_whom);
  work->look->by_whom = g_strdup (row->fields[2].type == MDG_FIELD_TEXT ? row->fields[2].text : "");
  return TRUE;
}

/* What a newer version wrote and this one does not know is passed over. */
static gboolean
take (Work *work, const MdgTransferRow *row, GError **error)
{
  const MdgTransferTable *table = mdg_transfer_table_find (row->fields[0].text);

  if (table != NULL)
    return take_row (work, table, row, error);
  if (g_str_equal (row->fields[0].text, MDG_TRANSFER_ROW_SECRET))
    return take_secret (work, row, error);
  if (g_str_equal (row->fields[0].text, MDG_TRANSFER_ROW_CERTIFICATE))
    return mdg_transfer_take_file (work, row, error);
  if (g_str_equal (row->fields[0].text, MDG_TRANSFER_ROW_FILE))
    return take_head (work, row, error);
  return TRUE;
}

MdgTransferLook *
mdg_transfer_apply (MdgDatabase *database,
                    MdgVault *vault,
                    MdgTransfer *transfer,
                    guint parts,
                    gboolean replace,
                    const char *folder,
                    MdgTransferSave save,
                    GError **error)
{
  g_autoptr (MdgTransferLook) look = g_new0 (MdgTransferLook, 1);
  g_autoptr (GPtrArray) different = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Work work = { database, vault, parts, replace, folder, save, look, different, accounts, items };
  MdgTransferReader reader;
  MdgTransferRow row;
  g_autoptr (GError) fault = NULL;

  look->items = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_transfer_item_free);
  if (!mdg_transfer_reader_init (&reader, mdg_transfer_get_content (transfer), error))
    return NULL;
  while (mdg_transfer_reader_next (&reader, &row, &fault))
    if (!take (&work, &row, error))
      return NULL;
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  g_ptr_array_add (different, NULL);
  look->different = g_strdupv ((char **)different->pdata);
  return g_steal_pointer (&look);
}
