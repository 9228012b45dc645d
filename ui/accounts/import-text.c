/* import-text.c: what an import would do, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/import-text.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/list-columns.h"

#define CELL_SHOWN 40 /* characters of what stands in the table */

const char *
mdg_import_verdict_text (MdgImportVerdict verdict)
{
  switch (verdict)
    {
    case MDG_IMPORT_ADD:
      return C_ ("import", "Added");
    case MDG_IMPORT_CHANGE:
      return C_ ("import", "Changed");
    case MDG_IMPORT_SAME:
      return C_ ("import", "Unchanged");
    default:
      return C_ ("import", "Refused");
    }
}

static const char *
column_title (MdgAccountColumn column)
{
  static const MdgAccountSort sorts[] = {
    [MDG_COLUMN_ID] = MDG_SORT_ID,
    [MDG_COLUMN_NOTE] = MDG_SORT_NOTE,
    [MDG_COLUMN_STATUS] = MDG_SORT_STATUS,
    [MDG_COLUMN_STARTED] = MDG_SORT_STARTED,
    [MDG_COLUMN_ENDED] = MDG_SORT_ENDED,
    [MDG_COLUMN_SUSPENDED] = MDG_SORT_SUSPENDED,
    [MDG_COLUMN_FACILITY] = MDG_SORT_FACILITY,
  };

  return column == MDG_COLUMN_INSTITUTION ? _ ("Institution code")
                                          : mdg_list_column_title (sorts[column]);
}

/* What a person sees in the column, in quotation marks. Returns: (transfer full) */
static char *
value_text (const MdgAccount *account, MdgAccountColumn column)
{
  const char *text = column == MDG_COLUMN_STATUS ? mdg_account_status_text (account->status)
                                                 : mdg_account_column_text (account, column);

  return *text != '\0' ? g_strdup_printf (_ ("“%s”"), text)
                       : g_strdup (mdg_account_note_text (text));
}

/* Returns: (transfer full): 「備考：「受付」→「2階」」 */
static char *
change_text (const MdgImportRow *row, MdgAccountColumn column)
{
  g_autofree char *wanted = value_text (row->wanted, column);
  g_autofree char *now = row->now != NULL ? value_text (row->now, column) : NULL;

  if (now == NULL)
    return g_strdup_printf (_ ("%s: %s"), column_title (column), wanted);
  /* Translators: a column, what stands there, what will stand there */
  return g_strdup_printf (_ ("%s: %s → %s"), column_title (column), now, wanted);
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append (text, " / ");
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
changes_text (const MdgImportRow *row)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < MDG_N_COLUMNS; i++)
    {
      MdgAccountColumn column = (MdgAccountColumn)i;

      if (column == MDG_COLUMN_ID)
        continue;
      if ((row->changes & MDG_IMPORT_BIT (i)) != 0)
        add_sentence (text, change_text (row, column));
    }
  for (int i = 0; i < MDG_N_COLUMNS; i++)
    if ((row->differs & MDG_IMPORT_BIT (i)) != 0)
      add_sentence (text, g_strdup_printf (_ ("%s differs from the service, whose value stays"),
                                           column_title ((MdgAccountColumn)i)));
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full): what stands in the table, not too long */
static char *
cell_text (const MdgImportRow *row)
{
  g_autofree char *valid = g_utf8_make_valid (row->cell != NULL ? row->cell : "", -1);
  g_autofree char *line = mdg_account_note_line (valid);
  g_autofree char *head = NULL;

  if (g_utf8_strlen (line, -1) <= CELL_SHOWN)
    return g_steal_pointer (&line);
  head = g_utf8_substring (line, 0, CELL_SHOWN);
  return g_strconcat (head, "…", NULL);
}

static char *
reason_text (const MdgImportRow *row)
{
  g_autofree char *cell = cell_text (row);

  switch (row->reason)
    {
    case MDG_IMPORT_NO_ID:
      return g_strdup (_ ("There is no account ID"));
    case MDG_IMPORT_BAD_ID:
      return g_strdup_printf (_ ("“%s” is no account ID (W and seven digits, or WA and six)"),
                              cell);
    case MDG_IMPORT_DOUBLE:
      return g_strdup_printf (_ ("The same row stands in line %u already; that one counts"),
                              row->other_line);
    case MDG_IMPORT_CONTRADICTION:
      return g_strdup_printf (_ ("Line %u says something else of this account; neither counts"),
                              row->other_line);
    case MDG_IMPORT_NOT_LISTED:
      return g_strdup_printf (_ ("%s is not on the service's list; it is to be applied for"), cell);
    case MDG_IMPORT_OTHER_FACILITY:
      return g_strdup_printf (_ ("The account belongs to another institution code than “%s”"),
                              cell);
    case MDG_IMPORT_BAD_INSTITUTION:
      return g_strdup_printf (_ ("“%s” is no institution code of ten digits"), cell);
    case MDG_IMPORT_BAD_STATUS:
      return *cell != '\0' ? g_strdup_printf (_ ("“%s” is no status"), cell)
                           : g_strdup (_ ("There is no status"));
    case MDG_IMPORT_BAD_DAY:
      return g_strdup_printf (_ ("“%s” is no date"), cell);
    case MDG_IMPORT_BAD_NOTE:
      return g_strdup_printf (_ ("The note is longer than 100 characters or not one line: “%s”"),
                              cell);
    case MDG_IMPORT_BAD_FACILITY:
      return g_strdup_printf (_ ("The facility is too long or not one line: “%s”"), cell);
    case MDG_IMPORT_TOO_MANY_CELLS:
      return g_strdup_printf (_ ("The row has more cells than the table has columns: “%s”"), cell);
    default:
      return g_strdup ("");
    }
}

