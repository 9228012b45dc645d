/* registry.h: the machine-wide settings as administrators and group policy set them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The values of HKEY_LOCAL_MACHINE\@path (64-bit view) as a key file with the one group
 * [madoguchi]. A value's name in lower case is the setting's name; texts, numbers and lists of
 * texts, which become lines, are read.
 * Returns: (transfer full) (nullable): NULL when there are none */
GKeyFile *mdg_registry_read (const gunichar2 *path);

G_END_DECLS
