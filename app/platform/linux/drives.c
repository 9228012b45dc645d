/* drives.c: the drives of a Linux computer, out of the mount table, /sys and what udev noted; no
 * service is asked, so it also works where none runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "core/error.h"
#include "core/file.h"
#include "platform/linux/mount-table.h"
#include "platform/linux/volume.h"

/* What belongs to the system is no place for a backup. */
static const char *const system_folders[] = {
  "/", "/boot", "/usr", "/var", "/snap", "/etc", "/proc", "/sys", "/dev", "/run/lock", "/home",
};
static const char *const network_systems[] = {
  "cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "9p", "davfs", "fuse.davfs2", "ceph",
};
/* Where desktops mount what a person plugs in. */
static const char *const media_folders[] = { "/media/", "/run/media/" };

static gboolean
is_system_folder (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (system_folders); i++)
    {
      gsize length = strlen (system_folders[i]);

      if (strcmp (path, system_folders[i]) == 0)
        return TRUE;
      if (i > 0 && strncmp (path, system_folders[i], length) == 0 && path[length] == '/')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_network_system (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (network_systems); i++)
    if (strcmp (type, network_systems[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_below_media (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (media_folders); i++)
    if (g_str_has_prefix (path, media_folders[i]))
      return TRUE;
  return FALSE;
}

/* The kind is the device's, but for an image of a stick: a loop device says nothing about itself.
 */
static MdgDriveKind
kind_of (const MdgMount *mount)
{
  if (is_network_system (mount->type))
    return MDG_DRIVE_NETWORK;
  if (mdg_volume_is_removable (mount->device)
      || (is_below_media (mount->path) && mdg_volume_is_image (mount->device)))
    return MDG_DRIVE_REMOVABLE;
  return MDG_DRIVE_FIXED;
}

static char *
last_part (const char *path)
{
  return strcmp (path, "/") == 0 ? g_strdup ("") : g_path_get_basename (path);
}

/* FALSE: the drive does not answer. */
static gboolean
fill_numbers (MdgDrive *drive)
{
  struct statvfs numbers;

  if (statvfs (drive->path, &numbers) != 0)
    return FALSE;
  drive->size = (guint64)numbers.f_blocks * numbers.f_frsize;
  drive->free = (guint64)numbers.f_bavail * numbers.f_frsize;
  drive->is_write_protected |= (numbers.f_flag & ST_RDONLY) != 0;
  return TRUE;
}

static MdgDrive *
make_drive (const MdgMount *mount)
{
  MdgDrive *drive = g_new0 (MdgDrive, 1);

  drive->path = g_strdup (mount->path);
  drive->kind = kind_of (mount);
  drive->is_write_protected = mount->is_read_only || mdg_volume_is_read_only (mount->device);
  mdg_volume_describe (mount, &drive->file_system, &drive->label, &drive->serial);
  if (*drive->label == '\0' && drive->kind != MDG_DRIVE_FIXED)
    {
      g_free (drive->label);
      drive->label = last_part (mount->path);
    }
  drive->file_limit = mdg_drive_limit_of (drive->file_system);
  return drive;
}

/* A file can be mounted, too. Asks the file system, which may take its time: only where it is
 * needed. */
static gboolean
is_folder (const MdgMount *mount)
{
  struct stat status;

  return stat (mount->path, &status) != 0 || S_ISDIR (status.st_mode);
}

/* Whether a person may mean it: a real device, or another computer's folder. */
static gboolean
is_wanted (const MdgMount *mount)
{
  if (is_system_folder (mount->path))
    return FALSE;
  if (is_network_system (mount->type))
    return TRUE;
  return g_str_has_prefix (mount->source, "/dev/") && is_folder (mount)
         && mdg_volume_is_there (mount->device);
}

/* A device that is mounted twice is one drive, and the first place is where it was put. */
static gboolean
is_second (GPtrArray *mounts, guint index)
{
  const MdgMount *mount = mounts->pdata[index];

  for (guint i = 0; i < index; i++)
    {
      const MdgMount *other = mounts->pdata[i];

      if (strcmp (other->source, mount->source) == 0 && other->device == mount->device
          && is_wanted (other))
        return TRUE;
    }
  return FALSE;
}

static void
add_locked (GPtrArray *drives)
{
  g_autoptr (GPtrArray) nodes = mdg_volume_list_locked ();

  for (guint i = 0; i < nodes->len; i++)
    {
      MdgDrive *drive = g_new0 (MdgDrive, 1);

      drive->path = g_strdup (nodes->pdata[i]);
      drive->label = last_part (nodes->pdata[i]);
      drive->serial = g_strdup ("");
      drive->file_system = g_strdup ("");
      drive->file_limit = G_MAXUINT64;
      drive->is_locked = TRUE;
      g_ptr_array_add (drives, drive);
    }
}

GPtrArray *
mdg_drives_list (GError **error)
{
  g_autoptr (GPtrArray) drives = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_drive_free);
  g_autoptr (GPtrArray) mounts = mdg_mount_table_read (error);

  if (mounts == NULL)
    return NULL;
  for (guint i = 0; i < mounts->len; i++)
    {
      const MdgMount *mount = mounts->pdata[i];
      MdgDrive *drive;

      if (!is_wanted (mount) || is_second (mounts, i))
        continue;
      drive = make_drive (mount);
      fill_numbers (drive);
      g_ptr_array_add (drives, drive);
    }
  add_locked (drives);
  g_ptr_array_sort (drives, mdg_drive_compare);
  return g_steal_pointer (&drives);
}

/* The mount whose path is the longest beginning of @path. Owned by @mounts. */
static const MdgMount *
find_mount (GPtrArray *mounts, const char *path)
{
  const MdgMount *best = NULL;

  for (guint i = 0; i < mounts->len; i++)
    {
      const MdgMount *mount = mounts->pdata[i];
      gsize length = strcmp (mount->path, "/") == 0 ? 0 : strlen (mount->path);

      if (strncmp (path, mount->path, length) == 0 && (path[length] == '/' || path[length] == '\0')
          && (best == NULL || length >= strlen (best->path)))
        best = mount;
    }
  return best;
}

/* Whether it is still this file system that lies at its place, now that it was asked: a stick that
 * was pulled meanwhile leaves an empty folder of this computer there. (The folders of one btrfs are
 * many devices.) */
static gboolean
is_still_mounted (const MdgMount *mount)
{
  struct stat status;

  return !g_str_has_prefix (mount->source, "/dev/") || strcmp (mount->type, "btrfs") == 0
         || (stat (mount->path, &status) == 0 && status.st_dev == mount->files);
}

MdgDrive *
mdg_drives_find (const char *path, GError **error)
{
  g_autoptr (GPtrArray) mounts = NULL;
  g_autoptr (MdgDrive) drive = NULL;
  g_autofree char *real = realpath (path, NULL);
  const MdgMount *mount;

  if (real == NULL)
    {
      g_propagate_error (error, mdg_file_error_from_errno (errno, "find", path));
      return NULL;
    }
  mounts = mdg_mount_table_read (error);
  mount = mounts != NULL ? find_mount (mounts, real) : NULL;
  if (mount == NULL)
    {
      if (mounts != NULL)
        mdg_set_error (error, MDG_ERROR_FAILED, "no drive holds %s", path);
      return NULL;
    }
  drive = make_drive (mount);
  if (g_str_has_prefix (mount->source, "/dev/") && !mdg_volume_is_there (mount->device))
    mdg_set_error (error, MDG_ERROR_DRIVE_GONE, "the drive of %s was pulled", path);
  else if (!fill_numbers (drive))
    g_propagate_error (error, mdg_file_error_from_errno (errno, "look at", path));
  else if (!is_still_mounted (mount))
    mdg_set_error (error, MDG_ERROR_DRIVE_GONE, "the drive of %s was pulled", path);
  else
    return g_steal_pointer (&drive);
  return NULL;
}
