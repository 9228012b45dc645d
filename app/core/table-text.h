/* table-text.h: tables as text: separated values, as files (CSV in UTF-8 with or without byte order mark, CP932, UTF-16) and
 * as pasted from a browser's or a spreadsheet's table (tab-separated). C6, [2], [3]. Any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

/* What is read at most. Beyond, nothing is read. */
#define MDG_TABLE_BYTES_MAX (32 * 1024 * 1024)
#define MDG_TABLE_ROWS_MAX 200000
#define MDG_TABLE_COLUMNS_MAX 256
#define MDG_TABLE_CELLS_MAX 4000000
#define MDG_TABLE_CELL_MAX 32767 /* bytes of UTF-8; about what spreadsheets hold in a cell */

typedef enum
{
  MDG_TABLE_UTF8,
  MDG_TABLE_UTF8_BOM, /* what Japanese spreadsheets recognise as UTF-8 */
  MDG_TABLE_CP932,    /* Shift_JIS as Windows has it, with NEC's and IBM's characters */
  MDG_TABLE_UTF16     /* only read: "Unicode text" of spreadsheets */
} MdgTableEncoding;

/* Why a table could not be read or written. */
typedef enum
{
  MDG_TABLE_FAULT_NONE,
  MDG_TABLE_FAULT_TOO_LONG,
  MDG_TABLE_FAULT_TOO_MANY_ROWS,
  MDG_TABLE_FAULT_TOO_MANY_COLUMNS,
  MDG_TABLE_FAULT_CELL_TOO_LONG,
  MDG_TABLE_FAULT_NOT_TEXT,         /* NUL, or bytes that are none of the encodings */
  MDG_TABLE_FAULT_OPEN_QUOTE,       /* a " that is never closed; line: where it stands */
  MDG_TABLE_FAULT_NO_SUCH_CHARACTER /* writing: CP932 does not have it */
} MdgTableFaultKind;

typedef struct
{
  MdgTableFaultKind kind;
  guint line;         /* reading: of the text; writing: of the table, the headings being 1; 0: of no one line */
  guint column;       /* from 1; 0: of no one column */
  gunichar character; /* NO_SUCH_CHARACTER */
} MdgTableFault;

typedef struct
{
  guint line; /* of the text, from 1, where it begins */
  guint n;
  char **cells; /* @n and NULL; UTF-8; rows need not be equally long */
} MdgTableRow;

typedef struct
{
  GPtrArray *rows; /* of MdgTableRow; blank lines are left out */
  MdgTableEncoding encoding;
  char separator; /* ',', '\t' or ';' */
} MdgTable;

/* Reads @length bytes. The encoding is the byte order mark's, else UTF-8 if it is that throughout, else CP932; the
 * separator is the one that stands on most of the first lines. Lines end with CRLF, LF or CR. A cell that begins with " goes
 * to the closing one, "" in it being one; what follows until the separator belongs to it. In tab-separated text a "
 * that does not end just before a separator or line end is an ordinary character (browsers do not quote).
 * @fault: (out) (optional). Errors: MDG_ERROR_INVALID_INPUT, _TOO_LARGE. Returns: (transfer full) (nullable) */
MdgTable *mdg_table_read (const char *text, gsize length, MdgTableFault *fault, GError **error);
void mdg_table_free (MdgTable *table);

/* Formulas. A spreadsheet calculates a cell that begins with = + - @ (or their full-width forms; spaces before them
 * do not help), and a tab or line end at the head slips others past it. Such a cell is written with a ' before it,
 * and so is one that has ' before such a beginning already. Read back, one ' is taken off a cell that has it before
 * such a beginning, and every value is again what it was; spreadsheets keep the ' over opening and saving.
 * Returns (guard): (transfer full); (unguard): within @cell */
char *mdg_table_guard (const char *cell);
const char *mdg_table_unguard (const char *cell);

/* @text as it comes back from CP932: 〜 − ‖ — ¦ ¢ £ ¬ ¥ ‾ become the characters that Windows has in their place
 * (～ － ∥ ― ￤ ￠ ￡ ￢ ￥ ￣), kana and their separate marks one character. Returns: (transfer full) */
char *mdg_table_cp932_form (const char *text);

/* Writes row by row; all cells are guarded, lines end with CRLF. @encoding: not UTF16. */
typedef struct _MdgTableWriter MdgTableWriter;
MdgTableWriter *mdg_table_writer_new (MdgTableEncoding encoding, char separator);
void mdg_table_writer_free (MdgTableWriter *writer);

/* @cells: NULL-terminated. A row that cannot be written leaves nothing of itself. @fault: (out) (optional).
 * Errors: MDG_ERROR_INVALID_INPUT */
gboolean
mdg_table_writer_add (MdgTableWriter *writer, const char *const *cells, MdgTableFault *fault, GError **error);

/* How many bytes are written and not taken yet; takes them. Returns: (transfer full) */
gsize mdg_table_writer_get_length (MdgTableWriter *writer);
GBytes *mdg_table_writer_take (MdgTableWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTable, mdg_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTableWriter, mdg_table_writer_free)

G_END_DECLS
