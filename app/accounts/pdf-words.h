/* pdf-words.h: what madoguchi-read-pdf answered, read as the hostile text that it may be. Pure; any
 * thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

/* One word and where it stands: tenths of a point from the page's upper left corner. */
typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
  guint page; /* from 0 */
  char *text; /* UTF-8, not empty, no white space; wiped when freed, for it may be a password */
} MdgPdfWord;

typedef enum
{
  MDG_PDF_READ,
  MDG_PDF_ENCRYPTED, /* it wants a password */
  MDG_PDF_DAMAGED
} MdgPdfState;

typedef struct
{
  MdgPdfState state;
  guint n_pages;    /* of the file */
  GPtrArray *words; /* of MdgPdfWord, in the order of the file */
} MdgPdfWords;

/* Errors: MDG_ERROR_BAD_ANSWER. Returns: (transfer full) (nullable) */
MdgPdfWords *mdg_pdf_words_parse (const char *text, gsize length, GError **error);
void mdg_pdf_words_free (MdgPdfWords *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPdfWords, mdg_pdf_words_free)

G_END_DECLS
