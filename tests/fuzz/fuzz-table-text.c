/* fuzz-table-text.c: anything as a table; what was read is written and read again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/table-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
write_and_read (const MdgTable *table, MdgTableEncoding encoding, char separator)
{
  g_autoptr (MdgTableWriter) writer = mdg_table_writer_new (encoding, separator);
  static const char *const head[] = { "利", "用", "可", "能", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MdgTable) again = NULL;
  gsize length;

  g_assert_true (mdg_table_writer_add (writer, head, NULL, NULL));
  for (guint i = 0; i < table->rows->len; i++)
    {
      const MdgTableRow *row = table->rows->pdata[i];

      if (!mdg_table_writer_add (writer, (const char *const *)row->cells, NULL, NULL))
        return;
    }
  bytes = mdg_table_writer_take (writer);
  const char *text = g_bytes_get_data (bytes, &length);
  again = mdg_table_read (text, length, NULL, NULL);
  if (again == NULL) /* longer by its guards and quotes */
    return;
  if (again->separator != separator) /* of a head and rows of one cell it is a guess */
    return;
  g_assert_cmpuint (again->rows->len, ==, table->rows->len + 1);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const MdgTableRow *row = table->rows->pdata[i], *other = again->rows->pdata[i + 1];

      g_assert_cmpuint (row->n, ==, other->n);
      for (guint k = 0; k < row->n; k++)
        {
          g_autofree char *form = encoding == MDG_TABLE_CP932 ? mdg_table_cp932_form (row->cells[k])
                                                              : g_strdup (row->cells[k]);

          g_assert_cmpstr (mdg_table_unguard (other->cells[k]), ==, form);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  MdgTableFault fault;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTable) table = mdg_table_read ((const char *)data, size, &fault, &error);

  g_assert_true ((table == NULL) == (fault.kind != MDG_TABLE_FAULT_NONE));
  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    return 0;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const MdgTableRow *row = table->rows->pdata[i];

      for (guint k = 0; k < row->n; k++)
        g_assert_true (g_utf8_validate (row->cells[k], -1, NULL));
    }
  write_and_read (table, MDG_TABLE_UTF8_BOM, ',');
  write_and_read (table, MDG_TABLE_UTF8, '\t');
  write_and_read (table, MDG_TABLE_CP932, ',');
  return 0;
}
