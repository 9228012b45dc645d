/* settings.c: the layers of settings, and who wins.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/settings.h"

#include "core/error.h"
#include "core/file.h"

#include <glib/gstdio.h>
#include <string.h>

#define GROUP "madoguchi"
#define FILE_LIMIT (64 * 1024)

struct _MdgSettings
{
  GObject parent_instance;

  GKeyFile *layers[MDG_SETTING_POLICY + 1]; /* (nullable) by origin; none for BUILT_IN */
  char *user_file;
  gboolean user_file_closed; /* it is there but cannot be read: it is not ours to overwrite */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const struct
{
  const char *name;
  const char *built_in;
} known[] = {
  { MDG_SETTING_PROFILE, "training" },
  { MDG_SETTING_ENDPOINT, "" },
  { MDG_SETTING_CA_FILE, "" },
  { MDG_SETTING_CERTIFICATE_FILE, "" },
  { MDG_SETTING_CERTIFICATE_FOLDERS, "" },
  { MDG_SETTING_BACKUP_FOLDERS, "" },
  { MDG_SETTING_LANGUAGE, "" },
  { MDG_SETTING_RECEPTION_FOLDER, "" },
  { MDG_SETTING_HOLIDAY_FILE, "" },
  { MDG_SETTING_LOCK_MINUTES, "15" },
  { MDG_SETTING_SHOW_PASSCODES, "no" },
  { MDG_SETTING_WINDOW_SIZE, "1024x720" },
};

G_DEFINE_FINAL_TYPE (MdgSettings, mdg_settings, G_TYPE_OBJECT)

/* NULL for a name that is not listed. */
static const char *
built_in_value (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (name, known[i].name) == 0)
      return known[i].built_in;
  return NULL;
}

/* Returns: (transfer full) (nullable): NULL when no layer has it */
static char *
find_value (MdgSettings *self, const char *name, MdgSettingOrigin *origin)
{
  for (int layer = MDG_SETTING_POLICY; layer > MDG_SETTING_BUILT_IN; layer--)
    {
      char *value = self->layers[layer] != NULL
                        ? g_key_file_get_string (self->layers[layer], GROUP, name, NULL)
                        : NULL;
      *origin = (MdgSettingOrigin)layer;
      if (value != NULL)
        return value;
    }
  *origin = MDG_SETTING_BUILT_IN;
  return NULL;
}

static void
keep_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  if (g_rename (path, aside) == 0)
    g_warning ("%s is damaged and was kept as %s", path, aside);
  else
    g_warning ("%s is damaged", path);
}

static gboolean
parse_user_file (GKeyFile *layer, GBytes *content)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  if (length == 0)
    return TRUE;
  return g_utf8_validate (text, (gssize)length, NULL)
         && g_key_file_load_from_data (layer, text, length, G_KEY_FILE_KEEP_COMMENTS, NULL);
}

static void
read_user_file (MdgSettings *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = mdg_file_read (self->user_file, FILE_LIMIT, &error);
  self->layers[MDG_SETTING_USER] = g_key_file_new ();
  if (content == NULL && g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return;
  if (content == NULL && !g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED))
    {
      g_warning ("%s", error->message);
      self->user_file_closed = TRUE;
      return;
    }
  if (content != NULL && parse_user_file (self->layers[MDG_SETTING_USER], content))
    return;
  keep_aside (self->user_file);
  g_key_file_unref (self->layers[MDG_SETTING_USER]);
  self->layers[MDG_SETTING_USER] = g_key_file_new ();
}

static gboolean
write_user_file (MdgSettings *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->user_file);
  gsize length;
  g_autofree char *text = g_key_file_to_data (self->layers[MDG_SETTING_USER], &length, NULL);
  return mdg_file_make_folder (folder, error)
         && mdg_file_write (self->user_file, text, length, error);
}

/* @value: (nullable): NULL takes the user's own value away */
static void
put_user_value (MdgSettings *self, const char *name, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (self->layers[MDG_SETTING_USER], GROUP, name, value);
  else
    g_key_file_remove_key (self->layers[MDG_SETTING_USER], GROUP, name, NULL);
}

static void
mdg_settings_finalize (GObject *object)
{
  MdgSettings *self = MDG_SETTINGS (object);
  for (gsize i = 0; i < G_N_ELEMENTS (self->layers); i++)
    g_clear_pointer (&self->layers[i], g_key_file_unref);
  g_free (self->user_file);
  G_OBJECT_CLASS (mdg_settings_parent_class)->finalize (object);
}

static void
mdg_settings_class_init (MdgSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_settings_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", MDG_TYPE_SETTINGS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_settings_init (MdgSettings *self)
{
}

MdgSettings *
mdg_settings_new (GKeyFile *policy, GKeyFile *machine, const char *user_file)
{
  g_return_val_if_fail (user_file != NULL, NULL);
  MdgSettings *self = g_object_new (MDG_TYPE_SETTINGS, NULL);
  self->layers[MDG_SETTING_POLICY] = policy != NULL ? g_key_file_ref (policy) : NULL;
  self->layers[MDG_SETTING_MACHINE] = machine != NULL ? g_key_file_ref (machine) : NULL;
  self->user_file = g_strdup (user_file);
  read_user_file (self);
  return self;
}

const char *
mdg_settings_get_file (MdgSettings *self)
{
  g_return_val_if_fail (MDG_IS_SETTINGS (self), NULL);

  return self->user_file;
}

char *
mdg_settings_get (MdgSettings *self, const char *name)
{
  g_return_val_if_fail (MDG_IS_SETTINGS (self) && built_in_value (name) != NULL, g_strdup (""));
  MdgSettingOrigin origin;
  char *value = find_value (self, name, &origin);
  return value != NULL ? value : g_strdup (built_in_value (name));
}

MdgSettingOrigin
mdg_settings_get_origin (MdgSettings *self, const char *name)
{
  g_return_val_if_fail (MDG_IS_SETTINGS (self) && built_in_value (name) != NULL,
                        MDG_SETTING_BUILT_IN);
  MdgSettingOrigin origin;
  g_free (find_value (self, name, &origin));
  return origin;
}

gboolean
mdg_settings_set (MdgSettings *self, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (MDG_IS_SETTINGS (self) && built_in_value (name) != NULL, FALSE);
  g_return_val_if_fail (value != NULL && g_utf8_validate (value, -1, NULL), FALSE);
  MdgSettingOrigin origin;
  g_autofree char *before = find_value (self, name, &origin);
  if (origin > MDG_SETTING_USER || self->user_file_closed)
    {
      mdg_set_error (error, MDG_ERROR_READ_ONLY, "the setting %s cannot be changed by the user",
                     name);
      return FALSE;
    }
  if (g_strcmp0 (before, value) == 0)
    return TRUE;
  put_user_value (self, name, value);
  if (!write_user_file (self, error))
    {
      put_user_value (self, name, before); /* what is not kept is not in force */
      return FALSE;
    }
  g_signal_emit (self, signals[CHANGED], g_quark_from_string (name));
  return TRUE;
}
