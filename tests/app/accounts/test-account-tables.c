/* test-account-tables.c: a desk's list out into files and in again, and through a spreadsheet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "../store/scratch-folder.h"
#include "accounts/account-export.h"
#include "accounts/account-import.h"
#include "core/file.h"
#include "run-program.h"

#define KEEPER "3410712362"
#define N_ROWS 1234
#define FILE_MAX (1024 * 1024)

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgCache *cache;
  MdgAccountDesk *desk;
  MdgAccountList *list;
} Fixture;

static MdgCache *
open_cache (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->clock = mdg_clock_new_manual (G_GINT64_CONSTANT (1795230000) * G_USEC_PER_SEC);
  f->cache = open_cache (f->folder);
  f->desk = mdg_account_desk_new (f->cache, KEEPER, f->clock);
  f->list = mdg_account_list_new (f->desk);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->list);
  g_clear_object (&f->desk);
  mdg_cache_close (f->cache);
  g_clear_object (&f->cache);
  g_clear_object (&f->clock);
  scratch_folder_free (f->folder);
}

static MdgImportPlan *
read_bytes (Fixture *f, GBytes *bytes, MdgTableFault *fault, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_import_read_async (f->desk, bytes, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_account_import_read_finish (f->desk, result, fault, error);
}

static MdgImportPlan *
read_good (Fixture *f, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  MdgTableFault fault;
  MdgImportPlan *plan = read_bytes (f, bytes, &fault, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fault.kind, ==, MDG_TABLE_FAULT_NONE);
  return plan;
}

static MdgImportCount
apply (Fixture *f, MdgImportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgImportCount count;

  mdg_account_import_apply_async (f->desk, plan, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_account_import_finish (f->desk, result, &count, &error));
  g_assert_no_error (error);
  return count;
}

static MdgImportCount
undo (Fixture *f, gint64 run, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgImportCount count;

  mdg_account_import_undo_async (f->desk, run, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  mdg_account_import_finish (f->desk, result, &count, error);
  return count;
}

/* 備考 that files are hard on, each of which CP932 has. */
static const char *
note_of (guint i)
{
  static const char *const notes[]
      = { "",         "受付 1", "=1+1", "-",   "+81",     "@home",     "'=a",  "a,b;c",
          "\"引用\"", " 空白",  "～10", "①㈱", "髙﨑 様", "ﾚｾﾌﾟﾄ端末", "＝式", "末尾 " };

  return notes[i % G_N_ELEMENTS (notes)];
}

