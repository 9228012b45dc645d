/* test-import-plan.c: what a copied table would do, row by row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/import-plan.h"

#include <string.h>

#define KEEPER "1280110012"
#define PORTAL                                                                                     \
  "アカウントID\t備考（利用者名、端末名等）\tステータス "                   \
  "▲\t利用開始年月日\t利用終了年月日\t利用停止年月日\n"

static MdgImportPlan *
plan_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTable) table = mdg_table_read (text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  MdgImportPlan *plan = mdg_import_plan_new (table, &error);

  g_assert_no_error (error);
  return plan;
}

static MdgAccount *
account (const char *id, const char *note, MdgAccountStatus status, gint64 revision)
{
  MdgAccount *account = mdg_account_new ();

  account->id = g_strdup (id);
  account->institution_code = g_strdup (KEEPER);
  account->institution_name = g_strdup ("あはき");
  account->status = status;
  account->note = g_strdup (note);
  account->started_on = g_strdup ("2024-08-01");
  account->revision = revision;
  return account;
}

/* W0000001 (備考 受付) and WA000001 (none) from the service. */
static GHashTable *
known_accounts (gint64 revision)
{
  GHashTable *known
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)mdg_account_free);
  MdgAccount *app = account ("W0000001", "受付", MDG_ACCOUNT_USABLE, revision);
  MdgAccount *linkage = account ("WA000001", "", MDG_ACCOUNT_CANCELLING, revision);

  g_hash_table_insert (known, app->id, app);
  g_hash_table_insert (known, linkage->id, linkage);
  return known;
}

static MdgImportPlan *
judged (const char *text, gboolean whole, gint64 revision)
{
  MdgImportPlan *plan = plan_of (text);
  g_autoptr (GHashTable) known = known_accounts (revision);

  mdg_import_plan_judge (plan, known, whole, KEEPER);
  return plan;
}

static const MdgImportRow *
row_at (const MdgImportPlan *plan, guint i)
{
  g_assert_cmpuint (i, <, plan->rows->len);
  return plan->rows->pdata[i];
}

static void
check_counts (const MdgImportPlan *plan, guint add, guint change, guint same, guint refused)
{
  g_assert_cmpuint (plan->count[MDG_IMPORT_ADD], ==, add);
  g_assert_cmpuint (plan->count[MDG_IMPORT_CHANGE], ==, change);
  g_assert_cmpuint (plan->count[MDG_IMPORT_SAME], ==, same);
  g_assert_cmpuint (plan->count[MDG_IMPORT_REFUSED], ==, refused);
  g_assert_cmpuint (plan->rows->len, ==, add + change + same + refused);
}

/* The page as it is copied, [2] p.15: with its title, count and notes. */
static void
test_portal (void)
{
  g_autoptr (MdgImportPlan) plan = judged (
      "資格確認アカウント管理\n" PORTAL "W0000001\t受付\t利用可\t2024-08-01\t\t\n"
      "WA000001\t窓口 2\t利用可（解除予定）\t2024-08-01\t\t\n\n1~2 件目 / 2 件\n"
      "※1「マイナ資格確認アプリアカウント」は、アカウントIDがWから始まるアカウントです。\n",
      TRUE, 5);

  check_counts (plan, 0, 1, 1, 0);
  g_assert_cmpuint (plan->n_skipped, ==, 3);
  g_assert_false (plan->headless);
  const MdgImportRow *row = row_at (plan, 1);
  g_assert_cmpint (row->verdict, ==, MDG_IMPORT_CHANGE);
  g_assert_cmpuint (row->line, ==, 4);
  g_assert_cmpuint (row->changes, ==, MDG_IMPORT_BIT (MDG_COLUMN_NOTE));
  g_assert_cmpstr (row->now->note, ==, "");
  g_assert_cmpstr (row->wanted->note, ==, "窓口 2");
  g_assert_cmpstr (row->wanted->institution_name, ==, "あはき");
}

/* Without headings, cut short, in full width. */
static void
test_headless (void)
{
  g_autoptr (MdgImportPlan) plan
      = judged ("Ｗ０００００01\t受付\nwa-000001\t\t 利用可(解除予定) \t2024/8/1\n", TRUE, 5);

  g_assert_true (plan->headless);
  check_counts (plan, 0, 0, 2, 0);
  g_assert_cmpstr (row_at (plan, 0)->wanted->id, ==, "W0000001");
}

