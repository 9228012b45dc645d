/* volume.c: block devices and the volumes on them: /sys for the device, udev's notes for the
 * volume; without udev the first sectors of the device, for whoever may read it, and what the file
 * system tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/linux/volume.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/msdos_fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "platform/linux/boot-sector.h"

#define UDEV_NOTES "/run/udev/data"
#define SHORT_SERIAL 8

/* /sys --------------------------------------------------------------------------------------- */

/* The device's folder below /sys/devices. (nullable): it is not there */
static char *
sys_folder (dev_t device)
{
  g_autofree char *link = g_strdup_printf ("/sys/dev/block/%u:%u", major (device), minor (device));
  char *folder = realpath (link, NULL);
  char *copy = g_strdup (folder);

  free (folder);
  return copy;
}

/* A partition's disk; anything else is a disk itself. (transfer full) */
static char *
disk_folder (const char *folder)
{
  g_autofree char *mark = g_build_filename (folder, "partition", NULL);

  return g_file_test (mark, G_FILE_TEST_EXISTS) ? g_path_get_dirname (folder) : g_strdup (folder);
}

static gboolean
reads_one (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && *text == '1';
}

/* What an opened encrypted volume lies on. (nullable) (transfer full) */
static char *
below (const char *folder)
{
  g_autofree char *slaves = g_build_filename (folder, "slaves", NULL);
  g_autoptr (GDir) directory = g_dir_open (slaves, 0, NULL);
  const char *name = directory != NULL ? g_dir_read_name (directory) : NULL;
  g_autofree char *link = name != NULL ? g_build_filename (slaves, name, NULL) : NULL;
  char *real = link != NULL ? realpath (link, NULL) : NULL;
  char *copy = g_strdup (real);

  free (real);
  return copy;
}

gboolean
mdg_volume_is_there (dev_t device)
{
  g_autofree char *folder = major (device) != 0 ? sys_folder (device) : NULL;

  return major (device) == 0 || folder != NULL;
}

gboolean
mdg_volume_is_removable (dev_t device)
{
  g_autofree char *folder = sys_folder (device);
  g_autofree char *lower = folder != NULL ? below (folder) : NULL;
  g_autofree char *disk = NULL;

  if (folder == NULL)
    return FALSE;
  disk = disk_folder (lower != NULL ? lower : folder);
  return reads_one (disk, "removable") || strstr (disk, "/usb") != NULL;
}

gboolean
mdg_volume_is_image (dev_t device)
{
  g_autofree char *folder = sys_folder (device);
  g_autofree char *disk = folder != NULL ? disk_folder (folder) : NULL;
  g_autofree char *mark = disk != NULL ? g_build_filename (disk, "loop", NULL) : NULL;

  return mark != NULL && g_file_test (mark, G_FILE_TEST_IS_DIR);
}

gboolean
mdg_volume_is_read_only (dev_t device)
{
  g_autofree char *folder = sys_folder (device);

  return folder != NULL && reads_one (folder, "ro");
}

/* udev --------------------------------------------------------------------------------------- */

/* "E:NAME=VALUE" lines. (nullable) (transfer full) */
static char *
value_of (const char *notes, const char *name)
{
  g_autofree char *mark = g_strdup_printf ("\nE:%s=", name);
  const char *found = strstr (notes, mark);
  const char *end;

  if (found == NULL)
    return NULL;
  found += strlen (mark);
  end = strchr (found, '\n');
  return end != NULL ? g_strndup (found, (gsize)(end - found)) : g_strdup (found);
}

/* udev writes what is not safe in a file name as \x20. */
static char *
decode (char *text)
{
  char *out = text;

  for (const char *in = text; in != NULL && *in != '\0'; out++)
    if (in[0] == '\\' && in[1] == 'x' && g_ascii_isxdigit (in[2]) && g_ascii_isxdigit (in[3]))
      {
        *out = (char)(g_ascii_xdigit_value (in[2]) * 16 + g_ascii_xdigit_value (in[3]));
        in += 4;
      }
    else
      *out = *in++;
  if (text != NULL)
    *out = '\0';
  return text;
}

static void
describe_by_udev (dev_t device, MdgBootSector *volume)
{
  g_autofree char *path = g_strdup_printf (UDEV_NOTES "/b%u:%u", major (device), minor (device));
  g_autofree char *notes = NULL;
  g_autofree char *type = NULL;
  g_autofree char *version = NULL;

  if (!g_file_get_contents (path, &notes, NULL, NULL))
    return;
  type = value_of (notes, "ID_FS_TYPE");
  version = value_of (notes, "ID_FS_VERSION");
  volume->label = decode (value_of (notes, "ID_FS_LABEL_ENC"));
  volume->serial = value_of (notes, "ID_FS_UUID");
  volume->file_system
      = g_strdup (g_strcmp0 (type, "vfat") == 0 && version != NULL ? version : type);
}

