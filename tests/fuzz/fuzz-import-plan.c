/* fuzz-import-plan.c: anything as a copied table of accounts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "accounts/import-plan.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_row (const MdgImportRow *row, gboolean whole)
{
  const MdgAccount *wanted = row->wanted;

  g_assert_true ((row->verdict == MDG_IMPORT_REFUSED) == (row->reason != MDG_IMPORT_FINE));
  g_assert_cmpuint (row->changes & row->differs, ==, 0);
  if (row->verdict == MDG_IMPORT_REFUSED)
    return;
  g_assert_true (mdg_account_id_check (wanted->id, NULL));
  g_assert_true ((row->verdict == MDG_IMPORT_ADD) == (row->now == NULL));
  g_assert_true (row->verdict != MDG_IMPORT_ADD || !whole);
  g_assert_true (row->verdict != MDG_IMPORT_SAME || row->changes == 0);
  if (row->verdict == MDG_IMPORT_SAME)
    return;
  /* What is applied is a row the service could have sent. */
  g_autofree char *json = mdg_account_to_json (wanted);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccount) again = mdg_account_parse (json, -1, &error);
  g_assert_true (again != NULL || *wanted->institution_name == '\0');
}

static void
try_plan (const MdgTable *table, GHashTable *known, gboolean whole)
{
  g_autoptr (MdgImportPlan) plan = mdg_import_plan_new (table, NULL);

  if (plan == NULL)
    return;
  mdg_import_plan_judge (plan, known, whole, "1280110012");
  for (guint i = 0; i < plan->rows->len; i++)
    check_row (plan->rows->pdata[i], whole);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MdgTable) table = mdg_table_read ((const char *)data, size, NULL, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (MdgAccount) account = NULL;

  if (table == NULL)
    return 0;
  account = mdg_account_parse (
      "{\"id\":\"W0000001\",\"institution_code\":\"1280110012\",\"institution_name\":\"a\","
      "\"status\":\"usable\",\"note\":\"\",\"started_on\":\"2024-08-01\",\"revision\":1}",
      -1, NULL);
  g_assert_nonnull (account);
  g_hash_table_insert (known, account->id, account);
  try_plan (table, known, TRUE);
  try_plan (table, known, FALSE);
  return 0;
}
