/* test-terminal-register.c: what the clinic keeps of the terminal's other accounts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "accounts/terminal-register.h"

#define NOW 1795230000

typedef struct
{
  char *folder;
  MdgCache *cache;
} Fixture;

static void
close_cache (Fixture *f)
{
  scratch_cache_close (&f->cache);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->cache = scratch_cache_open (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_cache (f);
  scratch_folder_free (f->folder);
}

static gint64
save (Fixture *f, const MdgTerminalAccount *account, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_terminal_register_save_async (f->cache, account, NOW, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_terminal_register_save_finish (f->cache, result, error);
}

static gint64
add (Fixture *f, MdgTerminalKind kind, const char *owner)
{
  g_autoptr (MdgTerminalAccount) account = mdg_terminal_account_new (kind);
  g_autoptr (GError) error = NULL;

  g_free (account->owner);
  account->owner = g_strdup (owner);
  gint64 number = save (f, account, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number, >, 0);
  return number;
}

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *accounts;

  mdg_terminal_register_list_async (f->cache, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  accounts = mdg_terminal_register_list_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return accounts;
}

static gboolean
remove_account (Fixture *f, gint64 number, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_terminal_register_remove_async (f->cache, number, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_terminal_register_finish (f->cache, result, error);
}

static gboolean
note_change (Fixture *f,
             gint64 number,
             MdgTerminalChangeKind what,
             const char *day,
             const char *by_whom,
             GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_terminal_register_note_change_async (f->cache, number, what, day, by_whom, NOW, NULL,
                                           scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_terminal_register_finish (f->cache, result, error);
}

static GPtrArray *
changes_of (Fixture *f, gint64 number)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *changes;

  mdg_terminal_register_get_changes_async (f->cache, number, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  changes = mdg_terminal_register_get_changes_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return changes;
}

/* By kind, then as they were made; and all of it after closing and opening. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  static const char *const owners[] = { "院長", "受付 佐藤", "受付 鈴木", "設置業者" };

  add (f, MDG_TERMINAL_WINDOWS, owners[3]);
  add (f, MDG_TERMINAL_GENERAL, owners[1]);
  add (f, MDG_TERMINAL_MASTER, owners[0]);
  add (f, MDG_TERMINAL_GENERAL, owners[2]);
  close_cache (f);
  f->cache = scratch_cache_open (f->folder);
  g_autoptr (GPtrArray) accounts = list (f);
  g_assert_cmpuint (accounts->len, ==, G_N_ELEMENTS (owners));
  for (guint i = 0; i < accounts->len; i++)
    {
      const MdgTerminalAccount *account = accounts->pdata[i];

      g_assert_cmpstr (account->owner, ==, owners[i]);
      g_assert_cmpstr (account->used_at, ==, "");
      g_assert_cmpint (account->edited_at, ==, NOW);
      g_assert_null (account->changed_on);
    }
  g_assert_cmpint (((MdgTerminalAccount *)accounts->pdata[3])->kind, ==, MDG_TERMINAL_WINDOWS);
}

static void
test_edited (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 number = add (f, MDG_TERMINAL_FACE_READER, "業者");
  g_autoptr (GPtrArray) before = list (f);
  MdgTerminalAccount *account = before->pdata[0];

  g_free (account->used_at);
  account->used_at = g_strdup ("顔認証付きカードリーダー（受付）");
  g_assert_cmpint (save (f, account, &error), ==, number);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) after = list (f);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((MdgTerminalAccount *)after->pdata[0])->used_at, ==, account->used_at);
  g_assert_cmpstr (((MdgTerminalAccount *)after->pdata[0])->owner, ==, "業者");
  account->number = 99;
  g_assert_cmpint (save (f, account, &error), ==, 0);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_changes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 number = add (f, MDG_TERMINAL_ADMINISTRATOR, "院長");

  g_assert_true (note_change (f, number, MDG_TERMINAL_PASSWORD, "2026-11-20", "佐藤", &error));
  g_assert_true (note_change (f, number, MDG_TERMINAL_BOTH, "2026-11-21", "鈴木", &error));
  g_assert_true (note_change (f, number, MDG_TERMINAL_ID, "2025-01-05", "", &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) accounts = list (f);
  g_autoptr (GPtrArray) changes = changes_of (f, number);
  g_assert_cmpstr (((MdgTerminalAccount *)accounts->pdata[0])->changed_on, ==, "2026-11-21");
  g_assert_cmpuint (changes->len, ==, 3);
  const MdgTerminalChange *newest = changes->pdata[0], *oldest = changes->pdata[2];
  g_assert_cmpint (newest->what, ==, MDG_TERMINAL_BOTH);
  g_assert_cmpstr (newest->by_whom, ==, "鈴木");
  g_assert_cmpint (newest->noted_at, ==, NOW);
  g_assert_cmpstr (oldest->changed_on, ==, "2025-01-05");
  g_assert_true (remove_account (f, number, &error));
  g_autoptr (GPtrArray) none = changes_of (f, number);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (note_change (f, number, MDG_TERMINAL_ID, "2026-11-21", "", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (remove_account (f, number, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const days[] = { "", "2026-02-30", "2026/11/21", "today", NULL };
  g_autoptr (MdgTerminalAccount) account = mdg_terminal_account_new (MDG_TERMINAL_WEB_API);
  g_autofree char *longest = g_strnfill (MDG_TERMINAL_TEXT_MAX, 'a');
  gint64 number;

  g_free (account->remark);
  account->remark = g_strdup ("two\nlines");
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (save (f, account, &error), ==, 0);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "remark");
  g_clear_error (&error);
  g_free (account->remark);
  account->remark = g_strdup (longest);
  number = save (f, account, &error);
  g_assert_no_error (error);
  g_free (account->owner);
  account->owner = g_strconcat (longest, "a", NULL);
  g_assert_cmpint (save (f, account, &error), ==, 0);
  g_assert_cmpstr (mdg_error_get_field (error), ==, "owner");
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) bad = NULL;

      g_assert_false (note_change (f, number, MDG_TERMINAL_PASSWORD, days[i], "", &bad));
      g_assert_error (bad, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (bad), ==, "changed_on");
    }
  g_autoptr (GPtrArray) accounts = list (f);
  g_assert_cmpuint (accounts->len, ==, 1);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/terminal-register/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("edited", test_edited);
  ADD ("changes", test_changes);
  ADD ("refused", test_refused);
  return g_test_run ();
}
