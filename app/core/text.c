/* text.c: what people type, made into what is meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/text.h"

#include <string.h>

#define REPLACEMENT 0xFFFD
#define LONG_VOWEL 0x30FC      /* ー, what an IME makes of the hyphen key */
#define HALF_LONG_VOWEL 0xFF70 /* ｰ */

/* The next character and how many bytes it takes; a byte that is no UTF-8 becomes U+FFFD. */
static gunichar
next_character (const char *text, gsize *bytes)
{
  gunichar c = g_utf8_get_char_validated (text, -1);
  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      *bytes = 1;
      return REPLACEMENT;
    }
  *bytes = (gsize)(g_utf8_next_char (text) - text);
  return c;
}

static gunichar
narrow (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + '!';
  return c == 0x3000 ? ' ' : c;
}

/* Room for the worst case, so that the text is never left behind in a block that was outgrown. */
static GString *
new_result (const char *text)
{
  return g_string_sized_new (3 * strlen (text) + 1);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Marks that show nothing and come along when something is copied out of a page or a mail. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static gboolean
is_dropped (gunichar c)
{
  return g_unichar_isspace (c) || is_hyphen (c) || is_invisible (c) || c == 0x0085;
}

/* Whether the first character of @text that counts is a digit. */
static gboolean
digit_follows (const char *text)
{
  gsize bytes;
  for (; *text != '\0'; text += bytes)
    {
      gunichar c = narrow (next_character (text, &bytes));
      if (!is_dropped (c))
        return c < 0x80 && g_ascii_isdigit ((char)c);
    }
  return FALSE;
}

static gboolean
ends_in_digit (const GString *text)
{
  return text->len > 0 && g_ascii_isdigit (text->str[text->len - 1]);
}

char *
mdg_text_narrow (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  GString *result = new_result (text);
  gsize bytes;
  for (; *text != '\0'; text += bytes)
    g_string_append_unichar (result, narrow (next_character (text, &bytes)));
  return g_string_free (result, FALSE);
}

char *
mdg_text_code (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  GString *result = new_result (text);
  gsize bytes;
  for (; *text != '\0'; text += bytes)
    {
      gunichar c = narrow (next_character (text, &bytes));
      if (is_dropped (c))
        continue;
      if ((c == LONG_VOWEL || c == HALF_LONG_VOWEL) && ends_in_digit (result)
          && digit_follows (text + bytes))
        continue;
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

/* Characters of which NFKC leaves everything as it is: ASCII, kana in full width, the usual kanji.
 */
static gboolean
is_plain (gunichar c)
{
  return (c < 0x80 && c != 0) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC)
         || (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005 || c == 0x3000;
}

static gboolean
is_all_plain (const char *text)
{
  gsize bytes;
  for (; *text != '\0'; text += bytes)
    if (!is_plain (next_character (text, &bytes)))
      return FALSE;
  return TRUE;
}

static gunichar
fold (gunichar c)
{
  if (c >= 0x30A1 && c <= 0x30F6) /* katakana */
    return c - 0x60;
  if (c == 0x30FD || c == 0x30FE) /* ヽ and ヾ */
    return c - 0x60;
  if (is_hyphen (c))
    return '-';
  return c < 0x80 ? (gunichar)g_ascii_tolower ((char)c) : g_unichar_tolower (c);
}

static void
append_folded (GString *result, gunichar c)
{
  if (is_invisible (c))
    return;
  if (!g_unichar_isspace (c) && c != 0x0085)
    g_string_append_unichar (result, fold (c));
  else if (result->len > 0 && result->str[result->len - 1] != ' ')
    g_string_append_c (result, ' ');
}

char *
mdg_text_fold_normal (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  GString *result = new_result (text);
  gsize bytes;
  for (; *text != '\0'; text += bytes)
    append_folded (result, next_character (text, &bytes));
  if (result->len > 0 && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

char *
mdg_text_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autofree char *whole = NULL, *normal = NULL;
  if (is_all_plain (text))
    return mdg_text_fold_normal (text);
  whole = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (whole, -1, G_NORMALIZE_NFKC);
  return mdg_text_fold_normal (normal);
}

gboolean
mdg_text_has_control (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

gboolean
mdg_text_is_digits (const char *text, gsize n)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return strspn (text, "0123456789") == n && text[n] == '\0';
}

char *
mdg_text_mail (const char *text)
{
  g_autofree char *mail = mdg_text_narrow (text);
  const char *at = strchr (g_strstrip (mail), '@');

  if (at == NULL || at == mail || at[1] == '\0' || strchr (at + 1, '@') != NULL
      || strpbrk (mail, " ,;<>\"") != NULL || !g_str_is_ascii (mail) || mdg_text_has_control (mail))
    return NULL;
  return g_steal_pointer (&mail);
}

char *
mdg_text_group (const char *text, guint size)
{
  g_return_val_if_fail (text != NULL && size > 0, NULL);
  gsize length = strlen (text);
  GString *result = g_string_sized_new (length + length / size + 1);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && i % size == 0)
        g_string_append_c (result, ' ');
      g_string_append_c (result, text[i]);
    }
  return g_string_free (result, FALSE);
}

char *
mdg_text_letters_digits (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (kept, *text);
  return g_string_free (kept, FALSE);
}