char *
mdg_import_row_text (const MdgImportRow *row)
{
  return row->verdict == MDG_IMPORT_REFUSED ? reason_text (row) : changes_text (row);
}

static const char *
encoding_text (MdgTableEncoding encoding)
{
  switch (encoding)
    {
    case MDG_TABLE_CP932:
      return "Shift_JIS (CP932)";
    case MDG_TABLE_UTF16:
      return "UTF-16";
    default:
      return "UTF-8";
    }
}

char *
mdg_import_plan_text (const MdgImportPlan *plan)
{
  GString *text = g_string_new (encoding_text (plan->encoding));
  g_autoptr (GString) unknown = g_string_new (NULL);

  if (plan->headless)
    add_sentence (text,
                  g_strdup (_ ("no headings: the columns are taken to be in the portal's order")));
  if (plan->n_skipped > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u line around the table was left out",
                                                   "%u lines around the table were left out",
                                                   plan->n_skipped),
                                         plan->n_skipped));
  for (guint i = 0; i < plan->headings->len; i++)
    {
      const MdgImportHeading *heading = plan->headings->pdata[i];
      g_autofree char *name = NULL;

      if (heading->column >= 0 || *heading->heading == '\0' || unknown->len > 100)
        continue;
      name = mdg_account_note_line (heading->heading);
      g_string_append_printf (unknown, "%s“%.60s”", unknown->len > 0 ? ", " : "", name);
    }
  if (unknown->len > 0)
    {
      g_autofree char *valid = g_utf8_make_valid (unknown->str, -1);

      add_sentence (text, g_strdup_printf (_ ("columns left out: %s"), valid));
    }
  return g_string_free (text, FALSE);
}

/* Why the text is no table. Returns: (transfer full) */
static char *
fault_text (const MdgTableFault *fault)
{
  switch (fault->kind)
    {
    case MDG_TABLE_FAULT_TOO_LONG:
      return g_strdup (_ ("It is longer than 32 MiB. Cut it into several tables."));
    case MDG_TABLE_FAULT_TOO_MANY_ROWS:
      return g_strdup (_ ("It has more than 200,000 rows. Cut it into several tables."));
    case MDG_TABLE_FAULT_TOO_MANY_COLUMNS:
      return g_strdup_printf (
          _ ("Line %u has more than 256 columns. Correct it in the spreadsheet, "
             "then save or copy the table again."),
          fault->line);
    case MDG_TABLE_FAULT_CELL_TOO_LONG:
      return g_strdup_printf (_ ("In line %u a cell is longer than any spreadsheet holds. Correct "
                                 "it, then save or copy the table again."),
                              fault->line);
    case MDG_TABLE_FAULT_OPEN_QUOTE:
      return g_strdup_printf (_ ("In line %u a quotation mark is opened and never closed. Correct "
                                 "it, then save or copy the table again."),
                              fault->line);
    default:
      return g_strdup (_ ("It is no text: neither UTF-8 nor Shift_JIS. Save it as CSV in the "
                          "spreadsheet, or copy the cells and paste them here."));
    }
}

char *
mdg_import_unreadable_text (const MdgTableFault *fault, const GError *error)
{
  g_autofree char *reason = NULL;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    reason
        = g_strdup (_ ("There is no column of account IDs in it. Copy the table together with its "
                       "headings, or save it as CSV with the heading アカウントID."));
  else if (fault->kind != MDG_TABLE_FAULT_NONE)
    reason = fault_text (fault);
  if (reason == NULL)
    return NULL;
  return g_strconcat (_ ("Nothing was imported; the list is as it was."), "\n", reason, NULL);
}

char *
mdg_import_done_text (const MdgImportCount *count, gboolean is_loaded, gboolean has_session)
{
  GString *text = g_string_new (NULL);

  if (count->n_overtaken > 0)
    g_string_append_printf (
        text,
        ngettext ("%u row was left alone, because the account was changed meanwhile.",
                  "%u rows were left alone, because the accounts were changed meanwhile.",
                  count->n_overtaken),
        count->n_overtaken);
  if (count->n_changed > 0 && is_loaded)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            has_session
                                ? _ ("The notes are being sent to the service.")
                                : _ ("The notes are sent by themselves after the next login."));
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                          _ ("It can be taken back at “Import a table”."));
  return g_string_free (text, FALSE);
}
