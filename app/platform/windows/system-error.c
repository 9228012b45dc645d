/* system-error.c: Windows's own error numbers in our words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/system-error.h"

#include "core/error.h"

/* Numbers that mingw-w64's headers lack. */
#ifndef ERROR_DISK_QUOTA_EXCEEDED
#define ERROR_DISK_QUOTA_EXCEEDED 1295
#endif
#ifndef ERROR_NO_SUCH_DEVICE
#define ERROR_NO_SUCH_DEVICE 433
#endif

static MdgErrorCode
code_of (DWORD number)
{
  switch (number)
    {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_PATHNAME:
    case ERROR_DIRECTORY:
    case ERROR_BAD_NETPATH:
    case ERROR_BAD_NET_NAME:
      return MDG_ERROR_NOT_FOUND;
    case ERROR_ACCESS_DENIED:
    case ERROR_WRITE_PROTECT:
    case ERROR_PRIVILEGE_NOT_HELD:
      return MDG_ERROR_READ_ONLY;
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
    case ERROR_BUSY:
    case ERROR_USER_MAPPED_FILE:
      return MDG_ERROR_IN_USE;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case ERROR_DISK_QUOTA_EXCEEDED:
      return MDG_ERROR_NO_SPACE;
    case ERROR_FILE_TOO_LARGE:
      return MDG_ERROR_TOO_LARGE;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
      return MDG_ERROR_EXISTS;
    case ERROR_INVALID_DRIVE:
    case ERROR_NOT_READY:
    case ERROR_CRC:
    case ERROR_SEEK:
    case ERROR_SECTOR_NOT_FOUND:
    case ERROR_WRITE_FAULT:
    case ERROR_READ_FAULT:
    case ERROR_GEN_FAILURE:
    case ERROR_WRONG_DISK:
    case ERROR_DEV_NOT_EXIST:
    case ERROR_NO_MEDIA_IN_DRIVE:
    case ERROR_IO_DEVICE:
    case ERROR_DEVICE_NOT_CONNECTED:
    case ERROR_DEVICE_REMOVED:
    case ERROR_UNRECOGNIZED_VOLUME:
    case ERROR_FILE_INVALID:
    case ERROR_FILE_CORRUPT:
    case ERROR_DISK_CORRUPT:
    case ERROR_NO_SUCH_DEVICE:
    case ERROR_NETNAME_DELETED:
    case ERROR_UNEXP_NET_ERR:
      return MDG_ERROR_DRIVE_FAILED;
    case MDG_LOCKED_VOLUME:
      return MDG_ERROR_DRIVE_LOCKED;
    default:
      return MDG_ERROR_FAILED;
    }
}

GError *
mdg_system_error_new (DWORD number, const char *what, const char *path)
{
  g_autofree char *words = g_win32_error_message ((int)number);

  return mdg_error_new (code_of (number), "cannot %s %s: %s (%lu)", what, path, words, number);
}

WCHAR *
mdg_system_path (const char *path, GError **error)
{
  WCHAR *wide = (WCHAR *)g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);

  if (wide == NULL)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "a path that is no UTF-8");
  return wide;
}
