/* bench-sheet.c: the whole sheet (QR code, page, PDF, read back) in the program, against the
 * commands qrencode and zbarimg, which make and read the same code as a picture of the same
 * resolution. Both in turns; prints a line a round and the ratio of the medians.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "totp/registration-sheet.h"

#define ROUNDS 41
#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define URI                                                                                        \
  "otpauth://totp/%E5%8C%BB%E7%99%82%E6%A9%9F%E9%96%A2:WA000001?secret=" KEY                       \
  "&issuer=%E5%8C%BB%E7%99%82%E6%A9%9F%E9%96%A2"

static double
make_ours (const MdgRegistration *registration)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgRegistrationSheet) sheet
      = mdg_registration_sheet_new (registration, 1795151100, "受付", TRUE, &error);
  g_autoptr (MdgSecret) pdf = NULL;

  g_assert_no_error (error);
  pdf = mdg_registration_sheet_to_pdf (sheet, &error);
  g_assert_no_error (error);
  return (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static void
run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static double
make_theirs (const char *png)
{
  /* Seven pixels a module: what the sheet has at 150 dpi. */
  const char *make[] = { "qrencode", "-8", "-l", "M", "-s", "7", "-o", png, URI, NULL };
  const char *read[]
      = { "zbarimg", "-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", png, NULL };
  g_autofree char *seen = NULL;
  gint64 begin = g_get_monotonic_time ();

  run (make, NULL);
  run (read, &seen);
  g_assert_cmpstr (g_strchomp (seen), ==, URI);
  return (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

/* The sheet is in the language of the environment: a Japanese one has three times the outlines. */
static void
take_language (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

int
main (int argc, char **argv)
{
  double ours[ROUNDS], theirs[ROUNDS];
  g_autofree char *folder = g_dir_make_tmp ("bench-sheet-XXXXXX", NULL);
  g_autofree char *png = g_build_filename (folder, "qr.png", NULL);
  g_autoptr (MdgRegistration) registration = mdg_registration_new ();

  take_language ();
  registration->institution_code = g_strdup ("1319919997");
  registration->institution_name = g_strdup ("窓口鍼灸院");
  registration->login_id = g_strdup ("WA000001");
  registration->setup_key = mdg_secret_new_from_string (KEY);
  registration->otpauth_uri = mdg_secret_new_from_string (URI);
  for (int i = -1; i < ROUNDS; i++) /* the first round finds the fonts and is not counted */
    {
      double a = make_ours (registration);
      double b = make_theirs (png);
      if (i < 0)
        continue;
      ours[i] = a;
      theirs[i] = b;
      g_print ("{\"name\": \"sheet\", \"ours\": %.6f, \"other\": %.6f}\n", a, b);
    }
  g_unlink (png);
  g_rmdir (folder);
  g_print ("sheet_ratio=%.2f\n", median (ours) / median (theirs));
  return 0;
}
