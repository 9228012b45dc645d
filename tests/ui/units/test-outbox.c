/* test-outbox.c: what waits to be sent, as rows and in words (the tests speak Japanese).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/outbox-rows.h"

#include <libintl.h>
#include <locale.h>

#include "accounts/accounts-text.h"
#include "core/error.h"

#define MANY 20000

/* Numbers from @first on; every tenth is a conflict. Returns: (transfer full): of MdgOutboxEntry */
static GPtrArray *
make_entries (gint64 first, guint n)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_outbox_entry_free);

  for (guint i = 0; i < n; i++)
    {
      MdgOutboxEntry *entry = g_new0 (MdgOutboxEntry, 1);

      entry->number = first + i;
      entry->state = entry->number % 10 == 0 ? MDG_OUTBOX_CONFLICT : MDG_OUTBOX_WAITING;
      entry->account_id = g_strdup_printf ("W%07u", i);
      entry->institution_name = g_strdup ("");
      entry->note = g_strdup_printf ("%u", i);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

typedef struct
{
  guint told, position, removed, added;
} Told;

static void
on_changed (GListModel *model, guint position, guint removed, guint added, Told *told)
{
  *told = (Told){ told->told + 1, position, removed, added };
}

static void
assert_told (Told *told, GListStore *store, GPtrArray *entries, const Told *wanted)
{
  *told = (Told){ 0 };
  mdg_outbox_rows_fill (store, entries);
  g_assert_cmpuint (told->told, ==, wanted->told);
  g_assert_cmpuint (told->position, ==, wanted->position);
  g_assert_cmpuint (told->removed, ==, wanted->removed);
  g_assert_cmpuint (told->added, ==, wanted->added);
}

static gint64
number_at (GListStore *store, guint position)
{
  g_autoptr (MdgOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return mdg_outbox_item_get_entry (item)->number;
}

/* What was read anew and says the same is not told as changed: a row keeps its place and the focus.
 */
static void
test_rows (void)
{
  g_autoptr (GListStore) store = g_list_store_new (MDG_TYPE_OUTBOX_ITEM);
  g_autoptr (GPtrArray) all = make_entries (1, MANY), again = make_entries (1, MANY);
  g_autoptr (GPtrArray) later = make_entries (1, MANY + 1), none = make_entries (1, 0);
  Told told;

  g_signal_connect (store, "items-changed", G_CALLBACK (on_changed), &told);
  assert_told (&told, store, all, &(Told){ 1, 0, 0, MANY - MANY / 10 });
  g_assert_cmpint (number_at (store, 9), ==, 11);
  assert_told (&told, store, again, &(Told){ 0 });
  ((MdgOutboxEntry *)again->pdata[4])->state = MDG_OUTBOX_SENT;
  assert_told (&told, store, again, &(Told){ 1, 4, 1, 1 });
  ((MdgOutboxEntry *)again->pdata[4])->state = MDG_OUTBOX_CONFLICT;
  assert_told (&told, store, again, &(Told){ 1, 4, 1, 0 });
  g_assert_cmpint (number_at (store, 4), ==, 6);
  assert_told (&told, store, all, &(Told){ 1, 4, 0, 1 });
  assert_told (&told, store, later, &(Told){ 1, MANY - MANY / 10, 0, 1 });
  g_ptr_array_remove_index (later, 0);
  assert_told (&told, store, later, &(Told){ 1, 0, 1, 0 });
  assert_told (&told, store, none, &(Told){ 1, 0, MANY - MANY / 10, 0 });
  assert_told (&told, store, none, &(Told){ 0 });
}

static void
test_never_taken (void)
{
  g_autofree char *form = mdg_account_refusal_text (MDG_ERROR_SERVICE_FAILED, -1);
  g_autofree char *limit = mdg_account_refusal_text (MDG_ERROR_LIMIT_EXCEEDED, 5);

  g_assert_cmpstr (form, ==,
                   "受け付けられませんでした。この形式では何度送っても受け付けられません。サービス"
                   "側は何も変わっていません。"
                   "ポータルで行うか、このプログラムの更新後にもう一度行ってください。");
  g_assert_nonnull (strchr (limit, '5'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANGUAGE", "ja", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_test_add_func ("/outbox/rows", test_rows);
  g_test_add_func ("/outbox/never-taken", test_never_taken);
  return g_test_run ();
}
