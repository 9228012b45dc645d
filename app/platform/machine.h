/* machine.h: what only the operating system knows: folders, machine-wide settings, and how a
 * process keeps its memory to itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the cache lies (Linux: $XDG_DATA_HOME/madoguchi, Windows: %LOCALAPPDATA%\Madoguchi).
 * Not created. Returns: (transfer full) */
char *mdg_machine_data_folder (void);

/* Where the user's settings lie. Returns: (transfer full) */
char *mdg_machine_config_folder (void);

/* Where logs lie. Returns: (transfer full) */
char *mdg_machine_log_folder (void);

/* Where certificates are downloaded to: on Windows the folder of the terminal's own account that the
 * documents name ([1] p.7) and the user's downloads; on Linux the latter. They may not exist.
 * Returns: (transfer full) */
GStrv mdg_machine_certificate_folders (void);

/* Machine-wide layers of the settings (Linux: /etc/madoguchi/policy.conf and madoguchi.conf).
 * Returns: (transfer full) (nullable) */
GKeyFile *mdg_machine_policy (void);
GKeyFile *mdg_machine_defaults (void);

/* Tells gettext where the translations of @domain lie: Windows: beside the program, wherever that
 * was put; Linux: in @folder, where they were installed. */
void mdg_machine_bind_translations (const char *domain, const char *folder);

/* Speaks @language ("ja", "en") from now on, whatever the computer's own is. Main thread, before the
 * first window. @language: (nullable): NULL and "": the computer's own */
void mdg_machine_use_language (const char *language);

/* First thing in main(): no core dumps, no debugger of the same user, safe library search, and the
 * drawing settings of DESIGN decision 1 unless the environment says otherwise. */
void mdg_machine_prepare_process (void);

/* Name of the person at the terminal as the system knows it, for the history of printings.
 * Returns: (transfer full) */
char *mdg_machine_user_name (void);

G_END_DECLS
