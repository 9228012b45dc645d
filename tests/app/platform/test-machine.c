/* test-machine.c: the process and the folders on Linux. Each case is a process of its own, because
 * what is tested cannot be taken back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "core/error.h"
#include "platform/documents.h"
#include "platform/machine.h"
#include "platform/secrets.h"

/* Runs @name of this program with @renderer, @debug and @disable in the environment; NULL: unset.
 */
static void
run_with (const char *name,
          const char *renderer,
          const char *debug,
          const char *disable,
          const char *developer)
{
  const char *const pairs[][2] = { { "GSK_RENDERER", renderer },
                                   { "GDK_DEBUG", debug },
                                   { "GDK_DISABLE", disable },
                                   { "MADOGUCHI_DEBUG", developer } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][1] != NULL)
      g_setenv (pairs[i][0], pairs[i][1], TRUE);
    else
      g_unsetenv (pairs[i][0]);
  g_test_trap_subprocess (name, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_closed (void)
{
  struct rlimit limit;

  mdg_machine_prepare_process ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
  /* A leak checker that runs at the end has to look into this process. */
  g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1, 0, 0, 0), ==, 0);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "gl-disable");
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "gl,vulkan");
}

static void
test_developer (void)
{
  mdg_machine_prepare_process ();
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 1);
}

static void
test_appended (void)
{
  mdg_machine_prepare_process ();
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "frames,gl-disable");
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "dmabuf");
}

static void
test_kept (void)
{
  mdg_machine_prepare_process ();
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "ngl");
  g_assert_null (g_getenv ("GDK_DEBUG"));
  g_assert_null (g_getenv ("GDK_DISABLE"));
}

static void
test_gl_kept (void)
{
  mdg_machine_prepare_process ();
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "gl-gles");
}

static void
test_process (void)
{
  run_with ("/machine/subprocess/closed", NULL, NULL, NULL, NULL);
  run_with ("/machine/subprocess/closed", "cairo", "", NULL, NULL);
  run_with ("/machine/subprocess/developer", NULL, NULL, NULL, "1");
  run_with ("/machine/subprocess/appended", NULL, "frames", "dmabuf", NULL);
  run_with ("/machine/subprocess/kept", "ngl", NULL, NULL, NULL);
  run_with ("/machine/subprocess/gl-kept", NULL, "gl-gles", NULL, NULL);
}

/* In a process of its own: the theme chosen for what settings.ini says. */
static void
test_theme (void)
{
  g_setenv ("XDG_CONFIG_HOME", g_getenv ("MDG_TEST_CONFIG"), TRUE);
  mdg_machine_prepare_process ();
  g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1, 0, 0, 0), ==, 0);
  g_assert_cmpstr (g_getenv ("GTK_THEME"), ==, g_getenv ("MDG_TEST_THEME"));
}

static void
expect_theme (const char *ini, const char *own, const char *theme)
{
  g_autofree char *config = g_dir_make_tmp ("madoguchi-theme-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (config, "gtk-4.0", NULL);
  g_autofree char *file = g_build_filename (folder, "settings.ini", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  if (ini != NULL)
    g_assert_true (g_file_set_contents (file, ini, -1, NULL));
  g_setenv ("MDG_TEST_CONFIG", config, TRUE);
  g_setenv ("MDG_TEST_THEME", theme, TRUE);
  if (own != NULL)
    g_setenv ("GTK_THEME", own, TRUE);
  else
    g_unsetenv ("GTK_THEME");
  g_test_trap_subprocess ("/machine/subprocess/theme", 0, 0);
  g_test_trap_assert_passed ();
  g_unlink (file);
  g_rmdir (folder);
  g_rmdir (config);
}

static void
test_themes (void)
{
  expect_theme (NULL, NULL, "Madoguchi");
  expect_theme (NULL, "Default", "Default");
  expect_theme ("not a key file", NULL, "Madoguchi");
  expect_theme ("[Settings]\ngtk-application-prefer-dark-theme=1\n", NULL, "Madoguchi:dark");
  expect_theme ("[Settings]\ngtk-theme-name=Adwaita-dark\n", NULL, "Madoguchi:dark");
  expect_theme ("[Settings]\ngtk-theme-name=HighContrast\n", NULL, "Madoguchi:contrast");
  expect_theme ("[Settings]\ngtk-theme-name=Default-hc-dark\n", NULL, "Madoguchi:contrast-dark");
}

static void
test_folders (void)
{
  g_autofree char *data = mdg_machine_data_folder ();
  g_autofree char *config = mdg_machine_config_folder ();
  g_autofree char *log = mdg_machine_log_folder ();
  g_autofree char *name = mdg_machine_user_name ();

  g_assert_true (g_path_is_absolute (data) && g_str_has_suffix (data, "/madoguchi"));
  g_assert_true (g_path_is_absolute (config) && g_str_has_suffix (config, "/madoguchi"));
  g_assert_true (g_path_is_absolute (log) && g_str_has_suffix (log, "/madoguchi"));
  g_assert_cmpstr (data, !=, config);
  g_assert_cmpstr (name, !=, "");
  g_assert_cmpstr (name, !=, "Unknown");
}

static void
test_secrets (void)
{
  g_autoptr (GBytes) plain = g_bytes_new ("abc", 3);
  g_autoptr (GBytes) wrapped = mdg_secrets_wrap (plain, NULL);
  g_autoptr (GBytes) back = mdg_secrets_unwrap (wrapped, NULL);

  g_assert_true (g_bytes_equal (plain, back));
  g_assert_cmpstr (mdg_secrets_wrap_name (), ==, "none");
}

static void
test_documents (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_documents_open_page ("http://127.0.0.1/", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (mdg_documents_open_page ("file:///etc/passwd", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (mdg_documents_open_file ("/nowhere/file.pdf", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/subprocess/closed", test_closed);
  g_test_add_func ("/machine/subprocess/developer", test_developer);
  g_test_add_func ("/machine/subprocess/appended", test_appended);
  g_test_add_func ("/machine/subprocess/kept", test_kept);
  g_test_add_func ("/machine/subprocess/gl-kept", test_gl_kept);
  g_test_add_func ("/machine/subprocess/theme", test_theme);
  g_test_add_func ("/machine/process", test_process);
  g_test_add_func ("/machine/themes", test_themes);
  g_test_add_func ("/machine/folders", test_folders);
  g_test_add_func ("/machine/secrets", test_secrets);
  g_test_add_func ("/machine/documents", test_documents);
  return g_test_run ();
}
