/* test-table-text.c: separated values, read and written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/table-text.h"

#include <string.h>

static MdgTable *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  MdgTable *table = mdg_table_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* The rows as "a|b/c|d". */
static char *
flat (const MdgTable *table)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const MdgTableRow *row = table->rows->pdata[i];
      g_autofree char *line = g_strjoinv ("|", row->cells);

      g_assert_cmpuint (g_strv_length (row->cells), ==, row->n);
      g_string_append_printf (result, "%s%s", i > 0 ? "/" : "", line);
    }
  return g_string_free (result, FALSE);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text, *rows;
    char separator;
  } cases[] = {
    { "", "", ',' },
    { "\r\n\n\r", "", ',' },
    { "a", "a", ',' },
    { "a,b\r\nc,d\r\n", "a|b/c|d", ',' },
    { "a,b\nc,d", "a|b/c|d", ',' },
    { "a,b\rc,d\r", "a|b/c|d", ',' },
    { "a\tb\n\tc\t\n", "a|b/|c|", '\t' },
    { "a;b;c\nd,e;f;g\n", "a|b|c/d,e|f|g", ';' },
    { "a,b\n\n  \nc\nd,e,f\n,,\n,x\n", "a|b/c/d|e|f/|x", ',' },
    { "\"a,b\",c\n\"d\"\"e\",\"\"\n", "a,b|c/d\"e|", ',' },
    { "\"a\r\nb\",c\n", "a\r\nb|c", ',' },
    { "\"a\"b,c\"d\n", "ab|c\"d", ',' },
    { "\"a,b\";\"c,d\"\n", "a,b|c,d", ';' },
    { "a\t\"b\n\"c\t\"d\n\"e", "a|\"b/\"c|\"d/\"e", '\t' },
    { "a\t\"b\tc\n\"d\"e\tf\n", "a|\"b|c/\"d\"e|f", '\t' },
    { "a\t\"b\tb\nb\"\t\"\"\"c\"\"\"", "a|b\tb\nb|\"c\"", '\t' },
    { "a\tb\nc\td\nx,y,z,1,2,3,4\n", "a|b/c|d/x,y,z,1,2,3,4", '\t' },
    { "a,b\r\nc,x;y;z;1;2;3\r\nd,e\r\n", "a|b/c|x;y;z;1;2;3/d|e", ',' },
    { "a,x;y\nb,x;y\n", "a|x;y/b|x;y", ',' },
    { "a,b\tc,d\n", "a,b|c,d", '\t' },
    { "備考（利用者名、端末名等）,ＩＤ\n", "備考（利用者名、端末名等）|ＩＤ", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgTable) table = read_text (cases[i].text);
      g_autofree char *rows = flat (table);

      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_cmpint (table->separator, ==, cases[i].separator);
      g_assert_cmpint (table->encoding, ==, MDG_TABLE_UTF8);
    }
}

static void
test_lines (void)
{
  g_autoptr (MdgTable) table = read_text ("a,b\r\n\r\n\"x\ny\",c\rd\n\n\ne");
  const guint lines[] = { 1, 3, 5, 8 };

  g_assert_cmpuint (table->rows->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < table->rows->len; i++)
    g_assert_cmpuint (((MdgTableRow *)table->rows->pdata[i])->line, ==, lines[i]);
}

static void
check_encoding (const char *bytes, gsize length, MdgTableEncoding encoding, const char *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTable) table = mdg_table_read (bytes, length, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->encoding, ==, encoding);
  g_autofree char *read = flat (table);
  g_assert_cmpstr (read, ==, rows);
}

static void
test_encodings (void)
{
  /* 利用可,〜 in each; the wave dash is 0x8160 in CP932 and comes back as Windows reads it. */
  static const char cp932[] = "\x97\x98\x97\x70\x89\xC2,\x81\x60\x81\x7C\xFA\x55\x87\x40\xB1";
  static const char wide[] = "\xFF\xFE\x29\x52\x28\x75\xEF\x53\t\0a\0\r\0\n\0";
  static const char wide_big[] = "\xFE\xFF\x52\x29\0\t\0a";

  check_encoding ("利用可,〜", strlen ("利用可,〜"), MDG_TABLE_UTF8, "利用可|〜");
  check_encoding ("\xEF\xBB\xBF利用可,a", strlen ("...利用可,a"), MDG_TABLE_UTF8_BOM, "利用可|a");
  check_encoding (cp932, sizeof cp932 - 1, MDG_TABLE_CP932, "利用可|～－￤①ｱ");
  check_encoding (wide, sizeof wide - 1, MDG_TABLE_UTF16, "利用可|a");
  check_encoding (wide_big, sizeof wide_big - 1, MDG_TABLE_UTF16, "利|a");
}

