/* drive-list.h: the drives as a GListModel of MdgDriveItem that follows what is plugged and pulled.
 * Main thread. */
#pragma once

#include "platform/drives.h"

G_BEGIN_DECLS

#define MDG_TYPE_DRIVE_ITEM (mdg_drive_item_get_type ())
G_DECLARE_FINAL_TYPE (MdgDriveItem, mdg_drive_item, MDG, DRIVE_ITEM, GObject)

/* Never changes; a drive that changed is another item. (transfer none) */
const MdgDrive *mdg_drive_item_get_drive (MdgDriveItem *item);

#define MDG_TYPE_DRIVE_LIST (mdg_drive_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgDriveList, mdg_drive_list, MDG, DRIVE_LIST, GObject)

/* Looks at once, then whenever something changes. Changes of free space alone are seen at the
 * next look. Properties: "looking" (boolean): the first look is not finished */
MdgDriveList *mdg_drive_list_new (void);
gboolean mdg_drive_list_is_looking (MdgDriveList *list);

/* Looks again, e.g. after a backup, for the free space. */
void mdg_drive_list_refresh (MdgDriveList *list);

G_END_DECLS
