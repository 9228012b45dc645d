/* import-plan.c: what bringing in a copied table would do.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/import-plan.h"

#include <string.h>

#include "core/text.h"

/* The headings stand this far down at most: copied pages have titles. */
#define HEADING_WITHIN 20

static void
row_free (gpointer data)
{
  MdgImportRow *row = data;

  g_free (row->cell);
  g_clear_pointer (&row->wanted, mdg_account_free);
  g_clear_pointer (&row->now, mdg_account_free);
  g_free (row);
}

static void
heading_free (gpointer data)
{
  g_free (((MdgImportHeading *)data)->heading);
  g_free (data);
}

static gboolean
refuse (MdgImportRow *row, MdgImportReason reason, MdgAccountColumn column, const char *cell)
{
  row->verdict = MDG_IMPORT_REFUSED;
  row->reason = reason;
  row->column = column;
  g_free (row->cell);
  row->cell = g_strdup (cell);
  return FALSE;
}

/* Headings ------------------------------------------------------------------------------------ */

static void
add_heading (MdgImportPlan *plan, const char *text, int column)
{
  MdgImportHeading *heading = g_new (MdgImportHeading, 1);

  for (guint i = 0; i < plan->headings->len; i++)
    if (((MdgImportHeading *)plan->headings->pdata[i])->column == column)
      column = -1;
  heading->heading = g_strdup (text);
  heading->column = column;
  g_ptr_array_add (plan->headings, heading);
}

/* -1: no one's */
static int
column_of (const MdgImportPlan *plan, guint i)
{
  return i < plan->headings->len ? ((const MdgImportHeading *)plan->headings->pdata[i])->column
                                 : -1;
}

static gboolean
has_heading (const MdgTableRow *row)
{
  MdgAccountColumn column;
  guint n = 0;
  gboolean id = FALSE;

  for (guint i = 0; i < row->n; i++)
    if (mdg_account_column_recognise (row->cells[i], &column))
      {
        id = id || column == MDG_COLUMN_ID;
        n++;
      }
  return id && (n > 1 || row->n == 1);
}

static gboolean
begins_with_id (const MdgTableRow *row)
{
  g_autofree char *id = mdg_account_id_read (row->cells[0]);

  return row->n <= MDG_N_PORTAL_COLUMNS && mdg_account_id_check (id, NULL);
}

/* Returns: where the rows begin; -1: there is no table of accounts */
static int
read_headings (MdgImportPlan *plan, const MdgTable *table)
{
  for (guint i = 0; i < MIN (table->rows->len, HEADING_WITHIN); i++)
    {
      const MdgTableRow *row = table->rows->pdata[i];

      if (has_heading (row))
        {
          for (guint k = 0; k < row->n; k++)
            {
              MdgAccountColumn column;
              gboolean known = mdg_account_column_recognise (row->cells[k], &column);

              add_heading (plan, row->cells[k], known ? (int)column : -1);
            }
          return (int)i + 1;
        }
      if (begins_with_id (row))
        {
          plan->headless = TRUE;
          for (int k = 0; k < MDG_N_PORTAL_COLUMNS; k++)
            add_heading (plan, mdg_account_column_heading ((MdgAccountColumn)k), k);
          return (int)i;
        }
      plan->n_skipped++;
    }
  return -1;
}

/* Rows by themselves -------------------------------------------------------------------------- */

/* Files are taken to be exports: see mdg_table_guard(). What is pasted stands as it was shown. */
static const char *
cell_text (const MdgImportPlan *plan, const char *cell)
{
  return plan->separator == '\t' ? cell : mdg_table_unguard (cell);
}

static gboolean
read_day (MdgImportRow *row, MdgAccountColumn column, const char *text, char **day)
{
  return mdg_account_day_read (text, day) || refuse (row, MDG_IMPORT_BAD_DAY, column, text);
}

static gboolean
read_institution (MdgImportRow *row, const char *text)
{
  g_autofree char *code = mdg_institution_code_read (text);

  if (*code == '\0')
    {
      row->said &= ~MDG_IMPORT_BIT (MDG_COLUMN_INSTITUTION);
      return TRUE;
    }
  row->wanted->institution_code = g_steal_pointer (&code);
  return mdg_text_is_digits (row->wanted->institution_code, 10)
         || refuse (row, MDG_IMPORT_BAD_INSTITUTION, MDG_COLUMN_INSTITUTION, text);
}

