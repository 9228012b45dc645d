/* json-text.c: takes the text of one JSON object apart where it lies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/json-text.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define BYTES_PER_VALUE 16 /* a guess at first */

struct _MdgJsonText
{
  char *text; /* strings end in a NUL where their quotation mark was */
  gsize size;
  GArray *values; /* of MdgJsonValue: the object first */
  char *at;
  guint depth;
};

static gboolean take_value (MdgJsonText *self, const char *name);

static void
skip_space (MdgJsonText *self)
{
  while (*self->at == ' ' || *self->at == '\t' || *self->at == '\r' || *self->at == '\n')
    self->at++;
}

/* Whether @c comes next; then it is taken. */
static gboolean
take (MdgJsonText *self, char c)
{
  skip_space (self);
  if (*self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

/* Strings ----------------------------------------------------------------------------------- */

/* Four digits; the text ends in a NUL, so that looking ahead stops there. Returns: -1 for none */
static int
hex_unit (const char *text)
{
  int unit = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* @from stands behind \u. Returns: the character, two halves put together; 0 when it is none */
static gunichar
take_unicode (const char **from)
{
  int unit = hex_unit (*from), low;

  if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return 0;
  *from += 4;
  if (unit < 0xD800 || unit > 0xDFFF)
    return (gunichar)unit;
  if ((*from)[0] != '\\' || (*from)[1] != 'u')
    return 0;
  low = hex_unit (*from + 2);
  if (low < 0xDC00 || low > 0xDFFF)
    return 0;
  *from += 6;
  return 0x10000 + (((gunichar)unit - 0xD800) << 10) + ((gunichar)low - 0xDC00);
}

/* @from stands at a backslash. What is written is never longer than what is read. */
static gboolean
take_escape (const char **from, char **to)
{
  static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  char name = (*from)[1];
  const char *known = name != '\0' ? strchr (names, name) : NULL;
  gunichar c;

  *from += 2;
  if (known != NULL)
    {
      *(*to)++ = meanings[known - names];
      return TRUE;
    }
  c = name == 'u' ? take_unicode (from) : 0;
  *to += c != 0 ? g_unichar_to_utf8 (c, *to) : 0;
  return c != 0;
}

/* Returns: (nullable): what stands between the quotation marks, where it stood */
static char *
take_string (MdgJsonText *self)
{
  char *text, *to;
  const char *from;

  if (!take (self, '"'))
    return NULL;
  text = self->at;
  to = text;
  while (*to != '"' && *to != '\\' && (guchar)*to >= 0x20)
    to++;
  from = to;
  while (*from != '"')
    {
      if ((guchar)*from < 0x20)
        return NULL;
      if (*from != '\\')
        *to++ = *from++;
      else if (!take_escape (&from, &to))
        return NULL;
    }
  self->at = text + (from - text) + 1;
  *to = '\0';
  return text;
}

/* The rest ---------------------------------------------------------------------------------- */

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* A point with digits, an exponent. Returns: FALSE when they are begun and not ended */
static gboolean
skip_fraction (char **end)
{
  gsize n;

  if (**end == '.')
    {
      n = count_digits (*end + 1);
      *end += n + 1;
      if (n == 0)
        return FALSE;
    }
  if (**end == 'e' || **end == 'E')
    {
      (*end)++;
      if (**end == '+' || **end == '-')
        (*end)++;
      n = count_digits (*end);
      *end += n;
      return n > 0;
    }
  return TRUE;
}

static gboolean
take_number (MdgJsonText *self, MdgJsonValue *value)
{
  char *begin = self->at, *digits = *begin == '-' ? begin + 1 : begin;
  gsize n = count_digits (digits);
  char *whole = digits + n, *end = whole;

  if (n == 0 || (n > 1 && *digits == '0') || !skip_fraction (&end))
    return FALSE;
  errno = 0;
  value->number = g_ascii_strtoll (begin, NULL, 10);
  value->type = end == whole && errno == 0 ? MDG_JSON_INT : MDG_JSON_FRACTION;
  self->at = end;
  return TRUE;
}

static gboolean
take_word (MdgJsonText *self, const char *word)
{
  if (!g_str_has_prefix (self->at, word))
    return FALSE;
  self->at += strlen (word);
  return TRUE;
}

static gboolean
take_plain (MdgJsonText *self, MdgJsonValue *value)
{
  if (*self->at == '"')
    {
      value->type = MDG_JSON_STRING;
      value->string = take_string (self);
      return value->string != NULL;
    }
  if (take_word (self, "null"))
    return TRUE;
  value->number = take_word (self, "true");
  if (!value->number && !take_word (self, "false"))
    return take_number (self, value);
  value->type = MDG_JSON_BOOLEAN;
  return TRUE;
}

/* @close: behind the last one. @n: (out) */
static gboolean
take_elements (MdgJsonText *self, char close, guint *n)
{
  gboolean members = close == '}';

  *n = 0;
  if (take (self, close))
    return TRUE;
  do
    {
      const char *name = members ? take_string (self) : NULL;

      if (members && (name == NULL || !take (self, ':')))
        return FALSE;
      if (!take_value (self, name))
        return FALSE;
      (*n)++;
    }
  while (take (self, ','));
  return take (self, close);
}

/* The array may be moved while it grows: a container is entered again when it is whole. */
static gboolean
take_value (MdgJsonText *self, const char *name)
{
  guint place = self->values->len;
  MdgJsonValue value = { .span = 1, .name = name };
  gboolean object, good;

  skip_space (self);
  object = *self->at == '{';
  if (!object && *self->at != '[')
    {
      good = take_plain (self, &value);
      g_array_append_val (self->values, value);
      return good;
    }
  if (++self->depth > MDG_JSON_DEPTH)
    return FALSE;
  g_array_append_val (self->values, value);
  self->at++;
  good = take_elements (self, object ? '}' : ']', &value.n_elements);
  self->depth--;
  value.type = object ? MDG_JSON_OBJECT : MDG_JSON_ARRAY;
  value.span = self->values->len - place;
  g_array_index (self->values, MdgJsonValue, place) = value;
  return good;
}

static gboolean
take_object (MdgJsonText *self)
{
  skip_space (self);
  if (*self->at != '{' || !take_value (self, NULL))
    return FALSE;
  skip_space (self);
  return self->at == self->text + self->size;
}

MdgJsonText *
mdg_json_text_new (const char *json, gsize length)
{
  MdgJsonText *self = g_new0 (MdgJsonText, 1);

  self->text = g_strndup (json, length);
  self->size = length;
  self->at = self->text;
  self->values = g_array_sized_new (FALSE, FALSE, sizeof (MdgJsonValue),
                                    (guint)(length / BYTES_PER_VALUE) + 1);
  if (take_object (self))
    return self;
  mdg_json_text_free (self);
  return NULL;
}

void
mdg_json_text_free (MdgJsonText *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->text, self->size);
  g_free (self->text);
  g_array_unref (self->values);
  g_free (self);
}

const MdgJsonValue *
mdg_json_text_get_root (MdgJsonText *self)
{
  return &g_array_index (self->values, MdgJsonValue, 0);
}

const MdgJsonValue *
mdg_json_value_find (const MdgJsonValue *object, const char *name)
{
  const MdgJsonValue *found = NULL;

  for (MDG_JSON_EACH (member, object))
    if (strcmp (member->name, name) == 0)
      found = member;
  return found;
}
