/* row-copy.c: rows of the list as a table for the clipboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/row-copy.h"

#include <string.h>

#include "accounts/account-columns.h"

typedef struct
{
  GtkBitset *positions;
  guint position; /* of the next row */
  GString *table;
} Copy;

static void
copy_free (Copy *copy)
{
  gtk_bitset_unref (copy->positions);
  if (copy->table != NULL)
    g_string_free (copy->table, TRUE);
  g_free (copy);
}

static void
add_cell (Copy *copy, const char *text, gboolean last)
{
  g_autofree char *cell = g_strdelimit (g_strdup (text), "\t\r\n", ' ');

  if (*cell != '\0' && strchr ("=+-@", *cell) != NULL)
    g_string_append_c (copy->table, '\'');
  g_string_append (copy->table, cell);
  g_string_append_c (copy->table, last ? '\n' : '\t');
}

static void
add_row (Copy *copy, const MdgAccountRow *row)
{
  for (guint i = 0; i < MDG_N_COLUMNS; i++)
    add_cell (copy, mdg_account_column_text (row->account, (MdgAccountColumn)i),
              i + 1 == MDG_N_COLUMNS);
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  Copy *copy = data;

  for (guint i = 0; i < rows->len; i++, copy->position++)
    if (rows->pdata[i] != NULL && gtk_bitset_contains (copy->positions, copy->position))
      add_row (copy, rows->pdata[i]);
  return copy->position <= gtk_bitset_get_maximum (copy->positions);
}

static void
all_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Copy *copy = g_task_get_task_data (task);
  GError *error = NULL;

  if (mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error))
    g_task_return_pointer (task, g_string_free (g_steal_pointer (&copy->table), FALSE), g_free);
  else
    g_task_return_error (task, error);
}

void
mdg_row_copy_async (MdgAccountList *list,
                    const GtkBitset *positions,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (list, cancellable, callback, data);
  Copy *copy = g_new0 (Copy, 1);

  g_task_set_source_tag (task, mdg_row_copy_async);
  copy->positions = gtk_bitset_copy (positions);
  copy->table = g_string_new (NULL);
  for (guint i = 0; i < MDG_N_COLUMNS; i++)
    add_cell (copy, mdg_account_column_heading ((MdgAccountColumn)i), i + 1 == MDG_N_COLUMNS);
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  mdg_account_list_for_each_async (list, take, copy, cancellable, all_taken, task);
}

char *
mdg_row_copy_finish (MdgAccountList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
