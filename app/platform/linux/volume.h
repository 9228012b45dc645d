/* volume.h: what Linux knows of the block device under a file system. */
#pragma once

#include "platform/linux/mount-table.h"

G_BEGIN_DECLS

/* Whether the device is still in the computer: a pulled stick's mount outlives it. Devices of the
 * kernel's own making (a network's, a program's) are always there. */
gboolean mdg_volume_is_there (dev_t device);

/* Whether it, or the disk it is a part of, can be taken out, or hangs on USB. */
gboolean mdg_volume_is_removable (dev_t device);

/* Whether it is a file that plays a disk (loop device). */
gboolean mdg_volume_is_image (dev_t device);

/* The switch on the stick, as the kernel sees it. */
gboolean mdg_volume_is_read_only (dev_t device);

/* Names as drives.h has them. (out) (transfer full): never NULL */
void mdg_volume_describe (const MdgMount *mount, char **file_system, char **label, char **serial);

/* Nodes ("/dev/sdb1") of encrypted, unopened volumes on removable devices, as udev noted them. Returns:
 * (transfer full) (element-type utf8) */
GPtrArray *mdg_volume_list_locked (void);

G_END_DECLS
