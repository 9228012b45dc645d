/* table-sheet.h: a table on A4 paper across, of as many pages as it takes (UI.md "Paper"): heading, what is on it, the columns'
 * titles on every page, rows, and at the foot whose it is, when it was printed and which page it is. Words are the
 * caller's, in the language of the program. One thread at a time. */
#pragma once

#include <cairo.h>
#include "core/error.h"
#include "core/secret.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* What one print holds at most: some 400 pages. */
#define MDG_TABLE_SHEET_ROWS_MAX 10000

typedef struct
{
  const char *title;
  double width;   /* points; 0: what the others leave, shared alike */
  guint max_lines; /* what does not fit ends in an ellipsis */
  gboolean code;  /* in a face in which no letter is taken for another */
} MdgTableSheetColumn;

typedef struct _MdgTableSheet MdgTableSheet;

/* @columns: at most 16; copied. @printed_at: seconds since 1970. Returns: (transfer full) */
MdgTableSheet *mdg_table_sheet_new (const char *title,
                                    const MdgTableSheetColumn *columns,
                                    guint n_columns,
                                    gint64 printed_at,
                                    gboolean training);
void mdg_table_sheet_free (MdgTableSheet *sheet);

/* Whose it is, at the left of the foot. */
void mdg_table_sheet_set_foot (MdgTableSheet *sheet, const char *foot);

/* A line below the title of the first page: what is on it. */
void mdg_table_sheet_add_line (MdgTableSheet *sheet, const char *line);

/* @cells: one for each column; copied. Not after the first of what follows. */
void mdg_table_sheet_add_row (MdgTableSheet *sheet, const char *const *cells);
guint mdg_table_sheet_get_n_rows (MdgTableSheet *sheet);

/* At least 1. Lays the table out, at the first time, which takes a while for a long one. */
guint mdg_table_sheet_count_pages (MdgTableSheet *sheet);

/* Draws @page, from 0, on paper of @width x @height points: A4 across as it is, any other made to fit. */
void mdg_table_sheet_draw_page_on (
    MdgTableSheet *sheet, guint page, cairo_t *cr, double width, double height);

/* A file name for the PDF: @stem and the day. Returns: (transfer full) */
char *mdg_table_sheet_suggest_name (MdgTableSheet *sheet, const char *stem);

/* @cancellable: (nullable): is looked at before each page. @n_drawn: (nullable): pages so far, to be read by another
 * thread with g_atomic_int_get(). Errors: MDG_ERROR_FAILED, G_IO_ERROR_CANCELLED. Returns: (transfer full)
 * (nullable): the file's bytes */
MdgSecret *mdg_table_sheet_to_pdf (MdgTableSheet *sheet, GCancellable *cancellable, int *n_drawn, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTableSheet, mdg_table_sheet_free)

G_END_DECLS
