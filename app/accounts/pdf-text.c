/* pdf-text.c: where which words stand in a PDF, by poppler.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/pdf-text.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

/* A word that is being gathered, character by character. */
typedef struct
{
  GString *out;
  GString *text;
  PopplerRectangle box;
  guint n_words;
} Gatherer;

static int
tenths (double points)
{
  return isfinite (points) ? (int)CLAMP (lround (points * 10), -100000, 100000) : 0;
}

static void
end_word (Gatherer *gatherer)
{
  const PopplerRectangle *box = &gatherer->box;

  if (gatherer->text->len > 0 && gatherer->n_words < MDG_PDF_WORDS)
    {
      g_string_append_printf (gatherer->out, "word %d %d %d %d %s\n", tenths (box->x1),
                              tenths (box->y1), tenths (box->x2), tenths (box->y2),
                              gatherer->text->str);
      gatherer->n_words++;
    }
  g_string_truncate (gatherer->text, 0);
}

static void
add_character (Gatherer *gatherer, gunichar c, const PopplerRectangle *box)
{
  if (gatherer->text->len == 0)
    gatherer->box = *box;
  else
    {
      gatherer->box.x1 = fmin (gatherer->box.x1, box->x1);
      gatherer->box.y1 = fmin (gatherer->box.y1, box->y1);
      gatherer->box.x2 = fmax (gatherer->box.x2, box->x2);
      gatherer->box.y2 = fmax (gatherer->box.y2, box->y2);
    }
  if (gatherer->text->len + 6 < MDG_PDF_WORD_BYTES)
    g_string_append_unichar (gatherer->text, c);
}

static gboolean
parts_words (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* poppler runs the cells of a table together: a gap wider than half a line's height parts words,
 * and so does another line. */
static gboolean
is_apart (const PopplerRectangle *box, const PopplerRectangle *last)
{
  double height = last->y2 - last->y1;

  return box->x1 - last->x2 > height / 2 || box->x1 < last->x1 - height / 2 || box->y1 > last->y2
         || box->y2 < last->y1;
}

static void
add_page (Gatherer *gatherer, PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0, i = 0;
  double width, height;

  poppler_page_get_size (page, &width, &height);
  g_string_append_printf (gatherer->out, "page %d %d\n", tenths (width), tenths (height));
  if (text == NULL || !g_utf8_validate (text, -1, NULL)
      || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return;
  for (const char *p = text; *p != '\0' && i < n_boxes && gatherer->n_words < MDG_PDF_WORDS;
       p = g_utf8_next_char (p), i++)
    {
      gunichar c = g_utf8_get_char (p);

      if (parts_words (c) || (i > 0 && is_apart (&boxes[i], &boxes[i - 1])))
        end_word (gatherer);
      if (!parts_words (c))
        add_character (gatherer, c, &boxes[i]);
    }
  end_word (gatherer);
}

GString *
mdg_pdf_text_extract (GBytes *pdf)
{
  GString *out = g_string_new ("madoguchi-pdf 1\n");
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  Gatherer gatherer = { .out = out };
  int n;

  if (document == NULL)
    {
      g_string_append (out, g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                                ? "fault encrypted\n"
                                : "fault damaged\n");
      return out;
    }
  n = poppler_document_get_n_pages (document);
  g_string_append_printf (out, "pages %d\n", MAX (n, 0));
  gatherer.text = g_string_new (NULL);
  for (int i = 0; i < MIN (n, MDG_PDF_PAGES); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      if (page != NULL)
        add_page (&gatherer, page);
      g_clear_object (&page);
    }
  g_object_unref (document);
  g_string_free (gatherer.text, TRUE);
  g_string_append (out, "end\n");
  return out;
}
