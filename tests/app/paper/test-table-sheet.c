/* test-table-sheet.c: a table on as many pages as it takes, and what comes out of its PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/table-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "paper/paper.h"
#include "run-program.h"

/* 2026-11-20 14:05 in Japan */
#define PRINTED_AT G_GINT64_CONSTANT (1795151100)

static const MdgTableSheetColumn columns[] = {
  { "アカウントID", 76, 1, TRUE },
  { "備考（利用者名、端末名等）", 0, 3, FALSE },
  { "ステータス", 104, 2, FALSE },
  { "施設名", 132, 3, FALSE },
};

static MdgTableSheet *
make (gboolean training)
{
  MdgTableSheet *sheet = mdg_table_sheet_new ("資格確認アカウント管理", columns,
                                              G_N_ELEMENTS (columns), PRINTED_AT, training);

  mdg_table_sheet_set_foot (sheet, "3410712362　しおかぜ通り接骨院");
  mdg_table_sheet_add_line (sheet, "ステータス: 利用可");
  return sheet;
}

static void
add (MdgTableSheet *sheet, guint i, const char *note)
{
  g_autofree char *id = g_strdup_printf ("W%07u", i);
  const char *const cells[] = { id, note, "利用可（解除予定）・未送信", "しおかぜ通り接骨院" };

  mdg_table_sheet_add_row (sheet, cells);
}

/* Returns: (transfer full) (nullable): NULL, and the test skipped, without poppler-utils */
static char *
run_on (MdgTableSheet *sheet, const char *program, const char *option)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-table-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "table.pdf", NULL);
  char *argv[] = { (char *)program, (char *)option, (char *)"table.pdf",
                   g_str_equal (program, "pdftotext") ? (char *)"-" : NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_table_sheet_to_pdf (sheet, NULL, NULL, &error);
  char *text = NULL;
  gsize length;
  const guint8 *data;

  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  if (!run_program_is_there (program))
    {
      g_test_skip ("there is no poppler-utils");
      g_rmdir (folder);
      return NULL;
    }
  g_assert_true (g_file_set_contents (file, (const char *)data, (gssize)length, NULL));
  g_assert_true (run_program (folder, argv, &text));
  g_remove (file);
  g_rmdir (folder);
  return text;
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* Every row once and in order; heading, columns and foot on each page, the line on the first. */
static void
test_pages (void)
{
  g_autoptr (MdgTableSheet) sheet = make (TRUE);
  g_autofree char *text = NULL, *last = NULL;
  const char *at;
  guint n_pages;

  for (guint i = 1; i <= 100; i++)
    add (sheet, i, i % 7 == 0 ? "2階ナースステーション 処置室側 タブレット型端末（予備）" : "受付");
  n_pages = mdg_table_sheet_count_pages (sheet);
  g_assert_cmpuint (n_pages, >=, 4);
  g_assert_cmpuint (n_pages, <=, 10);
  text = run_on (sheet, "pdftotext", "-layout");
  if (text == NULL)
    return;
  at = text;
  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("W%07u", i);

      g_assert_cmpuint (count (text, id), ==, 1);
      at = strstr (at, id);
      g_assert_nonnull (at);
    }
  g_assert_cmpuint (count (text, "資格確認アカウント管理"), ==, n_pages);
  g_assert_cmpuint (count (text, "アカウントID"), ==, n_pages);
  g_assert_cmpuint (count (text, "3410712362"), ==, n_pages);
  g_assert_cmpuint (count (text, "Training"), ==, n_pages);
  g_assert_cmpuint (count (text, "2026-11-20"), ==, n_pages);
  g_assert_cmpuint (count (text, "ステータス: 利用可"), ==, 1);
  last = g_strdup_printf ("%u/%u", n_pages, n_pages);
  g_assert_cmpuint (count (text, last), ==, 1);
}

/* A4, with its long side across. */
static void
test_across (void)
{
  g_autoptr (MdgTableSheet) sheet = make (FALSE);
  g_autofree char *said = NULL;

  add (sheet, 1, "");
  said = run_on (sheet, "pdfinfo", "-isodates");
  if (said != NULL)
    g_assert_nonnull (strstr (said, "841.89 x 595.276 pts (A4)"));
}

/* No rows: one page all the same. */
static void
test_empty (void)
{
  g_autoptr (MdgTableSheet) sheet = make (FALSE);
  g_autofree char *text = NULL;

  g_assert_cmpuint (mdg_table_sheet_count_pages (sheet), ==, 1);
  text = run_on (sheet, "pdftotext", "-layout");
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "1/1"));
  g_assert_null (strstr (text, "Training"));
}

/* Between the rows and the line above the foot there is a strip without ink, and none is below the
 * foot. */
static void
assert_foot_is_clear (MdgTableSheet *sheet, guint page)
{
  const int width = (int)MDG_PAPER_HEIGHT, height = (int)MDG_PAPER_WIDTH;
  const int bottom = (int)(MDG_PAPER_WIDTH - MDG_PAPER_MARGIN);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (image);
  int stride = cairo_image_surface_get_stride (image);
  const guchar *pixels;

  mdg_table_sheet_draw_page_on (sheet, page, cr, MDG_PAPER_HEIGHT, MDG_PAPER_WIDTH);
  cairo_surface_flush (image);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  pixels = cairo_image_surface_get_data (image);
  for (int y = bottom - 22; y < height; y = y == bottom - 22 ? bottom + 3 : y + 1)
    for (int x = 0; x < width; x++)
      g_assert_cmpuint (pixels[y * stride + x], ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (32767, 'x');
  const char *const bad[] = { endless,
                              "two\nlines\r\n\tand a tab",
                              "\xff\xfe broken",
                              "\x01\x02\x7f",
                              "a\xe2\x80\xaeright to left",
                              "مرحبا بالعالم",
                              "👩‍⚕️👨‍👩‍👧‍👦",
                              "<b>&amp;</b> %s %n" };
  g_autoptr (MdgTableSheet) sheet = make (FALSE);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 10 * G_N_ELEMENTS (bad); i++)
    add (sheet, i + 1, bad[i % G_N_ELEMENTS (bad)]);
  for (guint i = 0; i < mdg_table_sheet_count_pages (sheet); i++)
    assert_foot_is_clear (sheet, i);
  text = run_on (sheet, "pdftotext", "-layout");
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "W0000080"));
  g_assert_nonnull (strstr (text, "<b>&amp;</b> %s %n"));
  g_assert_nonnull (strstr (text, "two lines"));
}

/* Given up between two pages; nothing comes out. */
static void
test_cancelled (void)
{
  g_autoptr (MdgTableSheet) sheet = make (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int n_drawn = 0;

  add (sheet, 1, "");
  g_cancellable_cancel (cancellable);
  g_assert_null (mdg_table_sheet_to_pdf (sheet, cancellable, &n_drawn, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (n_drawn, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-sheet/pages", test_pages);
  g_test_add_func ("/table-sheet/across", test_across);
  g_test_add_func ("/table-sheet/empty", test_empty);
  g_test_add_func ("/table-sheet/hostile", test_hostile);
  g_test_add_func ("/table-sheet/cancelled", test_cancelled);
  return g_test_run ();
}