static gboolean
read_id (MdgImportRow *row, const char *text)
{
  row->wanted->id = mdg_account_id_read (text);
  if (*row->wanted->id == '\0')
    return refuse (row, MDG_IMPORT_NO_ID, MDG_COLUMN_ID, text);
  return mdg_account_id_check (row->wanted->id, NULL)
         || refuse (row, MDG_IMPORT_BAD_ID, MDG_COLUMN_ID, text);
}

static gboolean
read_status (MdgImportRow *row, const char *text)
{
  if (strspn (text, " ") == strlen (text))
    {
      row->said &= ~MDG_IMPORT_BIT (MDG_COLUMN_STATUS);
      return TRUE;
    }
  return mdg_account_status_recognise (text, &row->wanted->status)
         || refuse (row, MDG_IMPORT_BAD_STATUS, MDG_COLUMN_STATUS, text);
}

/* Without a name the table says nothing of it. */
static gboolean
read_facility (MdgImportRow *row, char *name)
{
  row->wanted->institution_name = name;
  if (*name == '\0')
    row->said &= ~MDG_IMPORT_BIT (MDG_COLUMN_FACILITY);
  return *name == '\0' || mdg_account_name_check (name)
         || refuse (row, MDG_IMPORT_BAD_FACILITY, MDG_COLUMN_FACILITY, name);
}

static char *
stripped (const MdgImportPlan *plan, const char *text)
{
  char *copy = g_strdup (text);

  return plan->separator == '\t' ? g_strstrip (copy) : copy;
}

/* Returns: FALSE when the row is refused */
static gboolean
read_cell (const MdgImportPlan *plan, MdgImportRow *row, MdgAccountColumn column, const char *cell)
{
  const char *text = cell_text (plan, cell);

  row->said |= MDG_IMPORT_BIT (column);
  switch (column)
    {
    case MDG_COLUMN_ID:
      return read_id (row, text);
    case MDG_COLUMN_NOTE:
      row->wanted->note = stripped (plan, text);
      return TRUE;
    case MDG_COLUMN_STATUS:
      return read_status (row, text);
    case MDG_COLUMN_STARTED:
      return read_day (row, column, text, &row->wanted->started_on);
    case MDG_COLUMN_ENDED:
      return read_day (row, column, text, &row->wanted->ended_on);
    case MDG_COLUMN_SUSPENDED:
      return read_day (row, column, text, &row->wanted->suspended_on);
    case MDG_COLUMN_INSTITUTION:
      return read_institution (row, text);
    case MDG_COLUMN_FACILITY:
      return read_facility (row, stripped (plan, text));
    }
  return TRUE;
}

/* The first @n cells: the ID before all others, so that what is wrong is told of its account. */
static void
read_cells (const MdgImportPlan *plan, MdgImportRow *row, char **cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (column_of (plan, i) == MDG_COLUMN_ID)
      read_cell (plan, row, MDG_COLUMN_ID, cells[i]);
  if (row->wanted->id == NULL)
    refuse (row, MDG_IMPORT_NO_ID, MDG_COLUMN_ID, NULL);
  for (guint i = 0; i < n && row->reason == MDG_IMPORT_FINE; i++)
    if (column_of (plan, i) >= 0 && column_of (plan, i) != MDG_COLUMN_ID)
      read_cell (plan, row, (MdgAccountColumn)column_of (plan, i), cells[i]);
}

static MdgImportRow *
read_row (const MdgImportPlan *plan, const MdgTableRow *text)
{
  MdgImportRow *row = g_new0 (MdgImportRow, 1);
  guint n = MIN (text->n, plan->headings->len);

  row->line = text->line;
  row->wanted = mdg_account_new ();
  read_cells (plan, row, text->cells, n);
  for (guint i = n; i < text->n; i++)
    if (*text->cells[i] != '\0')
      {
        refuse (row, MDG_IMPORT_TOO_MANY_CELLS, MDG_COLUMN_ID, text->cells[i]);
        break;
      }
  return row;
}

/* A line below the table: the portal's count, notes, where the IDs stand or under no heading.
 * Whoever wrote an ID there began it with a W; a row that lost its ID is a row. */
