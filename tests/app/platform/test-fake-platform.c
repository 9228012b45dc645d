/* test-fake-platform.c: the computer for tests does what the headers say, and the cache works on
 * it. SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "core/error.h"
#include "platform/documents.h"
#include "platform/fake/fake.h"
#include "platform/machine.h"
#include "platform/notifications.h"
#include "platform/secrets.h"
#include "store/cache-store.h"

static void
test_folders (void)
{
  g_autofree char *data = NULL;
  g_autofree char *config = NULL;
  g_autofree char *from_environment = NULL;

  mdg_fake_set_root ("/chosen");
  data = mdg_machine_data_folder ();
  config = mdg_machine_config_folder ();
  g_assert_cmpstr (data, ==, "/chosen/data");
  g_assert_cmpstr (config, ==, "/chosen/config");
  g_assert_null (mdg_machine_policy ());
  mdg_fake_set_root (NULL);
  g_setenv ("MADOGUCHI_FAKE_ROOT", "/from-environment", TRUE);
  from_environment = mdg_machine_log_folder ();
  g_assert_cmpstr (from_environment, ==, "/from-environment/log");
  g_unsetenv ("MADOGUCHI_FAKE_ROOT");
}

static void
test_policy (void)
{
  g_autofree char *root = g_dir_make_tmp ("madoguchi-fake-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (root, "policy.conf", NULL);
  g_autoptr (GKeyFile) policy = NULL;
  g_autofree char *language = NULL;

  mdg_fake_set_root (root);
  g_assert_true (g_file_set_contents (path, "[madoguchi]\nlanguage=ja\n", -1, NULL));
  policy = mdg_machine_policy ();
  language = g_key_file_get_string (policy, "madoguchi", "language", NULL);
  g_assert_cmpstr (language, ==, "ja");
  g_assert_null (mdg_machine_defaults ());
  mdg_fake_set_root (NULL);
  g_unlink (path);
  g_rmdir (root);
}

static void
test_secrets (void)
{
  g_autoptr (GBytes) plain = g_bytes_new ("abc", 3);
  g_autoptr (GBytes) wrapped = mdg_secrets_wrap (plain, NULL);
  g_autoptr (GBytes) back = mdg_secrets_unwrap (wrapped, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (g_bytes_equal (plain, wrapped));
  g_assert_true (g_bytes_equal (plain, back));
  g_assert_null (mdg_secrets_unwrap (plain, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED);
  g_clear_error (&error);
  mdg_fake_set_working (FALSE);
  g_assert_null (mdg_secrets_wrap (plain, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  mdg_fake_set_working (TRUE);
}

static void
test_documents (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_documents_open_page ("https://127.0.0.1/a", &error));
  g_assert_cmpstr (mdg_fake_last_opened (), ==, "https://127.0.0.1/a");
  g_assert_false (mdg_documents_open_page ("http://127.0.0.1/b", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_cmpstr (mdg_fake_last_opened (), ==, "https://127.0.0.1/a");
  mdg_fake_note_opened (NULL);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static gboolean
open_page (const char *uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_documents_open_page_async (uri, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_documents_open_page_finish (result, error);
}

static void
test_documents_meanwhile (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (open_page ("https://127.0.0.1/a", &error));
  g_assert_cmpstr (mdg_fake_last_opened (), ==, "https://127.0.0.1/a");
  g_assert_false (open_page ("http://127.0.0.1/b", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_cmpstr (mdg_fake_last_opened (), ==, "https://127.0.0.1/a");
  mdg_fake_note_opened (NULL);
}

static void
note_click (GSimpleAction *action, GVariant *parameter, gpointer clicks)
{
  (*(guint *)clicks)++;
}

static void
test_notifications (void)
{
  g_autoptr (GApplication) application
      = g_application_new ("org.madoguchi.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show", NULL);
  const MdgNotification notification
      = { .id = "a", .title = "90日", .body = "更新", .action = "show" };
  guint clicks = 0;

  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  g_signal_connect (action, "activate", G_CALLBACK (note_click), &clicks);
  g_assert_true (g_application_register (application, NULL, NULL));
  g_assert_null (mdg_fake_notification ("a"));
  g_assert_true (mdg_notifications_show (application, &notification));
  g_assert_cmpstr (mdg_fake_notification ("a"), ==, "90日\n更新");
  mdg_fake_click_notification ("a");
  g_assert_cmpuint (clicks, ==, 1);
  mdg_notifications_end ();
  g_assert_null (mdg_fake_notification ("a"));
  mdg_fake_set_working (FALSE);
  g_assert_false (mdg_notifications_show (application, &notification));
  mdg_fake_set_working (TRUE);
}

/* The passphrase of the training is kept as the platform wrapped it. */
static void
test_cache_with_wrap (void)
{
  g_autofree char *root = g_dir_make_tmp ("madoguchi-fake-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (root, "cache.sqlite", NULL);
  g_autofree char *path = g_build_filename (root, "passphrase", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MdgCacheStore) store
          = mdg_cache_store_open_training (root, mdg_secrets_wrap, mdg_secrets_unwrap, &error);
      g_assert_no_error (error);
      g_assert_nonnull (store);
    }
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "FAKE WRAP"));
  g_unlink (path);
  g_unlink (file);
  g_rmdir (root);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* no bus is looked for */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fake/folders", test_folders);
  g_test_add_func ("/fake/policy", test_policy);
  g_test_add_func ("/fake/secrets", test_secrets);
  g_test_add_func ("/fake/documents", test_documents);
  g_test_add_func ("/fake/documents-meanwhile", test_documents_meanwhile);
  g_test_add_func ("/fake/notifications", test_notifications);
  g_test_add_func ("/fake/cache-with-wrap", test_cache_with_wrap);
  return g_test_run ();
}
