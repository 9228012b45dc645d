/* drive-list.h: the drives, followed as they are plugged and pulled. Main thread. */
#pragma once

#include "platform/drives.h"

G_BEGIN_DECLS

#define MDG_TYPE_DRIVE_LIST (mdg_drive_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgDriveList, mdg_drive_list, MDG, DRIVE_LIST, GObject)

/* Looks at once, then whenever something changes. Changes of free space alone are seen at the
 * next look. Signal: "changed": the drives, or the first look is finished */
MdgDriveList *mdg_drive_list_new (void);

/* As last seen. (transfer none) (element-type MdgDrive): another array after the next change */
GPtrArray *mdg_drive_list_get_drives (MdgDriveList *list);

/* Whether the first look is not finished. */
gboolean mdg_drive_list_is_looking (MdgDriveList *list);

/* Looks again, e.g. after a backup, for the free space. */
void mdg_drive_list_refresh (MdgDriveList *list);

G_END_DECLS
