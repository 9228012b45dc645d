/* pdf-text.h: where which words stand in a PDF. Reads a stranger's file with poppler: only for
 * madoguchi-read-pdf, which may crash. What it writes, and pdf-words.h reads, is lines of UTF-8:
 *
 *     madoguchi-pdf 1
 *     fault encrypted | fault damaged      and then nothing more
 *     pages N                              how many the file has
 *     page WIDTH HEIGHT                    of the first MDG_PDF_PAGES of them; tenths of a point
 *     word LEFT TOP RIGHT BOTTOM TEXT      from the page's upper left corner
 *     end                                  so that it is whole
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MDG_PDF_PAGES 4        /* looked at; 「ユーザ設定情報」 is one */
#define MDG_PDF_WORDS 4000     /* in all; of a page of ours some 30 */
#define MDG_PDF_WORD_BYTES 512 /* of one word */

/* What is longer than this is not even begun. */
#define MDG_PDF_FILE_LIMIT (8 * 1024 * 1024)
#define MDG_PDF_TEXT_LIMIT (512 * 1024)

/* Returns: (transfer full): the lines */
GString *mdg_pdf_text_extract (GBytes *pdf);

G_END_DECLS
