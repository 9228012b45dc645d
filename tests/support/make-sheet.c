/* make-sheet.c: reads a registration (the service's JSON) on stdin and writes the backup sheet to
 * the PDF named on the command line. For tests that go through the service without the window.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "totp/registration-sheet.h"

#define MAX_JSON 65536

static MdgRegistration *
read_registration (GError **error)
{
  char *json = g_malloc0 (MAX_JSON + 1);
  gsize length = fread (json, 1, MAX_JSON, stdin);
  MdgRegistration *registration = mdg_registration_parse (json, (gssize)length, error);

  memset (json, 0, length);
  g_free (json);
  return registration;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgRegistration) registration = NULL;
  g_autoptr (MdgRegistrationSheet) sheet = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 2)
    {
      g_printerr ("usage: make-sheet SHEET.pdf < registration.json\n");
      return 2;
    }
  registration = read_registration (&error);
  if (registration != NULL)
    sheet = mdg_registration_sheet_new (registration, g_get_real_time () / G_USEC_PER_SEC, NULL,
                                        TRUE, &error);
  if (sheet != NULL && mdg_registration_sheet_write_pdf (sheet, argv[1], &error))
    return 0;
  g_printerr ("make-sheet: %s\n", error->message);
  return 1;
}
