/* test-recovery-sheet.c: the printed recovery code can be read off the page, and only the page
 * holds it. SPDX-License-Identifier: GPL-3.0-or-later */
#include <poppler.h>
#include <string.h>

#include "start/recovery-sheet.h"

#define CODE "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567"

static void
test_page (void)
{
  g_autoptr (MdgSecret) code = mdg_secret_new_from_string (CODE);
  g_autoptr (MdgRecoverySheet) sheet
      = mdg_recovery_sheet_new (code, "ゲートウェイ", "受付-1", 1795000000, "花子");
  g_autofree char *name = mdg_recovery_sheet_suggest_name (sheet);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_recovery_sheet_to_pdf (sheet, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GObject) document = NULL;
  g_autoptr (GObject) page = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const void *data;

  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  bytes = g_bytes_new (data, length);
  document = (GObject *)poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (POPPLER_DOCUMENT (document)), ==, 1);
  page = (GObject *)poppler_document_get_page (POPPLER_DOCUMENT (document), 0);
  text = poppler_page_get_text (POPPLER_PAGE (page));
  g_assert_nonnull (strstr (text, "ABCD EFGH IJKL MNOP"));
  g_assert_nonnull (strstr (text, "QRST UVWX YZ23 4567"));
  g_assert_nonnull (strstr (text, "ゲートウェイ"));
  g_assert_nonnull (strstr (text, "受付-1"));
  g_assert_null (strstr (name, "ABCD"));
  g_assert_true (g_str_has_suffix (name, ".pdf"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-sheet/page", test_page);
  return g_test_run ();
}
