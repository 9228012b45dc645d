/* volume.c: what Windows knows of one volume.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/volume.h"

#include <winioctl.h>
#include <string.h>
#include <wchar.h>

#include "platform/windows/system-error.h"

DWORD
mdg_volume_be_quiet (void)
{
  DWORD before = 0;

  SetThreadErrorMode (SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX, &before);
  return before;
}

void
mdg_volume_be_loud (DWORD before)
{
  SetThreadErrorMode (before, NULL);
}

gboolean
mdg_volume_is_empty (DWORD failure)
{
  return failure == ERROR_NOT_READY || failure == ERROR_NO_MEDIA_IN_DRIVE;
}

static gboolean
has_letter (const WCHAR *root)
{
  return wcslen (root) == 3 && root[1] == L':';
}

WCHAR *
mdg_volume_device_name (const WCHAR *root)
{
  WCHAR name[64]; /* "\\?\Volume{GUID}\" has 49 */
  gsize length;

  if (has_letter (root))
    return g_memdup2 ((WCHAR[]){ L'\\', L'\\', L'.', L'\\', root[0], L':', 0 }, 7 * sizeof (WCHAR));
  if (!GetVolumeNameForVolumeMountPointW (root, name, G_N_ELEMENTS (name)))
    return NULL;
  length = wcslen (name);
  if (length > 0 && name[length - 1] == L'\\')
    name[length - 1] = 0;
  return g_memdup2 (name, (length + 1) * sizeof (WCHAR));
}

WCHAR *
mdg_volume_root_of (const WCHAR *path)
{
  gsize size = MAX (wcslen (path) + 2, MAX_PATH + 1);
  g_autofree WCHAR *root = g_new0 (WCHAR, size);

  return GetVolumePathNameW (path, root, (DWORD)size) ? g_steal_pointer (&root) : NULL;
}

/* Without any access to what is on it, which needs no right. */
static HANDLE
open_device (const WCHAR *root)
{
  g_autofree WCHAR *name = mdg_volume_device_name (root);

  if (name == NULL)
    return INVALID_HANDLE_VALUE;
  return CreateFileW (name, 0, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
}

/* A USB disk calls itself fixed; how it is attached says what it is. */
static gboolean
is_attached_outside (HANDLE device)
{
  STORAGE_PROPERTY_QUERY query = { StorageDeviceProperty, PropertyStandardQuery, { 0 } };
  _Alignas(STORAGE_DEVICE_DESCRIPTOR) BYTE answer[1024];
  STORAGE_DEVICE_DESCRIPTOR descriptor = { 0 };
  DWORD length = 0;

  if (!DeviceIoControl (device, IOCTL_STORAGE_QUERY_PROPERTY, &query, sizeof query, answer,
                        sizeof answer, &length, NULL)
      || length < G_STRUCT_OFFSET (STORAGE_DEVICE_DESCRIPTOR, RawPropertiesLength))
    return FALSE;
  memcpy (&descriptor, answer, MIN (length, sizeof descriptor));
  return descriptor.BusType == BusTypeUsb || descriptor.BusType == BusType1394;
}

static gboolean
is_switched_to_reading (HANDLE device)
{
  DWORD length = 0;

  return !DeviceIoControl (device, IOCTL_DISK_IS_WRITABLE, NULL, 0, NULL, 0, &length, NULL)
         && GetLastError () == ERROR_WRITE_PROTECT;
}

/* Where Windows itself lies is inside the computer, whatever the bus. */
static gboolean
holds_windows (const WCHAR *root)
{
  WCHAR folder[MAX_PATH];

  return GetSystemWindowsDirectoryW (folder, MAX_PATH) > 0 && has_letter (root)
         && CompareStringOrdinal (folder, 1, root, 1, TRUE) == CSTR_EQUAL;
}

static void
ask_device (MdgDrive *drive, const WCHAR *root)
{
  HANDLE device;
  UINT type = GetDriveTypeW (root);

  drive->kind = type == DRIVE_REMOTE      ? MDG_DRIVE_NETWORK
                : type == DRIVE_REMOVABLE ? MDG_DRIVE_REMOVABLE
                                          : MDG_DRIVE_FIXED;
  if (drive->kind == MDG_DRIVE_NETWORK)
    return;
  device = open_device (root);
  if (device == INVALID_HANDLE_VALUE)
    return;
  if (drive->kind == MDG_DRIVE_FIXED && !holds_windows (root) && is_attached_outside (device))
    drive->kind = MDG_DRIVE_REMOVABLE;
  drive->is_write_protected |= is_switched_to_reading (device);
  CloseHandle (device);
}

static char *
text_of (const WCHAR *text)
{
  char *utf8 = g_utf16_to_utf8 ((const gunichar2 *)text, -1, NULL, NULL, NULL);

  return utf8 != NULL ? utf8 : g_strdup ("");
}

/* Returns: 0, or what went wrong */
static DWORD
ask_file_system (MdgDrive *drive, const WCHAR *root)
{
  WCHAR label[MAX_PATH + 1] = L"", system[MAX_PATH + 1] = L"";
  DWORD serial = 0, longest = 0, flags = 0, failure = 0;

  if (!GetVolumeInformationW (root, label, G_N_ELEMENTS (label), &serial, &longest, &flags, system,
                              G_N_ELEMENTS (system)))
    failure = GetLastError ();
  drive->label = text_of (label);
  drive->file_system = text_of (system);
  drive->serial = serial == 0 ? g_strdup ("")
                              : g_strdup_printf ("%04lX-%04lX", serial >> 16, serial & 0xffff);
  drive->file_limit = mdg_drive_limit_of (drive->file_system);
  drive->is_locked = failure == MDG_LOCKED_VOLUME;
  drive->is_write_protected |= (flags & FILE_READ_ONLY_VOLUME) != 0;
  return failure;
}

MdgDrive *
mdg_volume_describe (const WCHAR *root, DWORD *failure)
{
  MdgDrive *drive = g_new0 (MdgDrive, 1);
  ULARGE_INTEGER available, total;

  drive->path = text_of (root);
  *failure = ask_file_system (drive, root);
  ask_device (drive, root);
  if (*failure == 0 && GetDiskFreeSpaceExW (root, &available, &total, NULL))
    {
      drive->size = total.QuadPart;
      drive->free = available.QuadPart;
    }
  return drive;
}

gboolean
mdg_volume_is_locked (const WCHAR *root)
{
  return !GetVolumeInformationW (root, NULL, 0, NULL, NULL, NULL, NULL, 0)
         && GetLastError () == MDG_LOCKED_VOLUME;
}
