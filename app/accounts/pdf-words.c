/* pdf-words.c: reads the lines of pdf-text.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/pdf-words.h"

#include <string.h>

#include "accounts/pdf-text.h"
#include "core/secret.h"

#define FAR 100000 /* tenths of a point: three metres */
#define PAGES_MAX 1000000

static void
word_free (gpointer data)
{
  MdgPdfWord *word = data;

  mdg_wipe_string (word->text);
  g_free (word);
}

void
mdg_pdf_words_free (MdgPdfWords *words)
{
  if (words == NULL)
    return;
  g_ptr_array_unref (words->words);
  g_free (words);
}

/* A whole number and the space after it. */
static gboolean
take_number (const char **cursor, const char *end, int *number)
{
  gboolean minus = *cursor < end && **cursor == '-';
  const char *p = *cursor + minus;
  int value = 0;

  if (p == end || !g_ascii_isdigit (*p))
    return FALSE;
  for (; p < end && g_ascii_isdigit (*p); p++)
    if ((value = value * 10 + (*p - '0')) > PAGES_MAX)
      return FALSE;
  *number = minus ? -value : value;
  if (p < end && *p != ' ')
    return FALSE;
  *cursor = p < end ? p + 1 : p;
  return TRUE;
}

static gboolean
skip (const char **cursor, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  if ((gsize)(end - *cursor) < length || memcmp (*cursor, prefix, length) != 0)
    return FALSE;
  *cursor += length;
  return TRUE;
}

static gboolean
is (const char *line, const char *end, const char *text)
{
  return skip (&line, end, text) && line == end;
}

static gboolean
is_text (const char *text, const char *end)
{
  if (text == end || end - text > MDG_PDF_WORD_BYTES || !g_utf8_validate (text, end - text, NULL))
    return FALSE;
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
take_word (MdgPdfWords *words, const char *line, const char *end, guint page)
{
  MdgPdfWord word = { .page = page };

  if (words->words->len == MDG_PDF_WORDS || !take_number (&line, end, &word.left)
      || !take_number (&line, end, &word.top) || !take_number (&line, end, &word.right)
      || !take_number (&line, end, &word.bottom) || !is_text (line, end)
      || MAX (MAX (ABS (word.left), ABS (word.top)), MAX (ABS (word.right), ABS (word.bottom)))
             > FAR)
    return FALSE;
  word.text = g_strndup (line, (gsize)(end - line));
  g_ptr_array_add (words->words, g_memdup2 (&word, sizeof word));
  return TRUE;
}

/* One line after the first. @n: pages begun. @whole: set by the last line */
static gboolean
take_line (MdgPdfWords *words, const char *line, const char *end, guint *n, gboolean *whole)
{
  int number, width, height;

  if (skip (&line, end, "word "))
    return *n > 0 && take_word (words, line, end, *n - 1);
  if (skip (&line, end, "page "))
    return ++*n <= MDG_PDF_PAGES && take_number (&line, end, &width)
           && take_number (&line, end, &height) && line == end;
  if (skip (&line, end, "pages "))
    {
      if (!take_number (&line, end, &number) || number < 0 || line != end || *n > 0)
        return FALSE;
      words->n_pages = (guint)number;
      return TRUE;
    }
  *whole = TRUE;
  if (is (line, end, "fault encrypted"))
    words->state = MDG_PDF_ENCRYPTED;
  else if (is (line, end, "fault damaged"))
    words->state = MDG_PDF_DAMAGED;
  else
    return is (line, end, "end");
  return *n == 0 && words->n_pages == 0;
}

MdgPdfWords *
mdg_pdf_words_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (MdgPdfWords) words = g_new0 (MdgPdfWords, 1);
  const char *cursor = text, *end = text + length;
  gboolean whole = FALSE, good = skip (&cursor, end, "madoguchi-pdf 1\n");
  guint n = 0;

  words->words = g_ptr_array_new_with_free_func (word_free);
  while (good && !whole && cursor < end)
    {
      const char *stop = memchr (cursor, '\n', (gsize)(end - cursor));

      good = stop != NULL && take_line (words, cursor, stop, &n, &whole);
      cursor = stop != NULL ? stop + 1 : end;
    }
  if (good && whole && cursor == end)
    return g_steal_pointer (&words);
  mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The text of the PDF does not have the right form");
  return NULL;
}
