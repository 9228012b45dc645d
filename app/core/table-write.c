/* table-write.c: separated values, written; formulas made harmless; CP932.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/table-text.h"

#include <string.h>

#define PLANE 0x10000

/* Formulas ------------------------------------------------------------------------------------ */

static gboolean
begins_formula (const char *cell)
{
  while (*cell == '\'')
    cell++;
  for (;;)
    {
      gunichar c = g_utf8_get_char (cell);

      if (c != ' ' && c != 0x00A0 && c != 0x3000)
        return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n'
               || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20 || c == 0x2212;
      cell = g_utf8_next_char (cell);
    }
}

char *
mdg_table_guard (const char *cell)
{
  g_return_val_if_fail (cell != NULL, NULL);
  return g_strconcat (begins_formula (cell) ? "'" : "", cell, NULL);
}

const char *
mdg_table_unguard (const char *cell)
{
  g_return_val_if_fail (cell != NULL, NULL);
  return *cell == '\'' && begins_formula (cell + 1) ? cell + 1 : cell;
}

/* CP932 --------------------------------------------------------------------------------------- */

static gunichar
windows_character (gunichar c)
{
  static const gunichar pairs[][2]
      = { { 0x301C, 0xFF5E }, { 0x2212, 0xFF0D }, { 0x2016, 0x2225 }, { 0x2014, 0x2015 },
          { 0x00A6, 0xFFE4 }, { 0x00A2, 0xFFE0 }, { 0x00A3, 0xFFE1 }, { 0x00AC, 0xFFE2 },
          { 0x00A5, 0xFFE5 }, { 0x203E, 0xFFE3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == c)
      return pairs[i][1];
  return c;
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar)*text >= 0x80)
      return FALSE;
  return TRUE;
}

char *
mdg_table_cp932_form (const char *text)
{
  GString *result;
  gunichar last = 0;

  g_return_val_if_fail (text != NULL, NULL);
  if (is_plain (text))
    return g_strdup (text);
  result = g_string_sized_new (strlen (text) + 1);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = windows_character (g_utf8_get_char (text)), whole;

      if ((c == 0x3099 || c == 0x309A) && g_unichar_compose (last, c, &whole))
        {
          g_string_truncate (result, result->len - (gsize)g_unichar_to_utf8 (last, NULL));
          c = whole;
        }
      g_string_append_unichar (result, c);
      last = c;
    }
  return g_string_free (result, FALSE);
}

/* Rows ---------------------------------------------------------------------------------------- */

enum Known
{
  NOT_ASKED,
  HAS_IT,
  HAS_NOT
};

struct _MdgTableWriter
{
  MdgTableEncoding encoding;
  char separator;
  GIConv cp932;      /* CP932: there */
  GIConv from_cp932; /* and back */
  guint8 *known;     /* CP932: by character, one of Known */
  GByteArray *bytes;
  guint n_rows;
};

MdgTableWriter *
mdg_table_writer_new (MdgTableEncoding encoding, char separator)
{
  MdgTableWriter *self;

  g_return_val_if_fail (encoding != MDG_TABLE_UTF16, NULL);
  self = g_new0 (MdgTableWriter, 1);
  self->encoding = encoding;
  self->separator = separator;
  self->bytes = g_byte_array_new ();
  self->cp932 = self->from_cp932 = (GIConv)-1;
  if (encoding == MDG_TABLE_CP932)
    {
      self->cp932 = g_iconv_open ("CP932", "UTF-8");
      self->from_cp932 = g_iconv_open ("UTF-8", "CP932");
      self->known = g_malloc0 (PLANE);
    }
  if (encoding == MDG_TABLE_UTF8_BOM)
    g_byte_array_append (self->bytes, (const guint8 *)"\xEF\xBB\xBF", 3);
  return self;
}

