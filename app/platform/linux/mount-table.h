/* mount-table.h: what is mounted, from /proc/self/mountinfo. */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *source; /* "/dev/sda1" */
  char *type;   /* "vfat" */
  dev_t device;
  dev_t files; /* what the kernel calls the file system: st_dev of all that lies in it */
  gboolean is_read_only;
} MdgMount;

/* Mounts covered by a later one on the same folder are left out. Returns: (transfer full) (element-type MdgMount)
 * (nullable) */
GPtrArray *mdg_mount_table_read (GError **error);

/* The same of @text, for tests. */
GPtrArray *mdg_mount_table_parse (const char *text);

G_END_DECLS
