/* test-library.c: a library that is loaded when it is needed, and what is missing is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "core/library.h"

#include <string.h>

#include "core/error.h"

static int (*version) (unsigned *major, unsigned *minor, unsigned *patch);
static void (*missing) (void);

static void
test_load (void)
{
  const MdgLibraryFunction functions[]
      = { { "zbar_version", (gpointer *)&version }, { NULL, NULL } };
  unsigned major = G_MAXUINT, minor = G_MAXUINT, patch = G_MAXUINT;
  g_autoptr (GError) error = NULL;

  for (guint again = 0; again < 2; again++)
    {
      g_assert_true (mdg_library_load (MDG_ZBAR_LIBRARY, functions, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (version (&major, &minor, &patch), ==, 0);
  g_assert_cmpuint (major, <, 100);
  g_assert_cmpuint (minor, <, 1000);
}

static void
test_no_library (void)
{
  const MdgLibraryFunction functions[] = { { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_library_load ("libmadoguchi-nowhere-7.so", functions, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

static void
test_no_function (void)
{
  const MdgLibraryFunction functions[] = { { "zbar_version", (gpointer *)&version },
                                           { "zbar_is_not_this", (gpointer *)&missing },
                                           { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_library_load (MDG_ZBAR_LIBRARY, functions, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "zbar_is_not_this"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/library/load", test_load);
  g_test_add_func ("/core/library/no-library", test_no_library);
  g_test_add_func ("/core/library/no-function", test_no_function);
  return g_test_run ();
}
