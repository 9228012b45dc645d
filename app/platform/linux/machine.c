/* machine.c: folders, machine-wide settings and the process on Linux.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/machine.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "platform/drawing.h"

#define NAME "madoguchi"
#define MACHINE_FOLDER "/etc/madoguchi"

char *
mdg_machine_data_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), NAME, NULL);
}

char *
mdg_machine_config_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), NAME, NULL);
}

char *
mdg_machine_log_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), NAME, NULL);
}

GStrv
mdg_machine_certificate_folders (void)
{
  const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  GStrv folders = g_new0 (char *, 2);

  folders[0] = downloads != NULL ? g_strdup (downloads)
                                 : g_build_filename (g_get_home_dir (), "Downloads", NULL);
  return folders;
}

/* A file that is not there is the usual case; one that cannot be read is an administrator's
 * mistake, told in the log. */
static GKeyFile *
load_layer (const char *name)
{
  g_autofree char *path = g_build_filename (MACHINE_FOLDER, name, NULL);
  g_autoptr (GKeyFile) layer = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (g_key_file_load_from_file (layer, path, G_KEY_FILE_NONE, &error))
    return g_steal_pointer (&layer);
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_warning ("%s is left out: %s", path, error->message);
  return NULL;
}

GKeyFile *
mdg_machine_policy (void)
{
  return load_layer ("policy.conf");
}

GKeyFile *
mdg_machine_defaults (void)
{
  return load_layer ("madoguchi.conf");
}

void
mdg_machine_bind_translations (const char *domain, const char *folder)
{
  bindtextdomain (domain, folder);
}

/* gettext does not translate in the locale "C": a computer without any locale gets one that it
 * always has. */
void
mdg_machine_use_language (const char *language)
{
  const char *locale;

  if (language == NULL || *language == '\0')
    return;
  g_setenv ("LANGUAGE", language, TRUE);
  locale = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
}

/* Set-up keys and passwords pass through this memory: no core file of it, and no other program of
 * the same user may read it. A developer says MADOGUCHI_DEBUG to get a debugger in. */
static void
close_memory (void)
{
  const struct rlimit none = { 0, 0 };

  if (g_getenv ("MADOGUCHI_DEBUG") != NULL)
    return;
  if (setrlimit (RLIMIT_CORE, &none) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("the process memory could not be closed to others");
}

/* What the person wrote where GTK programs look. */
static MdgAppearance
appearance (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "gtk-4.0", "settings.ini", NULL);
  g_autoptr (GKeyFile) settings = g_key_file_new ();
  g_autofree char *theme = NULL;
  gboolean dark, contrast;

  if (!g_key_file_load_from_file (settings, path, G_KEY_FILE_NONE, NULL))
    return MDG_APPEARANCE_LIGHT;
  theme = g_key_file_get_string (settings, "Settings", "gtk-theme-name", NULL);
  dark = g_key_file_get_boolean (settings, "Settings", "gtk-application-prefer-dark-theme", NULL)
         || (theme != NULL && g_str_has_suffix (theme, "dark"));
  contrast
      = theme != NULL
        && (g_str_has_prefix (theme, "HighContrast") || g_str_has_prefix (theme, "Default-hc"));
  if (contrast)
    return dark ? MDG_APPEARANCE_CONTRAST_DARK : MDG_APPEARANCE_CONTRAST;
  return dark ? MDG_APPEARANCE_DARK : MDG_APPEARANCE_LIGHT;
}

void
mdg_machine_prepare_process (void)
{
  close_memory ();
  mdg_drawing_choose (TRUE, appearance ());
}

char *
mdg_machine_user_name (void)
{
  const char *name = g_get_real_name ();

  /* GLib says "Unknown" when the system knows no full name. */
  if (name == NULL || *name == '\0' || strcmp (name, "Unknown") == 0)
    name = g_get_user_name ();
  return g_strdup (name);
}
