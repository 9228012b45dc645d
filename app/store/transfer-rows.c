/* transfer-rows.c: rows of the cache into a transfer file and out of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

#include "store/statement.h"
#include "store/transfer-tables.h"

#define DIFFERENT_MAX 100

/* collecting ---------------------------------------------------------------------------------- */

static MdgTransferField
text_field (const char *text)
{
  if (text == NULL)
    return (MdgTransferField){ MDG_FIELD_NOTHING, 0, NULL, 0 };
  return (MdgTransferField){ MDG_FIELD_TEXT, 0, text, strlen (text) };
}

static MdgTransferField
number_field (gint64 number)
{
  return (MdgTransferField){ MDG_FIELD_NUMBER, number, NULL, 0 };
}

static MdgTransferField
secret_field (MdgSecret *secret)
{
  gsize length;
  const char *data;

  if (secret == NULL)
    return (MdgTransferField){ MDG_FIELD_NOTHING, 0, NULL, 0 };
  data = (const char *)mdg_secret_get_data (secret, &length);
  return (MdgTransferField){ MDG_FIELD_SECRET, 0, data, length };
}

static MdgTransferField
column_field (MdgStatement *statement, const MdgTransferTable *table, guint column)
{
  if (mdg_statement_is_null (statement, (int)column))
    return text_field (NULL);
  if (table->types[column] == 'i')
    return number_field (mdg_statement_get_int (statement, (int)column));
  return text_field (mdg_statement_get_text (statement, (int)column));
}

/* @secret: (out): NULL when there is none, or it does not open: what cannot be read does not stop
 * the rest. */
static gboolean
load_secret (MdgVault *vault,
             const char *kind,
             const char *owner,
             MdgSecret **secret,
             GError **error)
{
  g_autoptr (GError) fault = NULL;

  *secret = mdg_vault_load (vault, kind, owner, &fault);
  if (*secret != NULL || g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
collect_row (MdgTransferWriter *writer,
             const MdgTransferTable *table,
             MdgStatement *statement,
             MdgVault *vault,
             GError **error)
{
  guint n_columns = mdg_transfer_table_n_columns (table);
  guint n_owned = mdg_transfer_table_n_owned (table);
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  MdgTransferRow row = { 0 };

  row.fields[row.n_fields++] = text_field (table->name);
  for (guint i = 0; i < n_columns; i++)
    row.fields[row.n_fields++] = column_field (statement, table, i);
  for (guint i = 0; i < n_owned; i++)
    {
      MdgSecret *secret;

      if (!load_secret (vault, table->owned[i], mdg_statement_get_text (statement, (int)n_columns),
                        &secret, error))
        return FALSE;
      if (secret != NULL)
        g_ptr_array_add (secrets, secret);
      row.fields[row.n_fields++] = secret_field (secret);
    }
  mdg_transfer_writer_add (writer, &row);
  return TRUE;
}

static gboolean
collect_table (MdgTransferWriter *writer,
               const MdgTransferTable *table,
               MdgDatabase *database,
               MdgVault *vault,
               guint *n_rows,
               GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, table->select, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!collect_row (writer, table, statement, vault, error))
        return FALSE;
      *n_rows += 1;
    }
}

static gboolean
collect_secret (MdgTransferWriter *writer,
                MdgVault *vault,
                const char *kind,
                const char *owner,
                guint *n_rows,
                GError **error)
{
  MdgSecret *loaded;
  g_autoptr (MdgSecret) secret = NULL;

  if (!load_secret (vault, kind, owner, &loaded, error))
    return FALSE;
  secret = loaded;
  if (secret == NULL)
    return TRUE;
  mdg_transfer_writer_add (
      writer, &(MdgTransferRow){ 4,
                                 { text_field (MDG_TRANSFER_ROW_SECRET), text_field (kind),
                                   text_field (owner), secret_field (secret) } });
  *n_rows += 1;
  return TRUE;
}

static gboolean
collect_secrets (MdgTransferWriter *writer,
                 MdgDatabase *database,
                 MdgVault *vault,
                 guint parts,
                 guint *n_rows,
                 GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT kind, owner FROM secret ORDER BY owner, kind", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      MdgTransferPart part;
      const char *kind;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      kind = mdg_statement_get_text (statement, 0);
      if (mdg_transfer_part_of_kind (kind, &part) && (parts & 1u << part) != 0
          && !collect_secret (writer, vault, kind, mdg_statement_get_text (statement, 1), n_rows,
                              error))
        return FALSE;
    }
}