static GBytes *
make_table (guint n)
{
  g_autoptr (MdgTableWriter) writer = mdg_table_writer_new (MDG_TABLE_UTF8_BOM, ',');
  const char *cells[MDG_N_COLUMNS + 1] = { NULL };

  for (int i = 0; i < MDG_N_COLUMNS; i++)
    cells[i] = mdg_account_column_heading ((MdgAccountColumn)i);
  g_assert_true (mdg_table_writer_add (writer, cells, NULL, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf (i % 3 == 0 ? "WA%06u" : "W%07u", i);
      MdgAccountStatus status = (MdgAccountStatus)(i % (MDG_ACCOUNT_ENDED + 1));
      const char *row[] = { id,
                            note_of (i),
                            mdg_account_status_label (status),
                            status == MDG_ACCOUNT_NOT_STARTED ? "" : "2024-08-01",
                            status == MDG_ACCOUNT_ENDED ? "2025-03-31" : "",
                            status == MDG_ACCOUNT_SUSPENDED ? "2024-12-24" : "",
                            i % 2 == 0 ? "0140540006" : KEEPER,
                            i % 2 == 0 ? "しおかぜ通り接骨院" : "テスト医科（猶予機関）",
                            NULL };

      g_assert_true (mdg_table_writer_add (writer, row, NULL, NULL));
    }
  return mdg_table_writer_take (writer);
}

static MdgImportCount
fill (Fixture *f, guint n)
{
  g_autoptr (GBytes) bytes = make_table (n);
  g_autoptr (MdgImportPlan) plan = read_good (f, bytes);

  g_assert_cmpuint (plan->count[MDG_IMPORT_ADD], ==, n);
  return apply (f, plan);
}

static gboolean
export_to (Fixture *f,
           const char *path,
           MdgTableEncoding encoding,
           GCancellable *cancellable,
           MdgExportOutcome *outcome,
           GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_export_async (f->list, NULL, path, encoding, cancellable, NULL, NULL,
                            scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_account_export_finish (f->list, result, outcome, error);
}

static char *
export_good (Fixture *f, const char *name, MdgTableEncoding encoding, guint n)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->folder, name, NULL);
  g_auto (MdgExportOutcome) outcome = { 0 };

  g_assert_true (export_to (f, path, encoding, NULL, &outcome, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_rows, ==, n);
  g_assert_cmpuint (outcome.n_unwritable, ==, 0);
  g_assert_cmpint (outcome.fault.kind, ==, MDG_TABLE_FAULT_NONE);
  return path;
}

static void
assert_all_same (Fixture *f, const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mdg_file_read (path, FILE_MAX, &error);

  g_assert_no_error (error);
  g_autoptr (MdgImportPlan) plan = read_good (f, bytes);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const MdgImportRow *row = plan->rows->pdata[i];

      if (row->verdict != MDG_IMPORT_SAME)
        g_error ("Line %u: verdict %d, reason %d, changes %x, note \"%s\", was \"%s\"", row->line,
                 (int)row->verdict, (int)row->reason, row->changes, row->wanted->note,
                 row->now != NULL ? row->now->note : "-");
      g_assert_cmpuint (row->said, ==, (1u << MDG_N_COLUMNS) - 1);
      g_assert_cmpuint (row->differs, ==, 0);
    }
  g_assert_cmpuint (plan->rows->len, ==, n);
}