void
mdg_table_writer_free (MdgTableWriter *self)
{
  if (self == NULL)
    return;
  if (self->cp932 != (GIConv)-1)
    g_iconv_close (self->cp932);
  if (self->from_cp932 != (GIConv)-1)
    g_iconv_close (self->from_cp932);
  g_free (self->known);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
append (MdgTableWriter *self, const char *text, gsize length)
{
  g_byte_array_append (self->bytes, (const guint8 *)text, (guint)length);
}

/* Returns: what could not be written; NULL: all was */
static const char *
append_cp932 (MdgTableWriter *self, char *text)
{
  char *from = text;
  gsize left = strlen (text);

  while (left > 0)
    {
      char room[1024], *to = room;
      gsize space = sizeof room, before = left;

      g_iconv (self->cp932, &from, &left, &to, &space);
      append (self, room, sizeof room - space);
      if (left == before)
        return from;
    }
  return NULL;
}

/* Whether @c goes to CP932 and comes back: converters write more than they read again. */
static gboolean
comes_back (const MdgTableWriter *self, gunichar c)
{
  char utf8[8] = { 0 }, there[8] = { 0 }, back[16] = { 0 };
  char *from = utf8, *to = there;
  gsize left = (gsize)g_unichar_to_utf8 (c, utf8), space = sizeof there - 1;

  if (g_iconv (self->cp932, &from, &left, &to, &space) != 0 || left != 0)
    return FALSE;
  from = there;
  left = sizeof there - 1 - space;
  to = back;
  space = sizeof back - 1;
  return g_iconv (self->from_cp932, &from, &left, &to, &space) == 0 && left == 0
         && g_utf8_validate (back, -1, NULL) && g_utf8_strlen (back, -1) == 1
         && windows_character (g_utf8_get_char (back)) == c;
}

/* Returns: the first character of @text that CP932 does not have; NULL: it has all */
static const char *
find_foreign (MdgTableWriter *self, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x80)
        continue;
      if (c >= PLANE)
        return text;
      if (self->known[c] == NOT_ASKED)
        self->known[c] = comes_back (self, c) ? HAS_IT : HAS_NOT;
      if (self->known[c] == HAS_NOT)
        return text;
    }
  return NULL;
}

static gboolean
refuse (const MdgTableWriter *self,
        const char *at,
        guint column,
        MdgTableFault *fault,
        GError **error)
{
  gunichar character = g_utf8_get_char (at);

  if (fault != NULL)
    *fault
        = (MdgTableFault){ MDG_TABLE_FAULT_NO_SUCH_CHARACTER, self->n_rows + 1, column, character };
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT,
                 "Row %u, column %u has U+%04X, which is not in CP932", self->n_rows + 1, column,
                 character);
  return FALSE;
}

/* Also what could be taken for another separator. */
static gboolean
wants_quotes (const char *cell)
{
  gsize length = strlen (cell);

  return strpbrk (cell, "\"\r\n\t,;") != NULL || cell[0] == ' '
         || (length > 0 && cell[length - 1] == ' ');
}

/* @cell in quotes, where it wants them. */
static char *
dress (const char *cell)
{
  g_autofree char *guarded = mdg_table_guard (cell);
  GString *result;

  if (!wants_quotes (guarded))
    return g_steal_pointer (&guarded);
  result = g_string_new (guarded);
  g_string_replace (result, "\"", "\"\"", 0);
  g_string_prepend_c (result, '"');
  g_string_append_c (result, '"');
  return g_string_free (result, FALSE);
}

static gboolean
add_cell (MdgTableWriter *self,
          const char *cell,
          guint column,
          MdgTableFault *fault,
          GError **error)
{
  g_autofree char *dressed = dress (cell);
  g_autofree char *form = NULL;
  const char *bad;

  if (column > 1)
    append (self, &self->separator, 1);
  if (self->encoding != MDG_TABLE_CP932)
    {
      append (self, dressed, strlen (dressed));
      return TRUE;
    }
  form = mdg_table_cp932_form (dressed);
  bad = find_foreign (self, form);
  if (bad == NULL)
    bad = append_cp932 (self, form);
  return bad == NULL || refuse (self, bad, column, fault, error);
}

gboolean
mdg_table_writer_add (MdgTableWriter *self,
                      const char *const *cells,
                      MdgTableFault *fault,
                      GError **error)
{
  guint before = self->bytes->len;

  g_return_val_if_fail (self != NULL && cells != NULL, FALSE);
  if (fault != NULL)
    *fault = (MdgTableFault){ .kind = MDG_TABLE_FAULT_NONE };
  for (guint i = 0; cells[i] != NULL; i++)
    if (!add_cell (self, cells[i], i + 1, fault, error))
      {
        g_byte_array_set_size (self->bytes, before);
        return FALSE;
      }
  append (self, "\r\n", 2);
  self->n_rows++;
  return TRUE;
}

gsize
mdg_table_writer_get_length (MdgTableWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->bytes->len;
}

GBytes *
mdg_table_writer_take (MdgTableWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GByteArray *bytes = self->bytes;

  self->bytes = g_byte_array_new ();
  return g_byte_array_free_to_bytes (bytes);
}
