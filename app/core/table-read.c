/* table-read.c: separated values, read: first the encoding, then the separator, then row by row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/table-text.h"

#include <string.h>

#define LOOK_AT_LINES 20

static gboolean
refuse (MdgTableFault *fault, GError **error, MdgTableFaultKind kind, guint line, guint column)
{
  gboolean large = kind >= MDG_TABLE_FAULT_TOO_LONG && kind <= MDG_TABLE_FAULT_CELL_TOO_LONG;

  if (fault != NULL)
    *fault = (MdgTableFault){ .kind = kind, .line = line, .column = column };
  mdg_set_error (error, large ? MDG_ERROR_TOO_LARGE : MDG_ERROR_INVALID_INPUT,
                 "A table of which line %u, column %u has fault %d", line, column, (int)kind);
  return FALSE;
}

/* Encoding ------------------------------------------------------------------------------------ */

static guint
count_lines (const char *text, gsize length)
{
  guint lines = 1;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n')))
      lines++;
  return lines;
}

static gboolean
starts_with (const char *text, gsize length, const char *mark)
{
  return length >= strlen (mark) && memcmp (text, mark, strlen (mark)) == 0;
}

/* @line: (out): where the trouble is. Returns: (transfer full) (nullable) */
static char *
convert (const char *text, gsize length, const char *from, gsize *converted, guint *line)
{
  gsize read = 0;
  char *result = g_convert (text, (gssize)length, "UTF-8", from, &read, converted, NULL);

  if (result != NULL && read == length && memchr (result, '\0', *converted) == NULL)
    return result;
  *line = count_lines (text, result == NULL ? MIN (read, length) : length);
  g_free (result);
  return NULL;
}

static char *
decode_cp932 (const char *text, gsize length, gsize *converted, guint *line)
{
  const char *nul = memchr (text, '\0', length);
  g_autofree char *read = NULL;
  char *form;

  if (nul != NULL)
    {
      *line = count_lines (text, (gsize)(nul - text));
      return NULL;
    }
  read = convert (text, length, "CP932", converted, line);
  if (read == NULL)
    return NULL;
  /* Whatever this system's converter makes of the characters that it could take for others. */
  form = mdg_table_cp932_form (read);
  *converted = strlen (form);
  return form;
}

/* @text in UTF-8 without byte order mark. Returns: (transfer full) (nullable) */
static char *
decode (const char *text,
        gsize length,
        gsize *decoded,
        MdgTableEncoding *encoding,
        MdgTableFault *fault,
        GError **error)
{
  const char *end = text;
  guint line = 0;
  char *result = NULL;

  *encoding = MDG_TABLE_UTF16;
  if (starts_with (text, length, "\xFF\xFE"))
    result = convert (text + 2, length - 2, "UTF-16LE", decoded, &line);
  else if (starts_with (text, length, "\xFE\xFF"))
    result = convert (text + 2, length - 2, "UTF-16BE", decoded, &line);
  else
    {
      gboolean marked = starts_with (text, length, "\xEF\xBB\xBF");
      gsize skip = marked ? 3 : 0;

      *encoding = marked ? MDG_TABLE_UTF8_BOM : MDG_TABLE_UTF8;
      *decoded = length - skip;
      if (g_utf8_validate (text + skip, (gssize)(length - skip), &end))
        return g_strndup (text + skip, length - skip);
      line = count_lines (text, (gsize)(end - text));
      if (!marked)
        {
          guint other = 0;

          *encoding = MDG_TABLE_CP932;
          result = decode_cp932 (text, length, decoded, &other);
          line = MAX (line, other);
        }
    }
  if (result == NULL)
    refuse (fault, error, MDG_TABLE_FAULT_NOT_TEXT, line, 0);
  return result;
}

/* Separator ----------------------------------------------------------------------------------- */

static gboolean
is_line_end (char c)
{
  return c == '\r' || c == '\n';
}

/* What stands on most of the first lines (there may be a title above the table, and long notes in
 * it); what is in quotes does not count. With as many lines tabs go before commas, commas before
 * semicolons. */
static char
find_separator (const char *text, const char *end)
{
  static const char separators[] = { '\t', ',', ';' };
  guint lines[G_N_ELEMENTS (separators)] = { 0 };
  gsize best = 0;

  for (guint n = 0; text < end && n < LOOK_AT_LINES; n++)
    {
      gboolean quoted = FALSE, there[G_N_ELEMENTS (separators)] = { FALSE };

      for (; text < end && !is_line_end (*text); text++)
        {
          quoted = *text == '"' ? !quoted : quoted;
          for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
            there[i] |= !quoted && *text == separators[i];
        }
      while (text < end && is_line_end (*text))
        text++;
      for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
        lines[i] += there[i];
    }
  for (gsize i = 1; i < G_N_ELEMENTS (separators); i++)
    if (lines[i] > lines[best])
      best = i;
  return lines[best] > 0 ? separators[best] : ',';
}

/* Rows ---------------------------------------------------------------------------------------- */

typedef struct
{
  const char *next;
  const char *end;
  char separator;
  guint line;     /* where next is */
  guint row_line; /* where the row begins */
  gsize n_cells;  /* of all rows */
  GString *text;  /* the row's cells, each with its NUL */
  GArray *starts; /* gsize: where each begins in it */
  MdgTableFault *fault;
} Reading;

static gboolean
ends_cell (const Reading *reading, const char *at)
{
  return at == reading->end || *at == reading->separator || is_line_end (*at);
}