/* Out and in again, in either encoding: nothing has changed. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  MdgImportCount count = fill (f, N_ROWS);

  g_assert_cmpuint (count.n_added, ==, N_ROWS);
  g_autofree char *utf8 = export_good (f, "utf8.csv", MDG_TABLE_UTF8_BOM, N_ROWS);
  g_autofree char *cp932 = export_good (f, "cp932.csv", MDG_TABLE_CP932, N_ROWS);
  assert_all_same (f, utf8, N_ROWS);
  assert_all_same (f, cp932, N_ROWS);
  g_autoptr (GBytes) bytes = mdg_file_read (utf8, FILE_MAX, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 3, "\xEF\xBB\xBF", 3);
  GStatBuf status;
  g_assert_cmpint (g_stat (utf8, &status), ==, 0);
  g_assert_cmpuint (status.st_size, >, N_ROWS * 40);
}

/* What cannot be written leaves the file that was there, and all of it is counted. */
static void
test_no_such_character (Fixture *f, gconstpointer data)
{
  static const char table[]
      = "アカウントID,備考,ステータス\nW0000001,ok,利用可\nW0000002,𠮷田,利用可\n"
        "W0000003,ok,利用可\nW0000004,☕,利用可\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, sizeof table - 1);
  g_autoptr (MdgImportPlan) plan = read_good (f, bytes);
  g_autofree char *path = g_build_filename (f->folder, "list.csv", NULL);
  g_autofree char *still = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (MdgExportOutcome) outcome = { 0 };

  apply (f, plan);
  g_assert_true (mdg_file_write (path, "old", 3, NULL));
  g_assert_false (export_to (f, path, MDG_TABLE_CP932, NULL, &outcome, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpint (outcome.fault.kind, ==, MDG_TABLE_FAULT_NO_SUCH_CHARACTER);
  g_assert_cmpuint (outcome.fault.line, ==, 3);
  g_assert_cmpuint (outcome.fault.column, ==, 1 + MDG_COLUMN_NOTE);
  g_assert_cmpuint (outcome.fault.character, ==, 0x20BB7);
  g_assert_cmpstr (outcome.fault_id, ==, "W0000002");
  g_assert_cmpuint (outcome.n_unwritable, ==, 2);
  g_assert_true (g_file_get_contents (path, &still, NULL, NULL));
  g_assert_cmpstr (still, ==, "old");
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", "list.csv", NULL);
  g_autofree char *path = g_build_filename (f->folder, "list.csv", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (f, N_ROWS);
  guint files = count_files (f->folder);
  g_assert_false (export_to (f, nowhere, MDG_TABLE_UTF8_BOM, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (export_to (f, path, MDG_TABLE_UTF8_BOM, cancelled, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (f->folder), ==, files);
}

static void
test_query (Fixture *f, gconstpointer data)
{
  MdgAccountQuery query = { .sort = MDG_SORT_ID, .kinds = 1u << MDG_ACCOUNT_LINKAGE };

  fill (f, 9);
  mdg_account_list_set_query (f->list, &query);
  g_autofree char *path = export_good (f, "wa.csv", MDG_TABLE_UTF8_BOM, 3);
  assert_all_same (f, path, 3);
}

static void
count_rows (guint n_rows, gpointer data)
{
  *(guint *)data = n_rows;
}

/* Chosen rows go out in the order in which they were chosen, whatever the query, as a file and as a
 * copy. */
static void
test_chosen (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "chosen.csv", NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  MdgAccountQuery nothing = { .search = "nowhere" };
  MdgRowWindow *rows = mdg_account_list_get_rows (f->list);
  g_auto (MdgExportOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL, copied = NULL;
  GAsyncResult *place = NULL;
  guint seen = 0;

  fill (f, 9);
  while (!mdg_account_list_is_settled (f->list)
         || g_list_model_get_n_items (G_LIST_MODEL (rows)) != 9)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 9; i > 7; i--)
    {
      gint64 number = mdg_row_window_get_number (rows, i - 1);

      g_array_append_val (numbers, number);
    }
  mdg_account_list_set_query (f->list, &nothing);
  mdg_account_export_async (f->list, numbers, path, MDG_TABLE_UTF8_BOM, NULL, count_rows, &seen,
                            scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_account_export_finish (f->list, result, &outcome, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_rows, ==, 2);
  g_assert_cmpuint (seen, ==, 2);
  assert_all_same (f, path, 2);
  place = NULL;
  mdg_account_copy_async (f->list, numbers, NULL, scratch_store_result, &place);
  copied = scratch_wait (&place);
  g_autofree char *text = mdg_account_copy_finish (f->list, copied, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* and the end of the last line */
  g_assert_true (g_str_has_prefix (lines[0], "アカウントID\t備考"));
  g_assert_true (g_str_has_prefix (lines[1], "WA000006\t"));
  g_assert_true (g_str_has_prefix (lines[2], "WA000003\t"));
}

static void
test_bad_text (Fixture *f, gconstpointer data)
{
  static const char open[] = "アカウントID,備考\nW0000001,\"x\n";
  g_autoptr (GBytes) quote = g_bytes_new_static (open, sizeof open - 1);
  g_autoptr (GBytes) other = g_bytes_new_static ("a,b\n", 4);
  g_autoptr (GError) error = NULL;
  MdgTableFault fault;

  g_assert_null (read_bytes (f, quote, &fault, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpint (fault.kind, ==, MDG_TABLE_FAULT_OPEN_QUOTE);
  g_assert_cmpuint (fault.line, ==, 2);
  g_clear_error (&error);
  g_assert_null (read_bytes (f, other, &fault, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* Broken off, nothing of it is done, and the list is as it was. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_table (50);
  g_autoptr (MdgImportPlan) plan = read_good (f, bytes);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgImportCount count;

  g_cancellable_cancel (cancelled);
  mdg_account_import_apply_async (f->desk, plan, cancelled, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_false (mdg_account_import_finish (f->desk, result, &count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count.n_added, ==, 0);
  g_autofree char *none = export_good (f, "none.csv", MDG_TABLE_UTF8_BOM, 0);
  count = apply (f, plan);
  g_assert_cmpuint (count.n_added, ==, 50);
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgImportCount count = fill (f, 5);

  mdg_account_import_get_runs_async (f->desk, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_autoptr (GPtrArray) runs = mdg_account_import_get_runs_finish (f->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpint (((MdgImportRun *)runs->pdata[0])->run, ==, count.run);
  MdgImportCount undone = undo (f, count.run, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone.n_added, ==, 5);
  g_autofree char *none = export_good (f, "none.csv", MDG_TABLE_UTF8_BOM, 0);
  undo (f, count.run, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

#define N_IN_SPREADSHEET 90

/* What LibreOffice saved of the list, without it being there: the one it opened is what is exported
 * now, to the letter, and the one it saved says the same. (tests/data/accounts/make-samples has it
 * make them anew.) */
static void
test_spreadsheet_samples (Fixture *f, gconstpointer data)
{
  const char *folder = g_getenv ("MADOGUCHI_SAMPLES");

  fill (f, N_IN_SPREADSHEET);
  for (guint i = 0; i < 2; i++)
    {
      const char *encoding = i == 0 ? "utf8" : "cp932";
      g_autofree char *name = g_strdup_printf ("list-%s.csv", encoding);
      g_autofree char *saved_name = g_strdup_printf ("list-%s-saved.csv", encoding);
      g_autofree char *opened = g_build_filename (folder, name, NULL);
      g_autofree char *saved = g_build_filename (folder, saved_name, NULL);
      g_autofree char *exported
          = export_good (f, name, i == 0 ? MDG_TABLE_UTF8_BOM : MDG_TABLE_CP932, N_IN_SPREADSHEET);
      g_autoptr (GBytes) now = mdg_file_read (exported, FILE_MAX, NULL);
      g_autoptr (GBytes) then = mdg_file_read (opened, FILE_MAX, NULL);

      if (now == NULL || then == NULL || !g_bytes_equal (now, then))
        g_error ("%s is not what is exported now, %s: put that there and call make-samples", opened,
                 exported);
      assert_all_same (f, saved, N_IN_SPREADSHEET);
    }
}

/* Opened and saved as CSV again by LibreOffice, as somebody who edits the list would. */
static void
through_a_spreadsheet (Fixture *f, const char *path, const char *charset)
{
  g_autofree char *profile_folder = g_build_filename (f->folder, "office", NULL);
  g_autofree char *profile_uri = g_filename_to_uri (profile_folder, NULL, NULL);
  g_autofree char *profile = g_strconcat ("-env:UserInstallation=", profile_uri, NULL);
  g_autofree char *in = g_strdup_printf ("--infilter=CSV:44,34,%s,1", charset);
  g_autofree char *out = g_strdup_printf ("csv:Text - txt - csv (StarCalc):44,34,%s,1", charset);
  g_autofree char *folder = g_build_filename (f->folder, "saved", NULL);
  char *argv[]
      = { (char *)"soffice",  profile, (char *)"--headless", in,  (char *)"--convert-to", out,
          (char *)"--outdir", folder,  (char *)path,         NULL };
  g_autofree char *said = NULL, *name = g_path_get_basename (path);
  g_autofree char *saved = g_build_filename (folder, name, NULL);

  if (!run_program (f->folder, argv, &said))
    g_error ("soffice: %s", said);
  assert_all_same (f, saved, N_IN_SPREADSHEET);
}

static gboolean
has_spreadsheet (Fixture *f)
{
  char *argv[]
      = { (char *)"sh", (char *)"-c",
          (char *)"test -e \"$(dirname \"$(readlink -f \"$(command -v soffice)\")\")/libsclo.so\"",
          NULL };

  return G_DIR_SEPARATOR == '/' && run_program_is_there ("soffice")
         && run_program (f->folder, argv, NULL);
}

static void
test_spreadsheet (Fixture *f, gconstpointer data)
{
  if (!has_spreadsheet (f))
    {
      g_test_skip ("LibreOffice Calc is not installed");
      return;
    }
  fill (f, N_IN_SPREADSHEET);
  g_autofree char *utf8 = export_good (f, "utf8.csv", MDG_TABLE_UTF8_BOM, N_IN_SPREADSHEET);
  g_autofree char *cp932 = export_good (f, "cp932.csv", MDG_TABLE_CP932, N_IN_SPREADSHEET);
  through_a_spreadsheet (f, utf8, "76");
  through_a_spreadsheet (f, cp932, "60");
}

/* Looking ------------------------------------------------------------------------------------- */

typedef struct
{
  guint n;                        /* times that rows came or went */
  guint position, removed, added; /* the first of them */
  guint counted;                  /* then */
  MdgAccountList *list;
} Seen;

static void
on_items_changed (GListModel *rows, guint position, guint removed, guint added, gpointer data)
{
  Seen *seen = data;

  if (seen->n++ > 0)
    return;
  seen->position = position;
  seen->removed = removed;
  seen->added = added;
  seen->counted = mdg_account_list_count (seen->list);
}

/* A new view, asked at once as the page does, up to its first rows. */
static MdgAccountList *
open_view (Fixture *f, const char *search, Seen *seen)
{
  MdgAccountList *list = mdg_account_list_new (f->desk);
  MdgAccountQuery query = { .search = search };

  *seen = (Seen){ .list = list };
  g_signal_connect (mdg_account_list_get_rows (list), "items-changed",
                    G_CALLBACK (on_items_changed), seen);
  mdg_account_list_set_query (list, &query);
  while (seen->n == 0)
    g_main_context_iteration (NULL, TRUE);
  return list;
}

/* A long list begins with what fits a screen, filled in, and the rest follows behind: what was held
 * meanwhile stays as it is. */
static void
test_first_rows (Fixture *f, gconstpointer data)
{
  Seen seen;

  fill (f, N_ROWS);
  while (mdg_account_desk_get_state (f->desk)->n_accounts != N_ROWS)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (MdgAccountList) list = open_view (f, NULL, &seen);
  GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
  g_assert_cmpuint (seen.position + seen.removed, ==, 0);
  g_assert_cmpuint (seen.added, <, 100);
  g_assert_cmpuint (seen.added, >, 30);
  g_assert_cmpuint (seen.counted, ==, N_ROWS);
  g_assert_false (mdg_account_list_is_settled (list));
  for (guint i = 0; i < seen.added; i++)
    {
      g_autoptr (MdgRow) row = g_list_model_get_item (rows, i);

      g_assert_nonnull (mdg_row_get_value (row));
    }
  g_autoptr (MdgRow) held = g_list_model_get_item (rows, 3);
  while (!mdg_account_list_is_settled (list))
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (MdgRow) there = g_list_model_get_item (rows, 3);
  g_assert_true (held == there);
  g_assert_nonnull (mdg_row_get_value (held));
  g_assert_cmpuint (seen.n, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, N_ROWS);
  g_assert_cmpuint (mdg_account_list_count (list), ==, N_ROWS);
}

/* Rows that were not asked for are never shown; nor does anything come after the view has gone. */
static void
test_first_rows_found (Fixture *f, gconstpointer data)
{
  Seen seen;

  fill (f, N_ROWS);
  g_autoptr (MdgAccountList) list = open_view (f, "WA00", &seen);
  GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
  g_assert_cmpuint (seen.added, ==, g_list_model_get_n_items (rows));
  g_assert_cmpuint (seen.added, ==, (N_ROWS + 2) / 3);
  g_assert_cmpuint (seen.counted, ==, seen.added);
  g_clear_object (&list);
  list = open_view (f, NULL, &seen);
  g_clear_object (&list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define ADD(name, test) g_test_add ("/account-tables/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("no-such-character", test_no_such_character);
  ADD ("failures", test_failures);
  ADD ("query", test_query);
  ADD ("chosen", test_chosen);
  ADD ("bad-text", test_bad_text);
  ADD ("cancelled", test_cancelled);
  ADD ("undo", test_undo);
  ADD ("first-rows", test_first_rows);
  ADD ("first-rows/found", test_first_rows_found);
  ADD ("spreadsheet/samples", test_spreadsheet_samples);
  ADD ("spreadsheet", test_spreadsheet);
  return g_test_run ();
}