static void
check_fault (const char *bytes, gsize length, MdgTableFaultKind kind, guint line, guint column)
{
  g_autoptr (GError) error = NULL;
  MdgTableFault fault;
  gboolean large = kind >= MDG_TABLE_FAULT_TOO_LONG && kind <= MDG_TABLE_FAULT_CELL_TOO_LONG;

  g_assert_null (mdg_table_read (bytes, length, &fault, &error));
  g_assert_true (error != NULL && error->domain == MDG_ERROR);
  g_assert_cmpint (error->code, ==, large ? MDG_ERROR_TOO_LARGE : MDG_ERROR_INVALID_INPUT);
  g_assert_cmpint (fault.kind, ==, kind);
  g_assert_cmpuint (fault.line, ==, line);
  g_assert_cmpuint (fault.column, ==, column);
}

static void
test_not_text (void)
{
  check_fault ("a\nb\0c", 5, MDG_TABLE_FAULT_NOT_TEXT, 2, 0);
  check_fault ("a\r\nb\r\n\x81", 7, MDG_TABLE_FAULT_NOT_TEXT, 3, 0);
  check_fault ("あ\n\xFF\xFF", 6, MDG_TABLE_FAULT_NOT_TEXT, 2, 0);
  check_fault ("\xEF\xBB\xBF\x97\x98", 5, MDG_TABLE_FAULT_NOT_TEXT, 1, 0);
  check_fault ("\xFF\xFE\x29", 3, MDG_TABLE_FAULT_NOT_TEXT, 1, 0);
  check_fault ("\xFF\xFE\0\0a\0", 6, MDG_TABLE_FAULT_NOT_TEXT, 1, 0);
  check_fault ("a,b\nc,\"d\ne,f\n", 13, MDG_TABLE_FAULT_OPEN_QUOTE, 2, 2);
}

/* @text, @times over, with what stands around it. */
static char *
many (const char *before, const char *text, gsize times)
{
  GString *result = g_string_new (before);

  for (gsize i = 0; i < times; i++)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *columns = many ("a\nb", ",", MDG_TABLE_COLUMNS_MAX);
  g_autofree char *rows = many ("", "a\n", MDG_TABLE_ROWS_MAX + 1);
  g_autofree char *cell = many ("a\nb,", "c", MDG_TABLE_CELL_MAX + 1);
  g_autofree char *comma_row = many ("a", ",", MDG_TABLE_COLUMNS_MAX - 1);
  g_autofree char *with_end = g_strconcat (comma_row, "\n", NULL);
  g_autofree char *cells = many ("", with_end, MDG_TABLE_CELLS_MAX / MDG_TABLE_COLUMNS_MAX + 1);
  g_autofree char *bytes = g_malloc0 (MDG_TABLE_BYTES_MAX + 1);

  check_fault (columns, strlen (columns), MDG_TABLE_FAULT_TOO_MANY_COLUMNS, 2, 0);
  check_fault (rows, strlen (rows), MDG_TABLE_FAULT_TOO_MANY_ROWS, MDG_TABLE_ROWS_MAX + 1, 0);
  check_fault (cell, strlen (cell), MDG_TABLE_FAULT_CELL_TOO_LONG, 2, 2);
  check_fault (cells, strlen (cells), MDG_TABLE_FAULT_TOO_MANY_ROWS,
               MDG_TABLE_CELLS_MAX / MDG_TABLE_COLUMNS_MAX + 1, 0);
  check_fault (bytes, MDG_TABLE_BYTES_MAX + 1, MDG_TABLE_FAULT_TOO_LONG, 0, 0);
  cell[strlen (cell) - 1] = '\0';
  columns[strlen (columns) - 1] = '\0';
  rows[strlen (rows) - 2] = '\0';
  g_autoptr (MdgTable) long_cell = read_text (cell);
  g_autoptr (MdgTable) broad = read_text (columns);
  g_autoptr (MdgTable) tall = read_text (rows);
  g_assert_cmpuint (tall->rows->len, ==, MDG_TABLE_ROWS_MAX);
}

