/* table-sheet.c: a table on A4 paper across.
 *
 * Rows are as high as their text is. Where one page ends is found once, by laying out what may take
 * more than one line; then each page is drawn by itself, on whatever it is to go to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper/table-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "paper/form.h"
#include "paper/pdf.h"

#define WIDTH MDG_PAPER_HEIGHT /* across */
#define HEIGHT MDG_PAPER_WIDTH
#define LEFT MDG_PAPER_MARGIN
#define INNER (WIDTH - 2 * MDG_PAPER_MARGIN)
#define BOTTOM (HEIGHT - MDG_PAPER_MARGIN)

#define BODY MDG_PAPER_SMALLEST
#define TITLE 18.0
#define GUTTER 8.0 /* between columns */
#define ROW_PADDING 2.5
#define FOOT_ROOM 24.0
#define COLUMNS_MAX 16
#define CELL_MAX 400 /* characters: what a cell can show at the most, and more */

struct _MdgTableSheet
{
  char *title;
  GPtrArray *lines;
  MdgTableSheetColumn *columns; /* titles owned */
  guint n_columns;
  char *foot;
  char *printed_on;
  gint64 printed_at;
  gboolean training;
  GPtrArray *rows; /* of GStrv */
  GArray *pages;   /* (nullable): of guint: the first row of each page */
};

MdgTableSheet *
mdg_table_sheet_new (const char *title,
                     const MdgTableSheetColumn *columns,
                     guint n_columns,
                     gint64 printed_at,
                     gboolean training)
{
  MdgTableSheet *sheet;
  double taken = GUTTER * (n_columns - 1);
  guint n_open = 0;

  g_return_val_if_fail (title != NULL && n_columns > 0 && n_columns <= COLUMNS_MAX, NULL);

  sheet = g_new0 (MdgTableSheet, 1);
  sheet->title = g_strdup (title);
  sheet->lines = g_ptr_array_new_with_free_func (g_free);
  sheet->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  sheet->n_columns = n_columns;
  sheet->foot = g_strdup ("");
  sheet->printed_on = mdg_form_time (printed_at);
  sheet->printed_at = printed_at;
  sheet->training = training;
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (guint i = 0; i < n_columns; i++)
    {
      sheet->columns[i].title = g_strdup (columns[i].title);
      taken += columns[i].width;
      n_open += columns[i].width <= 0;
    }
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].width <= 0)
      sheet->columns[i].width = fmax ((INNER - taken) / n_open, 4 * BODY);
  return sheet;
}

void
mdg_table_sheet_free (MdgTableSheet *sheet)
{
  if (sheet == NULL)
    return;
  for (guint i = 0; i < sheet->n_columns; i++)
    g_free ((char *)sheet->columns[i].title);
  g_free (sheet->columns);
  g_free (sheet->title);
  g_ptr_array_unref (sheet->lines);
  g_free (sheet->foot);
  g_free (sheet->printed_on);
  g_ptr_array_unref (sheet->rows);
  g_clear_pointer (&sheet->pages, g_array_unref);
  g_free (sheet);
}

void
mdg_table_sheet_set_foot (MdgTableSheet *sheet, const char *foot)
{
  g_return_if_fail (sheet != NULL && foot != NULL);

  g_free (sheet->foot);
  sheet->foot = g_strdup (foot);
}

void
mdg_table_sheet_add_line (MdgTableSheet *sheet, const char *line)
{
  g_return_if_fail (sheet != NULL && sheet->pages == NULL);

  g_ptr_array_add (sheet->lines, g_strdup (line));
}

/* What is printed is one line of text, whatever came from elsewhere. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < CELL_MAX; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

void
mdg_table_sheet_add_row (MdgTableSheet *sheet, const char *const *cells)
{
  char **row;

  g_return_if_fail (sheet != NULL && sheet->pages == NULL);

  row = g_new0 (char *, sheet->n_columns + 1);
  for (guint i = 0; i < sheet->n_columns; i++)
    row[i] = clean (cells[i]);
  g_ptr_array_add (sheet->rows, row);
}

guint
mdg_table_sheet_get_n_rows (MdgTableSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->rows->len;
}

/* One page ------------------------------------------------------------------------------------- */

