/* test-notice-sheet.c: the printed record of the notice holds what a person must type, and only the
 * page does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "certificates/notice-sheet.h"
#include "p12-maker.h"
#include "run-program.h"

#define REQUEST "REQ-20260304-7788"
#define REFERENCE "ref9876ABCD"
#define NOW G_GINT64_CONSTANT (1795272896)

static MdgNoticeSheet *
make_sheet (const char *terminal)
{
  g_autoptr (MdgIssueNotice) notice = mdg_issue_notice_new ();

  g_free (notice->deadline);
  notice->deadline = g_strdup ("2027-02-28");
  g_free (notice->terminal_name);
  notice->terminal_name = g_strdup (terminal);
  g_free (notice->institution_code);
  notice->institution_code = g_strdup ("1310212345");
  notice->request_id = mdg_secret_new_from_string (REQUEST);
  notice->reference_id = mdg_secret_new_from_string (REFERENCE);
  return mdg_notice_sheet_new (notice, NOW, FALSE);
}

/* What can be copied out of the PDF. Returns: (transfer full) */
static char *
text_of (MdgNoticeSheet *sheet)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-notice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_notice_sheet_to_pdf (sheet, &error);
  gsize length;
  const void *bytes;
  char *text = NULL;

  g_assert_no_error (error);
  bytes = mdg_secret_get_data (pdf, &length);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  g_assert_true (p12_run (NULL, &text, "pdftotext %s -", path));
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static void
test_page (void)
{
  g_autoptr (MdgNoticeSheet) sheet = make_sheet ("受付端末 1");
  g_autofree char *text = NULL;
  g_autofree char *name = mdg_notice_sheet_suggest_name (sheet);

  g_assert_cmpstr (name, ==, "issue-notice-1310212345-2027-02-28.pdf");
  if (!run_program_is_there ("pdftotext"))
    {
      g_test_skip ("poppler-utils is not installed");
      return;
    }
  text = text_of (sheet);
  g_assert_nonnull (strstr (text, REQUEST));
  g_assert_nonnull (strstr (text, REFERENCE));
  g_assert_nonnull (strstr (text, "1310212345"));
  g_assert_nonnull (strstr (text, "受付端末"));
  g_assert_nonnull (strstr (text, "2027"));
  /* One page. */
  g_assert_true (strchr (text, '\f') == strrchr (text, '\f'));
}

/* Whether anything was drawn within @border points of the edge of the paper. */
static gboolean
touches_edge (cairo_surface_t *surface, int border)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if ((x < border || y < border || x >= width - border || y >= height - border)
          && pixels[y * stride + x * 4 + 3] > 0)
        return TRUE;
  return FALSE;
}

/* On any paper, with the longest of names, all of it lies on the page. */
static void
test_fits (void)
{
  static const int papers[][2] = { { 595, 842 }, { 612, 792 }, { 420, 595 }, { 842, 595 } };
  g_autofree char *name = g_strnfill (300, 'W');
  g_autoptr (MdgNoticeSheet) sheet = make_sheet (name);

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, papers[i][0], papers[i][1]);
      cairo_t *cr = cairo_create (surface);

      mdg_notice_sheet_draw_on (sheet, cr, papers[i][0], papers[i][1]);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_false (touches_edge (surface, 10));
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice-sheet/page", test_page);
  g_test_add_func ("/notice-sheet/fits", test_fits);
  return g_test_run ();
}
