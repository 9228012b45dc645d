/* volume.h: what Windows knows of one volume. For the drive files of this folder. */
#pragma once

#include <windows.h>

#include "platform/drives.h"

G_BEGIN_DECLS

/* Describes the volume whose root is @root ("E:\", "\\server\share\"). @failure: (out): what
 * GetLastError() said when its name and serial could not be read, else 0. Asks the drive: blocks.
 * Returns: (transfer full) */
MdgDrive *mdg_volume_describe (const WCHAR *root, DWORD *failure);

/* Whether @failure means that there is no medium in the drive. */
gboolean mdg_volume_is_empty (DWORD failure);

/* Whether the volume at @root is encrypted and not opened (BitLocker). */
gboolean mdg_volume_is_locked (const WCHAR *root);

/* The root of the volume that holds @path: of the drive, or of a volume in a folder. Returns:
 * (transfer full) (nullable): NULL, with GetLastError() */
WCHAR *mdg_volume_root_of (const WCHAR *path);

/* The device below @root: "\\.\E:", "\\?\Volume{…}". Returns: (transfer full) (nullable): NULL for
 * another computer's folders */
WCHAR *mdg_volume_device_name (const WCHAR *root);

/* No box "There is no disk in the drive" while this thread asks, until handed back. */
DWORD mdg_volume_be_quiet (void);
void mdg_volume_be_loud (DWORD before);

G_END_DECLS