/* The closing quote of the cell that begins with the one at next, or NULL. In tab-separated text
 * the first lone quote decides. */
static const char *
find_closing_quote (const Reading *reading)
{
  const char *at = reading->next + 1;

  while ((at = memchr (at, '"', (gsize)(reading->end - at))) != NULL)
    {
      if (at + 1 < reading->end && at[1] == '"')
        at += 2;
      else if (reading->separator == '\t' && !ends_cell (reading, at + 1))
        return NULL;
      else
        return at;
    }
  return NULL;
}

static void
take_quoted (Reading *reading, const char *closing)
{
  for (const char *at = reading->next + 1; at < closing; at++)
    {
      g_string_append_c (reading->text, *at);
      if (*at == '"')
        at++;
    }
  reading->line += count_lines (reading->next, (gsize)(closing - reading->next)) - 1;
  reading->next = closing + 1;
}

static gboolean
read_cell (Reading *reading, GError **error)
{
  gsize start = reading->text->len;

  g_array_append_val (reading->starts, start);
  if (reading->next < reading->end && *reading->next == '"')
    {
      const char *closing = find_closing_quote (reading);

      if (closing != NULL)
        take_quoted (reading, closing);
      else if (reading->separator != '\t')
        return refuse (reading->fault, error, MDG_TABLE_FAULT_OPEN_QUOTE, reading->line,
                       reading->starts->len);
    }
  for (; !ends_cell (reading, reading->next); reading->next++)
    g_string_append_c (reading->text, *reading->next);
  if (reading->text->len - start > MDG_TABLE_CELL_MAX)
    return refuse (reading->fault, error, MDG_TABLE_FAULT_CELL_TOO_LONG, reading->row_line,
                   reading->starts->len);
  g_string_append_c (reading->text, '\0');
  return TRUE;
}

static void
pass_line_end (Reading *reading)
{
  if (reading->next == reading->end)
    return;
  if (*reading->next++ == '\r' && reading->next < reading->end && *reading->next == '\n')
    reading->next++;
  reading->line++;
}

static gboolean
read_row (Reading *reading, GError **error)
{
  g_string_truncate (reading->text, 0);
  g_array_set_size (reading->starts, 0);
  reading->row_line = reading->line;
  for (;;)
    {
      if (!read_cell (reading, error))
        return FALSE;
      if (reading->starts->len > MDG_TABLE_COLUMNS_MAX)
        return refuse (reading->fault, error, MDG_TABLE_FAULT_TOO_MANY_COLUMNS, reading->row_line,
                       0);
      if (reading->next == reading->end || *reading->next != reading->separator)
        break;
      reading->next++;
    }
  pass_line_end (reading);
  return TRUE;
}

static gboolean
is_blank (const Reading *reading)
{
  for (gsize i = 0; i < reading->text->len; i++)
    if (reading->text->str[i] != '\0' && reading->text->str[i] != ' ')
      return FALSE;
  return TRUE;
}

/* One block for the whole row. */
static MdgTableRow *
make_row (const Reading *reading)
{
  guint n = reading->starts->len;
  gsize pointers = sizeof (MdgTableRow) + (n + 1) * sizeof (char *);
  MdgTableRow *row = g_malloc (pointers + reading->text->len);
  char *text = (char *)row + pointers;

  row->line = reading->row_line;
  row->n = n;
  row->cells = (char **)(gpointer)(row + 1);
  memcpy (text, reading->text->str, reading->text->len);
  for (guint i = 0; i < n; i++)
    row->cells[i] = text + g_array_index (reading->starts, gsize, i);
  row->cells[n] = NULL;
  return row;
}

static gboolean
read_rows (MdgTable *table, Reading *reading, GError **error)
{
  while (reading->next < reading->end)
    {
      if (!read_row (reading, error))
        return FALSE;
      if (is_blank (reading))
        continue;
      reading->n_cells += reading->starts->len;
      if (table->rows->len == MDG_TABLE_ROWS_MAX || reading->n_cells > MDG_TABLE_CELLS_MAX)
        return refuse (reading->fault, error, MDG_TABLE_FAULT_TOO_MANY_ROWS, reading->row_line, 0);
      g_ptr_array_add (table->rows, make_row (reading));
    }
  return TRUE;
}

MdgTable *
mdg_table_read (const char *text, gsize length, MdgTableFault *fault, GError **error)
{
  g_autoptr (MdgTable) table = g_new0 (MdgTable, 1);
  g_autofree char *decoded = NULL;
  Reading reading = { .line = 1, .fault = fault };
  gsize n = 0;
  gboolean good;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (fault != NULL)
    *fault = (MdgTableFault){ .kind = MDG_TABLE_FAULT_NONE };
  table->rows = g_ptr_array_new_with_free_func (g_free);
  if (length > MDG_TABLE_BYTES_MAX)
    refuse (fault, error, MDG_TABLE_FAULT_TOO_LONG, 0, 0);
  else
    decoded = decode (text == NULL ? "" : text, length, &n, &table->encoding, fault, error);
  if (decoded == NULL)
    return NULL;
  table->separator = find_separator (decoded, decoded + n);
  reading.next = decoded;
  reading.end = decoded + n;
  reading.separator = table->separator;
  reading.text = g_string_new (NULL);
  reading.starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  good = read_rows (table, &reading, error);
  g_string_free (reading.text, TRUE);
  g_array_unref (reading.starts);
  return good ? g_steal_pointer (&table) : NULL;
}

void
mdg_table_free (MdgTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  g_free (table);
}