static gboolean
is_around (const MdgImportPlan *plan, const MdgTableRow *row)
{
  guint n = 0, at = 0;

  for (guint i = 0; i < row->n; i++)
    if (*row->cells[i] != '\0')
      {
        n++;
        at = i;
      }
  if (n != 1 || plan->headings->len == 1
      || (column_of (plan, at) >= 0 && column_of (plan, at) != MDG_COLUMN_ID))
    return FALSE;
  g_autofree char *id = mdg_account_id_read (row->cells[at]);
  return id[0] != 'W';
}

/* Doubles ------------------------------------------------------------------------------------- */

static gboolean
says_the_same (const MdgImportRow *a, const MdgImportRow *b)
{
  if (a->said != b->said)
    return FALSE;
  for (int i = 0; i < MDG_N_COLUMNS; i++)
    if ((a->said & MDG_IMPORT_BIT (i)) != 0
        && !g_str_equal (mdg_account_column_text (a->wanted, (MdgAccountColumn)i),
                         mdg_account_column_text (b->wanted, (MdgAccountColumn)i)))
      return FALSE;
  return TRUE;
}

/* Where the first of several turned out to be contradicted, those that say the same as it are, too.
 */
static void
contradict_doubles (MdgImportPlan *plan, GHashTable *first)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      MdgImportRow *row = plan->rows->pdata[i];

      if (row->reason == MDG_IMPORT_DOUBLE
          && ((MdgImportRow *)g_hash_table_lookup (first, row->wanted->id))->reason
                 != MDG_IMPORT_FINE)
        row->reason = MDG_IMPORT_CONTRADICTION;
    }
}

static void
find_doubles (MdgImportPlan *plan)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->rows->len; i++)
    {
      MdgImportRow *row = plan->rows->pdata[i];
      const char *id = row->wanted->id;
      MdgImportRow *other = id != NULL ? g_hash_table_lookup (first, id) : NULL;

      if (id == NULL || !mdg_account_id_check (id, NULL))
        continue;
      if (other == NULL)
        {
          g_hash_table_insert (first, (gpointer)id, row);
          continue;
        }
      gboolean same = row->reason == MDG_IMPORT_FINE && other->reason == MDG_IMPORT_FINE
                      && says_the_same (row, other);
      if (!same && other->reason == MDG_IMPORT_FINE)
        {
          refuse (other, MDG_IMPORT_CONTRADICTION, MDG_COLUMN_ID, id);
          other->other_line = row->line;
        }
      if (row->reason != MDG_IMPORT_FINE)
        continue;
      refuse (row, same ? MDG_IMPORT_DOUBLE : MDG_IMPORT_CONTRADICTION, MDG_COLUMN_ID, id);
      row->other_line = other->line;
    }
  contradict_doubles (plan, first);
}

MdgImportPlan *
mdg_import_plan_new (const MdgTable *table, GError **error)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_autoptr (MdgImportPlan) plan = g_atomic_rc_box_new0 (MdgImportPlan);
  int start;

  plan->headings = g_ptr_array_new_with_free_func (heading_free);
  plan->rows = g_ptr_array_new_with_free_func (row_free);
  plan->encoding = table->encoding;
  plan->separator = table->separator;
  start = read_headings (plan, table);
  if (start < 0)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no column of account IDs");
      return NULL;
    }
  for (guint i = (guint)start; i < table->rows->len; i++)
    if (is_around (plan, table->rows->pdata[i]))
      plan->n_skipped++;
    else
      g_ptr_array_add (plan->rows, read_row (plan, table->rows->pdata[i]));
  find_doubles (plan);
  return g_steal_pointer (&plan);
}

static void
plan_clear (gpointer data)
{
  MdgImportPlan *plan = data;

  g_ptr_array_unref (plan->headings);
  g_ptr_array_unref (plan->rows);
}

MdgImportPlan *
mdg_import_plan_ref (MdgImportPlan *plan)
{
  return g_atomic_rc_box_acquire (plan);
}

void
mdg_import_plan_unref (MdgImportPlan *plan)
{
  g_atomic_rc_box_release_full (plan, plan_clear);
}

/* Rows against what there is ------------------------------------------------------------------ */

/* What was exported in CP932 comes back in its characters, what was copied out of an export with
 * its guards: that is no change. */
static gboolean
is_same_text (const MdgImportPlan *plan, const char *now, const char *wanted)
{
  if (g_str_equal (now, wanted) || g_str_equal (now, mdg_table_unguard (wanted)))
    return TRUE;
  if (plan->encoding != MDG_TABLE_CP932)
    return FALSE;
  g_autofree char *form = mdg_table_cp932_form (now);
  return g_str_equal (form, wanted);
}