static const char *const hard[]
    = { "",         "plain",      "=1+1",       "+81 3", "-",        "@SUM(A1)",
        "\tx",      "\rx",        "\nx",        "'",     "'a",       "'=1",
        "''=1",     "＝１",       "＋",         "－",    "＠",       "  =1",
        "　=1",     "' =1",       "a,b",        "\"",    "\"\"",     "a\"b",
        "a\r\nb",   " space ",    "a;b\tc",     "−5",    "備考　～", "髙﨑①㈱ﾃｽﾄ",
        "W0000001", "2024-08-01", "0140540006", "a'=b",  "'-'",      "、。" };

static void
test_guard (void)
{
  static const char *const formulas[]
      = { "=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", " =1", "−1" };

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *guarded = mdg_table_guard (formulas[i]);

      g_assert_cmpint (guarded[0], ==, '\'');
      g_assert_cmpstr (guarded + 1, ==, formulas[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hard); i++)
    {
      g_autofree char *guarded = mdg_table_guard (hard[i]);

      g_assert_cmpstr (mdg_table_unguard (guarded), ==, hard[i]);
    }
  g_assert_cmpstr (mdg_table_unguard ("'a"), ==, "'a");
  g_assert_cmpstr (mdg_table_unguard ("'"), ==, "'");
}

static GBytes *
write_rows (const char *const *cells,
            gsize n,
            guint rows,
            MdgTableEncoding encoding,
            char separator)
{
  g_autoptr (MdgTableWriter) writer = mdg_table_writer_new (encoding, separator);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) row = g_ptr_array_new ();

  g_ptr_array_add (row, (gpointer) "x");
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (row, (gpointer)cells[i]);
  g_ptr_array_add (row, NULL);
  for (guint i = 0; i < rows; i++)
    g_assert_true (mdg_table_writer_add (writer, (const char *const *)row->pdata, NULL, &error));
  g_assert_no_error (error);
  return mdg_table_writer_take (writer);
}

static void
check_round_trip (MdgTableEncoding encoding, char separator)
{
  g_autoptr (GBytes) bytes = write_rows (hard, G_N_ELEMENTS (hard), 3, encoding, separator);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTable) table = mdg_table_read (text, length, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->encoding, ==, encoding);
  g_assert_cmpint (table->separator, ==, separator);
  g_assert_cmpuint (table->rows->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const MdgTableRow *row = table->rows->pdata[i];

      g_assert_cmpuint (row->n, ==, G_N_ELEMENTS (hard) + 1);
      for (guint k = 0; k < G_N_ELEMENTS (hard); k++)
        {
          g_autofree char *form
              = encoding == MDG_TABLE_CP932 ? mdg_table_cp932_form (hard[k]) : g_strdup (hard[k]);

          g_assert_cmpstr (mdg_table_unguard (row->cells[k + 1]), ==, form);
        }
    }
}

static void
test_round_trip (void)
{
  static const MdgTableEncoding encodings[]
      = { MDG_TABLE_UTF8, MDG_TABLE_UTF8_BOM, MDG_TABLE_CP932 };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      check_round_trip (encodings[i], ',');
      check_round_trip (encodings[i], '\t');
    }
}

static void
test_written (void)
{
  static const char *const cells[] = { "a,b", "c\"d", "=1", "利" };
  g_autoptr (GBytes) plain = write_rows (cells, 4, 1, MDG_TABLE_UTF8_BOM, ',');
  g_autoptr (GBytes) old = write_rows (cells, 4, 1, MDG_TABLE_CP932, ',');
  static const char wanted[] = "\xEF\xBB\xBFx,\"a,b\",\"c\"\"d\",'=1,利\r\n";
  static const char wanted_old[] = "x,\"a,b\",\"c\"\"d\",'=1,\x97\x98\r\n";

  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), wanted,
                   sizeof wanted - 1);
  g_assert_cmpmem (g_bytes_get_data (old, NULL), g_bytes_get_size (old), wanted_old,
                   sizeof wanted_old - 1);
}

