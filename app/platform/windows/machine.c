/* machine.c: folders, machine-wide settings and the process on Windows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/machine.h"

#include <windows.h>
#include <initguid.h>
#include <knownfolders.h>
#include <libintl.h>
#include <locale.h>
#include <shlobj.h>

#include "platform/drawing.h"
#include "platform/windows/appearance.h"
#include "platform/windows/process.h"
#include "platform/windows/registry.h"

#define NAME "Madoguchi"
/* [1] p.7: the account the terminal works under */
#define TERMINAL_DOWNLOADS "C:\\Users\\OqsComApp\\Downloads"
#define JAPANESE MAKELCID (MAKELANGID (LANG_JAPANESE, SUBLANG_DEFAULT), SORT_DEFAULT)
#define ENGLISH MAKELCID (MAKELANGID (LANG_ENGLISH, SUBLANG_ENGLISH_US), SORT_DEFAULT)

/* %LOCALAPPDATA%: nothing of ours may roam to another computer, where DPAPI would not open it. */
static char *
local_folder (const char *name)
{
  WCHAR *path = NULL;
  g_autofree char *base = NULL;

  if (SUCCEEDED (SHGetKnownFolderPath (&FOLDERID_LocalAppData, KF_FLAG_DEFAULT, NULL, &path)))
    base = g_utf16_to_utf8 ((const gunichar2 *)path, -1, NULL, NULL, NULL);
  CoTaskMemFree (path);
  return g_build_filename (base != NULL ? base : g_get_user_data_dir (), NAME, name, NULL);
}

char *
mdg_machine_data_folder (void)
{
  return local_folder (NULL);
}

char *
mdg_machine_config_folder (void)
{
  return local_folder ("config");
}

char *
mdg_machine_log_folder (void)
{
  return local_folder ("log");
}

GStrv
mdg_machine_certificate_folders (void)
{
  GStrv folders = g_new0 (char *, 3);
  WCHAR *path = NULL;
  guint n = 0;

  folders[n++] = g_strdup (TERMINAL_DOWNLOADS);
  if (SUCCEEDED (SHGetKnownFolderPath (&FOLDERID_Downloads, KF_FLAG_DEFAULT, NULL, &path)))
    folders[n++] = g_utf16_to_utf8 ((const gunichar2 *)path, -1, NULL, NULL, NULL);
  CoTaskMemFree (path);
  return folders;
}

GKeyFile *
mdg_machine_policy (void)
{
  return mdg_registry_read ((const gunichar2 *)L"Software\\Policies\\" NAME);
}

GKeyFile *
mdg_machine_defaults (void)
{
  return mdg_registry_read ((const gunichar2 *)L"Software\\" NAME);
}

/* The folder that bin/ lies in. Returns: (transfer full) */
static char *
own_folder (void)
{
  char *folder = g_win32_get_package_installation_directory_of_module (NULL);

  return folder != NULL ? folder : g_strdup (".");
}

void
mdg_machine_bind_translations (const char *domain, const char *folder)
{
  g_autofree char *top = own_folder ();
  g_autofree char *beside = g_build_filename (top, "share", "locale", NULL);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (beside, -1, NULL, NULL, NULL);

  wbindtextdomain (domain, (const wchar_t *)wide);
}

/* One of the names that Windows has for a language or a country. Returns: (transfer full) */
static char *
name_of (LCID locale, LCTYPE which)
{
  char name[LOCALE_NAME_MAX_LENGTH] = "";

  (void)GetLocaleInfoA (locale, which, name, sizeof name);
  return g_strdup (name);
}

/* The language is that of the settings or Windows', never a shell's, where "C" would turn
 * translations off. gettext asks the environment before Windows, at each word; only Windows' own
 * name of a language
 * ("Japanese_Japan") spares it going through all that Windows knows. By the other, LC_CTYPE, pango
 * chooses the shapes of Chinese characters. */
void
mdg_machine_use_language (const char *language)
{
  gboolean told = language != NULL && *language != '\0';
  gboolean japanese = told && g_str_has_prefix (language, "ja");
  LCID locale = !told ? GetUserDefaultLCID () : japanese ? JAPANESE : ENGLISH;
  g_autofree char *windows_language = name_of (locale, LOCALE_SENGLANGUAGE);
  g_autofree char *windows_country = name_of (locale, LOCALE_SENGCOUNTRY);
  g_autofree char *windows_name = g_strdup_printf ("%s_%s", windows_language, windows_country);
  g_autofree char *iso_language = name_of (locale, LOCALE_SISO639LANGNAME);
  g_autofree char *iso_country = name_of (locale, LOCALE_SISO3166CTRYNAME);
  g_autofree char *iso_name = g_strdup_printf ("%s_%s", iso_language, iso_country);

  if (told)
    g_setenv ("LANGUAGE", language, TRUE);
  g_unsetenv ("LC_ALL");
  g_setenv ("LC_MESSAGES", windows_name, TRUE);
  g_setenv ("LC_CTYPE", iso_name, TRUE);
  setlocale (LC_ALL, "");
}

/* GLib looks into folders that every user may write to before it looks into ours, and loads modules
 * from wherever the environment says. */
static void
use_own_files_only (void)
{
  g_autofree char *top = own_folder ();
  g_autofree char *share = g_build_filename (top, "share", NULL);

  g_unsetenv ("GIO_MODULE_DIR");
  g_unsetenv ("GIO_EXTRA_MODULES");
  g_setenv ("XDG_DATA_DIRS", share, TRUE);
  /* Nor is there a bus, which GIO would have a program start that does not come along. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", FALSE);
}

/* GTK asks Windows for the scale of the screen some five hundred times before the first frame,
 * which was a fifth of the time to it under Wine. At 100 % there is nothing to ask. At others there
 * is: who sets this gets no text size from Windows. */
static void
choose_scale (void)
{
  if (mdg_appearance_is_unscaled ())
    g_setenv ("GDK_SCALE", "1", FALSE);
}

void
mdg_machine_prepare_process (void)
{
  mdg_process_narrow_library_search ();
  mdg_process_use_console ();
  if (g_getenv ("MADOGUCHI_DEBUG") == NULL)
    mdg_process_close_memory ();
  use_own_files_only ();
  /* The GTK that comes with the program is newer than 4.16. */
  mdg_drawing_choose (FALSE, mdg_appearance_read ());
  choose_scale ();
}

char *
mdg_machine_user_name (void)
{
  return g_strdup (g_get_user_name ());
}
