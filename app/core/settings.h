/* settings.h: what can be set, and who wins: machine policy, then machine, then user, then the
 * built-in value (MISSION J1, windows.md 6). The layers come from platform/machine.h.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_SETTING_BUILT_IN,
  MDG_SETTING_USER,
  MDG_SETTING_MACHINE,
  MDG_SETTING_POLICY
} MdgSettingOrigin;

#define MDG_TYPE_SETTINGS (mdg_settings_get_type ())
G_DECLARE_FINAL_TYPE (MdgSettings, mdg_settings, MDG, SETTINGS, GObject)

/* The names of all settings: what is not listed in settings.c is refused (g_return). What each is
 * stands behind it, and so in the group-policy template (tests/lint/check-policy): one of some
 * words, text, a path, or paths, absolute, a line each. */
#define MDG_SETTING_PROFILE "profile"   /* one of training, gateway, assist; the tour is always training */
#define MDG_SETTING_ENDPOINT "endpoint" /* text: https://host:port of a gateway */
#define MDG_SETTING_CA_FILE "ca-file"   /* path: PEM */
#define MDG_SETTING_CERTIFICATE_FILE "certificate-file"       /* path: .p12 */
#define MDG_SETTING_LANGUAGE "language"                       /* one of ja, en; "": the system's */
#define MDG_SETTING_CERTIFICATE_FOLDERS "certificate-folders" /* paths: where else to look */
#define MDG_SETTING_BACKUP_FOLDERS "backup-folders" /* paths: chosen besides removable drives */
#define MDG_SETTING_RECEPTION_FOLDER "reception-folder" /* path: of the face reader's result files */
#define MDG_SETTING_HOLIDAY_FILE "holiday-file" /* path: the Cabinet Office's syukujitsu.csv */
#define MDG_SETTING_SHOW_PASSCODES "show-passcodes" /* one of no, yes: at once, in the tab [Authenticator] */
#define MDG_SETTING_LOCK_MINUTES "lock-minutes"     /* text: idle minutes until it locks; 0: never */
#define MDG_SETTING_WINDOW_SIZE "window-size"       /* text: WIDTHxHEIGHT, pixels */

/* @policy, @machine: (nullable) key files' text layers as GKeyFile with one group [madoguchi].
 * @user_file: where the user's own settings are read from and written to (complete or absent); a
 * damaged file is kept aside as NAME.damaged and the built-in values are used.
 * Returns: (transfer full) */
MdgSettings *mdg_settings_new (GKeyFile *policy, GKeyFile *machine, const char *user_file);

/* The user's own settings lie there. Owned by @settings */
const char *mdg_settings_get_file (MdgSettings *settings);

/* The value in force. Returns: (transfer full), never NULL */
char *mdg_settings_get (MdgSettings *settings, const char *name);

/* Where it comes from; POLICY and MACHINE cannot be changed by the user. */
MdgSettingOrigin mdg_settings_get_origin (MdgSettings *settings, const char *name);

/* Sets the user's value and writes the file. Errors: MDG_ERROR_READ_ONLY when a higher layer rules,
 * or as mdg_file_write(). Emits "changed::NAME". Main thread. */
gboolean
mdg_settings_set (MdgSettings *settings, const char *name, const char *value, GError **error);

G_END_DECLS
