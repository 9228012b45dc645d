/* list-sheet.c: 資格確認アカウント管理 on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/list-sheet.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/list-columns.h"
#include "dates.h"

/* In the list's order. Points; the note gets what is left. */
static const struct
{
  MdgAccountSort sort;
  double width;
  guint max_lines;
  gboolean code;
} columns[] = {
  { MDG_SORT_ID, 76, 1, TRUE },         { MDG_SORT_NOTE, 0, 3, FALSE },
  { MDG_SORT_STATUS, 104, 2, FALSE },   { MDG_SORT_STARTED, 79, 1, FALSE },
  { MDG_SORT_ENDED, 79, 1, FALSE },     { MDG_SORT_SUSPENDED, 79, 1, FALSE },
  { MDG_SORT_FACILITY, 132, 3, FALSE },
};

static void
add_heading (MdgTableSheet *table, const MdgListSheetHead *head)
{
  g_autofree char *date = head->synced_at > 0 ? mdg_date_time_text (head->synced_at) : NULL;
  g_autofree char *as_of = date != NULL ? g_strdup_printf (_ ("As of %s"), date) : NULL;

  mdg_table_sheet_add_line (table,
                            head->looked_for != NULL ? head->looked_for : _ ("All accounts"));
  if (as_of != NULL)
    mdg_table_sheet_add_line (table, as_of);
}

MdgListSheet *
mdg_list_sheet_new (const MdgListSheetHead *head)
{
  MdgListSheet *sheet = g_new0 (MdgListSheet, 1);
  MdgTableSheetColumn on_paper[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    on_paper[i] = (MdgTableSheetColumn){ mdg_list_column_title (columns[i].sort), columns[i].width,
                                         columns[i].max_lines, columns[i].code };
  sheet->keeper = g_strdup (head->keeper);
  sheet->table = mdg_table_sheet_new (_ ("Eligibility account management"), on_paper,
                                      G_N_ELEMENTS (on_paper), head->printed_at, head->training);
  add_heading (sheet->table, head);
  return sheet;
}

void
mdg_list_sheet_free (MdgListSheet *sheet)
{
  if (sheet == NULL)
    return;
  mdg_table_sheet_free (sheet->table);
  g_free (sheet->keeper);
  g_free (sheet->keeper_name);
  g_free (sheet);
}

void
mdg_list_sheet_add (MdgListSheet *sheet, const MdgAccountRow *row)
{
  char *cells[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    cells[i] = mdg_list_column_text (row, columns[i].sort);
  mdg_table_sheet_add_row (sheet->table, (const char *const *)cells);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (cells[i]);
  if (sheet->keeper_name == NULL && g_strcmp0 (row->account->institution_code, sheet->keeper) == 0)
    sheet->keeper_name = g_strdup (row->account->institution_name);
}

MdgTableSheet *
mdg_list_sheet_take (MdgListSheet *sheet)
{
  guint n = mdg_table_sheet_get_n_rows (sheet->table);
  g_autofree char *count = mdg_count_text (n);
  g_autofree char *line
      = g_strdup_printf (ngettext ("%s account", "%s accounts", (gulong)n), count);
  g_autofree char *foot = g_strdup_printf ("%s　%s", sheet->keeper,
                                           sheet->keeper_name != NULL ? sheet->keeper_name : "");

  mdg_table_sheet_add_line (sheet->table, line);
  mdg_table_sheet_set_foot (sheet->table, foot);
  return g_steal_pointer (&sheet->table);
}
