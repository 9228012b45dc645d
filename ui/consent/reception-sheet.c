/* reception-sheet.c: 資格確認履歴 on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-sheet.h"

#include <glib/gi18n.h>

#include "consent/reception-columns.h"
#include "dates.h"

#define LINES_MAX 3

/* In the list's order. Points; what is consented to gets what is left. */
static const double widths[MDG_RECEPTION_COLUMNS] = { 134, 104, 84, 60, 100, 0, 66 };

MdgTableSheet *
mdg_reception_sheet_new (const char *looked_for, gint64 printed_at, gboolean training)
{
  MdgTableSheetColumn columns[MDG_RECEPTION_COLUMNS];
  MdgTableSheet *sheet;

  for (guint i = 0; i < MDG_RECEPTION_COLUMNS; i++)
    columns[i]
        = (MdgTableSheetColumn){ mdg_reception_column_title (i), widths[i], LINES_MAX, FALSE };
  sheet = mdg_table_sheet_new (_ ("Eligibility check history"), columns, MDG_RECEPTION_COLUMNS,
                               printed_at, training);
  mdg_table_sheet_add_line (sheet, looked_for != NULL ? looked_for : _ ("All receptions"));
  mdg_table_sheet_set_foot (sheet, _ ("Without names, numbers and birthdays of patients"));
  return sheet;
}

void
mdg_reception_sheet_add (MdgTableSheet *sheet, const MdgReception *reception)
{
  char *cells[MDG_RECEPTION_COLUMNS];

  for (guint i = 0; i < MDG_RECEPTION_COLUMNS; i++)
    cells[i] = mdg_reception_column_text (reception, i);
  mdg_table_sheet_add_row (sheet, (const char *const *)cells);
  for (guint i = 0; i < MDG_RECEPTION_COLUMNS; i++)
    g_free (cells[i]);
}

void
mdg_reception_sheet_conclude (MdgTableSheet *sheet)
{
  guint n = mdg_table_sheet_get_n_rows (sheet);
  g_autofree char *count = mdg_count_text (n);
  g_autofree char *line
      = g_strdup_printf (ngettext ("%s reception", "%s receptions", (gulong)n), count);

  mdg_table_sheet_add_line (sheet, line);
}