static void
test_no_such_character (void)
{
  static const char *const good[] = { "ID", "備考", NULL };
  static const char *const bad[] = { "W0000001", "𠮷田", NULL };
  g_autoptr (MdgTableWriter) writer = mdg_table_writer_new (MDG_TABLE_CP932, ',');
  g_autoptr (GError) error = NULL;
  g_autofree char *long_cell = many ("", "あ", 3000);
  g_autofree char *late = g_strconcat (long_cell, "é", NULL);
  const char *cells[] = { late, NULL };
  MdgTableFault fault;

  g_assert_true (mdg_table_writer_add (writer, good, &fault, &error));
  gsize before = mdg_table_writer_get_length (writer);
  g_assert_false (mdg_table_writer_add (writer, bad, &fault, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpint (fault.kind, ==, MDG_TABLE_FAULT_NO_SUCH_CHARACTER);
  g_assert_cmpuint (fault.line, ==, 2);
  g_assert_cmpuint (fault.column, ==, 2);
  g_assert_cmpuint (fault.character, ==, 0x20BB7);
  g_assert_cmpuint (mdg_table_writer_get_length (writer), ==, before);
  g_clear_error (&error);
  g_assert_false (mdg_table_writer_add (writer, cells, &fault, &error));
  g_assert_cmpuint (fault.character, ==, 0xE9);
  g_assert_cmpuint (fault.column, ==, 1);
  g_assert_cmpuint (mdg_table_writer_get_length (writer), ==, before);
}

/* Whatever CP932 takes, it gives back: no character silently becomes another one. */
static void
test_cp932_is_faithful (void)
{
  guint n = 0;

  for (gunichar c = 0x20; c < 0x10000; c++)
    {
      char utf8[8] = { 0 };
      const char *cells[] = { "x", utf8, NULL };
      g_autoptr (MdgTableWriter) writer = mdg_table_writer_new (MDG_TABLE_CP932, ',');

      if (!g_unichar_validate (c) || c == 0xFEFF)
        continue;
      g_unichar_to_utf8 (c, utf8);
      if (!mdg_table_writer_add (writer, cells, NULL, NULL))
        continue;
      g_autoptr (GBytes) bytes = mdg_table_writer_take (writer);
      g_autoptr (MdgTable) table
          = mdg_table_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
      g_autofree char *form = mdg_table_cp932_form (utf8);
      g_assert_nonnull (table);
      const MdgTableRow *row = table->rows->pdata[0];
      /* Two bytes of CP932 can look like UTF-8. */
      if (c >= 0x80 && table->encoding != MDG_TABLE_CP932)
        continue;
      g_assert_cmpstr (mdg_table_unguard (row->cells[1]), ==, form);
      n++;
    }
  g_assert_cmpuint (n, >, 7000);
}

static void
test_cp932_form (void)
{
  g_autofree char *wave = mdg_table_cp932_form ("10〜12−1 ‖—¦¢£¬¥‾");
  g_autofree char *marks = mdg_table_cp932_form ("か\xE3\x82\x99は\xE3\x82\x9A\xE3\x82\x99神");

  g_assert_cmpstr (wave, ==, "10～12－1 ∥―￤￠￡￢￥￣");
  g_assert_cmpstr (marks, ==, "がぱ\xE3\x82\x99神");
}

/* What hostile text asks for at most is one look at each byte or two. */
static void
test_quotes_galore (void)
{
  g_autofree char *lone = many ("a\t", "\"a\t\"\"b\t\"\"\"c\n", 200000);
  g_autofree char *doubled = many ("a\t", "\"\"\"\"\t", 200);

  g_autoptr (MdgTable) table = mdg_table_read (lone, strlen (lone), NULL, NULL);
  g_autoptr (MdgTable) other = mdg_table_read (doubled, strlen (doubled), NULL, NULL);
  g_assert_nonnull (table);
  g_assert_cmpuint (table->rows->len, ==, 200000);
  g_assert_nonnull (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-text/shapes", test_shapes);
  g_test_add_func ("/table-text/lines", test_lines);
  g_test_add_func ("/table-text/encodings", test_encodings);
  g_test_add_func ("/table-text/not-text", test_not_text);
  g_test_add_func ("/table-text/limits", test_limits);
  g_test_add_func ("/table-text/guard", test_guard);
  g_test_add_func ("/table-text/round-trip", test_round_trip);
  g_test_add_func ("/table-text/written", test_written);
  g_test_add_func ("/table-text/no-such-character", test_no_such_character);
  g_test_add_func ("/table-text/cp932-faithful", test_cp932_is_faithful);
  g_test_add_func ("/table-text/cp932-form", test_cp932_form);
  g_test_add_func ("/table-text/quotes-galore", test_quotes_galore);
  return g_test_run ();
}
