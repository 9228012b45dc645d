/* read-pdf.c: the program madoguchi-read-pdf: a PDF from standard input, where which words stand in
 * it to standard output (pdf-text.h). On its own, so that no file can crash or stop the window, and
 * so that the window need not load poppler. SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "accounts/pdf-text.h"
#include "platform/contained.h"

/* Returns: (transfer full) (nullable): NULL for more than there may be */
static GBytes *
read_all (FILE *file)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[16384];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, file)) > 0)
    if (bytes->len <= MDG_PDF_FILE_LIMIT)
      g_byte_array_append (bytes, buffer, (guint)n);
  if (bytes->len <= MDG_PDF_FILE_LIMIT)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

int
main (void)
{
  g_autoptr (GBytes) pdf = NULL;
  GString *text;
  gboolean written;

  mdg_contained_begin ();
  pdf = read_all (stdin);
  if (pdf == NULL)
    return 2;
  text = mdg_pdf_text_extract (pdf);
  written = fwrite (text->str, 1, text->len, stdout) == text->len && fflush (stdout) == 0;
  g_string_free (text, TRUE);
  return written ? 0 : 1;
}
