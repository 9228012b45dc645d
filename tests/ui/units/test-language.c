/* test-language.c: told a language that the computer does not speak, everything is in it, with what
 * GTK looks up out of .ui files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "application.h"

#include <glib/gstdio.h>

#include "platform/machine.h"

/* Where the program lies beside its translations (Windows), they are put beside this one. */
static void
put_translations_beside (const char *program)
{
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *own = g_build_filename (folder, "share", "locale", "ja", "LC_MESSAGES", NULL);
  g_autofree char *to = g_build_filename (own, "madoguchi.mo", NULL);
  g_autofree char *from
      = g_test_build_filename (G_TEST_BUILT, "po", "ja", "LC_MESSAGES", "madoguchi.mo", NULL);
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  if (*MDG_BUILD_LOCALE_DIR != '\0')
    return;
  g_assert_cmpint (g_mkdir_with_parents (own, 0755), ==, 0);
  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, content, (gssize)length, &error);
  g_assert_no_error (error);
}

/* GLib has words of its own before it comes to --lang, and decides with the first of them whether
 * it translates at all. */
static void
test_told (void)
{
  g_autoptr (MdgApplication) application = mdg_application_new (NULL);

  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "Code:"), ==, "Code:");
  mdg_machine_use_language ("ja");
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "Code:"), ==, "コード:");
  g_assert_cmpstr (g_dgettext (NULL, "Copy code"), ==, "コードをコピー");
  mdg_machine_use_language ("en");
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "Code:"), ==, "Code:");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  put_translations_beside (argv[0]);
  g_test_add_func ("/ui/language/told", test_told);
  return g_test_run ();
}
