/* test-settings-vault.c: 「ユーザ設定情報」 in the vault: kept as a whole, found again by account,
 * sealed. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-vault.h"

#include <string.h>

#include "scratch-cache.h"

#define PASSWORD "2lehAWd&"
#define ACTIVATION "012345678901"

typedef struct
{
  char *folder;
  MdgCache *cache;
  GAsyncResult *result;
} Fixture;

static void
close_cache (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->cache), (gpointer *)&f->cache);
  g_object_unref (f->cache);
  g_assert_null (f->cache);
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

static gboolean
save (Fixture *f, const MdgAccountSettings *settings, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_settings_vault_save_async (f->cache, settings, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  return mdg_settings_vault_finish (result, error);
}

static MdgAccountSettings *
load (Fixture *f, const char *institution_code, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_settings_vault_load_async (f->cache, institution_code, id, NULL, scratch_store_result,
                                 &f->result);
  result = scratch_wait (&f->result);
  return mdg_settings_vault_load_finish (result, error);
}

/* "code/ID code/ID" */
static char *
list (Fixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  mdg_settings_vault_list_async (f->cache, id, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  found = mdg_settings_vault_list_finish (result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const MdgAccountSettings *settings = found->pdata[i];
      MdgAccountKind kind;

      g_assert_true (mdg_account_id_check (settings->id, &kind));
      g_assert_cmpint (kind, ==, settings->kind);
      g_assert_null (settings->password);
      g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", settings->institution_code,
                              settings->id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static MdgAccountSettings *
make (const char *institution_code, const char *id)
{
  MdgAccountSettings *settings = mdg_account_settings_new (MDG_ACCOUNT_APP);

  mdg_account_id_check (id, &settings->kind);
  settings->institution_code = g_strdup (institution_code);
  settings->institution_name = g_strdup ("夕凪町しおさい鍼灸整骨院");
  settings->id = g_strdup (id);
  settings->password = mdg_secret_new_from_string (PASSWORD);
  settings->issued_on = g_strdup ("2024-11-11");
  if (settings->kind == MDG_ACCOUNT_APP)
    settings->activation_code = mdg_secret_new_from_string (ACTIVATION);
  else
    {
      settings->user_type = g_strdup (MDG_USER_TYPE_AUTHENTICATOR);
      settings->url = g_strdup (MDG_LINKAGE_URL);
    }
  return settings;
}

static void
keep (Fixture *f, const char *institution_code, const char *id)
{
  g_autoptr (MdgAccountSettings) settings = make (institution_code, id);
  g_autoptr (GError) error = NULL;

  g_assert_true (save (f, settings, &error));
  g_assert_no_error (error);
}

static void
assert_same (const MdgAccountSettings *found, const MdgAccountSettings *expected)
{
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, expected->kind);
  g_assert_cmpstr (found->institution_code, ==, expected->institution_code);
  g_assert_cmpstr (found->institution_name, ==, expected->institution_name);
  g_assert_cmpstr (found->id, ==, expected->id);
  g_assert_cmpstr (found->user_type, ==, expected->user_type);
  g_assert_cmpstr (found->url, ==, expected->url);
  g_assert_cmpstr (found->issued_on, ==, expected->issued_on);
  g_assert_true (mdg_secret_equal (found->password, expected->password));
  g_assert_true ((found->activation_code != NULL) == (expected->activation_code != NULL));
  if (found->activation_code != NULL)
    g_assert_true (mdg_secret_equal (found->activation_code, expected->activation_code));
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  static const char *const ids[] = { "W0000001", "WA000003" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    keep (f, "1280110012", ids[i]);
  close_cache (f);
  f->cache = scratch_cache_open (f->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (MdgAccountSettings) expected = make ("1280110012", ids[i]);
      g_autoptr (MdgAccountSettings) found = load (f, "1280110012", ids[i], &error);

      g_assert_no_error (error);
      assert_same (found, expected);
    }
  g_assert_null (load (f, "1280110012", "W0000002", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* A newer PDF takes the whole place of the older. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountSettings) newer = make ("1280110012", "W0000001");
  g_autoptr (MdgAccountSettings) found = NULL;
  g_autoptr (GError) error = NULL;

  keep (f, "1280110012", "W0000001");
  mdg_secret_unref (newer->password);
  newer->password = mdg_secret_new_from_string ("IQazse45");
  g_clear_pointer (&newer->activation_code, mdg_secret_unref);
  g_clear_pointer (&newer->issued_on, g_free);
  g_assert_true (save (f, newer, &error));
  found = load (f, "1280110012", "W0000001", &error);
  assert_same (found, newer);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autofree char *none = list (f, NULL), *all = NULL, *some = NULL, *other = NULL;

  g_assert_cmpstr (none, ==, "");
  keep (f, "3410712362", "WA000003");
  keep (f, "1280110012", "WA000003");
  keep (f, "1280110012", "W0000001");
  all = list (f, NULL);
  g_assert_cmpstr (all, ==, "1280110012/W0000001 1280110012/WA000003 3410712362/WA000003");
  some = list (f, "WA000003");
  g_assert_cmpstr (some, ==, "1280110012/WA000003 3410712362/WA000003");
  other = list (f, "0001");
  g_assert_cmpstr (other, ==, "");
}

static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  keep (f, "1280110012", "W0000001");
  keep (f, "1280110012", "WA000003");
  mdg_settings_vault_remove_async (f->cache, "1280110012", "W0000001", NULL, scratch_store_result,
                                   &f->result);
  result = scratch_wait (&f->result);
  g_assert_true (mdg_settings_vault_finish (result, &error));
  g_assert_no_error (error);
  g_assert_null (load (f, "1280110012", "W0000001", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  left = list (f, NULL);
  g_assert_cmpstr (left, ==, "1280110012/WA000003");
}

/* The password in use is not the one of the paper. */
static void
test_password_in_use (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) changed = mdg_secret_new_from_string ("Kaeta-2026.11.21");
  g_autoptr (MdgSecret) in_use = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) proposed = NULL, settled = NULL, loaded = NULL;

  mdg_cache_propose_password_async (f->cache, "1280110012", "WA000003", changed, NULL,
                                    scratch_store_result, &f->result);
  proposed = scratch_wait (&f->result);
  g_assert_true (mdg_cache_finish (f->cache, proposed, &error));
  mdg_cache_settle_password_async (f->cache, "1280110012", "WA000003", TRUE, 1, 0, NULL,
                                   scratch_store_result, &f->result);
  settled = scratch_wait (&f->result);
  g_assert_true (mdg_cache_finish (f->cache, settled, &error));
  keep (f, "1280110012", "WA000003");
  mdg_cache_load_secret_async (f->cache, "password", "1280110012", "WA000003", NULL,
                               scratch_store_result, &f->result);
  loaded = scratch_wait (&f->result);
  in_use = mdg_cache_load_secret_finish (f->cache, loaded, &error);
  g_assert_no_error (error);
  g_assert_true (mdg_secret_equal (in_use, changed));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *institution_code;
    const char *id;
    const char *password;
    const char *activation_code;
    const char *field;
  } cases[] = {
    { "128011001", "W0000001", PASSWORD, ACTIVATION, "institution_code" },
    { NULL, "W0000001", PASSWORD, ACTIVATION, "institution_code" },
    { "1280110012", "W000001", PASSWORD, ACTIVATION, "id" },
    { "1280110012", NULL, PASSWORD, ACTIVATION, "id" },
    { "1280110012", "W0000001", "", ACTIVATION, "password" },
    { "1280110012", "W0000001", PASSWORD, "01234567890", "activation_code" },
  };
  g_autofree char *nothing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgAccountSettings) settings = mdg_account_settings_new (MDG_ACCOUNT_APP);
      g_autoptr (GError) error = NULL;

      settings->institution_code = g_strdup (cases[i].institution_code);
      settings->id = g_strdup (cases[i].id);
      settings->password = mdg_secret_new_from_string (cases[i].password);
      settings->activation_code = mdg_secret_new_from_string (cases[i].activation_code);
      g_assert_false (save (f, settings, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (error), ==, cases[i].field);
    }
  nothing = list (f, NULL);
  g_assert_cmpstr (nothing, ==, "");
}

/* Nothing of it lies in the files as it is. */
static void
test_sealed (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { PASSWORD, ACTIVATION, "夕凪町", "2024-11-11" };

  keep (f, "1280110012", "W0000001");
  close_cache (f);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (scratch_folder_contains (f->folder, texts[i], strlen (texts[i])));
  g_assert_true (
      scratch_folder_contains (f->folder, "W0000001", 8)); /* by which it is found again */
  f->cache = scratch_cache_open (f->folder);
}

#define ADD(name, func) g_test_add ("/settings-vault/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("replaced", test_replaced);
  ADD ("list", test_list);
  ADD ("removed", test_removed);
  ADD ("password-in-use", test_password_in_use);
  ADD ("refused", test_refused);
  ADD ("sealed", test_sealed);
  return g_test_run ();
}
