/* transfer-rows.c: rows of the cache into a transfer file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

#include "store/statement.h"
#include "store/password-history.h"
#include "store/transfer-tables.h"

MdgTransferField
mdg_transfer_text_field (const char *text)
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

MdgTransferField
mdg_transfer_secret_field (MdgSecret *secret)
{
  gsize length;
  const char *data;

  if (secret == NULL)
    return (MdgTransferField){ MDG_FIELD_NOTHING, 0, NULL, 0 };
  data = (const char *)mdg_secret_get_data (secret, &length);
  return (MdgTransferField){ MDG_FIELD_SECRET, 0, data, length };
}

static MdgTransferField
bytes_field (const void *data, gsize length)
{
  return (MdgTransferField){ MDG_FIELD_SECRET, 0, data, length };
}

MdgTransferField
mdg_transfer_column_field (MdgStatement *statement, const MdgTransferTable *table, guint column)
{
  gsize length;

  if (mdg_statement_is_null (statement, (int)column))
    return mdg_transfer_text_field (NULL);
  if (table->types[column] == 'i')
    return number_field (mdg_statement_get_int (statement, (int)column));
  if (table->types[column] == 'b')
    {
      const void *data = mdg_statement_get_blob (statement, (int)column, &length);

      return bytes_field (data, length);
    }
  return mdg_transfer_text_field (mdg_statement_get_text (statement, (int)column));
}

gboolean
mdg_transfer_load_secret (MdgVault *vault,
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

  row.fields[row.n_fields++] = mdg_transfer_text_field (table->name);
  for (guint i = 0; i < n_columns; i++)
    row.fields[row.n_fields++] = mdg_transfer_column_field (statement, table, i);
  for (guint i = 0; i < n_owned; i++)
    {
      MdgSecret *secret;

      if (!mdg_transfer_load_secret (vault, table->owned[i],
                                     mdg_statement_get_text (statement, (int)n_columns), &secret,
                                     error))
        return FALSE;
      if (secret != NULL)
        g_ptr_array_add (secrets, secret);
      row.fields[row.n_fields++] = mdg_transfer_secret_field (secret);
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

  if (!mdg_transfer_load_secret (vault, kind, owner, &loaded, error))
    return FALSE;
  secret = loaded;
  if (secret == NULL)
    return TRUE;
  mdg_transfer_writer_add (
      writer, &(MdgTransferRow){ 4,
                                 { mdg_transfer_text_field (MDG_TRANSFER_ROW_SECRET),
                                   mdg_transfer_text_field (kind), mdg_transfer_text_field (owner),
                                   mdg_transfer_secret_field (secret) } });
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
                      guint *n_files,
                      GError **error)
{
  g_autoptr (MdgTransferWriter) writer = mdg_transfer_writer_new ();
  guint n = 0, files = 0;

  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  /* What lies under this vault's key tells nothing under another one. */
  if ((parts & 1u << MDG_TRANSFER_ACCOUNTS) != 0
      && !mdg_password_history_keep_key (database, vault, error))
    return NULL;
  mdg_transfer_writer_add (
      writer, &(MdgTransferRow){ 3,
                                 { mdg_transfer_text_field (MDG_TRANSFER_ROW_FILE),
                                   number_field (now), mdg_transfer_text_field (by_whom) } });
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
                                   { mdg_transfer_text_field (MDG_TRANSFER_ROW_SETTING),
                                     mdg_transfer_text_field (settings[0]),
                                     mdg_transfer_text_field (settings[1]) } });
  if ((parts & 1u << MDG_TRANSFER_FILES) != 0
      && !mdg_transfer_collect_files (writer, database, &files, error))
    return NULL;
  if (n_rows != NULL)
    *n_rows = n + files;
  if (n_files != NULL)
    *n_files = files;
  return mdg_transfer_writer_finish (writer, error);
}
