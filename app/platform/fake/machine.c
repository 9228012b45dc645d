/* machine.c: folders and machine-wide settings of the computer for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/machine.h"

#include <libintl.h>

#include "platform/fake/fake.h"

static char *
below_root (const char *name)
{
  g_autofree char *root = mdg_fake_root ();

  return g_build_filename (root, name, NULL);
}

char *
mdg_machine_data_folder (void)
{
  return below_root ("data");
}

char *
mdg_machine_config_folder (void)
{
  return below_root ("config");
}

char *
mdg_machine_log_folder (void)
{
  return below_root ("log");
}

GStrv
mdg_machine_certificate_folders (void)
{
  GStrv folders = g_new0 (char *, 2);

  folders[0] = below_root ("downloads");
  return folders;
}

static GKeyFile *
load_layer (const char *name)
{
  g_autofree char *path = below_root (name);
  g_autoptr (GKeyFile) layer = g_key_file_new ();

  if (!g_key_file_load_from_file (layer, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_steal_pointer (&layer);
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

void
mdg_machine_use_language (const char *language)
{
  if (language != NULL && *language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

void
mdg_machine_prepare_process (void)
{
}

char *
mdg_machine_user_name (void)
{
  return g_strdup ("訓練 太郎");
}