/* A page while it is drawn, or only measured. */
typedef struct
{
  const MdgTableSheet *sheet;
  MdgPaper paper;
  gboolean drawing;
  double y;
} Page;

static MdgTextStyle
style_of (const MdgTableSheetColumn *column, gboolean head)
{
  return (MdgTextStyle){ .size = BODY,
                         .bold = head,
                         .mono = column->code && !head,
                         .width = column->width,
                         .max_lines = head ? 2 : (int)MAX (column->max_lines, 1) };
}

/* Hardly a character is wider than the letters are high: most cells need no laying out to be known
 * to take one line. */
static gboolean
is_one_line (const char *text, const MdgTextStyle *style)
{
  return style->max_lines == 1
         || 1.3 * (double)g_utf8_strlen (text, -1) * style->size <= style->width;
}

/* Returns: its height */
static double
put (Page *page, double x, const char *text, const MdgTextStyle *style)
{
  if (page->drawing)
    return mdg_paper_text (&page->paper, x, page->y, text, style);
  if (is_one_line (text, style))
    return 0; /* as any other */
  return mdg_paper_text_height (&page->paper, text, style);
}

static double
line_height (Page *page)
{
  const MdgTextStyle style = { .size = BODY };

  return mdg_paper_text_height (&page->paper, "0", &style);
}

static void
put_rule (Page *page, double thickness)
{
  if (page->drawing)
    mdg_paper_rule (&page->paper, LEFT, page->y, INNER, thickness);
}

static void
put_row (Page *page, const char *const *cells, gboolean head, double least)
{
  double height = least, x = LEFT;

  page->y += ROW_PADDING;
  for (guint i = 0; i < page->sheet->n_columns; i++)
    {
      const MdgTableSheetColumn *column = &page->sheet->columns[i];
      MdgTextStyle style = style_of (column, head);

      height = fmax (height, put (page, x, head ? column->title : cells[i], &style));
      x += column->width + GUTTER;
    }
  page->y += height + ROW_PADDING;
  put_rule (page, head ? 1 : 0.3);
}

/* Title, lines, the columns' titles. */
static void
put_head (Page *page, gboolean first, double least)
{
  const MdgTextStyle title
      = { .size = first ? TITLE : MDG_FORM_HEADING, .bold = TRUE, .width = INNER, .max_lines = 1 };
  const MdgTextStyle line = { .size = BODY, .width = INNER, .max_lines = 2 };

  page->y += page->drawing ? put (page, LEFT, page->sheet->title, &title)
                           : mdg_paper_text_height (&page->paper, page->sheet->title, &title);
  for (guint i = 0; first && i < page->sheet->lines->len; i++)
    page->y += fmax (least, put (page, LEFT, page->sheet->lines->pdata[i], &line));
  page->y += ROW_PADDING;
  put_row (page, NULL, TRUE, least);
}

static void
put_foot (Page *page, guint number, guint n_pages)
{
  const MdgTableSheet *sheet = page->sheet;
  MdgTextStyle style = { .size = BODY };
  g_autofree char *right = g_strdup_printf ("%s%s　%u/%u", sheet->training ? _ ("Training") : "",
                                            sheet->training ? "　" : "", number, n_pages);
  g_autofree char *words = g_strdup_printf ("%s　%s", sheet->printed_on, right);
  g_autoptr (PangoLayout) layout = mdg_paper_layout (&page->paper, words, -1, &style);
  double width = mdg_paper_layout_width (layout);

  page->y = BOTTOM - line_height (page);
  mdg_paper_rule (&page->paper, LEFT, page->y - 4, INNER, 0.5);
  cairo_move_to (page->paper.cr, LEFT + INNER - width, page->y);
  mdg_paper_show (&page->paper, layout);
  style.width = INNER - width - MDG_FORM_GUTTER;
  style.max_lines = 1;
  mdg_paper_text (&page->paper, LEFT, page->y, sheet->foot, &style);
}

