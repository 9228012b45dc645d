/* boot-sector.h: name and number of a volume from the first bytes of its device, where nobody else
 * has noted them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of the device is needed; less will do for some file systems. */
#define MDG_BOOT_SECTOR_SIZE 2048

typedef struct
{
  char *file_system; /* (nullable): "FAT32", "FAT16", "FAT12", "exFAT", "NTFS" */
  char *label;       /* (nullable) */
  char *serial;      /* (nullable): as drives.h has it */
} MdgBootSector;

/* Hostile input. Fields that are set already stay; what cannot be told stays NULL. */
void mdg_boot_sector_parse (const guint8 *bytes, gsize length, MdgBootSector *volume);

G_END_DECLS