/* the rest ----------------------------------------------------------------------------------- */

static void
describe_by_device (const char *node, MdgBootSector *volume)
{
  g_autofree guint8 *sectors = g_malloc0 (MDG_BOOT_SECTOR_SIZE);
  int fd = open (node, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize n = fd >= 0 ? pread (fd, sectors, MDG_BOOT_SECTOR_SIZE, 0) : -1;

  if (fd >= 0)
    close (fd);
  if (n > 0)
    mdg_boot_sector_parse (sectors, (gsize)n, volume);
}

static void
describe_by_mount (const char *path, MdgBootSector *volume)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  char label[FSLABEL_MAX + 1] = "";
  guint32 serial = 0;

  if (fd < 0)
    return;
  if (volume->serial == NULL && ioctl (fd, FAT_IOCTL_GET_VOLUME_ID, &serial) == 0)
    volume->serial = g_strdup_printf ("%04X-%04X", serial >> 16, serial & 0xffff);
  if (volume->label == NULL && ioctl (fd, FS_IOC_GETFSLABEL, label) == 0 && *label != '\0')
    volume->label = g_utf8_make_valid (label, -1);
  close (fd);
}

/* Names as Windows has them; others keep Linux's. */
static char *
usual_name (char *name)
{
  static const char *const names[][2] = {
    { "vfat", "FAT32" }, { "msdos", "FAT" }, { "exfat", "exFAT" },      { "ntfs", "NTFS" },
    { "ntfs3", "NTFS" }, { "refs", "ReFS" }, { "fuse.exfat", "exFAT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i][0]) == 0)
      {
        g_free (name);
        return g_strdup (names[i][1]);
      }
  return name;
}

/* NTFS: Windows shows the low half of the number that udev writes whole. */
static char *
usual_serial (char *serial, const char *file_system)
{
  gsize length = strlen (serial);
  g_autofree char *whole = NULL;

  if (strcmp (file_system, "NTFS") != 0 || length < SHORT_SERIAL || strchr (serial, '-') != NULL)
    return serial;
  whole = serial;
  return g_strdup_printf ("%.4s-%.4s", whole + length - 8, whole + length - 4);
}

void
mdg_volume_describe (const MdgMount *mount, char **file_system, char **label, char **serial)
{
  MdgBootSector volume = { 0 };

  describe_by_udev (mount->device, &volume);
  if (g_str_has_prefix (mount->source, "/dev/") && volume.file_system == NULL)
    describe_by_device (mount->source, &volume);
  if (volume.serial == NULL || volume.label == NULL)
    describe_by_mount (mount->path, &volume);
  *file_system
      = usual_name (volume.file_system != NULL ? volume.file_system : g_strdup (mount->type));
  *label = volume.label != NULL ? volume.label : g_strdup ("");
  *serial = usual_serial (volume.serial != NULL ? volume.serial : g_strdup (""), *file_system);
}

/* locked ------------------------------------------------------------------------------------- */

static gboolean
is_in_use (dev_t device)
{
  g_autofree char *folder = sys_folder (device);
  g_autofree char *holders = folder != NULL ? g_build_filename (folder, "holders", NULL) : NULL;
  g_autoptr (GDir) directory = holders != NULL ? g_dir_open (holders, 0, NULL) : NULL;

  return folder == NULL || (directory != NULL && g_dir_read_name (directory) != NULL);
}

static gboolean
is_encrypted (const char *notes)
{
  g_autofree char *type = value_of (notes, "ID_FS_TYPE");

  return g_strcmp0 (type, "crypto_LUKS") == 0 || g_strcmp0 (type, "BitLocker") == 0;
}

GPtrArray *
mdg_volume_list_locked (void)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (UDEV_NOTES, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (UDEV_NOTES, name, NULL);
      g_autofree char *notes = NULL;
      g_autofree char *node = NULL;
      guint major_number, minor_number;

      if (sscanf (name, "b%u:%u", &major_number, &minor_number) != 2
          || !g_file_get_contents (path, &notes, NULL, NULL) || !is_encrypted (notes)
          || !mdg_volume_is_removable (makedev (major_number, minor_number))
          || is_in_use (makedev (major_number, minor_number)))
        continue;
      node = value_of (notes, "DEVNAME");
      if (node == NULL)
        node = g_strdup_printf ("/dev/block/%u:%u", major_number, minor_number);
      g_ptr_array_add (nodes, g_steal_pointer (&node));
    }
  return nodes;
}