static void
test_columns (void)
{
  g_autoptr (MdgImportPlan) plan = judged ("担当,状態,備考,医療機関コード,備考,アカウント ＩＤ\n"
                                           "佐藤,利用可,新しい,1280110012,別,W0000001\n",
                                           TRUE, 5);
  static const int columns[]
      = { -1, MDG_COLUMN_STATUS, MDG_COLUMN_NOTE, MDG_COLUMN_INSTITUTION, -1, MDG_COLUMN_ID };

  check_counts (plan, 0, 1, 0, 0);
  g_assert_cmpuint (plan->headings->len, ==, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpint (((MdgImportHeading *)plan->headings->pdata[i])->column, ==, columns[i]);
  g_assert_cmpstr (((MdgImportHeading *)plan->headings->pdata[0])->heading, ==, "担当");
  g_assert_cmpstr (row_at (plan, 0)->wanted->note, ==, "新しい");
}

static void
test_no_table (void)
{
  static const char *const texts[] = { "", "備考,ステータス\nx,利用可\n", "なにか別の文章\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgTable) table = mdg_table_read (texts[i], strlen (texts[i]), NULL, NULL);

      g_assert_null (mdg_import_plan_new (table, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
    }
}

/* The service's word stands; only 備考 is ours to change. */
static void
test_service_stands (void)
{
  g_autoptr (MdgImportPlan) plan
      = judged (PORTAL "W0000001\t受付\t利用停止\t2024-08-01\t\t2025-01-01\n"
                       "WA000001\tx\t利用終了\t2024-08-02\t\t\n"
                       "WA000009\t\t利用可\t2024-08-28\t\t\n",
                TRUE, 5);

  check_counts (plan, 0, 1, 1, 1);
  g_assert_cmpint (row_at (plan, 0)->verdict, ==, MDG_IMPORT_SAME);
  g_assert_cmpuint (row_at (plan, 0)->differs, ==,
                    MDG_IMPORT_BIT (MDG_COLUMN_STATUS) | MDG_IMPORT_BIT (MDG_COLUMN_SUSPENDED));
  g_assert_cmpuint (row_at (plan, 1)->changes, ==, MDG_IMPORT_BIT (MDG_COLUMN_NOTE));
  g_assert_cmpuint (row_at (plan, 1)->differs, ==,
                    MDG_IMPORT_BIT (MDG_COLUMN_STATUS) | MDG_IMPORT_BIT (MDG_COLUMN_STARTED));
  g_assert_cmpint (row_at (plan, 2)->reason, ==, MDG_IMPORT_NOT_LISTED);
}

/* Without the service the table is what there is. */
static void
test_alone (void)
{
  g_autoptr (MdgImportPlan) plan
      = judged (PORTAL "W0000001\t受付\t利用停止\t2024-08-01\t\t2025-01-01\n"
                       "WA000001\n"
                       "WA000009\t新\t利用不可（開始前）\t2024-08-28\t\t\n"
                       "W0000010\t新\t\t2024-08-28\t\t\n",
                FALSE, 0);

  check_counts (plan, 1, 1, 1, 1);
  g_assert_cmpuint (row_at (plan, 0)->changes, ==,
                    MDG_IMPORT_BIT (MDG_COLUMN_STATUS) | MDG_IMPORT_BIT (MDG_COLUMN_SUSPENDED));
  g_assert_cmpuint (row_at (plan, 0)->differs, ==, 0);
  g_assert_cmpint (row_at (plan, 0)->wanted->status, ==, MDG_ACCOUNT_SUSPENDED);
  g_assert_cmpstr (row_at (plan, 0)->wanted->started_on, ==, "2024-08-01");
  const MdgAccount *added = row_at (plan, 2)->wanted;
  g_assert_cmpint (added->status, ==, MDG_ACCOUNT_NOT_STARTED);
  g_assert_cmpstr (added->institution_code, ==, KEEPER);
  g_assert_cmpstr (added->institution_name, ==, "");
  g_assert_cmpint (added->revision, ==, 0);
  g_assert_null (added->ended_on);
  g_assert_cmpint (row_at (plan, 3)->reason, ==, MDG_IMPORT_BAD_STATUS);
}

static void
test_refused (void)
{
#define HEAD "アカウントID,備考,ステータス,利用開始年月日,機関コード\n"
  static const struct
  {
    const char *row;
    MdgImportReason reason;
    MdgAccountColumn column;
    const char *cell;
  } cases[] = {
    { ",受付,利用可,,", MDG_IMPORT_NO_ID, MDG_COLUMN_ID, "" },
    { "W000001,受付,利用可,,", MDG_IMPORT_BAD_ID, MDG_COLUMN_ID, "W000001" },
    { "WA0000001,,,,", MDG_IMPORT_BAD_ID, MDG_COLUMN_ID, "WA0000001" },
    { "W000001", MDG_IMPORT_BAD_ID, MDG_COLUMN_ID, "W000001" },
    { "X0000001,a,,,", MDG_IMPORT_BAD_ID, MDG_COLUMN_ID, "X0000001" },
    { "W0000001,受付,使用可,,", MDG_IMPORT_BAD_STATUS, MDG_COLUMN_STATUS, "使用可" },
    { "W0000001,受付,利用可,2024-02-30,", MDG_IMPORT_BAD_DAY, MDG_COLUMN_STARTED, "2024-02-30" },
    { "W0000001,受付,利用可,8/1/2024,", MDG_IMPORT_BAD_DAY, MDG_COLUMN_STARTED, "8/1/2024" },
    { "W0000001,受付,利用可,,123", MDG_IMPORT_BAD_INSTITUTION, MDG_COLUMN_INSTITUTION, "123" },
    { "W0000001,受付,利用可,,1180123456", MDG_IMPORT_OTHER_FACILITY, MDG_COLUMN_INSTITUTION,
      "1180123456" },
    { "W0000001,\"受\n付\",利用可,,", MDG_IMPORT_BAD_NOTE, MDG_COLUMN_NOTE, "受\n付" },
    { "W0000001,受付,1,利用可,2024-08-01,1280110012", MDG_IMPORT_TOO_MANY_CELLS, MDG_COLUMN_ID,
      "1280110012" },
    { ",受付,,,", MDG_IMPORT_NO_ID, MDG_COLUMN_ID, "" },
    { "W0000001,受付,利用可,,128011001", MDG_IMPORT_BAD_INSTITUTION, MDG_COLUMN_INSTITUTION,
      "128011001" },
    { "W0000002,受付,利用可,,", MDG_IMPORT_NOT_LISTED, MDG_COLUMN_ID, "W0000002" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, cases[i].row, "\n", NULL);
      g_autoptr (MdgImportPlan) plan = judged (text, TRUE, 5);
      const MdgImportRow *row = row_at (plan, 0);

      check_counts (plan, 0, 0, 0, 1);
      g_assert_cmpint (row->verdict, ==, MDG_IMPORT_REFUSED);
      g_assert_cmpint (row->reason, ==, cases[i].reason);
      g_assert_cmpint (row->column, ==, cases[i].column);
      g_assert_cmpstr (row->cell, ==, cases[i].cell);
    }
}

static void
check_note (gsize length, MdgImportVerdict verdict)
{
  GString *text = g_string_new ("アカウントID,備考\nW0000001,");

  for (gsize i = 0; i < length; i++)
    g_string_append (text, "備");
  g_autoptr (MdgImportPlan) plan = judged (text->str, TRUE, 5);
  g_assert_cmpint (row_at (plan, 0)->verdict, ==, verdict);
  g_string_free (text, TRUE);
}

static void
test_note_length (void)
{
  check_note (MDG_ACCOUNT_NOTE_MAX, MDG_IMPORT_CHANGE);
  check_note (MDG_ACCOUNT_NOTE_MAX + 1, MDG_IMPORT_REFUSED);
  check_note (0, MDG_IMPORT_CHANGE);
}

static void
test_doubles (void)
{
  g_autoptr (MdgImportPlan) plan = judged (
      "アカウントID,備考\nW0000001,a\nW0000001,a\nWA000001,b\nWA000001,c\nWA000001,b\n", TRUE, 5);

  check_counts (plan, 0, 1, 0, 4);
  g_assert_cmpint (row_at (plan, 0)->verdict, ==, MDG_IMPORT_CHANGE);
  g_assert_cmpint (row_at (plan, 1)->reason, ==, MDG_IMPORT_DOUBLE);
  g_assert_cmpuint (row_at (plan, 1)->other_line, ==, 2);
  for (guint i = 2; i < 5; i++)
    g_assert_cmpint (row_at (plan, i)->reason, ==, MDG_IMPORT_CONTRADICTION);
  g_assert_cmpuint (row_at (plan, 2)->other_line, ==, 5);
  g_assert_cmpuint (row_at (plan, 4)->other_line, ==, 4);
}

/* What comes third may contradict what came twice. */
static void
test_late_contradiction (void)
{
  g_autoptr (MdgImportPlan) plan
      = judged ("アカウントID,備考\nW0000001,a\nW0000001,a\nW0000001,b\n", TRUE, 5);

  check_counts (plan, 0, 0, 0, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (row_at (plan, i)->reason, ==, MDG_IMPORT_CONTRADICTION);
  g_assert_cmpuint (row_at (plan, 0)->other_line, ==, 4);
}

/* What is wrong in a cell before the ID is told of that account, and counts as another word about
 * it. */
static void
test_fault_before_id (void)
{
  g_autoptr (MdgImportPlan) plan = judged (
      "利用開始年月日,アカウントID,備考\n2024-02-30,W0000001,a\n2024-08-01,W0000001,a\n", TRUE, 5);

  check_counts (plan, 0, 0, 0, 2);
  g_assert_cmpstr (row_at (plan, 0)->wanted->id, ==, "W0000001");
  g_assert_cmpint (row_at (plan, 0)->reason, ==, MDG_IMPORT_BAD_DAY);
  g_assert_cmpint (row_at (plan, 1)->reason, ==, MDG_IMPORT_CONTRADICTION);
}

static void
check_facility (const char *name, MdgImportVerdict verdict)
{
  g_autofree char *text
      = g_strdup_printf ("アカウントID,ステータス,施設名\nW0000002,利用可,\"%s\"\n", name);
  g_autoptr (MdgImportPlan) plan = judged (text, FALSE, 0);
  const MdgImportRow *row = row_at (plan, 0);

  g_assert_cmpint (row->verdict, ==, verdict);
  g_assert_cmpint (row->reason, ==,
                   verdict == MDG_IMPORT_REFUSED ? MDG_IMPORT_BAD_FACILITY : MDG_IMPORT_FINE);
}

static void
test_facility (void)
{
  g_autofree char *longest = g_strnfill (MDG_ACCOUNT_NAME_MAX, 'x');
  g_autofree char *longer = g_strnfill (MDG_ACCOUNT_NAME_MAX + 1, 'x');

  check_facility ("", MDG_IMPORT_ADD);
  check_facility ("しおかぜ通り接骨院", MDG_IMPORT_ADD);
  check_facility (longest, MDG_IMPORT_ADD);
  check_facility (longer, MDG_IMPORT_REFUSED);
  check_facility ("しおかぜ\n接骨院", MDG_IMPORT_REFUSED);
  check_facility ("\x7F", MDG_IMPORT_REFUSED);
}

/* What our export made of a 備考 is the same 備考: guarded, in CP932, through a spreadsheet's
 * clipboard. */
static void
test_export_is_same (void)
{
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)mdg_account_free);
  MdgAccount *formula = account ("W0000001", "=1〜2", MDG_ACCOUNT_USABLE, 3);

  g_hash_table_insert (known, formula->id, formula);
  static const struct
  {
    const char *text;
    MdgTableEncoding encoding;
    MdgImportVerdict verdict;
  } cases[] = {
    { "アカウントID,備考\nW0000001,'=1〜2\n", MDG_TABLE_UTF8_BOM, MDG_IMPORT_SAME },
    { "アカウントID,備考\nW0000001,'=1～2\n", MDG_TABLE_CP932, MDG_IMPORT_SAME },
    { "アカウントID,備考\nW0000001,'=1～2\n", MDG_TABLE_UTF8, MDG_IMPORT_CHANGE },
    { "アカウントID\t備考\nW0000001\t'=1〜2\n", MDG_TABLE_UTF8, MDG_IMPORT_SAME },
    { "アカウントID\t備考\nW0000001\t=1〜2 \n", MDG_TABLE_UTF8, MDG_IMPORT_SAME },
    { "アカウントID,備考\nW0000001,=1〜2\n", MDG_TABLE_UTF8, MDG_IMPORT_SAME },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgTable) table
          = mdg_table_read (cases[i].text, strlen (cases[i].text), NULL, NULL);

      table->encoding = cases[i].encoding;
      g_autoptr (MdgImportPlan) plan = mdg_import_plan_new (table, NULL);
      mdg_import_plan_judge (plan, known, TRUE, KEEPER);
      g_assert_cmpint (row_at (plan, 0)->verdict, ==, cases[i].verdict);
    }
}

static void
test_days (void)
{
  static const struct
  {
    const char *text, *day;
    gboolean good;
  } cases[] = {
    { "", NULL, TRUE },
    { " ", NULL, TRUE },
    { "2024-08-01", "2024-08-01", TRUE },
    { "2024/8/1", "2024-08-01", TRUE },
    { "２０２４／１２／３１", "2024-12-31", TRUE },
    { "2024.2.29", "2024-02-29", TRUE },
    { "2024年8月1日", "2024-08-01", TRUE },
    { "2023-02-29", NULL, FALSE },
    { "2024-8/1", NULL, FALSE },
    { "2024-08-01T00:00", NULL, FALSE },
    { "24-8-1", NULL, FALSE },
    { "20240801", NULL, FALSE },
    { "45505", NULL, FALSE },
    { "昨日", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = NULL;

      g_assert_cmpint (mdg_account_day_read (cases[i].text, &day), ==, cases[i].good);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
test_words (void)
{
  MdgAccountColumn column;
  MdgAccountStatus status;

  for (int i = 0; i < MDG_N_COLUMNS; i++)
    {
      g_assert_true (
          mdg_account_column_recognise (mdg_account_column_heading ((MdgAccountColumn)i), &column));
      g_assert_cmpint (column, ==, i);
    }
  for (int i = 0; i <= MDG_ACCOUNT_ENDED; i++)
    {
      g_assert_true (
          mdg_account_status_recognise (mdg_account_status_label ((MdgAccountStatus)i), &status));
      g_assert_cmpint (status, ==, i);
    }
  g_assert_true (mdg_account_status_recognise (" 利用不可 (開始前) ", &status));
  g_assert_cmpint (status, ==, MDG_ACCOUNT_NOT_STARTED);
  g_assert_false (mdg_account_status_recognise ("", NULL));
  g_assert_false (mdg_account_column_recognise ("", NULL));
  g_autofree char *code = mdg_institution_code_read ("１４０-540006");
  g_assert_cmpstr (code, ==, "0140540006");
  g_autofree char *other = mdg_institution_code_read ("140540007");
  g_assert_cmpstr (other, ==, "140540007");
  g_autofree char *unknown = mdg_institution_code_read ("180540007");
  g_assert_cmpstr (unknown, ==, "0180540007");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-plan/portal", test_portal);
  g_test_add_func ("/import-plan/headless", test_headless);
  g_test_add_func ("/import-plan/columns", test_columns);
  g_test_add_func ("/import-plan/no-table", test_no_table);
  g_test_add_func ("/import-plan/service-stands", test_service_stands);
  g_test_add_func ("/import-plan/alone", test_alone);
  g_test_add_func ("/import-plan/refused", test_refused);
  g_test_add_func ("/import-plan/note-length", test_note_length);
  g_test_add_func ("/import-plan/doubles", test_doubles);
  g_test_add_func ("/import-plan/late-contradiction", test_late_contradiction);
  g_test_add_func ("/import-plan/fault-before-id", test_fault_before_id);
  g_test_add_func ("/import-plan/facility", test_facility);
  g_test_add_func ("/import-plan/export-is-same", test_export_is_same);
  g_test_add_func ("/import-plan/days", test_days);
  g_test_add_func ("/import-plan/words", test_words);
  return g_test_run ();
}
