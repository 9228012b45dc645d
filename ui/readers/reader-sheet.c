/* reader-sheet.c: card readers on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/reader-sheet.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "readers/reader-lines.h"
#include "version.h"

enum
{
  WHEN,
  WHAT,
  STATE,
  ADVICE,
  N_COLUMNS
};

static void
add_rows (MdgTableSheet *sheet, MdgReaderWatch *watch, MdgReaderLog *log)
{
  g_autoptr (GPtrArray) lines = mdg_reader_lines_new (watch, log);

  for (guint i = 0; i < lines->len; i++)
    {
      const MdgReaderLine *line = lines->pdata[i];
      const char *cells[N_COLUMNS] = {
        [WHEN] = line->when,
        [WHAT] = line->reader != NULL ? line->reader : _ ("Card reader service"),
        [STATE] = line->state,
        [ADVICE] = line->advice != NULL ? line->advice : "",
      };

      mdg_table_sheet_add_row (sheet, cells);
    }
}

static void
add_lines (MdgTableSheet *sheet, const char *last_check)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *versions = g_strdup_printf (
      "Madoguchi %s　%s　GTK %u.%u.%u　GLib %u.%u.%u", MDG_VERSION, system != NULL ? system : "",
      gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
      glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *check = g_strdup_printf (
      _ ("Last card check: %s"), last_check != NULL ? last_check : _ ("none since the start"));

  mdg_table_sheet_add_line (sheet, versions);
  mdg_table_sheet_add_line (sheet, check);
  mdg_table_sheet_add_line (sheet, _ ("Nothing on this sheet says whose card it was."));
}

MdgTableSheet *
mdg_reader_sheet_new (MdgReaderWatch *watch,
                      MdgReaderLog *log,
                      const char *last_check,
                      gint64 now,
                      gboolean training)
{
  const MdgTableSheetColumn columns[N_COLUMNS] = {
    [WHEN] = { C_ ("column", "When"), 150, 1, FALSE },
    [WHAT] = { C_ ("column", "Reader"), 190, 2, FALSE },
    [STATE] = { C_ ("column", "State"), 150, 3, FALSE },
    [ADVICE] = { C_ ("column", "What to do"), 0, 8, FALSE },
  };
  MdgTableSheet *sheet
      = mdg_table_sheet_new (_ ("Card readers, for support"), columns, N_COLUMNS, now, training);

  add_lines (sheet, last_check);
  add_rows (sheet, watch, log);
  mdg_table_sheet_set_foot (sheet, "Madoguchi " MDG_VERSION);
  return sheet;
}