static void
take_over (char **wanted, const char *now)
{
  g_free (*wanted);
  *wanted = g_strdup (now);
}

/* What the row does not say, or says in other words, is as it is. */
static void
complete (MdgImportRow *row, guint different)
{
  MdgAccount *wanted = row->wanted;
  const MdgAccount *now = row->now;

  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_NOTE)) == 0)
    take_over (&wanted->note, now->note);
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_STATUS)) == 0)
    wanted->status = now->status;
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_STARTED)) == 0)
    take_over (&wanted->started_on, now->started_on);
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_ENDED)) == 0)
    take_over (&wanted->ended_on, now->ended_on);
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_SUSPENDED)) == 0)
    take_over (&wanted->suspended_on, now->suspended_on);
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_FACILITY)) == 0)
    take_over (&wanted->institution_name, now->institution_name);
  take_over (&wanted->institution_code, now->institution_code);
  wanted->revision = now->revision;
}

static void
judge_known (const MdgImportPlan *plan, MdgImportRow *row)
{
  guint different = 0, mine = MDG_IMPORT_BIT (MDG_COLUMN_NOTE);

  if ((row->said & MDG_IMPORT_BIT (MDG_COLUMN_INSTITUTION)) != 0
      && !g_str_equal (row->wanted->institution_code, row->now->institution_code))
    {
      refuse (row, MDG_IMPORT_OTHER_FACILITY, MDG_COLUMN_INSTITUTION,
              row->wanted->institution_code);
      return;
    }
  for (int i = 0; i < MDG_N_COLUMNS; i++)
    if ((row->said & MDG_IMPORT_BIT (i)) != 0
        && !is_same_text (plan, mdg_account_column_text (row->now, (MdgAccountColumn)i),
                          mdg_account_column_text (row->wanted, (MdgAccountColumn)i)))
      different |= MDG_IMPORT_BIT (i);
  if ((different & MDG_IMPORT_BIT (MDG_COLUMN_NOTE)) != 0
      && !mdg_account_note_check (row->wanted->note))
    {
      refuse (row, MDG_IMPORT_BAD_NOTE, MDG_COLUMN_NOTE, row->wanted->note);
      return;
    }
  complete (row, different);
  row->changes = row->now->revision > 0 ? different & mine : different;
  row->differs = different & ~row->changes;
  row->verdict = row->changes != 0 ? MDG_IMPORT_CHANGE : MDG_IMPORT_SAME;
}

static void
judge_unknown (MdgImportRow *row, gboolean whole, const char *keeper)
{
  MdgAccount *wanted = row->wanted;

  if (whole)
    refuse (row, MDG_IMPORT_NOT_LISTED, MDG_COLUMN_ID, wanted->id);
  else if ((row->said & MDG_IMPORT_BIT (MDG_COLUMN_STATUS)) == 0)
    refuse (row, MDG_IMPORT_BAD_STATUS, MDG_COLUMN_STATUS, NULL);
  else if (wanted->note != NULL && !mdg_account_note_check (wanted->note))
    refuse (row, MDG_IMPORT_BAD_NOTE, MDG_COLUMN_NOTE, wanted->note);
  else
    {
      if (wanted->note == NULL)
        wanted->note = g_strdup ("");
      if (wanted->institution_code == NULL)
        wanted->institution_code = g_strdup (keeper);
      if (wanted->institution_name == NULL)
        wanted->institution_name = g_strdup ("");
      wanted->revision = 0;
      row->verdict = MDG_IMPORT_ADD;
      row->changes = row->said;
    }
}

void
mdg_import_plan_judge (MdgImportPlan *plan, GHashTable *known, gboolean whole, const char *keeper)
{
  g_return_if_fail (plan != NULL && known != NULL && keeper != NULL && !plan->judged);
  plan->judged = TRUE;
  for (guint i = 0; i < plan->rows->len; i++)
    {
      MdgImportRow *row = plan->rows->pdata[i];
      const MdgAccount *now
          = row->wanted->id != NULL ? g_hash_table_lookup (known, row->wanted->id) : NULL;

      if (now != NULL)
        row->now = mdg_account_copy (now);
      if (row->reason == MDG_IMPORT_FINE && now != NULL)
        judge_known (plan, row);
      else if (row->reason == MDG_IMPORT_FINE)
        judge_unknown (row, whole, keeper);
      plan->count[row->verdict]++;
    }
}