MdgSecret *
mdg_transfer_collect (MdgDatabase *database,
                      MdgVault *vault,
                      guint parts,
                      const char *const *settings,
                      gint64 now,
                      const char *by_whom,
                      guint *n_rows,
                      GError **error)
{
  g_autoptr (MdgTransferWriter) writer = mdg_transfer_writer_new ();
  guint n = 0;

  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  mdg_transfer_writer_add (
      writer,
      &(MdgTransferRow){
          3, { text_field (MDG_TRANSFER_ROW_FILE), number_field (now), text_field (by_whom) } });
  for (guint i = 0; i < mdg_transfer_n_tables; i++)
    {
      const MdgTransferTable *table = &mdg_transfer_tables[i];

      if ((parts & 1u << table->part) != 0 && mdg_transfer_table_exists (table, database)
          && !collect_table (writer, table, database, vault, &n, error))
        return NULL;
    }
  if (!collect_secrets (writer, database, vault, parts, &n, error))
    return NULL;
  for (; settings != NULL && (parts & 1u << MDG_TRANSFER_SETTINGS) != 0 && settings[0] != NULL;
       settings += 2, n++)
    mdg_transfer_writer_add (
        writer, &(MdgTransferRow){ 3,
                                   { text_field (MDG_TRANSFER_ROW_SETTING),
                                     text_field (settings[0]), text_field (settings[1]) } });
  if (n_rows != NULL)
    *n_rows = n;
  return mdg_transfer_writer_finish (writer, error);
}

/* taking -------------------------------------------------------------------------------------- */

typedef enum
{
  NEW,
  DIFFERENT,
  SAME
} State;

typedef struct
{
  MdgDatabase *database;
  MdgVault *vault;
  guint parts; /* 0: only looks */
  gboolean replace;
  MdgTransferLook *look;
  GPtrArray *different; /* (element-type utf8) */
} Work;

static gboolean
damaged (const char *what, GError **error)
{
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the transfer file holds %s that cannot be", what);
  return FALSE;
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
      MdgFieldType column
          = i < n_columns && table->types[i] == 'i' ? MDG_FIELD_NUMBER : MDG_FIELD_TEXT;
      MdgFieldType wanted = i < n_columns ? column : MDG_FIELD_SECRET;
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

/* Whether (@kind, @owner) is what @field says. @there: (out): whether there is any. */
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

  if (!load_secret (work->vault, kind, owner, &loaded, error))
    return FALSE;
  kept = loaded;
  *there = kept != NULL;
  if (field->type == MDG_FIELD_SECRET)
    offered = mdg_secret_new (field->text, field->length);
  *same = kept != NULL && offered != NULL ? mdg_secret_equal (kept, offered) : kept == offered;
  return TRUE;
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
      MdgTransferField field = column_field (statement, table, i);

      if (!is_alike (&field, &row->fields[1 + i]))
        *state = DIFFERENT;
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
      if (!same)
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

  if (field->type != MDG_FIELD_SECRET)
    return mdg_vault_remove (work->vault, kind, owner, error);
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

/* Whether a row of that @state is written, if its part is wanted. */
static gboolean
is_wanted (const Work *work, MdgTransferPart part, State state)
{
  return (work->parts & 1u << part) != 0 && (state == NEW || (state == DIFFERENT && work->replace));
}

static void
remember (Work *work, MdgTransferPart part, State state, char *name)
{
  MdgTransferCount *count = &work->look->parts[part];

  count->n_new += state == NEW;
  count->n_different += state == DIFFERENT;
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
  if (!find_row (work, table, row, &state, &owner, error)
      || !compare_owned (work, table, row, owner, &state, error))
    return FALSE;
  /* What happened is not replaced by what else happened. */
  if (state == DIFFERENT && table->update == NULL && table->owned[0] == NULL)
    state = SAME;
  remember (work, table->part, state, name_row (table, row));
  if (!is_wanted (work, table->part, state))
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
  gboolean there, same;
  State state;

  if (row->n_fields != 4 || row->fields[1].type != MDG_FIELD_TEXT
      || row->fields[2].type != MDG_FIELD_TEXT || row->fields[3].type != MDG_FIELD_SECRET)
    return damaged ("a secret", error);
  kind = row->fields[1].text;
  owner = row->fields[2].text;
  if (!mdg_transfer_part_of_kind (kind, &part))
    return damaged ("a secret", error);
  if (!compare_secret (work, kind, owner, &row->fields[3], &there, &same, error))
    return FALSE;
  state = !there ? NEW : same ? SAME : DIFFERENT;
  remember (work, part, state, g_strdup (owner));
  return !is_wanted (work, part, state) || put_secret (work, kind, owner, &row->fields[3], error);
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
                    GError **error)
{
  g_autoptr (MdgTransferLook) look = g_new0 (MdgTransferLook, 1);
  g_autoptr (GPtrArray) different = g_ptr_array_new_with_free_func (g_free);
  Work work = { database, vault, parts, replace, look, different };
  MdgTransferReader reader;
  MdgTransferRow row;
  g_autoptr (GError) fault = NULL;

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
