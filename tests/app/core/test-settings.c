/* test-settings.c: who wins, and what happens to a damaged file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/settings.h"

#include "core/error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("madoguchi-settings-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "config", "settings.conf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *config = g_path_get_dirname (fixture->file);
  g_autofree char *damaged = g_strconcat (fixture->file, ".damaged", NULL);
  g_remove (damaged);
  g_remove (fixture->file);
  g_rmdir (config);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->file);
}

static GKeyFile *
layer (const char *name, const char *value)
{
  GKeyFile *file = g_key_file_new ();
  g_key_file_set_string (file, "madoguchi", name, value);
  return file;
}

static void
put_file (Fixture *fixture, const char *text, gssize length)
{
  g_autofree char *config = g_path_get_dirname (fixture->file);
  g_assert_cmpint (g_mkdir_with_parents (config, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->file, text, length, NULL));
}

static void
assert_value (MdgSettings *settings, const char *name, const char *value, MdgSettingOrigin origin)
{
  g_autofree char *found = mdg_settings_get (settings, name);
  g_assert_cmpstr (found, ==, value);
  g_assert_cmpint (mdg_settings_get_origin (settings, name), ==, origin);
}

static void
test_precedence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GKeyFile) policy = layer (MDG_SETTING_ENDPOINT, "https://policy.test");
  g_autoptr (GKeyFile) machine = layer (MDG_SETTING_ENDPOINT, "https://machine.test");
  g_key_file_set_string (machine, "madoguchi", MDG_SETTING_CA_FILE, "/machine.pem");
  put_file (fixture, "[madoguchi]\nendpoint=https://user.test\nca-file=/user.pem\nlanguage=en\n",
            -1);
  MdgSettings *settings = mdg_settings_new (policy, machine, fixture->file);
  assert_value (settings, MDG_SETTING_ENDPOINT, "https://policy.test", MDG_SETTING_POLICY);
  assert_value (settings, MDG_SETTING_CA_FILE, "/machine.pem", MDG_SETTING_MACHINE);
  assert_value (settings, MDG_SETTING_LANGUAGE, "en", MDG_SETTING_USER);
  assert_value (settings, MDG_SETTING_PROFILE, "training", MDG_SETTING_BUILT_IN);
  g_assert_finalize_object (settings);
}

static void
test_higher_layers_cannot_be_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GKeyFile) policy = layer (MDG_SETTING_ENDPOINT, "https://policy.test");
  g_autoptr (GKeyFile) machine = layer (MDG_SETTING_CA_FILE, "/machine.pem");
  g_autoptr (MdgSettings) settings = mdg_settings_new (policy, machine, fixture->file);
  g_autoptr (GError) error = NULL;
  g_assert_false (mdg_settings_set (settings, MDG_SETTING_ENDPOINT, "https://user.test", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (mdg_settings_set (settings, MDG_SETTING_CA_FILE, "/user.pem", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

static void
count (MdgSettings *settings, gpointer data)
{
  ++*(int *)data;
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  int languages = 0, profiles = 0;
  g_autoptr (GError) error = NULL;
  MdgSettings *settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_signal_connect (settings, "changed::language", G_CALLBACK (count), &languages);
  g_signal_connect (settings, "changed::profile", G_CALLBACK (count), &profiles);
  g_assert_true (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "ja", &error));
  g_assert_no_error (error);
  g_assert_true (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "ja", &error));
  g_assert_cmpint (languages, ==, 1);
  g_assert_cmpint (profiles, ==, 0);
  assert_value (settings, MDG_SETTING_LANGUAGE, "ja", MDG_SETTING_USER);
  g_assert_finalize_object (settings);

#ifdef G_OS_UNIX
  GStatBuf status;
  g_assert_cmpint (g_stat (fixture->file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
#endif
  g_autoptr (MdgSettings) again = mdg_settings_new (NULL, NULL, fixture->file);
  assert_value (again, MDG_SETTING_LANGUAGE, "ja", MDG_SETTING_USER);
}

/* The value a later version knows, and what somebody wrote by hand. */
static void
test_foreign_content_is_kept (Fixture *fixture, gconstpointer data)
{
  put_file (fixture, "# by hand\n[madoguchi]\nfuture=1\n[other]\nkey=値\n", -1);
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_assert_true (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "ja", NULL));
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (fixture->file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# by hand"));
  g_assert_nonnull (strstr (text, "future=1"));
  g_assert_nonnull (strstr (text, "key=値"));
}

static void
check_damaged (Fixture *fixture, const char *text, gssize length)
{
  g_autofree char *aside = g_strconcat (fixture->file, ".damaged", NULL);
  g_autofree char *kept = NULL;
  gsize kept_length;
  put_file (fixture, text, length);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*is damaged and was kept as*");
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_test_assert_expected_messages ();
  assert_value (settings, MDG_SETTING_LANGUAGE, "", MDG_SETTING_BUILT_IN);
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, text, (length < 0 ? strlen (text) : (gsize)length));
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_true (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "en", NULL));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  check_damaged (fixture, "[madoguchi]\nlanguage=en\nthis is no line\n", -1);
  check_damaged (fixture, "language=en\n", -1);
  check_damaged (fixture, "[madoguchi]\nlanguage=\xFF\xFE\n", -1);
  check_damaged (fixture, "\0\0\0\0", 4);
  g_autofree char *huge = g_strnfill (100 * 1024, '#');
  check_damaged (fixture, huge, -1);
}

static void
test_empty_file (Fixture *fixture, gconstpointer data)
{
  put_file (fixture, "", 0);
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  assert_value (settings, MDG_SETTING_LANGUAGE, "", MDG_SETTING_BUILT_IN);
}

/* A value that cannot be kept is not in force either. */
static void
test_write_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *config = g_path_get_dirname (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_assert_true (g_file_set_contents (config, "in the way", -1, NULL));
  g_assert_false (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "en", &error));
  g_assert_true (error->domain == MDG_ERROR);
  assert_value (settings, MDG_SETTING_LANGUAGE, "", MDG_SETTING_BUILT_IN);
  g_assert_cmpint (g_remove (config), ==, 0);
  g_assert_true (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "en", NULL));
}

/* A folder stands where the file should be: it cannot be read, and is not ours to replace. */
static void
test_unreadable_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_mkdir_with_parents (fixture->file, 0700), ==, 0);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*cannot read*");
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_test_assert_expected_messages ();
  assert_value (settings, MDG_SETTING_LANGUAGE, "", MDG_SETTING_BUILT_IN);
  g_assert_false (mdg_settings_set (settings, MDG_SETTING_LANGUAGE, "en", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
}

static void
test_unknown_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, fixture->file);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*built_in_value*");
  g_autofree char *value = mdg_settings_get (settings, "no-such-setting");
  g_test_assert_expected_messages ();
  g_assert_cmpstr (value, ==, "");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/settings/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("precedence", test_precedence);
  ADD ("higher-layers", test_higher_layers_cannot_be_changed);
  ADD ("set", test_set);
  ADD ("foreign-content", test_foreign_content_is_kept);
  ADD ("damaged", test_damaged);
  ADD ("empty-file", test_empty_file);
  ADD ("write-fails", test_write_fails);
  ADD ("unreadable-file", test_unreadable_file);
  ADD ("unknown-name", test_unknown_name);
  return g_test_run ();
}