static void
page_begin (Page *page, const MdgTableSheet *sheet, cairo_t *cr, gboolean drawing)
{
  *page = (Page){ .sheet = sheet, .drawing = drawing, .y = MDG_PAPER_MARGIN };
  mdg_paper_init (&page->paper, cr, NULL);
}

/* Where pages begin. */
static void
lay_out (MdgTableSheet *sheet)
{
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (nothing);
  guint first = 0;
  double least;
  Page page;

  page_begin (&page, sheet, cr, FALSE);
  least = line_height (&page);
  sheet->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (sheet->pages, first);
  put_head (&page, TRUE, least);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const char *const *row = sheet->rows->pdata[i];
      double top = page.y;

      put_row (&page, row, FALSE, least);
      if (page.y <= BOTTOM - FOOT_ROOM || i == first)
        continue;
      first = i;
      g_array_append_val (sheet->pages, first);
      top = page.y - top;
      page.y = MDG_PAPER_MARGIN;
      put_head (&page, FALSE, least);
      page.y += top;
    }
  mdg_paper_clear (&page.paper);
  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
}

guint
mdg_table_sheet_count_pages (MdgTableSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  if (sheet->pages == NULL)
    lay_out (sheet);
  return sheet->pages->len;
}

static void
draw_page (MdgTableSheet *sheet, guint number, cairo_t *cr)
{
  guint n_pages = mdg_table_sheet_count_pages (sheet);
  guint from = g_array_index (sheet->pages, guint, number);
  guint to
      = number + 1 < n_pages ? g_array_index (sheet->pages, guint, number + 1) : sheet->rows->len;
  double least;
  Page page;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  page_begin (&page, sheet, cr, TRUE);
  least = line_height (&page);
  put_head (&page, number == 0, least);
  for (guint i = from; i < to; i++)
    put_row (&page, sheet->rows->pdata[i], FALSE, least);
  put_foot (&page, number + 1, n_pages);
  mdg_paper_finish (&page.paper);
  mdg_paper_clear (&page.paper);
  cairo_restore (cr);
}

void
mdg_table_sheet_draw_page_on (MdgTableSheet *sheet,
                              guint page,
                              cairo_t *cr,
                              double width,
                              double height)
{
  double scale = fmin (width / WIDTH, height / HEIGHT);

  g_return_if_fail (sheet != NULL && page < mdg_table_sheet_count_pages (sheet));

  if (fabs (scale - 1) < 0.005)
    scale = 1;
  cairo_save (cr);
  cairo_translate (cr, fmax (0, (width - scale * WIDTH) / 2),
                   fmax (0, (height - scale * HEIGHT) / 2));
  cairo_scale (cr, scale, scale);
  draw_page (sheet, page, cr);
  cairo_restore (cr);
}

/* The PDF -------------------------------------------------------------------------------------- */

char *
mdg_table_sheet_suggest_name (MdgTableSheet *sheet, const char *stem)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (sheet->printed_at);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "_%Y%m%d") : g_strdup ("");

  return g_strdup_printf ("%s%s.pdf", stem, day);
}

typedef struct
{
  MdgTableSheet *sheet;
  GCancellable *cancellable;
  int *n_drawn;
} Drawing;

static gboolean
draw_pdf_page (cairo_t *cr, guint page, gpointer data, GError **error)
{
  Drawing *drawing = data;

  if (g_cancellable_set_error_if_cancelled (drawing->cancellable, error))
    return FALSE;
  draw_page (drawing->sheet, page, cr);
  if (drawing->n_drawn != NULL)
    g_atomic_int_inc (drawing->n_drawn);
  return TRUE;
}

MdgSecret *
mdg_table_sheet_to_pdf (MdgTableSheet *sheet,
                        GCancellable *cancellable,
                        int *n_drawn,
                        GError **error)
{
  Drawing drawing = { sheet, cancellable, n_drawn };

  g_return_val_if_fail (sheet != NULL, NULL);

  return mdg_pdf_make_pages (sheet->title, sheet->printed_at, WIDTH, HEIGHT,
                             mdg_table_sheet_count_pages (sheet), draw_pdf_page, &drawing, error);
}
