/* free-name.h: names that are free, and names that every file system takes. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

/* "NAME.p12" for 1, "NAME (2).p12" for 2 and so on. Returns: (transfer full) */
char *mdg_free_name_number (const char *name, guint number);

/* Writes @bytes into @folder as @name, or with a number when that is taken by something else; complete
 * or absent, nothing is overwritten; it is read back and compared before it gets its name. The same bytes there
 * already: nothing is written. Blocks; any thread. Errors: drives.h, MDG_ERROR_COPY_DIFFERS. Returns: (transfer full) (nullable): the path */
char *mdg_free_name_write (const char *folder, const char *name, GBytes *bytes, GError **error);

/* @name as FAT, exFAT and NTFS take it: no path, none of <>:"/\|?*, no control characters, no device's name
 * (CON, NUL …), no dot or space at the end, at most 120 UTF-16 units and 180 bytes with the ending kept. Valid UTF-8 whatever
 * @name was. Returns: (transfer full) */
char *mdg_free_name_safe (const char *name);

/* Whether every file system takes @name, up to their 255 UTF-16 units: what a manifest may name. */
gboolean mdg_free_name_is_safe (const char *name);

G_END_DECLS
